// Whatever is sent, the answer is clear, of a documented kind, and tells nothing of the inside.
import { readFileSync } from "node:fs";
import {
  buildSchema,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Answer, openTestHouse, silentCourts, type TestHouse } from "./house.ts";
import {
  contact,
  type FirmWorld,
  forgetAttempts,
  grant,
  openLink,
  passphrase,
  process,
  setPassword,
  settleFirm,
  signInAs,
} from "./world.ts";

const documented = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "CATEGORY_NOT_ENABLED",
  "PLAN_NOT_ENTITLED",
  "BAD_USER_INPUT",
  "UNAVAILABLE",
  "UPSTREAM_TIMEOUT",
  "QUERY_TOO_COMPLEX",
  "INTERNAL_SERVER_ERROR",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_REQUEST",
  "METHOD_NOT_ALLOWED",
];
const internals = [
  /(^|\\n|\n)\s*at .+[(:]/, // a stack
  /\.[cm]?[jt]s:\d/,
  /\/work\b|\/usr\/|\/tmp\/|node_modules|file:\/\//,
  /localhost|127\.0\.0\.1|\[::1\]/,
  /did you mean/i,
];
const sqlWords =
  /\b(select|insert|update|delete|relation|constraint|polic(y|ies)|column|postgres\w*|pglite|sqlstate)\b/i;

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
/** Ana's link session, and her two mailed tokens. */
let ana: string;
let anasLink: string;
let anasSetUp: string;
/** Iara, who may send documents. */
let iara: string;
/** What stands in each firm. */
let mine: Things;
let theirs: Things;
const numbers = {
  mine: "0000001-11.2099.8.26.0100",
  theirs: "0000002-94.2099.8.19.0001",
  nobodys: "0000010-34.2099.5.15.0001",
};

type Things = Record<
  | "process"
  | "second"
  | "contact"
  | "access"
  | "staff"
  | "document"
  | "movement"
  | "comment"
  | "task"
  | "publication"
  | "upload"
  | "submission"
  | "request",
  string
>;

/** Whatever was wrong with any answer of the running test. */
const unclear: string[] = [];
let broken = false;

beforeAll(async () => {
  house = await openTestHouse({ courts: silentCourts });
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example", "LIGHT");
  const access = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: ["DOCUMENTS"],
  });
  anasLink = access.open as string;
  anasSetUp = access.password as string;
  ana = await openLink(house, anasLink);
  const bruno = await grant(house, firm.davi, {
    contactId: firm.brunoContact,
    email: "bruno@clientes.almeida.example",
    type: "SIMPLIFIED",
    categories: [],
  });
  await setPassword(house, bruno.password);
  mine = await furnish(firm, numbers.mine, bruno.accessId);
  const foreign = await grant(house, other.davi, {
    contactId: other.anaContact,
    email: "ana@clientes.costalima.example",
    type: "STANDARD",
    categories: [],
  });
  theirs = await furnish(other, numbers.theirs, foreign.accessId);
});
afterAll(() => house.close());
afterEach(() => {
  broken = false;
  expect(unclear.splice(0)).toEqual([]);
});

/** A firm's two processes, of which Ana is a party to the first, and one of everything that a process can have. */
async function furnish(world: FirmWorld, number: string, access: string): Promise<Things> {
  const made = await process(house, world.davi, {
    kind: "LAWSUIT",
    number,
    title: `Indenização ${world.domain}`,
    filedOn: "2026-03-02",
    parties: [{ contactId: world.anaContact, role: "CLIENT", side: "ACTIVE" }],
  });
  const document = world === firm ? "0d000000-0000-4000-8000-000000000001" : "0d000000-0000-4000-8000-000000000002";
  await house.seed(
    ["documents.document"],
    [
      `insert into documents.document values ($1, $2, $3, 'Petição', null, 'application/pdf', 3, 'aa', 'FIRM', now())`,
      [document, world.firmId, made],
    ],
  );
  const does = async (mutation: string, answer: string): Promise<any> => {
    const { data, text } = await house.send(world.davi, `mutation { it: ${mutation} { ${answer} } }`);
    if (!data?.it) throw new Error(text);
    return data.it;
  };
  const { movement } = await does(
    `recordMovement(input: { processId: "${made}", occurredAt: "2026-03-02T12:00:00Z", title: "Reunião" })`,
    "movement { id }",
  );
  const commented = await does(
    `commentMovement(input: { movementId: "${movement.id}", text: "Explicada", audience: CLIENT })`,
    "movement { comments { id } }",
  );
  const { task } = await does(`createTask(processId: "${made}", input: { title: "Trazer o RG" })`, "task { id }");
  await does(
    `importPublications(input: { publications: [{ externalId: "1", gazette: "DJE", availableOn: "2026-03-02", content: "Intimação" }] })`,
    "added",
  );
  const { data } = await house.send(world.davi, "{ publications { nodes { id } } }");
  const { uploadId } = await does(
    `requestDocumentUpload(input: { processId: "${made}", name: "a.pdf", contentType: "application/pdf", byteSize: 9 })`,
    "uploadId",
  );
  return {
    process: made,
    second: await process(house, world.davi, { title: `Consultoria ${world.domain}` }),
    contact: world.brunoContact,
    access,
    staff: world.carlaId,
    document,
    movement: movement.id,
    comment: commented.movement.comments[0].id,
    task: task.id,
    publication: data.publications.nodes[0].id,
    upload: uploadId,
    ...(await furnishSender(world)),
  };
}

/** A client who may send documents, what she is asked for, and what she sent. */
async function furnishSender(world: FirmWorld): Promise<Pick<Things, "submission" | "request">> {
  const email = `iara@clientes.${world.domain}`;
  const contactId = await contact(house, world.davi, {
    name: "Iara Lopes",
    kind: "PERSON",
    profile: "CLIENT",
    emails: [email],
  });
  const granted = await grant(house, world.davi, { contactId, email, type: "SIMPLIFIED", categories: [] });
  await setPassword(house, granted.password);
  await house.seed(
    ["identity.firm"],
    ["update identity.firm set simplified_may_submit = true where id = $1", [world.firmId]],
  );
  const token = await signInAs(house, email, "WEB");
  if (world === firm) iara = token;
  const body = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n9\n%%EOF\n";
  const asked = await house.send(
    world.davi,
    `mutation { requestDocument(input: { contactId: "${contactId}", title: "RG" }) { documentRequest { id } } }`,
  );
  const { data } = await house.send(
    token,
    `mutation { requestSubmissionUpload(input: { description: "RG", name: "a.pdf", contentType: "application/pdf", byteSize: ${body.length} }) { uploadId upload { url } } }`,
  );
  const { uploadId, upload } = data.requestSubmissionUpload;
  await fetch(upload.url, { method: "PUT", body, headers: { "content-type": "application/pdf" } });
  const completed = await house.send(
    token,
    `mutation { completeUpload(uploadId: "${uploadId}") { submission { id } } }`,
  );
  return {
    request: asked.data.requestDocument.documentRequest.id,
    submission: completed.data.completeUpload.submission.id,
  };
}

describe("an id that cannot be one", () => {
  /** Spellings that PostgreSQL would take, and those that others' services take. */
  const telling = ["empty", "upper case", "without hyphens", "NUL behind"];

  test("is answered to the byte like one that was never there, and so is another firm's", async () => {
    const wrong: string[] = [];
    for (const { root, field, path } of places("ID")) {
      const operation = operationOf(root, field.name);
      const base = filled(field.name);
      const real = valueAt(base, path);
      if (typeof real !== "string") wrong.push(`${field.name} has no ${path.join(".")} in this file's table`);
      const asker = askerOf(field.name);
      const ask = async (id: string) => bare(await send(asker, operation, withValue(filled(field.name), path, id)));
      const never = await ask(crypto.randomUUID());
      const kind = (Object.keys(mine) as (keyof Things)[]).find((kind) => mine[kind] === real);
      const ids = malformed(String(real));
      for (const what of field.name === "process" ? Object.keys(ids) : telling) {
        const id = ids[what] as string;
        const answer = await ask(id);
        if (answer !== never) wrong.push(`${field.name} ${path.join(".")}: ${what}\n${answer}\nnever there:\n${never}`);
      }
      const foreign = await ask(kind ? theirs[kind] : "");
      if (foreign !== never)
        wrong.push(`${field.name} ${path.join(".")}: another firm's\n${foreign}\nnever there:\n${never}`);
    }
    expect(wrong).toEqual([]);
  });

  test("is a plain null in a query and NOT_FOUND with its field in a mutation", async () => {
    for (const name of ["process", "contact", "clientAccess", "document", "submission"])
      expect((await send(firm.davi, `{ ${name}(id: "x") { id } }`)).data).toEqual({ [name]: null });
    const otherwise = ["grantClientAccess", "signIn", "switchAccess", "markProcessSeen"];
    for (const { root, field, path } of places("ID"))
      if (root === "Mutation" && !otherwise.includes(field.name))
        expect([field.name, await refusals(field.name, path.join("."), "x")]).toEqual([
          field.name,
          [`NOT_FOUND ${path.join(".")}`],
        ]);
    const seen = await call("markProcessSeen", { processId: theirs.process }, {}, ana);
    expect(seen.data?.markProcessSeen).toMatchObject({ userErrors: [{ code: "NOT_FOUND", field: ["processId"] }] });
    expect(await refusals("grantClientAccess", "input.contactId", "x")).toEqual(["CONTACT_REQUIRED input.contactId"]);
    expect(await refusals("signIn", "input.accessId", "x")).toEqual(["CREDENTIALS_INVALID"]);
  });

  test("tells a client nothing of what it may not see, not even a type's name", async () => {
    const consultation = await process(house, firm.davi, { title: "De outra pessoa" });
    for (const selection of ["__typename", "id"]) {
      const never = bare(await send(ana, `{ process(id: "${crypto.randomUUID()}") { ${selection} } }`));
      for (const id of [consultation, theirs.process, mine.process.toUpperCase()])
        expect(bare(await send(ana, `{ process(id: "${id}") { ${selection} } }`))).toBe(never);
      const nobody = bare(await send(ana, `{ contact(id: "${crypto.randomUUID()}") { ${selection} } }`));
      for (const id of [firm.brunoContact, theirs.contact])
        expect(bare(await send(ana, `{ contact(id: "${id}") { ${selection} } }`))).toBe(nobody);
    }
  });

  test("of a number or an object is refused in GraphQL's words", async () => {
    for (const id of [1.5, true, { x: 1 }, ["a", "b"]]) {
      const { errors } = await send(firm.davi, "query ($id: ID!) { process(id: $id) { id } }", { id });
      expect(errors.map((error) => error.extensions.code)).toEqual(["BAD_USER_INPUT"]);
    }
    expect((await send(firm.davi, "query ($id: ID!) { process(id: $id) { id } }", { id: 7 })).data).toEqual({
      process: null,
    });
  });
});

