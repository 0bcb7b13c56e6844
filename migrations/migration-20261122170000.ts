import { Migration } from "@mikro-orm/migrations";

/** What became of the mails that invite the firm's people is its admins' to see, and no member's. */
export class Migration20261122170000 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    for (const statement of statements) this.addSql(statement);
    this.addSql("reset role");
  }
}

const statements = [
  `alter policy "sees" on "identity"."invitation" using (case when ((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') or (select access.claim('kind')) = 'worker' then invitation.firm_id = (select access.claim('firm')::uuid) when (select access.claim('kind')) = 'staff' then invitation.firm_id = (select access.claim('firm')::uuid) and invitation.staff_id is null when (select access.claim('kind')) = 'bearer' then invitation.access_id = (select access.claim('access')::uuid) or (((select access.claim('kind')) = 'bearer' and (select access.claim('login')) is not null) and invitation.access_id in (select a.id from identity.client_access a)) end)`,
  `alter policy "changes" on "identity"."invitation" using (((((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') or (select access.claim('kind')) = 'worker') and invitation.firm_id = (select access.claim('firm')::uuid)) or ((select access.claim('kind')) = 'bearer' and case when ((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') or (select access.claim('kind')) = 'worker' then invitation.firm_id = (select access.claim('firm')::uuid) when (select access.claim('kind')) = 'staff' then invitation.firm_id = (select access.claim('firm')::uuid) and invitation.staff_id is null when (select access.claim('kind')) = 'bearer' then invitation.access_id = (select access.claim('access')::uuid) or (((select access.claim('kind')) = 'bearer' and (select access.claim('login')) is not null) and invitation.access_id in (select a.id from identity.client_access a)) end)) with check (((((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') or (select access.claim('kind')) = 'worker') and invitation.firm_id = (select access.claim('firm')::uuid)) or ((select access.claim('kind')) = 'bearer' and case when ((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') or (select access.claim('kind')) = 'worker' then invitation.firm_id = (select access.claim('firm')::uuid) when (select access.claim('kind')) = 'staff' then invitation.firm_id = (select access.claim('firm')::uuid) and invitation.staff_id is null when (select access.claim('kind')) = 'bearer' then invitation.access_id = (select access.claim('access')::uuid) or (((select access.claim('kind')) = 'bearer' and (select access.claim('login')) is not null) and invitation.access_id in (select a.id from identity.client_access a)) end))`,
];
