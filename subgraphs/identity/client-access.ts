import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import type { InformationCategory } from "../../access/categories.ts";
import type { AccessType } from "../../access/channels.ts";
import { rows } from "../../access/rows.ts";
import { fold } from "../../platform/text.ts";

export const accessStatuses = ["INVITED", "ACTIVE", "REVOKED"] as const;
export type AccessStatus = (typeof accessStatuses)[number];

export const ClientAccessSchema = defineEntity({
  name: "ClientAccess",
  schema: "identity",
  tableName: "client_access",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    version: p.integer(),
    contactId: p.uuid(),
    name: p.text(),
    nameFolded: p.text().collation("C"),
    email: p.text(),
    type: p.text().$type<AccessType>().check("type in ('STANDARD', 'SIMPLIFIED')"),
    categories: p.array().$type<InformationCategory[]>(),
    includesTeamProcesses: p.boolean(),
    includesPrivateProcesses: p.boolean(),
    status: p.text().$type<AccessStatus>().check("status in ('INVITED', 'ACTIVE', 'REVOKED')"),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    /** The client's first visit: everything recorded until then counts as seen. */
    firstSeenAt: p.datetime().nullable(),
    lastSeenAt: p.datetime().nullable(),
    /** Marks of the devices its link was opened on, the last used last: docs/decisions/new-device.md. */
    linkDevices: p.array().default([]),
  },
  uniques: [{ name: "client_access_of_firm", properties: ["firmId", "id"] }],
  indexes: [
    {
      name: "client_access_email",
      expression:
        "create unique index client_access_email on identity.client_access (firm_id, email) where status <> 'REVOKED'",
    },
    { name: "client_access_of_contact", properties: ["contactId"] },
    { name: "client_access_by_name", properties: ["firmId", "nameFolded", "id"] },
  ],
  ...rows.clientAccess,
});

export interface AccessFields {
  name: string;
  email: string;
  type: AccessType;
  categories: InformationCategory[];
  includesTeamProcesses: boolean;
  includesPrivateProcesses: boolean;
}

/** One client's permission to follow its processes at one firm. */
export class ClientAccess extends ClientAccessSchema.class {
  static grant(input: AccessFields & { firmId: string; contactId: string }): ClientAccess {
    const now = new Date();
    return Object.assign(new ClientAccess(), {
      id: randomUUID(),
      version: 1,
      status: "INVITED" as const,
      createdAt: now,
      updatedAt: now,
      firstSeenAt: null,
      lastSeenAt: null,
      linkDevices: [],
      nameFolded: fold(input.name),
      ...input,
    });
  }

  /** The invitation was taken up: its link opened or its password set. */
  accept(): void {
    if (this.status === "INVITED") this.status = "ACTIVE";
    this.lastSeenAt = new Date();
    this.firstSeenAt ??= this.lastSeenAt;
  }

  /** Another type or e-mail is another way in, which is yet to be taken up. */
  change(changes: Partial<AccessFields>): { invitedAnew: boolean } {
    const { type, email } = this;
    Object.assign(this, changes);
    this.nameFolded = fold(this.name);
    const invitedAnew = this.type !== type || this.email !== email;
    if (invitedAnew) this.status = "INVITED";
    // Another address is another's: its devices are yet to be known.
    if (this.email !== email) this.linkDevices = [];
    this.version += 1;
    this.updatedAt = new Date();
    return { invitedAnew };
  }

  revoke(): void {
    this.status = "REVOKED";
    this.version += 1;
    this.updatedAt = new Date();
  }
}
ClientAccessSchema.setClass(ClientAccess);
