// `npm run start:distributed`: the same house as five processes on this machine, on a PostgreSQL server.
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Demo, loadDemo, readDemo } from "../demo/demo.ts";
import { migrate } from "../migrations/migrate.ts";
import { type Config, needed, readConfig } from "../platform/config.ts";
import type { Database } from "../platform/database.ts";
import { type Keys, openKeys, ringOf } from "../platform/keys.ts";
import { openServer, prepareLogin, servingAddress } from "../platform/login.ts";
import { closeOnSignal, run } from "../platform/process.ts";
import { entities, type SentMail } from "../subgraphs/index.ts";
import { startFleet } from "./fleet.ts";
import { greeting } from "./greeting.ts";

await run(() => main(readConfig()));

async function main(config: Config): Promise<void> {
  const url = needed(
    config.databaseUrl,
    "DATABASE_URL",
    "five processes share a PostgreSQL server (postgres://owner:password@host/database). Without one, use npm start.",
  );
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  chmodSync(config.dataFolder, 0o700);
  const ring = ringOf({ environment: config.keys, file: join(config.dataFolder, "keys") });
  const keys = openKeys({ environment: ring, file: "" });
  const owner = config.ownerUrl ?? url;
  const serving = config.ownerUrl ? url : servingAddress(url, keys);
  await migrate(owner, entities);
  await prepareLogin(owner, serving);
  const sent: SentMail[] = [];
  const fleet = await startFleet({
    environment: {
      DATABASE_URL: serving,
      // The owner's login stays here.
      MIGRATION_DATABASE_URL: "",
      ANDAMENTO_KEYS: ring,
      DATA_FOLDER: config.dataFolder,
      PUBLIC_URL: config.publicUrl,
    },
    host: config.host,
    port: config.port,
    onSent: (mail) => sent.push(mail),
  });
  closeOnSignal(() => fleet.close());
  const demo = await demoOf(config, keys, fleet.address, () => openServer(owner, serving, keys, entities), sent);
  console.log(greeting({ address: config.publicUrl, config, demo }));
}

async function demoOf(
  config: Config,
  keys: Keys,
  address: string,
  open: () => Promise<Database>,
  sent: readonly SentMail[],
): Promise<Demo | null> {
  const file = join(config.dataFolder, "demo.json");
  if (!config.demo) return readDemo(file);
  const database = await open();
  try {
    return (await loadDemo({ database, keys }, address, file, sent)) ?? readDemo(file);
  } finally {
    await database.close();
  }
}
