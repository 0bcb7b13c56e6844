// The promise of confidentiality as a table: every person in every kind of session × every kind of process × every path,
// asked with both walls, with either of them out, and of the tables themselves. What must come is told by the oracle.
import "reflect-metadata";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Gateway, openGateway } from "../gateway/gateway.ts";
import { inProcess } from "../gateway/in-process.ts";
import { executor } from "../platform/execute.ts";
import { openKeys } from "../platform/keys.ts";
import { openFolder } from "../platform/storage.ts";
import { Asking, type House } from "../platform/subgraph.ts";
import { subgraphs, whoIs } from "../subgraphs/index.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type Cell, leaking, sees, silent, wrong } from "./truth-table.oracle.ts";
import { aProcessById, type Path, paths, type Told, theWholeList, type Way } from "./truth-table.paths.ts";
import { broken, type Fault, faultsOfPolicies, faultsOfTheRule, sqlCells, withoutEntering } from "./truth-table.sql.ts";
import { buildWorld, type Person, type ProcessFacts, people, processes, type World } from "./truth-table.world.ts";

// The embedded database takes its time: what takes long is asked of it for one of each kind, and with a wall out by some.
const onServer = inject("database") === "server";
const some = ["davi", "carla", "celia", "elisa", "bruno", "a stranger", "davi2"];
const withOneWall = onServer ? people : people.filter(({ key }) => some.includes(key));
const several = <Item>(items: readonly Item[]): Item[] => items.filter((_, n) => onServer || n % 3 === 0);

let house: TestHouse;
let world: World;
let folder: string;
let inside: House;
let unguarded: Gateway;
let both: Way;
let withoutGuards: Way;
let withoutRows: Way;

beforeAll(async () => {
  house = await openTestHouse();
  world = await buildWorld(house);
  folder = mkdtempSync(join(tmpdir(), "andamento-truth-"));
  const { database, jobs } = house.house;
  inside = {
    database,
    jobs,
    keys: openKeys({ environment: null, file: join(folder, "keys") }),
    storage: openFolder(join(folder, "files")),
    maxUploadBytes: 1024,
    publicUrl: () => house.url,
  };
  // One world, and a second door to it that has no guards.
  unguarded = await openGateway({
    transport: await inProcess(inside, { guards: false }),
    origins: [],
    introspection: false,
  });
  both = await way(house.url, { guards: true, rows: true, thorough: onServer });
  withoutGuards = await way(await unguarded.listen("127.0.0.1", 0), { guards: false, rows: true, thorough: false });
  withoutRows = { ...both, rows: false, thorough: false };
});
afterAll(async () => {
  await unguarded?.close();
  await house?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

describe("with both walls", () => {
  for (const path of paths)
    test(`${path.title}: everybody is told what is theirs, and of the rest as if it had never been`, async () => {
      expect(wrong(await asked(path, both))).toEqual([]);
    });
});

describe("the table itself", () => {
  const ana = people.find(({ key }) => key === "ana") as Person;
  const cell = (must: unknown, got: unknown): Cell => ({ who: "ana", asks: "something", of: "a test", must, got });
  const row = { id: "1", title: "Autos", parties: [{ name: "Ana" }] };

  test.each([
    ["a row where none may be", null, row],
    ["a name only", null, { __typename: "Process" }],
    ["another row", row, { ...row, title: "Outros" }],
    ["a field more", row, { ...row, visibility: "TEAM" }],
    ["a field that must be null", { ...row, documents: null }, { ...row, documents: { totalCount: 1 } }],
    ["a row more in a list", [row], [row, { id: "2" }]],
    ["one party more", row, { ...row, parties: [{ name: "Ana" }, { name: "Bruno" }] }],
    ["a count that includes it", { totalCount: 2, nodes: [] }, { totalCount: 3, nodes: [] }],
    ["a count where none may be", null, { totalCount: 1, nodes: [] }],
    ["that there is a next page", { hasNextPage: false }, { hasNextPage: true }],
  ])("notices %s", (_, must, got) => {
    expect(wrong([cell(must, got)])).toHaveLength(1);
    expect(leaking([cell(must, got)])).toHaveLength(1);
  });

  test("takes silence for no leak, and does not take it for an answer", () => {
    for (const got of [null, { id: null, parties: [] }, []]) {
      expect(leaking([cell(row, got)])).toEqual([]);
      expect(silent([cell(row, got)])).toHaveLength(1);
    }
    expect(silent([cell(row, row), cell(null, null)])).toEqual([]);
  });

  test("notices a hidden title in the words of an error, and a hidden id in a cursor", async () => {
    const { key, title } = processes.find((one) => !sees(ana, one)) as ProcessFacts;
    const cursor = Buffer.from(JSON.stringify(["FILED", "2026-01-01", world.processes[key]])).toString("base64url");
    for (const text of [`{"errors":[{"message":"${title}"}]}`, `{"data":{"pageInfo":{"endCursor":"${cursor}"}}}`]) {
      const told = { data: { processes: null }, errors: [], text };
      const send = async () => told;
      const cells = await aProcessById.ask({ ...both, send }, world, ana);
      expect(leaking(cells).join()).toContain("no word of what is hidden");
    }
  });

  test.each(several(faultsOfTheRule))("turns red when $title", async (fault: Fault) => {
    const { through, sql } = await broken(house, fault, async () => ({
      through: await askedByIdAndList(fault.who),
      sql: await askedInSql(fault.who),
    }));
    expect(leaking(through).join()).toContain(fault.tells);
    expect(leaking(sql).join()).toContain(fault.tells);
    expect(wrong(await askedInSql(fault.who))).toEqual([]);
  });

  test.each(several(faultsOfPolicies))("turns red in SQL when $title, and the guards hold", async (fault: Fault) => {
    const { through, sql } = await broken(house, fault, async () => ({
      through: await askedByIdAndList(fault.who),
      sql: await askedInSql(fault.who),
    }));
    expect(leaking(sql).join()).toContain(fault.tells);
    expect(leaking(through)).toEqual([]);
    expect(wrong(await askedInSql(fault.who))).toEqual([]);
  });
});

describe("without the guards", () => {
  for (const path of paths.filter((one) => !one.guardsAlone))
    test(`${path.title}: nobody is told more, and nobody less`, async () => {
      const cells = await asked(path, withoutGuards, withOneWall);
      expect(leaking(cells)).toEqual([]);
      expect(silent(cells)).toEqual([]);
    });
});

describe("in SQL, as the service", () => {
  test("everybody reads and changes the rows that are theirs, and no others", async () => {
    expect(wrong(await askedInSql())).toEqual([]);
  });

  test("whoever has not entered reads nothing of any table", async () => {
    const tables = await withoutEntering(house);
    expect(tables.filter(({ rows }) => rows > 0)).toEqual([]);
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["identity.contact", "processes.process", "processes.party", "documents.document"]),
    );
  });
});

