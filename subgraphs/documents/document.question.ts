import { sql } from "kysely";
import { sees } from "../../access/rows.ts";
import { pagesIn } from "../../platform/pages-in.ts";
import { among, byId, questionsOver, type RowOf, type TableOf, verdict } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { DocumentSchema } from "./document.ts";

const questions = questionsOver<{ "documents.document": TableOf<typeof DocumentSchema> }>();

const documentRows = () =>
  questions
    .selectFrom("documents.document as d")
    .select([
      "d.id",
      "d.process_id as processId",
      "d.name",
      "d.description",
      "d.content_type as contentType",
      "d.byte_size as byteSize",
      "d.sha256",
      "d.source",
      "d.created_at as createdAt",
      "d.storage_key as storageKey",
    ])
    .select([
      verdict(sees.document, "d").as("verdict"),
      verdict((row) => sees.processId(`${row}.process_id`), "d").as("processVerdict"),
    ]);

export type DocumentRow = RowOf<ReturnType<typeof documentRows>>;

/** Documents by id. */
export async function documentsById(asking: Asking, ids: readonly string[]): Promise<Map<string, DocumentRow>> {
  const [rows] = await asking.read(documentRows().where("d.id", "=", among(ids)));
  return byId(rows);
}

/** One document, to send its file. */
export const fileOf = (id: string) => documentRows().where("d.id", "=", id);

/** A page of a process's documents, the newest first. */
export const documentsOf = pagesIn({
  order: "CREATED",
  page(processIds, _selection: null, { first, after }) {
    let held = documentRows()
      .select(sql<string>`to_char(d.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as("cursorValue"))
      .where(sql<boolean>`d.process_id = p.id`);
    if (after) held = held.where(sql<boolean>`(d.created_at, d.id) < (${after.value}::timestamptz, ${after.id}::uuid)`);
    held = held
      .orderBy("d.created_at", "desc")
      .orderBy("d.id", "desc")
      .limit(first + 1);
    return questions
      .selectFrom(sql<{ id: string }>`unnest(${[...processIds]}::uuid[])`.as<"p">(sql`p(id)`))
      .innerJoinLateral(held.as("h"), (join) => join.onTrue())
      .selectAll("h")
      .orderBy("h.createdAt", "desc")
      .orderBy("h.id", "desc");
  },
  count(processIds) {
    return questions
      .selectFrom("documents.document as d")
      .where("d.process_id", "=", among(processIds))
      .select([
        "d.process_id as processId",
        sql<string>`count(*)`.as("total"),
        sql<boolean | null>`bool_and(coalesce(${verdict(sees.document, "d")}, false))`.as("verdict"),
      ])
      .groupBy("d.process_id");
  },
});

/** Processes of which only the ids are known here, with the rule's verdict on each. */
export async function processesById(
  asking: Asking,
  ids: readonly string[],
): Promise<Map<string, { id: string; verdict: boolean | null }>> {
  const [rows] = await asking.read(
    questions
      .selectFrom(sql<{ id: string }>`unnest(${[...ids]}::uuid[])`.as<"p">(sql`p(id)`))
      .select(["p.id", verdict(sees.processId, "p.id").as("verdict")])
      // No table of this subgraph stands behind the id, so no policy does: the question itself leaves out what is not seen.
      .where(verdict(sees.processId, "p.id"), "is", true),
  );
  return byId(rows);
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
      .where(verdict(sees.contactId, "c.id"), "is", true),
  );
  return byId(rows);
}
