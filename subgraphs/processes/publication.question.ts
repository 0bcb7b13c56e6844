import { sql } from "kysely";
import { sees } from "../../access/rows.ts";
import { Page, type PageRequest } from "../../platform/connection.ts";
import { pagesIn } from "../../platform/pages-in.ts";
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
import type { ProcessSchema } from "./process.ts";
import type { PublicationSchema, PublicationStatus } from "./publication.ts";

const questions = questionsOver<{
  "processes.process": TableOf<typeof ProcessSchema>;
  "processes.publication": TableOf<typeof PublicationSchema>;
}>();

const publicationRows = () =>
  questions
    .selectFrom("processes.publication as b")
    .select([
      "b.id",
      "b.version",
      "b.process_id as processId",
      "b.gazette",
      "b.available_on as availableOn",
      "b.published_on as publishedOn",
      "b.content",
      "b.process_number as processNumber",
      "b.status",
      "b.canceled",
    ])
    .select(verdict(sees.publication, "b").as("verdict"));

export type PublicationRow = RowOf<ReturnType<typeof publicationRows>>;

const day = sql<string>`to_char(b.available_on, 'YYYY-MM-DD')`;

/** Publications by id. */
export async function publicationsById(asking: Asking, ids: readonly string[]): Promise<Map<string, PublicationRow>> {
  const [rows] = await asking.read(publicationRows().where("b.id", "=", among(ids)));
  return byId(rows);
}

/** A page of the firm's publications of one status, or of any; the latest first. */
export async function publicationsOfFirm(
  asking: Asking,
  status: PublicationStatus | null,
  request: PageRequest,
): Promise<Page<PublicationRow & { cursorValue: string }>> {
  const chosen = () => {
    const ofFirm = publicationRows().where("b.firm_id", "=", thisFirm);
    return status ? ofFirm.where("b.status", "=", status) : ofFirm;
  };
  const { first, after } = request;
  let page = chosen().select(day.as("cursorValue"));
  if (after) page = page.where(sql<boolean>`(b.available_on, b.id) < (${after.value}::date, ${after.id}::uuid)`);
  const [rows] = await asking.read(
    page
      .orderBy("b.available_on", "desc")
      .orderBy("b.id", "desc")
      .limit(first + 1),
  );
  return new Page(rows, request, "AVAILABLE", () => countIn(asking, chosen()));
}

/** A page of the publications that were linked to a process, the latest first. */
export const publicationsOf = pagesIn({
  order: "AVAILABLE",
  page(processIds, _selection: null, { first, after }) {
    let held = publicationRows()
      .select(sql<string>`b.process_id`.as("processId"))
      .select(day.as("cursorValue"))
      .where(sql<boolean>`b.process_id = p.id and b.status = 'TREATED'`);
    if (after) held = held.where(sql<boolean>`(b.available_on, b.id) < (${after.value}::date, ${after.id}::uuid)`);
    held = held
      .orderBy("b.available_on", "desc")
      .orderBy("b.id", "desc")
      .limit(first + 1);
    return questions
      .selectFrom(sql<{ id: string }>`unnest(${[...processIds]}::uuid[])`.as<"p">(sql`p(id)`))
      .innerJoinLateral(held.as("h"), (join) => join.onTrue())
      .selectAll("h")
      .orderBy("h.cursorValue", "desc")
      .orderBy("h.id", "desc");
  },
  count(processIds) {
    return questions
      .selectFrom("processes.publication as b")
      .where("b.process_id", "=", among(processIds))
      .where("b.status", "=", "TREATED")
      .select([
        sql<string>`b.process_id`.as("processId"),
        sql<string>`count(*)`.as("total"),
        sql<boolean | null>`bool_and(coalesce(${verdict(sees.publication, "b")}, false))`.as("verdict"),
      ])
      .groupBy("b.process_id");
  },
});

/**
 * The ids of the firm's processes by the numbers that publications came with: by the digits of a CNJ number, or by a number
 * of before 2010 as it is written, unless two have it. Which of them the viewer sees is asked when they are loaded.
 */
export async function processIdsByNumber(asking: Asking, numbers: readonly string[]): Promise<Map<string, string>> {
  const cnjOf = (number: string) => number.replace(/\D/g, "").padStart(20, "0");
  const ids = questions.selectFrom("processes.process as p").where("p.firm_id", "=", thisFirm);
  const [byNumber, byOld] = await asking.read(
    ids
      .select(["p.id", sql<string>`p.number`.as("number")])
      .where("p.number", "=", sql<string>`any (${numbers.map(cnjOf)}::text[])`),
    ids
      .select(["p.id", sql<string>`p.legacy_number`.as("number")])
      .where("p.legacy_number", "=", sql<string>`any (${[...numbers]}::text[])`),
  );
  const one = (rows: readonly { id: string }[]) => (rows.length === 1 ? rows[0]?.id : undefined);
  return new Map(
    numbers.flatMap((number): [string, string][] => {
      const id =
        one(byNumber.filter((row) => row.number === cnjOf(number))) ??
        one(byOld.filter((row) => row.number === number));
      return id ? [[number, id]] : [];
    }),
  );
}
