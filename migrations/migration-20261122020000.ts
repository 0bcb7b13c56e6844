import { Migration } from "@mikro-orm/migrations";

/** The firm's own words for court movements; and deleting a process takes all that is of it along. */
export class Migration20261122020000 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    for (const statement of [...wordings, ...deleting]) this.addSql(statement);
    this.addSql("reset role");
  }
}

const wordings = [
  `create table "processes"."movement_wording" ("firm_id" uuid not null, "code" int not null, "headline" text null, "text" text null, primary key ("firm_id", "code"))`,
  `alter table "processes"."movement_wording" add constraint "movement_wording_is_whole" check ((headline is null) = (text is null))`,
  `alter table "processes"."movement_wording" add constraint "movement_wording_code" check (code > 0)`,
  "alter table processes.movement_wording add constraint movement_wording_firm foreign key (firm_id) references identity.firm (id)",
  `alter table "processes"."movement_wording" enable row level security`,
  `alter table "processes"."movement_wording" force row level security`,
  `create policy "sees" on "processes"."movement_wording" for select to "andamento_app" using (movement_wording.firm_id = (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'staff' or (select access.claim('kind')) = 'client'))`,
  `create policy "adds" on "processes"."movement_wording" for insert to "andamento_app" with check (((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') and movement_wording.firm_id = (select access.claim('firm')::uuid))`,
  `create policy "changes" on "processes"."movement_wording" for update to "andamento_app" using (((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') and movement_wording.firm_id = (select access.claim('firm')::uuid)) with check (((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') and movement_wording.firm_id = (select access.claim('firm')::uuid))`,
  `create policy "removes" on "processes"."movement_wording" for delete to "andamento_app" using (((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') and movement_wording.firm_id = (select access.claim('firm')::uuid))`,
  "grant select, insert, update, delete on processes.movement_wording to andamento_app",
];

// What is of a process goes with it. An upload stays until the bytes it may have are removed.
const ofProcess = [
  ["processes.party", "party_process", "firm_id, process_id", "processes.process"],
  ["processes.link", "link_original", "firm_id, original_id", "processes.process"],
  ["processes.link", "link_linked", "firm_id, linked_id", "processes.process"],
  ["processes.movement", "movement_process", "firm_id, process_id", "processes.process"],
  ["processes.comment", "comment_movement", "firm_id, movement_id", "processes.movement"],
  ["processes.comment", "comment_process", "firm_id, process_id", "processes.process"],
  ["processes.task", "task_process", "firm_id, process_id", "processes.process"],
  ["processes.publication", "publication_process", "firm_id, process_id", "processes.process"],
  ["processes.seen", "seen_process", "firm_id, process_id", "processes.process"],
  ["documents.document", "document_process", "firm_id, process_id", "processes.process"],
].flatMap(([table, name, columns, target]) => [
  `alter table ${table} drop constraint ${name}`,
  `alter table ${table} add constraint ${name} foreign key (${columns}) references ${target} (firm_id, id) on delete cascade`,
]);

const deleting = [
  ...ofProcess,
  `create index "comment_of_process" on "processes"."comment" ("process_id")`,
  `create index "seen_of_process" on "processes"."seen" ("process_id")`,
  `create index "upload_of_process" on "documents"."upload" ("process_id")`,
  `create policy "removes" on "processes"."process" for delete to "andamento_app" using (((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') and process.firm_id = (select access.claim('firm')::uuid) and case (select access.claim('kind')) when 'client' then (select true from access.my_party v where v.process_id = process.id) when 'staff' then (select true from access.my_process v where v.process_id = process.id) end)`,
  `create policy "rule_reads" on "documents"."document" for select to "andamento_rule" using (true)`,
  "grant delete on processes.process to andamento_app",
  "grant select (firm_id, process_id, storage_key) on documents.document to andamento_rule",
];
