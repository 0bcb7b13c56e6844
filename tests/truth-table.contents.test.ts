// What processes hold and what hangs together, as a table: every combination of the five categories, by link and by
// password, and the firms' people × every kind of link between processes × every path to movements, comments, tasks,
// publications and documents; asked with both walls, with either of them out, and of the tables themselves. The server is
// asked for all of them; the embedded database, which takes its time, for one category and all of them, and of one fault
// of each kind.
import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type Cell, leaking, silent, wrong } from "./truth-table.cells.ts";
import { eachProcess, type Path, paths, references, theHome } from "./truth-table.contents.paths.ts";
import { faultsOfPolicies, faultsOfTheRule, sqlCells, verdictCells } from "./truth-table.contents.sql.ts";
import { buildContents, type Follower, followers, grants, others } from "./truth-table.contents.world.ts";
import { broken, type Fault } from "./truth-table.sql.ts";
import { askedOf, onServer, openWays, switchOff, type Way, type Ways } from "./truth-table.ways.ts";
import type { World } from "./truth-table.world.ts";

const some = ["Ana with -M---", "Ana with AMTPD", "carla", "a stranger"];
// Each combination once, by link or by password; and once more the other way where one question tells of all.
const once = onServer
  ? [...grants.map(([link, password], n) => (n % 3 === 1 ? password : link)), ...others]
  : followers.filter(({ key }) => some.includes(key));
const onceMore = onServer ? grants.map(([link, password], n) => (n % 3 === 1 ? link : password)) : [];
const several = <Item>(items: readonly Item[]): Item[] => items.filter((_, n) => onServer || n === 0);

let house: TestHouse;
let world: World;
let ways: Ways;

beforeAll(async () => {
  house = await openTestHouse();
  world = await buildContents(house);
  ways = await openWays(house, world.tokens);
});
afterAll(async () => {
  await ways?.close();
  await house?.close();
});

const asked = (path: Path, way: Way, among: readonly Follower[]): Promise<Cell[]> =>
  askedOf(among, (person) => path.ask(way, world, person));

const inSql = (of: typeof sqlCells, among: readonly Follower[]): Promise<Cell[]> =>
  askedOf(among, async (person) => of(world, person, await ways.sessionOf(person)));

test("what the rule has worked out of all links and movements is what it is from nothing", async () => {
  expect(await house.owner("select * from access.difference()")).toEqual([]);
});

describe("with both walls", () => {
  for (const path of paths)
    test(`${path.title}: everybody is told what is open to them, what is closed says so, and the rest never was`, async () => {
      expect(wrong(await asked(path, ways.both, once))).toEqual([]);
    });

  for (const path of onceMore.length > 0 ? [eachProcess, theHome] : [])
    test(`${path.title}: the same with each combination in another session`, async () => {
      expect(wrong(await asked(path, ways.both, onceMore))).toEqual([]);
    });
});

describe("the table itself", () => {
  const whoseFault = async ({ who }: Fault) => {
    const among = followers.filter(({ key }) => who.includes(key));
    const through = await Promise.all([eachProcess, theHome, references].map((path) => asked(path, ways.both, among)));
    return { through: through.flat(), sql: await inSql(sqlCells, among) };
  };

  test.each(several(faultsOfTheRule))("turns red when $title", async (fault: Fault) => {
    const { through, sql } = await broken(house, fault, () => whoseFault(fault));
    expect(leaking(through).join()).toContain(fault.tells);
    expect(leaking(sql)).not.toEqual([]);
  });

  test.each(several(faultsOfPolicies))("turns red in SQL when $title, and the guards hold", async (fault: Fault) => {
    const { through, sql } = await broken(house, fault, () => whoseFault(fault));
    expect(leaking(sql).join()).toContain(fault.tells);
    expect(leaking(through)).toEqual([]);
  });
});

describe("without the guards", () => {
  for (const path of paths)
    test(`${path.title}: nobody is told more, and nobody less`, async () => {
      const cells = await asked(path, ways.withoutGuards, once);
      expect(leaking(cells)).toEqual([]);
      expect(silent(cells)).toEqual([]);
    });
});

describe("in SQL, as the service", () => {
  test("everybody reads the rows that are open to them and no others, and clients write none", async () => {
    expect(wrong(await inSql(sqlCells, [...once, ...onceMore]))).toEqual([]);
  });
});

describe("without row-level security", () => {
  beforeAll(() => switchOff(house));

  test("every row's verdict is true for whom it is open to, and for nobody else", async () => {
    expect(wrong(await inSql(verdictCells, [...once, ...onceMore]))).toEqual([]);
  });

  for (const path of paths)
    test(`${path.title}: nobody is told more`, async () => {
      const cells = await asked(path, ways.withoutRows, once);
      expect(leaking(cells)).toEqual([]);
      // A list is refused whole where one row in it may not be seen, and a member's lists hold such rows.
      const isRefused = ({ who }: Cell) => path.list && others.some(({ key, is }) => key === who && is === "member");
      expect(silent(cells.filter((cell) => !isRefused(cell)))).toEqual([]);
    });
});