describe("a cursor", () => {
  const [zero, ones] = ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"];
  const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
  const processesBy = (order: string) =>
    `query ($after: String) { list: processes(after: $after, first: 100, orderBy: ${order}) { nodes { id } } }`;
  const rootList = (name: string) =>
    `query ($after: String) { list: ${name}(after: $after, first: 100) { nodes { id } } }`;
  const inProcess = (name: string) => () =>
    `query ($after: String) { in: process(id: "${mine.process}") { list: ${name}(after: $after) { nodes { id } } } }`;
  const onRecord = (name: string) => () =>
    `query ($after: String) { in: contact(id: "${mine.contact}") { list: ${name}(after: $after) { nodes { id } } } }`;
  const inContact = () =>
    `query ($after: String) { in: contact(id: "${firm.anaContact}") { list: processes(after: $after) { nodes { id } } } }`;
  const inLog = () =>
    `query ($after: String) { in: clientAccess(id: "${mine.access}") { list: activity(after: $after) { nodes { id } } } }`;
  /** Every list: the order its cursors are of, and the first and the last value there can be in it. */
  const lists: [query: () => string, order: string, first: string, last: string][] = [
    [() => processesBy("FILED"), "FILED", "9999-12-31", "0001-01-01"],
    [() => processesBy("TITLE"), "TITLE", "", "\u{10ffff}"],
    [
      () => processesBy("LAST_MOVEMENT"),
      "LAST_MOVEMENT",
      "9999-12-31T00:00:00.000000Z 9999-12-31",
      "0001-01-01T00:00:00.000000Z 0001-01-01",
    ],
    [() => rootList("contacts"), "NAME", "", "\u{10ffff}"],
    [() => rootList("clientAccesses"), "NAME", "", "\u{10ffff}"],
    [() => rootList("publications"), "AVAILABLE", "9999-12-31", "0001-01-01"],
    [() => rootList("submissions"), "CREATED", "9999-12-31T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z"],
    [onRecord("submissions"), "CREATED", "9999-12-31T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z"],
    [onRecord("documentRequests"), "CREATED", "9999-12-31T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z"],
    [inContact, "LAST_MOVEMENT", "9999-12-31T00:00:00.000000Z 9999-12-31", "0001-01-01T00:00:00.000000Z 0001-01-01"],
    [inLog, "AT", "9999-12-31T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z"],
    [inProcess("documents"), "CREATED", "9999-12-31T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z"],
    [inProcess("movements"), "OCCURRED", "9999-12-31T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z"],
    [inProcess("tasks"), "CREATED", "9999-12-31T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z"],
    [inProcess("publications"), "AVAILABLE", "9999-12-31", "0001-01-01"],
  ];
  test("is tried of every list there is", () => {
    const tried = lists.map(([query]) => {
      const info = new TypeInfo(schema);
      let list = "";
      const Field = ({ alias, name }: FieldNode) => {
        if (alias?.value === "list") list = `${info.getParentType()?.name}.${name.value}`;
      };
      visit(parse(query()), visitWithTypeInfo(info, { Field }));
      return list;
    });
    const all = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields()).flatMap(({ name, args }) =>
          args.some((arg) => arg.name === "after") ? `${type.name}.${name}` : [],
        ),
      );
    expect([...new Set(tried)].toSorted()).toEqual(all.toSorted());
  });

  const codes = async (query: string, after: string, by = firm.davi) =>
    (await send(by, query, { after })).errors.map(({ extensions }) => extensions.code);

  test("that is none, or another order's, is BAD_USER_INPUT", async () => {
    const garbage: Record<string, string> = {
      empty: "",
      garbage: "garbage!",
      "no JSON": "AAAA",
      "bytes that are no text": Buffer.from([0xff, 0xfe, 0x00]).toString("base64url"),
      "an object": Buffer.from('{"order":"FILED"}').toString("base64url"),
      "the old kind": Buffer.from("arrayconnection:1").toString("base64"),
      "too few parts": cursor("FILED", zero),
      "too many": cursor("FILED", "2026-01-01", zero, 1),
      "an unknown order": cursor("VISIBILITY", "2026-01-01", zero),
      "numbers for texts": cursor("FILED", 1, 2),
      "an order in an array": cursor(["FILED"], "2026-01-01", zero),
      "an id that is none": cursor("FILED", "2026-01-01", "x"),
      "NUL in the value": cursor("FILED", "2026-01-01\u0000", zero),
      "NUL behind": `${cursor("FILED", "2026-01-01", zero)}\u0000`,
      "10 KB": "A".repeat(10_240),
      "a value of 10 KB": cursor("FILED", "x".repeat(7_000), zero),
      padded: `${Buffer.from(JSON.stringify(["FILED", "2026-01-01", zero])).toString("base64")}==`,
    };
    for (const [what, after] of Object.entries(garbage))
      expect([what, await codes(processesBy("FILED"), after)]).toEqual([what, ["BAD_USER_INPUT"]]);
    for (const [query, order] of lists)
      for (const after of [
        "garbage!",
        ...lists.filter(([, of]) => of !== order).map(([, of, first]) => cursor(of, first, zero)),
      ])
        expect([query(), after, await codes(query(), after)]).toEqual([query(), after, ["BAD_USER_INPUT"]]);
  });

  const noDays = [
    "2026-02-30",
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "0000-01-01",
    "20260101",
    "infinity",
    "today",
  ];
  const noMoments = [
    ...noDays.slice(0, 5).map((day) => `${day}T00:00:00.000000Z`),
    "2026-02-20T24:00:01.000000Z",
    "2026-02-20T10:60:00.000000Z",
    "2026-02-20T10:00:00.000000+99",
    "infinity",
    "now",
  ];

  test.each([...noDays, "１０００-01-01", "-2026-01-01", "2026-01-01 ", ""])(
    "at the day %j is BAD_USER_INPUT",
    async (day) => {
      for (const [query, order, first] of lists)
        if (/^\d{4}-\d\d-\d\d$/.test(first))
          expect([query(), await codes(query(), cursor(order, day, zero))]).toEqual([query(), ["BAD_USER_INPUT"]]);
      const moment = "2026-01-01T00:00:00.000000Z";
      const last = cursor("LAST_MOVEMENT", `${moment} ${day}`, zero);
      expect(await codes(processesBy("LAST_MOVEMENT"), last)).toEqual(["BAD_USER_INPUT"]);
    },
  );

  test.each([...noMoments, ""])("at the moment %j is BAD_USER_INPUT", async (moment) => {
    for (const [query, order, first] of lists)
      if (/Z$/.test(first))
        expect([query(), await codes(query(), cursor(order, moment, zero))]).toEqual([query(), ["BAD_USER_INPUT"]]);
    const last = cursor("LAST_MOVEMENT", `${moment} 2026-01-01`, zero);
    expect(await codes(processesBy("LAST_MOVEMENT"), last)).toEqual(["BAD_USER_INPUT"]);
  });

  test("that was forged is a position like any other: behind it stands what the viewer may see, and nothing else", async () => {
    for (const [by, some] of [
      [firm.davi, lists],
      [ana, lists.slice(0, 3)],
    ] as const)
      for (const [query, order, first, last] of some) {
        const listOf = async (after: string | null) => {
          const { data, errors } = await send(by, query(), { after });
          expect([query(), errors]).toEqual([query(), []]);
          return (data.in?.list ?? data.list).nodes as { id: string }[];
        };
        const all = await listOf(null);
        for (const id of [theirs.process, theirs.contact]) expect(await listOf(cursor(order, first, id))).toEqual(all);
        expect(await listOf(cursor(order, last, first > last ? zero : ones))).toEqual([]);
        for (const { id } of all) expect(Object.values(theirs)).not.toContain(id);
      }
    for (const value of ["\ud800", "'; drop table x; --", "%", "\\", "a".repeat(1_000)])
      for (const [query, order] of lists.filter(([, order]) => ["TITLE", "NAME"].includes(order))) {
        const { data, errors } = await send(firm.davi, query(), { after: cursor(order, value, zero) });
        expect(errors).toEqual([]);
        for (const { id } of data.list.nodes) expect(Object.values(theirs)).not.toContain(id);
      }
  });
});

