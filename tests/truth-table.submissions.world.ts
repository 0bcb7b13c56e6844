// What clients send and are asked for, in every state it can be in, of two firms; who may see it, taken down once more from
// product.md (R4, R6, R21, R22, R23) over the facts and sharing no code with the product; and the rows made of it.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { TestHouse } from "./house.ts";
import { type FirmWorld, process, settleFirm } from "./world.ts";

type FirmKey = "almeida" | "costalima";
type ContactKey = "ana" | "bruno" | "ana2";

/** Somebody who asks, in one kind of session. */
export interface Sender {
  readonly key: string;
  readonly firm: FirmKey | null;
  readonly is: "admin" | "member" | "client" | "nobody";
  readonly access: string | null;
  readonly contact: ContactKey | null;
  /** Whether this session may send documents (R6, R21). */
  readonly submits: boolean;
  readonly documents: boolean;
}

interface AccessFacts {
  readonly id: string;
  readonly firm: FirmKey;
  readonly contact: ContactKey;
  readonly type: "STANDARD" | "SIMPLIFIED";
  readonly documents: boolean;
}
const accesses: Readonly<Record<string, AccessFacts>> = {
  "ana's": { id: randomUUID(), firm: "almeida", contact: "ana", type: "STANDARD", documents: false },
  "ana's other": { id: randomUUID(), firm: "almeida", contact: "ana", type: "STANDARD", documents: true },
  "bruno's": { id: randomUUID(), firm: "almeida", contact: "bruno", type: "SIMPLIFIED", documents: true },
  "ana2's": { id: randomUUID(), firm: "costalima", contact: "ana2", type: "STANDARD", documents: true },
};
const accessOf = (key: string): AccessFacts => accesses[key] as AccessFacts;

interface SessionFacts {
  readonly channel: "WEB" | "APP";
  readonly credential: "LINK" | "PASSWORD";
  readonly preview?: true;
}
const sessions: Readonly<Record<string, SessionFacts & { access: string }>> = {
  "ana in the app": { access: "ana's", channel: "APP", credential: "PASSWORD" },
  "ana by her link": { access: "ana's", channel: "WEB", credential: "LINK" },
  "ana in a preview": { access: "ana's", channel: "APP", credential: "PASSWORD", preview: true },
  "ana by her other access": { access: "ana's other", channel: "APP", credential: "PASSWORD" },
  bruno: { access: "bruno's", channel: "WEB", credential: "PASSWORD" },
  ana2: { access: "ana2's", channel: "APP", credential: "PASSWORD" },
};

const nobody = { firm: null, is: "nobody", access: null, contact: null, submits: false, documents: false } as const;

export const senders: readonly Sender[] = [
  { ...nobody, key: "davi", firm: "almeida", is: "admin" },
  { ...nobody, key: "carla", firm: "almeida", is: "member" },
  { ...nobody, key: "davi2", firm: "costalima", is: "admin" },
  { ...nobody, key: "carla2", firm: "costalima", is: "member" },
  ...Object.entries(sessions).map(([key, { access, credential, preview }]): Sender => {
    const { firm, contact, type, documents } = accessOf(access);
    const submits = credential === "PASSWORD" && !preview && type === "STANDARD";
    return { key, firm, is: "client", access, contact, submits, documents };
  }),
  { ...nobody, key: "a stranger" },
  { ...nobody, key: "a forger" },
];

export const isStaff = ({ is }: Sender): boolean => is === "admin" || is === "member";

// ------------------------------------------------------------------------------------------------------------ the facts

export interface RequestFacts {
  readonly id: string;
  readonly firm: FirmKey;
  readonly contact: ContactKey;
  readonly title: string;
  readonly fulfilled: boolean;
}

const contactsOf: Readonly<Record<ContactKey, FirmKey>> = { ana: "almeida", bruno: "almeida", ana2: "costalima" };
export const contacts = Object.keys(contactsOf) as ContactKey[];

export const requests: readonly RequestFacts[] = contacts.flatMap((contact) =>
  [false, true].map((fulfilled) => ({
    ...{ id: randomUUID(), firm: contactsOf[contact], contact, fulfilled },
    title: `Pedido ${fulfilled ? "atendido" : "aberto"} a ${contact}.`,
  })),
);

const statuses = ["AWAITING_UPLOAD", "SCANNING", "RECEIVED", "IN_REVIEW", "ACCEPTED", "REJECTED"] as const;
export type Status = (typeof statuses)[number];

export interface SubmissionFacts {
  readonly id: string;
  readonly firm: FirmKey;
  readonly contact: ContactKey;
  readonly access: string;
  readonly status: Status;
  readonly description: string;
  readonly request: RequestFacts | null;
  readonly document: DocumentFacts | null;
  readonly filed: DocumentFacts | null;
}

export interface DocumentFacts {
  readonly id: string;
  readonly firm: FirmKey;
  readonly name: string;
  readonly contact: ContactKey | null;
  /** Ana's PUBLIC case, or one that is PRIVATE and Davi's. */
  readonly process: "hers" | "hidden" | null;
}

