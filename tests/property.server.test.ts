// Thousands of cases: many small random firms and a larger one, with parties, chains of links, visibilities, secrecy, categories
// and includes, asked by everybody in every session on every path; each answer is what product.md says of those facts.
// PROPERTY_SEED repeats a run.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestHouse, type TestHouse } from "./house.ts";
import {
  type Dice,
  diceOf,
  type Facts,
  folded,
  found,
  type Order,
  ordered,
  randomWorld,
  sees,
  toldOf,
  unseen,
  type Viewer,
  verdictsOf,
  type World,
  writeDown,
} from "./property.world.ts";

const seed = Number(process.env["PROPERTY_SEED"] ?? Date.now() % 1_000_000_007);
const again = `seed ${seed}: run it again with PROPERTY_SEED=${seed}`;
const timeout = 120_000;

let house: TestHouse;
const worlds: World[] = [];
/** (viewer, process, path) triples that were compared, by world. */
const cases = new Map<World, number>();

beforeAll(async () => {
  house = await openTestHouse();
  const dice = diceOf(seed);
  // The larger one has what needs room: long chains, and pages of lists.
  worlds.push(randomWorld(dice, 24));
  for (let n = 0; n < 32; n += 1) worlds.push(randomWorld(dice, 2 + dice.below(5), 1 + dice.below(3)));
  for (const world of worlds) await writeDown(house, world);
}, timeout);
afterAll(() => house.close());

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

/** Compares a whole path of one viewer: each of the world's processes is a case, whether it must be there or not. */
function must(world: World, viewer: Viewer, path: string, told: unknown, wanted: unknown): void {
  cases.set(world, (cases.get(world) ?? 0) + world.processes.length);
  expect(told, `${path}, asked by ${viewer.who}; ${again}`).toEqual(wanted);
}

async function asks(viewer: Viewer, query: string, variables: object = {}, refused: string[] = []) {
  const { data, errors } = await house.send(viewer.token, query, variables);
  const codes = errors.map(({ extensions }) => extensions.code).filter((code) => !refused.includes(code));
  expect(codes, `${query.slice(0, 150)}, asked by ${viewer.who}; ${again}`).toEqual([]);
  return data;
}

/** Many questions at once: up to 25 fields at a time, each under a name of its own. */
async function asksAll(viewer: Viewer, fields: readonly string[], more = "", refused: string[] = []) {
  const answers: any[] = [];
  for (let at = 0; at < fields.length; at += 25) {
    const some = fields.slice(at, at + 25);
    const query = `{ ${some.map((field, n) => `x${n}: ${field}`).join(" ")} } ${more}`;
    const data = await asks(viewer, query, {}, refused);
    answers.push(...some.map((_, n) => data[`x${n}`]));
  }
  return answers;
}

/** Everybody of every world, each with dice of their own, so that a seed repeats what is asked whoever is first. */
const everybody = async (work: (world: World, viewer: Viewer, dice: Dice) => Promise<void>) => {
  const waiting = worlds.flatMap((world) => world.viewers.map((viewer) => ({ world, viewer })));
  const dice = waiting.map((_, n) => diceOf(seed + n));
  // Three at once: the questions of one do not tell the others anything.
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop())
      await work(next.world, next.viewer, dice[waiting.length] as Dice);
  };
  await Promise.all([worker(), worker(), worker()]);
};

const orders: readonly Order[] = ["LAST_MOVEMENT", "FILED", "TITLE"];
const listed = (order: Order, filter = "{}") =>
  `processes(orderBy: ${order}, first: 100, filter: ${filter}) { totalCount nodes { id unseenMovements } }`;
const page = `query($order: ProcessOrder, $first: Int, $after: String) {
  processes(orderBy: $order, first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`;

test("the worlds hold what they are made for, and the rule is what a rebuild says", async () => {
  const all = worlds.flatMap((world) => world.viewers.map((viewer) => ({ world, viewer })));
  const visible = all.flatMap(({ world, viewer }) => world.processes.filter((one) => sees(world, viewer, one)));
  const total = all.reduce((sum, { world }) => sum + world.processes.length, 0);
  expect(visible.length, again).toBeGreaterThan(total / 10);
  expect(visible.length, again).toBeLessThan((total * 9) / 10);
  expect(await house.owner("select * from access.difference()"), again).toEqual([]);
});

