import { Migration } from "@mikro-orm/migrations";

/** The devices that a link was opened on. */
export class Migration20261122154700 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    this.addSql(`alter table "identity"."client_access" add column "link_devices" text[] not null default '{}'`);
    this.addSql("reset role");
  }
}
