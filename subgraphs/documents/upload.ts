import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";
import { sealGrant } from "../../platform/grant.ts";
import { hashOf, type Keys } from "../../platform/keys.ts";
import { newKey } from "../../platform/storage.ts";

export const uploadStates = ["ASKED", "RECEIVING", "RECEIVED", "DONE"] as const;
export type UploadState = (typeof uploadStates)[number];

const minute = 60_000;

/** How long each step may take: to begin sending, to send it all, to ask for the document. */
const patience = { asked: 10 * minute, receiving: 15 * minute, received: 10 * minute };

export const UploadSchema = defineEntity({
  name: "Upload",
  schema: "documents",
  tableName: "upload",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    /** Null for a submission, and when the process has been deleted meanwhile. */
    processId: p.uuid().nullable(),
    /** Who sends it: somebody of the firm, or a client by its access. */
    staffId: p.uuid().nullable(),
    name: p.text(),
    description: p.text().nullable(),
    contentType: p.text(),
    byteSize: p.integer(),
    sha256: p.text().nullable(),
    storageKey: p.text(),
    state: p.text().$type<UploadState>().check("state in ('ASKED', 'RECEIVING', 'RECEIVED', 'DONE')"),
    /** SHA-256 of the grant that the bytes are sent with. */
    grantHash: p.type(Buffer).$type<Buffer>().columnType("bytea"),
    createdAt: p.datetime(),
    /** When its next step must have come, or the upload is over. */
    expiresAt: p.datetime(),
    claimedAt: p.datetime().nullable(),
    receivedSize: p.integer().nullable(),
    receivedSha256: p.text().nullable(),
    /** What the content was found to be; null when it is not what was announced. */
    receivedType: p.text().nullable(),
    accessId: p.uuid().nullable(),
    /** What a client's file is sent for. */
    submissionId: p.uuid().nullable(),
  },
  uniques: [
    { name: "upload_of_firm", properties: ["firmId", "id"] },
    { name: "upload_storage_key", properties: ["firmId", "storageKey"] },
  ],
  checks: [{ name: "upload_of_one", expression: "(staff_id is null) <> (access_id is null)" }],
  indexes: [{ name: "upload_of_process", properties: ["processId"] }],
  ...rows.upload,
});

export interface Announced {
  firmId: string;
  processId: string | null;
  submissionId: string | null;
  staffId: string | null;
  accessId: string | null;
  name: string;
  description: string | null;
  contentType: string;
  byteSize: number;
  sha256: string | null;
}

/** A file on its way to a process or a contact's record: asked for, sent once, checked, and then a document of the same id. */
export class Upload extends UploadSchema.class {
  /** A new upload, and the grant that its bytes are sent with by the session that asked. */
  static ask(announced: Announced, session: string, keys: Keys): { upload: Upload; grant: string } {
    const id = randomUUID();
    const now = Date.now();
    const expiresAt = new Date(now + patience.asked);
    const grant = sealGrant(keys, "upload", { id, session, expiresAt });
    const upload = Object.assign(new Upload(), {
      ...announced,
      id,
      storageKey: newKey(announced.firmId),
      state: "ASKED" as const,
      grantHash: hashOf(grant),
      createdAt: new Date(now),
      expiresAt,
      claimedAt: null,
      receivedSize: null,
      receivedSha256: null,
      receivedType: null,
    });
    return { upload, grant };
  }

  claim(): void {
    this.state = "RECEIVING";
    this.claimedAt = new Date();
    this.expiresAt = new Date(Date.now() + patience.receiving);
  }

  /** It could not be kept: it may be sent again, to another place, as long as it might have been in the first. */
  askAgain(): void {
    this.state = "ASKED";
    this.claimedAt = null;
    this.storageKey = newKey(this.firmId);
    this.expiresAt = new Date(this.createdAt.getTime() + patience.asked);
  }

  received(file: { byteSize: number; sha256: string; contentType: string | null }): void {
    this.state = "RECEIVED";
    this.receivedSize = file.byteSize;
    this.receivedSha256 = file.sha256;
    this.receivedType = file.contentType;
    this.expiresAt = new Date(Date.now() + patience.received);
  }

  /** Whether what came is what was announced: its hash, where one was. */
  get isIntact(): boolean {
    return this.receivedSize === this.byteSize && (this.sha256 === null || this.sha256 === this.receivedSha256);
  }

  get isOver(): boolean {
    return this.state !== "DONE" && this.expiresAt.getTime() <= Date.now();
  }
}
UploadSchema.setClass(Upload);
