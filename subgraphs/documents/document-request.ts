import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const DocumentRequestSchema = defineEntity({
  name: "DocumentRequest",
  schema: "documents",
  tableName: "document_request",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    contactId: p.uuid(),
    title: p.text(),
    instructions: p.text().nullable(),
    dueOn: p.date().nullable(),
    createdAt: p.datetime(),
    /** When what came for it was accepted, or the firm closed it. */
    fulfilledAt: p.datetime().nullable(),
    /** Who asked: told when something comes for it. */
    staffId: p.uuid().nullable(),
  },
  uniques: [{ name: "document_request_of_firm", properties: ["firmId", "id"] }],
  indexes: [
    {
      name: "document_request_of_contact",
      expression:
        "create index document_request_of_contact on documents.document_request (contact_id, created_at desc, id desc)",
    },
  ],
  ...rows.documentRequest,
});

interface Asked {
  firmId: string;
  contactId: string;
  title: string;
  instructions: string | null;
  dueOn: string | null;
  staffId: string | null;
}

/** What the firm asks a client for. */
export class DocumentRequest extends DocumentRequestSchema.class {
  static ask(asked: Asked): DocumentRequest {
    return Object.assign(new DocumentRequest(), {
      ...asked,
      id: randomUUID(),
      createdAt: new Date(),
      fulfilledAt: null,
    });
  }

  fulfil(): void {
    this.fulfilledAt ??= new Date();
  }
}
DocumentRequestSchema.setClass(DocumentRequest);
