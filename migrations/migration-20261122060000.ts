import { Migration } from "@mikro-orm/migrations";

/**
 * Publications become HTML: those that are there were shown as text, and still read as they did. The operator takes in what
 * a firm brings with it. And clients are told by mail that there is news.
 */
export class Migration20261122060000 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    for (const statement of [...escaped, ...operated, ...news]) this.addSql(statement);
    this.addSql("reset role");
  }
}

const escaped = [
  "create policy migrating on processes.publication to andamento_owner using (true) with check (true)",
  `update processes.publication set content = replace(replace(replace(content, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')
   where content ~ '[&<>]'`,
  "drop policy migrating on processes.publication",
];

const operated = [
  "identity.staff_member",
  "identity.contact",
  "processes.process",
  "processes.party",
  "processes.movement",
].map((table) => {
  const ours = `(select access.claim('kind')) = 'operator' and ${table.split(".")[1]}.firm_id = (select access.claim('firm')::uuid)`;
  return `create policy operator on ${table} to andamento_owner using (${ours}) with check (${ours})`;
});

const worked = "(select access.claim('kind')) = 'worker' and news_mail.firm_id = (select access.claim('firm')::uuid)";
const news = [
  "alter table processes.movement add column history boolean not null default false",
  `create table "identity"."news_mail" ("access_id" uuid not null, "firm_id" uuid not null, "told_until" timestamptz null, "opted_out_at" timestamptz null, primary key ("firm_id", "access_id"))`,
  "alter table identity.news_mail add constraint news_mail_access foreign key (firm_id, access_id) references identity.client_access (firm_id, id)",
  `alter table "identity"."news_mail" enable row level security`,
  `alter table "identity"."news_mail" force row level security`,
  `create policy "sees" on "identity"."news_mail" for select to "andamento_app" using (${worked})`,
  `create policy "adds" on "identity"."news_mail" for insert to "andamento_app" with check (${worked})`,
  `create policy "changes" on "identity"."news_mail" for update to "andamento_app" using (${worked}) with check (${worked})`,
  "grant select, insert, update on identity.news_mail to andamento_app",
  `create policy "rule_reads" on "processes"."seen" for select to "andamento_rule" using (true)`,
  "grant select on processes.seen to andamento_rule",
];
