import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const SeenSchema = defineEntity({
  name: "Seen",
  schema: "processes",
  tableName: "seen",
  properties: {
    firmId: p.uuid().primary(),
    accessId: p.uuid().primary(),
    processId: p.uuid().primary(),
    seenAt: p.datetime(),
  },
  indexes: [{ name: "seen_of_process", properties: ["processId"] }],
  ...rows.seen,
});

/** When a client last marked a process seen. */
export class Seen extends SeenSchema.class {}
SeenSchema.setClass(Seen);
