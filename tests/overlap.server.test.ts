// Changes that overlap: whatever two transactions do to parties, visibility, secrecy and team, and in whatever order they
// commit, what the rule has worked out equals a rebuild from nothing (access/rule.sql). On a server: PGlite has one connection.
import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  CreateProcessDocument,
  MeDocument,
  SetPartiesDocument,
  SignInDocument,
  UpdateProcessDocument,
} from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { contact, type FirmWorld, grant, openLink, passphrase, process, settleFirm } from "./world.ts";

interface Party {
  id: string;
  contact_id: string;
  role: string;
}
interface Process {
  visibility: string;
  secret: boolean;
  responsible_id: string | null;
  team_ids: string[];
  parties: Party[];
}
type State = Map<string, Process>;
type Statement = [sql: string, values: unknown[]];
/** What a transaction does: its statements one by one, and what they make of the state. */
interface Change {
  readonly statements: Statement[];
  apply(state: State): void;
}
type Make = (processId: string) => Change;

/** Two transactions of Davi's and the rule's own eyes, on one database. */
interface Stage {
  readonly house: TestHouse;
  readonly firm: FirmWorld;
  readonly elisaContact: string;
  readonly session: string;
  readonly processes: [string, string];
  readonly first: Client;
  readonly second: Client;
  readonly rule: Client;
  /** The backend of the second transaction. */
  readonly secondPid: number;
}

let stage: Stage;

async function openStage(): Promise<Stage> {
  const house = await openTestHouse();
  const firm = await settleFirm(house, "almeida.example");
  const elisaContact = await contact(house, firm.davi, {
    name: "Elisa",
    kind: "PERSON",
    profile: "CLIENT",
    emails: [],
  });
  const connect = async (role: string) => {
    const options = `-c role=${role} -c plan_cache_mode=force_generic_plan`;
    const client = new Client({ connectionString: house.source as string, options, pipeline: true });
    await client.connect();
    return client;
  };
  const [first, second, rule] = await Promise.all([
    connect("andamento_app"),
    connect("andamento_app"),
    connect("andamento_rule"),
  ]);
  const me = await house.ask(firm.davi, MeDocument, {});
  return {
    house,
    firm,
    elisaContact,
    session: me.data?.session?.id as string,
    processes: [
      await process(house, firm.davi, { title: "Um caso" }),
      await process(house, firm.davi, { title: "Outro caso" }),
    ],
    first,
    second,
    rule,
    secondPid: (await second.query("select pg_backend_pid() as pid")).rows[0].pid,
  };
}

const statements = new Map<string, string>();

/** Prepared, as the service asks: the policies are planned once. */
function run(client: Client, text: string, values: unknown[] = []) {
  const name = statements.get(text) ?? `s${statements.size}`;
  statements.set(text, name);
  return client.query({ name, text, values });
}

async function closeStage({ first, second, rule, house }: Stage): Promise<void> {
  await Promise.all([first.end(), second.end(), rule.end()]);
  await house.close();
}

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => closeStage(stage));

// ------------------------------------------------------------------------------------------------------- the changes

const insertParty = (processId: string, { id, contact_id, role }: Party): Statement => [
  `insert into processes.party (id, firm_id, process_id, contact_id, name, role, side, position)
   select $1, access.claim('firm')::uuid, $2, $3, 'Alguém', $4, 'ACTIVE', 0`,
  [id, processId, contact_id, role],
];

/** Of each process at the beginning of a scene: Ana its client, Bruno a witness of it. */
const anaOf = (processId: string) => processId.replace(/^.{8}/, "aaaaaaaa");
const brunoOf = (processId: string) => processId.replace(/^.{8}/, "bbbbbbbb");
const beginning = (firm: FirmWorld, processId: string): Process => ({
  visibility: "PUBLIC",
  secret: false,
  responsible_id: null,
  team_ids: [],
  parties: [
    { id: anaOf(processId), contact_id: firm.anaContact, role: "CLIENT" },
    { id: brunoOf(processId), contact_id: firm.brunoContact, role: "WITNESS" },
  ],
});

