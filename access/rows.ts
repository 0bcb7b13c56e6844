// The rule of rule.sql as row-level security: the same few expressions are a table's policies and a row's verdict.
import type { InformationCategory } from "./categories.ts";

/** The role the service works as. It owns nothing. */
export const appRole = "andamento_app";
/** The role that owns the tables. It too sees nothing, but what the operator of the installation takes in for a firm. */
const ownerRole = "andamento_owner";
/** The role that owns the rule; it alone reads the rows the rule is made from. */
const ruleRole = "andamento_rule";

type Claim =
  | "kind"
  | "session"
  | "firm"
  | "staff"
  | "role"
  | "access"
  | "contact"
  | "categories"
  | "submits"
  | "since"
  | "login"
  | "email"
  | "token"
  | "preview";

// Claims are read in scalar sub-selects, so that a statement reads each once and not once a row.
const text = (claim: Claim): string => `(select access.claim('${claim}'))`;
const id = (claim: Claim): string => `(select access.claim('${claim}')::uuid)`;

const staff = `${text("kind")} = 'staff'`;
const admin = `(${staff} and ${text("role")} = 'ADMIN')`;
const client = `${text("kind")} = 'client'`;
/** The client itself, and not an admin who looks through its eyes: a preview changes nothing. */
const clientItself = `(${client} and ${text("preview")} is null)`;
/** A client in a session that may send documents. */
const submitter = `(${client} and ${text("submits")} = 'on')`;
const bearer = `${text("kind")} = 'bearer'`;
/** The bearer of an e-mail and its password, and not of a mailed token. */
const byPassword = `(${bearer} and ${text("login")} is not null)`;
const worker = `${text("kind")} = 'worker'`;
const operator = `${text("kind")} = 'operator'`;

/** Whether the asking client's grant has a category switched on. */
export const opens = (category: InformationCategory): string =>
  `(select '${category}' = any (access.claim('categories')::text[]))`;

const ofFirm = (row: string): string => `${row}.firm_id = ${id("firm")}`;

/** On a contact's record: the firm's people, and the contact itself. */
const onRecord = (row: string): string => `(${staff} or (${client} and ${row}.contact_id = ${id("contact")}))`;
/**
 * The same of a row that a process holds, beside the test of its process. No index can answer this form, and none shall:
 * the planner takes firm and process for independent and would gather a firm's rows to find a process's few.
 */
const alsoOfFirm = (row: string): string => `${row}.firm_id is not distinct from ${id("firm")}`;

/**
 * Whether the asking person sees the process of this id: one probe of what the rule has worked out. The worker, who brings what
 * the courts tell, sees what `brought` says, and nothing where it is left out.
 */
const seesProcess = (processId: string, brought?: string): string =>
  `case ${text("kind")}` +
  ` when 'client' then (select true from access.my_party v where v.process_id = ${processId})` +
  ` when 'staff' then (select true from access.my_process v where v.process_id = ${processId})` +
  `${brought ? ` when 'worker' then ${brought}` : ""} end`;

/** Whether the asking person sees what a process holds of one category. The category is tested first: it is cheaper. */
const seesOf = (category: InformationCategory, processId: string): string =>
  `(not ${client} or ${opens(category)}) and ${seesProcess(processId)}`;

/** Whether the asking person may see movements of a row's origin. */
const seesOrigin = (row: string): string =>
  `(not ${client} or case ${row}.origin when 'AUTOMATIC' then ${opens("AUTOMATIC_MOVEMENTS")} else ${opens("MANUAL_MOVEMENTS")} end)`;

/** Whether a movement came after the asking client last marked its process seen, or first came by. Never for staff. */
export const isUnseen = (row: string): string =>
  `(${client} and ${row}.recorded_at > coalesce((select s.seen_at from processes.seen s` +
  ` where s.access_id = ${id("access")} and s.process_id = ${row}.process_id), (select access.claim('since')::timestamptz)))`;

