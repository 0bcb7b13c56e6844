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
    createdAt: p.datetime(),
    /** Whether SIMPLIFIED clients may send documents too. */
    simplifiedMaySubmit: p.boolean().default(false),
  },
  ...rows.firm,
});

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
      ...input,
      createdAt: new Date(),
    });
  }
}
FirmSchema.setClass(Firm);
