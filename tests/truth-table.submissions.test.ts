// What clients send and are asked for, as a table: every kind of session of two firms × submissions in every state, their
// documents, what was made of them in processes, and requests × every path to them; asked with both walls, with either of
// them out, and of the tables themselves.
import "reflect-metadata";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sees } from "../access/rows.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type Cell, leaking, silent, wrong } from "./truth-table.cells.ts";
import { marksIn, oneOf } from "./truth-table.oracle.ts";
import { asRole, attempted, broken, type Fault, mispoliced, type Statement } from "./truth-table.sql.ts";
import {
  accessId,
  buildSenders,
  contacts,
  documents,
  hasCome,
  hiddenFrom,
  isStaff,
  readsRecord,
  requests,
  type Sender,
  type SenderWorld,
  type SubmissionFacts,
  seesDocument,
  seesRequest,
  seesSubmission,
  senders,
  submissions,
} from "./truth-table.submissions.world.ts";
import {
  askedOf,
  isWhole,
  mannersOf,
  openWays,
  switchOff,
  type Told,
  times,
  type Way,
  type Ways,
} from "./truth-table.ways.ts";

interface Path {
  readonly title: string;
  /** Tells of several at once: the guards refuse the whole for one row that may not be seen. */
  readonly list?: true;
  ask(way: Way, person: Sender): Promise<Cell[]>;
}

let house: TestHouse;
let world: SenderWorld;
let ways: Ways;

beforeAll(async () => {
  house = await openTestHouse();
  world = await buildSenders(house);
  ways = await openWays(house, world.tokens);
});
afterAll(async () => {
  await ways?.close();
  await house?.close();
});

const manners = (person: Sender, asks: string, told: Told, roots: number, codes: readonly string[] = []): Cell[] =>
  mannersOf(told, {
    ...{ who: person.key, asks, of: "the answer", hidden: marksIn(told.text, oneOf(hiddenFrom(world, person))) },
    codes: person.is === "nobody" ? times(roots, ["UNAUTHENTICATED"]) : codes,
  });

/** One field at the root for each id, and of one that was never there. */
async function eachOf<One extends { id: string }>(
  [way, person]: [Way, Sender],
  [field, selection]: [string, string],
  list: readonly One[],
  must: (one: One) => unknown,
  codes: readonly string[] = [],
): Promise<Cell[]> {
  const ids = [...list.map(({ id }) => id), randomUUID()];
  const query = `query(${ids.map((_, n) => `$v${n}: ID!`).join(" ")}) {
    ${ids.map((_, n) => `a${n}: ${field}(id: $v${n}) { ${selection} }`).join("\n")} }`;
  const told = await way.send(person, query, Object.fromEntries(ids.map((id, n) => [`v${n}`, id])));
  const cells = list.map((one, n) => ({
    ...{ who: person.key, asks: `${field}(id)`, of: `the ${n}th`, must: must(one), got: told.data?.[`a${n}`] ?? null },
  }));
  return [...cells, ...manners(person, `${field}(id)`, told, ids.length, codes)];
}

const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => ({ id }));
const page = (list: readonly { id: string }[]) => ({ totalCount: list.length, nodes: idsOf(list) });
const latest = <Item>(list: readonly Item[]): Item[] => list.toReversed();

