import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const courtSources = ["DATAJUD", "DJEN"] as const;
export type CourtSource = (typeof courtSources)[number];
/** Of which a service's answer was none, in the words of CourtError. NOT_COVERED is of a process and no problem. */
export const courtProblems = ["UNAVAILABLE", "LIMITED", "REFUSED", "MALFORMED"] as const;
export type CourtProblem = (typeof courtProblems)[number];

export const CourtConnectorSchema = defineEntity({
  name: "CourtConnector",
  schema: "processes",
  tableName: "court_connector",
  properties: {
    firmId: p.uuid().primary(),
    source: p.text().$type<CourtSource>().primary().check("source in ('DATAJUD', 'DJEN')"),
    active: p.boolean(),
    /** Which run goes on: a job of an earlier one ends. */
    run: p.integer(),
    /** One question at a time for each firm: until then at most, one is under way. */
    busyUntil: p.datetime().nullable(),
    askedAt: p.datetime().nullable(),
    succeededAt: p.datetime().nullable(),
    problem: p
      .text()
      .$type<CourtProblem>()
      .nullable()
      .check("problem in ('UNAVAILABLE', 'LIMITED', 'REFUSED', 'MALFORMED')"),
    /** How many answers in a row were none. */
    failures: p.integer(),
    /** When it goes on; null when all has been asked, until the next night. */
    nextAt: p.datetime().nullable(),
    /** How many movements or publications it has brought that were not there. */
    brought: p.integer(),
  },
  ...rows.courtConnector,
});

/** A public service of the courts, switched on or off for a firm, and how its asking goes. */
export class CourtConnector extends CourtConnectorSchema.class {}
CourtConnectorSchema.setClass(CourtConnector);
