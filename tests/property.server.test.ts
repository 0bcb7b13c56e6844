// Thousands of cases: random firms with parties, chains of links, visibilities, secrecy, categories and includes, asked by
// everybody in every session on every path; each answer is what product.md says of those facts. PROPERTY_SEED repeats a run.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestHouse, type TestHouse } from "./house.ts";
import {
  type Dice,
  diceOf,
  doorOf,
  type Facts,
  folded,
  found,
  ordered,
  randomWorld,
  sees,
  toldOf,
  unseen,
  type Viewer,
  type World,
  writeDown,
} from "./property.world.ts";

const seed = Number(process.env["PROPERTY_SEED"] ?? Date.now() % 1_000_000_007);
const again = `seed ${seed}: run it again with PROPERTY_SEED=${seed}`;

let house: TestHouse;
let dice: Dice;
const worlds: World[] = [];
/** (viewer, process, path) triples that were compared. */
let cases = 0;

beforeAll(async () => {
  house = await openTestHouse();
  dice = diceOf(seed);
  for (const size of [24, 12, 18]) {
    const world = randomWorld(dice, size);
    await writeDown(house, world);
    worlds.push(world);
  }
});
afterAll(() => house.close());

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

/** Compares a whole path of one viewer: each of the world's processes is a case, whether it must be there or not. */
function must(world: World, viewer: Viewer, path: string, told: unknown, wanted: unknown): void {
  cases += world.processes.length;
  expect(told, `${path}, asked by ${viewer.who}; ${again}`).toEqual(wanted);
}

async function asks(viewer: Viewer, query: string, variables: object = {}, refused: string[] = []) {
  const { data, errors } = await house.send(viewer.token, query, variables);
  const codes = errors.map(({ extensions }) => extensions.code).filter((code) => !refused.includes(code));
  expect(codes, `${query.slice(0, 150)}, asked by ${viewer.who}; ${again}`).toEqual([]);
  return data;
}

/** One question for many: up to 25 fields at a time, each under a name of its own. */
async function asksOfEach(
  viewer: Viewer,
  items: readonly string[],
  field: (item: string) => string,
  more = "",
  refused: string[] = [],
) {
  const answers: any[] = [];
  for (let at = 0; at < items.length; at += 25) {
    const some = items.slice(at, at + 25);
    const data = await asks(
      viewer,
      `{ ${some.map((item, n) => `x${n}: ${field(item)}`).join(" ")} } ${more}`,
      {},
      refused,
    );
    answers.push(...some.map((_, n) => data[`x${n}`]));
  }
  return answers;
}

const everybody = async (work: (world: World, viewer: Viewer) => Promise<void>) => {
  for (const world of worlds) {
    // Three at once: the questions of one do not tell the others anything.
    const waiting = [...world.viewers];
    const worker = async () => {
      for (let viewer = waiting.shift(); viewer; viewer = waiting.shift()) await work(world, viewer);
    };
    await Promise.all([worker(), worker(), worker()]);
  }
};

const page = `query($order: ProcessOrder, $first: Int, $after: String, $filter: ProcessFilter) {
  processes(orderBy: $order, first: $first, after: $after, filter: $filter) {
    totalCount nodes { id unseenMovements } pageInfo { hasNextPage endCursor } } }`;

test("the worlds hold what they are made for, and the rule is what a rebuild says", async () => {
  const all = worlds.flatMap((world) => world.viewers.map((viewer) => ({ world, viewer })));
  const visible = all.flatMap(({ world, viewer }) => world.processes.filter((one) => sees(world, viewer, one)));
  const total = all.reduce((sum, { world }) => sum + world.processes.length, 0);
  expect(visible.length, again).toBeGreaterThan(total / 10);
  expect(visible.length, again).toBeLessThan((total * 9) / 10);
  expect(await house.owner("select * from access.difference()"), again).toEqual([]);
});

test("every list, in every order and page by page, has all that is the viewer's and nothing else, and counts it", async () => {
  await everybody(async (world, viewer) => {
    for (const order of ["LAST_MOVEMENT", "FILED", "TITLE"] as const) {
      const wanted = ordered(world, viewer, order);
      const { processes } = await asks(viewer, page, { order, first: 100 });
      must(world, viewer, `processes by ${order}`, ids(processes.nodes), ids(wanted));
      must(world, viewer, `the count by ${order}`, processes.totalCount, wanted.length);
      const paged: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const { processes } = await asks(viewer, page, { order, first: 7, after });
        paged.push(...ids(processes.nodes));
        [after, more] = [processes.pageInfo.endCursor, processes.pageInfo.hasNextPage];
      }
      must(world, viewer, `pages by ${order}`, paged, ids(wanted));
    }
  });
});

const whole = `fragment F on Process { id title status secret lastMovementAt unseenMovements parties { name }
  links { kind isOriginal process { id } } movements(first: 0) { totalCount } }`;

const told = (row: any) =>
  row && {
    ...row,
    links: row.links.map((link: any) => `${link.kind} ${link.isOriginal} ${link.process.id}`).sort(),
    parties: row.parties.map(({ name }: { name: string }) => name),
    movements: row.movements?.totalCount ?? null,
  };

