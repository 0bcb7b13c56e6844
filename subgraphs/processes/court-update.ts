import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";
import { type CourtSource, courtProblems } from "./court-connector.ts";

export const courtOutcomes = ["UPDATED", "NOT_FOUND", "NOT_COVERED", ...courtProblems] as const;
export type CourtOutcome = (typeof courtOutcomes)[number];

export const CourtUpdateSchema = defineEntity({
  name: "CourtUpdate",
  schema: "processes",
  tableName: "court_update",
  properties: {
    firmId: p.uuid().primary(),
    processId: p.uuid().primary(),
    source: p.text().$type<CourtSource>().primary().check("source in ('DATAJUD', 'DJEN')"),
    /** When somebody of the firm asked for it last. */
    requestedAt: p.datetime().nullable(),
    askedAt: p.datetime().nullable(),
    outcome: p
      .text()
      .$type<CourtOutcome>()
      .nullable()
      .check("outcome in ('UPDATED', 'NOT_FOUND', 'NOT_COVERED', 'UNAVAILABLE', 'LIMITED', 'REFUSED', 'MALFORMED')"),
    /** When it was found first: what came then is history. */
    foundAt: p.datetime().nullable(),
    /** Of publications: the last day, in Brasília, that has been asked for. */
    coveredUntil: p.date().nullable(),
    /** Of publications: the last day, in Brasília, on which earlier ones were asked about again. */
    lookedBackOn: p.date().nullable(),
    /** When it is asked again. */
    nextAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: "court_update_due",
      expression: "create index court_update_due on processes.court_update (firm_id, source, next_at)",
    },
    { name: "court_update_of_process", properties: ["processId"] },
  ],
  ...rows.courtUpdate,
});

/** When a service of the courts was asked of a process, and what came of it. */
export class CourtUpdate extends CourtUpdateSchema.class {}
CourtUpdateSchema.setClass(CourtUpdate);
