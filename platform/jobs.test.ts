import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Kysely } from "@mikro-orm/sql";
import { Client } from "pg";
import { getRollbackPlans } from "pg-boss";
import library from "pg-boss/package.json" with { type: "json" };
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from "vitest";
import { createDatabase, dropDatabase } from "../tests/postgres.ts";
import { givenUp, type Jobs, type JobsDatabase, openJobs, prepareJobs, throughKysely } from "./jobs.ts";

let owner: JobsDatabase;
let service: JobsDatabase;
let ownScript: (script: string) => Promise<unknown>;
let close: () => Promise<void>;
let beforeMigrations: unknown;

const opened: Jobs[] = [];
const logged: { level: string; o: object; m: string }[] = [];
const log = {
  warn: (o: object, m: string) => void logged.push({ level: "warn", o, m }),
  error: (o: object, m: string) => void logged.push({ level: "error", o, m }),
};

beforeAll(async () => {
  ({ owner, service, ownScript, close } = inject("database") === "server" ? await onServer() : await embedded());
  const early = openJobs({ db: service, queues: ["mail"], log });
  beforeMigrations = await early.start().catch((error: unknown) => error);
  await prepareJobs(owner);
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((jobs) => jobs.stop()));
  await owner.executeSql("delete from jobs.job");
  logged.length = 0;
});

afterAll(() => close());

test("without the migrations the start says what is missing", () => {
  expect(beforeMigrations).toMatchObject({
    message: "The job queues cannot be opened: have the migrations run? pg-boss is not installed",
  });
});

test("the service starts and works as a role that owns nothing and may create nothing", async () => {
  const done: object[] = [];
  const jobs = await start(async (data) => void done.push(data));
  await enqueue(jobs, { letter: 1 });
  await vi.waitFor(() => expect(done).toEqual([{ letter: 1 }]), 3000);

  const { rows } = await service.executeSql("select current_user as role");
  expect(rows).toEqual([{ role: "andamento_app" }]);
  await expect(service.executeSql("create table jobs.mine ()")).rejects.toThrow("permission denied");
  await expect(service.executeSql("update jobs.queue set table_name = 'x'")).rejects.toThrow("permission denied");
  await expect(service.executeSql("select from jobs.bam")).rejects.toThrow("permission denied");
});

test("everyone else may do nothing with the jobs, and the service only its work", async () => {
  const { rows } = await owner.executeSql(`
    select kind, name, who, string_agg(may, ', ' order by may) as may from (
      select 'table' as kind, c.relname as name, a.grantee::regrole::text as who, a.privilege_type as may
      from pg_class c, aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
      where c.relnamespace = 'jobs'::regnamespace and c.relkind in ('r', 'p') and a.grantee <> c.relowner
      union all
      select 'function', p.proname, a.grantee::regrole::text, a.privilege_type
      from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
      where p.pronamespace = 'jobs'::regnamespace and a.grantee <> p.proowner
      union all
      select 'type', t.typname, a.grantee::regrole::text, a.privilege_type
      from pg_type t, aclexplode(coalesce(t.typacl, acldefault('T', t.typowner))) a
      where t.typnamespace = 'jobs'::regnamespace and t.typtype = 'e' and a.grantee <> t.typowner
      union all
      select 'schema', n.nspname, a.grantee::regrole::text, a.privilege_type
      from pg_namespace n, aclexplode(n.nspacl) a where n.nspname = 'jobs' and a.grantee <> n.nspowner
    ) granted
    group by kind, name, who order by kind, name
  `);
  expect(rows).toEqual(
    [
      { kind: "function", name: "job_now", may: "EXECUTE" },
      { kind: "schema", name: "jobs", may: "USAGE" },
      { kind: "table", name: "job", may: "DELETE, INSERT, SELECT, UPDATE" },
      { kind: "table", name: "job_common", may: "DELETE, INSERT, SELECT, UPDATE" },
      { kind: "table", name: "job_dependency", may: "DELETE, SELECT" },
      { kind: "table", name: "queue", may: "SELECT" },
      { kind: "table", name: "version", may: "SELECT" },
    ].map((one) => ({ ...one, who: "andamento_app" })),
  );
});

test("a job rolls back with its transaction", async () => {
  const done: object[] = [];
  const jobs = await start(async (data) => void done.push(data));
  const broken = service.transaction(async (sql) => {
    await jobs.enqueue("mail", { letter: "never" }, sql);
    throw new Error("changed my mind");
  });
  await expect(broken).rejects.toThrow("changed my mind");
  await enqueue(jobs, { letter: "sent" });
  await vi.waitFor(() => expect(done).toEqual([{ letter: "sent" }]), 3000);
  expect(await states()).toEqual(["completed"]);
});

// On PGlite the worker cannot even look: there is one connection.
// The embedded database has one connection: while a transaction is open nobody can look.
const withSeveralConnections = (title: string, body: () => Promise<void>): void => {
  if (inject("database") === "server") test(title, body);
};

