// One subgraph, or the worker, as a process of its own: `serve-subgraph <name>`, `serve-worker`.
import { join } from "node:path";
import { type Config, needed, Refusal, readConfig } from "../platform/config.ts";
import { openDatabase } from "../platform/database.ts";
import { openJobs, queues } from "../platform/jobs.ts";
import { openKeys } from "../platform/keys.ts";
import { log } from "../platform/log.ts";
import { openPost } from "../platform/mail.ts";
import { closeOnSignal, run, tell } from "../platform/process.ts";
import { openScanner } from "../platform/scanner.ts";
import { openStorage } from "../platform/storage.ts";
import type { House } from "../platform/subgraph.ts";
import { entities, openChecker, subgraphs, work } from "./index.ts";
import { serveSubgraph } from "./serve.ts";

await run(() => (process.argv[2] === "worker" ? asWorker(readConfig()) : asSubgraph(readConfig(), process.argv[2])));

async function asSubgraph(config: Config, name: string | undefined): Promise<void> {
  const subgraph = subgraphs.find((one) => one.name === name);
  if (!subgraph) throw new Refusal(`Which subgraph? One of ${subgraphs.map((one) => one.name).join(", ")}.`);
  const house = await openParts(config, subgraph.entities as typeof entities);
  const checker = openChecker();
  const served = await serveSubgraph(subgraph, { ...house, checker });
  closeOnSignal(async () => {
    await served.close();
    await checker.close();
    await house.jobs.stop();
    await house.database.close();
  });
  const address = await served.listen(config.host, config.port);
  log.info({ subgraph: subgraph.name, address }, "started");
  tell({ started: { address } });
}

async function asWorker(config: Config): Promise<void> {
  const house = await openParts(config, entities);
  const post = openPost({ smtpUrl: config.smtpUrl, from: config.mailFrom, folder: join(config.dataFolder, "mail") });
  let end = async (): Promise<void> => {};
  closeOnSignal(async () => {
    await house.jobs.stop();
    await end();
    await post.close();
    await house.database.close();
  });
  end = await work({ ...house, post, onSent: (sent) => tell({ sent }) });
  log.info("the worker started");
  tell({ started: {} });
}

async function openParts(config: Config, of: typeof entities): Promise<Omit<House, "checker">> {
  const url = needed(config.databaseUrl, "DATABASE_URL", "processes of their own share a PostgreSQL server.");
  const keys = openKeys({
    environment: needed(config.keys, "ANDAMENTO_KEYS", "every process of the house has the same key ring."),
    file: "",
  });
  const database = await openDatabase(url, of);
  const jobs = openJobs({ db: database.jobs, queues, log });
  await jobs.start();
  return {
    database,
    keys,
    jobs,
    storage: await openStorage(config),
    ...(config.clamd ? { scanner: openScanner(config.clamd) } : {}),
    maxUploadBytes: config.maxUploadBytes,
    linkLife: config.linkLife,
    maxFirmBytes: config.maxFirmBytes,
    courts: config.courts,
    publicUrl: () => config.publicUrl,
  };
}
