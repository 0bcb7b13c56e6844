// `npm start`: the whole house in one process.
import { chmodSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { loadDemo, readDemo } from "../demo/demo.ts";
import { type Config, Refusal, readConfig } from "../platform/config.ts";
import { openEmbedded } from "../platform/database.ts";
import { openKeys } from "../platform/keys.ts";
import { holdFolder } from "../platform/lock.ts";
import { log } from "../platform/log.ts";
import { openPost } from "../platform/mail.ts";
import { closeOnSignal, run } from "../platform/process.ts";
import { openScanner } from "../platform/scanner.ts";
import { openStorage } from "../platform/storage.ts";
import type { SentMail } from "../subgraphs/index.ts";
import { greeting } from "./greeting.ts";
import { openHouse } from "./house.ts";

await run(main);

async function main(): Promise<void> {
  const config = readConfig();
  if (process.argv.includes("--reset")) reset(config);
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  chmodSync(config.dataFolder, 0o700);
  const release = holdFolder(config.dataFolder);
  if (!config.databaseUrl && !existsSync(join(config.dataFolder, "postgres")))
    console.error(`Making the database${config.demo ? " and the demo" : ""}: this takes half a minute, once.`);
  const embedded = config.databaseUrl ? null : await openEmbedded(config.dataFolder);
  const sent: SentMail[] = [];
  let address = config.publicUrl;
  const keys = openKeys({ environment: config.keys, file: join(config.dataFolder, "keys") });
  const house = await openHouse({
    source: embedded ?? config.ownerUrl ?? (config.databaseUrl as string),
    serving: config.ownerUrl && config.databaseUrl,
    keys,
    post: openPost({ smtpUrl: config.smtpUrl, from: config.mailFrom, folder: join(config.dataFolder, "mail") }),
    storage: await openStorage(config),
    ...(config.clamd ? { scanner: openScanner(config.clamd) } : {}),
    maxUploadBytes: config.maxUploadBytes,
    linkLife: config.linkLife,
    maxFirmBytes: config.maxFirmBytes,
    courts: config.courts,
    publicUrl: () => address,
    origins: config.origins,
    introspection: config.introspection,
    trustedProxies: config.trustedProxies,
    onSent: (mail) => {
      sent.push(mail);
      log.info({ access: mail.accessId }, "a mail went out");
    },
  });
  closeOnSignal(async () => {
    await house.close();
    await embedded?.close();
    release();
  });
  const listening = await house.gateway.listen(config.host, config.port);
  // With PORT=0 the port is known only now.
  if (config.port === 0 && !process.env["PUBLIC_URL"]) address = listening;
  const file = join(config.dataFolder, "demo.json");
  const demo = config.demo
    ? ((await loadDemo({ database: house.database, keys }, listening, file, sent)) ?? readDemo(file))
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
