// Many people at once over few connections: every answer is its asker's, and nothing of one request is left for the next.
import { randomUUID } from "node:crypto";
import { CompiledQuery } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "../access/viewer.ts";
import type { Question } from "../platform/database.ts";
import { stateOf } from "../platform/errors.ts";
import { executor } from "../platform/execute.ts";
import { Asking, type House } from "../platform/subgraph.ts";
import {
  CreateContactDocument,
  HomeDocument,
  MeDocument,
  type ProcessInput,
  RevokeDocument,
  SignOutDocument,
} from "../schema/operations.ts";
import { subgraphs, whoIs } from "../subgraphs/index.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { contact, type FirmWorld, grant, openLink, process, setPassword, settleFirm, signInAs } from "./world.ts";

interface Person {
  readonly name: string;
  readonly token: string;
  readonly viewer: Viewer;
  readonly domain: string;
  /** The titles of the processes this person sees. */
  readonly sees: string[];
}

let house: TestHouse;
let people: Person[];
let almeida: Firm;
let lima: Firm;
const all: { id: string; title: string }[] = [];

interface Firm extends FirmWorld {
  readonly people: Record<"davi" | "carla" | "ana" | "bruno" | "elisa", Person>;
  readonly accesses: Record<"ana" | "bruno" | "elisa", string>;
}

const viewerOf = async (token: string) => (await whoIs(house.house.database, token)) as Viewer;

/** Davi sees all, Carla what is not another's, Ana and Bruno what a link opens, Elisa by password in the app also secrets. */
async function settle(domain: string): Promise<Firm> {
  const firm = await settleFirm(house, domain);
  const elisaContact = await contact(house, firm.davi, {
    name: "Elisa Prado",
    kind: "PERSON",
    profile: "CLIENT",
    emails: [`elisa@clientes.${domain}`],
  });
  const client = (contactId: string) => ({ contactId, role: "CLIENT", side: "ACTIVE" }) as const;
  const [ana, bruno, elisa] = [client(firm.anaContact), client(firm.brunoContact), client(elisaContact)];
  const cases: [string, Partial<ProcessInput>][] = [
    ["divórcio", { parties: [ana], responsibleId: firm.carlaId }],
    ["inventário", { parties: [ana, bruno, elisa] }],
    ["sociedade", { parties: [bruno], visibility: "PRIVATE", responsibleId: firm.daviId }],
    ["guarda", { parties: [elisa, ana], secret: true }],
    ["consulta", { visibility: "TEAM", teamMemberIds: [firm.carlaId] }],
  ];
  for (const [word, more] of cases) {
    const input = { ...more, title: `${word} ${domain}` };
    all.push({ title: input.title, id: await process(house, firm.davi, input) });
  }
  const invite = (name: string, contactId: string) =>
    grant(house, firm.davi, {
      contactId,
      email: `${name}@clientes.${domain}`,
      type: "STANDARD",
      categories: [],
    });
  const [hers, his, elisas] = [
    await invite("ana", firm.anaContact),
    await invite("bruno", firm.brunoContact),
    await invite("elisa", elisaContact),
  ];
  await setPassword(house, elisas.password);
  const person = async (name: string, token: string, ...titles: string[]): Promise<Person> => ({
    name: `${name} of ${domain}`,
    token,
    viewer: await viewerOf(token),
    domain,
    sees: titles.map((title) => `${title} ${domain}`).sort(),
  });
  return {
    ...firm,
    accesses: { ana: hers.accessId, bruno: his.accessId, elisa: elisas.accessId },
    people: {
      davi: await person("Davi", firm.davi, "divórcio", "inventário", "sociedade", "guarda", "consulta"),
      carla: await person("Carla", firm.carla, "divórcio", "inventário", "guarda", "consulta"),
      ana: await person("Ana", await openLink(house, hers.open), "divórcio", "inventário"),
      bruno: await person("Bruno", await openLink(house, his.open), "inventário"),
      elisa: await person("Elisa", await signInAs(house, `elisa@clientes.${domain}`, "APP"), "inventário", "guarda"),
    },
  };
}

beforeAll(async () => {
  house = await openTestHouse();
  almeida = await settle("almeida.example");
  lima = await settle("costalima.example");
  people = [almeida, lima].flatMap((firm) => Object.values(firm.people));
});
afterAll(() => house.close());

