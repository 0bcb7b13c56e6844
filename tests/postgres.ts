// A PostgreSQL server for the tests and the benchmark: the one DATABASE_URL names, or a throwaway one from the installed programs.
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import pRetry from "p-retry";
import { Client, escapeIdentifier } from "pg";

type Postgres = { kind: "url"; url: string } | { kind: "binaries"; folder: string };

export function findPostgres(): Postgres | null {
  const url = process.env.DATABASE_URL;
  if (url) return { kind: "url", url };
  const folder = [...(process.env.PATH ?? "").split(delimiter), ...debianFolders()].find(
    (one) => existsSync(join(one, "initdb")) && existsSync(join(one, "pg_ctl")),
  );
  return folder ? { kind: "binaries", folder } : null;
}

interface Cluster {
  /** A folder to keep it in, where it is found again; without one it is thrown away at the end. */
  readonly folder?: string;
  readonly settings?: Record<string, string | number>;
}

/** The login in the url is no superuser: it may create roles and databases, as the owner of a real installation. */
export async function startPostgres(cluster: Cluster = {}): Promise<{ url: string; stop(): void }> {
  const postgres = findPostgres();
  if (!postgres) throw new Error("PostgreSQL was not found: set DATABASE_URL or install it.");
  return postgres.kind === "url" ? { url: postgres.url, stop() {} } : await startCluster(postgres.folder, cluster);
}

/** Creates a database beside the url's and returns its url; a template must have no open connection. */
export async function createDatabase(url: string, name: string, template?: string): Promise<string> {
  const from = template ? ` template ${escapeIdentifier(template)}` : "";
  await execute(url, `create database ${escapeIdentifier(name)}${from}`);
  const created = new URL(url);
  created.pathname = `/${encodeURIComponent(name)}`;
  return created.href;
}

export async function dropDatabase(url: string, name: string): Promise<void> {
  await pRetry(() => execute(url, `drop database if exists ${escapeIdentifier(name)} with (force)`), {
    // PostgreSQL's own vacuum may be in it, and no ordinary login may end that: it is over soon.
    shouldRetry: ({ error }) => (error as { code?: string }).code === "42501",
    retries: 20,
    factor: 1,
    minTimeout: 500,
  });
}

export const dropLogin = (url: string, name: string): Promise<void> =>
  execute(url, `drop role if exists ${escapeIdentifier(name)}`);

export const grantLogin = (url: string, name: string): Promise<void> =>
  execute(url, `grant ${escapeIdentifier(name)} to current_user`);

async function startCluster(programs: string, cluster: Cluster) {
  const folder = cluster.folder ?? mkdtempSync(join(tmpdir(), "andamento-postgres-"));
  mkdirSync(folder, { recursive: true });
  const data = join(folder, "data");
  const log = join(folder, "log");
  const port = await freePort();
  const user = unprivilegedUser();
  if (user) chownSync(folder, user.uid, user.gid);

  const run = (program: string, ...args: string[]) =>
    execFileSync(join(programs, program), args, { cwd: folder, stdio: "pipe", ...user });
  const remove = () => cluster.folder || rmSync(folder, { recursive: true, force: true });
  const stop = () => {
    process.off("exit", stop);
    try {
      run("pg_ctl", "stop", "-D", data, "-m", cluster.folder ? "fast" : "immediate");
    } finally {
      remove();
    }
  };
  const found = existsSync(data);

  try {
    if (!found)
      run(
        "initdb",
        "-D",
        data,
        "--locale=C.UTF-8",
        "--encoding=UTF8",
        "--auth=trust",
        "--username=postgres",
        "--no-sync",
      );
    const own = { ...cluster.settings, port, unix_socket_directories: folder };
    appendFileSync(join(data, "postgresql.conf"), settings(own));
    run("pg_ctl", "start", "-w", "-D", data, "-l", log);
  } catch (error) {
    const reason = existsSync(log) ? readFileSync(log, "utf8") : "";
    remove();
    throw new Error(`A PostgreSQL for the tests did not start. ${reason}`, { cause: error });
  }
  // Also when the tests are broken off: nobody else would stop it.
  process.once("exit", stop);

  const superuser = `postgres://postgres@127.0.0.1:${port}/postgres`;
  if (!found) {
    await execute(superuser, "create role house login createrole createdb");
    await execute(superuser, "create database house owner house");
  }
  return { url: `postgres://house@127.0.0.1:${port}/house`, stop };
}

// What it holds is worthless after the run, so it is fast instead of safe.
function settings(own: Record<string, string | number>): string {
  const all = {
    listen_addresses: "127.0.0.1",
    max_connections: 200,
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    ...own,
  };
  return Object.entries(all)
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join("");
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function debianFolders(): string[] {
  const root = "/usr/lib/postgresql";
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(root, version, "bin"));
}

// PostgreSQL refuses to run as root.
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const account = accounts.find(([name]) => name === "postgres") ?? accounts.find(([name]) => name === "nobody");
  if (!account) throw new Error("PostgreSQL does not run as root, and there is neither a user postgres nor nobody.");
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