const add: Make = (processId) => {
  const party = { id: randomUUID(), contact_id: stage.elisaContact, role: "CLIENT" };
  return {
    statements: [insertParty(processId, party)],
    apply: (state) => void state.get(processId)?.parties.push(party),
  };
};

const remove: Make = (processId) => ({
  statements: [["delete from processes.party where id = $1", [anaOf(processId)]]],
  apply(state) {
    const process = state.get(processId) as Process;
    process.parties = process.parties.filter(({ id }) => id !== anaOf(processId));
  },
});

/** A party's role cannot be changed in its place: the party goes and comes again. */
const turn =
  (who: (processId: string) => string, contactId: () => string, role: string): Make =>
  (processId) => {
    const party = { id: randomUUID(), contact_id: contactId(), role };
    return {
      statements: [["delete from processes.party where id = $1", [who(processId)]], insertParty(processId, party)],
      apply(state) {
        const process = state.get(processId) as Process;
        process.parties = [...process.parties.filter(({ id }) => id !== who(processId)), party];
      },
    };
  };

const set =
  (column: keyof Process, type: string, value: () => unknown): Make =>
  (processId) => ({
    statements: [[`update processes.process set ${column} = $2::${type} where id = $1`, [processId, value()]]],
    apply: (state) => void Object.assign(state.get(processId) as Process, { [column]: value() }),
  });

const create: Make = () => {
  const processId = randomUUID();
  const made = {
    ...beginning(stage.firm, processId),
    parties: [{ id: anaOf(processId), contact_id: stage.firm.anaContact, role: "CLIENT" }],
  };
  return {
    statements: [
      [
        `insert into processes.process (id, firm_id, version, kind, title, title_folded, status, visibility, secret, subjects, team_ids, created_at, updated_at)
         select $1, access.claim('firm')::uuid, 1, 'CASE', 'Novo', 'novo', 'ACTIVE', 'PUBLIC', false, '{}', '{}', now(), now()`,
        [processId],
      ],
      insertParty(processId, made.parties[0] as Party),
    ],
    apply: (state) => void state.set(processId, made),
  };
};

const changes: Record<string, Make> = {
  "adds Elisa as a client": add,
  "removes Ana": remove,
  "makes Ana a witness": turn(anaOf, () => stage.firm.anaContact, "WITNESS"),
  "makes Bruno a client": turn(brunoOf, () => stage.firm.brunoContact, "CLIENT"),
  "makes it PUBLIC": set("visibility", "text", () => "PUBLIC"),
  "makes it TEAM": set("visibility", "text", () => "TEAM"),
  "makes it PRIVATE": set("visibility", "text", () => "PRIVATE"),
  "makes it secret": set("secret", "boolean", () => true),
  "makes it not secret": set("secret", "boolean", () => false),
  "makes Carla responsible": set("responsible_id", "uuid", () => stage.firm.carlaId),
  "puts Carla on its team": set("team_ids", "uuid[]", () => [stage.firm.carlaId]),
  "creates another process": create,
};

const together =
  (...makes: Make[]): Make =>
  (processId) => {
    const made = makes.map((make) => make(processId));
    return {
      statements: made.flatMap(({ statements }) => statements),
      apply: (state) => made.forEach(({ apply }) => void apply(state)),
    };
  };

/** Transactions of several statements, in both orders of what they do. */
const longer: Record<string, Make> = {
  "makes it PRIVATE and removes Ana": together(changes["makes it PRIVATE"] as Make, remove),
  "removes Ana and makes it TEAM": together(remove, changes["makes it TEAM"] as Make),
  "adds Elisa and makes it secret": together(add, changes["makes it secret"] as Make),
  "makes it secret and back": together(
    changes["makes it secret"] as Make,
    changes["makes it not secret"] as Make,
    changes["makes Bruno a client"] as Make,
  ),
  "creates another process and makes Ana a witness": together(create, changes["makes Ana a witness"] as Make),
  "makes it TEAM, adds Elisa and puts Carla on its team": together(
    changes["makes it TEAM"] as Make,
    add,
    changes["puts Carla on its team"] as Make,
  ),
};