export const hasCome = ({ status }: { status: Status }): boolean => !["AWAITING_UPLOAD", "SCANNING"].includes(status);

const submission = (access: string, status: Status, filedIn: DocumentFacts["process"] = null): SubmissionFacts => {
  const { firm, contact } = accessOf(access);
  const what = `${status} de ${access.replace("'s", "")}${filedIn ? ` em ${filedIn}` : ""}.`;
  const document = { id: randomUUID(), firm, name: `Veio ${what}pdf`, contact, process: null };
  return {
    ...{ id: randomUUID(), firm, contact, access, status, description: `Envio ${what}` },
    request: requests.find((one) => one.contact === contact && one.fulfilled === (status === "ACCEPTED")) ?? null,
    document: hasCome({ status }) ? document : null,
    filed: filedIn && { ...document, id: randomUUID(), name: `Peça ${what}pdf`, contact: null, process: filedIn },
  };
};

/** In the order they were announced. */
export const submissions: readonly SubmissionFacts[] = [
  ...Object.keys(accesses).flatMap((access) => statuses.map((status) => submission(access, status))),
  submission("ana's", "ACCEPTED", "hers"),
  submission("ana's", "ACCEPTED", "hidden"),
];

export const documents: readonly DocumentFacts[] = submissions.flatMap(({ document, filed }) =>
  [document, filed].filter((one) => one !== null),
);

// ------------------------------------------------------------------------------------------------------- who sees what

/** A contact's record: the firm's people, and the client its own, by whichever of its accesses. */
export const readsRecord = (person: Sender, contact: ContactKey): boolean =>
  person.firm === contactsOf[contact] && (isStaff(person) || person.contact === contact);

/** R24: until it has come and been checked, nobody but the sender sees anything of it. */
export const seesSubmission = (person: Sender, one: SubmissionFacts): boolean =>
  hasCome(one) ? readsRecord(person, one.contact) : person.is === "client" && person.access === one.access;

export const seesRequest = (person: Sender, { contact }: RequestFacts): boolean => readsRecord(person, contact);

/** R22: what was sent is on the record, whatever the categories; its copy in a process is that process's. */
export function seesDocument(person: Sender, { firm, contact, process }: DocumentFacts): boolean {
  if (contact) return readsRecord(person, contact);
  if (person.firm !== firm) return false;
  if (person.is === "client") return process === "hers" && person.contact === "ana" && person.documents;
  return person.is === "admin" || process === "hers";
}

/** All that must be in no word of an answer. */
export function hiddenFrom(world: SenderWorld, person: Sender): string[] {
  const marks: [boolean, string[]][] = [
    ...submissions.map((one): [boolean, string[]] => [seesSubmission(person, one), [one.id, one.description]]),
    ...requests.map((one): [boolean, string[]] => [seesRequest(person, one), [one.id, one.title]]),
    ...documents.map((one): [boolean, string[]] => [seesDocument(person, one), [one.id, one.name]]),
    ...contacts.map((one): [boolean, string[]] => [readsRecord(person, one), [world.contacts[one]]]),
  ];
  return marks.flatMap(([isOpen, said]) => (isOpen ? [] : said));
}

// ------------------------------------------------------------------------------------------------------ made into rows

export interface SenderWorld {
  readonly house: TestHouse;
  readonly firms: Readonly<Record<FirmKey, FirmWorld>>;
  readonly contacts: Readonly<Record<ContactKey, string>>;
  readonly processes: Readonly<Record<"hers" | "hidden", string>>;
  readonly tokens: Readonly<Record<string, string | null>>;
}

export const accessId = (key: string): string => accessOf(key).id;

export async function buildSenders(house: TestHouse): Promise<SenderWorld> {
  const almeida = await settleFirm(house, "almeida.example");
  const costalima = await settleFirm(house, "costalima.example");
  const parties = [{ contactId: almeida.anaContact, role: "CLIENT" as const, side: "ACTIVE" as const }];
  const hidden = { visibility: "PRIVATE" as const, responsibleId: almeida.daviId };
  const world: SenderWorld = {
    house,
    firms: { almeida, costalima },
    contacts: { ana: almeida.anaContact, bruno: almeida.brunoContact, ana2: costalima.anaContact },
    processes: {
      hers: await process(house, almeida.davi, { title: "Indenização", parties }),
      hidden: await process(house, almeida.davi, { title: "Sucessão", parties, ...hidden }),
    },
    tokens: {
      ...{ davi: almeida.davi, carla: almeida.carla, davi2: costalima.davi, carla2: costalima.carla },
      ...Object.fromEntries(Object.keys(sessions).map((key) => [key, randomBytes(32).toString("base64url")])),
      ...{ "a stranger": null, "a forger": randomBytes(32).toString("base64url") },
    },
  };
  await letIn(world);
  await fill(world);
  return world;
}

const json = (rows: readonly object[]): [string] => [JSON.stringify(rows)];

