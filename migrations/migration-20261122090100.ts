import { Migration } from "@mikro-orm/migrations";

/** A firm says how long the links it mails can be used. */
export class Migration20261122090100 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    this.addSql(
      `alter table "identity"."firm" add column "link_days" int null, add column "link_unused_days" int null`,
    );
    this.addSql("reset role");
  }
}
