// What migrating does, loaded only when there is something to do.
import type { PGlite } from "@electric-sql/pglite";
import type { Constructor, EntityName, MikroORM } from "@mikro-orm/core";
import { type Migration, Migrator } from "@mikro-orm/migrations";
import type { SqlEntityManager } from "@mikro-orm/sql";
import type { Kysely } from "kysely";
import { openAsOwner } from "../platform/database.ts";
import { prepareJobs, throughKysely } from "../platform/jobs.ts";
import { mark, target } from "./migrate.ts";

const migrationsList = await Promise.all(
  target.migrations.map(async (name) => {
    const file = `./${name.replace("Migration", "migration-")}.ts`;
    const found = (await import(file)) as Record<string, Constructor<Migration> | undefined>;
    if (!found[name]) throw new Error(`migrations/${file.slice(2)} does not export ${name}.`);
    return { name, class: found[name] };
  }),
);

/** Opens a database with its migrations, as its owner. The caller closes it. */
export async function openForMigration(source: PGlite | string, entities: EntityName[]): Promise<MikroORM> {
  return openAsOwner(source, entities, {
    extensions: [Migrator],
    migrations: {
      tableName: "andamento_migration",
      migrationsList,
      path: new URL(".", import.meta.url).pathname,
      snapshotName: "snapshot",
      snapshotOnMigrate: false,
    },
  });
}

export async function bring(source: PGlite | string, entities: EntityName[]): Promise<void> {
  const orm = await openForMigration(source, entities);
  try {
    const em = orm.em as unknown as SqlEntityManager;
    await em.fork().transactional(async (transaction) => {
      const owner = transaction as unknown as SqlEntityManager;
      await owner.execute("select pg_advisory_xact_lock(hashtextextended('andamento migration', 0))");
      await owner.execute(target.ground);
      await applyRule(owner);
    });
    // On its own: the migrator asks for its table on another connection, and the embedded database has one.
    await orm.migrator.up();
    await prepareJobs(throughKysely(em.getConnection().getClient() as Kysely<unknown>, "andamento_owner"));
    await em.fork().transactional(async (transaction) => {
      const owner = transaction as unknown as SqlEntityManager;
      await owner.execute("set local role andamento_rule");
      await owner.execute(`comment on schema access is '${mark}'`);
    });
  } finally {
    await orm.close();
  }
}

/** Runs the SQL of access/ with the doors of channels.ts. */
async function applyRule(owner: SqlEntityManager): Promise<void> {
  await owner.execute("set local role andamento_rule");
  // One statement to the driver, which takes one at a time; PostgreSQL runs what is inside one after the other.
  await owner.execute(`do $apply$ begin execute $rule$${target.rule}$rule$; end $apply$`);
  await owner.execute("delete from access.door");
  for (const { type, channel, credential, plans } of target.doors)
    await owner.execute("insert into access.door (type, channel, credential, plans) values (?, ?, ?, ?::text[])", [
      type,
      channel,
      credential,
      `{${plans.join(",")}}`,
    ]);
  await owner.execute("reset role");
}
