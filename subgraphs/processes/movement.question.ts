// What is asked of a process's timeline. What is counted or dated is of the movements the viewer may see only.
import { sql } from "kysely";
import { isUnseen, sees } from "../../access/rows.ts";
import { pagesIn } from "../../platform/pages-in.ts";
import { among, byId, type RowOf, verdict } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { MovementOrigin } from "./movement.ts";
import { questions } from "./tables.ts";

const movementRows = () =>
  questions
    .selectFrom("processes.movement as m")
    .select([
      "m.id",
      "m.process_id as processId",
      "m.origin",
      "m.occurred_at as occurredAt",
      "m.degree",
      "m.title",
      "m.text",
      "m.code",
      "m.author",
    ])
    .select([sql<boolean>`${sql.raw(isUnseen("m"))}`.as("unseen"), verdict(sees.movement, "m").as("verdict")]);
export type MovementRow = RowOf<ReturnType<typeof movementRows>>;

export async function movementsById(asking: Asking, ids: readonly string[]): Promise<Map<string, MovementRow>> {
  const [rows] = await asking.read(movementRows().where("m.id", "=", among(ids)));
  return byId(rows);
}

export interface MovementSelection {
  readonly origin?: MovementOrigin | null | undefined;
  /** A moment, as text. */
  readonly since?: string | null | undefined;
}

/** A page of a process's movements, the latest first. A timeline with one origin only is what it is: the rule narrows it. */
export const movementsOf = pagesIn({
  order: "OCCURRED",
  page(processIds, { origin, since }: MovementSelection, { first, after }) {
    let held = movementRows()
      .select(sql<string>`to_char(m.occurred_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as("cursorValue"))
      .where(sql<boolean>`m.process_id = p.id`)
      .where(verdict(sees.openOrigin, "m"), "is", true);
    if (origin) held = held.where("m.origin", "=", origin);
    if (since) held = held.where(sql<boolean>`m.occurred_at >= ${since}::timestamptz`);
    if (after)
      held = held.where(sql<boolean>`(m.occurred_at, m.id) < (${after.value}::timestamptz, ${after.id}::uuid)`);
    held = held
      .orderBy("m.occurred_at", "desc")
      .orderBy("m.id", "desc")
      .limit(first + 1);
    return questions
      .selectFrom(sql<{ id: string }>`unnest(${[...processIds]}::uuid[])`.as<"p">(sql`p(id)`))
      .innerJoinLateral(held.as("h"), (join) => join.onTrue())
      .selectAll("h")
      .orderBy("h.occurredAt", "desc")
      .orderBy("h.id", "desc");
  },
  count(processIds, { origin, since }: MovementSelection) {
    let held = questions
      .selectFrom("processes.movement as m")
      .where("m.process_id", "=", among(processIds))
      .where(verdict(sees.openOrigin, "m"), "is", true);
    if (origin) held = held.where("m.origin", "=", origin);
    if (since) held = held.where(sql<boolean>`m.occurred_at >= ${since}::timestamptz`);
    return held
      .select([
        "m.process_id as processId",
        sql<string>`count(*)`.as("total"),
        sql<boolean | null>`bool_and(coalesce(${verdict(sees.movement, "m")}, false))`.as("verdict"),
      ])
      .groupBy("m.process_id");
  },
});

/** How many movements of each process the client has not seen. */
export async function unseenOf(asking: Asking, processIds: readonly string[]): Promise<Map<string, number>> {
  const [rows] = await asking.read(
    questions
      .selectFrom("processes.movement as m")
      .select(["m.process_id as processId", sql<string>`count(*)`.as("unseen")])
      .where("m.process_id", "=", among(processIds))
      .where(sql<boolean>`${sql.raw(isUnseen("m"))}`)
      .where(verdict(sees.movement, "m"), "is", true)
      .groupBy("m.process_id"),
  );
  return new Map(rows.map((row) => [row.processId, Number(row.unseen)]));
}

const commentRows = () =>
  questions
    .selectFrom("processes.comment as c")
    .select(["c.id", "c.movement_id as movementId", "c.text", "c.author", "c.audience", "c.created_at as createdAt"])
    .select(verdict(sees.comment, "c").as("verdict"));
export type CommentRow = RowOf<ReturnType<typeof commentRows>>;

/** The comments on movements, the earliest first: a client's questions leave out those for the firm only. */
export async function commentsOf(asking: Asking, movementIds: readonly string[]): Promise<Map<string, CommentRow[]>> {
  let comments = commentRows().where("c.movement_id", "=", among(movementIds));
  if (asking.viewer?.kind === "client") comments = comments.where("c.audience", "=", "CLIENT");
  const [rows] = await asking.read(comments.orderBy("c.created_at").orderBy("c.id"));
  return Map.groupBy(rows, (row) => row.movementId);
}
