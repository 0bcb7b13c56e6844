import { defineEntity, p } from "@mikro-orm/core";
import { type Channel, channels } from "../../access/channels.ts";
import { rows } from "../../access/rows.ts";
import { type AccessEventKind, type AccessSubject, accessEventKinds } from "../../platform/access-log.ts";

export const AccessEventSchema = defineEntity({
  name: "AccessEvent",
  schema: "identity",
  tableName: "access_event",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    accessId: p.uuid(),
    kind: p
      .text()
      .$type<AccessEventKind>()
      .check(`kind in ('${accessEventKinds.join("', '")}')`),
    at: p.datetime(),
    channel: p
      .text()
      .$type<Channel>()
      .nullable()
      .check(`channel in ('${channels.join("', '")}')`),
    /** The name of whoever did it, as it was; of somebody who could not be recognized, the e-mail. */
    actor: p.text(),
    /** The staff member who did it; null for the client. */
    staffId: p.uuid().nullable(),
    session: p.uuid().nullable(),
    /** What it is about: it stays when that has gone, and so points nowhere. */
    subjectType: p.text().$type<AccessSubject>().nullable(),
    subject: p.uuid().nullable(),
    /** The process that a document belongs to. */
    process: p.uuid().nullable(),
    details: p.array().default([]),
  },
  uniques: [{ name: "access_event_of_firm", properties: ["firmId", "id"] }],
  indexes: [
    {
      name: "access_event_of_access",
      expression: "create index access_event_of_access on identity.access_event (access_id, at desc, id desc)",
    },
    {
      name: "access_event_of_subject",
      expression:
        "create index access_event_of_subject on identity.access_event (session, subject, at) where subject is not null",
    },
  ],
  ...rows.accessEvent,
});

/** One thing done with a client access. `access.log()` writes it, and nothing changes it. */
export class AccessEvent extends AccessEventSchema.class {}
AccessEventSchema.setClass(AccessEvent);
