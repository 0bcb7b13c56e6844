import { Migration } from "@mikro-orm/migrations";

/** What identity is completed with: the log of each access, looking through a client's eyes, the firm's own affairs. */
export class Migration20261122010000 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    for (const statement of [...log, ...preview, ...staff, ...firm, ...policies]) this.addSql(statement);
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
  "grant select on identity.access_event to andamento_app",
  "grant select, insert on identity.access_event to andamento_rule",
];

// Whoever looks through a client's eyes is known by the session.
const preview = [
  `alter table "identity"."session" add column "previewer_id" uuid null`,
  `alter table "identity"."session" add constraint "session_previewed_by_one" check (preview = (previewer_id is not null))`,
  `alter table "identity"."session" add constraint "session_previewer" foreign key (firm_id, previewer_id) references identity.staff_member (firm_id, id)`,
];

// Tokens are mailed to the firm's people too.
const staff = [
  `alter table "identity"."token" alter column "access_id" drop not null`,
  `alter table "identity"."token" add column "staff_id" uuid null`,
  `alter table "identity"."token" add column "idle_seconds" int null`,
  `create index "token_of_staff" on "identity"."token" ("staff_id")`,
  `alter table "identity"."token" add constraint "token_of_one" check ((staff_id is null) <> (access_id is null))`,
  `alter table "identity"."token" add constraint "token_staff" foreign key (firm_id, staff_id) references identity.staff_member (firm_id, id)`,
  "grant update on identity.staff_member to andamento_app",
  "grant delete on identity.contact to andamento_app",
];

const firm = [
  `alter table "identity"."firm" add column if not exists "simplified_may_submit" boolean not null default false`,
  `alter table "identity"."firm" add column "portal_name" text null, add column "portal_icon_url" text null, add column "portal_web_url" text null, add column "portal_stores" jsonb not null default '[]'`,
];

