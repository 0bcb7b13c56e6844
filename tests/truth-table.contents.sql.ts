// The tables of what processes hold, asked as the service's role with nothing before them; the verdicts that rows carry,
// with no policy beside them; and the rule and the policies made worse, for the table to be seen to turn red.
import { sees as seesRow } from "../access/rows.ts";
import type { Cell } from "./truth-table.cells.ts";
import {
  followsComment,
  followsDocument,
  followsMovement,
  followsPublication,
  followsTask,
  lastMovementAt,
  linksOf,
  readsName,
} from "./truth-table.contents.oracle.ts";
import {
  documents,
  type Follower,
  isMarked,
  marked,
  movements,
  processes,
  publications,
  tasks,
} from "./truth-table.contents.world.ts";
import { isStaff, sees } from "./truth-table.oracle.ts";
import { asRole, attempted, type Fault, mispoliced, misworded, type Statement } from "./truth-table.sql.ts";
import { staff, type World } from "./truth-table.world.ts";

interface Held {
  readonly table: string;
  readonly verdict: (row: string) => string;
  /** What stands for a row, in SQL over it. */
  readonly as: string;
  readonly rows: (world: World, person: Follower) => string[];
}

const seenBy = (person: Follower) => processes.filter((one) => sees(person, one));

/** The tables that hold something of a process, and which of their rows somebody follows. */
const tables: readonly Held[] = [
  {
    ...{ table: "processes.process", verdict: seesRow.process, as: "t.id" },
    rows: (world, person) => seenBy(person).map(({ key }) => world.processes[key] as string),
  },
  {
    ...{ table: "processes.movement", verdict: seesRow.movement, as: "t.title" },
    rows: (_, person) => movements.filter((one) => followsMovement(person, one)).map(({ title }) => title),
  },
  {
    ...{ table: "processes.comment", verdict: seesRow.comment, as: "t.text" },
    rows: (_, person) =>
      movements.flatMap((one) =>
        one.comments.filter((comment) => followsComment(person, one, comment)).map(({ text }) => text),
      ),
  },
  {
    ...{ table: "processes.task", verdict: seesRow.task, as: "t.title" },
    rows: (_, person) => tasks.filter((one) => followsTask(person, one)).map(({ title }) => title),
  },
  {
    ...{ table: "processes.publication", verdict: seesRow.publication, as: "t.content" },
    rows: (_, person) => publications.filter((one) => followsPublication(person, one)).map(({ content }) => content),
  },
  {
    ...{ table: "documents.document", verdict: seesRow.document, as: "t.name" },
    rows: (_, person) => documents.filter((one) => followsDocument(person, one)).map(({ name }) => name),
  },
  {
    ...{ table: "processes.link", verdict: seesRow.link, as: "t.kind || ' ' || t.linked_id" },
    rows: (world, person) =>
      processes.flatMap((one) =>
        linksOf(person, one)
          .filter(({ isOriginal }) => isOriginal)
          .map(({ kind }) => `${kind} ${world.processes[one.key]}`),
      ),
  },
];

const set = (list: readonly string[]): string[] => [...list].sort();

/** Every row of every table, the dates of the rule's own views, and every write that a person may try. */
export function sqlCells(world: World, person: Follower, session: string | null): Promise<Cell[]> {
  return asRole(world.house, "andamento_app", async (run) => {
    if (session) await run("select access.enter($1)", [session]);
    const cells: Cell[] = [];
    const rows = async (asks: string, must: readonly string[], sql: string) => {
      const got = (await attempted(run, sql)).rows.map(({ told }) => told);
      cells.push({ who: person.key, asks, of: "the rows", must: set(must), got: set(got) });
    };
    for (const { table, as, rows: must } of tables)
      await rows(table, must(world, person), `select ${as} as told from ${table} t`);
    const dates = seenBy(person).map((one) => `${world.processes[one.key]} ${lastMovementAt(person, one)}`);
    const dated = `process_id || ' ' || coalesce(to_char(last_movement_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'null')`;
    await rows("access.my_party", isStaff(person) ? [] : dates, `select ${dated} as told from access.my_party`);
    await rows("access.my_process", isStaff(person) ? dates : [], `select ${dated} as told from access.my_process`);
    const names = Object.keys(staff).filter((key) => readsName(person, key));
    await rows(
      "identity.staff_member",
      names.map((key) => staff[key]?.name as string),
      "select name as told from identity.staff_member",
    );
    const visits = processes.filter(
      (one) => person.is === "client" && one.firm === person.firm && isMarked(one),
    ).length;
    cells.push({
      ...{ who: person.key, asks: "processes.seen", of: "how many", must: visits },
      got: (await attempted(run, `select 1 from processes.seen where seen_at = '${marked}'`)).rows.length,
    });
    // No category lets anybody write: who has none of them tries, and who has all.
    if (!isStaff(person) && [0, 5].includes(person.categories.length))
      cells.push(...(await writes(world, person, run)));
    return cells;
  });
}

