import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { PGlite } from "@electric-sql/pglite";
import type { EntityName } from "@mikro-orm/core";
import { Client } from "pg";
import library from "pg-boss/package.json" with { type: "json" };
import { doors } from "../access/channels.ts";
import { queuePlans } from "../platform/jobs.ts";

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");

/** What a database is brought to by this version of the house. */
export const target = {
  ground: read("ground.sql"),
  rule: ["rule", "entering", "attempts", "log", "answers", "courts", "granted"]
    .map((name) => read(`../access/${name}.sql`))
    .join("\n"),
  doors,
  // Each file of this folder that is called so, in the order of their dates.
  migrations: readdirSync(new URL(".", import.meta.url))
    .flatMap((file) => /^migration-(\d{14})\.ts$/.exec(file)?.[1] ?? [])
    .sort()
    .map((date) => `Migration${date}`),
  jobs: { version: library.pgboss.schema, queues: queuePlans },
};

/** The target's mark, which a database that has been brought there carries as its schema access's comment. */
export const mark = createHash("sha256").update(JSON.stringify(target)).digest("hex");

/** Brings a database to this version: roles, the rule, tables, job queues. Its owner's to do; done already, one question. */
export async function migrate(source: PGlite | string, entities: EntityName[]): Promise<void> {
  if ((await markOf(source)) === mark) return;
  const { bring } = await import("./bring.ts");
  await bring(source, entities);
}

async function markOf(source: PGlite | string): Promise<string | null> {
  const question = "select obj_description(oid, 'pg_namespace') as mark from pg_namespace where nspname = 'access'";
  if (typeof source !== "string") return (await source.query<{ mark: string | null }>(question)).rows[0]?.mark ?? null;
  const client = new Client({ connectionString: source, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    return (await client.query<{ mark: string | null }>(question)).rows[0]?.mark ?? null;
  } finally {
    await client.end();
  }
}
