// What hangs together and what processes hold, first as plain facts, then as rows of a house; and who follows it: a grant
// for each combination of the five categories, by link and by password. Who may see what is not said here.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { TestHouse } from "./house.ts";
import {
  adminOf,
  contacts,
  type FirmKey,
  facts,
  namesake,
  nobody,
  ofStaff,
  type Person,
  type ProcessFacts,
  party,
  settle,
  type World,
} from "./truth-table.world.ts";

/** The five of R4. */
export const categories = ["AUTOMATIC_MOVEMENTS", "MANUAL_MOVEMENTS", "TASKS", "PUBLICATIONS", "DOCUMENTS"] as const;
export type Category = (typeof categories)[number];
export type Origin = "AUTOMATIC" | "MANUAL";

/** Somebody who asks, with what a grant has switched on; nothing for anybody who is not a client. */
export interface Follower extends Person {
  readonly categories: readonly Category[];
  readonly channel: "WEB" | "APP" | null;
}

const without = (person: Person): Follower => ({ ...person, categories: [], channel: null });

function grantTo(
  key: string,
  self: string,
  open: readonly Category[],
  session: Pick<Follower, "session" | "channel">,
  includes: { team: boolean; private: boolean },
): Follower {
  const documents = open.includes("DOCUMENTS");
  const firm = contacts[self]?.firm as FirmKey;
  return { ...nobody, key, firm, is: "client", self, ...session, ...includes, documents, categories: open };
}

const byLink = { session: "LINK", channel: "WEB" } as const;
/** By the password of a SIMPLIFIED access, and by that of a STANDARD one's app. */
const byPassword = [
  { session: "PASSWORD", channel: "WEB" },
  { session: "PASSWORD", channel: "APP" },
] as const;

/** All 32 combinations, each by link and by one kind of password; what a grant includes goes round beside them. */
export const grants: readonly (readonly [byLink: Follower, byPassword: Follower])[] = Array.from(
  { length: 32 },
  (_, n) => {
    const open = categories.filter((_, bit) => n & (1 << bit));
    const letters = categories.map((category, bit) => (n & (1 << bit) ? category[0] : "-")).join("");
    const [team, secluded] = [n % 3 !== 1, n % 5 > 1];
    const password = byPassword[(n ^ (n >> 2)) & 1] as (typeof byPassword)[number];
    return [
      grantTo(`Ana with ${letters}`, "ana", open, byLink, { team, private: secluded }),
      grantTo(`Ana with ${letters} in the ${password.channel}`, "ana", open, password, {
        team: n % 2 === 0,
        private: !secluded,
      }),
    ] as const;
  },
);

const everything = { team: true, private: true };

/** The firms' people, and clients to whom everything is open of what is theirs. */
export const others: readonly Follower[] = [
  without(ofStaff("davi", "almeida", "admin")),
  without(ofStaff("carla", "almeida", "member")),
  without(ofStaff("fabio", "almeida", "member")),
  without(ofStaff("davi2", "costalima", "admin")),
  grantTo("Bruno", "bruno", categories, byLink, everything),
  grantTo("Célia", "celia", categories, byPassword[1], everything),
  grantTo("the other Ana", "ana2", categories, byLink, everything),
  without({ ...nobody, key: "a stranger" }),
  without({ ...nobody, key: "a forger" }),
];

export const followers: readonly Follower[] = [...grants.flat(), ...others];

// --------------------------------------------------------------------------------------------- what hangs together

const [anas, brunos] = [party("ana", "CLIENT"), party("bruno", "CLIENT")];
const bank = { contact: null, name: "Banco Exemplo", role: "ADVERSE" } as const;

const all: ProcessFacts[] = [];
function kept(
  key: string,
  said: Partial<
    Pick<ProcessFacts, "visibility" | "secret" | "responsible" | "team" | "parties" | "number" | "firm">
  > & {
    as?: "APPEAL" | "OFFSHOOT" | "ATTACHMENT";
    of?: ProcessFacts;
  },
): ProcessFacts {
  const { as, of, firm = "almeida", ...more } = said;
  const one = facts(key, firm, all.length % 3 === 2 && !more.number ? "CASE" : "LAWSUIT", {
    ...{ visibility: "PUBLIC", secret: false, responsible: null, team: [], parties: [bank] },
    ...more,
    ...(as && of ? { linkedTo: [{ kind: as, original: of }] } : {}),
  });
  all.push(one);
  return one;
}

