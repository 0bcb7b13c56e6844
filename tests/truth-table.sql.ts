// The tables themselves, asked as the service's role: row-level security with nothing before it.
import { PGlite } from "@electric-sql/pglite";
import { Client } from "pg";
import type { TestHouse } from "./house.ts";
import { type Cell, readsContact, readsDocumentOf, readsStaff, sees } from "./truth-table.oracle.ts";
import { contacts, type Person, processes, staff, type World } from "./truth-table.world.ts";

type Statement = (sql: string, values?: unknown[]) => Promise<any[]>;

/** Runs statements in one transaction of a role, which is undone unless it is to be kept. */
async function asRole<Answer>(
  house: TestHouse,
  role: string,
  work: (run: Statement) => Promise<Answer>,
  ending: "commit" | "rollback" = "rollback",
): Promise<Answer> {
  const { source } = house;
  if (source instanceof PGlite)
    return source.transaction(async (transaction) => {
      const run: Statement = async (sql, values = []) => (await transaction.query(sql, values)).rows as any[];
      await run(`set local role ${role}`);
      const answer = await work(run);
      if (ending === "rollback") await transaction.rollback();
      return answer;
    });
  const client = new Client({ connectionString: source as string, options: `-c role=${role}` });
  await client.connect();
  try {
    await client.query("begin");
    const answer = await work(async (sql, values = []) => (await client.query(sql, values)).rows);
    await client.query(ending);
    return answer;
  } finally {
    await client.end();
  }
}

/** Every table that a person may read something of, every row of it, and every write it may try. */
export function sqlCells(world: World, person: Person, session: string | null): Promise<Cell[]> {
  return asRole(world.house, "andamento_app", async (run) => {
    if (session) await run("select access.enter($1)", [session]);
    const cells: Cell[] = [];
    const names = namesOf(world);
    const rows = async (asks: string, must: readonly string[], sql: string, values: unknown[] = []) => {
      const got = (await attempted(run, sql, values)).map(({ id }) => names.get(id) ?? id);
      const times = (list: readonly string[], key: string) => list.filter((one) => one === key).length;
      for (const of of new Set([...names.values(), ...got]))
        cells.push({ who: person.key, asks, of, must: times(must, of), got: times(got, of) });
    };
    const seen = processes.filter((one) => sees(person, one));
    const keys = seen.map((one) => one.key);
    const isStaff = person.is === "admin" || person.is === "member";
    const parties = seen.flatMap((one) => one.parties.map(() => one.key));
    await rows("processes.process", keys, "select id from processes.process");
    await rows("processes.party", parties, "select process_id as id from processes.party");
    const documents = processes.filter((one) => readsDocumentOf(person, one)).map((one) => one.key);
    await rows("documents.document", documents, "select process_id as id from documents.document");
    await rows("access.my_party", isStaff ? [] : keys, "select process_id as id from access.my_party");
    await rows("access.my_process", isStaff ? keys : [], "select process_id as id from access.my_process");
    const contactKeys = Object.keys(contacts).filter((key) => readsContact(person, key));
    await rows("identity.contact", contactKeys, "select id from identity.contact");
    const accessKeys = contactKeys.map((key) => `the access of ${key}`);
    await rows("identity.client_access", accessKeys, "select id from identity.client_access");
    const staffKeys = Object.keys(staff).filter((key) => readsStaff(person, key));
    await rows("identity.staff_member", staffKeys, "select id from identity.staff_member");
    await rows("identity.firm", person.firm ? [person.firm] : [], "select id from identity.firm");
    await rows("identity.login", [], "select id from identity.login");
    if (person.is !== "admin") await rows("identity.token", [], "select id from identity.token");
    if (!isStaff) await rows("identity.invitation", [], "select id from identity.invitation");

    const changed = isStaff ? keys : [];
    await rows("to change every process", changed, "update processes.process set title = title returning id");
    await rows(
      "to leave out every party",
      isStaff ? parties : [],
      "delete from processes.party returning process_id as id",
    );
    await rows("to put away every document", [], "delete from documents.document returning id");
    const hidden = processes.filter((one) => !sees(person, one)).at(0);
    await rows(
      "to become a party of what is hidden",
      [],
      `insert into processes.party (id, firm_id, process_id, contact_id, name, role, side, position)
       values (gen_random_uuid(), $1, $2, $3, 'Ana Ribeiro', 'CLIENT', 'ACTIVE', 99) returning process_id as id`,
      [world.firms[hidden?.firm as string], world.processes[hidden?.key as string], world.contacts["ana"]],
    );
    return cells;
  });
}

/** The tables of the house, and how many rows of each somebody reads who has not entered. */
export function withoutEntering(house: TestHouse): Promise<{ name: string; rows: number }[]> {
  return asRole(house, "andamento_app", async (run) => {
    const tables = await run(
      `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
       where schemaname in ('access', 'identity', 'processes', 'documents') and tablename <> 'door' order by 1`,
    );
    const counted = [];
    for (const { name } of tables) counted.push({ name, rows: (await attempted(run, `select 1 from ${name}`)).length });
    return counted;
  });
}

/** What a statement brings: nothing when the service may not so much as ask, or when a policy refuses what it writes. */
async function attempted(run: Statement, sql: string, values: unknown[] = []): Promise<any[]> {
  await run("savepoint before");
  try {
    return await run(sql, values);
  } catch (error) {
    if ((error as { code?: string }).code === "42501") return [];
    throw error;
  } finally {
    await run("rollback to before");
  }
}

