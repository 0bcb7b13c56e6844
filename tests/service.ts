// The product in processes of its own, one as `npm start` has it or five: for what is told of a process and not of an answer.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startFleet } from "../gateway/fleet.ts";
import type { BucketOptions } from "../platform/bucket.ts";
import { type Database, openDatabase } from "../platform/database.ts";
import { randomSecret } from "../platform/keys.ts";
import { entities } from "../subgraphs/index.ts";
import { type Asking, askingAt } from "./asking.ts";
import { freePort } from "./postgres.ts";

export type ServiceForm = "one process" | "five processes";

/** In bytes. */
export interface Memory {
  /** What is held, without what is only not collected yet. */
  readonly held: number;
  /** The most of it since it was asked for last. */
  readonly peak: number;
}

export interface Service extends Asking {
  readonly url: string;
  readonly house: { readonly database: Database };
  /** Its key ring, as the environment gives it. */
  readonly ring: string;
  /** The processes that files go through. */
  readonly pids: readonly number[];
  /** What these processes' memory comes to, in all. */
  memory(): Promise<Memory>;
  close(): Promise<void>;
}

interface ServiceOptions {
  readonly form: ServiceForm;
  /** A migrated database: as its owner, and as the login that the product serves as. */
  readonly database: string;
  readonly serving: string;
  /** Where files are kept, when it is not a folder. */
  readonly bucket?: BucketOptions;
}

export async function openService({ form, database, serving, bucket }: ServiceOptions): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), "andamento-service-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const ring = `k1:${randomSecret()}`;
  const environment = {
    DATABASE_URL: serving,
    ANDAMENTO_KEYS: ring,
    DATA_FOLDER: folder,
    PUBLIC_URL: url,
    HOST: "127.0.0.1",
    LOG_LEVEL: "error",
    DEMO: "off",
    MEMORY_FOLDER: folder,
    NODE_OPTIONS: `--import=${new URL("memory-teller.mjs", import.meta.url).href}`,
    ...(bucket ? bucketVariables(bucket) : {}),
  };
  const { pids, end } = await (form === "five processes"
    ? startFive(environment, port)
    : startOne({ ...environment, MIGRATION_DATABASE_URL: database, PORT: String(port) }, url));
  const ours = await openDatabase(serving, entities, database);
  return {
    url,
    house: { database: ours },
    ring,
    ...askingAt(url),
    pids,
    async memory() {
      const told = await Promise.all(pids.map((pid) => memoryOf(pid, folder)));
      const all = (what: keyof Memory) => told.reduce((sum, one) => sum + one[what], 0);
      return { held: all("held"), peak: all("peak") };
    },
    async close() {
      await end();
      await ours.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Started {
  readonly pids: readonly number[];
  end(): Promise<void>;
}

async function startFive(environment: Record<string, string>, port: number): Promise<Started> {
  const fleet = await startFleet({ environment, host: "127.0.0.1", port });
  return { pids: [fleet.pid("gateway"), fleet.pid("documents")], end: () => fleet.close() };
}

async function startOne(environment: Record<string, string>, url: string): Promise<Started> {
  const child = spawn(process.execPath, ["--import", "tsx", "--enable-source-maps", "gateway/main.ts"], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const end = () => ended(child);
  process.once("exit", () => child.kill("SIGKILL"));
  while (
    !(await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error("The service did not start.");
    await pause(100);
  }
  return { pids: [child.pid as number], end };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

async function memoryOf(pid: number, folder: string): Promise<Memory> {
  const file = join(folder, String(pid));
  rmSync(file, { force: true });
  process.kill(pid, "SIGUSR2");
  while (!existsSync(file)) await pause(10);
  return JSON.parse(readFileSync(file, "utf8"));
}

const bucketVariables = (bucket: BucketOptions): Record<string, string> => ({
  S3_BUCKET: bucket.bucket,
  S3_ENDPOINT: bucket.endpoint as string,
  S3_REGION: bucket.region,
  S3_ACCESS_KEY_ID: bucket.accessKeyId,
  S3_SECRET_ACCESS_KEY: bucket.secretAccessKey,
  S3_FORCE_PATH_STYLE: bucket.forcePathStyle ? "on" : "off",
});
