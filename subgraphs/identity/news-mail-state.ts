import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const NewsMailSchema = defineEntity({
  name: "NewsMail",
  schema: "identity",
  tableName: "news_mail",
  properties: {
    accessId: p.uuid().primary(),
    firmId: p.uuid(),
    /** What was recorded until then has been told; null when nothing was told yet. */
    toldUntil: p.datetime().nullable(),
    /** When the client said that it wants no more of these letters. */
    optedOutAt: p.datetime().nullable(),
  },
  ...rows.newsMail,
});

/** What one access has been told of its news by mail, and whether it wants to be. */
export class NewsMail extends NewsMailSchema.class {
  static of(access: { id: string; firmId: string }): NewsMail {
    return Object.assign(new NewsMail(), {
      accessId: access.id,
      firmId: access.firmId,
      toldUntil: null,
      optedOutAt: null,
    });
  }
}
NewsMailSchema.setClass(NewsMail);
