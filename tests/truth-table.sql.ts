// The tables themselves, asked as the service's role: row-level security with nothing before it.
import { PGlite } from "@electric-sql/pglite";
import { Client } from "pg";
import { sees as seesRow } from "../access/rows.ts";
import { target } from "../migrations/migrate.ts";
import type { TestHouse } from "./house.ts";
import type { Cell } from "./truth-table.cells.ts";
import { isStaff, readsContact, readsDocumentOf, readsStaff, sees } from "./truth-table.oracle.ts";
import { contacts, type Person, processes, staff, type World } from "./truth-table.world.ts";

export type Statement = (sql: string, values?: unknown[]) => Promise<{ rows: any[]; count: number }>;

/** Runs statements in one transaction of a role, which is undone unless it is to be kept. */
export async function asRole<Answer>(
  house: TestHouse,
  role: string,
  work: (run: Statement) => Promise<Answer>,
  ending: "commit" | "rollback" = "rollback",
): Promise<Answer> {
  const { source } = house;
  if (source instanceof PGlite)
    return source.transaction(async (transaction) => {
      const run: Statement = async (sql, values = []) => {
        const { rows, affectedRows = 0 } = await transaction.query<any>(sql, values);
        return { rows, count: affectedRows };
      };
      await run(`set local role ${role}`);
      const answer = await work(run);
      if (ending === "rollback") await transaction.rollback();
      return answer;
    });
  const client = new Client({ connectionString: source as string, options: `-c role=${role}` });
  await client.connect();
  try {
    await client.query("begin");
    const answer = await work(async (sql, values = []) => {
      const { rows, rowCount } = await client.query(sql, values);
      return { rows, count: rowCount ?? 0 };
    });
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
      const got = (await attempted(run, sql, values)).rows.map(({ id }) => names.get(id) ?? id);
      const times = (list: readonly string[], key: string) => list.filter((one) => one === key).length;
      for (const of of new Set([...names.values(), ...got]))
        cells.push({ who: person.key, asks, of, must: times(must, of), got: times(got, of) });
    };
    const seen = processes.filter((one) => sees(person, one));
    const keys = seen.map((one) => one.key);
    const parties = seen.flatMap((one) => one.parties.map(() => one.key));
    await rows("processes.process", keys, "select id from processes.process");
    await rows("processes.party", parties, "select process_id as id from processes.party");
    const documents = processes.filter((one) => readsDocumentOf(person, one)).map((one) => one.key);
    await rows("documents.document", documents, "select process_id as id from documents.document");
    await rows("access.my_party", isStaff(person) ? [] : keys, "select process_id as id from access.my_party");
    await rows("access.my_process", isStaff(person) ? keys : [], "select process_id as id from access.my_process");
    const contactKeys = Object.keys(contacts).filter((key) => readsContact(person, key));
    await rows("identity.contact", contactKeys, "select id from identity.contact");
    const accessKeys = contactKeys.map((key) => `the access of ${key}`);
    await rows("identity.client_access", accessKeys, "select id from identity.client_access");
    const staffKeys = Object.keys(staff).filter((key) => readsStaff(person, key));
    await rows("identity.staff_member", staffKeys, "select id from identity.staff_member");
    await rows("identity.firm", person.firm ? [person.firm] : [], "select id from identity.firm");
    await rows("identity.login", [], "select id from identity.login");
    if (person.is !== "admin") await rows("identity.token", [], "select id from identity.token");
    if (!isStaff(person)) await rows("identity.invitation", [], "select id from identity.invitation");

    // A write that reads nothing meets no policy but its own.
    const writes = async (asks: string, must: number, sql: string, values: unknown[] = []) =>
      cells.push({ who: person.key, asks, of: "how many", must, got: (await attempted(run, sql, values)).count });
    await rows(
      "to close every process",
      isStaff(person) ? keys : [],
      "update processes.process set status = 'CLOSED' returning id",
    );
    await writes(
      "to open every process",
      isStaff(person) ? keys.length : 0,
      "update processes.process set secret = false",
    );
    const leaving = isStaff(person) ? parties : [];
    await rows("to leave out every party", leaving, "delete from processes.party returning process_id as id");
    await writes("to leave everybody out", leaving.length, "delete from processes.party");
    await writes(
      "to put away every document",
      isStaff(person) ? documents.length : 0,
      "delete from documents.document",
    );
    for (const hidden of [processes.find((one) => !sees(person, one)), processes.findLast((one) => !sees(person, one))])
      await writes(
        "to let somebody see what is hidden",
        0,
        `insert into processes.party (id, firm_id, process_id, contact_id, name, role, side, position)
         values (gen_random_uuid(), $1, $2, $3, 'Alguém', 'CLIENT', 'ACTIVE', 99)`,
        [
          world.firms[hidden?.firm as string],
          world.processes[hidden?.key as string],
          world.contacts[hidden?.firm === "almeida" ? "ana" : "ana2"],
        ],
      );
    return cells;
  });
}