async function letIn({ house, firms, contacts, tokens }: SenderWorld): Promise<void> {
  const grants = Object.entries(accesses).map(([key, { documents, ...one }], n) => ({
    ...{ ...one, firm: firms[one.firm].firmId, contact: contacts[one.contact], name: key },
    ...{ email: `cliente${n}@clientes.example`, categories: documents ? "{DOCUMENTS}" : "{}" },
  }));
  const open = Object.entries(sessions).map(([key, { access, ...one }]) => ({
    ...{ ...one, firm: firms[accessOf(access).firm].firmId, access: accessOf(access).id },
    previewer: one.preview ? firms.almeida.daviId : null,
    hash: createHash("sha256").update(`${tokens[key]}`).digest("hex"),
  }));
  await house.seed(
    ["identity.client_access", "identity.session"],
    [
      `insert into identity.client_access (id, firm_id, version, contact_id, name, name_folded, email, type, categories,
         includes_team_processes, includes_private_processes, status, created_at, updated_at, first_seen_at)
       select r.id, r.firm, 1, r.contact, r.name, lower(r.name), r.email, r.type, r.categories::text[], false, false,
         'ACTIVE', now(), now(), now()
       from json_to_recordset($1) as r (id uuid, firm uuid, contact uuid, name text, email text, type text, categories text)`,
      json(grants),
    ],
    [
      `insert into identity.session (id, firm_id, token_hash, access_id, channel, credential, preview, previewer_id,
         started_at, last_used_at, idle_seconds, expires_at)
       select gen_random_uuid(), r.firm, decode(r.hash, 'hex'), r.access, r.channel, r.credential,
         coalesce(r.preview, false), r.previewer, now(), now(), 3600, now() + interval '1 hour'
       from json_to_recordset($1) as r (firm uuid, hash text, access uuid, channel text, credential text, preview boolean,
         previewer uuid)`,
      json(open),
    ],
  );
}

async function fill({ house, firms, contacts, processes }: SenderWorld): Promise<void> {
  const within = ({ firm, contact }: { firm: FirmKey; contact: ContactKey | null }) => ({
    ...{ firm: firms[firm].firmId, contact: contact && contacts[contact] },
  });
  const coming = submissions.filter((one) => !hasCome(one));
  await house.seed(
    [
      ...["documents.document", "documents.document_request", "documents.submission", "documents.upload"],
      ...["documents.sent_today", "documents.upload_policy"],
    ],
    [
      `insert into documents.document (id, firm_id, process_id, contact_id, name, content_type, byte_size, sha256, source,
         created_at, storage_key)
       select r.id, r.firm, r.process, r.contact, r.name, 'application/pdf', 1000, repeat('0', 64), 'CLIENT', now(), r.id::text
       from json_to_recordset($1) as r (id uuid, firm uuid, process uuid, contact uuid, name text)`,
      json(documents.map((one) => ({ ...one, ...within(one), process: one.process && processes[one.process] }))),
    ],
    [
      `insert into documents.document_request (id, firm_id, contact_id, title, created_at, fulfilled_at)
       select r.id, r.firm, r.contact, r.title, now() + make_interval(secs => r.n), case when r.fulfilled then now() end
       from json_to_recordset($1) as r (id uuid, firm uuid, contact uuid, title text, fulfilled boolean, n int)`,
      json(requests.map((one, n) => ({ ...one, ...within(one), n }))),
    ],
    [
      `insert into documents.submission (id, firm_id, contact_id, access_id, description, status, reason, request_id,
         document_id, filed_id, created_at)
       select r.id, r.firm, r.contact, r.access, r.description, r.status, case r.status when 'REJECTED' then 'Ilegível' end,
         r.request, r.document, r.filed, now() + make_interval(secs => r.n)
       from json_to_recordset($1) as r (id uuid, firm uuid, contact uuid, access uuid, description text, status text,
         request uuid, document uuid, filed uuid, n int)`,
      json(
        submissions.map(({ request, document, filed, ...one }, n) => ({
          ...{ ...one, ...within(one), access: accessId(one.access), n },
          ...{ request: request?.id ?? null, document: document?.id ?? null, filed: filed?.id ?? null },
        })),
      ),
    ],
    [
      `insert into documents.upload (id, firm_id, access_id, submission_id, name, content_type, byte_size, storage_key, state,
         grant_hash, created_at, expires_at)
       select gen_random_uuid(), r.firm, r.access, r.id, r.description, 'application/pdf', 1000, r.id::text,
         case r.status when 'SCANNING' then 'RECEIVED' else 'ASKED' end, '', now(), now() + interval '1 hour'
       from json_to_recordset($1) as r (id uuid, firm uuid, access uuid, description text, status text)`,
      json(coming.map((one) => ({ ...one, ...within(one), access: accessId(one.access), request: null }))),
    ],
    [
      `insert into documents.sent_today (firm_id, contact_id, day, files, bytes)
       select r.firm, r.contact, now(), 1, 1000 from json_to_recordset($1) as r (firm uuid, contact uuid)`,
      json(contactRows()),
    ],
  );

  function contactRows() {
    return (Object.entries(contactsOf) as [ContactKey, FirmKey][]).map(([contact, firm]) => within({ firm, contact }));
  }
}