test("every list, in every order and page by page, has all that is the viewer's and nothing else, and counts it", {
  timeout,
}, async () => {
  await everybody(async (world, viewer) => {
    const lists = await asksAll(
      viewer,
      orders.map((order) => listed(order)),
    );
    for (const [at, order] of orders.entries()) {
      const wanted = ordered(world, viewer, order);
      must(world, viewer, `processes by ${order}`, ids(lists[at].nodes), ids(wanted));
      must(world, viewer, `the count by ${order}`, lists[at].totalCount, wanted.length);
      if (world !== worlds[0]) continue;
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

test("each process by id and by number is told as it is to who sees it, with its links and dates, and is null to all others", {
  timeout,
}, async () => {
  await everybody(async (world, viewer) => {
    const lawsuits = world.processes.filter(({ number }) => number);
    const fields = [
      ...world.processes.map(({ id }) => `process(id: "${id}") { ...F }`),
      ...lawsuits.map(({ number }) => `processByNumber(number: "${number}") { ...F }`),
    ];
    const answers = (await asksAll(viewer, fields, whole, ["CATEGORY_NOT_ENABLED"])).map(told);
    const wanted = (some: readonly Facts[]) => some.map((one) => toldOf(world, viewer, one));
    must(world, viewer, "process", answers.slice(0, world.processes.length), wanted(world.processes));
    must(world, viewer, "processByNumber", answers.slice(world.processes.length), wanted(lawsuits));
  });
});

test("a search finds by number, title and party what is the viewer's, whatever the accents, and nothing else", {
  timeout,
}, async () => {
  await everybody(async (world, viewer, dice) => {
    const hidden = world.processes.find((one) => !sees(world, viewer, one));
    const numbered = world.processes.flatMap(({ number }) => number ?? []);
    const number = numbered.length > 0 ? dice.pick(numbered) : "99999999999999999999";
    const typed = [
      ...["acao", "AÇÃO DE", "ana ribeiro", "célia", "BRANDAO", "%", "_", "n1"],
      folded(dice.pick(world.processes).title),
      number,
      number.replace(/^(\d{7})(\d\d)(\d{4})(\d)(\d\d)(\d{4})$/, "$1-$2.$3.$4.$5.$6"),
      number.slice(2, 7),
      ...(hidden ? [hidden.title] : []),
    ];
    const lists = await asksAll(
      viewer,
      typed.map((search) => listed("TITLE", `{ search: ${JSON.stringify(search)} }`)),
    );
    for (const [at, search] of typed.entries()) {
      const wanted = found(world, viewer, search);
      must(world, viewer, `the search for ${search}`, ids(lists[at].nodes), ids(wanted));
      expect(lists[at].totalCount, again).toBe(wanted.length);
    }
  });
});

test("filters narrow what is the viewer's, and a client's news are what it may see and has not seen", {
  timeout,
}, async () => {
  await everybody(async (world, viewer, dice) => {
    const contact = dice.pick(world.contacts).id;
    const filters: [filter: string, wanted: (one: Facts) => boolean][] = [
      ["{ status: CLOSED }", ({ status }) => status === "CLOSED"],
      ["{ kind: CASE }", ({ number }) => number === null],
      ...(viewer.access
        ? ([true, false] as const).map((news): [string, (one: Facts) => boolean] => [
            `{ unseen: ${news} }`,
            (one) => (unseen(viewer, one) ?? 0) > 0 === news,
          ])
        : [
            [`{ contactId: "${contact}" }`, (one: Facts) => one.parties.some((party) => party.contact === contact)] as [
              string,
              (one: Facts) => boolean,
            ],
          ]),
    ];
    const lists = await asksAll(
      viewer,
      filters.map(([filter]) => listed("FILED", filter)),
    );
    for (const [at, [filter, isWanted]] of filters.entries()) {
      const wanted = ordered(world, viewer, "FILED").filter(isWanted);
      const news = wanted.map((one) => ({ id: one.id, unseenMovements: unseen(viewer, one) }));
      must(world, viewer, `the filter ${filter}`, lists[at].nodes, news);
    }
  });
});

test("what an admin is told of why a client sees a process is each rule's verdict, and agrees with what the client's session really sees", {
  timeout,
}, async () => {
  /** Which verdicts were told at all: each rule's yes and no. */
  const verdicts = new Set<string>();
  for (const world of worlds) {
    const admin = world.viewers.find(({ member }) => member?.role === "ADMIN") as Viewer;
    for (const access of world.accesses)
      for (const channel of ["WEB", "APP"] as const) {
        const explained = await asksAll(
          admin,
          world.processes.map(
            ({ id }) =>
              `explainVisibility(accessId: "${access.id}", processId: "${id}", channel: ${channel}) { visible checks { rule passed detail } }`,
          ),
        );
        const session = world.viewers.find((one) => one.access === access && one.channel === channel);
        const fields = world.processes.map(({ id }) => `process(id: "${id}") { id }`);
        const seen = session ? (await asksAll(session, fields)).map(Boolean) : fields.map(() => false);
        const path = `explainVisibility ${access.type} ${access.status} ${channel}`;
        must(
          world,
          admin,
          path,
          explained.map(({ visible }) => visible),
          seen,
        );
        const told = explained.map(({ checks }) => checks.map(({ rule, passed }: any) => [rule, passed]));
        const wanted = world.processes.map((one) => Object.entries(verdictsOf(world, access, channel, one)));
        must(world, admin, `the verdicts of ${path}`, told, wanted);
        for (const { checks } of explained)
          for (const { rule, passed, detail } of checks) {
            verdicts.add(`${rule} ${passed}`);
            expect(detail).toMatch(/^\p{Lu}.+\.$/u);
          }
      }
  }
  expect(verdicts.size, again).toBe(14);
});

test("more than five thousand cases were asked of the small worlds, which are many", () => {
  const small = worlds.slice(1).map((world) => cases.get(world) ?? 0);
  expect(small.length).toBeGreaterThan(30);
  expect(Math.min(...small), again).toBeGreaterThan(0);
  expect(
    small.reduce((sum, count) => sum + count, 0),
    again,
  ).toBeGreaterThan(5000);
  expect(new Set(worlds.flatMap(({ accesses }) => accesses.map(({ status }) => status))).size, again).toBe(3);
});