/** Each request on a connection of its own: one kept alive may be closed by its other end while this process is busy. */
const alone = { connection: "close" };
const ask: TestHouse["ask"] = (token, operation, variables) => house.ask(token, operation, variables, alone);

const statement = (sql: string, ...values: unknown[]): Question<any> => ({
  compile: () => CompiledQuery.raw(sql, values) as never,
});
const read = (viewer: Viewer, ...questions: Question<any>[]) => house.house.database.read(viewer, ...questions);
/** A statement outside of any entering: as the job queues ask, through the same connections. */
const plain = async (sql: string): Promise<any[]> => (await house.house.database.jobs.executeSql(sql)).rows;
const fails = (work: Promise<unknown>) =>
  work.then(
    () => "it succeeded",
    (error: unknown) => stateOf(error) ?? String(error),
  );
const nobody = (): Viewer => ({ ...(people[0] as Person).viewer, session: randomUUID() });

/** Asked in turn, each by each: who one is, what one sees, and a process of anybody's. */
const questions = [
  `query Who($id: ID!) { session { id } viewer {
     ... on StaffMember { id firm { id name } } ... on ClientAccess { id contact { id } firm { id name } } }
     process(id: $id) { title } }`,
  "{ session { id } processes(first: 50) { totalCount nodes { title responsible { name } parties { name contact { id } } } } }",
  "query One($id: ID!) { process(id: $id) { title } processes(first: 50) { nodes { title } } session { id } }",
];

test("hundreds of requests of ten people of two firms, thirty at a time with failures between, are each their asker's", async () => {
  const ended = await signInAs(house, "carla@almeida.example");
  await ask(ended, SignOutDocument, {});
  const others = new Map(
    await Promise.all(people.map(async ({ token, name }) => [name, (await ask(token, MeDocument, {})).data] as const)),
  );
  expect(new Set([...others.values()].map((data) => data?.session?.id)).size).toBe(10);
  const someone = () => people[Math.floor(Math.random() * people.length)] as Person;
  const disturbances: [string, () => Promise<unknown>][] = [
    ["AN001", () => fails(read(nobody(), statement("select 1")))],
    ["22P02", () => fails(read({ ...nobody(), session: "no uuid" }, statement("select 1")))],
    [
      "22012",
      () => fails(read(someone().viewer, statement("select 1"), statement("select 1 / 0"), statement("select 2"))),
    ],
    ["25006", () => fails(read(someone().viewer, statement("update processes.process set title = 'x'")))],
    ["AN001", () => fails(house.house.database.command(nobody(), async () => "ran"))],
    ["UNAUTHENTICATED", async () => (await ask(ended, HomeDocument, {})).errors[0]?.extensions.code],
  ];
  for (let batch = 0; batch < (house.house.database.embedded ? 5 : 10); batch += 1) {
    const asked = Array.from({ length: 30 }, (_, place) => {
      const person = people[(place + batch) % people.length] as Person;
      const one = all[(place * 7 + batch) % all.length] as (typeof all)[number];
      return { person, one, question: questions[(place + Math.floor(batch / 2)) % questions.length] as string };
    });
    const [answers, disturbed] = await Promise.all([
      Promise.all(asked.map(({ person, one, question }) => house.send(person.token, question, { id: one.id }, alone))),
      Promise.all(disturbances.map(([, disturb]) => disturb())),
    ]);
    expect(disturbed).toEqual(disturbances.map(([code]) => code));
    for (const [index, { data, errors, text }] of answers.entries()) {
      const { person, one } = asked[index] as (typeof asked)[number];
      expect(errors, person.name).toEqual([]);
      expect(data.session.id, person.name).toBe(person.viewer.session);
      if ("viewer" in data) {
        expect(data.viewer.id, person.name).toBe(person.viewer.staff ?? person.viewer.access);
        expect(data.viewer.firm.id, person.name).toBe(person.viewer.firm);
      }
      if ("processes" in data)
        expect(data.processes.nodes.map(({ title }: { title: string }) => title).sort(), person.name).toEqual(
          person.sees,
        );
      if ("process" in data)
        expect(data.process, person.name).toEqual(person.sees.includes(one.title) ? { title: one.title } : null);
      const foreign = person.domain === "almeida.example" ? "costalima.example" : "almeida.example";
      expect(text, person.name).not.toContain(foreign);
      for (const { parties = [] } of person.viewer.kind === "client" ? (data.processes?.nodes ?? []) : [])
        for (const { contact } of parties) expect([undefined, person.viewer.contact]).toContain(contact?.id);
    }
  }
});

