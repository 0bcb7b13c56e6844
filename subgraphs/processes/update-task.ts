import { z } from "zod";
import { checked, day, id, line, optionalText } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { mustBeStaff } from "./process-input.ts";
import { type TaskFields, taskStatuses } from "./task.ts";
import type { UpdateTaskInput } from "./task.type.ts";
import { taskToChange } from "./task-to-change.ts";

const schema = z.object({
  expectedVersion: z.number().int().nullish(),
  title: line(300).optional(),
  description: optionalText(10_000),
  dueOn: day.nullish(),
  status: z.enum(taskStatuses).optional(),
  assigneeId: id.nullish(),
});

/** Changes what was said of a task and leaves the rest. Gives its id; throws the mistakes in the input. */
export async function updateTask(asking: Asking, taskId: string, input: UpdateTaskInput): Promise<string> {
  const said = checked(schema, input);
  return asking.command(async (transaction) => {
    const task = await taskToChange(transaction, taskId, ["id"], said.expectedVersion);
    const changes: Partial<TaskFields> = {};
    if (said.title !== undefined) changes.title = said.title;
    if (input.description !== undefined) changes.description = said.description;
    if (said.dueOn !== undefined) changes.dueOn = said.dueOn;
    if (said.status !== undefined) changes.status = said.status;
    if (said.assigneeId !== undefined) {
      const named = said.assigneeId ? [said.assigneeId] : [];
      await mustBeStaff(transaction, named, () => ["input", "assigneeId"], [task.assigneeId ?? null]);
      changes.assigneeId = said.assigneeId;
    }
    task.change(changes);
    await transaction.flush();
    return task.id;
  });
}
