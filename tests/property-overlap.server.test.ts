// Changes, deletions and imports in random order, several at once, through the house's own operations: whatever became of each,
// the rule is what a rebuild from nothing says. PROPERTY_SEED repeats a run's choices; who comes first is the database's.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importFile } from "../admin/import.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type Dice, diceOf, randomWorld, type Viewer, type World, writeDown } from "./property.world.ts";

const seed = Number(process.env["PROPERTY_SEED"] ?? Date.now() % 1_000_000_007);
const again = `PROPERTY_SEED=${seed}`;

let house: TestHouse;
let dice: Dice;
let world: World;
let admin: Viewer;
let numbers: Map<string, string>;
let folder: string;
/** What was written and may be changed or taken back. */
const written = { movement: ["none"], task: ["none"] };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "andamento-overlap-"));
  house = await openTestHouse();
  dice = diceOf(seed);
  world = randomWorld(dice, 16);
  await writeDown(house, world);
  admin = world.viewers.find(({ member }) => member?.role === "ADMIN") as Viewer;
  numbers = new Map(world.processes.flatMap(({ id, number }) => (number ? [[id, number]] : [])));
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

const errors = "userErrors { code }";
const parties =
  "mutation($id: ID!, $parties: [ProcessPartyInput!]!) { it: setProcessParties(processId: $id, parties: $parties) { userErrors { code } } }";

let counted = 0;

/** What became of a change: the codes of what was refused, by GraphQL errors or to be mended by a person. */
interface Outcome {
  readonly what: string;
  readonly errors: readonly string[];
  readonly refused: readonly string[];
  readonly text: string;
}

/** Makes one change by the house's own operations, or takes in a file as the operator does. */
async function change(): Promise<Outcome> {
  if (dice.chance(8)) return takeFileIn();
  const [query, variables] = mutation();
  const { data, errors, text } = await house.send(admin.token, query, variables);
  for (const [kind, ids] of Object.entries(written)) if (data?.it?.[kind]) ids.push(data.it[kind].id);
  return {
    what: /it: (\w+)/.exec(query)?.[1] as string,
    errors: errors.map(({ extensions }) => extensions.code),
    refused: data?.it ? data.it.userErrors.map(({ code }: { code: string }) => code) : ["nothing"],
    text,
  };
}

/** A file with a client that is new, its processes, new ones and some that are there, and movements. */
async function takeFileIn(): Promise<Outcome> {
  counted += 1;
  const email = `${dice.chance(50) ? "same" : counted}@clientes.example`;
  const some = [...dice.some([...numbers.values()], 30), `Trazido ${counted}`];
  const rows = [
    { type: "contact", name: "Cliente trazido", emails: [email] },
    ...some.flatMap((process, n) => [
      {
        type: "process",
        ...(/^\d+$/.test(process) ? { number: process } : {}),
        title: process,
        secret: dice.chance(50),
      },
      { type: "party", process, contact: email, role: dice.pick(["CLIENT", "WITNESS"]), side: "ACTIVE" },
      {
        type: "movement",
        process,
        externalId: `${email} ${n}`,
        occurredAt: `2026-0${1 + (n % 9)}-03`,
        title: "Juntada",
      },
    ]),
  ];
  const file = join(folder, `${counted}.jsonl`);
  writeFileSync(
    file,
    dice
      .shuffled(rows)
      .map((row) => `${JSON.stringify(row)}\n`)
      .join(""),
  );
  const refused: string[] = [];
  await importFile(house.house.database, {
    ...{ firm: world.firm, file, dryRun: false, onProgress: () => {} },
    onRow: ({ why }) => void refused.push(...why.map(({ code }) => code)),
  });
  return { what: "importFile", errors: [], refused, text: JSON.stringify(rows) };
}

/** A change of something that decides who sees what, or of a date that lists are ordered by. */
function mutation(): [query: string, variables: object] {
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
      `mutation($input: RecordMovementInput!) { it: recordMovement(input: $input) { movement { id } ${errors} } }`,
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
      `mutation($id: ID!, $input: TaskInput!) { it: createTask(processId: $id, input: $input) { task { id } ${errors} } }`,
      { id, input: { title: "Tarefa", assigneeId: dice.pick(world.staff).id } },
    ],
    () => [
      input("UpdateTaskInput", "updateTask(id: $id, input: $input)"),
      { id: dice.pick(written.task), input: { assigneeId: dice.chance(30) ? null : dice.pick(world.staff).id } },
    ],
    () => [`mutation($id: ID!) { it: deleteTask(id: $id) { ${errors} } }`, { id: dice.pick(written.task) }],
    () => [`mutation($id: ID!) { it: deleteMovement(id: $id) { ${errors} } }`, { id: dice.pick(written.movement) }],
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
  timeout: 120_000,
}, async () => {
  const done: string[] = [];
  for (let round = 0; round < 40; round += 1) {
    for (const { what, errors, refused, text } of await Promise.all(Array.from({ length: 6 }, change))) {
      // Nothing is refused but what a person can mend; two that wait for each other may be sent away to try again.
      expect(
        errors.filter((code) => code !== "UNAVAILABLE"),
        `${text}; ${again}`,
      ).toEqual([]);
      if (errors.length > 0) continue;
      expect(["NOT_FOUND", "CONFLICT", "INVALID"], `${text}; ${again}`).toEqual(expect.arrayContaining([...refused]));
      if (refused.length === 0) done.push(what);
    }
    expect(await house.owner("select * from access.difference()"), `round ${round}; ${again}`).toEqual([]);
  }
  // Most of them were really made, and of each kind some.
  expect(done.length, again).toBeGreaterThan(80);
  expect([...new Set(done)].toSorted(), again).toEqual(
    expect.arrayContaining([
      "deleteMovement",
      "deleteTask",
      "importFile",
      "setProcessParties",
      "updateProcess",
      "updateTask",
    ]),
  );
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
