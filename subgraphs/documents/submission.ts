import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const submissionStatuses = [
  "AWAITING_UPLOAD",
  "SCANNING",
  "RECEIVED",
  "IN_REVIEW",
  "ACCEPTED",
  "REJECTED",
] as const;
export type SubmissionStatus = (typeof submissionStatuses)[number];

export const reviewStatuses = ["IN_REVIEW", "ACCEPTED", "REJECTED"] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

export const SubmissionSchema = defineEntity({
  name: "Submission",
  schema: "documents",
  tableName: "submission",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    contactId: p.uuid(),
    /** The access it was sent by. */
    accessId: p.uuid(),
    description: p.text(),
    status: p
      .text()
      .$type<SubmissionStatus>()
      .check(`status in ('${submissionStatuses.join("', '")}')`),
    reason: p.text().nullable(),
    requestId: p.uuid().nullable(),
    documentId: p.uuid().nullable(),
    /** The document made of it in a process. */
    filedId: p.uuid().nullable(),
    createdAt: p.datetime(),
    submittedAt: p.datetime().nullable(),
    reviewedAt: p.datetime().nullable(),
  },
  uniques: [{ name: "submission_of_firm", properties: ["firmId", "id"] }],
  indexes: [
    {
      name: "submission_of_contact",
      expression: "create index submission_of_contact on documents.submission (contact_id, created_at desc, id desc)",
    },
    {
      name: "submission_queue",
      expression: "create index submission_queue on documents.submission (firm_id, created_at desc, id desc)",
    },
    { name: "submission_of_request", properties: ["requestId"] },
    { name: "submission_document", properties: ["documentId"] },
    { name: "submission_filed", properties: ["filedId"] },
  ],
  ...rows.submission,
});

interface Announced {
  firmId: string;
  contactId: string;
  accessId: string;
  description: string;
  requestId: string | null;
}

/** What a client sends to its contact record, and what the firm makes of it. */
export class Submission extends SubmissionSchema.class {
  static announce(announced: Announced): Submission {
    return Object.assign(new Submission(), {
      ...announced,
      id: randomUUID(),
      status: "AWAITING_UPLOAD" as const,
      reason: null,
      documentId: null,
      filedId: null,
      createdAt: new Date(),
      submittedAt: null,
      reviewedAt: null,
    });
  }

  /** Its file has come, and is no document yet. */
  scanning(): void {
    if (this.status === "AWAITING_UPLOAD") this.status = "SCANNING";
  }

  received(documentId: string): void {
    this.status = "RECEIVED";
    this.documentId = documentId;
    this.submittedAt = new Date();
  }

  get isDecided(): boolean {
    return this.status === "ACCEPTED" || this.status === "REJECTED";
  }

  review(status: ReviewStatus, reason: string | null): void {
    this.status = status;
    this.reason = reason;
    if (this.isDecided) this.reviewedAt = new Date();
  }

  file(documentId: string): void {
    this.filedId = documentId;
  }
}
SubmissionSchema.setClass(Submission);