withSeveralConnections("a job is not seen before its transaction commits", async () => {
  const done: object[] = [];
  const jobs = await start(async (data) => void done.push(data));
  await service.transaction(async (sql) => {
    await jobs.enqueue("mail", {}, sql);
    jobs.nudge("mail");
    await wait(300);
    expect(done).toEqual([]);
  });
  await vi.waitFor(() => expect(done).toHaveLength(1), 3000);
});

test("a nudge after the commit wakes the worker long before its next poll", async () => {
  const done: object[] = [];
  const jobs = await start(async (data) => void done.push(data), 60);
  await wait(200);
  await enqueue(jobs, { letter: 1 });
  jobs.nudge("mail");
  await vi.waitFor(() => expect(done).toHaveLength(1), 1000);
});

test("many jobs are done one after another, without a poll between them", async () => {
  const done: number[] = [];
  const jobs = await start(async ({ letter }) => void done.push(letter), 60);
  await wait(200);
  await service.transaction(async (sql) => {
    for (let letter = 0; letter < 30; letter++) await jobs.enqueue("mail", { letter }, sql);
  });
  jobs.nudge("mail");
  await vi.waitFor(() => expect(done.toSorted((a, b) => a - b)).toEqual([...Array(30).keys()]), 10_000);
});

test("a job that fails is tried again, each time later, and its words stay out of the database", async () => {
  await owner.executeSql("update jobs.queue set retry_delay = 1");
  const attempts: number[] = [];
  const jobs = await start(async () => {
    attempts.push(performance.now());
    if (attempts.length < 3) throw new TypeError("550 no such user ana@example.com");
  }, 0.5);
  await enqueue(jobs, {});
  await vi.waitFor(() => expect(attempts).toHaveLength(1), 3000);
  await vi.waitFor(async () => expect(await states()).toEqual(["retry"]), 1000);
  const { rows } = await owner.executeSql("select output::text from jobs.job");
  expect(rows[0].output).toContain("TypeError: see the log");
  expect(rows[0].output).not.toContain("ana@");

  await vi.waitFor(async () => expect(await states()).toEqual(["completed"]), 15_000);
  const [first = 0, second = 0, third = 0] = attempts;
  expect(second - first).toBeGreaterThan(950);
  expect(third - second).toBeGreaterThan(1950);
  expect(logged.map(({ level, m }) => [level, m])).toEqual([
    ["warn", "A job failed and will be tried again."],
    ["warn", "A job failed and will be tried again."],
  ]);
  await prepareJobs(owner);
});

test("a letter that keeps failing is given up after thirteen attempts, loudly, and told to who asks for those", async () => {
  await owner.executeSql("update jobs.queue set retry_delay = 0, retry_backoff = false");
  let attempts = 0;
  const jobs = await start(async () => {
    attempts++;
    throw new Error("no");
  }, 0.5);
  const told: object[] = [];
  await enqueue(jobs, { letter: 1 });
  await vi.waitFor(async () => expect(await states()).toEqual(["failed", "created"]), 20_000);
  expect(attempts).toBe(13);
  expect(logged.at(-1)).toMatchObject({ level: "error", m: "A job failed for the last time.", o: { attempt: 13 } });
  await jobs.stop();
  const later = openJobs({ db: service, queues: [givenUp.mail], log, pollSeconds: 0.5 });
  opened.push(later);
  await later.work(givenUp.mail, async (data: object) => void told.push(data));
  await later.start();
  await vi.waitFor(() => expect(told).toEqual([{ letter: 1 }]), 5000);
  await prepareJobs(owner);
});

test("jobs outlive the process that enqueued them", async () => {
  const before = await start();
  await enqueue(before, { letter: 1 });
  await before.stop();
  const done: object[] = [];
  await start(async (data) => void done.push(data));
  await vi.waitFor(() => expect(done).toEqual([{ letter: 1 }]), 3000);
});

test("a job whose worker was killed is done by the next one", async () => {
  await owner.executeSql("update jobs.queue set retry_delay = 1, monitor_claim_on = null, monitor_on = null");
  await enqueue(await start(), { letter: 1 });
  await owner.executeSql("update jobs.job set state = 'active', started_on = now() - interval '121 seconds'");
  const done: object[] = [];
  await start(async (data) => void done.push(data), 0.5);
  await vi.waitFor(() => expect(done).toEqual([{ letter: 1 }]), 8000);
  await prepareJobs(owner);
});

test("a letter whose worker was killed in its last attempt is told to who asks for those that were given up", async () => {
  await owner.executeSql("update jobs.queue set retry_limit = 0, monitor_claim_on = null, monitor_on = null");
  await enqueue(await start(), { letter: 1 });
  await owner.executeSql("update jobs.job set state = 'active', started_on = now() - interval '121 seconds'");
  const jobs = openJobs({ db: service, queues: ["mail", givenUp.mail], log, pollSeconds: 0.5 });
  opened.push(jobs);
  const [again, told]: [object[], object[]] = [[], []];
  await jobs.work("mail", async (data: object) => void again.push(data));
  await jobs.work(givenUp.mail, async (data: object) => void told.push(data));
  await jobs.start();
  await vi.waitFor(() => expect(told).toEqual([{ letter: 1 }]), 8000);
  expect(again).toEqual([]);
  await prepareJobs(owner);
});

