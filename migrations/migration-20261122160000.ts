import { Migration } from "@mikro-orm/migrations";

/** Who treats a publication does not overwrite who did meanwhile; and earlier days of the gazette are asked about again. */
export class Migration20261122160000 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    for (const statement of statements) this.addSql(statement);
    this.addSql("reset role");
  }
}

const statements = [
  `alter table "processes"."court_registration" add "looked_back_on" date null, add "look_back_from" date null`,
  `alter table "processes"."court_update" add "looked_back_on" date null`,
  `alter table "processes"."publication" add "version" int not null default 1`,
];
