import { Migration } from "@mikro-orm/migrations";

/** What clients send: submissions to a contact's record, what the firm asks for, and who may send. */
export class Migration20261122030000 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    for (const statement of [...columns, ...tables, ...references, ...altered, ...policies, ...grants, ...quotas])
      this.addSql(statement);
    this.addSql("reset role");
  }
}

// A document is of a process or of a contact, and two may stand over the same bytes: what was sent, and its copy in a process.
const columns = [
  `alter table "identity"."firm" add column if not exists "simplified_may_submit" boolean not null default false`,
  `alter table "documents"."document" alter column "process_id" drop not null`,
  `alter table "documents"."document" add column "contact_id" uuid null`,
  `alter table "documents"."document" add constraint "document_of_one" check ((process_id is null) <> (contact_id is null))`,
  `alter table "documents"."document" drop constraint "document_storage_key"`,
  `create index "document_storage_key" on "documents"."document" ("firm_id", "storage_key")`,
  `create index "document_of_contact" on "documents"."document" ("contact_id")`,
  `alter table "documents"."upload" alter column "staff_id" drop not null`,
  `alter table "documents"."upload" add column "access_id" uuid null`,
  `alter table "documents"."upload" add column "submission_id" uuid null`,
  `alter table "documents"."upload" add constraint "upload_of_one" check ((staff_id is null) <> (access_id is null))`,
];

const tables = [
  `create table "documents"."submission" ("id" uuid not null, "firm_id" uuid not null, "contact_id" uuid not null, "access_id" uuid not null, "description" text not null, "status" text not null, "reason" text null, "request_id" uuid null, "document_id" uuid null, "filed_id" uuid null, "created_at" timestamptz not null, "submitted_at" timestamptz null, "reviewed_at" timestamptz null, primary key ("id"))`,
  `create index submission_of_contact on documents.submission (contact_id, created_at desc, id desc)`,
  `create index submission_queue on documents.submission (firm_id, created_at desc, id desc)`,
  `create index "submission_document" on "documents"."submission" ("document_id")`,
  `create index "submission_filed" on "documents"."submission" ("filed_id")`,
  `create index "submission_of_request" on "documents"."submission" ("request_id")`,
  `alter table "documents"."submission" add constraint "submission_of_firm" unique ("firm_id", "id")`,
  `alter table "documents"."submission" add constraint "submission_status_check" check (status in ('AWAITING_UPLOAD', 'SCANNING', 'RECEIVED', 'IN_REVIEW', 'ACCEPTED', 'REJECTED'))`,
  `create table "documents"."document_request" ("id" uuid not null, "firm_id" uuid not null, "contact_id" uuid not null, "title" text not null, "instructions" text null, "due_on" date null, "created_at" timestamptz not null, "fulfilled_at" timestamptz null, primary key ("id"))`,
  `create index document_request_of_contact on documents.document_request (contact_id, created_at desc, id desc)`,
  `alter table "documents"."document_request" add constraint "document_request_of_firm" unique ("firm_id", "id")`,
];

// What a firm takes, and what each client has announced on the last day it announced anything.
const quotas = [
  `create table "documents"."upload_policy" ("firm_id" uuid not null, "max_bytes" int null, "content_types" text[] null, "client_files_per_day" int null, "client_megabytes_per_day" int null, primary key ("firm_id"))`,
  "alter table documents.upload_policy add constraint upload_policy_firm foreign key (firm_id) references identity.firm (id)",
  `create table "documents"."sent_today" ("firm_id" uuid not null, "contact_id" uuid not null, "day" date not null, "files" int not null, "bytes" bigint not null, primary key ("firm_id", "contact_id"))`,
  "alter table documents.sent_today add constraint sent_today_contact foreign key (firm_id, contact_id) references identity.contact (firm_id, id) on delete cascade",
  "create index upload_bytes on documents.upload (firm_id) include (byte_size)",
  ...["upload_policy", "sent_today"].flatMap((table) => [
    `alter table "documents"."${table}" enable row level security`,
    `alter table "documents"."${table}" force row level security`,
    `grant select, insert, update on documents.${table} to andamento_app`,
  ]),
  `create policy "sees" on "documents"."upload_policy" for select to "andamento_app" using (upload_policy.firm_id = (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'staff' or (select access.claim('kind')) = 'client'))`,
  `create policy "adds" on "documents"."upload_policy" for insert to "andamento_app" with check (((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') and upload_policy.firm_id = (select access.claim('firm')::uuid))`,
  `create policy "changes" on "documents"."upload_policy" for update to "andamento_app" using (((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') and upload_policy.firm_id = (select access.claim('firm')::uuid)) with check (((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') and upload_policy.firm_id = (select access.claim('firm')::uuid))`,
  `create policy "sees" on "documents"."sent_today" for select to "andamento_app" using (sent_today.firm_id = (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'client' and (select access.claim('submits')) = 'on') and sent_today.contact_id = (select access.claim('contact')::uuid))`,
  `create policy "adds" on "documents"."sent_today" for insert to "andamento_app" with check (sent_today.firm_id = (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'client' and (select access.claim('submits')) = 'on') and sent_today.contact_id = (select access.claim('contact')::uuid))`,
  `create policy "changes" on "documents"."sent_today" for update to "andamento_app" using (sent_today.firm_id = (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'client' and (select access.claim('submits')) = 'on') and sent_today.contact_id = (select access.claim('contact')::uuid)) with check (sent_today.firm_id = (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'client' and (select access.claim('submits')) = 'on') and sent_today.contact_id = (select access.claim('contact')::uuid))`,
  `create policy "rule_reads" on "documents"."upload" for select to "andamento_rule" using (true)`,
  "grant select (firm_id, byte_size) on documents.upload to andamento_rule",
];