test("jobs done a week ago are deleted", async () => {
  await enqueue(await start(), {});
  await owner.executeSql("update jobs.job set state = 'completed', completed_on = now() - interval '8 days'");
  await owner.executeSql("update jobs.queue set maintain_on = null, monitor_claim_on = null");
  await start(async () => {});
  await vi.waitFor(async () => expect(await states()).toEqual([]), 5000);
});

test("stop lets a running job end, and the same jobs can be started again", async () => {
  const done: object[] = [];
  let running = false;
  const jobs = await start(async (data) => {
    running = true;
    await wait(700);
    done.push(data);
  });
  await enqueue(jobs, { letter: 1 });
  await vi.waitFor(() => expect(running).toBe(true), 3000);
  await jobs.stop();
  expect(done).toEqual([{ letter: 1 }]);
  expect(await states()).toEqual(["completed"]);

  await jobs.start();
  await enqueue(jobs, { letter: 2 });
  await vi.waitFor(() => expect(done).toEqual([{ letter: 1 }, { letter: 2 }]), 3000);
});

test("a queue that is not open takes nothing", async () => {
  const jobs = openJobs({ db: service, queues: ["mail"], log });
  await expect(service.transaction((sql) => jobs.enqueue("mail", {}, sql))).rejects.toThrow("is not open");
  await expect((await start()).enqueue("post", {}, service)).rejects.toThrow("The queue post is not open.");
  await expect(jobs.work("post", async () => {})).rejects.toThrow("The queue post is not open.");
  const unprepared = openJobs({ db: service, queues: ["post"], log });
  await expect(unprepared.start()).rejects.toThrow("Queue post does not exist");
});

test("an older version's tables are upgraded with what they hold", async () => {
  await enqueue(await start(), { letter: 1 });
  for (let version = library.pgboss.schema; version > 36; version--) {
    await ownScript(`set role andamento_owner; ${getRollbackPlans("jobs", version)}; reset role`);
  }
  const done: object[] = [];
  await expect(start(async () => {})).rejects.toThrow("pg-boss database requires migrations");
  await prepareJobs(owner);
  await start(async (data) => void done.push(data));
  await vi.waitFor(() => expect(done).toEqual([{ letter: 1 }]), 3000);
});

async function start(handler?: (data: any) => Promise<void>, pollSeconds?: number): Promise<Jobs> {
  const jobs = openJobs({ db: service, queues: ["mail"], log, pollSeconds });
  if (handler) await jobs.work("mail", handler);
  await jobs.start();
  opened.push(jobs);
  return jobs;
}

function enqueue(jobs: Jobs, data: object): Promise<void> {
  return service.transaction((sql) => jobs.enqueue("mail", data, sql));
}

async function states(): Promise<string[]> {
  const { rows } = await owner.executeSql("select state::text from jobs.job order by created_on");
  return rows.map(({ state }) => state);
}

async function embedded() {
  const { MikroORM } = await import("@mikro-orm/pglite");
  const orm = await MikroORM.init({ entities: [], discovery: { warnWhenNoEntities: false } });
  const kysely: Kysely<any> = orm.em.getConnection().getClient();
  await prepareRoles(throughKysely(kysely), "postgres");
  return {
    owner: throughKysely(kysely, "andamento_owner"),
    service: throughKysely(kysely, "andamento_app"),
    ownScript: async (script: string) => (await orm.em.getConnection().getNativeClient()).exec(script),
    close: () => orm.close(),
  };
}

async function onServer() {
  const { MikroORM } = await import("@mikro-orm/postgresql");
  const name = `jobs_${randomUUID()}`;
  const created = await createDatabase(inject("postgresUrl"), name);
  const connect = (driverOptions: object) =>
    MikroORM.init({ entities: [], discovery: { warnWhenNoEntities: false }, clientUrl: created, driverOptions });
  const login = await connect({});
  await prepareRoles(throughKysely(login.em.getConnection().getClient()), name);
  const app = await connect({ options: "-c role=andamento_app" });
  const client = new Client({ connectionString: created });
  await client.connect();
  return {
    owner: throughKysely(login.em.getConnection().getClient(), "andamento_owner"),
    service: throughKysely(app.em.getConnection().getClient()),
    ownScript: (script: string) => client.query(script),
    close: async () => {
      await client.end();
      await app.close();
      await login.close();
      await dropDatabase(inject("postgresUrl"), name);
    },
  };
}

// Roles belong to the whole server, so another test may have made them, or be making them now.
async function prepareRoles(db: JobsDatabase, database: string) {
  for (const role of ["andamento_owner", "andamento_app"]) {
    await db.executeSql(`
      do $$ begin create role ${role}; exception when duplicate_object or unique_violation then null; end $$
    `);
    await db.executeSql(`grant ${role} to current_user`);
  }
  await db.executeSql(`grant create on database "${database}" to andamento_owner`);
}
