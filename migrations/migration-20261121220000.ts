import { Migration } from "@mikro-orm/migrations";

/** What a client follows: movements and their comments, tasks, publications, links between processes, what was seen. */
export class Migration20261121220000 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    this.addSql(`alter table "identity"."client_access" add column "first_seen_at" timestamptz null`);
    for (const statement of [...tables, ...references, ...policies, ...grants, ...triggers]) this.addSql(statement);
    this.addSql("reset role");
  }
}

const tables = [
  `create table "processes"."movement" ("id" uuid not null, "firm_id" uuid not null, "process_id" uuid not null, "origin" text not null, "occurred_at" timestamptz not null, "recorded_at" timestamptz not null, "degree" text null, "title" text not null, "text" text null, "code" int null, "external_id" text null, "author" text null, primary key ("id"))`,
  `create index movement_by_time on processes.movement (process_id, occurred_at desc, id desc)`,
  `create index "movement_by_arrival" on "processes"."movement" ("process_id", "recorded_at")`,
  `alter table "processes"."movement" add constraint "movement_of_firm" unique ("firm_id", "id")`,
  `alter table "processes"."movement" add constraint "movement_external_id" unique ("firm_id", "process_id", "external_id")`,
  `alter table "processes"."movement" add constraint "movement_origin_check" check (origin in ('AUTOMATIC', 'MANUAL'))`,
  `create table "processes"."comment" ("id" uuid not null, "firm_id" uuid not null, "process_id" uuid not null, "movement_id" uuid not null, "origin" text not null, "audience" text not null, "text" text not null, "author" text not null, "created_at" timestamptz not null, primary key ("id"))`,
  `create index "comment_of_movement" on "processes"."comment" ("movement_id", "created_at")`,
  `alter table "processes"."comment" add constraint "comment_of_firm" unique ("firm_id", "id")`,
  `alter table "processes"."comment" add constraint "comment_origin_check" check (origin in ('AUTOMATIC', 'MANUAL'))`,
  `alter table "processes"."comment" add constraint "comment_audience_check" check (audience in ('CLIENT', 'INTERNAL'))`,
  `create table "processes"."link" ("id" uuid not null, "firm_id" uuid not null, "original_id" uuid not null, "linked_id" uuid not null, "kind" text not null, primary key ("id"))`,
  `create index "link_of_linked" on "processes"."link" ("linked_id")`,
  `create index "link_of_original" on "processes"."link" ("original_id")`,
  `create unique index link_one_original on processes.link (firm_id, linked_id) where kind in ('APPEAL', 'OFFSHOOT')`,
  `alter table "processes"."link" add constraint "link_of_firm" unique ("firm_id", "id")`,
  `alter table "processes"."link" add constraint "link_once" unique ("firm_id", "original_id", "linked_id")`,
  `alter table "processes"."link" add constraint "link_of_two" check (original_id <> linked_id)`,
  `alter table "processes"."link" add constraint "link_kind_check" check (kind in ('APPEAL', 'OFFSHOOT', 'ATTACHMENT'))`,
  `create table "processes"."publication" ("id" uuid not null, "firm_id" uuid not null, "process_id" uuid null, "external_id" text not null, "gazette" text not null, "available_on" date not null, "published_on" date null, "content" text not null, "process_number" text null, "status" text not null, "canceled" boolean not null, "created_at" timestamptz not null, primary key ("id"))`,
  `create index publication_of_process on processes.publication (process_id, available_on desc, id desc)`,
  `create index publication_queue on processes.publication (firm_id, status, available_on desc, id desc)`,
  `alter table "processes"."publication" add constraint "publication_of_firm" unique ("firm_id", "id")`,
  `alter table "processes"."publication" add constraint "publication_external_id" unique ("firm_id", "external_id")`,
  `alter table "processes"."publication" add constraint "publication_treated_of_process" check ((status = 'TREATED') = (process_id is not null))`,
  `alter table "processes"."publication" add constraint "publication_status_check" check (status in ('PENDING', 'TREATED', 'DISCARDED'))`,
  `create table "processes"."seen" ("access_id" uuid not null, "process_id" uuid not null, "firm_id" uuid not null, "seen_at" timestamptz not null, primary key ("access_id", "process_id"))`,
  `create table "processes"."task" ("id" uuid not null, "firm_id" uuid not null, "process_id" uuid not null, "version" int not null, "title" text not null, "description" text null, "due_on" date null, "status" text not null, "completed_at" timestamptz null, "assignee_id" uuid null, "created_at" timestamptz not null, primary key ("id"))`,
  `create index task_of_process on processes.task (process_id, created_at desc, id desc)`,
  `alter table "processes"."task" add constraint "task_of_firm" unique ("firm_id", "id")`,
  `alter table "processes"."task" add constraint "task_status_check" check (status in ('OPEN', 'DONE'))`,
];

