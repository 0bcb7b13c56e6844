import { sees } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import { mistake, notFound } from "../../platform/errors.ts";
import { isId } from "../../platform/text.ts";
import { lockFirm } from "./process-to-change.ts";
import { Task } from "./task.ts";

/**
 * Loads a task for a command, under the firm's lock and asking the rule itself. Throws NOT_FOUND for none and for not
 * seen, CONFLICT when it has changed since `expectedVersion`.
 */
export async function taskToChange(
  transaction: Transaction,
  id: string,
  field: string[],
  expectedVersion?: number | null,
): Promise<Task> {
  if (!isId(id)) throw notFound(...field);
  await lockFirm(transaction);
  const [seen] = await transaction.execute(
    `select t.id from processes.task t where t.id = ? and (${sees.task("t")}) for update`,
    [id],
  );
  if (!seen) throw notFound(...field);
  const task = await transaction.findOneOrFail(Task, { id });
  if (typeof expectedVersion === "number" && expectedVersion !== task.version)
    throw mistake(
      "CONFLICT",
      ["input", "expectedVersion"],
      "Alguém alterou esta tarefa enquanto isso. Confira e salve de novo.",
      "Somebody changed this task meanwhile. Check it and save again.",
    );
  return task;
}
