import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const CourtRegistrationSchema = defineEntity({
  name: "CourtRegistration",
  schema: "processes",
  tableName: "court_registration",
  properties: {
    firmId: p.uuid().primary(),
    /** Digits, without zeros before them. */
    number: p.text().primary(),
    state: p.text().primary(),
    askedAt: p.datetime().nullable(),
    /** The last day, in Brasília, whose publications have come in, though more may come of that day. */
    coveredUntil: p.date().nullable(),
    /** The day of Brasília on which the asking again about earlier days began last: it is done weekly. */
    lookedBackOn: p.date().nullable(),
    /** From which of them on it is still to be asked again; null when that is done. */
    lookBackFrom: p.date().nullable(),
    nextAt: p.datetime().nullable(),
  },
  ...rows.courtRegistration,
});

/** A lawyer's registration at the OAB, under which the firm's publications are looked for. */
export class CourtRegistration extends CourtRegistrationSchema.class {}
CourtRegistrationSchema.setClass(CourtRegistration);
