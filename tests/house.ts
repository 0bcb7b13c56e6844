// A whole house of a test's own: an empty, migrated database of its half, the subgraphs, a gateway on a free port.
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Client } from "pg";
import { inject } from "vitest";
import { type OpenHouse, openHouse, type SentMail } from "../gateway/house.ts";
import { openKeys } from "../platform/keys.ts";
import { openPost, type Post } from "../platform/mail.ts";
import type { Scanner } from "../platform/scanner.ts";
import { openFolder, type Storage } from "../platform/storage.ts";
import type { Walls } from "../platform/subgraph.ts";
import type { TypedDocumentString } from "../schema/operations.ts";
import { createDatabase, dropDatabase } from "./postgres.ts";

export interface Answer<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data | null;
  readonly errors: readonly {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; requestId?: string; category?: string };
  }[];
  readonly text: string;
}

export interface TestHouse {
  readonly house: OpenHouse;
  readonly url: string;
  /** The database, as the service takes it. */
  readonly source: PGlite | string;
  /** Where the files are kept. */
  readonly filesFolder: string;
  /** Mails that went out, in order. */
  readonly mails: SentMail[];
  /** Sends an operation as the bearer of a token. */
  ask<Data, Variables>(
    token: string | null,
    operation: TypedDocumentString<Data, Variables>,
    variables: Variables,
    headers?: Record<string, string>,
  ): Promise<Answer<Data>>;
  /** Sends any text. */
  send(token: string | null, query: string, variables?: object, headers?: Record<string, string>): Promise<Answer<any>>;
  /** The mail to an access, once it has gone out. */
  mailOf(accessId: string): Promise<SentMail>;
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
  /** Where files are kept, when it is not a folder of the test's own. */
  readonly storage?: Storage;
}

export async function openTestHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const folder = mkdtempSync(join(tmpdir(), "andamento-test-"));
  const { source, owner, drop } = await emptyDatabase();
  const mails: SentMail[] = [];
  let url = "";
  const house = await openHouse({
    source,
    migrated: true,
    keys: openKeys({ environment: null, file: join(folder, "keys") }),
    post:
      options.post ??
      openPost({ smtpUrl: null, from: "Andamento <nao-responda@andamento.example>", folder: join(folder, "mail") }),
    storage: options.storage ?? openFolder(join(folder, "files")),
    publicUrl: () => url,
    onSent: (mail) => mails.push(mail),
    ...(options.scanner ? { scanner: options.scanner } : {}),
    ...(options.maxFirmBytes ? { maxFirmBytes: options.maxFirmBytes } : {}),
    ...(options.walls ? { walls: options.walls } : {}),
  });
  url = await house.gateway.listen("127.0.0.1", 0);
  // Only now: a house does not open on a database without it.
  if (options.rowLevelSecurity === false) {
    for (const { name } of await owner(
      "select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('identity', 'processes', 'documents')",
    ))
      await owner(`alter table ${name} disable row level security, no force row level security`);
  }
  const send: TestHouse["send"] = async (token, query, variables = {}, headers = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    const { data = null, errors = [] } = JSON.parse(text);
    return { status: response.status, headers: response.headers, data, errors, text };
  };
  return {
    house,
    url,
    source,
    filesFolder: join(folder, "files"),
    mails,
    send,
    ask: (token, operation, variables, headers) => send(token, operation.toString(), variables as object, headers),
    async mailOf(accessId) {
      for (let tries = 0; tries < 500; tries += 1) {
        const mail = mails.find((one) => one.accessId === accessId);
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

/** A database of the test's own from the template of its half. */
export async function emptyDatabase(): Promise<{
  source: PGlite | string;
  owner(sql: string, values?: unknown[]): Promise<any[]>;
  drop(): Promise<void>;
}> {
  if (inject("database") === "embedded") {
    const pglite = await PGlite.create({ loadDataDir: new Blob([readFileSync(inject("template"))]) });
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
