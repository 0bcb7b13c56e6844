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
    /** When the last letter was taken by a mail server, and when one was refused for good. */
    sentAt: p.datetime().nullable(),
    refusedAt: p.datetime().nullable(),
    /** When the client said that it wants no more of these letters, and at which address: another may want them. */
    optedOutAt: p.datetime().nullable(),
    optedOutEmail: p.text().nullable(),
  },
  ...rows.newsMail,
});

/** What one access has been told of its news by mail, and whether it wants to be. */
export class NewsMail extends NewsMailSchema.class {
  isWantedAt(email: string): boolean {
    return !this.optedOutAt || this.optedOutEmail !== email;
  }

  want(wanted: boolean, email: string): void {
    if (wanted === this.isWantedAt(email)) return;
    this.optedOutAt = wanted ? null : new Date();
    this.optedOutEmail = wanted ? null : email;
  }

  /** A mail server took the letter that told what was recorded until then. */
  told(until: Date): void {
    this.sentAt = new Date();
    if (!this.toldUntil || this.toldUntil < until) this.toldUntil = until;
  }

  /** A mail server refused the letter for good: what was in it has not been told. */
  refused(): void {
    this.refusedAt = new Date();
  }
}
NewsMailSchema.setClass(NewsMail);
