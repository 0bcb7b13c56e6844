import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const documentSources = ["FIRM", "CLIENT"] as const;
export type DocumentSource = (typeof documentSources)[number];

export const DocumentSchema = defineEntity({
  name: "Document",
  schema: "documents",
  tableName: "document",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    processId: p.uuid(),
    name: p.text(),
    description: p.text().nullable(),
    contentType: p.text(),
    byteSize: p.integer(),
    sha256: p.text(),
    source: p.text().$type<DocumentSource>().check("source in ('FIRM', 'CLIENT')"),
    createdAt: p.datetime(),
  },
  uniques: [{ name: "document_of_firm", properties: ["firmId", "id"] }],
  indexes: [
    {
      name: "document_of_process",
      expression: "create index document_of_process on documents.document (process_id, created_at desc, id desc)",
    },
  ],
  ...rows.document,
});

/** A file of a process's record: what is known of it, not its bytes. */
export class Document extends DocumentSchema.class {}
DocumentSchema.setClass(Document);
