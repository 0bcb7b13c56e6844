// Random firms, as plain facts and as rows in bulk; and what product.md says (R12 to R19, R26) of who sees what of them,
// taken down once more. It shares no code with the product: that is its worth.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { TestHouse } from "./house.ts";

// ------------------------------------------------------------------------------------------------------------- chance

export interface Dice {
  /** A whole number from 0 up to, not including, n. */
  below(n: number): number;
  /** True so many times of a hundred. */
  chance(percent: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  some<Item>(items: readonly Item[], percent: number): Item[];
  shuffled<Item>(items: readonly Item[]): Item[];
}

/** The same dice for the same seed (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const dice: Dice = {
    below: (n) => Math.floor(next() * n),
    chance: (percent) => next() * 100 < percent,
    pick: (items) => items[dice.below(items.length)] as never,
    some: (items, percent) => items.filter(() => dice.chance(percent)),
    shuffled: (items) =>
      items
        .map((item) => [next(), item] as const)
        .sort(([a], [b]) => a - b)
        .map(([, item]) => item),
  };
  return dice;
}

// -------------------------------------------------------------------------------------------------------------- facts

export type Visibility = "PUBLIC" | "TEAM" | "PRIVATE";
export type Origin = "AUTOMATIC" | "MANUAL";

export interface Member {
  readonly id: string;
  readonly role: "ADMIN" | "MEMBER";
  readonly token: string;
}

export interface Access {
  readonly id: string;
  readonly contact: string;
  readonly type: "STANDARD" | "SIMPLIFIED";
  /** INVITED: nobody has come in with it yet. An admin looks through its eyes all the same. */
  readonly status: "INVITED" | "ACTIVE" | "REVOKED";
  readonly team: boolean;
  readonly private: boolean;
  readonly categories: readonly string[];
  /** Processes it has marked seen. */
  readonly seen: readonly string[];
}

export interface Party {
  readonly contact: string | null;
  readonly name: string;
  readonly role: "CLIENT" | "ADVERSE" | "WITNESS" | "EXPERT" | "OTHER";
}

export interface Facts {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly status: "ACTIVE" | "SUSPENDED" | "CLOSED";
  readonly visibility: Visibility;
  readonly secret: boolean;
  readonly filedOn: string | null;
  readonly responsible: string | null;
  readonly team: readonly string[];
  readonly parties: readonly Party[];
  readonly movements: readonly { readonly origin: Origin; readonly day: number; readonly arrived: number }[];
}

export interface Link {
  readonly original: string;
  readonly linked: string;
  readonly kind: "APPEAL" | "OFFSHOOT" | "ATTACHMENT";
}

export interface World {
  readonly firm: string;
  readonly app: boolean;
  readonly staff: readonly Member[];
  readonly contacts: readonly { readonly id: string; readonly name: string }[];
  readonly accesses: readonly Access[];
  readonly processes: readonly Facts[];
  readonly links: readonly Link[];
  readonly viewers: readonly Viewer[];
}

/** Somebody who asks, in one session. */
export interface Viewer {
  readonly who: string;
  readonly token: string;
  readonly member: Member | null;
  readonly access: Access | null;
  readonly channel: "WEB" | "APP" | null;
  readonly byPassword: boolean;
  /** The admin who looks through the client's eyes, where it is not the client. */
  readonly previewer: string | null;
}

const newToken = (): string => randomBytes(32).toString("base64url");

/** The first visit, and when something was marked seen, in days of January. */
const [firstVisit, markedSeen] = [10, 20];
export const moment = (day: number): string => `2026-01-${String(day).padStart(2, "0")}T12:00:00.000Z`;
const words = "água bênção cônjuge doação espólio fiança guarda herança imóvel juízo".split(" ");