/** When the latest movement that the asking person may see happened, of the process of this id. */
export const lastMovementAt = (processId: string): string =>
  `case ${text("kind")}` +
  ` when 'client' then (select v.last_movement_at from access.my_party v where v.process_id = ${processId})` +
  ` when 'staff' then (select v.last_movement_at from access.my_process v where v.process_id = ${processId}) end`;

/**
 * Whether a process is secret. To a client as it stands for it, by its own flag or by an original's that it inherits from; the
 * firm's people read the flag they set: the other would tell a member of an original it does not see.
 */
export const isSecret = (row: string): string =>
  `case ${text("kind")} when 'client' then (select v.secret from access.my_party v where v.process_id = ${row}.id)` +
  ` else ${row}.secret end`;

/**
 * Who may see a row of a table, as an SQL expression over the row's alias: true, or false or null. A table's select policy
 * and the verdict that each row of a question carries are this one text.
 */
export const sees = {
  firm: (row: string) =>
    `case when ${bearer} then ${row}.id = ${id("firm")} or ${row}.id in (select a.firm_id from identity.client_access a)` +
    ` or ${row}.id in (select m.firm_id from identity.staff_member m) else ${row}.id = ${id("firm")} end`,
  staffMember: (row: string) =>
    `case when ${staff} or ${worker} or ${operator} then ${ofFirm(row)}` +
    ` when ${client} then (select true from access.my_staff v where v.staff_id = ${row}.id limit 1)` +
    ` when ${byPassword} then ${row}.email = ${text("email")} when ${bearer} then ${row}.id = ${id("staff")} end`,
  login: (row: string) => `(${bearer} and ${row}.email = ${text("email")}) or ${operator}`,
  contact: (row: string) =>
    `${ofFirm(row)} and (${staff} or ${worker} or (${client} and ${row}.id = ${id("contact")}))`,
  clientAccess: (row: string) =>
    `case when ${staff} or ${worker} then ${ofFirm(row)}` +
    ` when ${client} then ${row}.id = ${id("access")}` +
    ` when ${bearer} then ${row}.id = ${id("access")} or (${byPassword} and ${row}.email = ${text("email")}) end`,
  /** Whose mails failed among the firm's own people, only its admins see. */
  invitation: (row: string) =>
    `case when ${admin} or ${worker} then ${ofFirm(row)}` +
    ` when ${staff} then ${ofFirm(row)} and ${row}.staff_id is null` +
    ` when ${bearer} then ${row}.access_id = ${id("access")}` +
    ` or (${byPassword} and ${row}.access_id in (select a.id from identity.client_access a)) end`,
  token: (row: string) =>
    `case when ${admin} or ${worker} then ${ofFirm(row)}` +
    ` when ${bearer} then ${row}.access_id = ${id("access")} or ${row}.staff_id = ${id("staff")} end`,
  /** What a client was told by mail: the letters' own memory; for admins, and for the client itself. */
  newsMail: (row: string) =>
    `${ofFirm(row)} and (${worker} or ${admin} or (${client} and ${row}.access_id = ${id("access")}))`,
  session: (row: string) =>
    `case when ${client} then ${row}.access_id = ${id("access")} and` +
    ` case when ${text("preview")} is null then not ${row}.preview else ${row}.id = ${id("session")} end` +
    ` when ${staff} then ${ofFirm(row)} and (${row}.staff_id = ${id("staff")} or ${text("role")} = 'ADMIN')` +
    ` when ${byPassword} then ${row}.staff_id in (select m.id from identity.staff_member m) end`,
  accessEvent: (row: string) => `${ofFirm(row)} and (${admin} or (${client} and ${row}.access_id = ${id("access")}))`,
  /** What an event of the log is about: named as long as the asking person may see it. */
  accessSubject: (row: string) =>
    `case ${row}.subject_type when 'Process' then ${seesProcess(`${row}.subject`)}` +
    ` when 'Document' then case when ${row}.process is null then ${admin} or ${client}` +
    ` else ${seesOf("DOCUMENTS", `${row}.process`)} end` +
    // What the client sent is its own, whatever the categories.
    ` when 'Submission' then ${admin} or ${client} end`,
  process: (row: string) => seesProcess(`${row}.id`, ofFirm(row)),
  party: (row: string) => seesProcess(`${row}.process_id`),
  /** Whether the asking person may be told which contact a party is: the firm's people, or the contact itself. */
  partyContact: (row: string) =>
    `${ofFirm(row)} and (${staff} or (${client} and ${row}.contact_id = ${id("contact")}))`,
  /** A contact known by its id only, to a subgraph that does not keep contacts. */
  contactId: (value: string) =>
    `case when ${staff} then access.name_of('contact', ${value}) is not null` +
    ` when ${client} then ${value} = ${id("contact")} end`,
  /** A process known by its id only, to a subgraph that does not keep processes. */
  processId: (value: string) => seesProcess(value),
  link: (row: string) =>
    `${ofFirm(row)} and ${seesProcess(`${row}.original_id`)} and ${seesProcess(`${row}.linked_id`)}`,
  /** A timeline holds the movements of the origins that are switched on. */
  openOrigin: (row: string) => seesOrigin(row),
  /** The worker those that the courts tell. */
  movement: (row: string) =>
    `${alsoOfFirm(row)} and ${seesOrigin(row)} and ${seesProcess(`${row}.process_id`, `${row}.origin = 'AUTOMATIC'`)}`,
  /** Comments go with their movement; those for the firm only never leave it. */
  comment: (row: string) =>
    `${alsoOfFirm(row)} and (${staff} or ${row}.audience = 'CLIENT') and ${seesOrigin(row)} and ${seesProcess(`${row}.process_id`)}`,
  /** Words for kinds of movements: of no process, and read by whoever reads the firm's timelines. */
  movementWording: (row: string) => `${ofFirm(row)} and (${staff} or ${client})`,
  task: (row: string) => `${alsoOfFirm(row)} and ${seesOf("TASKS", `${row}.process_id`)}`,
  /**
   * Until it is treated a publication is of no process, and the firm's people's; but not theirs from whom the process of its number
   * is hidden. One that was discarded stays with the process it had. The worker marks those that are canceled.
   */
  publication: (row: string) =>
    `${alsoOfFirm(row)} and case when ${admin} or ${worker} then true when ${staff} then case when ${row}.process_id is null` +
    ` then not access.hides(${row}.process_number) else ${seesProcess(`${row}.process_id`)} end` +
    ` else ${row}.status = 'TREATED' and ${seesOf("PUBLICATIONS", `${row}.process_id`)} end`,
  /** What the courts are asked for a firm, and by whom it was allowed: the firm's people's, and no client's. */
  courtConnector: (row: string) => `${ofFirm(row)} and (${staff} or ${worker})`,
  courtAcceptance: (row: string) => `${ofFirm(row)} and (${staff} or ${worker})`,
  courtRegistration: (row: string) => `${ofFirm(row)} and (${admin} or ${worker})`,
  courtUpdate: (row: string) =>
    `${alsoOfFirm(row)} and (${staff} or ${worker}) and ${seesProcess(`${row}.process_id`, "true")}`,
  seen: (row: string) => `${ofFirm(row)} and ${client} and ${row}.access_id = ${id("access")}`,
  /** Of a process's record; or of a contact's, which no category closes. The worker asks which bytes are still needed. */
  document: (row: string) =>
    `${alsoOfFirm(row)} and (${worker} or case when ${row}.process_id is null then ${onRecord(row)}` +
    ` else ${seesOf("DOCUMENTS", `${row}.process_id`)} end)`,
  /** Until it is done, an upload is its sender's alone; the worker clears away what was left. */
  upload: (row: string) =>
    `${ofFirm(row)} and (${worker} or (${submitter} and ${row}.access_id = ${id("access")})` +
    ` or (${staff} and ${seesProcess(`${row}.process_id`)} and (${row}.staff_id = ${id("staff")} or ${row}.state = 'DONE')))`,
  /** Until its file has come and been checked, a submission is its sender's alone; then it is on the contact's record. */
  submission: (row: string) =>
    `${ofFirm(row)} and case when ${row}.status in ('AWAITING_UPLOAD', 'SCANNING')` +
    ` then ${worker} or (${client} and ${row}.access_id = ${id("access")}) else ${onRecord(row)} end`,
  documentRequest: (row: string) => `${ofFirm(row)} and ${onRecord(row)}`,
  uploadPolicy: (row: string) => `${ofFirm(row)} and (${staff} or ${client})`,
  sentToday: (row: string) => `${ofFirm(row)} and ${submitter} and ${row}.contact_id = ${id("contact")}`,
} satisfies Record<string, (row: string) => string>;