// --------------------------------------------------------------------------------------------------------- the scenes

interface Scene {
  readonly a: Change;
  readonly b: Change;
  readonly end: "commit" | "rollback";
}

/**
 * A does all but its last statement, B begins, A does its last while B waits, or does not; then A ends, then B goes on to
 * its end and commits. Gives the codes of errors and whether B had to wait.
 */
async function play({ first, second, rule, session, secondPid }: Stage, { a, b, end }: Scene) {
  const begin = (client: Client) =>
    Promise.all([client.query("begin"), run(client, "select access.enter($1)", [session])]);
  await Promise.all([begin(first), begin(second)]);
  const errors: string[] = [];
  const attempt = (work: Promise<unknown>) =>
    work.then(
      () => true,
      (error: { code: string }) => {
        errors.push(error.code);
        return false;
      },
    );
  const [started, ...rest] = a.statements as [Statement, ...Statement[]];
  let ok = await attempt(run(first, ...started));
  const [begun, ...others] = b.statements as [Statement, ...Statement[]];
  let landed = false;
  const under = attempt(run(second, ...begun)).finally(() => {
    landed = true;
  });
  let waited = false;
  while (!landed && !waited)
    waited = (await run(rule, "select from pg_locks where pid = $1 and not granted", [secondPid])).rowCount === 1;
  for (const statement of rest) ok &&= await attempt(run(first, ...statement));
  if (ok) ok = await attempt(first.query(end));
  else await first.query("rollback");
  let done = await under;
  for (const statement of others) done &&= await attempt(run(second, ...statement));
  await second.query(done ? "commit" : "rollback");
  return { errors, waited, aDone: ok && end === "commit", bDone: done };
}

/** Puts both processes back to their beginning; processes made in a scene stay, as the house deletes none. */
async function reset({ first, session, firm, processes }: Stage): Promise<State> {
  const state: State = new Map(processes.map((id) => [id, beginning(firm, id)]));
  await Promise.all([
    first.query("begin"),
    run(first, "select access.enter($1)", [session]),
    run(first, "delete from processes.party where process_id = any ($1)", [processes]),
    run(
      first,
      "update processes.process set visibility = 'PUBLIC', secret = false, responsible_id = null, team_ids = '{}' where id = any ($1)",
      [processes],
    ),
    run(
      first,
      `insert into processes.party (id, firm_id, process_id, contact_id, name, role, side, position)
       select x.id, access.claim('firm')::uuid, x.process_id, x.contact_id, 'Alguém', x.role, 'ACTIVE', 0
       from json_to_recordset($1) as x (id uuid, process_id uuid, contact_id uuid, role text)`,
      [
        JSON.stringify(
          [...state].flatMap(([id, { parties }]) => parties.map((party) => ({ ...party, process_id: id }))),
        ),
      ],
    ),
    first.query("commit"),
  ]);
  return state;
}

const keys = `select row_to_json(x) as row from`;

/** The rows as they are, what the rule has worked out of them, and what it says differs from a rebuild. */
async function look(rule: Client, among: string[]) {
  const [rows, parties, worked, processes, difference] = await Promise.all([
    run(
      rule,
      `${keys} (select id, firm_id, visibility, secret, responsible_id, team_ids from processes.process where id = any ($1)) x`,
      [among],
    ),
    run(rule, `${keys} (select process_id, id, contact_id, role from processes.party where process_id = any ($1)) x`, [
      among,
    ]),
    run(
      rule,
      `${keys} (select firm_id, process_id, contact_id, visibility, secret from access.party where process_id = any ($1)) x`,
      [among],
    ),
    run(
      rule,
      `${keys} (select firm_id, process_id, visibility, responsible_id, team from access.process where process_id = any ($1)) x`,
      [among],
    ),
    run(rule, "select * from access.difference()"),
  ]);
  const of = (result: { rows: { row: unknown }[] }) => result.rows.map(({ row }) => row) as any[];
  const state: State = new Map(of(rows).map(({ id, firm_id: _, ...process }) => [id, { ...process, parties: [] }]));
  for (const { process_id, ...party } of of(parties)) state.get(process_id)?.parties.push(party);
  return { state, party: of(worked), process: of(processes), difference: difference.rows };
}

