import { Migration } from "@mikro-orm/migrations";

/** What became of the mails that invite the firm's people, beside those that invite its clients. */
export class Migration20261122154800 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    for (const statement of statements) this.addSql(statement);
    this.addSql("reset role");
  }
}

const statements = [
  `alter table "identity"."invitation" alter column "access_id" drop not null`,
  `alter table "identity"."invitation" add column "staff_id" uuid null`,
  `create index "invitation_of_staff" on "identity"."invitation" ("staff_id", "created_at")`,
  `alter table "identity"."invitation" add constraint "invitation_of_one" check ((staff_id is null) <> (access_id is null))`,
  `alter table "identity"."invitation" add constraint "invitation_staff" foreign key (firm_id, staff_id) references identity.staff_member (firm_id, id)`,
];