const references = [
  ["processes.movement", "movement_process", "firm_id, process_id", "processes.process", "firm_id, id"],
  ["processes.comment", "comment_movement", "firm_id, movement_id", "processes.movement", "firm_id, id"],
  ["processes.comment", "comment_process", "firm_id, process_id", "processes.process", "firm_id, id"],
  ["processes.task", "task_process", "firm_id, process_id", "processes.process", "firm_id, id"],
  ["processes.task", "task_assignee", "firm_id, assignee_id", "identity.staff_member", "firm_id, id"],
  ["processes.publication", "publication_firm", "firm_id", "identity.firm", "id"],
  ["processes.publication", "publication_process", "firm_id, process_id", "processes.process", "firm_id, id"],
  ["processes.link", "link_original", "firm_id, original_id", "processes.process", "firm_id, id"],
  ["processes.link", "link_linked", "firm_id, linked_id", "processes.process", "firm_id, id"],
  ["processes.seen", "seen_access", "firm_id, access_id", "identity.client_access", "firm_id, id"],
  ["processes.seen", "seen_process", "firm_id, process_id", "processes.process", "firm_id, id"],
].map(
  ([table, name, columns, target, keys]) =>
    `alter table ${table} add constraint ${name} foreign key (${columns}) references ${target} (${keys})`,
);

