import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";
import type { CourtSource } from "./court-connector.ts";

export const CourtAcceptanceSchema = defineEntity({
  name: "CourtAcceptance",
  schema: "processes",
  tableName: "court_acceptance",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    source: p.text().$type<CourtSource>().check("source in ('DATAJUD', 'DJEN')"),
    version: p.text(),
    acceptedAt: p.datetime(),
    staffId: p.uuid(),
    /** The name of then. */
    acceptedBy: p.text(),
  },
  indexes: [
    {
      name: "court_acceptance_of_firm",
      expression:
        "create index court_acceptance_of_firm on processes.court_acceptance (firm_id, source, accepted_at desc)",
    },
  ],
  ...rows.courtAcceptance,
});

/** Somebody of the firm accepted the terms of a service: written once, never changed. */
export class CourtAcceptance extends CourtAcceptanceSchema.class {}
CourtAcceptanceSchema.setClass(CourtAcceptance);