/** The tables of the house, and how many rows of each somebody reads who has not entered. */
export function withoutEntering(house: TestHouse): Promise<{ name: string; rows: number }[]> {
  return asRole(house, "andamento_app", async (run) => {
    const { rows: tables } = await run(
      `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
       where schemaname in ('access', 'identity', 'processes', 'documents') and tablename <> 'door' order by 1`,
    );
    const counted = [];
    for (const { name } of tables)
      counted.push({ name, rows: (await attempted(run, `select 1 from ${name}`)).rows.length });
    return counted;
  });
}

/** What a statement brings: nothing when the service may not so much as ask, or when a policy refuses what it writes. */
export async function attempted(run: Statement, sql: string, values: unknown[] = []): ReturnType<Statement> {
  await run("savepoint before");
  try {
    return await run(sql, values);
  } catch (error) {
    if ((error as { code?: string }).code === "42501") return { rows: [], count: 0 };
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
  readonly worse: string;
  /** Makes it again what it was; what is worked out from it follows. */
  readonly mend: string;
  readonly who: readonly string[];
  readonly tells: string;
}

/** Runs something while the rule is worse than it is. */
export async function broken<Answer>(house: TestHouse, fault: Fault, work: () => Promise<Answer>): Promise<Answer> {
  const follow = "select access.recompute(array(select id from processes.process))";
  const set = (sql: string) =>
    asRole(
      house,
      fault.as,
      async (run) => {
        await run(sql);
        if (fault.as === "andamento_rule") await run(follow);
      },
      "commit",
    );
  await set(fault.worse);
  try {
    return await work();
  } finally {
    await set(fault.mend);
  }
}

/** A statement of access/rule.sql with some of its words changed. Words that it does not have are a fault of this file. */
export function misworded(
  [title, statement]: [string, `${"view" | "function"} access.${string}`],
  who: string,
  tells: string,
  ...changes: [string, string][]
): Fault {
  const from = target.rule.slice(target.rule.indexOf(`create or replace ${statement}`));
  const mend = from.slice(0, from.search(/;\n(\n|$)/));
  let worse = mend;
  for (const [words, others] of changes) {
    if (!worse.includes(words))
      throw new Error(`${statement} of access/rule.sql has no words "${words}" to be forgotten.`);
    worse = worse.replaceAll(words, others);
  }
  return { title, as: "andamento_rule", worse, mend, who: [who], tells };
}

const [clients, people] = ["view access.my_party", "view access.my_process"] as const;
const isTeam = "(p.visibility = 'TEAM' and (select access.claim('staff')::uuid) = any (p.team))";

export const faultsOfTheRule: readonly Fault[] = [
  misworded(["secrecy is forgotten", clients], "ana", "PUBLIC secret as CLIENT", ["not p.secret or", "true or"]),
  misworded(["visibility is forgotten", clients], "ana", "PRIVATE as CLIENT", ["(p.visibility = 'PUBLIC'", "(true"]),
  misworded(["including TEAM includes PRIVATE", clients], "celia", "PRIVATE as CLIENT", [
    "claim('private')",
    "claim('team')",
  ]),
  misworded(["nobody asks which role a party has", "function access.party_truth("], "bruno", "PUBLIC as WITNESS", [
    "y.role = 'CLIENT'",
    "true",
  ]),
  misworded(
    ["nobody asks whose party it is", clients],
    "bruno",
    "PUBLIC as CLIENT",
    ["p.contact_id = (select access.claim('contact')::uuid)", "true"],
    ["select p.process_id", "select distinct p.process_id"],
  ),
  misworded(["the team is forgotten", people], "fabio", "TEAM without anybody", [isTeam, "p.visibility = 'TEAM'"]),
  misworded(["the firm is forgotten", people], "davi2", "PUBLIC as none", [
    "p.firm_id = (select access.claim('firm')::uuid)",
    "true",
  ]),
  misworded(["a team sees what is PRIVATE", people], "carla", "PRIVATE of Elisa alone", [
    "p.visibility = 'TEAM' and",
    "",
  ]),
  misworded(["every member is taken for an admin", people], "fabio", "PRIVATE as CLIENT", ["= 'ADMIN'", "is not null"]),
];

/** A table's policy with all of its words forgotten, or with some of them changed. */
export function mispoliced(
  table: string,
  expression: string,
  who: readonly string[],
  tells: string,
  change?: [title: string, words: string, others: string],
): Fault {
  const [title, words, others] = change ?? ["lets everything through", expression, "true"];
  if (!expression.includes(words)) throw new Error(`The policy of ${table} has no words "${words}" to be forgotten.`);
  return {
    title: `the policy of ${table} ${title}`,
    as: "andamento_owner",
    worse: `alter policy sees on ${table} using (${expression.replaceAll(words, others)})`,
    mend: `alter policy sees on ${table} using (${expression})`,
    ...{ who, tells },
  };
}

export const faultsOfPolicies: readonly Fault[] = Object.entries({
  "processes.process": seesRow.process("process"),
  "processes.party": seesRow.party("party"),
  "documents.document": seesRow.document("document"),
}).map(([table, expression]) => mispoliced(table, expression, ["ana", "davi2"], "PRIVATE as CLIENT"));