const hers = kept("hers", { parties: [anas, bank], responsible: "carla" });
const quiet = kept("hers, where nothing is", { parties: [anas] });
const courts = kept("hers, of the court alone", { parties: [anas], responsible: "carla" });
const firms = kept("hers, of the firm alone", { parties: [bank, anas] });
const secret = kept("hers, secret", { parties: [anas], secret: true });
const team = kept("hers, TEAM", { parties: [anas], visibility: "TEAM", team: ["carla"] });
const secluded = kept("hers, PRIVATE", { parties: [anas], visibility: "PRIVATE", responsible: "davi" });
const adverse = kept("with Ana as ADVERSE", { parties: [party("ana", "ADVERSE"), brunos] });
const alien = kept("of Bruno", { parties: [brunos], responsible: "fabio" });

const appeal = kept("appeal of hers", { as: "APPEAL", of: hers });
const offshoot = kept("TEAM offshoot of the appeal", { as: "OFFSHOOT", of: appeal, visibility: "TEAM", parties: [] });
kept("appeal of the TEAM offshoot", { as: "APPEAL", of: offshoot });
const hushed = kept("secret appeal of hers", { as: "APPEAL", of: hers, secret: true, parties: [] });
const below = kept("appeal of the secret one", { as: "APPEAL", of: secret, parties: [] });
kept("offshoot of the secret one's appeal", { as: "OFFSHOOT", of: below });
kept("PRIVATE appeal of the TEAM one", { as: "APPEAL", of: team, visibility: "PRIVATE", responsible: "carla" });
kept("offshoot of hers, of Bruno", { as: "OFFSHOOT", of: hers, parties: [brunos] });
kept("PUBLIC offshoot of the PRIVATE one, with Ana", { as: "OFFSHOOT", of: secluded, parties: [anas] });
kept("offshoot of the PRIVATE one", { as: "OFFSHOOT", of: secluded });
kept("appeal of hers, of a client without access", {
  ...{ as: "APPEAL", of: hers },
  parties: [party("otavio", "CLIENT"), namesake],
});
kept("appeal of hers, with Ana as WITNESS", { as: "APPEAL", of: hers, parties: [party("ana", "WITNESS")] });
kept("appeal of Bruno's, with Ana as EXPERT", { as: "APPEAL", of: alien, parties: [party("ana", "EXPERT")] });
const attached = kept("attached to hers, of Bruno", { as: "ATTACHMENT", of: hers, parties: [brunos] });
kept("attached to hers, of nobody", { as: "ATTACHMENT", of: hers, parties: [] });
kept("attached to hers, hers", { as: "ATTACHMENT", of: hers, parties: [anas], visibility: "TEAM" });
kept("hers, attached to Bruno's", { as: "ATTACHMENT", of: alien, parties: [anas] });
const across = kept("the other firm's", {
  ...{ firm: "costalima", responsible: "davi2", parties: [party("ana2", "CLIENT")] },
  ...(hers.number ? { number: hers.number } : {}),
});
kept("the other firm's appeal", { firm: "costalima", as: "APPEAL", of: across });

export const processes: readonly ProcessFacts[] = all;
export const chosen = { hers, courts, secret, adverse, appeal };
/** One of each kind, of which more is asked than takes long of all. */
export const ofEachKind: readonly ProcessFacts[] = [
  ...[hers, quiet, courts, firms, secret, team, secluded, adverse],
  ...[appeal, hushed, attached, across],
];

// ------------------------------------------------------------------------------------------------- what they hold