const policies = [
  `alter policy "changes" on "identity"."firm" using ((((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') or (select access.claim('kind')) = 'operator') and firm.id = (select access.claim('firm')::uuid)) with check ((((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') or (select access.claim('kind')) = 'operator') and firm.id = (select access.claim('firm')::uuid))`,
  `alter policy "sees" on "identity"."staff_member" using (case when (select access.claim('kind')) = 'staff' or (select access.claim('kind')) = 'worker' or (select access.claim('kind')) = 'operator' then staff_member.firm_id = (select access.claim('firm')::uuid) when (select access.claim('kind')) = 'client' then (select true from access.my_staff v where v.staff_id = staff_member.id limit 1) when ((select access.claim('kind')) = 'bearer' and (select access.claim('login')) is not null) then staff_member.email = (select access.claim('email')) when (select access.claim('kind')) = 'bearer' then staff_member.id = (select access.claim('staff')::uuid) end)`,
  `alter policy "adds" on "identity"."staff_member" with check (((select access.claim('kind')) = 'operator' or ((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN')) and staff_member.firm_id = (select access.claim('firm')::uuid))`,
  `create policy "changes" on "identity"."staff_member" for update to "andamento_app" using (((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') and staff_member.firm_id = (select access.claim('firm')::uuid)) with check (((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') and staff_member.firm_id = (select access.claim('firm')::uuid))`,
  `create policy "removes" on "identity"."contact" for delete to "andamento_app" using (((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') and contact.firm_id = (select access.claim('firm')::uuid))`,
  `alter policy "sees" on "identity"."token" using (case when ((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') or (select access.claim('kind')) = 'worker' then token.firm_id = (select access.claim('firm')::uuid) when (select access.claim('kind')) = 'bearer' then token.access_id = (select access.claim('access')::uuid) or token.staff_id = (select access.claim('staff')::uuid) end)`,
  `alter policy "adds" on "identity"."token" with check ((((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') or (select access.claim('kind')) = 'operator') and token.firm_id = (select access.claim('firm')::uuid))`,
  `alter policy "changes" on "identity"."token" using ((((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') and token.firm_id = (select access.claim('firm')::uuid)) or ((select access.claim('kind')) = 'bearer' and (token.access_id = (select access.claim('access')::uuid) or token.staff_id = (select access.claim('staff')::uuid)))) with check ((((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') and token.firm_id = (select access.claim('firm')::uuid)) or ((select access.claim('kind')) = 'bearer' and (token.access_id = (select access.claim('access')::uuid) or token.staff_id = (select access.claim('staff')::uuid))))`,
  `alter policy "sees" on "identity"."session" using (case when (select access.claim('kind')) = 'client' then session.access_id = (select access.claim('access')::uuid) and case when (select access.claim('preview')) is null then not session.preview else session.id = (select access.claim('session')::uuid) end when (select access.claim('kind')) = 'staff' then session.firm_id = (select access.claim('firm')::uuid) and (session.staff_id = (select access.claim('staff')::uuid) or (select access.claim('role')) = 'ADMIN') when ((select access.claim('kind')) = 'bearer' and (select access.claim('login')) is not null) then session.staff_id in (select m.id from identity.staff_member m) end)`,
  `alter policy "adds" on "identity"."session" with check ((select access.claim('kind')) = 'bearer' and not session.preview and (session.access_id in (select a.id from identity.client_access a where a.firm_id = session.firm_id) or session.staff_id in (select m.id from identity.staff_member m where m.firm_id = session.firm_id)) or (((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') and session.firm_id = (select access.claim('firm')::uuid) and session.preview and session.previewer_id = (select access.claim('staff')::uuid)))`,
  `alter policy "changes" on "identity"."session" using (not (select access.claim('kind')) = 'bearer' and case when (select access.claim('kind')) = 'client' then session.access_id = (select access.claim('access')::uuid) and case when (select access.claim('preview')) is null then not session.preview else session.id = (select access.claim('session')::uuid) end when (select access.claim('kind')) = 'staff' then session.firm_id = (select access.claim('firm')::uuid) and (session.staff_id = (select access.claim('staff')::uuid) or (select access.claim('role')) = 'ADMIN') when ((select access.claim('kind')) = 'bearer' and (select access.claim('login')) is not null) then session.staff_id in (select m.id from identity.staff_member m) end) with check (not (select access.claim('kind')) = 'bearer' and case when (select access.claim('kind')) = 'client' then session.access_id = (select access.claim('access')::uuid) and case when (select access.claim('preview')) is null then not session.preview else session.id = (select access.claim('session')::uuid) end when (select access.claim('kind')) = 'staff' then session.firm_id = (select access.claim('firm')::uuid) and (session.staff_id = (select access.claim('staff')::uuid) or (select access.claim('role')) = 'ADMIN') when ((select access.claim('kind')) = 'bearer' and (select access.claim('login')) is not null) then session.staff_id in (select m.id from identity.staff_member m) end)`,
  `create policy "sees" on "identity"."access_event" for select to "andamento_app" using (access_event.firm_id = (select access.claim('firm')::uuid) and (((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') or ((select access.claim('kind')) = 'client' and access_event.access_id = (select access.claim('access')::uuid))))`,
  `create policy "rule_reads" on "identity"."access_event" for select to "andamento_rule" using (true)`,
  `create policy "rule_adds" on "identity"."access_event" for insert to "andamento_rule" with check (true)`,
  `alter policy "adds" on "processes"."seen" with check (((select access.claim('kind')) = 'client' and (select access.claim('preview')) is null) and seen.firm_id = (select access.claim('firm')::uuid) and (select access.claim('kind')) = 'client' and seen.access_id = (select access.claim('access')::uuid) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = seen.process_id) when 'staff' then (select true from access.my_process v where v.process_id = seen.process_id) end)`,
  `alter policy "changes" on "processes"."seen" using (((select access.claim('kind')) = 'client' and (select access.claim('preview')) is null) and seen.firm_id = (select access.claim('firm')::uuid) and (select access.claim('kind')) = 'client' and seen.access_id = (select access.claim('access')::uuid) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = seen.process_id) when 'staff' then (select true from access.my_process v where v.process_id = seen.process_id) end) with check (((select access.claim('kind')) = 'client' and (select access.claim('preview')) is null) and seen.firm_id = (select access.claim('firm')::uuid) and (select access.claim('kind')) = 'client' and seen.access_id = (select access.claim('access')::uuid) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = seen.process_id) when 'staff' then (select true from access.my_process v where v.process_id = seen.process_id) end)`,
];
