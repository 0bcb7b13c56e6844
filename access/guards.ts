// The rule as guards over the schema. Deny by default: a type or field nobody named does not start. A guard stands by
// itself, without row-level security: each row a question brings carries the rule's verdict, and a row without a true one
// is refused, a page or count that holds one is refused whole.
import {
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from "graphql";
import { firmData, type InformationCategory, processData } from "./categories.ts";
import { Refused } from "./refusal.ts";
import { allow, applyMiddleware, deny, type IRule, type IRules, rule, shield } from "./shield.ts";
import type { Viewer } from "./viewer.ts";

/** What a guard may ask of a request. */
export interface Guarded {
  readonly viewer: Viewer | null;
  /** Whether the viewer's grant has the category switched on; true for staff. */
  opens(category: InformationCategory): Promise<boolean>;
  /** Whether the viewer's session may send documents. */
  submits(): Promise<boolean>;
  /** Counts rows of lists; throws QUERY_TOO_COMPLEX when an answer has become too large. */
  bring(rows: number): void;
}

/** A row as a question brings it: the rule's verdict on it, worked out by the database beside it. */
export interface Judged {
  readonly verdict: boolean | null;
}

type ShieldRule = IRule | typeof allow;

type Ask = (
  parent: unknown,
  viewer: Viewer | null,
  context: Guarded,
  args: Readonly<Record<string, unknown>>,
) => unknown;

const named = (name: string, verdict: Ask) =>
  rule(name)(
    async (parent, args, context: Guarded) => (await verdict(parent, context.viewer, context, args)) as boolean | Error,
  );

const refuse = (viewer: Viewer | null): Error => new Refused(viewer ? "FORBIDDEN" : "UNAUTHENTICATED");

/** Everybody, signed in or not. */
export const anyone = allow;
/** Nobody: what another subgraph answers for. */
export const nobody = deny;
export const signedIn = named("signedIn", (_, viewer) => viewer !== null || refuse(viewer));
export const staff = named("staff", (_, viewer) => viewer?.kind === "staff" || refuse(viewer));
export const client = named("client", (_, viewer) => viewer?.kind === "client" || refuse(viewer));
export const admin = named("admin", (_, viewer) => viewer?.role === "ADMIN" || refuse(viewer));

/** Somebody who is there in person, by a password: not by a link, and not in a preview. */
export const inPerson = named(
  "inPerson",
  (_, viewer) => (viewer?.credential === "PASSWORD" && !viewer.preview) || refuse(viewer),
);
/** The same, of clients. */
export const clientInPerson = named(
  "clientInPerson",
  (_, viewer) => (viewer?.kind === "client" && viewer.credential === "PASSWORD" && !viewer.preview) || refuse(viewer),
);
/** A link or a preview never sends documents (R6), whatever the grant says; of the others the grant and the firm decide. */
const maySubmit = async (viewer: Viewer | null, context: Guarded): Promise<boolean> =>
  viewer?.kind === "client" && viewer.credential === "PASSWORD" && !viewer.preview && (await context.submits());
export const submitter = named(
  "submitter",
  async (_, viewer, context) => (await maySubmit(viewer, context)) || refuse(viewer),
);
export const staffOrSubmitter = named(
  "staffOrSubmitter",
  async (_, viewer, context) => viewer?.kind === "staff" || (await maySubmit(viewer, context)) || refuse(viewer),
);

const isSeen = (row: unknown): boolean => (row as Judged | null)?.verdict === true;

/** A field of a row that the rule lets the viewer see. */
export const seen = named("seen", (row, viewer) => isSeen(row) || refuse(viewer));
/** The same, and for the firm's people only. */
export const seenByStaff = named(
  "seenByStaff",
  (row, viewer) => (isSeen(row) && viewer?.kind === "staff") || refuse(viewer),
);
/** The same, and for admins only. */
export const seenByAdmin = named(
  "seenByAdmin",
  (row, viewer) => (isSeen(row) && viewer?.role === "ADMIN") || refuse(viewer),
);
/** The same, and for admins and for the client itself. */
export const seenByAdminOrClient = named(
  "seenByAdminOrClient",
  (row, viewer) => (isSeen(row) && (viewer?.role === "ADMIN" || viewer?.kind === "client")) || refuse(viewer),
);
/** A field of a visible process that holds one category's information. */
export const seenIfOpen = (category: InformationCategory): IRule =>
  named(`seenIfOpen_${category}`, async (row, viewer, context) => {
    if (!isSeen(row)) return refuse(viewer);
    return (await context.opens(category)) || new Refused("CATEGORY_NOT_ENABLED", { category });
  });

/** A process's timeline: closed when neither of its origins is switched on, or the one asked for is not. */
export const seenTimeline = named("seenTimeline", async (row, viewer, context, { origin }) => {
  if (!isSeen(row)) return refuse(viewer);
  const categories = (["AUTOMATIC_MOVEMENTS", "MANUAL_MOVEMENTS"] as const).filter(
    (category) => !origin || category.startsWith(String(origin)),
  );
  for (const category of categories) if (await context.opens(category)) return true;
  return new Refused("CATEGORY_NOT_ENABLED", { category: categories[0] });
});

/** A type's one rule for all its fields, or a rule for each. */
export type Guards = Readonly<Record<string, ShieldRule | Readonly<Record<string, ShieldRule>>>>;

/** How another subgraph's reference to one of our types is answered: by the same rule, before anything is told. */
export interface Reference<Context> {
  readonly rule: ShieldRule;
  resolve(reference: Record<string, unknown>, context: Context): Promise<Judged | null>;
}
export type References<Context> = Readonly<Record<string, Reference<Context>>>;

/** Puts the guards over a subgraph's schema. */
export function guard(schema: GraphQLSchema, guards: Guards): GraphQLSchema {
  assertGuarded(schema, guards);
  const entities = schema.getType("_Entity") ? { _entities: allow } : {};
  const federation = { Query: { ...fieldsOf(guards["Query"]), _service: allow, ...entities }, _Service: allow };
  const fence = shield({ ...guards, ...federation } as IRules, {
    fallbackRule: deny,
    fallbackError: async (_error: unknown, _parent: object, _args: object, context: unknown) =>
      refuse((context as Guarded).viewer),
    allowExternalErrors: true,
  });
  return applyMiddleware(schema, refuseInPreview, fence, refuseUnseen);
}

/** A resolver, and what it is to be called with. */
type Around = [
  resolve: (parent: unknown, args: unknown, context: unknown, info: GraphQLResolveInfo) => Promise<unknown>,
  parent: unknown,
  args: unknown,
  context: unknown,
  info: GraphQLResolveInfo,
];

/** An admin who looks through a client's eyes may do nothing there but leave. */
async function refuseInPreview(...[resolve, parent, args, context, info]: Around): Promise<unknown> {
  if (info.parentType.name === "Mutation" && info.fieldName !== "signOut" && (context as Guarded).viewer?.preview)
    throw new Refused("FORBIDDEN");
  return resolve(parent, args, context, info);
}

/** A reference resolver that asks its rule first and tells of no row without a true verdict. */
export function guardReference<Context extends Guarded>(reference: Reference<Context>) {
  const options = {
    fallbackError: new Refused("FORBIDDEN"),
    hashFunction: () => "",
    debug: false,
    allowExternalErrors: true,
  };
  return async (representation: Record<string, unknown>, context: Context, info: GraphQLResolveInfo) => {
    (context as { _shield?: object })._shield ??= { cache: {} };
    const verdict = await (reference.rule as IRule).resolve(
      representation,
      {},
      context as never,
      info,
      options as never,
    );
    if (verdict !== true) throw verdict instanceof Error ? verdict : refuse(context.viewer);
    const row = await reference.resolve(representation, context);
    return isSeen(row) ? row : null;
  };
}

/** A page of rows, as connections are resolved from. */
export interface JudgedPage {
  readonly rows: readonly Judged[];
  counted(): Promise<{ total: number; verdict: boolean | null }>;
}

/** After each resolver: what it brought of judged types must all be seen. A single row unseen is null, like one not there. */
async function refuseUnseen(...[resolve, parent, args, context, info]: Around): Promise<unknown> {
  const value = await resolve(parent, args, context, info);
  if (value === null || value === undefined) {
    return value;
  }
  if (info.fieldName === "totalCount") {
    const { total, verdict } = await (parent as JudgedPage).counted();
    if (total > 0 && verdict !== true) throw new Refused("FORBIDDEN");
    return value;
  }
  const type = getNamedType(info.returnType);
  if (isUnionType(type) && type.name !== "_Entity") return isSeen(value) ? value : null;
  if (!isObjectType(type)) return value;
  if (type.name.endsWith("Connection")) {
    const { rows } = value as JudgedPage;
    (context as Guarded).bring(rows.length);
    if (!rows.every(isSeen)) throw new Refused("FORBIDDEN");
    return value;
  }
  if (Array.isArray(value) && !info.parentType.name.endsWith("Connection")) (context as Guarded).bring(value.length);
  if (!isJudged(type)) return value;
  if (Array.isArray(value)) {
    if (!value.every(isSeen)) throw new Refused("FORBIDDEN");
    return value;
  }
  return isSeen(value) ? value : null;
}

/** Types whose rows carry a verdict: those with an id of their own, and what stands in the same row as one. */
const isJudged = (type: GraphQLObjectType): boolean => "id" in type.getFields() || type.name === "ProcessParty";

function assertGuarded(schema: GraphQLSchema, guards: Guards): void {
  const types = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith("__") && type.name !== "_Service");
  for (const type of types) {
    if (!(type.name in processData) && !firmData.includes(type.name))
      throw new Error(`access/categories.ts does not say which information ${type.name} holds.`);
    const rules = guards[type.name];
    if (!rules) throw new Error(`The type ${type.name} has no guard. Its subgraph's guards.ts gives it one.`);
    if (isRule(rules)) continue;
    for (const field of Object.keys(type.getFields()).filter((name) => !name.startsWith("_")))
      if (!isRule(rules[field]))
        throw new Error(`The field ${type.name}.${field} has no guard. Its subgraph's guards.ts gives it one.`);
    for (const field of Object.keys(rules))
      if (!(field in type.getFields()))
        throw new Error(`There is a guard for ${type.name}.${field}, which is not there.`);
  }
  for (const name of Object.keys(guards))
    if (!types.some((type) => type.name === name)) throw new Error(`There is a guard for ${name}, which is not there.`);
  // A guard on an interface never runs, and what a field of one brings would not be judged.
  const open = Object.values(schema.getTypeMap()).find(isInterfaceType);
  if (open) throw new Error(`${open.name} is an interface, which cannot be guarded.`);
}

/** Refuses to start with a key type that anybody could make up: without a guarded reference its id would come back as data. */
export function assertReferences(schema: GraphQLSchema, references: Readonly<Record<string, unknown>>): void {
  const entity = schema.getType("_Entity");
  const types = isUnionType(entity) ? entity.getTypes().map((type) => type.name) : [];
  for (const name of types)
    if (!(name in references)) throw new Error(`The key type ${name} has no guarded reference.`);
  for (const name of Object.keys(references))
    if (!types.includes(name)) throw new Error(`There is a reference for ${name}, which is no key type here.`);
}

const isRule = (rules: unknown): rules is ShieldRule =>
  typeof rules === "object" && rules !== null && "resolve" in rules && ("equals" in rules || "getRules" in rules);

const fieldsOf = (rules: Guards[string] | undefined): Readonly<Record<string, ShieldRule>> =>
  rules && !isRule(rules) ? rules : {};
