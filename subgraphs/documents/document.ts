import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";
import type { Upload } from "./upload.ts";

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
    /** Where its bytes are; null when they are not kept here. */
    storageKey: p.text().nullable(),
  },
  uniques: [
    { name: "document_of_firm", properties: ["firmId", "id"] },
    { name: "document_storage_key", properties: ["firmId", "storageKey"] },
  ],
  indexes: [
    {
      name: "document_of_process",
      expression: "create index document_of_process on documents.document (process_id, created_at desc, id desc)",
    },
  ],
  ...rows.document,
});

/** A file of a process's record: what is known of it, not its bytes. */
export class Document extends DocumentSchema.class {
  /** What has been uploaded and found to be as announced. */
  static of(upload: Upload, processId: string): Document {
    return Object.assign(new Document(), {
      id: upload.id,
      firmId: upload.firmId,
      processId,
      name: upload.name,
      description: upload.description,
      contentType: upload.contentType,
      byteSize: upload.byteSize,
      sha256: upload.receivedSha256 as string,
      source: "FIRM" as const,
      createdAt: new Date(),
      storageKey: upload.storageKey,
    });
  }

  change(fields: { name?: string; description?: string | null }): void {
    Object.assign(this, fields);
  }
}
DocumentSchema.setClass(Document);
