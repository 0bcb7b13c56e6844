import { Migration } from "@mikro-orm/migrations";

/** What identity is completed with: the log of each access. */
export class Migration20261122010000 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    for (const statement of [...log]) this.addSql(statement);
    this.addSql("reset role");
  }
}

// Only the rule writes the log, and nobody changes it.
const log = [
  `create table "identity"."access_event" ("id" uuid not null, "firm_id" uuid not null, "access_id" uuid not null, "kind" text not null, "at" timestamptz not null, "channel" text null, "actor" text not null, "staff_id" uuid null, "session" uuid null, "subject_type" text null, "subject" uuid null, "process" uuid null, "details" text[] not null default '{}', primary key ("id"))`,
  `alter table "identity"."access_event" add constraint "access_event_of_firm" unique ("firm_id", "id")`,
  `alter table "identity"."access_event" add constraint "access_event_kind_check" check (kind in ('GRANTED', 'UPDATED', 'EMAIL_CHANGED', 'INVITED', 'LINK_ROTATED', 'LINK_OPENED', 'SIGNED_IN', 'SIGN_IN_FAILED', 'PASSWORD_RESET_REQUESTED', 'PASSWORD_SET', 'SIGNED_OUT', 'ACCESS_SWITCHED', 'REVOKED', 'PROCESS_VIEWED', 'DOCUMENT_DOWNLOADED', 'DOCUMENT_SUBMITTED', 'PREVIEWED'))`,
  `alter table "identity"."access_event" add constraint "access_event_channel_check" check (channel in ('WEB', 'APP'))`,
  "create index access_event_of_access on identity.access_event (access_id, at desc, id desc)",
  "create index access_event_of_subject on identity.access_event (session, subject, at) where subject is not null",
  `alter table "identity"."access_event" add constraint "access_event_access" foreign key (firm_id, access_id) references identity.client_access (firm_id, id)`,
  `alter table "identity"."access_event" add constraint "access_event_staff" foreign key (firm_id, staff_id) references identity.staff_member (firm_id, id)`,
  `alter table "identity"."access_event" enable row level security`,
  `alter table "identity"."access_event" force row level security`,
  `create policy "sees" on "identity"."access_event" for select to "andamento_app" using (access_event.firm_id = (select access.claim('firm')::uuid) and (((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') or ((select access.claim('kind')) = 'client' and access_event.access_id = (select access.claim('access')::uuid))))`,
  `create policy "rule_reads" on "identity"."access_event" for select to "andamento_rule" using (true)`,
  `create policy "rule_adds" on "identity"."access_event" for insert to "andamento_rule" with check (true)`,
  "grant select on identity.access_event to andamento_app",
  "grant select, insert on identity.access_event to andamento_rule",
];
