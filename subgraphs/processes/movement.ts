import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";
import type { CourtDegree } from "./process.ts";

export const movementOrigins = ["AUTOMATIC", "MANUAL"] as const;
export type MovementOrigin = (typeof movementOrigins)[number];

export const MovementSchema = defineEntity({
  name: "Movement",
  schema: "processes",
  tableName: "movement",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    processId: p.uuid(),
    origin: p.text().$type<MovementOrigin>().check("origin in ('AUTOMATIC', 'MANUAL')"),
    occurredAt: p.datetime(),
    /** When the firm got it: what is new goes by this. */
    recordedAt: p.datetime(),
    degree: p.text().$type<CourtDegree>().nullable(),
    title: p.text(),
    text: p.text().nullable(),
    /** The TPU code of a court movement. */
    code: p.integer().nullable(),
    /** What the court or its connector calls it: the same one twice adds nothing. */
    externalId: p.text().nullable(),
    /** Who wrote a manual one, by the name of then. */
    author: p.text().nullable(),
    /** Whether it came with the process, and is nothing that anybody is told of by mail. */
    history: p.boolean().default(false),
  },
  uniques: [
    { name: "movement_of_firm", properties: ["firmId", "id"] },
    { name: "movement_external_id", properties: ["firmId", "processId", "externalId"] },
  ],
  indexes: [
    {
      name: "movement_by_time",
      expression: "create index movement_by_time on processes.movement (process_id, occurred_at desc, id desc)",
    },
    { name: "movement_by_arrival", properties: ["processId", "recordedAt"] },
  ],
  ...rows.movement,
});

export interface MovementFields {
  origin: MovementOrigin;
  occurredAt: Date;
  degree: CourtDegree | null;
  title: string;
  text: string | null;
  code: number | null;
  externalId: string | null;
  author: string | null;
  history?: boolean;
}

/** Something that happened in a process: told by the court, or written by the firm. */
export class Movement extends MovementSchema.class {
  static in(process: { id: string; firmId: string }, fields: MovementFields): Movement {
    return Object.assign(new Movement(), {
      id: randomUUID(),
      firmId: process.firmId,
      processId: process.id,
      history: false,
      ...fields,
    });
  }
}
MovementSchema.setClass(Movement);