describe("without row-level security", () => {
  beforeAll(async () => {
    const tables = await house.owner(
      `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
       where schemaname in ('identity', 'processes', 'documents')`,
    );
    for (const { name } of tables)
      await house.owner(`alter table ${name} disable row level security, no force row level security`);
  });

  for (const path of paths)
    test(`${path.title}: nobody is told more`, async () => {
      const cells = await asked(path, withoutRows, withOneWall);
      expect(leaking(cells)).toEqual([]);
      // A list is refused whole where one row in it may not be seen, and a member's lists hold such rows.
      const isRefused = ({ who }: Cell) => path.list && people.some(({ key, is }) => key === who && is === "member");
      expect(silent(cells.filter((cell) => !isRefused(cell)))).toEqual([]);
    });
});

async function way(url: string, kind: Pick<Way, "guards" | "rows" | "thorough">): Promise<Way> {
  const schemas = subgraphs.map(
    async (one) => [one.name, executor(await one.schema({ guards: kind.guards }))] as const,
  );
  const run = new Map(await Promise.all(schemas));
  return {
    ...kind,
    async send(person, query, variables = {}) {
      const token = world.tokens[person.key];
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
}

const viewerOf = async (person: Person) => {
  const token = world.tokens[person.key];
  return token ? whoIs(inside.database, token) : null;
};

function toldBy(answer: string): Told {
  const { data = null, errors = [] } = JSON.parse(answer);
  return { data, errors, text: answer.replace(/"requestId":"[^"]*"/g, "") };
}

/** The cells of one path for everybody: on a server several people ask at once. */
async function asked(path: Path, way: Way, among: readonly Person[] = people): Promise<Cell[]> {
  const atOnce = onServer ? 3 : 1;
  const cells: Cell[] = [];
  for (let at = 0; at < among.length; at += atOnce) {
    const answers = among.slice(at, at + atOnce).map((person) => path.ask(way, world, person));
    cells.push(...(await Promise.all(answers)).flat());
  }
  return cells;
}

async function askedByIdAndList(who: readonly string[]): Promise<Cell[]> {
  const among = people.filter(({ key }) => who.includes(key));
  return (await Promise.all([aProcessById, theWholeList].map((path) => asked(path, both, among)))).flat();
}

async function askedInSql(who: readonly string[] = people.map(({ key }) => key)): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const person of people.filter(({ key }) => who.includes(key)))
    cells.push(...(await sqlCells(world, person, (await viewerOf(person))?.session ?? null)));
  return cells;
}
