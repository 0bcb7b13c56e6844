import type { Asking } from "../../platform/subgraph.ts";
import { taskToChange } from "./task-to-change.ts";

/** Deletes a task. Gives its id; throws NOT_FOUND for none and for not seen. */
export async function deleteTask(asking: Asking, id: string): Promise<string> {
  return asking.command(async (transaction) => {
    const task = await taskToChange(transaction, id, ["id"]);
    await transaction.remove(task).flush();
    return id;
  });
}
