import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from "type-graphql";
import { isMoment, PageArgs, pageRequest } from "../../platform/connection.ts";
import { type Asking, payload } from "../../platform/subgraph.ts";
import { DeletePayload } from "../../platform/user-error.ts";
import { createTask } from "./create-task.ts";
import { deleteTask } from "./delete-task.ts";
import { deleted } from "./deleted.ts";
import { type ProcessRow, processOf } from "./process.question.ts";
import { ProcessType } from "./process.type.ts";
import { StaffMember } from "./staff-member.stub.ts";
import { type TaskRow, tasksById, tasksOf } from "./task.question.ts";
import type { TaskStatus } from "./task.ts";
import { TaskConnection, TaskInput, TaskPayload, TaskStatusEnum, TaskType, UpdateTaskInput } from "./task.type.ts";
import { updateTask } from "./update-task.ts";

@Resolver(() => TaskType)
export class TaskResolver {
  @FieldResolver(() => ProcessType, { description: "The process it is of." })
  process(@Root() task: TaskRow, @Ctx() asking: Asking): Promise<ProcessRow> {
    return processOf(asking, task.processId);
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: "Who at the firm does it." })
  assignee(@Root() task: TaskRow): StaffMember | null {
    return task.assigneeId ? ({ id: task.assigneeId, verdict: true } as StaffMember) : null;
  }

  @Mutation(() => TaskPayload, {
    nullable: true,
    description: "Adds a task to a process. Staff who see the process; NOT_FOUND otherwise.",
  })
  createTask(
    @Arg("processId", () => ID, { description: "The process's id." }) processId: string,
    @Arg("input", () => TaskInput, { description: "The task." }) input: TaskInput,
    @Ctx() asking: Asking,
  ) {
    return this.changed(asking, () => createTask(asking, processId, input));
  }

  @Mutation(() => TaskPayload, {
    nullable: true,
    description: "Changes a task. Staff who see its process; NOT_FOUND otherwise.",
  })
  updateTask(
    @Arg("id", () => ID, { description: "The task's id." }) id: string,
    @Arg("input", () => UpdateTaskInput, { description: "What changes." }) input: UpdateTaskInput,
    @Ctx() asking: Asking,
  ) {
    return this.changed(asking, () => updateTask(asking, id, input));
  }

  @Mutation(() => DeletePayload, {
    nullable: true,
    description: "Deletes a task. Staff who see its process; NOT_FOUND otherwise.",
  })
  deleteTask(@Arg("id", () => ID, { description: "The task's id." }) id: string, @Ctx() asking: Asking) {
    return deleted(asking, () => deleteTask(asking, id));
  }

  private changed(asking: Asking, command: () => Promise<string>) {
    return payload<{ task: TaskRow | null }>(asking, { task: null }, async () => {
      const id = await command();
      asking.forget();
      return { task: await asking.load(tasksById, id) };
    });
  }
}

@Resolver(() => ProcessType)
export class ProcessTasksResolver {
  @FieldResolver(() => TaskConnection, {
    nullable: true,
    description:
      "Its tasks, the newest first. CATEGORY_NOT_ENABLED when the firm has not switched tasks on for this client.",
  })
  tasks(
    @Root() process: ProcessRow,
    @Arg("status", () => TaskStatusEnum, { nullable: true, description: "Of one status only." }) status:
      | TaskStatus
      | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() asking: Asking,
  ) {
    return tasksOf(asking, process.id, { status }, pageRequest(page, "CREATED", isMoment));
  }
}
