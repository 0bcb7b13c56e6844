import { z } from "zod";
import { checked, day, id, line, optionalText } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { mustBeStaff } from "./process-input.ts";
import { processToChange } from "./process-to-change.ts";
import { Task, taskStatuses } from "./task.ts";
import type { TaskInput } from "./task.type.ts";

const schema = z.object({
  title: line(300),
  description: optionalText(10_000),
  dueOn: day.nullish(),
  status: z.enum(taskStatuses).nullish(),
  assigneeId: id.nullish(),
});

/** Adds a task to a process. Gives its id; throws the mistakes in the input. */
export async function createTask(asking: Asking, processId: string, input: TaskInput): Promise<string> {
  const said = checked(schema, input);
  return asking.command(async (transaction) => {
    const process = await processToChange(transaction, processId, ["processId"]);
    await mustBeStaff(transaction, said.assigneeId ? [said.assigneeId] : [], () => ["input", "assigneeId"]);
    const task = Task.in(process, {
      title: said.title,
      description: said.description,
      dueOn: said.dueOn ?? null,
      status: said.status ?? "OPEN",
      assigneeId: said.assigneeId ?? null,
    });
    await transaction.persist(task).flush();
    return task.id;
  });
}
