import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const taskStatuses = ["OPEN", "DONE"] as const;
export type TaskStatus = (typeof taskStatuses)[number];

export const TaskSchema = defineEntity({
  name: "Task",
  schema: "processes",
  tableName: "task",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    processId: p.uuid(),
    version: p.integer(),
    title: p.text(),
    description: p.text().nullable(),
    dueOn: p.date().nullable(),
    status: p.text().$type<TaskStatus>().check("status in ('OPEN', 'DONE')"),
    completedAt: p.datetime().nullable(),
    assigneeId: p.uuid().nullable(),
    createdAt: p.datetime(),
  },
  uniques: [{ name: "task_of_firm", properties: ["firmId", "id"] }],
  indexes: [
    {
      name: "task_of_process",
      expression: "create index task_of_process on processes.task (process_id, created_at desc, id desc)",
    },
  ],
  ...rows.task,
});

export interface TaskFields {
  title: string;
  description: string | null;
  dueOn: string | null;
  status: TaskStatus;
  assigneeId: string | null;
}

/** Something to be done in a process. */
export class Task extends TaskSchema.class {
  static in(process: { id: string; firmId: string }, fields: TaskFields): Task {
    const task = Object.assign(new Task(), {
      id: randomUUID(),
      firmId: process.firmId,
      processId: process.id,
      version: 0,
      completedAt: null,
      createdAt: new Date(),
    });
    task.change(fields);
    return task;
  }

  change(fields: Partial<TaskFields>): void {
    Object.assign(this, fields);
    this.completedAt = this.status === "DONE" ? (this.completedAt ?? new Date()) : null;
    this.version += 1;
  }
}
TaskSchema.setClass(Task);
