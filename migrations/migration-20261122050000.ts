import { Migration } from "@mikro-orm/migrations";

/** Passwords that are set anew: a mailed token may take the place of one that is there. */
export class Migration20261122050000 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    for (const statement of reset) this.addSql(statement);
    this.addSql("reset role");
  }
}

const reset = [
  `alter table "identity"."token" add column "resets" boolean not null default false`,
  `alter table "identity"."token" alter column "resets" drop default`,
  `alter policy "adds" on "identity"."token" with check ((((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') or (select access.claim('kind')) = 'operator' or ((select access.claim('kind')) = 'worker' and token.resets)) and token.firm_id = (select access.claim('firm')::uuid))`,
  `create policy "rule_writes" on "identity"."token" for update to "andamento_rule" using (true) with check (true)`,
  "grant update (voided_at) on identity.token to andamento_rule",
  "grant update (ended_at) on identity.session to andamento_rule",
];