const policies = [
  `alter table "processes"."movement" enable row level security`,
  `alter table "processes"."movement" force row level security`,
  `create policy "sees" on "processes"."movement" for select to "andamento_app" using (movement.firm_id = (select access.claim('firm')::uuid) and (not (select access.claim('kind')) = 'client' or case movement.origin when 'AUTOMATIC' then (select 'AUTOMATIC_MOVEMENTS' = any (access.claim('categories')::text[])) else (select 'MANUAL_MOVEMENTS' = any (access.claim('categories')::text[])) end) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = movement.process_id) when 'staff' then (select true from access.my_process v where v.process_id = movement.process_id) end)`,
  `create policy "adds" on "processes"."movement" for insert to "andamento_app" with check ((select access.claim('kind')) = 'staff' and movement.firm_id = (select access.claim('firm')::uuid) and (not (select access.claim('kind')) = 'client' or case movement.origin when 'AUTOMATIC' then (select 'AUTOMATIC_MOVEMENTS' = any (access.claim('categories')::text[])) else (select 'MANUAL_MOVEMENTS' = any (access.claim('categories')::text[])) end) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = movement.process_id) when 'staff' then (select true from access.my_process v where v.process_id = movement.process_id) end)`,
  `create policy "removes" on "processes"."movement" for delete to "andamento_app" using ((select access.claim('kind')) = 'staff' and movement.firm_id = (select access.claim('firm')::uuid) and (not (select access.claim('kind')) = 'client' or case movement.origin when 'AUTOMATIC' then (select 'AUTOMATIC_MOVEMENTS' = any (access.claim('categories')::text[])) else (select 'MANUAL_MOVEMENTS' = any (access.claim('categories')::text[])) end) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = movement.process_id) when 'staff' then (select true from access.my_process v where v.process_id = movement.process_id) end and movement.origin = 'MANUAL')`,
  `create policy "rule_reads" on "processes"."movement" for select to "andamento_rule" using (true)`,
  `alter table "processes"."comment" enable row level security`,
  `alter table "processes"."comment" force row level security`,
  `create policy "sees" on "processes"."comment" for select to "andamento_app" using (comment.firm_id = (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'staff' or comment.audience = 'CLIENT') and (not (select access.claim('kind')) = 'client' or case comment.origin when 'AUTOMATIC' then (select 'AUTOMATIC_MOVEMENTS' = any (access.claim('categories')::text[])) else (select 'MANUAL_MOVEMENTS' = any (access.claim('categories')::text[])) end) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = comment.process_id) when 'staff' then (select true from access.my_process v where v.process_id = comment.process_id) end)`,
  `create policy "adds" on "processes"."comment" for insert to "andamento_app" with check ((select access.claim('kind')) = 'staff' and comment.firm_id = (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'staff' or comment.audience = 'CLIENT') and (not (select access.claim('kind')) = 'client' or case comment.origin when 'AUTOMATIC' then (select 'AUTOMATIC_MOVEMENTS' = any (access.claim('categories')::text[])) else (select 'MANUAL_MOVEMENTS' = any (access.claim('categories')::text[])) end) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = comment.process_id) when 'staff' then (select true from access.my_process v where v.process_id = comment.process_id) end)`,
  `create policy "removes" on "processes"."comment" for delete to "andamento_app" using ((select access.claim('kind')) = 'staff' and comment.firm_id = (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'staff' or comment.audience = 'CLIENT') and (not (select access.claim('kind')) = 'client' or case comment.origin when 'AUTOMATIC' then (select 'AUTOMATIC_MOVEMENTS' = any (access.claim('categories')::text[])) else (select 'MANUAL_MOVEMENTS' = any (access.claim('categories')::text[])) end) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = comment.process_id) when 'staff' then (select true from access.my_process v where v.process_id = comment.process_id) end)`,
  `alter table "processes"."link" enable row level security`,
  `alter table "processes"."link" force row level security`,
  `create policy "sees" on "processes"."link" for select to "andamento_app" using (link.firm_id = (select access.claim('firm')::uuid) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = link.original_id) when 'staff' then (select true from access.my_process v where v.process_id = link.original_id) end and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = link.linked_id) when 'staff' then (select true from access.my_process v where v.process_id = link.linked_id) end)`,
  `create policy "adds" on "processes"."link" for insert to "andamento_app" with check ((select access.claim('kind')) = 'staff' and link.firm_id = (select access.claim('firm')::uuid) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = link.original_id) when 'staff' then (select true from access.my_process v where v.process_id = link.original_id) end and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = link.linked_id) when 'staff' then (select true from access.my_process v where v.process_id = link.linked_id) end)`,
  `create policy "removes" on "processes"."link" for delete to "andamento_app" using ((select access.claim('kind')) = 'staff' and link.firm_id = (select access.claim('firm')::uuid) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = link.original_id) when 'staff' then (select true from access.my_process v where v.process_id = link.original_id) end and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = link.linked_id) when 'staff' then (select true from access.my_process v where v.process_id = link.linked_id) end)`,
  `create policy "rule_reads" on "processes"."link" for select to "andamento_rule" using (true)`,
  `alter table "processes"."publication" enable row level security`,
  `alter table "processes"."publication" force row level security`,
  `create policy "sees" on "processes"."publication" for select to "andamento_app" using (publication.firm_id = (select access.claim('firm')::uuid) and case when (select access.claim('kind')) = 'staff' then publication.process_id is null or case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = publication.process_id) when 'staff' then (select true from access.my_process v where v.process_id = publication.process_id) end else publication.status = 'TREATED' and (not (select access.claim('kind')) = 'client' or (select 'PUBLICATIONS' = any (access.claim('categories')::text[]))) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = publication.process_id) when 'staff' then (select true from access.my_process v where v.process_id = publication.process_id) end end)`,
  `create policy "adds" on "processes"."publication" for insert to "andamento_app" with check ((select access.claim('kind')) = 'staff' and publication.firm_id = (select access.claim('firm')::uuid) and case when (select access.claim('kind')) = 'staff' then publication.process_id is null or case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = publication.process_id) when 'staff' then (select true from access.my_process v where v.process_id = publication.process_id) end else publication.status = 'TREATED' and (not (select access.claim('kind')) = 'client' or (select 'PUBLICATIONS' = any (access.claim('categories')::text[]))) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = publication.process_id) when 'staff' then (select true from access.my_process v where v.process_id = publication.process_id) end end)`,
  `create policy "changes" on "processes"."publication" for update to "andamento_app" using ((select access.claim('kind')) = 'staff' and publication.firm_id = (select access.claim('firm')::uuid) and case when (select access.claim('kind')) = 'staff' then publication.process_id is null or case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = publication.process_id) when 'staff' then (select true from access.my_process v where v.process_id = publication.process_id) end else publication.status = 'TREATED' and (not (select access.claim('kind')) = 'client' or (select 'PUBLICATIONS' = any (access.claim('categories')::text[]))) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = publication.process_id) when 'staff' then (select true from access.my_process v where v.process_id = publication.process_id) end end) with check ((select access.claim('kind')) = 'staff' and publication.firm_id = (select access.claim('firm')::uuid) and case when (select access.claim('kind')) = 'staff' then publication.process_id is null or case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = publication.process_id) when 'staff' then (select true from access.my_process v where v.process_id = publication.process_id) end else publication.status = 'TREATED' and (not (select access.claim('kind')) = 'client' or (select 'PUBLICATIONS' = any (access.claim('categories')::text[]))) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = publication.process_id) when 'staff' then (select true from access.my_process v where v.process_id = publication.process_id) end end)`,
  `alter table "processes"."seen" enable row level security`,
  `alter table "processes"."seen" force row level security`,
  `create policy "sees" on "processes"."seen" for select to "andamento_app" using (seen.firm_id = (select access.claim('firm')::uuid) and (select access.claim('kind')) = 'client' and seen.access_id = (select access.claim('access')::uuid))`,
  `create policy "adds" on "processes"."seen" for insert to "andamento_app" with check (seen.firm_id = (select access.claim('firm')::uuid) and (select access.claim('kind')) = 'client' and seen.access_id = (select access.claim('access')::uuid) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = seen.process_id) when 'staff' then (select true from access.my_process v where v.process_id = seen.process_id) end)`,
  `create policy "changes" on "processes"."seen" for update to "andamento_app" using (seen.firm_id = (select access.claim('firm')::uuid) and (select access.claim('kind')) = 'client' and seen.access_id = (select access.claim('access')::uuid) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = seen.process_id) when 'staff' then (select true from access.my_process v where v.process_id = seen.process_id) end) with check (seen.firm_id = (select access.claim('firm')::uuid) and (select access.claim('kind')) = 'client' and seen.access_id = (select access.claim('access')::uuid) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = seen.process_id) when 'staff' then (select true from access.my_process v where v.process_id = seen.process_id) end)`,
  `alter table "processes"."task" enable row level security`,
  `alter table "processes"."task" force row level security`,
  `create policy "sees" on "processes"."task" for select to "andamento_app" using (task.firm_id = (select access.claim('firm')::uuid) and (not (select access.claim('kind')) = 'client' or (select 'TASKS' = any (access.claim('categories')::text[]))) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = task.process_id) when 'staff' then (select true from access.my_process v where v.process_id = task.process_id) end)`,
  `create policy "adds" on "processes"."task" for insert to "andamento_app" with check ((select access.claim('kind')) = 'staff' and task.firm_id = (select access.claim('firm')::uuid) and (not (select access.claim('kind')) = 'client' or (select 'TASKS' = any (access.claim('categories')::text[]))) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = task.process_id) when 'staff' then (select true from access.my_process v where v.process_id = task.process_id) end)`,
  `create policy "changes" on "processes"."task" for update to "andamento_app" using ((select access.claim('kind')) = 'staff' and task.firm_id = (select access.claim('firm')::uuid) and (not (select access.claim('kind')) = 'client' or (select 'TASKS' = any (access.claim('categories')::text[]))) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = task.process_id) when 'staff' then (select true from access.my_process v where v.process_id = task.process_id) end) with check ((select access.claim('kind')) = 'staff' and task.firm_id = (select access.claim('firm')::uuid) and (not (select access.claim('kind')) = 'client' or (select 'TASKS' = any (access.claim('categories')::text[]))) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = task.process_id) when 'staff' then (select true from access.my_process v where v.process_id = task.process_id) end)`,
  `create policy "removes" on "processes"."task" for delete to "andamento_app" using ((select access.claim('kind')) = 'staff' and task.firm_id = (select access.claim('firm')::uuid) and (not (select access.claim('kind')) = 'client' or (select 'TASKS' = any (access.claim('categories')::text[]))) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = task.process_id) when 'staff' then (select true from access.my_process v where v.process_id = task.process_id) end)`,
  `create policy "rule_reads" on "processes"."task" for select to "andamento_rule" using (true)`,
];

