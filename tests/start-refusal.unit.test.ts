// What must never start: a schema with anything in it that nobody decided about.
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, parse } from "graphql";
import { expect, test } from "vitest";
import { anyone, assertReferences, type Guards, guard, nobody, seen, signedIn } from "../access/guards.ts";
import type { SubgraphName } from "../platform/config.ts";
import { guards as ofDocuments } from "../subgraphs/documents/guards.ts";
import { guards as ofIdentity } from "../subgraphs/identity/guards.ts";
import { subgraphs } from "../subgraphs/index.ts";
import { guards as ofProcesses } from "../subgraphs/processes/guards.ts";

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) ';
const federated = (text: string) => buildSubgraphSchema([{ typeDefs: parse(link + text) }] as never);

const sdl =
  'type Query { firm: Firm session: Session } type Firm @key(fields: "id") { id: ID! name: String } type Session { id: ID! }';
const complete: Guards = { Query: { firm: signedIn, session: anyone }, Firm: { id: seen, name: seen }, Session: seen };
const start = (guards: object, text = sdl) => guard(federated(text), guards as Guards);

test("a schema whose every type and field has a guard starts", () => {
  expect(() => start(complete)).not.toThrow();
});

test("a schema without a key type starts as well", () => {
  expect(() =>
    start({ Query: { firm: signedIn }, Firm: seen }, "type Query { firm: Firm } type Firm { id: ID! }"),
  ).not.toThrow();
});

test("a type without a guard does not start", () => {
  const { Session, ...others } = complete;
  expect(Session).toBeDefined();
  expect(() => start(others)).toThrow("The type Session has no guard.");
  expect(() => start({ ...complete, Session: undefined })).toThrow("The type Session has no guard.");
  const { Query, ...unasked } = complete;
  expect(Query).toBeDefined();
  expect(() => start(unasked)).toThrow("The type Query has no guard.");
});

test("a field without a guard does not start, be it of a type or of the operations", () => {
  expect(() => start({ ...complete, Firm: { id: seen } })).toThrow("The field Firm.name has no guard.");
  expect(() => start({ ...complete, Firm: {} })).toThrow("The field Firm.id has no guard.");
  expect(() => start({ ...complete, Query: { firm: signedIn } })).toThrow("The field Query.session has no guard.");
  const withMutation = `${sdl} type Mutation { signOut: Boolean }`;
  expect(() => start(complete, withMutation)).toThrow("The type Mutation has no guard.");
  expect(() => start({ ...complete, Mutation: {} }, withMutation)).toThrow("The field Mutation.signOut has no guard.");
});

test("a plain function, a yes or a text where a rule belongs does not start: shield would take its fallback instead", () => {
  for (const notARule of [() => true, true, "seen", null, []]) {
    expect(() => start({ ...complete, Firm: { id: seen, name: notARule } })).toThrow(
      "The field Firm.name has no guard.",
    );
    expect(() => start({ ...complete, Session: notARule })).toThrow(
      /^The (type Session|field Session.id) has no guard./,
    );
  }
});

test("a guard for a field or a type that is not there does not start: it may be the misspelt one of another", () => {
  expect(() => start({ ...complete, Firm: { id: seen, name: seen, plan: seen } })).toThrow(
    "There is a guard for Firm.plan, which is not there.",
  );
  expect(() => start({ ...complete, Contact: seen })).toThrow("There is a guard for Contact, which is not there.");
});

test("an interface does not start, nor a guard over a union: either would be accepted and never run", () => {
  const withInterface =
    'type Query { firm: Named } interface Named { id: ID! } type Firm implements Named @key(fields: "id") { id: ID! }';
  const guards = { Query: { firm: signedIn }, Firm: seen };
  expect(() => start(guards, withInterface)).toThrow("Named is an interface, which cannot be guarded.");
  const withUnion = 'type Query { firm: Either } union Either = Firm type Firm @key(fields: "id") { id: ID! }';
  expect(() => start({ ...guards, Either: seen }, withUnion)).toThrow(
    "There is a guard for Either, which is not there.",
  );
});