interface Kept {
  readonly id: string;
  readonly of: ProcessFacts;
}
export interface CommentFacts {
  readonly id: string;
  readonly audience: "CLIENT" | "INTERNAL";
  readonly text: string;
}
export interface MovementFacts extends Kept {
  readonly origin: Origin;
  readonly title: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  /** The earliest first. */
  readonly comments: readonly CommentFacts[];
}
export interface TaskFacts extends Kept {
  readonly title: string;
  readonly status: "OPEN" | "DONE";
  /** A staff member's key. */
  readonly assignee: string | null;
  readonly createdAt: string;
}
export interface PublicationFacts {
  readonly id: string;
  readonly firm: FirmKey;
  /** What it was linked to; null until it is treated. What was discarded may have been linked before. */
  readonly of: ProcessFacts | null;
  readonly status: "PENDING" | "TREATED" | "DISCARDED";
  readonly canceled: boolean;
  readonly content: string;
  readonly availableOn: string;
  /** The number it came with. */
  readonly number: string | null;
}
export interface DocumentFacts extends Kept {
  readonly name: string;
}

/** When each client first came by, when it last marked those that it has marked seen, and what was recorded around that. */
export const cameBy = "2026-02-01T00:00:00.000Z";
export const marked = "2026-03-01T00:00:00.000Z";
const recorded = {
  long: "2026-01-15T00:00:00.000Z",
  between: "2026-02-15T00:00:00.000Z",
  now: "2026-03-15T00:00:00.000Z",
};
export const isMarked = (one: ProcessFacts): boolean => processes.indexOf(one) % 2 === 0;

const two = (n: number): string => String(n).padStart(2, "0");
/** The days are strewn, so that court and firm each make an order of their own; no two movements have one minute. */
const at = (n: number, slot: number, strewn: number): string =>
  `2026-${slot % 2 ? "05" : "04"}-${two(1 + ((n * strewn) % 28))}T${two(n % 24)}:${two(slot * 10 + (n % 9))}:00.000Z`;

function movementsIn(of: ProcessFacts, n: number): MovementFacts[] {
  if (of === quiet) return [];
  const news = [
    [recorded.now, recorded.between, recorded.long, recorded.now],
    [recorded.between, recorded.long, recorded.long, recorded.long],
    [recorded.long, recorded.long, recorded.long, recorded.now],
    [recorded.long, recorded.long, recorded.long, recorded.long],
  ][n % 4] as string[];
  const comment = (slot: number, audience: "CLIENT" | "INTERNAL"): CommentFacts => ({
    ...{ id: randomUUID(), audience },
    text: `${audience === "CLIENT" ? "Para a cliente" : "Só entre nós"}: ${two(n)}-${slot}`,
  });
  const [client, internal] = ["CLIENT", "INTERNAL"] as const;
  const slots: [Origin, number, ("CLIENT" | "INTERNAL")[]][] = [
    ["AUTOMATIC", 11, [internal, client]],
    ["AUTOMATIC", 5, []],
    ["MANUAL", 17, [client, internal]],
    ["MANUAL", 13, [internal]],
  ];
  return slots
    .map(([origin, strewn, audiences], slot) => ({
      ...{ id: randomUUID(), of, origin, title: `Andamento ${two(n)}-${slot}` },
      ...{ occurredAt: at(n, slot, strewn), recordedAt: news[slot] as string },
      comments: audiences.map((audience) => comment(slot, audience)),
    }))
    .filter(({ origin }) => !(of === courts && origin === "MANUAL") && !(of === firms && origin === "AUTOMATIC"));
}

export const movements: readonly MovementFacts[] = processes.flatMap(movementsIn);

const assignees = (of: ProcessFacts): [string, string | null] =>
  of.firm === "costalima" ? ["davi2", "carla2"] : of === appeal ? ["fabio", "carla"] : ["carla", null];

export const tasks: readonly TaskFacts[] = processes
  .filter((of) => of !== quiet)
  .flatMap((of, n) => [
    {
      id: randomUUID(),
      of,
      title: `Tarefa ${two(n)}-a`,
      status: "OPEN",
      assignee: assignees(of)[0],
      createdAt: at(n, 0, 3),
    },
    {
      id: randomUUID(),
      of,
      title: `Tarefa ${two(n)}-b`,
      status: "DONE",
      assignee: assignees(of)[1],
      createdAt: at(n, 1, 3),
    },
  ]);

