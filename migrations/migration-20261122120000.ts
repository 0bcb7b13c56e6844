import { Migration } from "@mikro-orm/migrations";

/** What became of the letters about news: told to admins, and ended at one address alone. */
export class Migration20261122120000 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    for (const statement of statements) this.addSql(statement);
    this.addSql("reset role");
  }
}

const statements = [
  `alter table "identity"."news_mail" add "sent_at" timestamptz null, add "refused_at" timestamptz null, add "opted_out_email" text null`,
  // Whoever has said already that it wants no more said it where its letters went.
  "create policy moving on identity.news_mail to andamento_owner using (true) with check (true)",
  "create policy moving on identity.client_access for select to andamento_owner using (true)",
  "update identity.news_mail n set opted_out_email = a.email from identity.client_access a where a.id = n.access_id and n.opted_out_at is not null",
  "drop policy moving on identity.client_access",
  "drop policy moving on identity.news_mail",
  `alter policy "sees" on "identity"."news_mail" using (news_mail.firm_id = (select access.claim('firm')::uuid) and ((select access.claim('kind')) = 'worker' or ((select access.claim('kind')) = 'staff' and (select access.claim('role')) = 'ADMIN') or ((select access.claim('kind')) = 'client' and news_mail.access_id = (select access.claim('access')::uuid))))`,
  `alter policy "adds" on "identity"."news_mail" with check ((select access.claim('kind')) = 'worker' and news_mail.firm_id = (select access.claim('firm')::uuid))`,
  `alter policy "changes" on "identity"."news_mail" using ((select access.claim('kind')) = 'worker' and news_mail.firm_id = (select access.claim('firm')::uuid)) with check ((select access.claim('kind')) = 'worker' and news_mail.firm_id = (select access.claim('firm')::uuid))`,
];
