// `npm start`'s one process, killed between an admin's grant and its letter: once it runs again, the letter goes out.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { Client } from "pg";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { openDatabase, openEmbedded } from "../platform/database.ts";
import { openKeys } from "../platform/keys.ts";
import { AccessDocument, GrantDocument } from "../schema/operations.ts";
import { entities, foundFirm } from "../subgraphs/index.ts";
import { askingAt } from "./asking.ts";
import { servingOf } from "./house.ts";
import { MailServer } from "./mail-server.ts";
import { createDatabase, dropDatabase } from "./postgres.ts";
import { contact, openLink, passphrase, signInAs } from "./world.ts";

const server = new MailServer();
const folder = mkdtempSync(join(tmpdir(), "andamento-killed-"));
const name = `andamento_killed_${process.pid}`;
/** The database on a server; null for the embedded one. */
let url: string | null = null;
let running: ChildProcess | null = null;
let asks: ReturnType<typeof askingAt> | null = null;

beforeAll(async () => {
  await server.up();
  if (inject("database") === "server") url = await createDatabase(inject("postgresUrl"), name, inject("template"));
  const embedded = url ? null : await openEmbedded(folder, new Blob([readFileSync(inject("template"))]));
  const database = await openDatabase(embedded ?? servingOf(url as string), entities, url ?? undefined);
  await foundFirm(database, openKeys({ environment: null, file: join(folder, "keys") }), {
    name: "Almeida Advogados",
    plan: "SMART",
    staff: [{ name: "Davi Almeida", email: "davi@almeida.example", role: "ADMIN", password: passphrase }],
  });
  await database.close();
  await embedded?.close();
});
afterAll(async () => {
  await kill();
  await server.down();
  if (url) await dropDatabase(inject("postgresUrl"), name);
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the process, and gives what asks it. */
async function start() {
  const child = spawn(process.execPath, ["--import", "tsx", "gateway/main.ts"], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: {
      ...process.env,
      HOST: "127.0.0.1",
      PORT: "0",
      DATA_FOLDER: folder,
      SMTP_URL: server.url,
      DEMO: "off",
      DATABASE_URL: url ? servingOf(url) : "",
      MIGRATION_DATABASE_URL: url ?? "",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  running = child;
  return new Promise<ReturnType<typeof askingAt>>((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk;
      const address = /API +(http:\S+)\/graphql/.exec(said)?.[1];
      if (address) resolve(askingAt(address));
    });
    child.once("exit", (code) => reject(new Error(`The process ended (${code}): ${said}`)));
  });
}

async function kill(): Promise<void> {
  const child = running;
  running = null;
  asks = null;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

/** Lets the two minutes pass after which the job of a worker that died is anybody's, and the pause before the next attempt. */
async function timePasses(): Promise<string[]> {
  const jobs = "select state::text, count(*)::int from jobs.job where name = 'mail' and state < 'completed' group by 1";
  const pass = [
    "update jobs.job set started_on = now() - interval '121 seconds' where name = 'mail' and state = 'active'",
    "update jobs.job set retry_delay = 0, retry_backoff = false, start_after = now() where name = 'mail'",
    "update jobs.queue set monitor_claim_on = null, monitor_on = null",
  ];
  if (url) {
    const client = new Client({ connectionString: url, options: "-c role=andamento_owner" });
    await client.connect();
    const { rows } = await client.query(jobs);
    for (const one of pass) await client.query(one);
    await client.end();
    return rows.map(({ state }) => state);
  }
  const pglite = await PGlite.create({ dataDir: join(folder, "postgres") });
  const { rows } = await pglite.query<{ state: string }>(jobs);
  for (const one of pass) await pglite.query(one);
  await pglite.close();
  return rows.map(({ state }) => state);
}

test.each([
  ["before the mail server is there", "away"],
  ["while the mail server is about to greet", "never greets"],
  ["after the mail server has it and before it said so", "takes it and falls silent"],
] as const)(
  "killed %s, the letter goes out when it runs again, and it is one letter",
  { timeout: 180_000 },
  async (_, how) => {
    // The one that was started after the last death, or the first.
    asks ??= await start();
    const first = asks;
    const davi = await signInAs(first, "davi@almeida.example");
    const email = `${how.replaceAll(" ", "-")}@clientes.example`;
    const contactId = await contact(first, davi, { name: "Ana", kind: "PERSON", profile: "CLIENT", emails: [email] });
    if (how === "away") await server.down();
    else server.manners = how;
    const { visits } = server;
    const { data } = await first.ask(davi, GrantDocument, {
      input: { contactId, email, type: "STANDARD", categories: [] },
    });
    const id = data?.grantClientAccess?.clientAccess?.id as string;
    expect(id).toBeTruthy();
    if (how === "never greets") await vi.waitFor(() => expect(server.visits).toBeGreaterThan(visits), 15_000);
    if (how === "takes it and falls silent") await vi.waitFor(() => expect(server.to(email)).toHaveLength(1), 15_000);
    await kill();
    const waiting = await timePasses();
    expect(waiting).toEqual([how === "away" ? expect.stringMatching(/created|active|retry/) : "active"]);
    if (how === "away") await server.up();
    server.manners = "takes it";

    const again = await start();
    asks = again;
    const invitation = async () => (await again.ask(davi, AccessDocument, { id })).data?.clientAccess?.invitation;
    expect(await invitation()).toMatchObject({ status: expect.stringMatching(/QUEUED|SENT/) });
    await vi.waitFor(async () => expect(await invitation()).toMatchObject({ status: "SENT", failure: null }), {
      timeout: 60_000,
      interval: 200,
    });
    const letters = server.to(email);
    expect(letters).toHaveLength(how === "takes it and falls silent" ? 2 : 1);
    expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(1);
    const links = new Set(letters.map(({ text = "" }) => /\/open#(\S+)/.exec(text)?.[1]));
    expect(links.size).toBe(1);
    await openLink(again, [...links][0] as string);
  },
);
