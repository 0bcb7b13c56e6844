import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const SentTodaySchema = defineEntity({
  name: "SentToday",
  schema: "documents",
  tableName: "sent_today",
  properties: {
    firmId: p.uuid().primary(),
    contactId: p.uuid().primary(),
    /** The day in Brazil. */
    day: p.date(),
    files: p.integer(),
    bytes: p.bigint("number"),
  },
  ...rows.sentToday,
});

/** What a client has announced on the last day it announced anything: what came of it does not matter. */
export class SentToday extends SentTodaySchema.class {}
SentTodaySchema.setClass(SentToday);