const references = [
  ["documents.document", "document_contact", "firm_id, contact_id", "identity.contact"],
  ["documents.document_request", "document_request_contact", "firm_id, contact_id", "identity.contact"],
  ["documents.submission", "submission_contact", "firm_id, contact_id", "identity.contact"],
  ["documents.submission", "submission_access", "firm_id, access_id", "identity.client_access"],
  ["documents.submission", "submission_request", "firm_id, request_id", "documents.document_request"],
  ["documents.submission", "submission_document", "firm_id, document_id", "documents.document"],
  [
    "documents.submission",
    "submission_filed",
    "firm_id, filed_id",
    "documents.document",
    "on delete set null (filed_id)",
  ],
  ["documents.upload", "upload_access", "firm_id, access_id", "identity.client_access"],
  ["documents.upload", "upload_submission", "firm_id, submission_id", "documents.submission"],
].map(
  ([table, name, columns, target, more = ""]) =>
    `alter table ${table} add constraint ${name} foreign key (${columns}) references ${target} (firm_id, id) ${more}`,
);

const altered = [
  `alter policy "sees" on "documents"."document" using (document.firm_id is not distinct from (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'worker' or case when document.process_id is null then ((select access.claim('kind')) = 'staff' or ((select access.claim('kind')) = 'client' and document.contact_id = (select access.claim('contact')::uuid))) else (not (select access.claim('kind')) = 'client' or (select 'DOCUMENTS' = any (access.claim('categories')::text[]))) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = document.process_id) when 'staff' then (select true from access.my_process v where v.process_id = document.process_id) end end))`,
  `alter policy "adds" on "documents"."document" with check (((select access.claim('kind')) = 'staff' and document.process_id is not null and document.firm_id is not distinct from (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'worker' or case when document.process_id is null then ((select access.claim('kind')) = 'staff' or ((select access.claim('kind')) = 'client' and document.contact_id = (select access.claim('contact')::uuid))) else (not (select access.claim('kind')) = 'client' or (select 'DOCUMENTS' = any (access.claim('categories')::text[]))) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = document.process_id) when 'staff' then (select true from access.my_process v where v.process_id = document.process_id) end end)) or (((select access.claim('kind')) = 'client' and (select access.claim('submits')) = 'on') and document.process_id is null and document.source = 'CLIENT' and document.firm_id is not distinct from (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'worker' or case when document.process_id is null then ((select access.claim('kind')) = 'staff' or ((select access.claim('kind')) = 'client' and document.contact_id = (select access.claim('contact')::uuid))) else (not (select access.claim('kind')) = 'client' or (select 'DOCUMENTS' = any (access.claim('categories')::text[]))) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = document.process_id) when 'staff' then (select true from access.my_process v where v.process_id = document.process_id) end end)))`,
  `alter policy "changes" on "documents"."document" using ((select access.claim('kind')) = 'staff' and document.process_id is not null and document.firm_id is not distinct from (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'worker' or case when document.process_id is null then ((select access.claim('kind')) = 'staff' or ((select access.claim('kind')) = 'client' and document.contact_id = (select access.claim('contact')::uuid))) else (not (select access.claim('kind')) = 'client' or (select 'DOCUMENTS' = any (access.claim('categories')::text[]))) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = document.process_id) when 'staff' then (select true from access.my_process v where v.process_id = document.process_id) end end)) with check ((select access.claim('kind')) = 'staff' and document.process_id is not null and document.firm_id is not distinct from (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'worker' or case when document.process_id is null then ((select access.claim('kind')) = 'staff' or ((select access.claim('kind')) = 'client' and document.contact_id = (select access.claim('contact')::uuid))) else (not (select access.claim('kind')) = 'client' or (select 'DOCUMENTS' = any (access.claim('categories')::text[]))) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = document.process_id) when 'staff' then (select true from access.my_process v where v.process_id = document.process_id) end end))`,
  `alter policy "removes" on "documents"."document" using ((select access.claim('kind')) = 'staff' and document.process_id is not null and document.firm_id is not distinct from (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'worker' or case when document.process_id is null then ((select access.claim('kind')) = 'staff' or ((select access.claim('kind')) = 'client' and document.contact_id = (select access.claim('contact')::uuid))) else (not (select access.claim('kind')) = 'client' or (select 'DOCUMENTS' = any (access.claim('categories')::text[]))) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = document.process_id) when 'staff' then (select true from access.my_process v where v.process_id = document.process_id) end end))`,
  `alter policy "sees" on "documents"."upload" using (upload.firm_id = (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'worker' or (((select access.claim('kind')) = 'client' and (select access.claim('submits')) = 'on') and upload.access_id = (select access.claim('access')::uuid)) or ((select access.claim('kind')) = 'staff' and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = upload.process_id) when 'staff' then (select true from access.my_process v where v.process_id = upload.process_id) end and (upload.staff_id = (select access.claim('staff')::uuid) or upload.state = 'DONE'))))`,
  `alter policy "adds" on "documents"."upload" with check (((select access.claim('kind')) = 'staff' or ((select access.claim('kind')) = 'client' and (select access.claim('submits')) = 'on')) and upload.firm_id = (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'worker' or (((select access.claim('kind')) = 'client' and (select access.claim('submits')) = 'on') and upload.access_id = (select access.claim('access')::uuid)) or ((select access.claim('kind')) = 'staff' and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = upload.process_id) when 'staff' then (select true from access.my_process v where v.process_id = upload.process_id) end and (upload.staff_id = (select access.claim('staff')::uuid) or upload.state = 'DONE'))) and (upload.staff_id = (select access.claim('staff')::uuid) or upload.access_id = (select access.claim('access')::uuid)))`,
  `alter policy "changes" on "documents"."upload" using (((select access.claim('kind')) = 'staff' or ((select access.claim('kind')) = 'client' and (select access.claim('submits')) = 'on')) and upload.firm_id = (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'worker' or (((select access.claim('kind')) = 'client' and (select access.claim('submits')) = 'on') and upload.access_id = (select access.claim('access')::uuid)) or ((select access.claim('kind')) = 'staff' and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = upload.process_id) when 'staff' then (select true from access.my_process v where v.process_id = upload.process_id) end and (upload.staff_id = (select access.claim('staff')::uuid) or upload.state = 'DONE'))) and (upload.staff_id = (select access.claim('staff')::uuid) or upload.access_id = (select access.claim('access')::uuid))) with check (((select access.claim('kind')) = 'staff' or ((select access.claim('kind')) = 'client' and (select access.claim('submits')) = 'on')) and upload.firm_id = (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'worker' or (((select access.claim('kind')) = 'client' and (select access.claim('submits')) = 'on') and upload.access_id = (select access.claim('access')::uuid)) or ((select access.claim('kind')) = 'staff' and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = upload.process_id) when 'staff' then (select true from access.my_process v where v.process_id = upload.process_id) end and (upload.staff_id = (select access.claim('staff')::uuid) or upload.state = 'DONE'))) and (upload.staff_id = (select access.claim('staff')::uuid) or upload.access_id = (select access.claim('access')::uuid)))`,
  `alter policy "removes" on "documents"."upload" using (upload.firm_id = (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'worker' or (((select access.claim('kind')) = 'client' and (select access.claim('submits')) = 'on') and upload.access_id = (select access.claim('access')::uuid)) or ((select access.claim('kind')) = 'staff' and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = upload.process_id) when 'staff' then (select true from access.my_process v where v.process_id = upload.process_id) end and (upload.staff_id = (select access.claim('staff')::uuid) or upload.state = 'DONE'))))`,
];

