import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const SeenSchema = defineEntity({
  name: "Seen",
  schema: "processes",
  tableName: "seen",
  properties: {
    accessId: p.uuid().primary(),
    processId: p.uuid().primary(),
    firmId: p.uuid(),
    seenAt: p.datetime(),
  },
  ...rows.seen,
});

/** When a client last marked a process seen. */
export class Seen extends SeenSchema.class {}
SeenSchema.setClass(Seen);