test("hundreds of reads over the few connections, failing ones among them, are each entered as their own session", async () => {
  const who = statement(
    "select access.claim('session') as session, access.claim('contact') as contact, (select count(*)::int from processes.process) as seen",
  );
  for (let batch = 0; batch < (house.house.database.embedded ? 5 : 20); batch += 1)
    await Promise.all(
      Array.from({ length: 50 }, async (_, place) => {
        const { viewer, sees } = people[(place * 3 + batch) % people.length] as Person;
        if (place % 7 === 0) return expect(await fails(read(nobody(), who))).toBe("AN001");
        if (place % 11 === 0) return expect(await fails(read(viewer, statement("select 1 / 0"), who))).toBe("22012");
        const [[row], [again]] = (await read(viewer, who, who)) as [any[], any[]];
        expect(row).toEqual({ session: viewer.session, contact: viewer.contact, seen: sees.length });
        expect(again).toEqual(row);
      }),
    );
});

test("a question first asked by somebody who may not enter is answered to the next who may, on every connection", async () => {
  const { viewer } = almeida.people.ana;
  for (let round = 0; round < 3; round += 1) {
    const question = statement(`select access.claim('session') as session, ${round} as round`);
    const refused = await Promise.all(Array.from({ length: 20 }, () => fails(read(nobody(), question, question))));
    expect(new Set(refused)).toEqual(new Set(["AN001"]));
    const answers = await Promise.all(Array.from({ length: 20 }, () => read(viewer, question)));
    expect(answers).toEqual(answers.map(() => [[{ session: viewer.session, round }]]));
  }
});

const claims = `unnest(array['kind', 'session', 'firm', 'staff', 'role', 'access', 'contact', 'team', 'private', 'secrets',
  'categories', 'login', 'email', 'token']) as claim(name)`;

/** What whoever asks can be. */
const roles = `(select string_agg(rolname, ' ' order by rolname) from pg_roles
  where rolname in ('andamento_app', 'andamento_owner', 'andamento_rule') and pg_has_role(current_user, oid, 'member'))`;

