import { Migration } from "@mikro-orm/migrations";

/** The numbers that lawsuits had before there were CNJ numbers. */
export class Migration20261122130000 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    for (const statement of statements) this.addSql(statement);
    this.addSql("reset role");
  }
}

const statements = [
  `alter table "processes"."process" add column "legacy_number" text null`,
  `alter table "processes"."process" add column "legacy_folded" text null`,
  `create index "process_by_legacy_number" on "processes"."process" ("firm_id", "legacy_number")`,
  `alter table "processes"."process" add constraint "process_case_has_no_legacy_number" check (kind = 'LAWSUIT' or legacy_number is null)`,
];
