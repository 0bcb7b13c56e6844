import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const invitationStatuses = ["QUEUED", "SENT", "FAILED", "ACCEPTED", "EXPIRED", "CANCELED"] as const;
export type InvitationStatus = (typeof invitationStatuses)[number];

/** The address's own server refused it; or no server took it, now or until the last attempt. */
export type InvitationFailure = "UNDELIVERABLE" | "NOT_ACCEPTED" | "DELAYED";

export const InvitationSchema = defineEntity({
  name: "Invitation",
  schema: "identity",
  tableName: "invitation",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    /** The client's access; or who of the firm's people was invited. */
    accessId: p.uuid().nullable(),
    staffId: p.uuid().nullable(),
    /** EXPIRED is never stored: it is told of one whose time has passed. */
    status: p
      .text()
      .$type<InvitationStatus>()
      .check(`status in ('${invitationStatuses.join("', '")}')`),
    /** Why it is FAILED; in one that is QUEUED, why it has not gone out yet. */
    failure: p.text().$type<InvitationFailure>().nullable(),
    createdAt: p.datetime(),
    sentAt: p.datetime().nullable(),
    acceptedAt: p.datetime().nullable(),
    expiresAt: p.datetime(),
    /** The address the access was moved from with this one, which is told of it. */
    previousEmail: p.text().nullable(),
  },
  uniques: [{ name: "invitation_of_firm", properties: ["firmId", "id"] }],
  indexes: [
    { name: "invitation_of_access", properties: ["accessId", "createdAt"] },
    { name: "invitation_of_staff", properties: ["staffId", "createdAt"] },
  ],
  checks: [{ name: "invitation_of_one", expression: "(staff_id is null) <> (access_id is null)" }],
  ...rows.invitation,
});

/** The mail that tells a client of its access, or somebody of the firm that they belong to it, and what became of it. */
export class Invitation extends InvitationSchema.class {
  static to(access: { firmId: string; id: string }, expiresAt: Date, previousEmail: string | null): Invitation {
    return Invitation.sentTo({ firmId: access.firmId, accessId: access.id, staffId: null }, expiresAt, previousEmail);
  }

  static toStaff(member: { firmId: string; id: string }, expiresAt: Date): Invitation {
    return Invitation.sentTo({ firmId: member.firmId, accessId: null, staffId: member.id }, expiresAt, null);
  }

  private static sentTo(
    whom: { firmId: string; accessId: string | null; staffId: string | null },
    expiresAt: Date,
    previousEmail: string | null,
  ): Invitation {
    return Object.assign(new Invitation(), {
      id: randomUUID(),
      ...whom,
      status: "QUEUED" as const,
      failure: null,
      createdAt: new Date(),
      sentAt: null,
      acceptedAt: null,
      expiresAt,
      previousEmail,
    });
  }

  accept(): void {
    if (this.acceptedAt) return;
    this.status = "ACCEPTED";
    this.failure = null;
    this.acceptedAt = new Date();
  }

  cancel(): void {
    if (this.status !== "ACCEPTED") this.status = "CANCELED";
    this.failure = null;
  }

  sent(): void {
    if (this.status === "QUEUED" || this.status === "FAILED") this.status = "SENT";
    this.failure = null;
    this.sentAt ??= new Date();
  }

  /** It could not be sent now, and will be tried again. */
  delayed(): void {
    if (this.status === "QUEUED") this.failure = "DELAYED";
  }

  failed(why: InvitationFailure): void {
    if (this.status !== "QUEUED") return;
    this.status = "FAILED";
    this.failure = why;
  }
}
InvitationSchema.setClass(Invitation);