const namesOf = (world: World): Map<string, string> =>
  new Map(
    [world.processes, world.contacts, world.staff, world.firms]
      .flatMap((ids) => Object.entries(ids))
      .map(([key, id]) => [id, key] as [string, string])
      .concat(Object.entries(world.accesses).map(([key, id]) => [id, `the access of ${key}`])),
  );

/** The rule or a policy made worse, as a mistake in it would: who then sees what. */
export interface Fault {
  readonly title: string;
  /** Who owns what is made worse. */
  readonly as: "andamento_rule" | "andamento_owner";
  /** What tells how it was. */
  readonly was: string;
  /** Words it as it was and as it is made. */
  readonly make: (was: string) => string;
  readonly worse: string;
  readonly who: readonly string[];
  readonly tells: string;
}

/** Runs something while the rule is worse than it is. */
export async function broken<Answer>(house: TestHouse, fault: Fault, work: () => Promise<Answer>): Promise<Answer> {
  const set = (body: string) =>
    asRole(
      house,
      fault.as,
      async (run) => {
        const [{ was }] = await run(`select ${fault.was} as was`);
        await run(fault.make(body));
        if (fault.as === "andamento_rule")
          await run("select access.recompute(array(select id from processes.process))");
        return was as string;
      },
      "commit",
    );
  const was = await set(fault.worse);
  try {
    return await work();
  } finally {
    await set(was);
  }
}

const view = (name: string) => ({
  as: "andamento_rule" as const,
  was: `pg_get_viewdef('access.${name}'::regclass)`,
  make: (body: string) => `create or replace view access.${name} as ${body}`,
});

const parties = (...conditions: string[]) =>
  `select distinct p.process_id from access.party p where ${conditions.join(" and ")}`;
const contact = "p.contact_id = (select access.claim('contact')::uuid)";
const asClient = "(select access.claim('kind')) = 'client'";
const included = `(p.visibility = 'PUBLIC' or (p.visibility = 'TEAM' and (select access.claim('team')) = 'on')
  or (p.visibility = 'PRIVATE' and (select access.claim('private')) = 'on'))`;
const notSecret = "(not p.secret or (select access.claim('secrets')) = 'on')";

const ofStaff = (...conditions: string[]) =>
  `select p.process_id from access.process p where ${conditions.join(" and ")}`;
const firm = "p.firm_id = (select access.claim('firm')::uuid)";
const asStaff = "(select access.claim('kind')) = 'staff'";
const admin = "(select access.claim('role')) = 'ADMIN'";
const responsible = "p.responsible_id = (select access.claim('staff')::uuid)";
const ofTeam = "(select access.claim('staff')::uuid) = any (p.team)";

export const faultsOfTheRule: readonly Fault[] = [
  {
    ...{ title: "secrecy is forgotten", who: ["ana"], tells: "PUBLIC secret as CLIENT" },
    ...view("my_party"),
    worse: parties(contact, asClient, included),
  },
  {
    ...{ title: "visibility is forgotten", who: ["ana"], tells: "PRIVATE as CLIENT" },
    ...view("my_party"),
    worse: parties(contact, asClient, notSecret),
  },
  {
    ...{ title: "including TEAM includes PRIVATE", who: ["celia"], tells: "PRIVATE as CLIENT" },
    ...view("my_party"),
    worse: parties(contact, asClient, notSecret, included.replace("claim('private')", "claim('team')")),
  },
  {
    ...{ title: "nobody asks whose party it is", who: ["bruno"], tells: "PUBLIC as CLIENT" },
    ...view("my_party"),
    worse: parties(firm, asClient, notSecret, included),
  },
  {
    ...{ title: "nobody asks which role a party has", who: ["bruno"], tells: "PUBLIC as WITNESS" },
    as: "andamento_rule",
    was: "pg_get_functiondef('access.party_truth'::regproc)",
    make: (definition) => definition,
    worse: `create or replace function access.party_truth() returns setof access.party language sql stable as $$
      select distinct p.firm_id, p.id, y.contact_id, p.visibility, p.secret
      from processes.process p join processes.party y on y.process_id = p.id where y.contact_id is not null $$`,
  },
  {
    ...{ title: "the firm is forgotten", who: ["davi2"], tells: "PUBLIC as none" },
    ...view("my_process"),
    worse: ofStaff(asStaff, `(${admin} or p.visibility = 'PUBLIC')`),
  },
  {
    ...{ title: "the team is forgotten", who: ["fabio"], tells: "TEAM without anybody" },
    ...view("my_process"),
    worse: ofStaff(firm, asStaff, `(${admin} or p.visibility in ('PUBLIC', 'TEAM') or ${responsible})`),
  },
  {
    ...{ title: "a team sees what is PRIVATE", who: ["carla"], tells: "PRIVATE of Elisa alone" },
    ...view("my_process"),
    worse: ofStaff(firm, asStaff, `(${admin} or p.visibility = 'PUBLIC' or ${responsible} or ${ofTeam})`),
  },
  {
    ...{ title: "every member is taken for an admin", who: ["fabio"], tells: "PRIVATE as CLIENT" },
    ...view("my_process"),
    worse: ofStaff(firm, asStaff),
  },
];

const policy = (table: string): Omit<Fault, "who" | "tells"> => ({
  title: `the policy of ${table} lets everything through`,
  as: "andamento_owner",
  was: `(select pg_get_expr(polqual, polrelid) from pg_policy where polname = 'sees' and polrelid = '${table}'::regclass)`,
  make: (expression) => `alter policy sees on ${table} using (${expression})`,
  worse: "true",
});

export const faultsOfPolicies: readonly Fault[] = ["processes.process", "processes.party", "documents.document"].map(
  (table) => ({ ...policy(table), who: ["ana", "davi2"], tells: "PRIVATE as CLIENT" }),
);
