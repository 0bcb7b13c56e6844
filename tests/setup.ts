// Runs once before each part of the tests: makes the migrated, empty database that every test's house begins from.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { TestProject } from "vitest/node";
import { migrate } from "../migrations/migrate.ts";

import { randomSecret } from "../platform/keys.ts";
import { prepareLogin } from "../platform/login.ts";
import { entities } from "../subgraphs/index.ts";
import { createDatabase, dropDatabase, dropLogin, grantLogin, startPostgres } from "./postgres.ts";

export default async function setup(project: TestProject) {
  if (["embedded", "browser"].includes(project.name)) return embedded(project);
  const { postgres, done } = await shared();
  project.provide("postgresUrl", postgres.url);
  project.provide("servingUrl", postgres.serving);
  project.provide("template", postgres.template);
  return done;
}

interface Server {
  readonly url: string;
  readonly serving: string;
  readonly template: string;
  close(): Promise<void>;
}
/** Both parts on a server share one, with one template. */
const everybody = globalThis as { andamentoServer?: { server: Promise<Server>; users: number } };

async function shared(): Promise<{ postgres: Server; done(): Promise<void> }> {
  everybody.andamentoServer ??= { server: openServer(), users: 0 };
  const { andamentoServer } = everybody;
  andamentoServer.users += 1;
  const postgres = await andamentoServer.server;
  return {
    postgres,
    async done() {
      andamentoServer.users -= 1;
      if (andamentoServer.users > 0) return;
      delete everybody.andamentoServer;
      await postgres.close();
    },
  };
}

async function openServer(): Promise<Server> {
  const { url, stop } = await startPostgres();
  const template = `andamento_template_${process.pid}`;
  const owner = await createDatabase(url, template);
  await migrate(owner, entities);
  const login = `andamento_test_${process.pid}`;
  const serving = new URL(url);
  serving.username = login;
  serving.password = randomSecret();
  await prepareLogin(owner, serving.href);
  // Who drops a test's database ends the connections that are still open to it.
  await grantLogin(url, login);
  return {
    url,
    serving: serving.href,
    template,
    async close() {
      await dropDatabase(url, template);
      await dropLogin(url, login);
      stop();
    },
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
