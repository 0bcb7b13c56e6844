// What docker-compose.yml starts, started here: each service's own command with its own environment. Only where things are
// is another: the hosts, the ports, the folders, the secrets.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { required } from "../platform/config.ts";
import { randomSecret } from "../platform/keys.ts";
import { DownloadDocument } from "../schema/operations.ts";
import { askingAt } from "./asking.ts";
import { commandOf, compose, environmentOf, imageEnvironment, product, service } from "./compose.ts";
import { createDatabase, dropDatabase, dropLogin, freePort } from "./postgres.ts";
import { openStore, type Store } from "./store.ts";
import { contact, documentIn, grant, openLink, process as processOf, setPassword, signInAs } from "./world.ts";

type Name = (typeof product)[number];
const root = fileURLToPath(new URL("..", import.meta.url));
const serving = product.filter((name) => name !== "migrate" && name !== "admin");
const answering = serving.filter((name) => name !== "worker");

const folder = mkdtempSync(join(tmpdir(), "andamento-compose-"));
const database = `andamento_compose_${process.pid}`;
const login = `compose_service_${process.pid}`;
const secret = {
  ANDAMENTO_KEYS: `k1:${randomSecret()}`,
  OWNER_PASSWORD: randomSecret(),
  SERVICE_PASSWORD: randomSecret(),
};
const mails: Email[] = [];
/** Where each service of the file is on this machine. */
const ports: Record<string, number> = {};
let store: Store;
let smtp: SMTPServer;
let owner: string;

/** What one of the product's processes is told, as in its container but for where things are. */
function told(name: Name): Record<string, string> {
  const environment = {
    ...imageEnvironment,
    ...environmentOf(name, {
      ...secret,
      S3_SECRET_ACCESS_KEY: store.options.secretAccessKey,
      PUBLIC_URL: `http://127.0.0.1:${ports["gateway"]}`,
    }),
  };
  const here = Object.entries(environment).map(([variable, value]) => {
    if (variable === "MIGRATION_DATABASE_URL") return [variable, owner];
    if (variable === "S3_ACCESS_KEY_ID") return [variable, store.options.accessKeyId];
    if (variable === "HOST") return [variable, "127.0.0.1"];
    if (variable === "PORT" && name in ports) return [variable, String(ports[name])];
    if (variable === "DATA_FOLDER") return [variable, join(folder, `${name}-data`)];
    const [, scheme, hostname = ""] = /^(\w+:\/\/)(?:[^@/]*@)?([^:/]+)/.exec(value) ?? [];
    if (!scheme || !(hostname in compose.services)) return [variable, value];
    const url = new URL(value);
    url.host = `127.0.0.1:${ports[hostname]}`;
    if (hostname === "postgres") {
      url.username = login;
      url.pathname = `/${database}`;
    }
    // As the file writes it: no slash at the end that is not there.
    return [variable, value.endsWith("/") ? url.href : url.href.replace(/\/$/, "")];
  });
  return Object.fromEntries(here);
}

interface Running {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** The code it ended with. */
  readonly code: Promise<number | null>;
}
const started: Running[] = [];

function start(name: Name, { without = "", args = [] as string[] } = {}): Running {
  const [program, ...rest] = commandOf({ ...service(name), ...(args.length ? { command: args } : {}) });
  expect(program).toBe("node");
  const { [without]: _, ...environment } = told(name);
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, rest, {
    cwd: root,
    env: { PATH, HOME, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that none of it is left whatever happens.
    detached: true,
  });
  let said = "";
  const hear = (text: Buffer) => {
    said += text;
  };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", hear);
  const running = { child, said: () => said, code: once(child, "close").then(([code]) => code as number | null) };
  started.push(running);
  return running;
}

function endAll(): void {
  for (const { child } of started)
    try {
      if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
    } catch {
      // It ended by itself in this moment.
    }
}
process.once("exit", endAll);

/** Runs a command to its end. */
async function done(name: Name, args: string[] = []): Promise<{ code: number | null; said: string }> {
  const running = start(name, { args });
  return { code: await running.code, said: running.said() };
}

