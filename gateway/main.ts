// `npm start`: the whole house in one process.
import { chmodSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { loadDemo, readDemo } from "../demo/demo.ts";
import { type Config, Refusal, readConfig } from "../platform/config.ts";
import { openEmbedded } from "../platform/database.ts";
import { openKeys } from "../platform/keys.ts";
import { holdFolder } from "../platform/lock.ts";
import { log } from "../platform/log.ts";
import { openPost } from "../platform/mail.ts";
import { openScanner } from "../platform/scanner.ts";
import { openStorage } from "../platform/storage.ts";
import { greeting } from "./greeting.ts";
import { type OpenHouse, openHouse, type SentMail } from "./house.ts";

async function main(): Promise<void> {
  const config = readConfig();
  if (process.argv.includes("--reset")) reset(config);
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  chmodSync(config.dataFolder, 0o700);
  const release = holdFolder(config.dataFolder);
  const embedded = config.databaseUrl ? null : await openEmbedded(config.dataFolder);
  const sent: SentMail[] = [];
  let address = config.publicUrl;
  const house = await openHouse({
    source: embedded ?? (config.databaseUrl as string),
    keys: openKeys({ environment: config.keys, file: join(config.dataFolder, "keys") }),
    post: openPost({ smtpUrl: config.smtpUrl, from: config.mailFrom, folder: join(config.dataFolder, "mail") }),
    storage: await openStorage(config),
    ...(config.clamd ? { scanner: openScanner(config.clamd) } : {}),
    maxUploadBytes: config.maxUploadBytes,
    maxFirmBytes: config.maxFirmBytes,
    publicUrl: () => address,
    origins: config.origins,
    introspection: config.introspection,
    onSent: (mail) => {
      sent.push(mail);
      log.info({ access: mail.accessId }, "a mail went out");
    },
  });
  closeOnSignal(house, embedded, release);
  const listening = await house.gateway.listen(config.host, config.port);
  // With PORT=0 the port is known only now.
  if (config.port === 0 && !process.env["PUBLIC_URL"]) address = listening;
  const file = join(config.dataFolder, "demo.json");
  const demo = config.demo
    ? ((await loadDemo(house.database, listening, file, sent)) ?? readDemo(file))
    : readDemo(file);
  console.log(greeting({ address, config, demo }));
}

function reset(config: Config): void {
  if (config.databaseUrl)
    throw new Refusal("--reset begins the embedded database again; it does not touch DATABASE_URL's.");
  if (!existsSync(config.dataFolder)) return;
  const release = holdFolder(config.dataFolder);
  for (const name of ["postgres", "mail", "files", "demo.json", "keys"])
    rmSync(join(config.dataFolder, name), { recursive: true, force: true });
  release();
}

/** Ctrl-C and SIGTERM end it once: what is under way ends first. A second one does not wait. */
function closeOnSignal(house: OpenHouse, embedded: PGlite | null, release: () => void): void {
  let closing = false;
  const close = async () => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), 20_000).unref();
    await house.close();
    await embedded?.close();
    release();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void close());
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Refusal)) log.fatal({ err: error }, "the house does not start");
  console.error(error instanceof Refusal ? error.message : reasonOf(error));
  process.exit(1);
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code === "EADDRINUSE") return "The port is taken: choose another with PORT.";
  if (code === "EACCES") return "The port or the data folder may not be used.";
  return `Andamento does not start: ${String(message ?? error).split("\n")[0]}`;
}