const published = (
  firm: FirmKey,
  of: ProcessFacts | null,
  status: PublicationFacts["status"],
  n: string,
  number: string | null,
): PublicationFacts => ({
  ...{ id: randomUUID(), firm, of, status, canceled: n.endsWith("b"), number },
  ...{ content: `Intimação ${n}.`, availableOn: n.endsWith("b") ? "2026-03-04" : "2026-03-03" },
});

export const publications: readonly PublicationFacts[] = [
  ...processes
    .filter((of) => of !== quiet)
    .flatMap((of, n) => ["a", "b"].map((which) => published(of.firm, of, "TREATED", two(n) + which, of.number))),
  ...[hers, secluded, alien].flatMap(({ firm, number }, n) => [
    published(firm, null, "PENDING", `8${n}a`, number),
    published(firm, null, "DISCARDED", `9${n}b`, number),
  ]),
  published("costalima", null, "PENDING", "89a", across.number),
  published(hers.firm, hers, "DISCARDED", "98a", null),
  published(secluded.firm, secluded, "DISCARDED", "99a", null),
];

export const documents: readonly DocumentFacts[] = processes
  .filter((of) => of !== quiet)
  .map((of, n) => ({ id: randomUUID(), of, name: `Peça ${two(n)}.pdf` }));

// ------------------------------------------------------------------------------------------------------ made into rows

export async function buildContents(house: TestHouse): Promise<World> {
  const world = await settle(house, processes);
  for (const linked of processes)
    for (const { kind, original } of linked.linkedTo ?? [])
      await link(world, adminOf(world, linked.firm), {
        ...{ kind, originalId: world.processes[original.key], linkedId: world.processes[linked.key] },
      });
  await letIn(world);
  await fill(world);
  return world;
}

async function link(world: World, admin: string, input: object): Promise<void> {
  const linking =
    "mutation($input: LinkProcessesInput!) { linkProcesses(input: $input) { process { id } userErrors { code } } }";
  const { data, text } = await world.house.send(admin, linking, { input });
  if (!data?.linkProcesses?.process) throw new Error(`Two processes could not be linked: ${text}`);
}

/** A grant of its own for each client, and one open session of it: by rows, for by their mails it would take minutes. */
async function letIn(world: World): Promise<void> {
  const clients = followers.filter(({ is }) => is === "client");
  const rows = clients.map((client, n) => {
    const token = randomBytes(32).toString("base64url");
    world.tokens[client.key] = token;
    world.accesses[client.key] = randomUUID();
    return {
      ...{ id: world.accesses[client.key], session: randomUUID(), firm: world.firms[client.firm as FirmKey] },
      ...{ contact: world.contacts[client.self as string], name: client.key, email: `cliente${n}@clientes.example` },
      type: client.session === "PASSWORD" && client.channel === "WEB" ? "SIMPLIFIED" : "STANDARD",
      ...{ channel: client.channel, credential: client.session, categories: `{${client.categories}}` },
      ...{ team: client.team, secluded: client.private, hash: createHash("sha256").update(token).digest("hex") },
    };
  });
  const marks = clients.flatMap((client) =>
    processes
      .filter((one) => one.firm === client.firm && isMarked(one))
      .map((one) => ({
        ...{ firm: world.firms[one.firm], access: world.accesses[client.key], process: world.processes[one.key] },
      })),
  );
  await world.house.seed(
    ["identity.client_access", "identity.session", "processes.seen"],
    [
      `insert into identity.client_access (id, firm_id, version, contact_id, name, name_folded, email, type, categories,
         includes_team_processes, includes_private_processes, status, created_at, updated_at, first_seen_at)
       select r.id, r.firm, 1, r.contact, r.name, lower(r.name), r.email, r.type, r.categories::text[], r.team, r.secluded,
         'ACTIVE', now(), now(), $2::timestamptz
       from json_to_recordset($1) as r (id uuid, firm uuid, contact uuid, name text, email text, type text,
         categories text, team boolean, secluded boolean)`,
      [JSON.stringify(rows), cameBy],
    ],
    [
      `insert into identity.session (id, firm_id, token_hash, access_id, channel, credential, preview, started_at,
         last_used_at, idle_seconds, expires_at)
       select r.session, r.firm, decode(r.hash, 'hex'), r.id, r.channel, r.credential, false, now(), now(), 3600,
         now() + interval '1 hour'
       from json_to_recordset($1) as r (id uuid, session uuid, firm uuid, hash text, channel text, credential text)`,
      [JSON.stringify(rows)],
    ],
    [
      `insert into processes.seen (firm_id, access_id, process_id, seen_at)
       select r.firm, r.access, r.process, $2::timestamptz
       from json_to_recordset($1) as r (firm uuid, access uuid, process uuid)`,
      [JSON.stringify(marks), marked],
    ],
  );
}

