import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf } from "../../platform/connection.ts";
import { DateOnly, DateTime } from "../../platform/scalars.ts";
import { enumOf, UserError } from "../../platform/user-error.ts";
import { type TaskStatus, taskStatuses } from "./task.ts";

export const TaskStatusEnum = enumOf(taskStatuses);
registerEnumType(TaskStatusEnum, {
  name: "TaskStatus",
  description: "Where a task stands.",
  valuesConfig: {
    OPEN: { description: "A fazer." },
    DONE: { description: "Concluída." },
  },
});

@ObjectType("Task", { description: "Something to be done in a process (tarefa)." })
export class TaskType {
  @Field(() => ID, { description: "The task's id." })
  id!: string;

  @Field(() => Int, {
    description: "Counts its changes: give it as `expectedVersion` to not overwrite somebody else's.",
  })
  version!: number;

  @Field(() => String, { description: "What is to be done." })
  title!: string;

  @Field(() => String, { nullable: true, description: "More of it, in several lines." })
  description!: string | null;

  @Field(() => DateOnly, { nullable: true, description: "The day it is due." })
  dueOn!: string | null;

  @Field(() => TaskStatusEnum, { description: "Where it stands." })
  status!: TaskStatus;

  @Field(() => DateTime, { nullable: true, description: "When it was done; null while it is open." })
  completedAt!: string | null;
}

export const TaskConnection = connectionOf(() => TaskType, "Task");

@InputType({ description: "A new task." })
export class TaskInput {
  @Field(() => String, { description: "What is to be done: up to 300 characters." })
  title!: string;

  @Field(() => String, { nullable: true, description: "More of it: up to 10,000 characters." })
  description?: string | null;

  @Field(() => DateOnly, { nullable: true, description: "The day it is due." })
  dueOn?: string | null;

  @Field(() => TaskStatusEnum, { nullable: true, description: "Left out: OPEN." })
  status?: TaskStatus | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The staff member who does it: NOT_FOUND for who is not active at the firm. A client who sees the task reads the name.",
  })
  assigneeId?: string | null;
}

@InputType({ description: "Changes to a task. A field left out stays as it is, null clears it." })
export class UpdateTaskInput {
  @Field(() => Int, {
    nullable: true,
    description:
      "The version this change is based on: CONFLICT when it has changed since. Left out: the last one wins.",
  })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true, description: "What is to be done: up to 300 characters." })
  title?: string | null;

  @Field(() => String, { nullable: true, description: "More of it: up to 10,000 characters." })
  description?: string | null;

  @Field(() => DateOnly, { nullable: true, description: "The day it is due." })
  dueOn?: string | null;

  @Field(() => TaskStatusEnum, { nullable: true, description: "DONE notes the moment, OPEN takes it back." })
  status?: TaskStatus | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The staff member who does it: NOT_FOUND for who is not active at the firm, but for who does it already.",
  })
  assigneeId?: string | null;
}

@ObjectType({ description: "What became of a task.", simpleResolvers: true })
export class TaskPayload {
  @Field(() => TaskType, { nullable: true, description: "The task as it is now; null when refused." })
  task!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}
