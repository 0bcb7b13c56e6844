import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const NewsMailSchema = defineEntity({
  name: "NewsMail",
  schema: "identity",
  tableName: "news_mail",
  properties: {
    firmId: p.uuid().primary(),
    accessId: p.uuid().primary(),
    /** What was recorded until then has been told; null when nothing was told yet. */
    toldUntil: p.datetime().nullable(),
    /** When the client said that it wants no more of these letters. */
    optedOutAt: p.datetime().nullable(),
  },
  ...rows.newsMail,
});

/** What one access has been told of its news by mail, and whether it wants to be. */
export class NewsMail extends NewsMailSchema.class {}
NewsMailSchema.setClass(NewsMail);