/** What processes hold, by rows: no operation says when something was recorded. */
async function fill(world: World): Promise<void> {
  const within = ({ of }: { of: ProcessFacts }) => ({ firm: world.firms[of.firm], process: world.processes[of.key] });
  for (const one of documents) world.documents[one.of.key] = one.id;
  await world.house.seed(
    ["processes.movement", "processes.comment", "processes.task", "processes.publication", "documents.document"],
    [
      `insert into processes.movement (id, firm_id, process_id, origin, occurred_at, recorded_at, title, author)
       select r.id, r.firm, r.process, r.origin, r."occurredAt", r."recordedAt", r.title, 'Carla Nogueira'
       from json_to_recordset($1) as r (id uuid, firm uuid, process uuid, origin text, "occurredAt" timestamptz,
         "recordedAt" timestamptz, title text)`,
      [JSON.stringify(movements.map((one) => ({ ...one, ...within(one) })))],
    ],
    [
      `insert into processes.comment (id, firm_id, process_id, movement_id, origin, audience, text, author, created_at)
       select r.id, r.firm, r.process, r.movement, r.origin, r.audience, r.text, 'Carla Nogueira',
         now() + make_interval(secs => r.n)
       from json_to_recordset($1) as r (id uuid, firm uuid, process uuid, movement uuid, origin text, audience text,
         text text, n int)`,
      [
        JSON.stringify(
          movements.flatMap((one) =>
            one.comments.map((comment, n) => ({
              ...{ ...comment, ...within(one), movement: one.id, origin: one.origin, n },
            })),
          ),
        ),
      ],
    ],
    [
      `insert into processes.task (id, firm_id, process_id, version, title, status, completed_at, assignee_id, created_at)
       select r.id, r.firm, r.process, 1, r.title, r.status, case r.status when 'DONE' then now() end, r.assignee,
         r."createdAt"
       from json_to_recordset($1) as r (id uuid, firm uuid, process uuid, title text, status text, assignee uuid,
         "createdAt" timestamptz)`,
      [
        JSON.stringify(
          tasks.map((one) => ({ ...one, ...within(one), assignee: one.assignee && world.staff[one.assignee] })),
        ),
      ],
    ],
    [
      `insert into processes.publication (id, firm_id, process_id, external_id, gazette, available_on, content,
         process_number, status, canceled, created_at)
       select r.id, r.firm, r.process, r.id::text, 'DJEN', r."availableOn", r.content, r.bare, r.status, r.canceled, now()
       from json_to_recordset($1) as r (id uuid, firm uuid, process uuid, "availableOn" date, content text, bare text,
         status text, canceled boolean)`,
      [
        JSON.stringify(
          publications.map((one) => ({
            ...{ ...one, of: null, firm: world.firms[one.firm], process: one.of && world.processes[one.of.key] },
            bare: one.number?.replace(/\D/g, "") ?? null,
          })),
        ),
      ],
    ],
    [
      `insert into documents.document (id, firm_id, process_id, name, content_type, byte_size, sha256, source, created_at)
       select r.id, r.firm, r.process, r.name, 'application/pdf', 1000, repeat('0', 64), 'FIRM', now()
       from json_to_recordset($1) as r (id uuid, firm uuid, process uuid, name text)`,
      [JSON.stringify(documents.map((one) => ({ ...one, ...within(one) })))],
    ],
  );
}
