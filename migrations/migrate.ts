// Brings a database to what this version of the house needs: roles, the rule, tables, job queues. Run by its owner.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { PGlite } from "@electric-sql/pglite";
import type { EntityName, MikroORM } from "@mikro-orm/core";
import { Migrator } from "@mikro-orm/migrations";
import type { SqlEntityManager } from "@mikro-orm/sql";
import type { Kysely } from "kysely";
import { doors } from "../access/channels.ts";
import { openAsOwner } from "../platform/database.ts";
import { prepareJobs, throughKysely } from "../platform/jobs.ts";
import { Migration20261121200000 } from "./migration-20261121200000.ts";

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");

/** Opens a database with its migrations, as its owner. The caller closes it. */
export function openForMigration(source: PGlite | string, entities: EntityName[]): Promise<MikroORM> {
  return openAsOwner(source, entities, {
    extensions: [Migrator],
    migrations: {
      tableName: "andamento_migration",
      migrationsList: [Migration20261121200000],
      path: new URL(".", import.meta.url).pathname,
      snapshotName: "snapshot",
      snapshotOnMigrate: false,
    },
  });
}

/** Migrates. What is done already costs a few questions. */
export async function migrate(source: PGlite | string, entities: EntityName[]): Promise<void> {
  const orm = await openForMigration(source, entities);
  try {
    const em = orm.em as unknown as SqlEntityManager;
    const client = em.getConnection().getClient() as Kysely<unknown>;
    await em.fork().transactional(async (transaction) => {
      const owner = transaction as unknown as SqlEntityManager;
      await owner.execute("select pg_advisory_xact_lock(hashtextextended('andamento migration', 0))");
      await owner.execute(read("ground.sql"));
      await applyRule(owner);
    });
    await orm.migrator.up();
    await prepareJobs(throughKysely(client, "andamento_owner"));
  } finally {
    await orm.close();
  }
}

/** Runs rule.sql, with the doors of channels.ts, unless the database has had this very rule. */
async function applyRule(owner: SqlEntityManager): Promise<void> {
  const rule = read("../access/rule.sql");
  const mark = createHash("sha256").update(rule).update(JSON.stringify(doors)).digest("hex");
  const [had] = await owner.execute<{ mark: string | null }[]>(
    "select obj_description(oid, 'pg_namespace') as mark from pg_namespace where nspname = 'access'",
  );
  if (had?.mark === mark) return;
  await owner.execute("set local role andamento_rule");
  // One statement to the driver, which takes one at a time; PostgreSQL runs what is inside one after the other.
  await owner.execute(`do $apply$ begin execute $rule$${rule}$rule$; end $apply$`);
  await owner.execute("delete from access.door");
  for (const { type, channel, credential, plans } of doors)
    await owner.execute("insert into access.door (type, channel, credential, plans) values (?, ?, ?, ?::text[])", [
      type,
      channel,
      credential,
      `{${plans.join(",")}}`,
    ]);
  await owner.execute(`comment on schema access is '${mark}'`);
  await owner.execute("reset role");
}
