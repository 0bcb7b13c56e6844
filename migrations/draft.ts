// `npm run migration`: writes the migration for what the entities have and the migrations do not make yet.
import { writeFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import type { EntityName } from "@mikro-orm/core";
import { entities } from "../subgraphs/index.ts";
import { openForMigration } from "./bring.ts";
import { migrate, target } from "./migrate.ts";

/**
 * The statements that give a database the tables, columns, indexes and checks of the entities that it lacks. Policies come
 * with a table that is new; whether the others are as access/rows.ts says, tests/catalogue.test.ts compares.
 */
export async function lacking(source: PGlite | string, of: EntityName[] = entities): Promise<string[]> {
  const orm = await openForMigration(source, of);
  try {
    const sql = await orm.schema.getUpdateSchemaSQL({ wrap: false, safe: true });
    const statements = sql.split(/;\s*\n/).filter((one) => /^(create|alter) /.test(one));
    const made = statements.flatMap((one) => /^create table (\S+)/.exec(one)?.[1] ?? []);
    const policies = /^create policy "(\w+)" on (\S+)/;
    const wanted = statements.filter((one) => {
      const [, , table = ""] = policies.exec(one) ?? [];
      return table ? made.includes(table) : !/ (drop|alter column) /.test(one);
    });
    const commands: Record<string, string> = { sees: "select", adds: "insert", changes: "update", removes: "delete" };
    const grants = made.flatMap((table) => {
      const names = wanted.flatMap((one) => {
        const [, name = "", on] = policies.exec(one) ?? [];
        return on === table ? [name] : [];
      });
      const app = names.flatMap((name) => commands[name] ?? []).join(", ");
      return [
        ...(app ? [`grant ${app} on ${table} to andamento_app`] : []),
        ...(names.includes("rule_reads") ? [`grant select on ${table} to andamento_rule`] : []),
      ];
    });
    return [...wanted, ...grants];
  } finally {
    await orm.close();
  }
}

const textOf = (
  name: string,
  statements: readonly string[],
): string => `import { Migration } from "@mikro-orm/migrations";

export class ${name} extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    for (const statement of statements) this.addSql(statement);
    this.addSql("reset role");
  }
}

const statements = [
${statements.map((one) => `  ${quoted(one)},\n`).join("")}];
`;

const quoted = (text: string): string =>
  /["\\]/.test(text) ? `\`${text.replaceAll(/[`\\]|\$\{/g, "\\$&")}\`` : JSON.stringify(text);

if (import.meta.filename === process.argv[1]) {
  const database = await PGlite.create();
  await migrate(database, entities);
  const statements = await lacking(database);
  await database.close();
  // Behind the latest there is, whatever the clock says.
  const now = Number(new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14));
  const date = Math.max(now, Number(target.migrations.at(-1)?.replace("Migration", "")) + 1);
  const file = `migrations/migration-${date}.ts`;
  if (statements.length > 0)
    writeFileSync(new URL(`../${file}`, import.meta.url), textOf(`Migration${date}`, statements));
  console.log(statements.length > 0 ? `Written: ${file}` : "The migrations make all that the entities have.");
}
