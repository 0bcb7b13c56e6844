// Where in the arguments of every operation a value of a kind stands, and arguments that would do.
import { readFileSync } from "node:fs";
import {
  buildSchema,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from "graphql";
import { ana, anasLink, anasSetUp, firm, iara, mine, numbers } from "./bad-input.world.ts";
import { passphrase } from "./world.ts";

export const schema = buildSchema(readFileSync(new URL("../schema/api.graphql", import.meta.url), "utf8"));
type Root = "Query" | "Mutation";
type Field = GraphQLField<unknown, unknown>;

export function fields(root: Root): Field[] {
  return Object.values((root === "Query" ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {});
}

function fieldOf(root: Root, name: string): Field {
  const field = fields(root).find((one) => one.name === name);
  if (!field) throw new Error(`There is no ${root}.${name}.`);
  return field;
}

/** Where in the arguments of every operation, or of every one of a kind, a value of a scalar stands. */
export function places(
  scalar: string,
  of?: Root,
): { root: Root; field: Field; path: string[]; type: GraphQLInputType }[] {
  return (of ? [of] : (["Query", "Mutation"] as const)).flatMap((root) =>
    fields(root).flatMap((field) =>
      field.args.flatMap((arg) =>
        [...pathsTo(scalar, arg.type, [arg.name])].map(({ path, type }) => ({ root, field, path, type })),
      ),
    ),
  );
}

export function* pathsTo(
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

export function* listsIn(type: GraphQLInputType, path: string[]): Generator<string[]> {
  const bare = getNullableType(type);
  if (isListType(bare)) {
    yield path;
    yield* listsIn(bare.ofType, [...path, "0"]);
  } else if (isInputObjectType(bare))
    for (const field of Object.values(bare.getFields())) yield* listsIn(field.type, [...path, field.name]);
}

/** An operation with a variable for each argument, answered as shortly as its type allows. */
export function operationOf(root: Root, name: string): string {
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
export const askerOf = (name: string): string => forClients[name]?.() ?? firm.davi;

let last = 1000;
const next = (): number => {
  last += 1;
  return last;
};

/** Arguments that would do, with what stands in Davi's firm at every id. A new operation belongs here. */
export function filled(operation: string): object {
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

export function valueAt(variables: object, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], variables);
}

/** The same variables with one value changed. */
export function withValue(variables: object, path: readonly string[], value: unknown): object {
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
