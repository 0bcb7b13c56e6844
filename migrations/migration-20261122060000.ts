import { Migration } from "@mikro-orm/migrations";

/**
 * Publications become HTML: those that are there were shown as text, and still read as they did. The operator takes in what
 * a firm brings with it.
 */
export class Migration20261122060000 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    for (const statement of [...escaped, ...operated]) this.addSql(statement);
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
