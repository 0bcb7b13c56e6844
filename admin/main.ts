// `npm run admin`: for whoever operates the installation.
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { migrate } from "../migrations/migrate.ts";
import { Refusal, readConfig } from "../platform/config.ts";
import { openDatabase, openEmbedded } from "../platform/database.ts";
import { openKeys } from "../platform/keys.ts";
import { holdFolder } from "../platform/lock.ts";
import { openServer } from "../platform/login.ts";
import type { Language } from "../platform/text.ts";
import { entities } from "../subgraphs/index.ts";
import { type Outcome, type Room, understand } from "./commands.ts";
import { progress } from "./progress.ts";
import { words } from "./words.ts";

/** Portuguese, unless the terminal speaks something else. */
const spoken = process.env["LC_ALL"] || process.env["LC_MESSAGES"] || process.env["LANG"] || "pt";
const language: Language = /^(pt|C|POSIX)/i.test(spoken) ? "pt" : "en";

async function main(): Promise<Outcome> {
  const asked = understand(process.argv.slice(2), language);
  return "run" in asked ? inRoom((room) => asked.run(room)) : asked;
}

async function inRoom(work: (room: Room) => Promise<Outcome>): Promise<Outcome> {
  const { databaseUrl, ownerUrl, dataFolder, keys, publicUrl } = readConfig();
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  chmodSync(dataFolder, 0o700);
  // The embedded database has one opener: a house that is running has to be ended first. A server takes many.
  const release = databaseUrl ? null : holdFolder(dataFolder);
  const embedded = databaseUrl ? null : await openEmbedded(dataFolder);
  const owner = ownerUrl ?? (databaseUrl as string);
  const ring = openKeys({ environment: keys, file: join(dataFolder, "keys") });
  await migrate(embedded ?? owner, entities);
  const database = await (embedded
    ? openDatabase(embedded, entities)
    : openServer(owner, ownerUrl && databaseUrl, ring, entities));
  try {
    return await work({ database, keys: ring, publicUrl, language, say: (line) => console.log(line), progress });
  } finally {
    await database.close();
    await embedded?.close();
    release?.();
  }
}

try {
  const { lines, code } = await main();
  for (const line of lines) (code === 0 ? console.log : console.error)(line);
  process.exitCode = code;
} catch (error) {
  const { message } = error as Error;
  console.error(error instanceof Refusal ? message : `${words[language].broken} ${String(message).split("\n")[0]}`);
  process.exitCode = 1;
}