/** The rule, once more and in other words: what the two tables must hold for these processes. */
function rebuild(firm_id: string, state: State) {
  const party: object[] = [];
  const process: object[] = [];
  for (const [process_id, { visibility, secret, responsible_id, team_ids, parties }] of state) {
    process.push({ firm_id, process_id, visibility, responsible_id, team: team_ids });
    const clients = new Set(parties.filter(({ role }) => role === "CLIENT").map(({ contact_id }) => contact_id));
    for (const contact_id of clients) party.push({ firm_id, process_id, contact_id, visibility, secret });
  }
  return { party, process };
}

const sorted = (list: readonly object[]) => list.map((one) => JSON.stringify(one, Object.keys(one).sort())).sort();
const plain = (state: State) =>
  sorted([...state].map(([id, { parties, ...own }]) => ({ ...own, id: `${id} ${sorted(parties)}` })));

/** Plays a scene from the beginning and gives what became of it beside what had to. */
async function result(on: Stage, makeA: Make, makeB: Make, where: "one" | "two", end: Scene["end"]) {
  const expected = await reset(on);
  const [one, two] = on.processes;
  const a = makeA(one);
  const b = makeB(where === "one" ? one : two);
  const played = await play(on, { a, b, end });
  if (played.aDone) a.apply(expected);
  if (played.bDone) b.apply(expected);
  const found = await look(on.rule, [...expected.keys()]);
  const told = rebuild(on.firm.firmId, found.state);
  return {
    ...played,
    /** As the two transactions, one after the other, must have left it. */
    equalsSerial: JSON.stringify(plain(found.state)) === JSON.stringify(plain(expected)),
    equalsRebuild:
      JSON.stringify([sorted(found.party), sorted(found.process)]) ===
      JSON.stringify([sorted(told.party), sorted(told.process)]),
    difference: found.difference,
  };
}

const right = (end: Scene["end"]) => ({
  errors: [],
  waited: true,
  aDone: end === "commit",
  bDone: true,
  equalsSerial: true,
  equalsRebuild: true,
  difference: [],
});

const pairs = (of: Record<string, Make>) =>
  Object.entries(of).flatMap(([a, makeA]) => Object.entries(of).map(([b, makeB]) => ({ a, b, makeA, makeB })));

/** Every other change, where all of them would only take longer. */
const half = Object.fromEntries(Object.entries(changes).filter((_, index) => index % 2 === 0));

for (const where of ["one", "two"] as const)
  for (const end of ["commit", "rollback"] as const) {
    const title = `${where === "one" ? "on one process" : "on two processes of a firm"}, the first ${end === "commit" ? "committing" : "rolling back"}`;
    test(`every pair of overlapping changes equals a rebuild: ${title}`, async () => {
      for (const { a, b, makeA, makeB } of pairs(where === "two" && end === "rollback" ? half : changes))
        expect(await result(stage, makeA, makeB, where, end), `the first ${a}, the second ${b}`).toEqual(right(end));
    });
    test(`so does every pair of changes of several statements: ${title}`, async () => {
      for (const { a, b, makeA, makeB } of pairs(longer))
        expect(await result(stage, makeA, makeB, where, end), `the first ${a}, the second ${b}`).toEqual(right(end));
    });
  }

test("two who change the same two processes the other way round wait for each other and never deadlock", async () => {
  const [one, two] = stage.processes;
  for (const { a, b, makeA, makeB } of pairs(half)) {
    const both =
      (ids: [string, string]): Make =>
      () => {
        const made = [makeA(ids[0]), makeB(ids[1])];
        return {
          statements: made.flatMap(({ statements }) => statements),
          apply: (state) => made.forEach(({ apply }) => void apply(state)),
        };
      };
    expect(await result(stage, both([one, two]), both([two, one]), "one", "commit"), `${a}, then ${b}`).toEqual(
      right("commit"),
    );
  }
});

