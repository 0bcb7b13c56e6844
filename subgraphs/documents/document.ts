import { randomUUID } from "node:crypto";
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
    /** The process of whose record it is; null for what is on a contact's record. */
    processId: p.uuid().nullable(),
    name: p.text(),
    description: p.text().nullable(),
    contentType: p.text(),
    byteSize: p.integer(),
    sha256: p.text(),
    source: p.text().$type<DocumentSource>().check("source in ('FIRM', 'CLIENT')"),
    createdAt: p.datetime(),
    /** Where its bytes are; null when they are not kept here. */
    storageKey: p.text().nullable(),
    /** The contact who sent it to its record; null for a document of a process. */
    contactId: p.uuid().nullable(),
  },
  uniques: [{ name: "document_of_firm", properties: ["firmId", "id"] }],
  checks: [{ name: "document_of_one", expression: "(process_id is null) <> (contact_id is null)" }],
  indexes: [
    // What a client sent and what the firm made of it in a process are two documents over the same bytes.
    { name: "document_storage_key", properties: ["firmId", "storageKey"] },
    { name: "document_of_contact", properties: ["contactId"] },
    {
      name: "document_of_process",
      expression: "create index document_of_process on documents.document (process_id, created_at desc, id desc)",
    },
  ],
  ...rows.document,
});

/** A file of a process's or a contact's record: what is known of it, not its bytes. */
export class Document extends DocumentSchema.class {
  /** What has been uploaded and found to be as announced. */
  static of(upload: Upload, place: { processId: string } | { contactId: string }): Document {
    return Object.assign(new Document(), {
      processId: null,
      contactId: null,
      ...place,
      id: upload.id,
      firmId: upload.firmId,
      name: upload.name,
      description: upload.description,
      contentType: upload.contentType,
      byteSize: upload.byteSize,
      sha256: upload.receivedSha256 as string,
      source: upload.staffId ? ("FIRM" as const) : ("CLIENT" as const),
      createdAt: new Date(),
      storageKey: upload.storageKey,
    });
  }

  /** The same file in a process. */
  copyIn(processId: string): Document {
    const { firmId, name, description, contentType, byteSize, sha256, source, storageKey } = this;
    return Object.assign(new Document(), {
      ...{ firmId, name, description, contentType, byteSize, sha256, source, storageKey },
      id: randomUUID(),
      processId,
      contactId: null,
      createdAt: new Date(),
    });
  }

  change(fields: { name?: string; description?: string | null }): void {
    Object.assign(this, fields);
  }
}
DocumentSchema.setClass(Document);
