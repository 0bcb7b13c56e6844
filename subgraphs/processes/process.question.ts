// What is asked of processes and their parties. Each row brings the rule's verdict beside it.
import { type RawBuilder, sql } from "kysely";
import { Refused } from "../../access/refusal.ts";
import { isSecret, isUnseen, lastMovementAt, sees } from "../../access/rows.ts";
import {
  isDay,
  isMoment,
  Page,
  type PageArgs,
  type PageRequest,
  type Position,
  pageRequest,
} from "../../platform/connection.ts";
import { among, byId, containing, countIn, type RowOf, thisFirm, verdict } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { ProcessKind, ProcessStatus } from "./process.ts";
import { ProcessOrder } from "./process.type.ts";
import { questions } from "./tables.ts";

const lastMovement = sql<string | null>`${sql.raw(lastMovementAt("p.id"))}`;

const processRows = () =>
  questions
    .selectFrom("processes.process as p")
    .select([
      "p.id",
      "p.version",
      "p.kind",
      "p.number",
      "p.legacy_number as legacyNumber",
      "p.title",
      "p.status",
      "p.visibility",
      "p.tribunal",
      "p.division",
      "p.venue",
      "p.degree",
      "p.class_name as className",
      "p.subjects",
      "p.filed_on as filedOn",
      "p.claim_value as claimValue",
      "p.responsible_id as responsibleId",
      "p.team_ids as teamIds",
      "p.created_at as createdAt",
      "p.updated_at as updatedAt",
    ])
    .select(sql<boolean>`${sql.raw(isSecret("p"))}`.as("secret"))
    .select([lastMovement.as("lastMovementAt"), verdict(sees.process, "p").as("verdict")]);

export type ProcessRow = RowOf<ReturnType<typeof processRows>>;

/** Processes by id. */
export async function processesById(asking: Asking, ids: readonly string[]): Promise<Map<string, ProcessRow>> {
  const [rows] = await asking.read(processRows().where("p.id", "=", among(ids)));
  return byId(rows);
}

/** The process that a row names which was just read. Refuses when it was hidden or deleted in between, and the row with it. */
export async function processOf(asking: Asking, id: string): Promise<ProcessRow> {
  const process = await asking.load(processesById, id);
  if (!process) throw new Refused("UNAVAILABLE");
  return process;
}

/** The process of a CNJ number, its 20 digits bare. */
export async function processOfNumber(asking: Asking, number: string): Promise<ProcessRow | null> {
  const [rows] = await asking.read(processRows().where("p.number", "=", number).where("p.firm_id", "=", thisFirm));
  return rows[0] ?? null;
}

export interface ProcessSelection {
  readonly kind?: ProcessKind | null | undefined;
  readonly status?: ProcessStatus | null | undefined;
  readonly contactId?: string | null | undefined;
  readonly search?: string | null | undefined;
  readonly unseen?: boolean | null | undefined;
}

