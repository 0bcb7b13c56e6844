import { defineEntity, p } from "@mikro-orm/core";
import { type Plan, plans } from "../../access/channels.ts";
import { rows } from "../../access/rows.ts";

export const FirmSchema = defineEntity({
  name: "Firm",
  schema: "identity",
  tableName: "firm",
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    plan: p
      .text()
      .$type<Plan>()
      .check(`plan in ('${plans.join("', '")}')`),
    privacyContact: p.text().nullable(),
    supportContact: p.text().nullable(),
    /** Whether SIMPLIFIED clients send documents too. */
    simplifiedMaySubmit: p.boolean().default(false),
    /** How long the links it mails can be used, in days: in all, and without being opened; null as the installation has it. */
    linkDays: p.integer().nullable(),
    linkUnusedDays: p.integer().nullable(),
    /** Whether letters say it in English too, below the Portuguese. */
    mailsInEnglish: p.boolean().default(true),
    portalName: p.text().nullable(),
    portalIconUrl: p.text().nullable(),
    portalWebUrl: p.text().nullable(),
    portalStores: p.json().$type<AppStore[]>().default("[]"),
    createdAt: p.datetime(),
  },
  ...rows.firm,
});

export const appPlatforms = ["ANDROID", "IOS"] as const;
export type AppPlatform = (typeof appPlatforms)[number];

/** Where the portal's app is. */
export interface AppStore {
  platform: AppPlatform;
  name: string;
  url: string;
}

/** A law firm: the tenant. Nothing of one firm is ever seen from another. */
export class Firm extends FirmSchema.class {
  static found(input: {
    id: string;
    name: string;
    plan: Plan;
    privacyContact?: string;
    supportContact?: string;
  }): Firm {
    return Object.assign(new Firm(), {
      privacyContact: null,
      supportContact: null,
      simplifiedMaySubmit: false,
      linkDays: null,
      linkUnusedDays: null,
      mailsInEnglish: true,
      portalName: null,
      portalIconUrl: null,
      portalWebUrl: null,
      portalStores: [],
      ...input,
      createdAt: new Date(),
    });
  }
}
FirmSchema.setClass(Firm);
