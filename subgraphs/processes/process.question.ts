// What is asked of processes and their parties. Each row brings the rule's verdict beside it.
import { sql } from "kysely";
import { sees } from "../../access/rows.ts";
import { Page, type PageRequest } from "../../platform/connection.ts";
import {
  among,
  byId,
  countIn,
  questionsOver,
  type RowOf,
  type TableOf,
  thisFirm,
  verdict,
} from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { PartySchema } from "./party.ts";
import type { ProcessKind, ProcessSchema, ProcessStatus } from "./process.ts";
import { ProcessOrder } from "./process.type.ts";

const questions = questionsOver<{
  "processes.process": TableOf<typeof ProcessSchema>;
  "processes.party": TableOf<typeof PartySchema>;
}>();

const processRows = () =>
  questions
    .selectFrom("processes.process as p")
    .select([
      "p.id",
      "p.version",
      "p.kind",
      "p.number",
      "p.title",
      "p.status",
      "p.visibility",
      "p.secret",
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
    .select(verdict(sees.process, "p").as("verdict"));

export type ProcessRow = RowOf<ReturnType<typeof processRows>>;

/** Processes by id. */
export async function processesById(asking: Asking, ids: readonly string[]): Promise<Map<string, ProcessRow>> {
  const [rows] = await asking.read(processRows().where("p.id", "=", among(ids)));
  return byId(rows);
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
}

const filingKey = sql<string>`coalesce(p.filed_on, '0001-01-01'::date)`;

/** A page of the viewer's processes. A client's are looked for from its own rows of the rule, staff's from the firm's. */
export async function pageOfProcesses(
  asking: Asking,
  selection: ProcessSelection,
  order: ProcessOrder,
  request: PageRequest,
): Promise<Page<ProcessRow & { cursorValue: string }>> {
  const client = asking.viewer?.kind === "client";
  const chosen = <Query extends ReturnType<typeof processRows>>(query: Query): Query => {
    let chosen = client
      ? query.where("p.id", "in", questions.selectFrom("access.my_party as v").select("v.process_id"))
      : query.where("p.firm_id", "=", thisFirm);
    if (selection.kind) chosen = chosen.where("p.kind", "=", selection.kind);
    if (selection.status) chosen = chosen.where("p.status", "=", selection.status);
    if (selection.contactId)
      chosen = chosen.where(
        "p.id",
        "in",
        questions
          .selectFrom("processes.party as y")
          .select("y.process_id")
          .where("y.contact_id", "=", selection.contactId),
      );
    return chosen as Query;
  };
  const { after, first } = request;
  const byFiling = order === ProcessOrder.FILED;
  let page = chosen(processRows()).select(
    (byFiling ? sql<string>`${filingKey}::text` : sql<string>`p.title_folded`).as("cursorValue"),
  );
  if (after && byFiling)
    page = page.where(sql<boolean>`(${filingKey}, p.id) < (${after.value}::date, ${after.id}::uuid)`);
  if (after && !byFiling)
    page = page.where(sql<boolean>`(p.title_folded, p.id) > (${after.value}::text, ${after.id}::uuid)`);
  page = byFiling
    ? page.orderBy(filingKey, "desc").orderBy("p.id", "desc")
    : page.orderBy("p.title_folded").orderBy("p.id");
  const [rows] = await asking.read(page.limit(first + 1));
  return new Page(rows, request, order, () => countIn(asking, chosen(processRows())));
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