/** What only the firm's people may write; and visits, which are a client's own and of what it sees. */
async function writes(world: World, person: Follower, run: Statement): Promise<Cell[]> {
  const [open, closed] = [processes.find((one) => sees(person, one)), processes.find((one) => !sees(person, one))];
  const firm = "access.claim('firm')::uuid";
  const into = (what: string, values: string): [string, string, unknown[]][] =>
    [open, closed].flatMap((one): [string, string, unknown[]][] =>
      one ? [[`to add ${what} to ${one.key}`, values, [world.processes[one.key]]]] : [],
    );
  const tried: [string, string, unknown[]][] = [
    ...into(
      "a movement",
      `insert into processes.movement (id, firm_id, process_id, origin, occurred_at, recorded_at, title)
       values (gen_random_uuid(), ${firm}, $1, 'MANUAL', now(), now(), 'Andou')`,
    ),
    ...into(
      "a task",
      `insert into processes.task (id, firm_id, process_id, version, title, status, created_at)
       values (gen_random_uuid(), ${firm}, $1, 1, 'Fazer', 'OPEN', now())`,
    ),
    ...into(
      "a publication",
      `insert into processes.publication (id, firm_id, process_id, external_id, gazette, available_on, content, status,
         canceled, created_at) values (gen_random_uuid(), ${firm}, $1, 'x', 'DJEN', now(), 'x', 'TREATED', false, now())`,
    ),
    ["to take back comments", "delete from processes.comment", []],
    ["to take back movements", "delete from processes.movement", []],
    ["to do tasks", "update processes.task set status = 'DONE'", []],
    ["to delete tasks", "delete from processes.task", []],
    ["to cancel publications", "update processes.publication set canceled = true", []],
    ["to unlink processes", "delete from processes.link", []],
    ["to make documents its own", "update documents.document set name = 'x'", []],
  ];
  const visit = `insert into processes.seen (firm_id, access_id, process_id, seen_at) values (${firm}, `;
  const again = "on conflict (firm_id, access_id, process_id) do update set seen_at = excluded.seen_at";
  const other = Object.values(world.accesses).find((id) => id !== world.accesses[person.key]);
  const visits: [string, string, unknown[], number][] = [open, closed].flatMap((one) =>
    one
      ? [
          [
            `to have seen ${one.key}`,
            `${visit} access.claim('access')::uuid, $1, now()) ${again}`,
            [world.processes[one.key]],
            one === open ? 1 : 0,
          ],
          [
            `that another has seen ${one.key}`,
            `${visit} $2, $1, now()) ${again}`,
            [world.processes[one.key], other],
            0,
          ],
        ]
      : [],
  );
  const cells: Cell[] = [];
  for (const [asks, sql, values, must] of [...tried.map((one) => [...one, 0] as const), ...visits])
    cells.push({ who: person.key, asks, of: "how many", must, got: (await attempted(run, sql, values)).count });
  return cells;
}

/** The verdicts of all rows, in a database without row-level security: they alone tell the guards which may be seen. */
export function verdictCells(world: World, person: Follower, session: string | null): Promise<Cell[]> {
  return asRole(world.house, "andamento_app", async (run) => {
    if (session) await run("select access.enter($1)", [session]);
    const cells: Cell[] = [];
    for (const { table, verdict, as, rows } of tables) {
      const { rows: told } = await run(`select ${as} as told from ${table} t where (${verdict("t")}) is true`);
      const got = set(told.map(({ told: one }) => one));
      cells.push({
        who: person.key,
        asks: `verdicts of ${table}`,
        of: "the rows",
        must: set(rows(world, person)),
        got,
      });
    }
    return cells;
  });
}

// ------------------------------------------------------------------------------------------------------ made worse

const [truth, clients, opens] = [
  "function access.party_truth(",
  "view access.my_party",
  "function access.opens(",
] as const;
const none = "Ana with -----";
const all = "Ana with AMTPD";

export const faultsOfTheRule: readonly Fault[] = [
  misworded(["an appeal forgets its original's secrecy", truth], all, "appeal of the secret one", [
    "w.secret or o.secret",
    "w.secret",
  ]),
  misworded(["an appeal forgets its own secrecy", truth], all, "secret appeal of hers", [
    "w.secret or o.secret",
    "o.secret",
  ]),
  misworded(["an offshoot forgets its original's visibility", truth], "Ana with A----", "appeal of the TEAM offshoot", [
    "greatest(w.strictness, access.strictness(o.visibility))",
    "w.strictness",
  ]),
  misworded(["what is attached inherits too", truth], all, "attached to hers, of nobody", [
    "l.kind in ('APPEAL', 'OFFSHOOT')",
    "true",
  ]),
  misworded(["a client of its own is not asked for", truth], all, "offshoot of hers, of Bruno", [
    "not w.ended and w.steps",
    "w.steps",
  ]),
  misworded(["the order is by the firm's movements too", clients], "Ana with A----", "hers", [
    "(select access.opens('MANUAL_MOVEMENTS'))",
    "true",
  ]),
  misworded(["the order is by the court's movements too", clients], none, "hers", [
    "(select access.opens('AUTOMATIC_MOVEMENTS'))",
    "true",
  ]),
  misworded(["an assignee is named though tasks are closed", "view access.my_staff"], none, "StaffMember", [
    "(select access.opens('TASKS'))",
    "true",
  ]),
  misworded(["everything is open", opens], none, "hers", [
    "category = any (access.claim('categories')::text[])",
    "true",
  ]),
];

const tests = {
  TASKS: "(select 'TASKS' = any (access.claim('categories')::text[]))",
  MANUAL: "(select 'MANUAL_MOVEMENTS' = any (access.claim('categories')::text[]))",
};

export const faultsOfPolicies: readonly Fault[] = [
  mispoliced("processes.movement", seesRow.movement("movement"), [none], "Andamento"),
  mispoliced("processes.movement", seesRow.movement("movement"), ["Ana with A----"], "Andamento", [
    "forgets the firm's own category",
    tests.MANUAL,
    "true",
  ]),
  mispoliced("processes.comment", seesRow.comment("comment"), [all], "Só entre nós", [
    "forgets whom it is for",
    "comment.audience = 'CLIENT'",
    "true",
  ]),
  mispoliced("processes.task", seesRow.task("task"), [none], "Tarefa", ["forgets the category", tests.TASKS, "true"]),
  mispoliced("processes.publication", seesRow.publication("publication"), [all], "Intimação"),
  mispoliced("processes.link", seesRow.link("link"), [all], "processes.link"),
];