describe("a CNJ number", () => {
  // brazil.md, section 1: invalid though common in READMEs; and the check digits 00, 01 and 99 that mod 97 alone lets pass.
  const invalid = [
    "0008265-72.2018.4.05.8300",
    "0000001-02.2024.8.17.0001",
    "0001234-56.2024.8.26.0100",
    "0000001-23.2026.8.26.0100",
    "5001234-56.2026.4.04.7000",
    "0000034-01.2099.8.26.0100",
    "0000047-00.2099.8.26.0100",
    "0000021-99.2099.8.26.0100",
    "0000001-12.2099.8.26.0100",
    "O000001-11.2099.8.26.0100",
    "000000１-11.2099.8.26.0100",
    "0000001 - 11.2099.8.26.0100",
    "0000001-11.2099.8.26.010",
    "0000001-11.2099.8.26.01000",
    "0000001.11.2099.8.26.0100",
    "00000011120998260100x",
    "00000011120998260100\u0000",
    "00000011120998260100\n0",
    "-0000011120998260100",
    "1e19",
    " ",
    "",
  ];

  test("that is none is null when looked for, and INVALID when written down", async () => {
    for (const number of invalid) {
      const looked = await send(firm.davi, "query ($n: String!) { processByNumber(number: $n) { id } }", { n: number });
      expect([number, looked.data, looked.errors]).toEqual([number, { processByNumber: null }, []]);
      for (const name of ["createProcess", "updateProcess"])
        expect([number, await refusals(name, "input.number", number)]).toEqual([number, ["INVALID input.number"]]);
    }
  });

  test("finds its process masked, bare, and with blanks around it, and another firm's is none", async () => {
    const looking = (n: string) => send(firm.davi, "query ($n: String!) { processByNumber(number: $n) { id } }", { n });
    const number = numbers.mine;
    for (const written of [number, number.replace(/\D/g, ""), `  ${number}\n`])
      expect((await looking(written)).data).toEqual({ processByNumber: { id: mine.process } });
    expect(bare(await looking(numbers.theirs))).toBe(bare(await looking(numbers.nobodys)));
    expect(await refusals("createProcess", "input.number", number.replace(/\D/g, ""))).toEqual(["TAKEN input.number"]);
  });
});