const paths: readonly Path[] = [
  {
    title: "each submission by its id",
    ask: (way, person) =>
      eachOf(
        [way, person],
        [
          "submission",
          "id description status reason contact { id } request { id title fulfilled } document { id name }",
        ],
        submissions,
        (one) =>
          seesSubmission(person, one)
            ? {
                ...{ id: one.id, description: one.description, status: one.status },
                ...{
                  reason: one.status === "REJECTED" ? "Ilegível" : null,
                  contact: { id: world.contacts[one.contact] },
                },
                request: one.request && {
                  ...{ id: one.request.id, title: one.request.title, fulfilled: one.request.fulfilled },
                },
                document: one.document && { id: one.document.id, name: one.document.name },
              }
            : null,
      ),
  },
  {
    title: "each document by its id: as it was sent, and as it is in a process",
    ask: (way, person) =>
      eachOf([way, person], ["document", "id name source process { id } download { method }"], documents, (one) =>
        seesDocument(person, one)
          ? {
              ...{ id: one.id, name: one.name, source: "CLIENT", download: { method: "GET" } },
              process: one.process && { id: world.processes[one.process] },
            }
          : null,
      ),
  },
  {
    title: "what was made of a submission in a process, for the firm's people alone",
    async ask(way, person) {
      // Without guards a client is told of what it sees in that process anyway.
      if (!way.guards && !isStaff(person)) return [];
      const filed = submissions.filter((one) => one.filed);
      const seen = filed.filter((one) => seesSubmission(person, one));
      return eachOf(
        [way, person],
        ["submission", "filedAs { id }"],
        filed,
        ({ filed: copy }) => {
          if (person.firm !== "almeida" || (!isStaff(person) && person.contact !== "ana")) return null;
          return { filedAs: copy && isStaff(person) && seesDocument(person, copy) ? { id: copy.id } : null };
        },
        isStaff(person) ? [] : seen.map(() => "FORBIDDEN"),
      );
    },
  },
  {
    title: "each contact's record: what was sent to it, what it is asked for, and what came for that",
    list: true,
    ask: (way, person) =>
      eachOf(
        [way, person],
        [
          "contact",
          `submissions(first: 50) { totalCount nodes { id } } open: documentRequests(fulfilled: false) { totalCount nodes { id } }
           documentRequests(first: 50) { totalCount nodes { id submissions { id } } }`,
        ],
        contacts.map((key) => ({ key, id: world.contacts[key] })),
        ({ key }) => {
          if (!readsRecord(person, key)) return null;
          const asked = latest(requests.filter(({ contact }) => contact === key));
          const sent = latest(submissions.filter((one) => one.contact === key && seesSubmission(person, one)));
          const nodes = asked.map((one) => ({
            id: one.id,
            submissions: idsOf(sent.filter(({ request }) => request === one)),
          }));
          return {
            submissions: page(sent),
            open: page(asked.filter(({ fulfilled }) => !fulfilled)),
            documentRequests: { totalCount: asked.length, nodes },
          };
        },
      ),
  },
  {
    title: "the firm's queue, and of each status",
    list: true,
    async ask(way, person) {
      // Of the firm's people alone; without guards the rows' own policies are asked, and tell clients of theirs.
      if (!way.guards && !isStaff(person)) return [];
      const asks = "submissions";
      const chosen = [null, "AWAITING_UPLOAD", "SCANNING", "RECEIVED", "IN_REVIEW", "ACCEPTED", "REJECTED"];
      const fields = chosen.map(
        (status, n) => `a${n}: submissions(first: 50, status: ${status}) { totalCount nodes { id } }`,
      );
      const few = "few: submissions(first: 2) { nodes { id } edges { cursor } pageInfo { hasNextPage endCursor } }";
      const told = await way.send(person, `{ ${fields.join("\n")} ${few} }`);
      const come = latest(submissions.filter((one) => hasCome(one) && isStaff(person) && seesSubmission(person, one)));
      const cells = chosen.map((status, n) => ({
        ...{ who: person.key, asks, of: `${status}`, got: told.data?.[`a${n}`] ?? null },
        must: isStaff(person) ? page(come.filter((one) => !status || one.status === status)) : null,
      }));
      const codes = isStaff(person) ? [] : times(chosen.length + 1, ["FORBIDDEN"]);
      return [...cells, ...manners(person, asks, told, chosen.length + 1, codes)];
    },
  },
  {
    title: "references from other subgraphs",
    async ask(way, person) {
      const records = contacts.map((key) => ({ key, id: world.contacts[key] }));
      const references = [
        ...submissions.map((one) => ["Submission", one, seesSubmission(person, one), one.description] as const),
        ...documents.map((one) => ["Document", one, seesDocument(person, one), one.name] as const),
        ...records.map((one) => ["Contact", one, readsRecord(person, one.key), null] as const),
      ];
      const told = await way.ask(
        "documents",
        person,
        `query($all: [_Any!]!) { _entities(representations: $all) { __typename
           ... on Submission { id said: description } ... on Document { id said: name }
           ... on Contact { id documentRequests(first: 50) { nodes { id } } } } }`,
        { all: references.map(([type, { id }]) => ({ __typename: type, id })) },
      );
      const asked = (id: string) => latest(requests.filter(({ contact }) => world.contacts[contact] === id));
      return references.map(([type, { id }, isSeen, said], n) => ({
        ...{ who: person.key, asks: "_entities", of: `${type} ${n}`, got: told.data?._entities?.[n] ?? null },
        must: isSeen
          ? { __typename: type, id, ...(said ? { said } : { documentRequests: { nodes: idsOf(asked(id)) } }) }
          : null,
      }));
    },
  },
];

// -------------------------------------------------------------------------------------------------- the tables themselves