const grants = [
  "grant select, insert, delete on processes.movement, processes.comment, processes.link to andamento_app",
  "grant select, insert, update, delete on processes.task to andamento_app",
  "grant select, insert, update on processes.publication, processes.seen to andamento_app",
  "grant select on processes.movement, processes.link, processes.task to andamento_rule",
];

// What the rule is worked out from tells it of each change. A new movement only raises dates.
const triggers = [
  ...[
    ["processes.link", "linked_id"],
    ["processes.task", "process_id"],
  ].flatMap(([table, key]) => [
    `create trigger rule_before before insert or update or delete on ${table} for each statement execute function access.before_change()`,
    `create trigger rule_insert after insert on ${table} referencing new table as now_rows for each statement execute function access.after_change('${key}')`,
    `create trigger rule_update after update on ${table} referencing old table as old_rows new table as now_rows for each statement execute function access.after_change('${key}')`,
    `create trigger rule_delete after delete on ${table} referencing old table as old_rows for each statement execute function access.after_change('${key}')`,
  ]),
  "create trigger rule_before before delete on processes.movement for each statement execute function access.before_change()",
  "create trigger rule_insert after insert on processes.movement referencing new table as now_rows for each statement execute function access.after_movement()",
  "create trigger rule_delete after delete on processes.movement referencing old table as old_rows for each statement execute function access.after_movement()",
];
