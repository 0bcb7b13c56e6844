// A whole house of a test's own: an empty, migrated database, the subgraphs, a gateway on a free port; in this process, or
// as five processes.
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { Client } from "pg";
import { inject } from "vitest";
import { type Fleet, startFleet } from "../gateway/fleet.ts";
import { type OpenHouse, openHouse } from "../gateway/house.ts";
import type { Checker } from "../platform/checker.ts";
import type { CourtSettings } from "../platform/config.ts";
import { openDatabase, openEmbedded } from "../platform/database.ts";
import { openJobs, queues } from "../platform/jobs.ts";
import { openKeys, ringOf } from "../platform/keys.ts";
import { log } from "../platform/log.ts";
import { openPost, type Post } from "../platform/mail.ts";
import type { Scanner } from "../platform/scanner.ts";
import { openFolder, type Storage } from "../platform/storage.ts";
import type { Walls } from "../platform/subgraph.ts";
import { entities, type SentMail } from "../subgraphs/index.ts";
import { type Asking, askingAt } from "./asking.ts";
import { createDatabase, dropDatabase, freePort } from "./postgres.ts";

export type { Answer } from "./asking.ts";

export interface TestHouse extends Asking {
  /** What stands behind the gateway: more of it where it is in this process. */
  readonly house: Pick<OpenHouse, "database" | "jobs" | "close"> & { fleet?: Fleet };
  readonly url: string;
  /** The database, as whoever owns it takes it. */
  readonly source: PGlite | string;
  /** The same, as the service takes it. */
  readonly serving: PGlite | string;
  /** Its key ring, as the environment gives it. */
  readonly ring: string;
  /** Where the files are kept. */
  readonly filesFolder: string;
  /** Mails that went out, in order. */
  readonly mails: SentMail[];
  /** The mail to an access, the nth, once it has gone out. */
  mailOf(accessId: string, nth?: number): Promise<SentMail>;
  /** One statement as whoever owns the database. Row-level security holds for its tables too. */
  owner(sql: string, values?: unknown[]): Promise<any[]>;
  /** Statements with row-level security lifted from the tables for as long as they take: for what no operation writes yet. */
  seed(tables: string[], ...statements: [string, unknown[]][]): Promise<void>;
  close(): Promise<void>;
}

export interface TestHouseOptions {
  /** Walls to take out: only ever here. */
  readonly walls?: Walls;
  /** False: row-level security is switched off in this database. */
  readonly rowLevelSecurity?: boolean;
  readonly post?: Post;
  readonly maxFirmBytes?: number;
  readonly scanner?: Scanner;
  readonly checker?: Checker;
  /** How many attempts to come in may fail; left out, as many as tests make from their one address. */
  readonly attemptsAtOnce?: number;
  readonly trustedProxies?: readonly string[];
  /** How long a file may come or go without a byte moving, in milliseconds. */
  readonly filePatience?: number;
  /** How long all of a file may take to go out, in milliseconds. */
  readonly fileTime?: number;
  /** The courts' services that may be asked; left out, none. */
  readonly courts?: CourtSettings;
  /** Where files are kept, when it is not a folder of the test's own. */
  readonly storage?: Storage;
}