test("a change at one firm waits for none at another", async () => {
  const other = await settleFirm(stage.house, "costalima.example");
  const theirs = await process(stage.house, other.davi, { title: "De outro escritório" });
  const session = (await stage.house.ask(other.davi, MeDocument, {})).data?.session?.id;
  await reset(stage);
  const { first, second } = stage;
  await first.query("begin");
  await first.query("select access.enter($1)", [stage.session]);
  await first.query("update processes.process set secret = true where id = $1", [stage.processes[0]]);
  await second.query("begin");
  await second.query("select access.enter($1)", [session]);
  await second.query("set local lock_timeout = '200ms'");
  expect(await second.query("update processes.process set secret = true where id = $1", [theirs])).toMatchObject({
    rowCount: 1,
  });
  await second.query("commit");
  await first.query("rollback");
  expect((await look(stage.rule, [theirs])).party).toEqual([]);
  expect((await look(stage.rule, [theirs])).difference).toEqual([]);
});

test("the house's own operations, all at once on one process, end in what a rebuild says", async () => {
  const { house, firm, elisaContact, rule } = stage;
  const id = await process(house, firm.davi, { title: "De todos" });
  const client = (contactId: string, role: "CLIENT" | "WITNESS" = "CLIENT") =>
    ({ contactId, role, side: "ACTIVE" }) as const;
  const who = [firm.davi, firm.carla];
  const update = (token: string, input: object) => house.ask(token, UpdateProcessDocument, { id, input });
  const parties = (token: string, list: ReturnType<typeof client>[]) =>
    house.ask(token, SetPartiesDocument, { id, parties: list });
  for (let round = 0; round < 8; round += 1) {
    const [davi, carla] = (round % 2 ? who : [...who].reverse()) as [string, string];
    const answers = await Promise.all([
      parties(davi, [client(firm.anaContact), client(elisaContact, "WITNESS")]),
      update(carla, { visibility: (["TEAM", "PUBLIC", "PRIVATE"] as const)[round % 3], responsibleId: firm.carlaId }),
      parties(carla, round % 2 ? [] : [client(elisaContact), client(elisaContact)]),
      update(davi, { secret: round % 2 === 0 }),
      parties(davi, [client(firm.brunoContact, round % 2 ? "CLIENT" : "WITNESS")]),
      update(davi, { teamMemberIds: round % 3 ? [firm.carlaId] : [], title: `De todos ${round}` }),
      house.ask(carla, CreateProcessDocument, {
        input: { kind: "CASE", title: `Novo ${round}`, visibility: "TEAM", parties: [client(firm.anaContact)] },
      }),
    ]);
    const refusals = answers.flatMap(({ data, errors }) => [
      ...errors,
      ...Object.values((data ?? {}) as Record<string, { userErrors: object[] }>).flatMap((one) => one?.userErrors),
    ]);
    expect(refusals, `round ${round}`).toEqual([]);
    const { state, party, process: seen } = await look(rule, [id]);
    const told = rebuild(firm.firmId, state);
    expect([sorted(party), sorted(seen)], `round ${round}`).toEqual([sorted(told.party), sorted(told.process)]);
    expect(await house.owner("select * from access.difference()"), `round ${round}`).toEqual([]);
  }
});

test("the service works at READ COMMITTED: the rule looks afresh after it has waited", async () => {
  const { rows } = await stage.house.house.database.jobs.executeSql(
    "select current_setting('transaction_isolation') as level, pg_has_role(current_user, 'andamento_owner', 'member') as owner",
  );
  expect(rows).toEqual([{ level: "read committed", owner: false }]);
});