const policies = [
  `alter table "documents"."submission" enable row level security`,
  `alter table "documents"."submission" force row level security`,
  `alter table "documents"."document_request" enable row level security`,
  `alter table "documents"."document_request" force row level security`,
  `create policy "sees" on "documents"."submission" for select to "andamento_app" using (submission.firm_id = (select access.claim('firm')::uuid) and case when submission.status in ('AWAITING_UPLOAD', 'SCANNING') then (select access.claim('kind')) = 'worker' or ((select access.claim('kind')) = 'client' and submission.access_id = (select access.claim('access')::uuid)) else ((select access.claim('kind')) = 'staff' or ((select access.claim('kind')) = 'client' and submission.contact_id = (select access.claim('contact')::uuid))) end)`,
  `create policy "adds" on "documents"."submission" for insert to "andamento_app" with check (((select access.claim('kind')) = 'client' and (select access.claim('submits')) = 'on') and submission.firm_id = (select access.claim('firm')::uuid) and submission.contact_id = (select access.claim('contact')::uuid) and submission.access_id = (select access.claim('access')::uuid) and submission.status = 'AWAITING_UPLOAD')`,
  `create policy "changes" on "documents"."submission" for update to "andamento_app" using (submission.firm_id = (select access.claim('firm')::uuid) and (((select access.claim('kind')) = 'staff' and submission.firm_id = (select access.claim('firm')::uuid) and case when submission.status in ('AWAITING_UPLOAD', 'SCANNING') then (select access.claim('kind')) = 'worker' or ((select access.claim('kind')) = 'client' and submission.access_id = (select access.claim('access')::uuid)) else ((select access.claim('kind')) = 'staff' or ((select access.claim('kind')) = 'client' and submission.contact_id = (select access.claim('contact')::uuid))) end) or (((select access.claim('kind')) = 'client' and (select access.claim('submits')) = 'on') and submission.access_id = (select access.claim('access')::uuid) and submission.contact_id = (select access.claim('contact')::uuid) and submission.status in ('AWAITING_UPLOAD', 'SCANNING', 'RECEIVED')))) with check (submission.firm_id = (select access.claim('firm')::uuid) and (((select access.claim('kind')) = 'staff' and submission.firm_id = (select access.claim('firm')::uuid) and case when submission.status in ('AWAITING_UPLOAD', 'SCANNING') then (select access.claim('kind')) = 'worker' or ((select access.claim('kind')) = 'client' and submission.access_id = (select access.claim('access')::uuid)) else ((select access.claim('kind')) = 'staff' or ((select access.claim('kind')) = 'client' and submission.contact_id = (select access.claim('contact')::uuid))) end) or (((select access.claim('kind')) = 'client' and (select access.claim('submits')) = 'on') and submission.access_id = (select access.claim('access')::uuid) and submission.contact_id = (select access.claim('contact')::uuid) and submission.status in ('AWAITING_UPLOAD', 'SCANNING', 'RECEIVED'))))`,
  `create policy "removes" on "documents"."submission" for delete to "andamento_app" using ((select access.claim('kind')) = 'worker' and submission.firm_id = (select access.claim('firm')::uuid) and case when submission.status in ('AWAITING_UPLOAD', 'SCANNING') then (select access.claim('kind')) = 'worker' or ((select access.claim('kind')) = 'client' and submission.access_id = (select access.claim('access')::uuid)) else ((select access.claim('kind')) = 'staff' or ((select access.claim('kind')) = 'client' and submission.contact_id = (select access.claim('contact')::uuid))) end)`,
  `create policy "sees" on "documents"."document_request" for select to "andamento_app" using (document_request.firm_id = (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'staff' or ((select access.claim('kind')) = 'client' and document_request.contact_id = (select access.claim('contact')::uuid))))`,
  `create policy "adds" on "documents"."document_request" for insert to "andamento_app" with check ((select access.claim('kind')) = 'staff' and document_request.firm_id = (select access.claim('firm')::uuid))`,
  `create policy "changes" on "documents"."document_request" for update to "andamento_app" using ((select access.claim('kind')) = 'staff' and document_request.firm_id = (select access.claim('firm')::uuid)) with check ((select access.claim('kind')) = 'staff' and document_request.firm_id = (select access.claim('firm')::uuid))`,
];

const grants = [
  "grant select, insert, update, delete on documents.submission to andamento_app",
  "grant select, insert, update on documents.document_request to andamento_app",
];
