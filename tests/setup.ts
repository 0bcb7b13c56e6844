// Runs once before each half of the tests: makes the migrated, empty database that every test's house begins from.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { TestProject } from "vitest/node";
import { entities } from "../gateway/house.ts";
import { migrate } from "../migrations/migrate.ts";
import { createDatabase, dropDatabase, startPostgres } from "./postgres.ts";

export const template = `andamento_template_${process.pid}`;

export default async function setup(project: TestProject) {
  return project.name === "server" ? onServer(project) : embedded(project);
}

async function onServer(project: TestProject) {
  const postgres = await startPostgres();
  await migrate(await createDatabase(postgres.url, template), entities);
  project.provide("postgresUrl", postgres.url);
  project.provide("template", template);
  return async () => {
    await dropDatabase(postgres.url, template);
    postgres.stop();
  };
}

async function embedded(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), "andamento-snapshot-"));
  const pglite = await PGlite.create();
  await migrate(pglite, entities);
  const file = join(folder, "snapshot.tar");
  writeFileSync(file, Buffer.from(await (await pglite.dumpDataDir("none")).arrayBuffer()));
  await pglite.close();
  project.provide("template", file);
  return () => rmSync(folder, { recursive: true, force: true });
}
