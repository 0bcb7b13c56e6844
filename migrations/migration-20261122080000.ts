import { Migration } from "@mikro-orm/migrations";

/** The devices that a password was used on, and whether a firm's letters say it in English too. */
export class Migration20261122080000 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    this.addSql(`alter table "identity"."login" add column "devices" text[] not null default '{}'`);
    this.addSql(`alter table "identity"."firm" add column "mails_in_english" boolean not null default true`);
    this.addSql("reset role");
  }
}
