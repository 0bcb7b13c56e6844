import { sql } from "kysely";
import { sees } from "../../access/rows.ts";
import { pagesIn } from "../../platform/pages-in.ts";
import { among, byId, questionsOver, type RowOf, type TableOf, verdict } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { TaskSchema, TaskStatus } from "./task.ts";

const questions = questionsOver<{ "processes.task": TableOf<typeof TaskSchema> }>();

const taskRows = () =>
  questions
    .selectFrom("processes.task as t")
    .select([
      "t.id",
      "t.process_id as processId",
      "t.version",
      "t.title",
      "t.description",
      "t.due_on as dueOn",
      "t.status",
      "t.completed_at as completedAt",
      "t.assignee_id as assigneeId",
    ])
    .select(verdict(sees.task, "t").as("verdict"));

export type TaskRow = RowOf<ReturnType<typeof taskRows>>;

/** Tasks by id. */
export async function tasksById(asking: Asking, ids: readonly string[]): Promise<Map<string, TaskRow>> {
  const [rows] = await asking.read(taskRows().where("t.id", "=", among(ids)));
  return byId(rows);
}

export interface TaskSelection {
  readonly status?: TaskStatus | null | undefined;
}

/** A page of a process's tasks, the newest first. */
export const tasksOf = pagesIn({
  order: "CREATED",
  page(processIds, { status }: TaskSelection, { first, after }) {
    let held = taskRows()
      .select(sql<string>`to_char(t.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as("cursorValue"))
      .where(sql<boolean>`t.process_id = p.id`);
    if (status) held = held.where("t.status", "=", status);
    if (after) held = held.where(sql<boolean>`(t.created_at, t.id) < (${after.value}::timestamptz, ${after.id}::uuid)`);
    held = held
      .orderBy("t.created_at", "desc")
      .orderBy("t.id", "desc")
      .limit(first + 1);
    return questions
      .selectFrom(sql<{ id: string }>`unnest(${[...processIds]}::uuid[])`.as<"p">(sql`p(id)`))
      .innerJoinLateral(held.as("h"), (join) => join.onTrue())
      .selectAll("h")
      .orderBy("h.cursorValue", "desc")
      .orderBy("h.id", "desc");
  },
  count(processIds, { status }: TaskSelection) {
    let held = questions.selectFrom("processes.task as t").where("t.process_id", "=", among(processIds));
    if (status) held = held.where("t.status", "=", status);
    return held
      .select([
        "t.process_id as processId",
        sql<string>`count(*)`.as("total"),
        sql<boolean | null>`bool_and(coalesce(${verdict(sees.task, "t")}, false))`.as("verdict"),
      ])
      .groupBy("t.process_id");
  },
});