const filingKey = sql<string>`coalesce(p.filed_on, '0001-01-01'::date)`;
// As the index of access.process has it.
const movementKey = sql<string>`coalesce(v.last_movement_at, '0001-01-01 00:00:00+00'::timestamptz)`;
const moment = (at: RawBuilder<string>) => sql<string>`to_char(${at}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** How each order goes: what a row's cursor says, what comes after one, and by what it is sorted. Always by id at last. */
const orders = {
  [ProcessOrder.LAST_MOVEMENT]: {
    cursor: sql<string>`${moment(movementKey)} || ' ' || ${filingKey}::text`,
    isValue: (value: string) => {
      const [at, filed, more] = value.split(" ");
      return isMoment(at ?? "") && isDay(filed ?? "") && more === undefined;
    },
    after: ({ value, id }: Position) => {
      const [at, filed] = value.split(" ");
      return sql<boolean>`${movementKey} <= ${at}::timestamptz
        and (${movementKey}, ${filingKey}, p.id) < (${at}::timestamptz, ${filed}::date, ${id}::uuid)`;
    },
    by: [sql`${movementKey} desc`, sql`${filingKey} desc`, sql`p.id desc`],
  },
  [ProcessOrder.FILED]: {
    cursor: sql<string>`${filingKey}::text`,
    isValue: isDay,
    after: ({ value, id }: Position) => sql<boolean>`(${filingKey}, p.id) < (${value}::date, ${id}::uuid)`,
    by: [sql`${filingKey} desc`, sql`p.id desc`],
  },
  [ProcessOrder.TITLE]: {
    cursor: sql<string>`p.title_folded`,
    isValue: () => true,
    after: ({ value, id }: Position) => sql<boolean>`(p.title_folded, p.id) > (${value}::text, ${id}::uuid)`,
    by: [sql`p.title_folded`, sql`p.id`],
  },
};

/** A page of the viewer's processes. */
export async function pageOfProcesses(
  asking: Asking,
  selection: ProcessSelection,
  order: ProcessOrder,
  args: PageArgs,
): Promise<Page<ProcessRow & { cursorValue: string }>> {
  const { cursor, isValue, after, by } = orders[order];
  const request = pageRequest(args, order, isValue);
  const { search, ...filters } = selection;
  const byRuleAlone = !Object.values(filters).some(isGiven);
  const byMovement = order === ProcessOrder.LAST_MOVEMENT;
  // The rule knows the dates: what it opens need not be read to know which of it comes first.
  const latest = byMovement && byRuleAlone && (search || isClient(asking)) ? latestOf(asking, search, request) : null;
  let page = latest ? processRows().where("p.id", "in", latest) : chosen(asking, selection);
  if (byMovement) page = page.innerJoin(`${mine(asking)} as v`, "v.process_id", "p.id");
  if (request.after) page = page.where(after(request.after));
  const [rows] = await asking.read(
    page
      .select(cursor.as("cursorValue"))
      .orderBy(sql.join(by))
      .limit(request.first + 1),
  );
  return new Page(rows, request, order, () =>
    countIn(asking, byRuleAlone ? opened(asking, search) : chosen(asking, selection)),
  );
}

const isGiven = (value: unknown): boolean => value !== null && value !== undefined;
const isClient = (asking: Asking): boolean => asking.viewer?.kind === "client";

/** Where the rule keeps what it opens to the viewer. The two have the same columns. */
const mine = (asking: Asking) => (isClient(asking) ? "access.my_party" : "access.my_process") as "access.my_process";

/** All that the rule opens to the viewer, or what is found of it: without reading the processes, which are these and no others. */
function opened(asking: Asking, search: string | null | undefined) {
  const rows = questions.selectFrom(`${mine(asking)} as v`).select([sql<boolean>`true`.as("verdict")]);
  return search ? rows.where("v.process_id", "in", found(search)) : rows;
}

/** The ids a page by latest movement can hold. Equal dates stay together. */
function latestOf(
  asking: Asking,
  search: string | null | undefined,
  { first, after }: PageRequest,
): RawBuilder<string> {
  const ids = (where: RawBuilder<unknown>) =>
    sql<string>`select v.process_id from ${sql.table(mine(asking))} v where ${where}
      ${search ? sql`and v.process_id in (${found(search)})` : sql``}`;
  const next = (before: RawBuilder<unknown>) =>
    sql<string>`(${ids(before)} order by ${movementKey} desc fetch first (${first + 1}) rows with ties)`;
  if (!after) return next(sql`true`);
  const reached = sql`${after.value.split(" ")[0]}::timestamptz`;
  return sql<string>`(${ids(sql`${movementKey} = ${reached}`)} union all ${next(sql`${movementKey} < ${reached}`)})`;
}

function chosen(asking: Asking, { kind, status, contactId, search, unseen }: ProcessSelection) {
  // From what was found, from the client's own rows of the rule, or from the firm's: never from all there is.
  let chosen = search
    ? processRows().where("p.id", "in", found(search))
    : isClient(asking)
      ? processRows().where("p.id", "in", questions.selectFrom("access.my_party as v").select("v.process_id"))
      : processRows().where("p.firm_id", "=", thisFirm);
  if (kind) chosen = chosen.where("p.kind", "=", kind);
  if (status) chosen = chosen.where("p.status", "=", status);
  if (contactId)
    chosen = chosen.where(
      "p.id",
      "in",
      questions.selectFrom("processes.party as y").select("y.process_id").where("y.contact_id", "=", contactId),
    );
  // What is not to be seen does not count as new: the category is part of the verdict.
  if (typeof unseen === "boolean")
    chosen = chosen.where(
      sql<boolean>`exists (select from processes.movement m where m.process_id = p.id and ${sql.raw(isUnseen("m"))}
        and (${sql.raw(sees.movement("m"))})) is ${sql.raw(String(unseen))}`,
    );
  return chosen;
}

const numbersName = /^\s*(?:(?:processo|proc|autos|n|no|nr)\b[\s.:°]*)+(?=\d)/iu;

/** What is found by number, title or party, of what the asking person sees. */
function found(typed: string) {
  // A number as people copy it: with dots, slashes, any dash, and what it is called before it.
  const bare = typed.normalize("NFKC").replace(numbersName, "");
  const digits = bare.replace(/\D/g, "");
  const number = digits.length >= 3 && /^[\d\p{P}\p{Z}]+$/u.test(bare) ? `%${digits}%` : null;
  return questions
    .selectFrom(sql<{ id: string }>`access.found(${containing(typed)}::text, ${number}::text)`.as<"f">(sql`f(id)`))
    .select("f.id");
}

const partyRows = () =>
  questions
    .selectFrom("processes.party as y")
    .select(["y.process_id as processId", "y.contact_id as contactId", "y.name", "y.role", "y.side"])
    .select([verdict(sees.party, "y").as("verdict"), verdict(sees.partyContact, "y").as("contactVerdict")]);

export type PartyRow = RowOf<ReturnType<typeof partyRows>>;

/** The parties of processes, in their order. */
export async function partiesOf(asking: Asking, processIds: readonly string[]): Promise<Map<string, PartyRow[]>> {
  const [rows] = await asking.read(
    partyRows().where("y.process_id", "=", among(processIds)).orderBy("y.process_id").orderBy("y.position"),
  );
  return Map.groupBy(rows, (row) => row.processId);
}

/** Contacts of which only the ids are known here, with the rule's verdict on each. */
export async function contactsById(
  asking: Asking,
  ids: readonly string[],
): Promise<Map<string, { id: string; verdict: boolean | null }>> {
  const [rows] = await asking.read(
    questions
      .selectFrom(sql<{ id: string }>`unnest(${[...ids]}::uuid[])`.as<"c">(sql`c(id)`))
      .select(["c.id", verdict(sees.contactId, "c.id").as("verdict")])
      // No table of this subgraph stands behind the id, so no policy does: the question itself leaves out what is not seen.
      .where(verdict(sees.contactId, "c.id"), "is", true),
  );
  return byId(rows);
}