test("these tests can fail: without the firm's lock a removed client would go on seeing the process", async () => {
  const unlocked = await openStage();
  const locked = stage;
  stage = unlocked;
  try {
    await unlocked.rule.query(
      "create or replace function access.lock_firm(firm uuid default null) returns void language sql volatile as $$ select $$",
    );
    const leaks: string[] = [];
    for (const [what, make] of Object.entries(changes).filter(([, make]) => make !== remove))
      for (const [a, b] of [
        [make, remove],
        [remove, make],
      ] as const) {
        const made = await result(unlocked, a, b, "one", "commit");
        expect(made.equalsRebuild).toBe(made.difference.length === 0);
        const [left] = made.difference;
        if (left)
          expect(left).toEqual({
            what: "party",
            process_id: unlocked.processes[0],
            contact_id: unlocked.firm.anaContact,
          });
        if (left) leaks.push(a === make ? `${what}, then Ana is removed` : `Ana is removed, then ${what}`);
        await unlocked.rule.query("select access.recompute($1)", [unlocked.processes]);
      }
    // The second still sees Ana among the parties, and writes down again the row that the first has taken away.
    expect(leaks.sort()).toEqual(
      [
        "adds Elisa as a client",
        "makes Carla responsible",
        "makes it PRIVATE",
        "makes it PUBLIC",
        "makes it TEAM",
        "makes it not secret",
        "makes it secret",
        "puts Carla on its team",
      ].map((what) => `Ana is removed, then ${what}`),
    );
  } finally {
    stage = locked;
    await closeStage(unlocked);
  }
});

test("what was recorded before a client marked the process seen, and committed after, is new to it", async () => {
  const { house, firm, session, first } = stage;
  const parties = [{ contactId: firm.anaContact, role: "CLIENT" as const, side: "ACTIVE" as const }];
  const hers = await process(house, firm.davi, { title: "Da Ana", parties });
  const { open } = await grant(house, firm.davi, {
    ...{ contactId: firm.anaContact, email: "ana@clientes.almeida.example", type: "STANDARD" },
    categories: ["MANUAL_MOVEMENTS"],
  });
  const ana = await openLink(house, open);
  const record = `mutation { recordMovement(input: { processId: "${hers}", occurredAt: "2026-03-02T12:00:00Z", title: "Ata" }) { userErrors { code } } }`;
  const mark = async () =>
    (await house.send(ana, `mutation { markProcessSeen(processId: "${hers}") { process { unseenMovements } } }`)).data
      .markProcessSeen.process.unseenMovements;
  const unseen = async () => (await house.send(ana, `{ process(id: "${hers}") { unseenMovements } }`)).data.process;
  await house.send(firm.davi, record);
  expect(await unseen()).toEqual({ unseenMovements: 1 });

  await run(first, "begin");
  await run(first, "select access.enter($1)", [session]);
  await run(
    first,
    `insert into processes.movement (recorded_at, id, firm_id, process_id, origin, occurred_at, title)
     select clock_timestamp(), gen_random_uuid(), access.claim('firm')::uuid, $1, 'MANUAL', now(), 'Reunião'`,
    [hers],
  );
  expect(await mark()).toBe(0);
  await run(first, "commit");
  expect(await unseen()).toEqual({ unseenMovements: 1 });
  expect(await mark()).toBe(0);
  expect(await mark()).toBe(0);
});

test("while every connection is taken, nobody is told more than to try again", async () => {
  const { house } = stage;
  const { database } = house.house;
  const taken = Array.from({ length: 10 }, () =>
    database.asNobody((transaction) => transaction.execute("select pg_sleep(5)")),
  );
  const input = { email: "davi@almeida.example", password: passphrase };
  const { data, errors, text } = await house.ask(null, SignInDocument, { input });
  expect([data?.signIn ?? null, errors.map(({ extensions }) => extensions.code)]).toEqual([null, ["UNAVAILABLE"]]);
  expect(text).not.toMatch(/timeout|connect/i);
  await Promise.all(taken);
  expect((await house.ask(null, SignInDocument, { input })).data?.signIn?.userErrors).toEqual([]);
});