describe("a question in the wrong form", () => {
  const page = "query ($first: Int) { processes(first: $first) { nodes { id } } }";
  test.each<[string, string, object, string]>([
    ["an unknown enum value", "{ processes(orderBy: NEWEST) { totalCount } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    [
      "one that is almost right",
      "{ processes(filter: { kind: LAWSUITS }) { totalCount } }",
      {},
      "GRAPHQL_VALIDATION_FAILED",
    ],
    [
      "one in a variable",
      "query ($kind: ProcessKind) { processes(filter: { kind: $kind }) { totalCount } }",
      { kind: "LAWSUI" },
      "BAD_USER_INPUT",
    ],
    ["a field that is not there", "{ proces { id } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["a field of one member of a union", "{ viewer { role } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["an argument that is not there", "{ process(id: 1, firm: 2) { id } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["an unknown type", "{ viewer { ... on StafMember { id } } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["an unknown directive", "{ __typename @skp(if: true) }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["no selection", "{ viewer }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["a missing variable", "query ($id: ID!) { process(id: $id) { id } }", {}, "BAD_USER_INPUT"],
    ["null for what is required", "query ($id: ID!) { process(id: $id) { id } }", { id: null }, "BAD_USER_INPUT"],
    ["a variable nobody declared", "{ process(id: $id) { id } }", { id: "x" }, "GRAPHQL_VALIDATION_FAILED"],
    ["a text for a number", page, { first: "ten" }, "BAD_USER_INPUT"],
    ["a text that reads as a number", page, { first: "10" }, "BAD_USER_INPUT"],
    ["a list for a number", page, { first: [1, 2] }, "BAD_USER_INPUT"],
    ["half a row", page, { first: 1.5 }, "BAD_USER_INPUT"],
    ["first: -1", page, { first: -1 }, "BAD_USER_INPUT"],
    ["first: 101", page, { first: 101 }, "BAD_USER_INPUT"],
    ["first: 1e9", page, { first: 1e9 }, "BAD_USER_INPUT"],
    ["first: 2147483647", page, { first: 2147483647 }, "BAD_USER_INPUT"],
    ["first: 2147483648", page, { first: 2147483648 }, "BAD_USER_INPUT"],
    ["first: -1 written out", "{ processes(first: -1) { totalCount } }", {}, "BAD_USER_INPUT"],
    ["first: 101 deep inside", `{ contacts { nodes { processes(first: 101) { totalCount } } } }`, {}, "BAD_USER_INPUT"],
    [
      "first: 2147483648 written out",
      "{ processes(first: 2147483648) { totalCount } }",
      {},
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["half a text", '{ process(id: "', {}, "GRAPHQL_PARSE_FAILED"],
    ["no text at all", "#", {}, "GRAPHQL_PARSE_FAILED"],
    ["SQL", "select * from identity.firm", {}, "GRAPHQL_PARSE_FAILED"],
    [
      "a fragment cycle",
      "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }",
      {},
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["the subgraphs' own door", "{ _entities(representations: []) { __typename } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["the subgraphs' own schema", "{ _service { sdl } }", {}, "GRAPHQL_VALIDATION_FAILED"],
  ])("such as %s is told so", async (_, query, variables, code) => {
    const answer = await send(firm.davi, query, variables);
    expect(new Set(answer.errors.map(({ extensions }) => extensions.code))).toEqual(new Set([code]));
    expect(answer.errors.length).toBeLessThanOrEqual(10);
  });

  test("may ask for no rows, and leave first out or null", async () => {
    const asking = (first: unknown) => send(firm.davi, page, first === undefined ? {} : { first });
    expect((await asking(0)).data.processes.nodes).toEqual([]);
    expect((await asking(null)).data).toEqual((await asking(undefined)).data);
    expect((await asking(100)).errors).toEqual([]);
  });

  test("is told in ten errors at most", async () => {
    const { errors } = await call("createContact", spoilt("createContact", "input.emails", Array(60).fill(7)));
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(errors.length).toBeLessThanOrEqual(10);
  });

  test("that names no operation of several is no fault of ours", async () => {
    const codes = async (body: object) => {
      const answer = await post(JSON.stringify(body));
      expect(answer.status).toBe(400);
      return answer.errors.map(({ extensions }) => extensions.code);
    };
    const two = "query A { __typename } query B { __typename }";
    expect(await codes({ query: two })).toEqual(["BAD_REQUEST"]);
    expect(await codes({ query: two, operationName: "C" })).toEqual(["BAD_REQUEST"]);
    expect(await codes({ query: two, operationName: "__proto__" })).toEqual(["BAD_REQUEST"]);
    expect(await codes({ query: two, operationName: "constructor" })).toEqual(["BAD_REQUEST"]);
  });

  test("such as a subscription is refused, there being none", async () => {
    const { status, errors } = await post(JSON.stringify({ query: "subscription { movements { id } }" }));
    expect(status).toBe(400);
    expect(["GRAPHQL_VALIDATION_FAILED", "BAD_REQUEST"]).toContain(errors[0]?.extensions.code);
  });

  test("such as a persisted query is refused, there being none", async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: "a".repeat(64) } };
    for (const body of [{ extensions }, { query: "{ __typename }", extensions }]) {
      const { errors } = await post(JSON.stringify(body));
      expect(errors.map((error) => error.extensions.code)).toEqual(["BAD_REQUEST"]);
    }
  });

  test("still finds the schema, in development", async () => {
    const { data } = await send(null, '{ __schema { queryType { name } } __type(name: "Process") { name } }');
    expect(data).toEqual({ __schema: { queryType: { name: "Query" } }, __type: { name: "Process" } });
  });
});

describe("a question that is too large", () => {
  const loop = "processes { nodes { parties { contact { ";
  const hundreds = (first: string) =>
    `processes(first: ${first}) { nodes { parties { contact { `.repeat(3).concat("id", " } } } }".repeat(3));
  const around = (times: number, inside: string) => loop.repeat(times) + inside + " }".repeat(4 * times);
  test.each<[string, string]>([
    ["16 levels deep", `{ ${around(4, "id")} }`],
    ["as deep through a fragment", `{ ${around(3, "...a")} } fragment a on Contact { ${around(1, "id")} }`],
    ["as deep through a fragment called __schema", `{ ...__schema } fragment __schema on Query { ${around(4, "id")} }`],
    [
      "as deep through a fragment that was counted where it is shallow",
      `{ contact(id: 1) { ...a } ${around(3, "...a")} } fragment a on Contact { ${around(1, "id")} }`,
    ],
    ["200 aliases", `{ ${Array.from({ length: 200 }, (_, i) => `a${i}: viewer { __typename }`).join(" ")} }`],
    ["200 aliases of __typename", `{ ${Array.from({ length: 200 }, (_, i) => `a${i}: __typename`).join(" ")} }`],
    [
      "200 aliases through fragments",
      `{ ${"...a ".repeat(20)} } fragment a on Query { ${Array.from({ length: 10 }, (_, i) => `a${i}: __typename`).join(" ")} }`,
    ],
    [
      "60 directives",
      `{ ${Array.from({ length: 60 }, (_, i) => `a${i % 20}: __typename @include(if: true)`).join(" ")} }`,
    ],
    ["5000 tokens", `{ ${"__typename ".repeat(5_000)} }`],
    ["a million rows, a hundred at a time", `{ ${hundreds("100")} }`],
    ["a million rows, a hundred at a time by a variable", `query ($first: Int = 100) { ${hundreds("$first")} }`],
    [
      "links of links of links of links",
      `{ process(id: 1) { ${"links { process { ".repeat(4)} id ${"} } ".repeat(4)} } }`,
    ],
    [
      "a million rows, beside a fragment that is spread too often to be counted",
      `{ ${hundreds("100")} session { ${"...d ".repeat(8)} } }
       ${[..."abcd"].map((name, at, all) => `fragment ${name} on Session { ${at ? `...${all[at - 1]} `.repeat(12) : "id"} }`).join(" ")}`,
    ],
    ["a list 800 deep", `{ process(id: ${"[".repeat(800)}1${"]".repeat(800)}) { id } }`],
  ])("(%s) is QUERY_TOO_COMPLEX", async (_, query) => {
    const { status, errors } = await send(firm.davi, query);
    expect(status).toBe(400);
    expect(errors[0]).toMatchObject({
      message: "O pedido é grande demais.",
      extensions: { code: "QUERY_TOO_COMPLEX" },
    });
    expect(errors.length).toBeLessThanOrEqual(10);
  });

  test("is told so when lists without pages bring more than anybody guessed", async () => {
    const hub = mine.process;
    const leaves = Array.from({ length: 110 }, () => crypto.randomUUID());
    await house.seed(
      ["processes.process", "processes.link"],
      [
        `insert into processes.process (id, firm_id, version, kind, title, title_folded, status, visibility, secret, subjects, team_ids, created_at, updated_at)
         select id, $2, 1, 'CASE', 'Ramo', 'ramo', 'ACTIVE', 'PUBLIC', false, '{}', '{}', now(), now() from unnest($1::uuid[]) id`,
        [leaves, firm.firmId],
      ],
      [
        `insert into processes.link (id, firm_id, original_id, linked_id, kind)
         select gen_random_uuid(), $2, $3, id, 'ATTACHMENT' from unnest($1::uuid[]) id`,
        [leaves, firm.firmId, hub],
      ],
    );
    const links = (times: number): string => (times ? `links { process { ${links(times - 1)} } }` : "title");
    expect((await send(firm.davi, `{ process(id: "${hub}") { ${links(1)} } }`)).data.process.links).toHaveLength(110);
    const { data, errors } = await send(firm.davi, `{ process(id: "${hub}") { ${links(3)} } }`);
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(["QUERY_TOO_COMPLEX"]));
    expect(JSON.stringify(data).match(/Ramo/g)?.length ?? 0).toBeLessThan(10_000);
    await house.owner("delete from processes.process where id = any ($1::uuid[])", [leaves]);
  });

  test("is told so before it is read, when its body is", async () => {
    const query = { query: "{ __typename }", variables: { x: "x".repeat(200_000) } };
    expect(await post(JSON.stringify(query))).toMatchObject({
      status: 413,
      errors: [{ message: "O pedido é grande demais.", extensions: { code: "QUERY_TOO_COMPLEX" } }],
    });
  });
});

describe("a body that is no question", () => {
  const json = { "content-type": "application/json" };
  const asking = JSON.stringify({ query: "{ __typename }" });
  test.each<[string, Body, Record<string, string>?]>([
    ["no JSON", "{"],
    ["nothing", ""],
    ["null", "null"],
    ["a text", '"{ __typename }"'],
    ["a list", `[${asking}]`],
    ["an empty list", "[]"],
    ["an object without a query", "{}"],
    ["a query that is a number", '{"query":1}'],
    ["a query that is null", '{"query":null}'],
    ["variables that are a text", '{"query":"{__typename}","variables":"{}"}'],
    ["variables that are a list", '{"query":"{__typename}","variables":[1]}'],
    ["extensions that are a text", '{"query":"{__typename}","extensions":"x"}'],
    ["an operation's name that is a number", '{"query":"{__typename}","operationName":1}'],
    ["a form", "query=%7B__typename%7D", { "content-type": "application/x-www-form-urlencoded" }],
    ["plain text", asking, { "content-type": "text/plain" }],
    ["GraphQL without JSON", "{ __typename }", { "content-type": "application/graphql" }],
    ["an unheard-of charset", asking, { "content-type": "application/json; charset=klingon" }],
    ["an unheard-of encoding", asking, { ...json, "content-encoding": "zip" }],
    ["gzip that is none", asking, { ...json, "content-encoding": "gzip" }],
    [
      "a multipart form",
      "--x--",
      { "content-type": "multipart/form-data; boundary=x", "apollo-require-preflight": "1" },
    ],
    ["what wants another answer than JSON", asking, { ...json, accept: "text/html" }],
    ["bytes that are no text", new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) as never],
  ])("(%s) is BAD_REQUEST", async (_, body, headers = json) => {
    const { status, errors } = await post(body, headers);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["BAD_REQUEST"]);
  });

  test.each(["GET", "PUT", "DELETE", "PATCH"])("comes by %s to METHOD_NOT_ALLOWED", async (method) => {
    for (const path of ["/graphql", "/graphql?query=%7B__typename%7D"]) {
      const response = await fetch(house.url + path, { method, headers: json });
      const answer = await examined(`${method} ${path}`, response);
      expect(answer.status).toBe(405);
      expect(answer.headers.get("allow")).toBe("POST");
      expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(["METHOD_NOT_ALLOWED"]);
    }
  });
});

describe("names that JavaScript gives a meaning to", () => {
  test("are names like any other, as aliases", async () => {
    const query =
      "{ __proto__: session { __proto__: credential constructor: id } constructor: viewer { toString: __typename } hasOwnProperty: process(id: 1) { id } }";
    const answer = await send(firm.davi, query);
    const read = JSON.parse(answer.text).data;
    expect(Object.keys(read)).toEqual(["__proto__", "constructor", "hasOwnProperty"]);
    expect(read.constructor).toEqual({ toString: "StaffMember" });
    expect(read.hasOwnProperty).toBeNull();
  });

  test("change nothing as variables, and are no fields of an input", async () => {
    const query = "query ($id: ID!) { process(id: $id) { id } }";
    const polluted = `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"id":"x"}`;
    const answer = await post(`{"query":${JSON.stringify(query)},"variables":${polluted}}`, {
      "content-type": "application/json",
      authorization: `Bearer ${firm.davi}`,
    });
    expect(answer.data).toEqual({ process: null });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    const create = operationOf("Mutation", "createContact");
    const input = JSON.stringify((filled("createContact") as { input: object }).input);
    for (const key of ["__proto__", "constructor", "prototype"]) {
      const body = `{"query":${JSON.stringify(create)},"variables":{"input":{"${key}":{"profile":"CLIENT"},${input.slice(1)}}}`;
      const { errors } = await post(body, {
        "content-type": "application/json",
        authorization: `Bearer ${firm.davi}`,
      });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
    }
    for (const operationName of ["__proto__", "toString"]) {
      const { data } = await post(JSON.stringify({ query: `query ${operationName} { __typename }`, operationName }));
      expect(data).toEqual({ __typename: "Query" });
    }
  });

  test("and no input takes a firm, an owner or a version of its own", async () => {
    for (const field of fields("Mutation")) {
      if (!field.args.some(({ name }) => name === "input")) continue;
      for (const key of ["firmId", "version", "createdAt"]) {
        const { errors } = await call(field.name, spoilt(field.name, `input.${key}`, "x"));
        expect([field.name, key, errors[0]?.extensions.code]).toEqual([field.name, key, "BAD_USER_INPUT"]);
      }
    }
  });
});

describe("what a person types", () => {
  const wrong = {
    "10 KB": (typed: string) => typed + "x".repeat(10_240),
    "a control character": (typed: string) => `${typed.slice(0, 1)}\u0007${typed.slice(1)}`,
    NUL: (typed: string) => `${typed.slice(0, 1)}\u0000${typed.slice(1)}`,
    "a lone surrogate": (typed: string) => `${typed.slice(0, 1)}\ud800${typed.slice(1)}`,
  };
  const doubtful = { nothing: () => "", "an RTL override": (typed: string) => `\u202e${typed}` };
  const signing = ["signIn", "openAccessLink", "setPassword"];
  /** What is told of otherwise: by a test of its own. */
  const apart = ["processNumber", "content"];

  test("into a form is refused with each field where it cannot be, in Portuguese, and in English on demand", async () => {
    for (const field of fields("Mutation").filter(({ name }) => !signing.includes(name))) {
      const all = field.args.flatMap((arg) => [...pathsTo("String", arg.type, [arg.name])].map(({ path }) => path));
      const paths = all.filter((path) => !apart.includes(path[path.length - 1] as string));
      // A body has room for no more at once.
      for (; paths.length > 0; paths.splice(0, 8)) {
        const some = paths.slice(0, 8);
        const told = async (spoil: (typed: string) => string, language = "pt-BR") => {
          let variables = filled(field.name);
          for (const path of some)
            variables = withValue(variables, path, spoil(String(valueAt(variables, path) ?? "abc")));
          const { data, text } = await call(field.name, variables, { "accept-language": language });
          if (!data?.[field.name]) expect.fail(`${field.name} answers ${text}`);
          return data[field.name].userErrors as { code: string; field: string[]; message: string }[];
        };
        const everywhere = some.map((path) => `INVALID ${path.join(".")}`).toSorted();
        for (const [what, spoil] of Object.entries(wrong)) {
          const refused = (await told(spoil)).map((one) => `${one.code} ${one.field.join(".")}`).toSorted();
          expect([field.name, what, refused]).toEqual([field.name, what, everywhere]);
        }
        for (const [what, spoil] of Object.entries(doubtful))
          for (const one of await told(spoil)) {
            expect([field.name, what, one.code]).toEqual([
              field.name,
              what,
              expect.stringMatching(/^(REQUIRED|INVALID)$/),
            ]);
            expect(some).toContainEqual(one.field);
          }
        const portuguese = (await told(wrong.NUL)).map(({ message }) => message);
        for (const { message } of await told(wrong.NUL, "en")) expect(portuguese).not.toContain(message);
      }
    }
  });

  test("of a number to look a process up by, or of a gazette's text, is refused too", async () => {
    for (const spoil of Object.values({ ...wrong, ...doubtful }))
      expect(await refusals("importCourtMovements", "input.processNumber", spoil(numbers.mine))).toEqual([
        "NOT_FOUND input.processNumber",
      ]);
    const content = "input.publications.0.content";
    for (const what of ["a control character", "NUL", "a lone surrogate"] as const)
      expect(await refusals("importPublications", content, wrong[what]("abc"))).toEqual([`INVALID ${content}`]);
    expect(await refusals("importPublications", content, "x".repeat(100_001))).toEqual([`INVALID ${content}`]);
    expect(await refusals("importPublications", content, " \n ")).toEqual([`REQUIRED ${content}`]);
    const number = "input.publications.0.processNumber";
    for (const what of Object.keys(wrong) as (keyof typeof wrong)[])
      expect(await refusals("importPublications", number, wrong[what]("abc"))).toEqual([`INVALID ${number}`]);
  });

  test("to sign in is refused like anything else that is wrong", async () => {
    for (const [name, path, code] of [
      ["signIn", "input.password", "CREDENTIALS_INVALID"],
      ["openAccessLink", "token", "TOKEN_INVALID token"],
      ["setPassword", "input.token", "TOKEN_INVALID input.token"],
      ["setPassword", "input.password", "PASSWORD_TOO_WEAK input.password"],
    ] as const)
      for (const [what, spoil] of Object.entries({ ...wrong, ...doubtful })) {
        await forgetAttempts(house);
        expect([name, what, await refusals(name, path, spoil("abc"))]).toEqual([name, what, [code]]);
      }
    expect(places("String").filter(({ field }) => signing.includes(field.name))).toHaveLength(4);
  });

  test("is REQUIRED where a text that is needed has nothing in it", async () => {
    /** What is not written but chosen. */
    const chosen: Record<string, string> = {
      "importCourtMovements input.processNumber": "NOT_FOUND",
      "updateUploadPolicy input.contentTypes.0": "INVALID",
    };
    const texts = places("String", "Mutation").filter(
      ({ field, type }) => !signing.includes(field.name) && isNonNullType(type),
    );
    expect(texts.length).toBeGreaterThan(20);
    for (const { field, path } of texts)
      for (const nothing of ["", " \u00a0\n "]) {
        const at = path.join(".");
        const told = [field.name, await refusals(field.name, at, nothing)];
        expect(told).toEqual([field.name, [`${chosen[`${field.name} ${at}`] ?? "REQUIRED"} ${at}`]]);
      }
    const { data } = await call("createContact", spoilt("createContact", "input.name", ""));
    expect(data?.createContact.userErrors[0].message).toBe("Preencha este campo.");
  });

  test("is REQUIRED where null would clear what cannot be without it, and null clears the rest", async () => {
    /** What an update may leave out, and not clear. */
    const kept: Record<string, string[]> = {
      updateContact: ["name", "kind", "profile"],
      updateProcess: ["title", "status", "visibility", "secret", "number"],
      updateTask: ["title", "status"],
      updateDocument: ["name"],
      updateClientAccess: ["type", "email"],
      updateFirm: ["name"],
      updateStaffMember: ["name", "role", "active"],
    };
    for (const field of fields("Mutation").filter(({ name }) => name.startsWith("update"))) {
      const [input] = field.args.filter(({ name }) => name === "input");
      for (const { name, type } of Object.values((getNamedType(input?.type) as GraphQLInputObjectType).getFields())) {
        if (isNonNullType(type)) continue;
        // Bruno's access uses his e-mail.
        const code = `${field.name}.${name}` === "updateContact.emails" ? "CONFLICT" : "REQUIRED";
        const isKept = code === "CONFLICT" || kept[field.name]?.includes(name);
        const told = [field.name, name, await refusals(field.name, `input.${name}`, null)];
        expect(told).toEqual([field.name, name, isKept ? [`${code} input.${name}`] : []]);
      }
    }
    // Iara goes on sending.
    await call("updateFirm", { input: { simplifiedMaySubmit: true } });
    for (const [name, path] of [
      ["createProcess", "input.number"],
      ["treatPublication", "input.processId"],
      ["reviewSubmission", "input.reason"],
    ] as const)
      expect([name, await refusals(name, path, null)]).toEqual([name, [`REQUIRED ${path}`]]);
  });

  test("is INVALID, and not missing, where there is too much of it", async () => {
    const party = { name: "Banco", role: "ADVERSE", side: "PASSIVE" };
    const moved = { externalId: "1", occurredAt: "2026-03-02T12:00:00Z", title: "Juntada" };
    const published = { externalId: "1", gazette: "DJE", availableOn: "2026-03-02", content: "Intimação" };
    /** By what a list is called: one of its items, and how many there may be. */
    const most: Record<string, [item: unknown, most: number]> = {
      emails: ["a@b.example", 20],
      phones: ["11", 20],
      parties: [party, 200],
      subjects: ["Dano", 50],
      teamMemberIds: [mine.staff, 100],
      categories: ["TASKS", 50],
      contentTypes: ["application/pdf", 50],
      stores: [{ platform: "IOS", name: "Almeida", url: "https://apps.example/1" }, 10],
      movements: [moved, 1000],
      registrations: [{ number: "123456", state: "SP" }, 50],
      publications: [published, 1000],
    };
    const lists = fields("Mutation").flatMap((field) =>
      field.args.flatMap((arg) => [...listsIn(arg.type, [arg.name])].map((path) => ({ name: field.name, path }))),
    );
    expect(lists.length).toBeGreaterThan(12);
    for (const { name, path } of lists) {
      const [item, many] = most[path.at(-1) as string] ?? expect.fail(`${name} has a list ${path.join(".")}`);
      const told = [name, await refusals(name, path.join("."), Array(many + 1).fill(item))];
      expect(told).toEqual([name, [`INVALID ${path.join(".")}`]]);
    }
  });

  test("as a day or a moment is refused where the calendar has none", async () => {
    const days = ["2026-02-30", "2026-13-01", "0000-01-01", "26-01-01", "2026-1-1", "hoje", ""];
    const moments = [
      ...days.slice(0, 5).map((day) => `${day}T00:00:00Z`),
      "2026-03-02T25:00:00Z",
      "2026-03-02",
      "agora",
    ];
    const outside = ["0000-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-23:59"];
    expect(places("Date").length).toBeGreaterThan(3);
    expect(places("DateTime").length).toBeGreaterThan(1);
    for (const [scalar, values] of [
      ["Date", days],
      ["DateTime", [...moments, ...outside, ""]],
    ] as const)
      for (const { field, path } of places(scalar))
        for (const value of values)
          expect([field.name, value, await refusals(field.name, path.join("."), value)]).toEqual([
            field.name,
            value,
            [`INVALID ${path.join(".")}`],
          ]);
    for (const since of [...outside, "2026-02-30T00:00:00Z", "ontem"]) {
      const query = `query ($since: DateTime) { process(id: "${mine.process}") { movements(since: $since) { totalCount } } }`;
      const { errors } = await send(firm.davi, query, { since });
      expect([since, errors.map(({ extensions }) => extensions.code)]).toEqual([since, ["BAD_USER_INPUT"]]);
    }
  });

  test("as a number is refused where it is none", async () => {
    for (const { root, field, path } of places("Int"))
      if (root === "Mutation")
        for (const value of [2_147_483_648, -2_147_483_649, 1.5, "1", true])
          expect([field.name, value, await refusals(field.name, path.join("."), value)]).toEqual([
            field.name,
            value,
            ["BAD_USER_INPUT"],
          ]);
    for (const name of ["requestDocumentUpload", "requestSubmissionUpload"]) {
      for (const byteSize of [0, -1, -2_147_483_648])
        expect(await refusals(name, "input.byteSize", byteSize)).toEqual(["INVALID input.byteSize"]);
      expect(await refusals(name, "input.byteSize", 2_147_483_647)).toEqual(["FILE_TOO_LARGE input.byteSize"]);
    }
    for (const name of ["maxBytes", "clientFilesPerDay", "clientMegabytesPerDay"])
      for (const value of [-1, -2_147_483_648, 2_147_483_647])
        expect(await refusals("updateUploadPolicy", `input.${name}`, value)).toEqual([`INVALID input.${name}`]);
    expect(await refusals("updateUploadPolicy", "input.maxBytes", 0)).toEqual(["INVALID input.maxBytes"]);
    const versions = places("Int", "Mutation").filter(({ path }) => path.at(-1) === "expectedVersion");
    expect(versions.length).toBeGreaterThan(4);
    for (const { field, path } of versions)
      for (const version of [0, -1, -2_147_483_648, 2_147_483_647]) {
        const told = [field.name, await refusals(field.name, path.join("."), version)];
        expect(told).toEqual([field.name, [`CONFLICT ${path.join(".")}`]]);
      }
    for (const code of [-2_147_483_648, 0, 2_147_483_647])
      expect(await refusals("importCourtMovements", "input.movements.0.code", code)).toEqual([]);
  });

  /** Everywhere in the mutations where something is written whose name says how. */
  const written = (name: string) => places("String", "Mutation").filter(({ path }) => path.at(-1) === name);

  test("as money, CPF or CNPJ is refused where it is none", async () => {
    const amounts = ["1.234,56", "-1", "1e3", "0x10", "NaN", "Infinity", "12345678901234", "1.234", "١٢", "R$ 1"];
    const none = ["111.111.111-11", "123.456.789-00", "00.000.000/0000-00", "x", "5299822472", "１２３"];
    // With letters: a wrong digit, letters where the digits are, all the same, one sign too few, Cyrillic.
    const lettered = [
      "12.ABC.345/01DE-36",
      "12.ABC.345/01DE-3A",
      "AA.AAA.AAA/AAAA-AA",
      "12ABC34501DE3",
      "12.АВС.345/01DE-35",
    ];
    for (const [name, values] of [
      ["claimValue", amounts],
      ["taxId", [...none, ...lettered]],
    ] as const) {
      expect(written(name).map(({ field }) => field.name)).toHaveLength(2);
      for (const { field, path } of written(name))
        for (const value of values) {
          const told = [field.name, value, await refusals(field.name, path.join("."), value)];
          expect(told).toEqual([field.name, value, [`INVALID ${path.join(".")}`]]);
        }
    }
  });

  test("as an e-mail is refused where it is none", async () => {
    const none = ["", "x", "a@", "@b", "a b@c.example", "a@b", "é@b.example", `${"a".repeat(250)}@b.example`];
    const dangerous = ["a@b.example\r\nBcc: c@d.example", "a@b.example\u0000", "a@b.example\ud800"];
    expect(places("EmailAddress", "Mutation").length).toBeGreaterThan(6);
    for (const { field, path } of places("EmailAddress")) {
      for (const email of [...none, ...dangerous]) {
        const told = [field.name, email, await refusals(field.name, path.join("."), email)];
        expect(told).toEqual([field.name, email, [`INVALID ${path.join(".")}`]]);
      }
      for (const value of [7, true, {}])
        expect([field.name, await refusals(field.name, path.join("."), value)]).toEqual([
          field.name,
          ["BAD_USER_INPUT"],
        ]);
    }
  });

  test("as an address on the web is refused where a browser would do something else with it", async () => {
    const wrongOnes = [
      ...["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "x", "https://", "//a.example"],
      ...["java\u0000script:alert(1)", "https://a.example/\u0007", `https://a.example/${"a".repeat(2_000)}`],
    ];
    expect(places("URL", "Mutation").length).toBeGreaterThan(2);
    for (const { field, path, type } of places("URL")) {
      for (const url of wrongOnes) {
        const told = [field.name, url.slice(0, 30), await refusals(field.name, path.join("."), url)];
        expect(told).toEqual([field.name, url.slice(0, 30), [`INVALID ${path.join(".")}`]]);
      }
      for (const value of [7, true, {}])
        expect([field.name, await refusals(field.name, path.join("."), value)]).toEqual([
          field.name,
          ["BAD_USER_INPUT"],
        ]);
      const nothing = await refusals(field.name, path.join("."), " ");
      expect(nothing).toEqual(isNonNullType(type) ? [`REQUIRED ${path.join(".")}`] : []);
    }
  });

  test("into a search box finds something or nothing", async () => {
    for (const search of [
      "",
      " ",
      "%",
      "_",
      "\\",
      "'",
      "a\u0000b",
      "\ud800",
      "\u202e",
      "x".repeat(5_120),
      "(?i).*",
      "á".repeat(300),
    ])
      for (const list of ["contacts(search: $s)", "clientAccesses(search: $s)", "processes(filter: { search: $s })"]) {
        const { data, errors } = await send(
          firm.davi,
          `query ($s: String) { it: ${list} { totalCount nodes { id } } }`,
          {
            s: search,
          },
        );
        expect(errors).toEqual([]);
        for (const { id } of data.it.nodes) expect(Object.values(theirs)).not.toContain(id);
        if (["%", "_", "\\", "'"].includes(search)) expect([search, data.it.totalCount]).toEqual([search, 0]);
      }
  });

  test("is answered in Portuguese, unless English is wanted or Portuguese is not", async () => {
    const said = async (language?: string) =>
      (await send(null, "{ processes { totalCount } }", {}, language ? { "accept-language": language } : {})).errors[0]
        ?.message;
    for (const language of [undefined, "pt-BR", "pt", "en;q=0.5, pt-BR", "*"])
      expect([language, await said(language)]).toEqual([language, "Entre para continuar."]);
    for (const language of ["en", "en-US", "de", "en, pt;q=0.5"])
      expect([language, await said(language)]).toEqual([language, "Sign in to continue."]);
    expect(await said("x".repeat(2_000))).toMatch(/\./);
  });
});

describe("signing in", () => {
  const entering = (email: string, password: string, more: object = {}) =>
    call("signIn", { input: { email, password, ...more } }, {}, null);

  test("with an unknown e-mail reads like signing in with a wrong password", async () => {
    await forgetAttempts(house);
    const unknown = bare(await entering("ninguem@almeida.example", passphrase));
    expect(unknown).toContain("CREDENTIALS_INVALID");
    for (const [email, password, more] of [
      ["davi@almeida.example", "outra frase bem comprida", {}],
      ["davi@almeida.example", "", {}],
      ["davi@almeida.example", "x".repeat(50_000), {}],
      ["davi@almeida.example", `${passphrase}\u0000`, {}],
      ["davi@almeida.example", `${passphrase} `, {}],
      ["davi@almeida.example", passphrase.toUpperCase(), {}],
      ["bruno@clientes.almeida.example", "outra frase bem comprida", { channel: "WEB" }],
      ["bruno@clientes.almeida.example", "outra frase bem comprida", { channel: "APP" }],
      ["bruno@clientes.almeida.example", passphrase, { channel: "WEB", accessId: theirs.access }],
      ["ana@clientes.almeida.example", passphrase, { channel: "APP" }],
      ["ninguem@almeida.example", "", { channel: "WEB", accessId: mine.access }],
    ] as const)
      expect(bare(await entering(email, password, more))).toBe(unknown);
  });

  test("with a password of 1 MB is refused at the door", async () => {
    const { status, errors } = await entering("davi@almeida.example", "x".repeat(1_048_576));
    expect([status, errors[0]?.extensions.code]).toEqual([413, "QUERY_TOO_COMPLEX"]);
  });

  test("with a token that is none is to be nobody", async () => {
    const nobody = bare(await send("x".repeat(43), "{ viewer { __typename } processes { totalCount } }"));
    expect(nobody).toContain("UNAUTHENTICATED");
    for (const token of [
      firm.davi.slice(1),
      `${firm.davi}=`,
      firm.davi.toLowerCase(),
      `${firm.davi}A`,
      anasLink,
      mine.staff,
    ])
      expect(bare(await send(token, "{ viewer { __typename } processes { totalCount } }"))).toBe(nobody);
    for (const authorization of [
      "",
      "Bearer",
      "Basic eDp4",
      `bearer ${firm.davi}`,
      `Bearer  ${firm.davi}`,
      `Token ${firm.davi}`,
    ]) {
      const answer = await send(null, "{ viewer { __typename } processes { totalCount } }", {}, { authorization });
      expect(bare(answer)).toBe(nobody);
    }
  });
});

describe("a mailed token", () => {
  const swapped = (text: string) =>
    text.replace(/[a-z]/gi, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()));
  /** Another last letter for the same bits. */
  const alias = (token: string) => {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return token.slice(0, -1) + letters[letters.indexOf(token.slice(-1)) ^ 1];
  };

  test("that was mistyped, cut, padded or meant for something else gets one answer, and stays good", async () => {
    const operations = {
      openAccessLink: (token: string) => ({ token }),
      setPassword: (token: string) => ({ input: { token, password: passphrase } }),
      checkToken: (token: string) => ({ token }),
    };
    for (const [name, variables] of Object.entries(operations)) {
      const operation = operationOf(name === "checkToken" ? "Query" : "Mutation", name);
      const right = name === "setPassword" ? anasSetUp : anasLink;
      const never = bare(await send(null, operation, variables("A".repeat(43))));
      expect(never).toContain(name === "checkToken" ? '{"checkToken":null}' : "TOKEN_INVALID");
      for (const token of [
        "",
        right.slice(1),
        right.slice(0, -1),
        `${right}=`,
        ` ${right}`,
        `${right}\n`,
        `${right}\u0000`,
        swapped(right),
        right.toLowerCase(),
        alias(right),
        `${house.url}/open#${right}`,
        firm.davi,
        ...(name === "openAccessLink" ? [anasSetUp] : name === "setPassword" ? [anasLink] : []),
        "A".repeat(10_240),
        "１".repeat(43),
      ])
        expect([name, token, bare(await send(null, operation, variables(token)))]).toEqual([name, token, never]);
    }
    const { data } = await send(
      null,
      "query ($a: String!, $b: String!) { a: checkToken(token: $a) { purpose } b: checkToken(token: $b) { purpose } }",
      { a: anasLink, b: anasSetUp },
    );
    expect(data).toEqual({ a: { purpose: "OPEN_LINK" }, b: { purpose: "SET_PASSWORD" } });
  });

  test("that was used, or is of a revoked access, gets the same answer", async () => {
    const elisa = await contact(house, firm.davi, {
      name: "Elisa Prado",
      kind: "PERSON",
      profile: "CLIENT",
      emails: ["elisa@clientes.almeida.example"],
    });
    const access = await grant(house, firm.davi, {
      contactId: elisa,
      email: "elisa@clientes.almeida.example",
      type: "STANDARD",
      categories: [],
    });
    const setting = (token: string | null) => call("setPassword", { input: { token, password: passphrase } }, {}, null);
    const opening = (token: string | null) => call("openAccessLink", { token }, {}, null);
    const checking = (token: string | null) => send(null, operationOf("Query", "checkToken"), { token });
    const never = "B".repeat(43);
    await setPassword(house, access.password);
    expect(bare(await setting(access.password))).toBe(bare(await setting(never)));
    expect(bare(await checking(access.password))).toBe(bare(await checking(never)));
    await openLink(house, access.open);
    await call("revokeClientAccess", { accessId: access.accessId });
    expect(bare(await opening(access.open))).toBe(bare(await opening(never)));
    expect(bare(await checking(access.open))).toBe(bare(await checking(never)));
  });
});

describe("when something really breaks", () => {
  test("the answer is a masked fault with the request's id, what is whole is answered, and all is well again after", async () => {
    broken = true;
    const home = "{ viewer { __typename } processes { totalCount nodes { id title } } }";
    const whole = (await send(firm.davi, home)).data;
    const asking = (query: string, variables = {}, headers = {}) => send(firm.davi, query, variables, headers);
    await house.owner("alter table processes.process rename to gone");
    try {
      const answer = await asking(home);
      expect(answer.status).toBe(200);
      expect(answer.data).toEqual({ viewer: { __typename: "StaffMember" }, processes: null });
      expect(answer.errors).toEqual([
        {
          message: "Algo deu errado do nosso lado. Informe o código do pedido ao suporte.",
          path: ["processes"],
          extensions: { code: "INTERNAL_SERVER_ERROR", requestId: answer.headers.get("x-request-id") },
        },
      ]);
      const english = await asking(home, {}, { "accept-language": "en" });
      expect(english.errors[0]?.message).toBe("Something went wrong on our side. Tell support the request id.");
      for (const [query, variables] of [
        [`{ process(id: "${mine.process}") { id } }`, {}],
        [`{ contact(id: "${firm.anaContact}") { name processes { nodes { id } } } }`, {}],
        [operationOf("Mutation", "createProcess"), { input: { kind: "CASE", title: "Outra" } }],
        [operationOf("Mutation", "updateProcess"), { id: mine.process, input: { title: "Outra" } }],
        [operationOf("Mutation", "setProcessParties"), { processId: mine.process, parties: [] }],
      ] as const) {
        const { errors, text } = await asking(query, variables);
        expect(errors.map(({ extensions }) => extensions.code)).toEqual(["INTERNAL_SERVER_ERROR"]);
        expect(text).not.toMatch(/gone|processes\.process|42P01/);
      }
    } finally {
      await house.owner("alter table processes.gone rename to process");
    }
    expect((await asking(home)).data).toEqual(whole);
  });

  test("nobody is let in while nobody can be recognized", async () => {
    broken = true;
    await house.owner("alter table identity.session rename to gone");
    try {
      for (const query of ["{ viewer { __typename } }", "{ processes { totalCount } }"]) {
        const { status, data, errors } = await send(firm.davi, query);
        expect([status, data ?? null, errors.map(({ extensions }) => extensions.code)]).toEqual([
          503,
          null,
          ["UNAVAILABLE"],
        ]);
      }
      const { data, errors } = await call(
        "signIn",
        { input: { email: "davi@almeida.example", password: passphrase } },
        {},
        null,
      );
      expect([data?.signIn ?? null, errors.map(({ extensions }) => extensions.code)]).toEqual([
        null,
        ["INTERNAL_SERVER_ERROR"],
      ]);
    } finally {
      await house.owner("alter table identity.gone rename to session");
    }
    expect((await send(firm.davi, "{ viewer { __typename } }")).data).toEqual({
      viewer: { __typename: "StaffMember" },
    });
  });
});

// ------------------------------------------------------------------------------------------------- asking and examining

type Body = NonNullable<NonNullable<Parameters<typeof fetch>[1]>["body"]>;

async function send(
  token: string | null,
  query: string,
  variables: object = {},
  headers: Record<string, string> = {},
): Promise<Answer<any>> {
  return examine(query, await house.send(token, query, variables, headers));
}

/** Calls a mutation, as whoever may if nobody else is named. */
const call = (name: string, variables: object, headers = {}, token: string | null = askerOf(name)) =>
  send(token, operationOf("Mutation", name), variables, headers);

/** Arguments that would do but for one. */
const spoilt = (name: string, path: string, value: unknown) => withValue(filled(name), path.split("."), value);

/** What a mutation with one wrong argument is refused for, and where: `CODE field.path`. */
async function refusals(name: string, path: string, value: unknown): Promise<string[]> {
  const { data, errors } = await call(name, spoilt(name, path, value));
  const mistakes: { code: string; field: string[] | null }[] = data?.[name]?.userErrors ?? [];
  return [
    ...errors.map(({ extensions }) => extensions.code),
    ...mistakes.map(({ code, field }) => (field ? `${code} ${field.join(".")}` : code)),
  ];
}

async function post(
  body: Body,
  headers: Record<string, string> = { "content-type": "application/json" },
): Promise<Answer<any>> {
  return examined(String(body).slice(0, 100), await fetch(`${house.url}/graphql`, { method: "POST", headers, body }));
}

async function examined(what: string, response: Response): Promise<Answer<any>> {
  const text = await response.text();
  const { data = null, errors = [] } = JSON.parse(text);
  return examine(what, { status: response.status, headers: response.headers, data, errors, text });
}

/** Notes whatever an answer should not be, to be told when its test ends. */
function examine(asked: string, answer: Answer<any>): Answer<any> {
  const { status, headers, errors, text } = answer;
  const note = (what: string) =>
    unclear.push(`${what}\n  asked: ${asked.slice(0, 300)}\n  answered: ${status} ${text.slice(0, 600)}`);
  if (status >= 500 && !broken) note(`a status of ${status}`);
  if (!headers.get("content-type")?.startsWith("application/json")) note("not JSON");
  const id = headers.get("x-request-id") ?? "";
  if (!/^[0-9a-f-]{36}$/.test(id)) note("no request id");
  for (const { message, extensions } of errors) {
    if (typeof message !== "string" || !message.trim()) note("an error without words");
    if (sqlWords.test(message.replace(/"[^"]*"/g, ""))) note("SQL in an error's words");
    if (!documented.includes(extensions?.code)) note(`the code ${extensions?.code}, which is not documented`);
    if (extensions?.code === "INTERNAL_SERVER_ERROR" && !broken) note("a fault of ours");
    if (extensions?.requestId !== id) note("an error without its request's id");
    const more = Object.keys(extensions ?? {}).filter((key) => !["code", "requestId", "category"].includes(key));
    if (more.length > 0) note(`an error that also tells ${more.join(", ")}`);
  }
  for (const internal of internals) if (internal.test(text)) note(`something of the inside: ${internal}`);
  for (const header of ["x-powered-by", "server", "apollo-federation-include-trace"])
    if (headers.has(header)) note(`the header ${header}`);
  return answer;
}

/** Everything of an answer but the request's id and the time. */
function bare({ status, headers, text }: Answer<any>): string {
  const id = headers.get("x-request-id") as string;
  const kept = [...headers].filter(([name]) => !["x-request-id", "date"].includes(name)).sort();
  return [status, ...kept.map((pair) => pair.join(": ")), text.replaceAll(id, "")].join("\n");
}

const malformed = (real: string): Record<string, string> => ({
  empty: "",
  "a blank": " ",
  "no uuid": "not-a-uuid",
  "upper case": real.toUpperCase(),
  "a blank before": ` ${real}`,
  "a blank behind": `${real} `,
  "a line break behind": `${real}\n`,
  "Unicode digits": real.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  "a type before": `Process:${real}`,
  "a type before, encoded": Buffer.from(`Process:${real}`).toString("base64"),
  "in braces": `{${real}}`,
  "without hyphens": real.replaceAll("-", ""),
  "a letter too many": `${real}0`,
  "NUL behind": `${real}\u0000`,
  "10 KB": "a".repeat(10_240),
  "a number": "1",
});

// -------------------------------------------------------------------------------------------------------- the schema

const schema = buildSchema(readFileSync(new URL("../schema/api.graphql", import.meta.url), "utf8"));
type Root = "Query" | "Mutation";
type Field = GraphQLField<unknown, unknown>;

function fields(root: Root): Field[] {
  return Object.values((root === "Query" ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {});
}

function fieldOf(root: Root, name: string): Field {
  const field = fields(root).find((one) => one.name === name);
  if (!field) throw new Error(`There is no ${root}.${name}.`);
  return field;
}

/** Where in the arguments of every operation, or of every one of a kind, a value of a scalar stands. */
function places(scalar: string, of?: Root): { root: Root; field: Field; path: string[]; type: GraphQLInputType }[] {
  return (of ? [of] : (["Query", "Mutation"] as const)).flatMap((root) =>
    fields(root).flatMap((field) =>
      field.args.flatMap((arg) =>
        [...pathsTo(scalar, arg.type, [arg.name])].map(({ path, type }) => ({ root, field, path, type })),
      ),
    ),
  );
}

function* pathsTo(
  scalar: string,
  type: GraphQLInputType,
  path: string[],
): Generator<{ path: string[]; type: GraphQLInputType }> {
  const bare = getNullableType(type);
  if (isListType(bare)) yield* pathsTo(scalar, bare.ofType, [...path, "0"]);
  else if (isInputObjectType(bare))
    for (const field of Object.values(bare.getFields())) yield* pathsTo(scalar, field.type, [...path, field.name]);
  else if (getNamedType(bare).name === scalar) yield { path, type };
}

function* listsIn(type: GraphQLInputType, path: string[]): Generator<string[]> {
  const bare = getNullableType(type);
  if (isListType(bare)) {
    yield path;
    yield* listsIn(bare.ofType, [...path, "0"]);
  } else if (isInputObjectType(bare))
    for (const field of Object.values(bare.getFields())) yield* listsIn(field.type, [...path, field.name]);
}

/** An operation with a variable for each argument, answered as shortly as its type allows. */
function operationOf(root: Root, name: string): string {
  const field = fieldOf(root, name);
  const needed = field.args.filter((arg) => isNonNullType(arg.type) || arg.name in filled(field.name));
  const declared = needed.map((arg) => `$${arg.name}: ${arg.type}`).join(", ");
  const given = needed.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
  const type = getNamedType(field.type);
  const asked = isLeafType(type)
    ? ""
    : root === "Mutation"
      ? "{ userErrors { code message field } }"
      : type.name.endsWith("Connection")
        ? "{ totalCount nodes { id } }"
        : "{ __typename }";
  return `${root.toLowerCase()}${declared && ` (${declared})`} { ${field.name}${given && `(${given})`} ${asked} }`;
}

/** What only a client does, and which of them; the rest is Davi's to do. */
const forClients: Record<string, () => string> = { markProcessSeen: () => ana, requestSubmissionUpload: () => iara };
const askerOf = (name: string): string => forClients[name]?.() ?? firm.davi;

let last = 1000;
const next = (): number => {
  last += 1;
  return last;
};

/** Arguments that would do, with what stands in Davi's firm at every id. A new operation belongs here. */
function filled(operation: string): object {
  const court = { tribunal: "TJSP", division: "1ª Vara", venue: "Foro", className: "Comum", subjects: ["Dano"] };
  const parties = () => [{ contactId: mine.contact, name: "Bruno", role: "OTHER", side: "ACTIVE" }];
  const written = () => ({
    title: "Inventário",
    claimValue: "10.00",
    court,
    responsibleId: mine.staff,
    teamMemberIds: [mine.staff],
  });
  const tables: Record<string, () => object> = {
    process: () => ({ id: mine.process }),
    contact: () => ({ id: mine.contact }),
    clientAccess: () => ({ id: mine.access }),
    document: () => ({ id: mine.document }),
    explainVisibility: () => ({ accessId: mine.access, processId: mine.process }),
    processes: () => ({ filter: { contactId: mine.contact } }),
    processByNumber: () => ({ number: numbers.mine }),
    checkToken: () => ({ token: anasLink }),
    signIn: () => ({
      input: { email: "bruno@clientes.almeida.example", password: passphrase, channel: "WEB", accessId: mine.access },
    }),
    openAccessLink: () => ({ token: anasLink }),
    setPassword: () => ({ input: { token: anasSetUp, password: "a" } }),
    requestPasswordReset: () => ({ email: "ninguem@clientes.almeida.example" }),
    signOut: () => ({}),
    createContact: () => ({
      input: { name: "Fulana", kind: "PERSON", profile: "CONTACT", emails: [], phones: ["11"] },
    }),
    updateContact: () => ({ id: mine.contact, input: { phones: ["11"] } }),
    updateDocument: () => ({ id: mine.document, input: { name: "Petição.pdf" } }),
    deleteDocument: () => ({ id: mine.document }),
    requestDocumentUpload: () => ({
      input: { processId: mine.process, name: "a.pdf", contentType: "application/pdf", byteSize: 9, sha256: null },
    }),
    completeUpload: () => ({ uploadId: mine.upload }),
    submission: () => ({ id: mine.submission }),
    updateUploadPolicy: () => ({ input: { contentTypes: ["application/pdf"] } }),
    requestSubmissionUpload: () => ({
      input: {
        description: "RG",
        name: "a.pdf",
        contentType: "application/pdf",
        byteSize: 9,
        sha256: null,
        requestId: mine.request,
      },
    }),
    reviewSubmission: () => ({ input: { submissionId: mine.submission, status: "REJECTED", reason: "Ilegível." } }),
    fileSubmission: () => ({ submissionId: mine.submission, processId: mine.process }),
    requestDocument: () => ({ input: { contactId: mine.contact, title: "RG", instructions: "Frente e verso." } }),
    closeDocumentRequest: () => ({ id: mine.request }),
    updateClientAccess: () => ({ input: { accessId: mine.access } }),
    resendInvitation: () => ({ accessId: mine.access }),
    rotateAccessLink: () => ({ accessId: mine.access }),
    endClientSessions: () => ({ accessId: mine.access }),
    endSession: () => ({ id: mine.access }),
    switchAccess: () => ({ accessId: mine.access }),
    deleteContact: () => ({ id: mine.contact }),
    inviteStaffMember: () => ({ input: { name: "Fernanda", email: `f${next()}@almeida.example`, role: "MEMBER" } }),
    updateStaffMember: () => ({ input: { id: mine.staff } }),
    updateFirm: () => ({
      input: { portal: { stores: [{ platform: "IOS", name: "Almeida", url: "https://apps.example/1" }] } },
    }),
    previewAccess: () => ({ accessId: mine.access, channel: "WEB" }),
    markProcessSeen: () => ({ processId: mine.process }),
    recordMovement: () => ({
      input: { processId: mine.process, occurredAt: "2026-03-02T12:00:00Z", title: "Reunião", text: "Às 14h." },
    }),
    importCourtMovements: () => ({
      input: {
        processNumber: numbers.mine,
        movements: [{ externalId: `m${next()}`, occurredAt: "2026-03-02T12:00:00Z", title: "Conclusão" }],
      },
    }),
    setMovementWording: () => ({ input: { code: 26, headline: "Começou", text: "O processo começou." } }),
    switchOnCourtConnector: () => ({ input: { source: "DATAJUD", acceptedVersion: "2026-11-22" } }),
    switchOffCourtConnector: () => ({ source: "DJEN" }),
    setOabRegistrations: () => ({ registrations: [{ number: "123456", state: "SP" }], expectedVersion: null }),
    requestCourtUpdate: () => ({ processId: mine.process }),
    commentMovement: () => ({ input: { movementId: mine.movement, text: "Explicada", audience: "CLIENT" } }),
    deleteMovement: () => ({ id: mine.movement }),
    deleteMovementComment: () => ({ id: mine.comment }),
    linkProcesses: () => ({ input: { originalId: mine.process, linkedId: mine.second, kind: "ATTACHMENT" } }),
    unlinkProcesses: () => ({ input: { originalId: mine.process, linkedId: mine.second, kind: "ATTACHMENT" } }),
    importPublications: () => ({
      input: {
        publications: [
          { externalId: `p${next()}`, gazette: "DJE", availableOn: "2026-03-02", content: "Intimação de Bruno." },
        ],
      },
    }),
    treatPublication: () => ({ input: { publicationId: mine.publication, processId: mine.process } }),
    createTask: () => ({ processId: mine.process, input: { title: "Trazer o RG", assigneeId: mine.staff } }),
    updateTask: () => ({ id: mine.task, input: { assigneeId: mine.staff } }),
    deleteTask: () => ({ id: mine.task }),
    grantClientAccess: () => ({
      input: {
        contactId: mine.contact,
        name: "Bruno",
        email: `bruno${next()}@clientes.almeida.example`,
        type: "STANDARD",
        categories: [],
        addEmailToContact: true,
      },
    }),
    revokeClientAccess: () => ({ accessId: mine.access }),
    createProcess: () => ({
      input: { ...written(), kind: "LAWSUIT", number: cnj(next()), parties: parties() },
    }),
    updateProcess: () => ({ id: mine.process, input: written() }),
    deleteProcess: () => ({ id: mine.process }),
    setProcessParties: () => ({ processId: mine.process, parties: parties(), expectedVersion: null }),
  };
  return tables[operation]?.() ?? {};
}

function valueAt(variables: object, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], variables);
}

/** The same variables with one value changed. */
function withValue(variables: object, path: readonly string[], value: unknown): object {
  const copy = structuredClone(variables) as Record<string, any>;
  let at = copy;
  for (const [depth, key] of path.slice(0, -1).entries()) {
    at[key] ??= path[depth + 1] === "0" ? [] : {};
    at = at[key];
  }
  at[path[path.length - 1] as string] = value;
  return copy;
}

/** A CNJ number of 2099, which no court gives, with its check digits. */
function cnj(n: number): string {
  const sequence = String(n).padStart(7, "0");
  const check = 98n - (BigInt(`${sequence}2099826010000`) % 97n);
  return `${sequence}-${String(check).padStart(2, "0")}.2099.8.26.0100`;
}