const tables: readonly [table: string, verdict: string, as: string, rows: (person: Sender) => string[]][] = [
  [
    ...(["documents.submission", sees.submission("t"), "t.description"] as const),
    (person) => submissions.filter((one) => seesSubmission(person, one)).map(({ description }) => description),
  ],
  [
    ...(["documents.document_request", sees.documentRequest("t"), "t.title"] as const),
    (person) => requests.filter((one) => seesRequest(person, one)).map(({ title }) => title),
  ],
  [
    ...(["documents.document", sees.document("t"), "t.name"] as const),
    (person) => documents.filter((one) => seesDocument(person, one)).map(({ name }) => name),
  ],
  [
    ...(["documents.upload", sees.upload("t"), "t.name"] as const),
    (person) =>
      submissions
        .filter((one) => !hasCome(one) && person.submits && one.access === person.access)
        .map(({ description }) => description),
  ],
  [
    ...(["documents.sent_today", sees.sentToday("t"), "t.contact_id::text"] as const),
    (person) => (person.submits && person.contact ? [world.contacts[person.contact]] : []),
  ],
];

const inSql = (person: Sender, work: (run: Statement) => Promise<Cell[]>): Promise<Cell[]> =>
  asRole(house, "andamento_app", async (run) => {
    const session = await ways.sessionOf(person);
    if (session) await run("select access.enter($1)", [session]);
    return work(run);
  });

const rowsFor = (person: Sender): Promise<Cell[]> =>
  inSql(person, async (run) => {
    const cells: Cell[] = [];
    for (const [table, , as, rows] of tables) {
      const got = (await attempted(run, `select ${as} as told from ${table} t`)).rows.map(({ told }) => told);
      cells.push({ who: person.key, asks: table, of: "the rows", must: rows(person).sort(), got: got.sort() });
    }
    return cells;
  });

const verdictsFor = (person: Sender): Promise<Cell[]> =>
  inSql(person, async (run) => {
    const cells: Cell[] = [];
    for (const [table, verdict, as, rows] of tables) {
      const { rows: told } = await run(`select ${as} as told from ${table} t where (${verdict}) is true`);
      const got = told.map(({ told: one }) => one).sort();
      cells.push({ who: person.key, asks: `verdicts of ${table}`, of: "the rows", must: rows(person).sort(), got });
    }
    return cells;
  });

/** Every write that a person may try, and how many rows come of it. */
const writesOf = (person: Sender): Promise<Cell[]> =>
  inSql(person, async (run) => {
    const own = person.contact ?? (person.firm === "costalima" ? "ana2" : "ana");
    const another = own === "bruno" ? "ana" : "bruno";
    const access = person.access ? accessId(person.access) : randomUUID();
    const firm = "access.claim('firm')::uuid";
    const mine = (one: SubmissionFacts) => one.access === person.access;
    const ofFirm = <Item extends { firm: string }>(list: readonly Item[]) =>
      isStaff(person) ? list.filter((one) => one.firm === person.firm) : [];
    const once = person.submits ? 1 : 0;
    const announcing = `insert into documents.submission (id, firm_id, contact_id, access_id, description, status, created_at)
      values (gen_random_uuid(), ${firm}, $1, $2, 'x', `;
    const making = `insert into documents.document (id, firm_id, contact_id, name, content_type, byte_size, sha256, source, created_at)
      values (gen_random_uuid(), ${firm}, $1, 'x', 'application/pdf', 1, repeat('0', 64), `;
    const asking = `insert into documents.document_request (id, firm_id, contact_id, title, created_at)
      values (gen_random_uuid(), ${firm}, $1, 'x', now())`;
    const counting = `insert into documents.sent_today (firm_id, contact_id, day, files, bytes) values (${firm}, $1, now(), 0, 0)
      on conflict (firm_id, contact_id) do update set files = 0`;
    const tried: [asks: string, must: number, sql: string, values?: unknown[]][] = [
      ["to announce something", once, `${announcing} 'AWAITING_UPLOAD', now())`, [world.contacts[own], access]],
      ["to announce it as come", 0, `${announcing} 'RECEIVED', now())`, [world.contacts[own], access]],
      ["to announce it as another", 0, `${announcing} 'AWAITING_UPLOAD', now())`, [world.contacts[another], access]],
      [
        ...(["to announce it by another's access", 0, `${announcing} 'AWAITING_UPLOAD', now())`] as const),
        [world.contacts[own], accessId(person.access === "bruno's" ? "ana's" : "bruno's")],
      ],
      [
        ...(["to say that it was sent", person.submits ? submissions.filter(mine).length - decided(mine) : 0] as const),
        "update documents.submission set status = 'RECEIVED' where status in ('AWAITING_UPLOAD', 'SCANNING', 'RECEIVED') and access_id = $1",
        [access],
      ],
      [
        ...(["to accept everything", ofFirm(submissions.filter(hasCome)).length] as const),
        "update documents.submission set status = 'ACCEPTED'",
      ],
      ["to take back everything", 0, "delete from documents.submission"],
      ["to make a document of it", once, `${making} 'CLIENT', now())`, [world.contacts[own]]],
      ["to make the firm's document of it", 0, `${making} 'FIRM', now())`, [world.contacts[own]]],
      ["to make a document for another", 0, `${making} 'CLIENT', now())`, [world.contacts[another]]],
      ["to change what was sent", 0, "update documents.document set name = 'x' where process_id is null"],
      ["to put away what was sent", 0, "delete from documents.document where process_id is null"],
      ["to ask for something", isStaff(person) ? 1 : 0, asking, [world.contacts[own]]],
      [
        ...(["to close every request", ofFirm(requests).length] as const),
        "update documents.document_request set fulfilled_at = now()",
      ],
      ["to forget every request", 0, "delete from documents.document_request"],
      ["to begin its day anew", once, counting, [world.contacts[own]]],
      ["to begin another's day anew", 0, counting, [world.contacts[another]]],
      [
        ...(["to say what is taken", person.is === "admin" ? 1 : 0] as const),
        `insert into documents.upload_policy (firm_id) values (${firm})`,
      ],
    ];
    const cells: Cell[] = [];
    for (const [asks, must, sql, values = []] of tried)
      cells.push({ who: person.key, asks, of: "how many", must, got: (await attempted(run, sql, values)).count });
    return cells;
  });