export async function openTestHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const folder = mkdtempSync(join(tmpdir(), "andamento-test-"));
  const { source, owner, drop } = await emptyDatabase();
  const mails: SentMail[] = [];
  const onSent = (mail: SentMail) => void mails.push(mail);
  const { house, url } = await (inject("form") === "five processes"
    ? distributed(folder, source as string, onSent, options)
    : inOneProcess(folder, source, onSent, options));
  // Only now: a house does not open on a database without it.
  if (options.rowLevelSecurity === false) {
    for (const { name } of await owner(
      "select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('identity', 'processes', 'documents')",
    ))
      await owner(`alter table ${name} disable row level security, no force row level security`);
  }
  return {
    house,
    url,
    source,
    serving: typeof source === "string" ? servingOf(source) : source,
    ring: ringOf({ environment: null, file: join(folder, "keys") }),
    filesFolder: join(folder, "files"),
    mails,
    ...askingAt(url),
    async mailOf(accessId, nth = 1) {
      for (let tries = 0; tries < 500; tries += 1) {
        const mail = mails.filter((one) => one.accessId === accessId)[nth - 1];
        if (mail) return mail;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`No mail went out to the access ${accessId}.`);
    },
    owner,
    async seed(tables, ...statements) {
      for (const table of tables) await owner(`alter table ${table} disable row level security`);
      for (const [sql, values] of statements) await owner(sql, values);
      if (options.rowLevelSecurity !== false)
        for (const table of tables) await owner(`alter table ${table} enable row level security`);
    },
    async close() {
      await house.close();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Opened = Promise<{ house: TestHouse["house"]; url: string }>;
type OnSent = (mail: SentMail) => void;

async function inOneProcess(
  folder: string,
  source: PGlite | string,
  onSent: OnSent,
  options: TestHouseOptions,
): Opened {
  let url = "";
  const house = await openHouse({
    source,
    serving: typeof source === "string" ? servingOf(source) : null,
    migrated: true,
    keys: openKeys({ environment: null, file: join(folder, "keys") }),
    post:
      options.post ??
      openPost({ smtpUrl: null, from: "Andamento <nao-responda@andamento.example>", folder: join(folder, "mail") }),
    storage: options.storage ?? openFolder(join(folder, "files")),
    publicUrl: () => url,
    onSent,
    attemptsAtOnce: options.attemptsAtOnce ?? 100_000,
    ...(options.courts ? { courts: options.courts } : {}),
    ...(options.trustedProxies ? { trustedProxies: options.trustedProxies } : {}),
    ...(options.filePatience ? { filePatience: options.filePatience } : {}),
    ...(options.fileTime ? { fileTime: options.fileTime } : {}),
    ...(options.checker ? { checker: options.checker } : {}),
    ...(options.scanner ? { scanner: options.scanner } : {}),
    ...(options.maxFirmBytes ? { maxFirmBytes: options.maxFirmBytes } : {}),
    ...(options.walls ? { walls: options.walls } : {}),
  });
  url = await house.gateway.listen("127.0.0.1", 0);
  return { house, url };
}

async function distributed(folder: string, source: string, onSent: OnSent, options: TestHouseOptions): Opened {
  if (options.walls || options.post) throw new Error("A wall is taken out, and letters are held back, in one process.");
  const port = await freePort();
  const fleet = await startFleet({
    environment: {
      DATABASE_URL: servingOf(source),
      ANDAMENTO_KEYS: ringOf({ environment: null, file: join(folder, "keys") }),
      DATA_FOLDER: folder,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      ...environmentOf(options.courts),
    },
    host: "127.0.0.1",
    port,
    onSent,
  });
  // For what no process of the house does: founding a firm.
  const database = await openDatabase(servingOf(source), entities, source);
  const close = async () => {
    await fleet.close();
    await database.close();
  };
  // Its own end of the queues: the worker is another process.
  const jobs = openJobs({ db: database.jobs, queues, log });
  return { house: { database, jobs, fleet, close }, url: fleet.address };
}

/** Services of the courts where nobody answers: for what is said of asking them, not of their answers. */
export const silentCourts: CourtSettings = {
  DATAJUD: { url: "http://127.0.0.1:9", key: "uma-chave", pace: 1 },
  DJEN: { url: "http://127.0.0.1:9", pace: 1 },
};

/** The courts' services as the environment says them. */
const environmentOf = (courts: CourtSettings | undefined): Record<string, string> => ({
  COURT_CONNECTORS: courts ? "on" : "off",
  ...(courts?.DATAJUD ? { DATAJUD_URL: courts.DATAJUD.url, DATAJUD_API_KEY: courts.DATAJUD.key } : {}),
  ...(courts?.DJEN ? { DJEN_URL: courts.DJEN.url } : {}),
});

export function servingOf(database: string): string {
  const serving = new URL(inject("servingUrl"));
  serving.pathname = new URL(database).pathname;
  return serving.href;
}

/** A database of the test's own from the template of its half. */
export async function emptyDatabase(): Promise<{
  source: PGlite | string;
  owner(sql: string, values?: unknown[]): Promise<any[]>;
  drop(): Promise<void>;
}> {
  if (inject("database") === "embedded") {
    const pglite = await openEmbedded(null, new Blob([readFileSync(inject("template"))]));
    return {
      source: pglite,
      owner: async (sql, values = []) => (await pglite.query(sql, values)).rows as any[],
      drop: () => pglite.close(),
    };
  }
  const server = inject("postgresUrl");
  const name = `andamento_test_${randomUUID().replaceAll("-", "")}`;
  const url = await createDatabase(server, name, inject("template"));
  const client = new Client({ connectionString: url, options: "-c role=andamento_owner" });
  await client.connect();
  return {
    source: url,
    owner: async (sql, values = []) => (await client.query(sql, values)).rows,
    async drop() {
      await client.end();
      await dropDatabase(server, name);
    },
  };
}