test("each process by id and by number is told as it is to who sees it, with its links and dates, and is null to all others", async () => {
  await everybody(async (world, viewer) => {
    const closed = ["CATEGORY_NOT_ENABLED"];
    const byId = await asksOfEach(viewer, ids(world.processes), (id) => `process(id: "${id}") { ...F }`, whole, closed);
    const wanted = world.processes.map((one) => toldOf(world, viewer, one));
    must(world, viewer, "process", byId.map(told), wanted);
    const lawsuits = world.processes.filter(({ number }) => number);
    const byNumber = await asksOfEach(
      viewer,
      lawsuits.map(({ number }) => number as string),
      (number) => `processByNumber(number: "${number}") { ...F }`,
      whole,
      closed,
    );
    const wantedByNumber = lawsuits.map((one) => toldOf(world, viewer, one));
    must(world, viewer, "processByNumber", byNumber.map(told), wantedByNumber);
  });
});

test("a search finds by number, title and party what is the viewer's, whatever the accents, and nothing else", async () => {
  await everybody(async (world, viewer) => {
    const hidden = world.processes.find((one) => !sees(world, viewer, one));
    const numbered = world.processes.filter(({ number }) => number);
    const number = dice.pick(numbered).number as string;
    const typed = [
      ...["acao", "AÇÃO DE", "ana ribeiro", "célia", "BRANDAO", "%", "_", "n1"],
      folded(dice.pick(world.processes).title),
      number,
      number.replace(/^(\d{7})(\d\d)(\d{4})(\d)(\d\d)(\d{4})$/, "$1-$2.$3.$4.$5.$6"),
      number.slice(2, 7),
      ...(hidden ? [hidden.title] : []),
    ];
    for (const search of typed) {
      const { processes } = await asks(viewer, page, { order: "TITLE", first: 100, filter: { search } });
      const wanted = found(world, viewer, search);
      must(world, viewer, `the search for ${search}`, ids(processes.nodes), ids(wanted));
      expect(processes.totalCount, again).toBe(wanted.length);
    }
  });
});

test("filters narrow what is the viewer's, and a client's news are what it may see and has not seen", async () => {
  await everybody(async (world, viewer) => {
    const asked = async (filter: object, wanted: (one: Facts) => boolean) => {
      const { processes } = await asks(viewer, page, { order: "FILED", first: 100, filter });
      const list = ordered(world, viewer, "FILED").filter(wanted);
      must(world, viewer, `the filter ${JSON.stringify(filter)}`, ids(processes.nodes), ids(list));
      expect(
        processes.nodes.map((one: any) => one.unseenMovements),
        again,
      ).toEqual(list.map((one) => unseen(viewer, one)));
    };
    await asked({ status: "CLOSED" }, ({ status }) => status === "CLOSED");
    await asked({ kind: "CASE" }, ({ number }) => number === null);
    if (viewer.access)
      for (const news of [true, false]) await asked({ unseen: news }, (one) => (unseen(viewer, one) ?? 0) > 0 === news);
    else {
      const { id } = dice.pick(world.contacts);
      await asked({ contactId: id }, ({ parties }) => parties.some(({ contact }) => contact === id));
    }
  });
});

test("what an admin is told of why a client sees a process agrees with what the client's session really sees", async () => {
  for (const world of worlds) {
    const admin = world.viewers.find(({ member }) => member?.role === "ADMIN") as Viewer;
    for (const access of world.accesses)
      for (const channel of ["WEB", "APP"] as const) {
        const explained = await asksOfEach(
          admin,
          ids(world.processes),
          (id) =>
            `explainVisibility(accessId: "${access.id}", processId: "${id}", channel: ${channel}) { visible checks { rule passed detail } }`,
        );
        const session = world.viewers.find((one) => one.access === access && one.channel === channel);
        const seen = session
          ? (await asksOfEach(session, ids(world.processes), (id) => `process(id: "${id}") { id }`)).map(Boolean)
          : world.processes.map(() => false);
        must(
          world,
          admin,
          `explainVisibility ${access.type} ${channel}`,
          explained.map(({ visible }) => visible),
          seen,
        );
        for (const { visible, checks } of explained) {
          expect(checks.map(({ rule }: any) => rule)).toEqual([
            ...["ACCESS_ACTIVE", "PARTY", "INHERITED", "TEAM_INCLUDED", "PRIVATE_INCLUDED", "SECRECY", "CHANNEL"],
          ]);
          for (const { detail } of checks) expect(detail).toMatch(/^\p{Lu}.+\.$/u);
          const verdict = Object.fromEntries(checks.map(({ rule, passed }: any) => [rule, passed]));
          expect(verdict["ACCESS_ACTIVE"]).toBe(!access.revoked);
          expect(verdict["CHANNEL"]).toBe(doorOf(world, access, channel) !== null);
          expect(Object.entries(verdict).every(([rule, passed]) => passed || rule === "PARTY")).toBe(visible);
          if (verdict["PARTY"]) expect(verdict["INHERITED"]).toBe(true);
        }
      }
  }
});

test("more than five thousand cases were asked", () => {
  expect(cases, again).toBeGreaterThan(5000);
});