interface Policy {
  name: string;
  command: "select" | "insert" | "update" | "delete" | "all";
  roles: string[];
  using?: string;
  check?: string;
}

interface Rights {
  /** Who may see a row. */
  select: string;
  /** What a new row must be. */
  insert?: string;
  /** Which rows may be changed; what they become must fulfil it too, unless that is another thing. */
  update?: string;
  becomes?: string;
  delete?: string;
  /** The rule itself is worked out from this table, or writes to it, or adds to it what nobody else may. */
  rule?: "reads" | "writes" | "adds";
  /** What the operator takes in for a firm, as the owner and by the same claim: the table's name, or nothing. */
  operated?: string;
}

function policies(rights: Rights): { rowLevelSecurity: "force"; policies: Policy[] } {
  const roles = [appRole];
  const list: Policy[] = [{ name: "sees", command: "select", roles, using: rights.select }];
  if (rights.insert) list.push({ name: "adds", command: "insert", roles, check: rights.insert });
  if (rights.update)
    list.push({
      name: "changes",
      command: "update",
      roles,
      using: rights.update,
      check: rights.becomes ?? rights.update,
    });
  if (rights.delete) list.push({ name: "removes", command: "delete", roles, using: rights.delete });
  if (rights.rule) list.push({ name: "rule_reads", command: "select", roles: [ruleRole], using: "true" });
  if (rights.rule === "writes")
    list.push({ name: "rule_writes", command: "update", roles: [ruleRole], using: "true", check: "true" });
  if (rights.rule === "adds") list.push({ name: "rule_adds", command: "insert", roles: [ruleRole], check: "true" });
  if (rights.operated) {
    const operated = `${operator} and ${ofFirm(rights.operated)}`;
    list.push({ name: "operator", command: "all", roles: [ownerRole], using: operated, check: operated });
  }
  return { rowLevelSecurity: "force", policies: list };
}

