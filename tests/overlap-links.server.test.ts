// Links, movements and tasks that overlap with each other and with what the rule is made from: chains and circles too. After
// every pair, in both orders, the rule equals a rebuild from nothing. On a server: PGlite has one connection.
import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  LinkProcessesDocument,
  MeDocument,
  RecordMovementDocument,
  UpdateProcessDocument,
} from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, process, settleFirm } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let session: string;
let first: Client;
let second: Client;
/** A chain of three: the original of Ana's, its appeal, and what came of that. */
let a: string;
let b: string;
let c: string;

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  session = (await house.ask(firm.davi, MeDocument, {})).data?.session?.id as string;
  a = await process(house, firm.davi, { title: "A" });
  b = await process(house, firm.davi, { title: "B" });
  c = await process(house, firm.davi, { title: "C" });
  const connect = async () => {
    const client = new Client({ connectionString: house.source as string, options: "-c role=andamento_app" });
    await client.connect();
    return client;
  };
  [first, second] = await Promise.all([connect(), connect()]);
});
afterAll(async () => {
  await Promise.all([first.end(), second.end()]);
  await house.close();
});

type Statement = () => [string, unknown[]];
const firmId = "access.claim('firm')::uuid";
const party =
  (of: () => string, contactId: () => string): Statement =>
  () => [
    `insert into processes.party (id, firm_id, process_id, contact_id, name, role, side, position)
     select $1, ${firmId}, $2, $3, 'Alguém', 'CLIENT', 'ACTIVE', 0`,
    [randomUUID(), of(), contactId()],
  ];
const link =
  (original: () => string, linked: () => string, kind: string): Statement =>
  () => [
    `insert into processes.link (id, firm_id, original_id, linked_id, kind) select $1, ${firmId}, $2, $3, $4`,
    [randomUUID(), original(), linked(), kind],
  ];
const movement =
  (of: () => string, origin: string, at: string): Statement =>
  () => [
    `insert into processes.movement (id, firm_id, process_id, origin, occurred_at, recorded_at, title)
     select $1, ${firmId}, $2, $3, $4, now(), 'Andou'`,
    [randomUUID(), of(), origin, at],
  ];

const changes: Record<string, Statement> = {
  "removes the original's client": () => ["delete from processes.party where process_id = $1", [a]],
  "adds a client to the original": party(
    () => a,
    () => firm.brunoContact,
  ),
  "gives the appeal a client of its own": party(
    () => b,
    () => firm.brunoContact,
  ),
  "hides the original": () => ["update processes.process set visibility = 'PRIVATE' where id = $1", [a]],
  "makes the appeal secret": () => ["update processes.process set secret = true where id = $1", [b]],
  "links the offshoot": link(
    () => b,
    () => c,
    "OFFSHOOT",
  ),
  "unlinks the appeal": () => ["delete from processes.link where linked_id = $1", [b]],
  "attaches the offshoot": link(
    () => a,
    () => c,
    "ATTACHMENT",
  ),
  "records a movement in the original": movement(() => a, "MANUAL", "2026-05-01T00:00:00Z"),
  "records a movement in the appeal": movement(() => b, "AUTOMATIC", "2026-06-01T00:00:00Z"),
  "takes the original's movements back": () => [
    "delete from processes.movement where process_id = $1 and origin = 'MANUAL'",
    [a],
  ],
  "gives Carla a task in the appeal": () => [
    `insert into processes.task (id, firm_id, process_id, version, title, status, assignee_id, created_at)
     select $1, ${firmId}, $2, 1, 'Tarefa', 'OPEN', $3, now()`,
    [randomUUID(), b, firm.carlaId],
  ],
};

/** Ana is the original's client, the appeal is linked, nothing is hidden, one old movement. */
async function reset(): Promise<void> {
  await first.query("begin");
  await first.query("select access.enter($1)", [session]);
  for (const table of ["link", "party", "movement", "task"]) {
    const mine = table === "link" ? "original_id = any ($1)" : "process_id = any ($1)";
    await first.query(
      `delete from processes.${table} where ${mine}${table === "movement" ? " and origin = 'MANUAL'" : ""}`,
      [[a, b, c]],
    );
  }
  await first.query("update processes.process set visibility = 'PUBLIC', secret = false where id = any ($1)", [
    [a, b, c],
  ]);
  for (const statement of [
    party(
      () => a,
      () => firm.anaContact,
    ),
    link(
      () => a,
      () => b,
      "APPEAL",
    ),
    movement(() => a, "MANUAL", "2026-01-01T00:00:00Z"),
  ])
    await first.query(...statement());
  await first.query("commit");
}

const settled = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { code: string }) => error.code,
  );

test("every pair of changes that overlap leaves what a rebuild from nothing would", async () => {
  const names = Object.keys(changes);
  for (const one of names)
    for (const other of names) {
      await reset();
      for (const client of [first, second]) {
        await client.query("begin");
        await client.query("select access.enter($1)", [session]);
      }
      const done = await settled(first.query(...(changes[one] as Statement)()));
      const waiting = settled(second.query(...(changes[other] as Statement)()));
      await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 15))]);
      await first.query(done ? "rollback" : "commit");
      const failed = await waiting;
      await second.query(failed ? "rollback" : "commit");
      // What is unique is unique still: linking or attaching the same twice is refused, and nothing else is.
      expect(
        [done, failed].filter((code) => code && code !== "23505"),
        `${one}, then ${other}`,
      ).toEqual([]);
      expect(await house.owner("select * from access.difference()"), `${one}, then ${other}`).toEqual([]);
    }
});

test("two links that would close a circle between them: one is made, the other is refused", async () => {
  await reset();
  const close = (originalId: string, linkedId: string) =>
    house.ask(firm.davi, LinkProcessesDocument, { input: { originalId, linkedId, kind: "OFFSHOOT" } });
  const answers = await Promise.all([close(b, c), close(c, a)]);
  const codes = answers.flatMap(({ data }) => data?.linkProcesses?.userErrors.map(({ code }) => code) ?? ["?"]);
  expect(codes).toEqual(["CONFLICT"]);
  expect(await house.owner("select * from access.difference()")).toEqual([]);
});

test("the house's own operations, all at once on one family, end in what a rebuild says", async () => {
  await reset();
  for (let round = 0; round < 4; round += 1) {
    const answers = await Promise.all([
      house.ask(firm.davi, UpdateProcessDocument, { id: a, input: { secret: round % 2 === 0 } }),
      house.ask(firm.davi, UpdateProcessDocument, {
        id: b,
        input: { visibility: round % 2 === 0 ? "TEAM" : "PUBLIC" },
      }),
      house.ask(firm.davi, LinkProcessesDocument, { input: { originalId: b, linkedId: c, kind: "OFFSHOOT" } }),
      ...[a, b, c].map((processId) =>
        house.ask(firm.davi, RecordMovementDocument, {
          input: { processId, occurredAt: `2026-07-0${round + 1}T00:00:00Z`, title: "Andou" },
        }),
      ),
    ]);
    expect(answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code))).toEqual([]);
    expect(await house.owner("select * from access.difference()"), `round ${round}`).toEqual([]);
  }
});