test("after all that no claim is left on any connection, and whoever has not entered sees no row of any table", async () => {
  const wait = house.house.database.embedded ? "" : ", pg_sleep(0.1)";
  const left = await Promise.all(
    Array.from({ length: 20 }, () =>
      plain(
        `select pg_backend_pid() as connection, ${roles} as who${wait},
                (select count(*)::int from ${claims} where coalesce(current_setting('andamento.' || name, true), '') <> '') as claims`,
      ),
    ),
  );
  const found = left.flat().map(({ connection, who, claims }) => ({ connection, who, claims }));
  expect(new Set(found.map(({ connection }) => connection)).size).toBe(house.house.database.embedded ? 1 : 10);
  expect(found.filter(({ who, claims }) => who !== "andamento_app" || claims !== 0)).toEqual([]);
  const tables = await house.owner(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('identity', 'processes', 'documents') and c.relkind = 'r'
     union all values ('access.my_party'), ('access.my_process'), ('access.my_staff')`,
  );
  expect(tables.length).toBeGreaterThan(13);
  for (const { name } of tables) {
    expect(await plain(`select count(*)::int as seen from ${name}`), name).toEqual([{ seen: 0 }]);
    const [row] = await house.house.database.asNobody((transaction) =>
      transaction.execute(`select count(*)::int as seen from ${name}`),
    );
    expect(row, name).toEqual({ seen: 0 });
  }
  expect(await fails(plain("update processes.process set title = 'x' where true"))).toBe("it succeeded");
  const [[davi]] = (await read(
    almeida.people.davi.viewer,
    statement("select count(*)::int as n from processes.process where title = 'x'"),
  )) as [any[]];
  expect(davi).toEqual({ n: 0 });
});

test("whoever enters twice in one transaction is the second one only", async () => {
  const { ana } = almeida.people;
  const { carla } = lima.people;
  const seen = await house.house.database.command(carla.viewer, async (transaction) => {
    await transaction.execute("select access.enter(?)", [ana.viewer.session]);
    return transaction.execute(
      "select access.claim('firm') as firm, access.claim('staff') as staff, access.claim('role') as role, (select count(*)::int from processes.process) as seen",
    );
  });
  expect(seen).toEqual([{ firm: ana.viewer.firm, staff: null, role: null, seen: ana.sees.length }]);
});

test("a command that throws leaves nothing done and nobody entered", async () => {
  const { viewer } = almeida.people.davi;
  const title = statement("select count(*)::int as n from processes.process where title = 'Desfeito'");
  await expect(
    house.house.database.command(viewer, async (transaction) => {
      await transaction.execute("update processes.process set title = 'Desfeito' where true");
      throw new Error("Davi changes his mind");
    }),
  ).rejects.toThrow("Davi changes his mind");
  expect(await read(viewer, title)).toEqual([[{ n: 0 }]]);
  expect(await plain("select coalesce(current_setting('andamento.firm', true), '') as firm")).toEqual([{ firm: "" }]);
});

test("nothing can be written where questions are read, not even by turning it off", async () => {
  const { viewer } = almeida.people.davi;
  for (const sql of [
    "update processes.process set title = 'x'",
    "insert into identity.login select gen_random_uuid(), 'x@example.com', '', now(), now()",
    "delete from processes.party",
    "select * from processes.process for update",
  ])
    expect(await fails(read(viewer, statement(sql))), sql).toBe("25006");
  for (const sql of ["set transaction read write", "select set_config('transaction_read_only', 'off', true)"])
    expect(await fails(read(viewer, statement(sql), statement("update processes.process set title = 'x'"))), sql).toBe(
      "25001",
    );
});

// ------------------------------------------------------------------------------------------- sessions that are over

/** What a session gets that does not count any more: from the API, from the reader, in a command and inside a subgraph. */
async function expectOver(token: string, viewer: Viewer): Promise<void> {
  const home = await ask(token, HomeDocument, {});
  expect({ data: home.data, codes: home.errors.map(({ extensions }) => extensions.code) }).toEqual({
    data: { processes: null },
    codes: ["UNAUTHENTICATED"],
  });
  expect((await ask(token, MeDocument, {})).data).toEqual({ session: null, viewer: null });
  const created = await ask(token, CreateContactDocument, {
    input: { name: "Ninguém", kind: "PERSON", profile: "CLIENT", emails: [] },
  });
  expect(created.errors[0]?.extensions.code).toBe("UNAUTHENTICATED");
  expect(await whoIs(house.house.database, token)).toBeNull();
  expect(await fails(read(viewer, statement("select * from identity.firm")))).toBe("AN001");
  let ran = false;
  expect(
    await fails(
      house.house.database.command(viewer, async () => {
        ran = true;
      }),
    ),
  ).toBe("AN001");
  expect(ran).toBe(false);
  expect(await inSubgraph(viewer)).toEqual({ data: { processes: null }, codes: ["UNAUTHENTICATED"] });
}

/** Past the gateway: as when the session ends between the gateway's asking and the subgraph's entering. */
async function inSubgraph(viewer: Viewer) {
  const processes = subgraphs.find(({ name }) => name === "processes");
  const run = executor(await (processes as NonNullable<typeof processes>).schema());
  const { database, jobs } = house.house;
  const asking = new Asking({ database, jobs } as House, { id: randomUUID(), viewer, language: "pt" });
  const { data, errors } = await run({ query: "{ processes { totalCount nodes { id } } }" }, asking);
  return { data, codes: errors?.map(({ extensions }) => extensions["code"]) };
}

const titles = async (token: string) =>
  (await ask(token, HomeDocument, {})).data?.processes?.nodes.map(({ title }) => title).sort();

test("a session that was signed out is over", async () => {
  const token = await signInAs(house, "carla@almeida.example");
  const viewer = await viewerOf(token);
  await ask(token, SignOutDocument, {});
  await expectOver(token, viewer);
});

test("a session is over at the end of its life and after lying idle, whoever's it is, and not before", async () => {
  for (const { token, viewer, sees } of [almeida.people.carla, almeida.people.ana, almeida.people.elisa]) {
    for (const [over, back] of [
      ["expires_at = now() - interval '1 second'", "expires_at = now() + interval '1 hour'"],
      ["last_used_at = now() - make_interval(secs => idle_seconds + 1)", "last_used_at = now()"],
    ]) {
      const set = (what: string | undefined) =>
        house.seed(["identity.session"], [`update identity.session set ${what} where id = $1`, [viewer.session]]);
      await set(over);
      await expectOver(token, viewer);
      await set(back);
      expect(await titles(token)).toEqual(sees);
    }
    await house.seed(
      ["identity.session"],
      [
        "update identity.session set last_used_at = now() - make_interval(secs => idle_seconds - 30) where id = $1",
        [viewer.session],
      ],
    );
    expect(await titles(token)).toEqual(sees);
  }
});

test("the sessions of a staff member who is no longer active are over, and those of a colleague are not", async () => {
  const { carla, davi } = almeida.people;
  const active = (now: boolean) =>
    house.seed(
      ["identity.staff_member"],
      ["update identity.staff_member set active = $2 where id = $1", [carla.viewer.staff, now]],
    );
  await active(false);
  await expectOver(carla.token, carla.viewer);
  expect(await titles(davi.token)).toEqual(davi.sees);
  await active(true);
  expect(await titles(carla.token)).toEqual(carla.sees);
});

test("the sessions of an access that Davi revokes are over, and so they are when only its row says so", async () => {
  const { bruno, ana } = lima.people;
  const status = (now: string) =>
    house.seed(
      ["identity.client_access"],
      ["update identity.client_access set status = $2 where id = $1", [lima.accesses.ana, now]],
    );
  await status("REVOKED");
  await expectOver(ana.token, ana.viewer);
  await status("ACTIVE");
  expect(await titles(ana.token)).toEqual(ana.sees);
  await ask(lima.davi, RevokeDocument, { id: lima.accesses.bruno });
  await expectOver(bruno.token, bruno.viewer);
});

test("when the firm's plan drops the app, an open app session is told so, and goes on when the plan is back", async () => {
  const { elisa, ana, davi } = almeida.people;
  const plan = (now: string) =>
    house.seed(["identity.firm"], ["update identity.firm set plan = $2 where id = $1", [almeida.firmId, now]]);
  await plan("LIGHT");
  const home = await ask(elisa.token, HomeDocument, {});
  expect({ data: home.data, codes: home.errors.map(({ extensions }) => extensions.code) }).toEqual({
    data: { processes: null },
    codes: ["PLAN_NOT_ENTITLED"],
  });
  expect(await fails(read(elisa.viewer, statement("select 1")))).toBe("AN002");
  expect(await inSubgraph(elisa.viewer)).toEqual({ data: { processes: null }, codes: ["PLAN_NOT_ENTITLED"] });
  expect(await titles(ana.token)).toEqual(ana.sees);
  expect(await titles(davi.token)).toEqual(davi.sees);
  expect(await titles(lima.people.elisa.token)).toEqual(lima.people.elisa.sees);
  await plan("SMART");
  expect(await titles(elisa.token)).toEqual(elisa.sees);
});

test("a session can be signed out of on a plan that no longer opens its channel", async () => {
  const plan = (now: string) =>
    house.seed(["identity.firm"], ["update identity.firm set plan = $2 where id = $1", [almeida.firmId, now]]);
  const token = await signInAs(house, "elisa@clientes.almeida.example", "APP");
  await plan("LIGHT");
  const left = await ask(token, SignOutDocument, {});
  await plan("SMART");
  expect(left).toMatchObject({ errors: [], data: { signOut: { userErrors: [] } } });
  expect((await ask(token, MeDocument, {})).data?.session).toBeNull();
});

test("an access that becomes of another type has the sessions of its old type no longer, by link, by app or by password", async () => {
  const { ana, elisa, bruno } = almeida.people;
  const type = (access: string, now: string) =>
    house.seed(
      ["identity.client_access"],
      ["update identity.client_access set type = $2 where id = $1", [access, now]],
    );
  await type(almeida.accesses.ana, "SIMPLIFIED");
  await expectOver(ana.token, ana.viewer);
  await type(almeida.accesses.elisa, "SIMPLIFIED");
  await expectOver(elisa.token, elisa.viewer);
  const web = await signInAs(house, "elisa@clientes.almeida.example", "WEB");
  expect(await titles(web)).toEqual(elisa.sees);
  await type(almeida.accesses.elisa, "STANDARD");
  await expectOver(web, { ...elisa.viewer, session: randomUUID() });
  expect(await titles(bruno.token)).toEqual(bruno.sees);
});
