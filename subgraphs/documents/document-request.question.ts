import { sql } from "kysely";
import { sees } from "../../access/rows.ts";
import { Page, type PageRequest } from "../../platform/connection.ts";
import { among, byId, countIn, questionsOver, type RowOf, type TableOf, verdict } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { DocumentRequestSchema } from "./document-request.ts";

const questions = questionsOver<{ "documents.document_request": TableOf<typeof DocumentRequestSchema> }>();

const requestRows = () =>
  questions
    .selectFrom("documents.document_request as r")
    .select([
      "r.id",
      "r.contact_id as contactId",
      "r.title",
      "r.instructions",
      "r.due_on as dueOn",
      "r.created_at as createdAt",
      sql<boolean>`r.fulfilled_at is not null`.as("fulfilled"),
    ])
    .select([
      verdict(sees.documentRequest, "r").as("verdict"),
      verdict((row) => sees.contactId(`${row}.contact_id`), "r").as("contactVerdict"),
    ]);

export type DocumentRequestRow = RowOf<ReturnType<typeof requestRows>>;

/** Requests by id. */
export async function documentRequestsById(
  asking: Asking,
  ids: readonly string[],
): Promise<Map<string, DocumentRequestRow>> {
  const [rows] = await asking.read(requestRows().where("r.id", "=", among(ids)));
  return byId(rows);
}

/** A page of what a contact is asked for, the newest first. */
export async function documentRequestsOf(
  asking: Asking,
  contactId: string,
  fulfilled: boolean | null,
  request: PageRequest,
): Promise<Page<DocumentRequestRow & { cursorValue: string }>> {
  const chosen = () => {
    const ofContact = requestRows().where("r.contact_id", "=", contactId);
    return fulfilled === null ? ofContact : ofContact.where(sql<boolean>`(r.fulfilled_at is not null) = ${fulfilled}`);
  };
  const { first, after } = request;
  let page = chosen().select(
    sql<string>`to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as("cursorValue"),
  );
  if (after) page = page.where(sql<boolean>`(r.created_at, r.id) < (${after.value}::timestamptz, ${after.id}::uuid)`);
  const [rows] = await asking.read(
    page
      .orderBy("r.created_at", "desc")
      .orderBy("r.id", "desc")
      .limit(first + 1),
  );
  return new Page(rows, request, "CREATED", () => countIn(asking, chosen()));
}
