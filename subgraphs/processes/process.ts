import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";
import { fold } from "../../platform/text.ts";

export const processKinds = ["LAWSUIT", "CASE"] as const;
export type ProcessKind = (typeof processKinds)[number];
export const processStatuses = ["ACTIVE", "SUSPENDED", "CLOSED"] as const;
export type ProcessStatus = (typeof processStatuses)[number];
export const processVisibilities = ["PUBLIC", "TEAM", "PRIVATE"] as const;
export type ProcessVisibility = (typeof processVisibilities)[number];
export const courtDegrees = ["G1", "G2", "JE", "TR", "TRU", "SUP"] as const;
export type CourtDegree = (typeof courtDegrees)[number];

export const ProcessSchema = defineEntity({
  name: "Process",
  schema: "processes",
  tableName: "process",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    version: p.integer(),
    kind: p.text().$type<ProcessKind>().check("kind in ('LAWSUIT', 'CASE')"),
    /** The CNJ number, its 20 digits bare; null for a case. */
    number: p.text().nullable(),
    /** What a lawsuit was called before there were CNJ numbers, in its court's own form. */
    legacyNumber: p.text().nullable(),
    /** The old number folded for search, and its digits on a line of their own. */
    legacyFolded: p.text().nullable(),
    title: p.text(),
    /** The title folded for ordering. */
    titleFolded: p.text().collation("C"),
    status: p.text().$type<ProcessStatus>().check("status in ('ACTIVE', 'SUSPENDED', 'CLOSED')"),
    visibility: p.text().$type<ProcessVisibility>().check("visibility in ('PUBLIC', 'TEAM', 'PRIVATE')"),
    /** Segredo de justiça. */
    secret: p.boolean(),
    tribunal: p.text().nullable(),
    division: p.text().nullable(),
    venue: p.text().nullable(),
    degree: p.text().$type<CourtDegree>().nullable(),
    className: p.text().nullable(),
    subjects: p.array(),
    filedOn: p.date().nullable(),
    /** Reais and centavos. */
    claimValue: p.decimal().precision(15).scale(2).nullable(),
    responsibleId: p.uuid().nullable(),
    /** Who else of the firm is on it. */
    teamIds: p.array().$type<string[]>().columnType("uuid[]"),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
  uniques: [
    { name: "process_of_firm", properties: ["firmId", "id"] },
    { name: "process_number", properties: ["firmId", "number"] },
  ],
  indexes: [
    {
      name: "process_by_filing",
      expression:
        "create index process_by_filing on processes.process (firm_id, (coalesce(filed_on, '0001-01-01'::date)) desc, id desc)",
    },
    { name: "process_by_legacy_number", properties: ["firmId", "legacyNumber"] },
    { name: "process_by_title", properties: ["firmId", "titleFolded", "id"] },
  ],
  checks: [
    { name: "process_case_has_no_number", expression: "kind = 'LAWSUIT' or number is null" },
    { name: "process_case_has_no_legacy_number", expression: "kind = 'LAWSUIT' or legacy_number is null" },
  ],
  ...rows.process,
});

export interface ProcessFields {
  kind: ProcessKind;
  number: string | null;
  legacyNumber: string | null;
  title: string;
  status: ProcessStatus;
  visibility: ProcessVisibility;
  secret: boolean;
  tribunal: string | null;
  division: string | null;
  venue: string | null;
  degree: CourtDegree | null;
  className: string | null;
  subjects: string[];
  filedOn: string | null;
  claimValue: string | null;
  responsibleId: string | null;
  teamIds: string[];
}

/** A lawsuit or a case of the firm. */
export class Process extends ProcessSchema.class {
  static open(firmId: string, fields: ProcessFields): Process {
    const process = Object.assign(new Process(), { id: randomUUID(), firmId, version: 0, createdAt: new Date() });
    process.change(fields);
    return process;
  }

  change(fields: Partial<ProcessFields>): void {
    Object.assign(this, fields);
    this.titleFolded = fold(this.title);
    this.legacyFolded = this.legacyNumber
      ? `${fold(this.legacyNumber)}\n${this.legacyNumber.replace(/\D/g, "")}`
      : null;
    this.version += 1;
    this.updatedAt = new Date();
  }
}
ProcessSchema.setClass(Process);