const house = {
  ...askingAt(""),
  async mailOf(_access: string, nth = 1) {
    const invited = () => mails.filter(({ to }) => to?.[0]?.address === "ana@clientes.almeida.example");
    const mail = await vi.waitFor(() => invited()[nth - 1] ?? Promise.reject(new Error("No mail came.")), 30_000);
    const links = [...(mail.text ?? "").matchAll(/https?:\/\/\S+#\S+/g)].map(([link]) => link);
    return { accessId: _access, to: mail.to?.[0]?.address ?? "", file: null, links };
  },
};

beforeAll(async () => {
  const server = inject("postgresUrl");
  owner = await createDatabase(server, database);
  store = await openStore();
  smtp = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    async onData(stream, _session, taken) {
      mails.push(await PostalMime.parse(await buffer(stream)));
      taken();
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  ports["postgres"] = Number(new URL(server).port);
  ports["files"] = Number(new URL(store.options.endpoint as string).port);
  ports["mail"] = (smtp.server.address() as AddressInfo).port;
  for (const name of answering) ports[name] = await freePort();
  for (const name of product) mkdirSync(join(folder, `${name}-data`), { mode: 0o700 });
  Object.assign(house, askingAt(`http://127.0.0.1:${ports["gateway"]}`));
}, 60_000);

afterAll(async () => {
  endAll();
  process.off("exit", endAll);
  await new Promise<void>((resolve) => (smtp ? smtp.close(resolve) : resolve()));
  await store?.close();
  await dropDatabase(inject("postgresUrl"), database);
  await dropLogin(inject("postgresUrl"), login);
  rmSync(folder, { recursive: true, force: true });
});

test("migrate brings an empty database to this version, and makes the login that the others serve as", async () => {
  expect(await done("migrate")).toEqual({ code: 0, said: "" });
  const client = new Client({ connectionString: told("identity")["DATABASE_URL"] });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select current_user as login, pg_has_role('andamento_owner', 'usage') as owns,
         array(select nspname::text from pg_namespace where nspname in ('identity', 'processes', 'documents') order by 1) as schemas`,
    );
    expect(rows).toEqual([{ login, owns: false, schemas: ["documents", "identity", "processes"] }]);
  } finally {
    await client.end();
  }
  // Every start of all of it runs it again.
  expect((await done("migrate")).code).toBe(0);
}, 120_000);

test("none starts without what it needs, and each says what that is", async () => {
  // Each subgraph and the worker open the same parts.
  const refusals = [
    ["gateway", "ANDAMENTO_KEYS"],
    ["gateway", "PROCESSES_URL"],
    ["identity", "DATABASE_URL"],
    ["worker", "ANDAMENTO_KEYS"],
    ["migrate", "DATABASE_URL"],
    ["migrate", "MIGRATION_DATABASE_URL"],
  ] as const;
  for (const [name, without] of refusals) {
    expect(required[name]).toContain(without);
    const running = start(name, { without });
    expect({ code: await running.code, said: running.said() }, `${name} without ${without}`).toEqual({
      code: 1,
      said: expect.stringMatching(new RegExp(`^${without} is needed: [^\\n]+\\.\\n$`)),
    });
  }
}, 120_000);

const running = {} as Record<Name, Running>;

test("the five processes come up, and the gateway says when all of it is there", async () => {
  for (const name of serving) running[name] = start(name);
  const statusAt = async (name: Name, path: string) => (await fetch(`http://127.0.0.1:${ports[name]}${path}`)).status;
  for (const name of answering)
    await vi.waitFor(async () => expect(await statusAt(name, "/livez")).toBe(204), { timeout: 90_000, interval: 200 });
  await vi.waitFor(async () => expect(await statusAt("gateway", "/readyz")).toBe(204), {
    timeout: 30_000,
    interval: 200,
  });
  expect(serving.map((name) => [name, running[name].child.exitCode])).toEqual(serving.map((name) => [name, null]));
  // As on servers: the schema is kept from whoever is no administrator.
  expect((await house.send(null, "{ __schema { types { name } } }")).errors).not.toEqual([]);
}, 120_000);

test("the operator founds a firm; its administrator comes in, grants access, and the client reads her mail and her file", async () => {
  const founded = await done("admin", [
    "create-firm",
    ...["--name", "Almeida Advogados", "--plan", "SMART"],
    ...["--admin-name", "Davi Almeida", "--admin-email", "davi@almeida.example"],
  ]);
  expect(founded.code, founded.said).toBe(0);
  const link = founded.said.trim().split("\n").at(-1) ?? "";
  expect(link.split("#")[0]).toBe(`http://127.0.0.1:${ports["gateway"]}/password`);
  expect((await done("admin", ["list-firms"])).said).toContain("Almeida Advogados");

  await setPassword(house, link.split("#")[1] ?? "");
  const davi = await signInAs(house, "davi@almeida.example");
  const contactId = await contact(house, davi, {
    name: "Ana Ribeiro",
    kind: "PERSON",
    profile: "CLIENT",
    emails: ["ana@clientes.almeida.example"],
  });
  const processId = await processOf(house, davi, {
    title: "Indenização",
    parties: [{ contactId, role: "CLIENT", side: "ACTIVE" }],
  });
  const documentId = await documentIn(house, davi, processId);
  const access = await grant(house, davi, {
    contactId,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: ["DOCUMENTS"],
  });
  expect(mails.find(({ to }) => to?.[0]?.address === "ana@clientes.almeida.example")).toMatchObject({
    from: { address: "nao-responda@andamento.example" },
    to: [{ address: "ana@clientes.almeida.example" }],
  });
  const ana = await openLink(house, access.open);
  const { data } = await house.ask(ana, DownloadDocument, { id: documentId });
  const file = await fetch(data?.document?.download?.url ?? "");
  expect([file.status, await file.text()]).toEqual([200, "Um texto para o processo.\n"]);
  // It lies in the bucket.
  expect(existsSync(join(folder, "documents-data", "files"))).toBe(false);
}, 120_000);

test("asked to end, each ends by itself and in order", async () => {
  for (const name of serving) running[name].child.kill("SIGTERM");
  const ends = await Promise.all(serving.map(async (name) => [name, await running[name].code]));
  expect(ends).toEqual(serving.map((name) => [name, 0]));
}, 60_000);