test("an object type of which access/categories.ts says nothing does not start, guarded or not", () => {
  const text = "type Query { note: Note } type Note { id: ID! }";
  expect(() => start({ Query: { note: signedIn }, Note: seen }, text)).toThrow(
    "access/categories.ts does not say which information Note holds.",
  );
  expect(() => start({ Query: { note: signedIn } }, text)).toThrow("access/categories.ts");
  const subscribed = `${sdl} type Subscription { moved: ID }`;
  expect(() => start({ ...complete, Subscription: anyone }, subscribed)).toThrow(
    "access/categories.ts does not say which information Subscription holds.",
  );
});

test("a field that hides from the check behind an underscore is closed when asked", async () => {
  const schema = start(complete, sdl.replace("name: String", "name: String _note: String"));
  const { data, errors } = await graphql({
    schema,
    source: "{ firm { name _note } }",
    rootValue: { firm: { verdict: true, id: "1", name: "Almeida", _note: "private" } },
    contextValue: { viewer: { kind: "staff" }, opens: async () => true },
  });
  expect(data).toEqual({ firm: { name: "Almeida", _note: null } });
  expect(errors?.map(({ extensions }) => extensions["code"])).toEqual(["FORBIDDEN"]);
});

const keyed = (types: string) => federated(`type Query { firm: Firm } ${types}`);
const reference = { rule: signedIn, resolve: async () => null };

test("a key type without a guarded reference does not start, not even one that says it is not resolvable", () => {
  const firm = keyed('type Firm @key(fields: "id") { id: ID! }');
  expect(() => assertReferences(firm, { Firm: reference })).not.toThrow();
  expect(() => assertReferences(firm, {})).toThrow("The key type Firm has no guarded reference.");
  const stub = keyed('type Firm @key(fields: "id", resolvable: false) { id: ID! }');
  expect(() => assertReferences(stub, { Firm: { ...reference, rule: nobody } })).not.toThrow();
  expect(() => assertReferences(stub, {})).toThrow("The key type Firm has no guarded reference.");
  const two = keyed('type Firm @key(fields: "id") { id: ID! } type Contact @key(fields: "id") { id: ID! }');
  expect(() => assertReferences(two, { Firm: reference })).toThrow("The key type Contact has no guarded reference.");
});

test("a reference for what is no key type does not start", () => {
  expect(() => assertReferences(keyed("type Firm { id: ID! }"), { Firm: reference })).toThrow(
    "There is a reference for Firm, which is no key type here.",
  );
});

test("a schema with a key type puts nothing but federation's own two fields beside the guarded ones", () => {
  const schema = keyed('type Firm @key(fields: "id") { id: ID! }');
  expect(() => guard(schema, { Query: { firm: signedIn }, Firm: seen })).not.toThrow();
  expect(
    Object.keys(schema.getQueryType()?.getFields() ?? {})
      .filter((name) => name.startsWith("_"))
      .sort(),
  ).toEqual(["_entities", "_service"]);
});

const guardsOf: Record<SubgraphName, Guards> = { identity: ofIdentity, processes: ofProcesses, documents: ofDocuments };

test.for(subgraphs)("the subgraph $name starts, and not without any one of its guards", async ({ name, schema }) => {
  await expect(schema()).resolves.toBeDefined();
  const guards = guardsOf[name];
  const built = await schema({ guards: false });
  for (const [type, rules] of Object.entries(guards)) {
    const { [type]: _, ...others } = guards;
    expect(() => guard(built, others)).toThrow(`The type ${type} has no guard.`);
    if (typeof rules["resolve"] === "function") continue;
    for (const field of Object.keys(rules)) {
      const { [field]: _, ...rest } = rules as Record<string, never>;
      expect(() => guard(built, { ...guards, [type]: rest })).toThrow(`The field ${type}.${field} has no guard.`);
    }
  }
});