/** A firm of so many processes, with up to five contacts who are clients. */
export function randomWorld(dice: Dice, size: number, people = 5): World {
  const app = dice.chance(70);
  const staff: Member[] = (["ADMIN", "MEMBER", "MEMBER"] as const).map((role) => ({
    ...{ id: randomUUID(), role },
    token: newToken(),
  }));
  const contacts = ["Ana Ribeiro", "Bruno Teixeira", "Célia Moraes", "Elisa Brandão", "Otávio Reis"]
    .slice(0, people)
    .map((name) => ({ id: randomUUID(), name }));
  const ids = Array.from({ length: size }, () => randomUUID());
  const members = staff.map(({ id }) => id);
  const processes = ids.map((id, n): Facts => {
    const isCase = dice.chance(30);
    return {
      ...{ id, title: `${dice.pick(["Ação", "AÇÃO", "açao"])} de ${dice.pick(words)} n${n}x` },
      number: isCase ? null : cnj(n + 1),
      status: dice.pick(["ACTIVE", "SUSPENDED", "CLOSED"]),
      visibility: dice.pick(["PUBLIC", "PUBLIC", "PUBLIC", "TEAM", "PRIVATE"]),
      secret: dice.chance(25),
      filedOn: dice.chance(25) ? null : `2025-0${1 + dice.below(9)}-1${dice.below(3)}`,
      responsible: dice.chance(50) ? dice.pick(members) : null,
      team: dice.some(members, 30),
      // Half of them without a client: those are what inheritance is for.
      parties: [
        ...(dice.chance(50)
          ? dice.some(contacts, 35).map((one) => ({ ...partyOf(one), role: "CLIENT" as const }))
          : []),
        ...dice.some(contacts, 20).map((one) => ({
          ...partyOf(one),
          role: dice.pick(["ADVERSE", "WITNESS", "EXPERT", "OTHER"] as const),
        })),
        ...(dice.chance(50) ? [{ contact: null, name: "Ana Ribeiro", role: "OTHER" as const }] : []),
      ],
      movements: Array.from({ length: dice.below(4) }, () => ({
        origin: dice.pick(["AUTOMATIC", "MANUAL"] as const),
        ...{ day: 1 + dice.below(28), arrived: 1 + dice.below(28) },
      })),
    };
  });
  const world = { firm: randomUUID(), app, staff, contacts, processes, links: randomLinks(dice, ids) };
  const accesses = contacts.map(({ id: contact }): Access => {
    const status = dice.pick(["ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "INVITED", "REVOKED"] as const);
    return {
      ...{ id: randomUUID(), contact, status },
      type: dice.pick(["STANDARD", "STANDARD", "SIMPLIFIED"]),
      ...{ team: dice.chance(50), private: dice.chance(50) },
      categories: dice.some(["AUTOMATIC_MOVEMENTS", "MANUAL_MOVEMENTS", "TASKS", "PUBLICATIONS", "DOCUMENTS"], 55),
      seen: status === "INVITED" ? [] : dice.some(ids, 30),
    };
  });
  return { ...world, accesses, viewers: viewersOf({ ...world, accesses }) };
}

const partyOf = ({ id, name }: { id: string; name: string }) => ({ contact: id, name });

/** Chains and trees of appeals and offshoots, without circles, and attachments between any two. */
function randomLinks(dice: Dice, ids: readonly string[]): Link[] {
  const links: Link[] = [];
  const order = dice.shuffled(ids);
  const joined = new Set<string>();
  for (const [n, linked] of order.entries()) {
    if (n === 0 || !dice.chance(60)) continue;
    // Mostly the one before, so that the chains are long.
    const original = order[dice.chance(70) ? n - 1 : dice.below(n)] as string;
    links.push({ original, linked, kind: dice.pick(["APPEAL", "OFFSHOOT"]) });
    joined.add(`${original} ${linked}`);
  }
  for (const original of dice.some(ids, 40)) {
    const linked = dice.pick(ids);
    if (linked === original || joined.has(`${original} ${linked}`) || joined.has(`${linked} ${original}`)) continue;
    links.push({ original, linked, kind: "ATTACHMENT" });
    joined.add(`${original} ${linked}`);
  }
  return links;
}

type Channel = "WEB" | "APP";
type Door = "LINK" | "PASSWORD" | null;

/** R5: by what an access of a type comes in on a channel, on a plan that has it; null where it does not. */
const credentialOf = ({ type }: Access, channel: Channel): Door =>
  type === "STANDARD" ? (channel === "WEB" ? "LINK" : "PASSWORD") : channel === "WEB" ? "PASSWORD" : null;

/** R5: the same on the firm's plan. */
const doorOf = (world: Pick<World, "app">, access: Access, channel: Channel): Door =>
  access.type === "STANDARD" && channel === "APP" && !world.app ? null : credentialOf(access, channel);

function viewersOf(world: Omit<World, "viewers">): Viewer[] {
  const ofStaff = world.staff.map(
    (member): Viewer => ({
      ...{ who: member.role, token: member.token, member, access: null, channel: null, byPassword: true },
      previewer: null,
    }),
  );
  const ofClients = world.accesses.flatMap((access) =>
    (["WEB", "APP"] as const).flatMap((channel): Viewer[] => {
      const door = doorOf(world, access, channel);
      if (!door || access.status === "REVOKED") return [];
      const previewer = access.status === "INVITED" ? (world.staff[0] as Member).id : null;
      const who = `${world.contacts.find(({ id }) => id === access.contact)?.name} (${channel}, ${access.status})`;
      return [{ who, token: newToken(), member: null, access, channel, byPassword: door === "PASSWORD", previewer }];
    }),
  );
  return [...ofStaff, ...ofClients];
}

/** A CNJ number of 2099, bare. */
function cnj(n: number): string {
  const sequence = String(n * 7919).padStart(7, "0");
  const check = 98n - (BigInt(`${sequence}2099826010000`) % 97n);
  return `${sequence}${String(check).padStart(2, "0")}20998260100`;
}

// --------------------------------------------------------------------------------------------------------------- rows

/** Writes a world down in bulk. What the rule works out follows by itself. */
export async function writeDown(house: TestHouse, world: World): Promise<void> {
  const { firm } = world;
  const insert = (table: string, rows: readonly object[]): [string, unknown[]] => {
    const columns = Object.keys(rows[0] ?? {}).join(", ");
    return [
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(rows)],
    ];
  };
  const at = { created_at: moment(1), updated_at: moment(1) };
  const of = { firm_id: firm };
  const plan = world.app ? "SMART" : "LIGHT";
  const rows: [string, object[]][] = [
    ["identity.firm", [{ id: firm, name: "Escritório", plan, created_at: moment(1) }]],
    [
      "identity.staff_member",
      world.staff.map(({ id, role }, n) => ({
        ...{ id, ...of, role, name: `Pessoa ${n}`, email: `${id}@firma.example`, active: true, created_at: moment(1) },
      })),
    ],
    [
      "identity.contact",
      world.contacts.map(({ id, name }) => ({
        ...{ id, ...of, ...at, version: 1, name, name_folded: folded(name), kind: "PERSON", profile: "CLIENT" },
        ...{ emails: [], phones: [] },
      })),
    ],
    [
      "identity.client_access",
      world.accesses.map((one) => ({
        ...{ id: one.id, ...of, ...at, version: 1, contact_id: one.contact, name: "Cliente", name_folded: "cliente" },
        ...{ email: `${one.id}@clientes.example`, type: one.type, categories: one.categories },
        ...{ includes_team_processes: one.team, includes_private_processes: one.private },
        ...{ status: one.status, first_seen_at: one.status === "INVITED" ? null : moment(firstVisit) },
      })),
    ],
    [
      "identity.session",
      world.viewers.map(({ token, member, access, channel, byPassword, previewer }) => ({
        ...{ id: randomUUID(), ...of, staff_id: member?.id ?? null, access_id: access?.id ?? null, channel },
        token_hash: `\\x${createHash("sha256").update(token).digest("hex")}`,
        ...{ credential: byPassword ? "PASSWORD" : "LINK", preview: previewer !== null, previewer_id: previewer },
        idle_seconds: 3600,
        ...{ started_at: new Date(), last_used_at: new Date(), expires_at: "2099-01-01T00:00:00Z" },
      })),
    ],
    [
      "processes.process",
      world.processes.map((one) => ({
        ...{ id: one.id, ...of, ...at, version: 1, kind: one.number ? "LAWSUIT" : "CASE", number: one.number },
        ...{ title: one.title, title_folded: folded(one.title), status: one.status, visibility: one.visibility },
        ...{ secret: one.secret, subjects: [], filed_on: one.filedOn, responsible_id: one.responsible },
        team_ids: one.team,
      })),
    ],
    [
      "processes.party",
      world.processes.flatMap((one) =>
        one.parties.map(({ contact, name, role }, position) => ({
          ...{ id: randomUUID(), ...of, process_id: one.id, contact_id: contact, name, role, side: "OTHER", position },
        })),
      ),
    ],
    [
      "processes.link",
      world.links.map(({ original, linked, kind }) => ({
        ...{ id: randomUUID(), ...of, original_id: original, linked_id: linked, kind },
      })),
    ],
    [
      "processes.movement",
      world.processes.flatMap((one) =>
        one.movements.map(({ origin, day, arrived }) => ({
          ...{ id: randomUUID(), ...of, process_id: one.id, origin, title: "Andou" },
          ...{ occurred_at: moment(day), recorded_at: moment(arrived) },
        })),
      ),
    ],
    [
      "processes.seen",
      world.accesses.flatMap(({ id, seen }) =>
        seen.map((process_id) => ({ ...of, access_id: id, process_id, seen_at: moment(markedSeen) })),
      ),
    ],
  ];
  const written = rows.filter(([, some]) => some.length > 0);
  await house.seed(
    written.map(([table]) => table),
    ...written.map(([table, some]) => insert(table, some)),
  );
}

// --------------------------------------------------------------------------------------------------------- product.md

export const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const strictness: readonly Visibility[] = ["PUBLIC", "TEAM", "PRIVATE"];

interface Standing {
  readonly clients: readonly string[];
  readonly visibility: Visibility;
  readonly secret: boolean;
}

/** R13: one without a client of its own has its original's; the stricter visibility and secrecy of the two holds. */
function standing(world: World, one: Facts): Standing {
  const clients = one.parties.flatMap(({ role, contact }) => (role === "CLIENT" && contact ? [contact] : []));
  const up = world.links.find(({ linked, kind }) => linked === one.id && kind !== "ATTACHMENT");
  const original = up && world.processes.find(({ id }) => id === up.original);
  if (clients.length > 0 || !original) return { clients, visibility: one.visibility, secret: one.secret };
  const above = standing(world, original);
  const stricter = Math.max(strictness.indexOf(one.visibility), strictness.indexOf(above.visibility));
  return {
    clients: above.clients,
    visibility: strictness[stricter] as Visibility,
    secret: one.secret || above.secret,
  };
}

/** R12 for clients, R26 for the firm's people. */
export function sees(world: World, { member, access, byPassword }: Omit<Viewer, "token">, one: Facts): boolean {
  if (member) {
    if (member.role === "ADMIN" || one.visibility === "PUBLIC" || one.responsible === member.id) return true;
    return one.visibility === "TEAM" && one.team.includes(member.id);
  }
  if (!access || access.status === "REVOKED") return false;
  const { clients, visibility, secret } = standing(world, one);
  if (!clients.includes(access.contact)) return false;
  if (visibility === "TEAM" && !access.team) return false;
  if (visibility === "PRIVATE" && !access.private) return false;
  return !secret || byPassword;
}

/** R20: what each rule says of an access and a process on a channel, whether or not another has decided already. */
export function verdictsOf(world: World, access: Access, channel: Channel, one: Facts): Record<string, boolean> {
  const { clients, visibility, secret } = standing(world, one);
  return {
    ACCESS_ACTIVE: access.status !== "REVOKED",
    PARTY: one.parties.some(({ role, contact }) => role === "CLIENT" && contact === access.contact),
    INHERITED: clients.includes(access.contact),
    TEAM_INCLUDED: visibility !== "TEAM" || access.team,
    PRIVATE_INCLUDED: visibility !== "PRIVATE" || access.private,
    SECRECY: !secret || credentialOf(access, channel) === "PASSWORD",
    CHANNEL: doorOf(world, access, channel) !== null,
  };
}

/** R17: the timeline of the origins that are switched on; null when neither is. */
function timeline({ access }: Viewer, one: Facts): Facts["movements"] | null {
  if (!access) return one.movements;
  const open = one.movements.filter(({ origin }) => access.categories.includes(`${origin}_MOVEMENTS`));
  return access.categories.some((category) => category.endsWith("_MOVEMENTS")) ? open : null;
}

function latest(viewer: Viewer, one: Facts): string | null {
  const days = (timeline(viewer, one) ?? []).map(({ day }) => day);
  return days.length > 0 ? moment(Math.max(...days)) : null;
}

/** R19: what arrived after it last marked the process seen, or first came by. */
export function unseen(viewer: Viewer, one: Facts): number | null {
  const open = timeline(viewer, one);
  if (!viewer.access || !open) return null;
  if (viewer.access.status === "INVITED") return 0; // its first visit is still to come
  const since = viewer.access.seen.includes(one.id) ? markedSeen : firstVisit;
  return open.filter(({ arrived }) => arrived > since).length;
}

/** What an answer must tell of one process; null when it is not there for this viewer. */
export function toldOf(world: World, viewer: Viewer, one: Facts) {
  if (!sees(world, viewer, one)) return null;
  const open = timeline(viewer, one);
  const linked = world.links.flatMap(({ original, linked, kind }) => {
    if (original !== one.id && linked !== one.id) return [];
    const other = world.processes.find(({ id }) => id === (original === one.id ? linked : original)) as Facts;
    return sees(world, viewer, other) ? [`${kind} ${original !== one.id} ${other.id}`] : [];
  });
  return {
    ...{
      id: one.id,
      title: one.title,
      status: one.status,
      secret: viewer.member ? one.secret : standing(world, one).secret,
    },
    lastMovementAt: latest(viewer, one),
    unseenMovements: unseen(viewer, one),
    links: linked.sort(),
    parties: one.parties.map(({ name }) => name),
    movements: open?.length ?? null,
  };
}

export type Order = "LAST_MOVEMENT" | "FILED" | "TITLE";

/** The viewer's processes in an order the schema promises; ids break ties. */
export function ordered(world: World, viewer: Viewer, order: Order): Facts[] {
  const key = (one: Facts): string =>
    order === "TITLE"
      ? folded(one.title)
      : `${order === "FILED" ? "" : (latest(viewer, one) ?? "0")} ${one.filedOn ?? "0"}`;
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const sign = order === "TITLE" ? 1 : -1;
  return world.processes
    .filter((one) => sees(world, viewer, one))
    .sort((a, b) => sign * (compare(key(a), key(b)) || compare(a.id, b.id)));
}

/** What is looked for by some text: in the number, the title and the parties' names, without regard to accents and case. */
export function found(world: World, viewer: Viewer, typed: string): Facts[] {
  const digits = /^[\d.\- ]+$/.test(typed) ? typed.replace(/\D/g, "") : null;
  return ordered(world, viewer, "TITLE").filter(
    (one) =>
      folded(one.title).includes(folded(typed)) ||
      one.parties.some(({ name }) => folded(name).includes(folded(typed))) ||
      (digits && one.number?.includes(digits)),
  );
}
