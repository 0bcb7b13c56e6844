// The forms that are measured: how each is started, what it is asked, what its answers are in one shape.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openKeys } from "../platform/keys.ts";
import { prepareLogin, servingAddress } from "../platform/login.ts";
import { freePort } from "../tests/postgres.ts";
import type { Viewer } from "./data.ts";
import type { Question } from "./questions.ts";

export interface Form {
  readonly name: string;
  readonly url: string;
  /** Its server processes, without what they started in turn. */
  readonly pids: readonly number[];
  /** The body of a request. */
  ask(question: Question, variables: Record<string, unknown>): string;
  /** What an answer says, in the same words for every form. */
  read(answer: string): unknown;
  stop(): Promise<void>;
}

/** One ring for all forms: the login they serve as has one password. */
export const ring = `bench:${randomBytes(32).toString("base64url")}`;
export const keys = openKeys({ environment: ring, file: "" });

const environment = (url: string, more: Record<string, string>) => ({
  ...process.env,
  ANDAMENTO_KEYS: ring,
  NODE_ENV: "production",
  LOG_LEVEL: "warn",
  DEMO: "off",
  HOST: "127.0.0.1",
  DATABASE_URL: url,
  ...more,
});

const graphql: Pick<Form, "ask" | "read"> = {
  ask: ({ query }, variables) => JSON.stringify({ query, variables }),
  read(answer) {
    const { data, errors } = JSON.parse(answer);
    if (errors) throw new Error(`It was refused: ${JSON.stringify(errors)}`);
    return withCursorsRead(data);
  },
};

/** A cursor is its position, written in base64: read, it can be compared. */
const withCursorsRead = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data), (key, value) =>
    key === "endCursor" && typeof value === "string" ? JSON.parse(Buffer.from(value, "base64url").toString()) : value,
  );

/** The least that can answer. */
export async function startLimit(url: string): Promise<Form> {
  const port = await freePort();
  const [limit] = await started([
    { args: ["--import", "tsx", "bench/limit.ts"], port, env: environment(url, { PORT: String(port) }) },
  ]);
  return {
    name: "LIMIT",
    url: `http://127.0.0.1:${port}/`,
    pids: limit ? [limit.pid as number] : [],
    ask: ({ name }, variables) => JSON.stringify({ question: name, variables }),
    read: (answer) => JSON.parse(answer),
    stop: () => ended([limit as ChildProcess]),
  };
}

/** The product as `npm start` runs it, on a server's database: this one, or another checkout's, to be compared with. */
export async function startInOneProcess(
  url: string,
  {
    checkout = ".",
    nodeOptions,
    more,
  }: { checkout?: string; nodeOptions?: string; more?: Record<string, string> } = {},
): Promise<Form> {
  const folder = mkdtempSync(join(tmpdir(), "andamento-bench-"));
  const port = await freePort();
  const children = await started([
    {
      args: [join(checkout, "start.mjs"), "serve"],
      port,
      env: environment(url, {
        PORT: String(port),
        DATA_FOLDER: folder,
        ...(nodeOptions ? { NODE_OPTIONS: nodeOptions } : {}),
        ...more,
      }),
    },
  ]);
  return {
    name: checkout === "." ? "one process" : `one process of ${checkout}`,
    url: `http://127.0.0.1:${port}/graphql`,
    pids: children.map(({ pid }) => pid as number),
    ...graphql,
    async stop() {
      await ended(children);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether this version can run its gateway, subgraphs and worker as processes of their own. */
export const isDistributable = (): boolean => readFileSync("start.mjs", "utf8").includes('"serve-gateway"');

const subgraphs = ["identity", "processes", "documents"];

/** The product as five processes: gateway, three subgraphs, worker. */
export async function startDistributed(url: string): Promise<Form> {
  const folder = mkdtempSync(join(tmpdir(), "andamento-bench-"));
  const serving = servingAddress(url, keys);
  await prepareLogin(url, serving);
  const ports = await Promise.all([...subgraphs, "gateway"].map(freePort));
  const addresses = Object.fromEntries(
    subgraphs.map((name, index) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${ports[index]}`]),
  );
  const port = ports[subgraphs.length] as number;
  const env = (own: number) => environment(serving, { ...addresses, PORT: String(own), DATA_FOLDER: folder });
  const children = await started(
    subgraphs.map((name, index) => ({
      args: ["start.mjs", "serve-subgraph", name],
      port: ports[index] as number,
      env: env(ports[index] as number),
    })),
  );
  children.push(
    ...(await started([
      { args: ["start.mjs", "serve-worker"], port: null, env: env(0) },
      { args: ["start.mjs", "serve-gateway"], port, env: env(port) },
    ])),
  );
  return {
    name: "distributed",
    url: `http://127.0.0.1:${port}/graphql`,
    pids: children.map(({ pid }) => pid as number),
    ...graphql,
    async stop() {
      await ended(children);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Started {
  readonly args: readonly string[];
  /** Where it will listen; null when it does not. */
  readonly port: number | null;
  readonly env: NodeJS.ProcessEnv;
}

/** Starts processes and waits until each listens. */
async function started(programs: readonly Started[]): Promise<ChildProcess[]> {
  const children = programs.map(({ args, env }) =>
    spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "inherit"] }),
  );
  // Also when the run is broken off.
  process.once("exit", () => {
    for (const child of children) child.kill("SIGTERM");
  });
  for (const [index, { port, args }] of programs.entries())
    if (port) await listening(port, children[index] as ChildProcess, args.join(" "));
  return children;
}

async function listening(port: number, child: ChildProcess, what: string): Promise<void> {
  const patience = Date.now() + 60_000;
  while (child.exitCode === null && Date.now() < patience) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`${what} did not start.`);
}

async function ended(children: readonly ChildProcess[]): Promise<void> {
  const running = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  await Promise.all(
    running.map((child) => {
      child.kill("SIGTERM");
      return new Promise((resolve) => child.once("close", resolve));
    }),
  );
}

/** What a viewer sends with each request. */
export const headersOf = (viewer: Viewer): Record<string, string> => ({
  "content-type": "application/json",
  authorization: `Bearer ${viewer.token}`,
});
