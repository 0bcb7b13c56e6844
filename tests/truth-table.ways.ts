// The house as a truth table asks it: with both walls, or with either of them out; and what every answer has in common.
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { openGateway } from "../gateway/gateway.ts";
import { inProcess } from "../gateway/in-process.ts";
import { executor } from "../platform/execute.ts";
import { openKeys } from "../platform/keys.ts";
import { openFolder } from "../platform/storage.ts";
import { Asking, type House } from "../platform/subgraph.ts";
import { openChecker, subgraphs, whoIs } from "../subgraphs/index.ts";
import type { TestHouse } from "./house.ts";
import type { Cell } from "./truth-table.cells.ts";

/** The embedded database takes its time: what takes long is asked of it for fewer people and things. */
export const onServer = inject("database") === "server";

export interface Told {
  readonly data: any;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly category?: string };
  }[];
  /** All of the answer but the request's id, which is never the same. */
  readonly text: string;
}

interface Somebody {
  readonly key: string;
}

/** The house as it is asked: with both walls, or with one of them out. */
export interface Way {
  /** Whether the guards stand: they alone refuse, and keep the firm's own columns from clients. */
  readonly guards: boolean;
  /** Whether row-level security stands. */
  readonly rows: boolean;
  /** Whether everything is asked for, or one of each kind where one question takes as long as the next. */
  readonly thorough: boolean;
  /** Through the gateway. */
  send(person: Somebody, query: string, variables?: object): Promise<Told>;
  /** Past the gateway: a subgraph's schema itself. */
  ask(subgraph: string, person: Somebody, query: string, variables: Record<string, unknown>): Promise<Told>;
}

export const isWhole = ({ guards, rows }: Way): boolean => guards && rows;

export interface Ways {
  readonly both: Way;
  readonly withoutGuards: Way;
  /** To be asked when `switchOff` has switched row-level security off. */
  readonly withoutRows: Way;
  /** The id of the session of a person who brings one. */
  sessionOf(person: Somebody): Promise<string | null>;
  close(): Promise<void>;
}

/** One world, and a second door to it that has no guards. */
export async function openWays(house: TestHouse, tokens: Readonly<Record<string, string | null>>): Promise<Ways> {
  const folder = mkdtempSync(join(tmpdir(), "andamento-truth-"));
  const { database, jobs } = house.house;
  const inside: House = {
    database,
    jobs,
    keys: openKeys({ environment: null, file: join(folder, "keys") }),
    storage: openFolder(join(folder, "files")),
    checker: openChecker(),
    maxUploadBytes: 1024,
    publicUrl: () => house.url,
  };
  const unguarded = await openGateway({
    transport: await inProcess(inside, { guards: false }),
    origins: [],
    introspection: false,
  });
  const viewerOf = async ({ key }: Somebody) => {
    const token = tokens[key];
    return token ? whoIs(database, token) : null;
  };
  const way = async (url: string, kind: Pick<Way, "guards" | "rows" | "thorough">): Promise<Way> => {
    const schemas = subgraphs.map(
      async (one) => [one.name, executor(await one.schema({ guards: kind.guards }))] as const,
    );
    const run = new Map<string, ReturnType<typeof executor>>(await Promise.all(schemas));
    return {
      ...kind,
      async send({ key }, query, variables = {}) {
        const token = tokens[key];
        const response = await fetch(`${url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
          body: JSON.stringify({ query, variables }),
        });
        return toldBy(await response.text());
      },
      async ask(subgraph, person, query, variables) {
        const asking = new Asking(inside, { id: randomUUID(), viewer: await viewerOf(person), language: "pt" });
        return toldBy(JSON.stringify(await run.get(subgraph)?.({ query, variables }, asking)));
      },
    };
  };
  const both = await way(house.url, { guards: true, rows: true, thorough: onServer });
  const outside = await unguarded.listen("127.0.0.1", 0);
  return {
    both,
    withoutGuards: await way(outside, { guards: false, rows: true, thorough: false }),
    withoutRows: { ...both, rows: false, thorough: false },
    sessionOf: async (person) => (await viewerOf(person))?.session ?? null,
    async close() {
      await unguarded.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function toldBy(answer: string): Told {
  const { data = null, errors = [] } = JSON.parse(answer);
  return { data, errors, text: answer.replace(/"requestId":"[^"]*"/g, "") };
}

/** Takes the wall of rows out of this database, for good. */
export async function switchOff(house: TestHouse): Promise<void> {
  const tables = await house.owner(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname in ('identity', 'processes', 'documents')`,
  );
  for (const { name } of tables)
    await house.owner(`alter table ${name} disable row level security, no force row level security`);
}

/** The cells of everybody: on a server several people ask at once. */
export async function askedOf<Person>(
  people: readonly Person[],
  ask: (person: Person) => Promise<Cell[]>,
): Promise<Cell[]> {
  const atOnce = onServer ? 3 : 1;
  const cells: Cell[] = [];
  for (let at = 0; at < people.length; at += atOnce)
    cells.push(...(await Promise.all(people.slice(at, at + atOnce).map(ask))).flat());
  return cells;
}

// ------------------------------------------------------------------------------------------ the cells of one answer

/** The cells that every answer has: how many errors of each code, and that no word of it is of anything hidden. */
export function mannersOf(
  told: Told,
  said: { who: string; asks: string; of: string; codes: readonly string[]; hidden: readonly string[] },
): Cell[] {
  const { who, asks, of, codes, hidden } = said;
  const given = told.errors.map(({ extensions }) => extensions);
  const categories = codes.some((code) => code.includes(" "));
  const as = ({ code, category }: { code: string; category?: string }) =>
    categories && category ? `${code} ${category}` : code;
  return [
    { who, asks, of: `${of}: the errors`, must: counted(codes), got: counted(given.map(as)), manner: true },
    { who, asks, of: `${of}: no word of what is hidden`, must: [], got: hidden },
    {
      ...{ who, asks, of: `${of}: nothing broke`, must: [] },
      got: given.map(({ code }) => code).filter((code) => !refusals.includes(code)),
    },
  ];
}

const refusals = ["UNAUTHENTICATED", "FORBIDDEN", "CATEGORY_NOT_ENABLED"];

const counted = (codes: readonly string[]): Record<string, number> =>
  Object.fromEntries(codes.map((code) => [code, codes.filter((other) => other === code).length]));

export const times = (count: number, codes: readonly string[]): string[] =>
  Array.from({ length: count }, () => codes).flat();

/** What an answer tells at one of its aliases, in data and in errors. */
export const toldAt = (told: Told, n: number) => ({
  data: told.data?.[`a${n}`] ?? null,
  errors: told.errors
    .filter(({ path }) => path?.[0] === `a${n}`)
    .map(({ message, path, extensions: { code } }) => ({ message, path: path?.slice(1), code })),
});
