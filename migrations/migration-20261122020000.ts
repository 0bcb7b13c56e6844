import { Migration } from "@mikro-orm/migrations";

/** The firm's own words for court movements. */
export class Migration20261122020000 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    for (const statement of wordings) this.addSql(statement);
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