const decided = (mine: (one: SubmissionFacts) => boolean): number =>
  submissions.filter((one) => mine(one) && ["IN_REVIEW", "ACCEPTED", "REJECTED"].includes(one.status)).length;

const faults: readonly Fault[] = [
  mispoliced("documents.submission", sees.submission("submission"), ["bruno", "davi2"], "documents.submission"),
  mispoliced("documents.submission", sees.submission("submission"), ["davi"], "documents.submission", [
    "forgets that what has not come is its sender's",
    "submission.status in ('AWAITING_UPLOAD', 'SCANNING')",
    "false",
  ]),
  mispoliced("documents.document_request", sees.documentRequest("document_request"), ["bruno"], "document_request", [
    "forgets whose it is",
    "document_request.contact_id = (select access.claim('contact')::uuid)",
    "true",
  ]),
  mispoliced("documents.document", sees.document("document"), ["bruno"], "documents.document", [
    "forgets whose record it is on",
    "document.contact_id = (select access.claim('contact')::uuid)",
    "true",
  ]),
];

const asked = (path: Path, way: Way, among = senders): Promise<Cell[]> =>
  askedOf(among, (person) => path.ask(way, person));

describe("with both walls", () => {
  test.each(paths)("$title: everybody is told what is theirs, and the rest never was", async (path) => {
    expect(isWhole(ways.both)).toBe(true);
    expect(wrong(await asked(path, ways.both))).toEqual([]);
  });
});

describe("the table itself", () => {
  test.each(faults)("turns red in SQL when $title, and the guards hold", async (fault) => {
    const among = senders.filter(({ key }) => fault.who.includes(key));
    const { sql, through } = await broken(house, fault, async () => ({
      sql: await askedOf(among, rowsFor),
      through: (await Promise.all(paths.map((path) => asked(path, ways.both, among)))).flat(),
    }));
    expect(leaking(sql).join()).toContain(fault.tells);
    expect(leaking(through)).toEqual([]);
  });
});

describe("without the guards", () => {
  test.each(paths)("$title: nobody is told more, and nobody less", async (path) => {
    const cells = await asked(path, ways.withoutGuards);
    expect(leaking(cells)).toEqual([]);
    expect(silent(cells)).toEqual([]);
  });
});

describe("in SQL, as the service", () => {
  test("everybody reads the rows that are theirs and no others, and writes what is theirs to write", async () => {
    expect(wrong(await askedOf(senders, rowsFor))).toEqual([]);
    expect(wrong(await askedOf(senders, writesOf))).toEqual([]);
  });
});

describe("without row-level security", () => {
  beforeAll(() => switchOff(house));

  test("every row's verdict is true for whom it is, and for nobody else", async () => {
    expect(wrong(await askedOf(senders, verdictsFor))).toEqual([]);
  });

  test.each(paths)("$title: nobody is told more", async (path) => {
    const cells = await asked(path, ways.withoutRows);
    expect(leaking(cells)).toEqual([]);
    // A list is refused whole where one row in it may not be seen.
    if (!path.list) expect(silent(cells)).toEqual([]);
  });
});
