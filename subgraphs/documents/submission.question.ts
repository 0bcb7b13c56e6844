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
import type { SubmissionSchema, SubmissionStatus } from "./submission.ts";

const questions = questionsOver<{ "documents.submission": TableOf<typeof SubmissionSchema> }>();

const submissionRows = () =>
  questions
    .selectFrom("documents.submission as s")
    .select([
      "s.id",
      "s.contact_id as contactId",
      "s.description",
      "s.status",
      "s.reason",
      "s.request_id as requestId",
      "s.document_id as documentId",
      "s.filed_id as filedId",
      "s.submitted_at as submittedAt",
      "s.reviewed_at as reviewedAt",
    ])
    .select([
      verdict(sees.submission, "s").as("verdict"),
      verdict((row) => sees.contactId(`${row}.contact_id`), "s").as("contactVerdict"),
    ]);

export type SubmissionRow = RowOf<ReturnType<typeof submissionRows>>;

/** Submissions by id. */
export async function submissionsById(asking: Asking, ids: readonly string[]): Promise<Map<string, SubmissionRow>> {
  const [rows] = await asking.read(submissionRows().where("s.id", "=", among(ids)));
  return byId(rows);
}

/** The submissions of requests, the newest first: by the request's id. */
export async function submissionsOfRequests(
  asking: Asking,
  ids: readonly string[],
): Promise<Map<string, SubmissionRow[]>> {
  const [rows] = await asking.read(
    submissionRows()
      .where("s.request_id", "=", among(ids))
      .where(verdict(sees.submission, "s"), "is", true)
      .orderBy("s.created_at", "desc")
      .orderBy("s.id", "desc"),
  );
  return Map.groupBy(rows, (row) => row.requestId as string);
}

type SubmissionPage = Page<SubmissionRow & { cursorValue: string }>;

/** A page of what a contact sent, the newest first. */
export const submissionsOf = (asking: Asking, contactId: string, request: PageRequest): Promise<SubmissionPage> =>
  pageOf(asking, () => submissionRows().where("s.contact_id", "=", contactId), request);

/** A page of what the firm's clients sent, as far as it has come, the newest first. */
export const submissionQueue = (
  asking: Asking,
  status: SubmissionStatus | null,
  request: PageRequest,
): Promise<SubmissionPage> =>
  pageOf(
    asking,
    () => {
      const come = submissionRows()
        .where("s.firm_id", "=", thisFirm)
        .where("s.status", "not in", ["AWAITING_UPLOAD", "SCANNING"]);
      return status ? come.where("s.status", "=", status) : come;
    },
    request,
  );

async function pageOf(
  asking: Asking,
  chosen: () => ReturnType<typeof submissionRows>,
  request: PageRequest,
): Promise<SubmissionPage> {
  const { first, after } = request;
  let page = chosen().select(
    sql<string>`to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as("cursorValue"),
  );
  if (after) page = page.where(sql<boolean>`(s.created_at, s.id) < (${after.value}::timestamptz, ${after.id}::uuid)`);
  const [rows] = await asking.read(
    page
      .orderBy("s.created_at", "desc")
      .orderBy("s.id", "desc")
      .limit(first + 1),
  );
  return new Page(rows, request, "CREATED", () => countIn(asking, chosen()));
}
