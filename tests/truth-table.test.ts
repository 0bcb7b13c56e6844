// The promise of confidentiality as a table: every person in every kind of session × every kind of process × every path,
// asked with both walls, with either of them out, and of the tables themselves. What must come is told by the oracle. What
// processes hold, with all combinations of the categories, and what hangs together is in truth-table.contents.test.ts.
import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type Cell, leaking, silent, wrong } from "./truth-table.cells.ts";
import { sees } from "./truth-table.oracle.ts";
import { aProcessById, type Path, paths, theWholeList } from "./truth-table.paths.ts";
import { broken, type Fault, faultsOfPolicies, faultsOfTheRule, sqlCells, withoutEntering } from "./truth-table.sql.ts";
import { askedOf, onServer, openWays, switchOff, type Way, type Ways } from "./truth-table.ways.ts";
import { buildWorld, type Person, type ProcessFacts, people, processes, type World } from "./truth-table.world.ts";

// What takes long is asked of the embedded database for one of each kind, and with a wall out by some.
const some = ["davi", "carla", "celia", "elisa", "bruno", "a stranger", "davi2"];
const withOneWall = onServer ? people : people.filter(({ key }) => some.includes(key));
const several = <Item>(items: readonly Item[]): Item[] => items.filter((_, n) => onServer || n % 3 === 0);

let house: TestHouse;
let world: World;
let ways: Ways;

beforeAll(async () => {
  house = await openTestHouse();
  world = await buildWorld(house);
  ways = await openWays(house, world.tokens);
});
afterAll(async () => {
  await ways?.close();
  await house?.close();
});

describe("with both walls", () => {
  for (const path of paths)
    test(`${path.title}: everybody is told what is theirs, and of the rest as if it had never been`, async () => {
      expect(wrong(await asked(path, ways.both))).toEqual([]);
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
      const cells = await aProcessById.ask({ ...ways.both, send }, world, ana);
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
      const cells = await asked(path, ways.withoutGuards, withOneWall);
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
  beforeAll(() => switchOff(house));

  for (const path of paths)
    test(`${path.title}: nobody is told more`, async () => {
      const cells = await asked(path, ways.withoutRows, withOneWall);
      expect(leaking(cells)).toEqual([]);
      // A list is refused whole where one row in it may not be seen, and a member's lists hold such rows.
      const isRefused = ({ who }: Cell) => path.list && people.some(({ key, is }) => key === who && is === "member");
      expect(silent(cells.filter((cell) => !isRefused(cell)))).toEqual([]);
    });
});

/** The cells of one path for everybody. */
const asked = (path: Path, way: Way, among: readonly Person[] = people): Promise<Cell[]> =>
  askedOf(among, (person) => path.ask(way, world, person));

async function askedByIdAndList(who: readonly string[]): Promise<Cell[]> {
  const among = people.filter(({ key }) => who.includes(key));
  return (await Promise.all([aProcessById, theWholeList].map((path) => asked(path, ways.both, among)))).flat();
}

async function askedInSql(who: readonly string[] = people.map(({ key }) => key)): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const person of people.filter(({ key }) => who.includes(key)))
    cells.push(...(await sqlCells(world, person, await ways.sessionOf(person))));
  return cells;
}
