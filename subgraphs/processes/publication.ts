import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const publicationStatuses = ["PENDING", "TREATED", "DISCARDED"] as const;
export type PublicationStatus = (typeof publicationStatuses)[number];

export const PublicationSchema = defineEntity({
  name: "Publication",
  schema: "processes",
  tableName: "publication",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    version: p.integer(),
    /** The process it was linked to when it was treated; of a discarded one, the process it had been linked to. */
    processId: p.uuid().nullable(),
    externalId: p.text(),
    gazette: p.text(),
    availableOn: p.date(),
    publishedOn: p.date().nullable(),
    content: p.text(),
    /** The number it came with, its digits bare where it is a CNJ number. */
    processNumber: p.text().nullable(),
    status: p.text().$type<PublicationStatus>().check("status in ('PENDING', 'TREATED', 'DISCARDED')"),
    canceled: p.boolean(),
    createdAt: p.datetime(),
  },
  uniques: [
    { name: "publication_of_firm", properties: ["firmId", "id"] },
    { name: "publication_external_id", properties: ["firmId", "externalId"] },
  ],
  checks: [
    {
      name: "publication_treated_of_process",
      expression:
        "case status when 'TREATED' then process_id is not null when 'PENDING' then process_id is null else true end",
    },
  ],
  indexes: [
    {
      name: "publication_of_process",
      expression:
        "create index publication_of_process on processes.publication (process_id, available_on desc, id desc)",
    },
    {
      name: "publication_queue",
      expression:
        "create index publication_queue on processes.publication (firm_id, status, available_on desc, id desc)",
    },
  ],
  ...rows.publication,
});

export interface PublicationFields {
  externalId: string;
  gazette: string;
  availableOn: string;
  publishedOn: string | null;
  content: string;
  processNumber: string | null;
  canceled: boolean;
}

/** What an official gazette published. It waits until somebody at the firm treats it. */
export class Publication extends PublicationSchema.class {
  static received(firmId: string, fields: PublicationFields): Publication {
    return Object.assign(new Publication(), {
      id: randomUUID(),
      firmId,
      version: 1,
      processId: null,
      status: "PENDING" as const,
      createdAt: new Date(),
      ...fields,
    });
  }

  treat(processId: string): void {
    this.status = "TREATED";
    this.processId = processId;
    this.version += 1;
  }

  discard(): void {
    this.status = "DISCARDED";
    this.version += 1;
  }
}
PublicationSchema.setClass(Publication);