/** Whoever asked to send it: somebody of the firm, or a client by its access. */
const ofSender = (row: string): string => `(${row}.staff_id = ${id("staff")} or ${row}.access_id = ${id("access")})`;

/** An admin voids what was mailed, and whoever brings a mailed token uses it. */
const usesToken =
  `(${admin} and ${ofFirm("token")})` +
  ` or (${bearer} and (token.access_id = ${id("access")} or token.staff_id = ${id("staff")}))`;

const endsSession = `not ${bearer} and ${sees.session("session")}`;

/** The policies of every table, to be spread into its entity. A table that is not here has none and does not start. */
export const rows = {
  firm: policies({
    select: sees.firm("firm"),
    insert: `${operator} and firm.id = ${id("firm")}`,
    update: `(${admin} or ${operator}) and firm.id = ${id("firm")}`,
    rule: "reads",
  }),
  staffMember: policies({
    select: sees.staffMember("staff_member"),
    insert: `(${operator} or ${admin}) and ${ofFirm("staff_member")}`,
    update: `${admin} and ${ofFirm("staff_member")}`,
    rule: "reads",
    operated: "staff_member",
  }),
  login: policies({
    select: sees.login("login"),
    insert: sees.login("login"),
    update: sees.login("login"),
    rule: "reads",
  }),
  contact: policies({
    select: sees.contact("contact"),
    insert: `${staff} and ${ofFirm("contact")}`,
    update: `${staff} and ${ofFirm("contact")}`,
    delete: `${admin} and ${ofFirm("contact")}`,
    rule: "reads",
    operated: "contact",
  }),
  clientAccess: policies({
    select: sees.clientAccess("client_access"),
    insert: `${admin} and ${ofFirm("client_access")}`,
    update: `(${admin} and ${ofFirm("client_access")}) or (${bearer} and ${sees.clientAccess("client_access")})`,
    rule: "writes",
  }),
  invitation: policies({
    select: sees.invitation("invitation"),
    insert: `${admin} and ${ofFirm("invitation")}`,
    update:
      `((${admin} or ${worker}) and ${ofFirm("invitation")})` + ` or (${bearer} and ${sees.invitation("invitation")})`,
  }),
  token: policies({
    select: sees.token("token"),
    insert: `(${admin} or ${operator} or (${worker} and token.resets)) and ${ofFirm("token")}`,
    // What was used or is void stays so.
    update: `(${usesToken}) and token.used_at is null and token.voided_at is null`,
    becomes: usesToken,
    rule: "writes",
  }),
  newsMail: policies({
    select: sees.newsMail("news_mail"),
    insert: `${worker} and ${ofFirm("news_mail")}`,
    update: `${worker} and ${ofFirm("news_mail")}`,
  }),
  session: policies({
    select: sees.session("session"),
    insert:
      `${bearer} and not session.preview and (session.access_id in (select a.id from identity.client_access a where a.firm_id = session.firm_id)` +
      ` or session.staff_id in (select m.id from identity.staff_member m where m.firm_id = session.firm_id))` +
      ` or (${admin} and ${ofFirm("session")} and session.preview and session.previewer_id = ${id("staff")})`,
    // It is ended, once.
    update: `${endsSession} and session.ended_at is null`,
    becomes: `${endsSession} and session.ended_at is not null`,
    rule: "writes",
  }),
  accessEvent: policies({ select: sees.accessEvent("access_event"), rule: "adds" }),
  process: policies({
    select: sees.process("process"),
    insert: `${staff} and ${ofFirm("process")}`,
    update: `(${staff} or ${worker}) and ${ofFirm("process")} and ${sees.process("process")}`,
    delete: `${admin} and ${ofFirm("process")} and ${seesProcess("process.id")}`,
    rule: "reads",
    operated: "process",
  }),
  party: policies({
    select: sees.party("party"),
    insert: `${staff} and ${ofFirm("party")} and ${seesProcess("party.process_id")}`,
    delete: `${staff} and ${ofFirm("party")} and ${seesProcess("party.process_id")}`,
    rule: "reads",
    operated: "party",
  }),
  link: policies({
    select: sees.link("link"),
    insert: `${staff} and ${sees.link("link")}`,
    delete: `${staff} and ${sees.link("link")}`,
    rule: "reads",
  }),
  movement: policies({
    select: sees.movement("movement"),
    insert: `(${staff} or ${worker}) and ${sees.movement("movement")}`,
    delete: `${staff} and ${sees.movement("movement")} and movement.origin = 'MANUAL'`,
    rule: "reads",
    operated: "movement",
  }),
  comment: policies({
    select: sees.comment("comment"),
    insert: `${staff} and ${sees.comment("comment")}`,
    delete: `${staff} and ${sees.comment("comment")}`,
  }),
  movementWording: policies({
    select: sees.movementWording("movement_wording"),
    insert: `${admin} and ${ofFirm("movement_wording")}`,
    update: `${admin} and ${ofFirm("movement_wording")}`,
    delete: `${admin} and ${ofFirm("movement_wording")}`,
  }),
  task: policies({
    select: sees.task("task"),
    insert: `${staff} and ${sees.task("task")}`,
    update: `${staff} and ${sees.task("task")}`,
    delete: `${staff} and ${sees.task("task")}`,
    rule: "reads",
  }),
  publication: policies({
    select: sees.publication("publication"),
    // Whoever brings it need not see it then.
    insert: `(${staff} or ${worker}) and ${ofFirm("publication")} and publication.process_id is null and publication.status = 'PENDING'`,
    update: `(${staff} or ${worker}) and ${sees.publication("publication")}`,
  }),
  courtConnector: policies({
    select: sees.courtConnector("court_connector"),
    insert: `${admin} and ${ofFirm("court_connector")}`,
    update: `(${admin} or ${worker}) and ${ofFirm("court_connector")}`,
  }),
  courtAcceptance: policies({
    select: sees.courtAcceptance("court_acceptance"),
    insert: `${admin} and ${ofFirm("court_acceptance")} and court_acceptance.staff_id = ${id("staff")}`,
  }),
  courtRegistration: policies({
    select: sees.courtRegistration("court_registration"),
    insert: `${admin} and ${ofFirm("court_registration")}`,
    update: `${worker} and ${ofFirm("court_registration")}`,
    delete: `${admin} and ${ofFirm("court_registration")}`,
  }),
  courtUpdate: policies({
    select: sees.courtUpdate("court_update"),
    insert: `${ofFirm("court_update")} and ${sees.courtUpdate("court_update")}`,
    update: `${ofFirm("court_update")} and ${sees.courtUpdate("court_update")}`,
  }),
  seen: policies({
    select: sees.seen("seen"),
    insert: `${clientItself} and ${sees.seen("seen")} and ${seesProcess("seen.process_id")}`,
    update: `${clientItself} and ${sees.seen("seen")} and ${seesProcess("seen.process_id")}`,
    rule: "reads",
  }),
  document: policies({
    select: sees.document("document"),
    insert:
      `(${staff} and document.process_id is not null and ${sees.document("document")})` +
      ` or (${submitter} and document.process_id is null and document.source = 'CLIENT' and ${sees.document("document")})`,
    update: `${staff} and document.process_id is not null and ${sees.document("document")}`,
    delete: `${staff} and document.process_id is not null and ${sees.document("document")}`,
    rule: "reads",
  }),
  upload: policies({
    select: sees.upload("upload"),
    insert: `(${staff} or ${submitter}) and ${sees.upload("upload")} and ${ofSender("upload")}`,
    update: `(${staff} or ${submitter}) and ${sees.upload("upload")} and ${ofSender("upload")}`,
    delete: sees.upload("upload"),
    rule: "reads",
  }),
  submission: policies({
    select: sees.submission("submission"),
    insert:
      `${submitter} and ${ofFirm("submission")} and submission.contact_id = ${id("contact")}` +
      ` and submission.access_id = ${id("access")} and submission.status = 'AWAITING_UPLOAD'`,
    update:
      `${ofFirm("submission")} and ((${staff} and ${sees.submission("submission")})` +
      ` or (${submitter} and submission.access_id = ${id("access")} and submission.contact_id = ${id("contact")}` +
      " and submission.status in ('AWAITING_UPLOAD', 'SCANNING', 'RECEIVED')))",
    delete: `${worker} and ${sees.submission("submission")}`,
  }),
  documentRequest: policies({
    select: sees.documentRequest("document_request"),
    insert: `${staff} and ${ofFirm("document_request")}`,
    update: `${staff} and ${ofFirm("document_request")}`,
  }),
  uploadPolicy: policies({
    select: sees.uploadPolicy("upload_policy"),
    insert: `${admin} and ${ofFirm("upload_policy")}`,
    update: `${admin} and ${ofFirm("upload_policy")}`,
  }),
  sentToday: policies({
    select: sees.sentToday("sent_today"),
    insert: sees.sentToday("sent_today"),
    update: sees.sentToday("sent_today"),
  }),
} satisfies Partial<Record<keyof typeof sees, unknown>>;
