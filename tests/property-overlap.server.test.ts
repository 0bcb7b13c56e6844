// Changes, deletions and imports in random order, several at once, through the house's own operations: whatever became of each,
// the rule is what a rebuild from nothing says. PROPERTY_SEED repeats a run's choices; who comes first is the database's.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type Dice, diceOf, randomWorld, type Viewer, type World, writeDown } from "./property.world.ts";

const seed = Number(process.env["PROPERTY_SEED"] ?? Date.now() % 1_000_000_007);
const again = `PROPERTY_SEED=${seed}`;

let house: TestHouse;
let dice: Dice;
let world: World;
let admin: Viewer;
let numbers: Map<string, string>;

beforeAll(async () => {
  house = await openTestHouse();
  dice = diceOf(seed);
  world = randomWorld(dice, 16);
  await writeDown(house, world);
  admin = world.viewers.find(({ member }) => member?.role === "ADMIN") as Viewer;
  numbers = new Map(world.processes.flatMap(({ id, number }) => (number ? [[id, number]] : [])));
});
afterAll(() => house.close());

const errors = "userErrors { code }";
const parties =
  "mutation($id: ID!, $parties: [ProcessPartyInput!]!) { it: setProcessParties(processId: $id, parties: $parties) { userErrors { code } } }";

let counted = 0;

/** A change of something that decides who sees what, or of a date that lists are ordered by. */
function change(): [query: string, variables: object] {
  const living = world.processes.map(({ id }) => id);
  const [id, other] = [dice.pick(living), dice.pick(living)];
  const input = (type: string, mutation: string) =>
    `mutation($id: ID!, $input: ${type}!) { it: ${mutation} { ${errors} } }`;
  counted += 1;
  const kinds: (() => [string, object])[] = [
    () => [
      input("UpdateProcessInput", "updateProcess(id: $id, input: $input)"),
      { id, input: { visibility: dice.pick(["PUBLIC", "TEAM", "PRIVATE"]), secret: dice.chance(50) } },
    ],
    () => [
      parties,
      {
        id,
        parties: dice
          .some(world.contacts, 30)
          .map((one) => ({ contactId: one.id, role: dice.pick(["CLIENT", "CLIENT", "WITNESS"]), side: "ACTIVE" })),
      },
    ],
    () => [parties, { id, parties: [] }],
    () => [
      `mutation($input: LinkProcessesInput!) { it: linkProcesses(input: $input) { ${errors} } }`,
      { input: { originalId: id, linkedId: other, kind: dice.pick(["APPEAL", "OFFSHOOT", "ATTACHMENT"]) } },
    ],
    () => {
      const { original, linked, kind } = dice.pick(world.links);
      return [
        `mutation($input: LinkProcessesInput!) { it: unlinkProcesses(input: $input) { ${errors} } }`,
        { input: { originalId: original, linkedId: linked, kind } },
      ];
    },
    () => [
      `mutation($input: RecordMovementInput!) { it: recordMovement(input: $input) { ${errors} } }`,
      { input: { processId: id, occurredAt: `2026-0${1 + dice.below(9)}-01T00:00:00Z`, title: "Andou" } },
    ],
    () => [
      `mutation($input: ImportCourtMovementsInput!) { it: importCourtMovements(input: $input) { ${errors} } }`,
      {
        input: {
          processNumber: dice.pick([...numbers.values()]),
          movements: Array.from({ length: 3 }, (_, n) => ({
            externalId: `${dice.chance(50) ? "same" : counted} ${n}`,
            occurredAt: `2026-0${1 + dice.below(9)}-02T00:00:00Z`,
            title: "Conclusão",
          })),
        },
      },
    ],
    () => [
      `mutation($id: ID!, $input: TaskInput!) { it: createTask(processId: $id, input: $input) { ${errors} } }`,
      { id, input: { title: "Tarefa", assigneeId: dice.pick(world.staff).id } },
    ],
    () => [
      `mutation($input: ProcessInput!) { it: createProcess(input: $input) { process { id } ${errors} } }`,
      {
        input: {
          ...{ kind: "CASE", title: "Novo", visibility: dice.pick(["PUBLIC", "PRIVATE"]) },
          parties: [{ contactId: dice.pick(world.contacts).id, role: "CLIENT", side: "ACTIVE" }],
        },
      },
    ],
    // Rarely, or nothing would be left to change.
    ...(dice.chance(15)
      ? [(): [string, object] => [`mutation($id: ID!) { it: deleteProcess(id: $id) { ${errors} } }`, { id }]]
      : []),
  ];
  return dice.pick(kinds)();
}

test("after every handful of changes at once the rule is what a rebuild from nothing says", {
  timeout: 60_000,
}, async () => {
  const done: string[] = [];
  for (let round = 0; round < 30; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: 6 }, change).map(([query, variables]) => house.send(admin.token, query, variables)),
    );
    for (const { data, errors, text } of answers) {
      // Nothing is refused but what a person can mend; two that wait for each other may be sent away to try again.
      const codes = errors.map(({ extensions }) => extensions.code).filter((code) => code !== "UNAVAILABLE");
      expect(codes, `${text}; ${again}`).toEqual([]);
      const refused = (data?.it?.userErrors ?? []).map(({ code }: { code: string }) => code);
      expect(["NOT_FOUND", "CONFLICT", "INVALID"], `${text}; ${again}`).toEqual(expect.arrayContaining(refused));
      if (data?.it && refused.length === 0) done.push(text);
    }
    expect(await house.owner("select * from access.difference()"), `round ${round}; ${again}`).toEqual([]);
  }
  // Most of them were really made.
  expect(done.length, again).toBeGreaterThan(60);
});

test("the same parties, links and movements, taken away and written one by one in any order, make the same rule", async () => {
  for (const table of ["processes.link", "processes.party", "processes.movement"]) {
    await house.owner(`alter table ${table} disable row level security`);
    const rows = await house.owner(`select * from ${table}`);
    await house.owner(`delete from ${table}`);
    expect(await house.owner("select * from access.difference()"), `without ${table}; ${again}`).toEqual([]);
    for (const { name_folded: _, ...row } of dice.shuffled(rows)) {
      const columns = Object.keys(row).join(", ");
      await house.owner(
        `insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1::jsonb)`,
        [JSON.stringify(row)],
      );
    }
    await house.owner(`alter table ${table} enable row level security`);
    expect(await house.owner("select * from access.difference()"), `${table}; ${again}`).toEqual([]);
  }
});
