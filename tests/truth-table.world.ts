// The world that the truth table is asked of: first as plain facts, then as a house built from them by the product's own
// operations. It says nothing of who may see what: truth-table.oracle.ts does.
import { randomUUID } from "node:crypto";
import type { ProcessInput, ProcessPartyInput } from "../schema/operations.ts";
import { foundFirm } from "../subgraphs/index.ts";
import type { TestHouse } from "./house.ts";
import { contact, grant, keysOf, openLink, passphrase, setPassword, signInAs } from "./world.ts";

export type FirmKey = "almeida" | "costalima";
export type Visibility = "PUBLIC" | "TEAM" | "PRIVATE";
export type Role = "CLIENT" | "ADVERSE" | "WITNESS" | "EXPERT" | "OTHER";

/** Somebody who asks, in one kind of session. */
export interface Person {
  readonly key: string;
  readonly firm: FirmKey | null;
  readonly is: "admin" | "member" | "client" | "nobody";
  /** The staff member or contact this is. */
  readonly self: string | null;
  readonly session: "LINK" | "PASSWORD" | null;
  /** What the grant includes; false for anybody who is not a client. */
  readonly team: boolean;
  readonly private: boolean;
  readonly documents: boolean;
}

export interface Party {
  /** The contact's key; null for somebody known by name only. */
  readonly contact: string | null;
  readonly name: string;
  readonly role: Role;
}

export interface ProcessFacts {
  readonly key: string;
  readonly firm: FirmKey;
  readonly kind: "LAWSUIT" | "CASE";
  /** Masked. */
  readonly number: string | null;
  readonly title: string;
  readonly status: "ACTIVE" | "SUSPENDED" | "CLOSED";
  readonly visibility: Visibility;
  readonly secret: boolean;
  readonly filedOn: string | null;
  readonly claimValue: string;
  readonly division: string | null;
  /** Keys of staff members. */
  readonly responsible: string | null;
  readonly team: readonly string[];
  readonly parties: readonly Party[];
  /** What it is an appeal from, an offshoot of or attached to. */
  readonly linkedTo?: readonly {
    readonly kind: "APPEAL" | "OFFSHOOT" | "ATTACHMENT";
    readonly original: ProcessFacts;
  }[];
  /** The name of the one document of its record. */
  readonly document: string;
}

export const staff: Readonly<Record<string, { firm: FirmKey; name: string; email: string; role: "ADMIN" | "MEMBER" }>> =
  {
    davi: { firm: "almeida", name: "Davi Almeida", email: "davi@almeida.example", role: "ADMIN" },
    carla: { firm: "almeida", name: "Carla Nogueira", email: "carla@almeida.example", role: "MEMBER" },
    fabio: { firm: "almeida", name: "Fábio Prado", email: "fabio@almeida.example", role: "MEMBER" },
    davi2: { firm: "costalima", name: "Davi Costa", email: "davi@costalima.example", role: "ADMIN" },
    carla2: { firm: "costalima", name: "Carla Lima", email: "carla@costalima.example", role: "MEMBER" },
  };

export const contacts: Readonly<Record<string, { firm: FirmKey; name: string; email: string }>> = {
  ana: { firm: "almeida", name: "Ana Ribeiro", email: "ana@clientes.example" },
  celia: { firm: "almeida", name: "Célia Moraes", email: "celia@clientes.example" },
  otavio: { firm: "almeida", name: "Otávio Reis", email: "otavio@clientes.example" },
  lucia: { firm: "almeida", name: "Lúcia Paes", email: "lucia@clientes.example" },
  elisa: { firm: "almeida", name: "Elisa Brandão", email: "elisa@clientes.example" },
  bruno: { firm: "almeida", name: "Bruno Teixeira", email: "bruno@clientes.example" },
  ana2: { firm: "costalima", name: "Ana Ribeiro", email: "ana.ribeiro@clientes.example" },
};

export const nobody = {
  firm: null,
  is: "nobody",
  self: null,
  session: null,
  team: false,
  private: false,
  documents: false,
} as const;
export const ofStaff = (key: string, firm: FirmKey, is: "admin" | "member"): Person => ({
  ...nobody,
  key,
  firm,
  is,
  self: key,
  session: "PASSWORD",
});
const client = (
  key: string,
  self: string,
  session: "LINK" | "PASSWORD",
  grant: { team?: true; private?: true; documents?: true },
): Person => ({ ...nobody, key, firm: contacts[self]?.firm as FirmKey, is: "client", self, session, ...grant });

/** Every combination of link or password with what a grant includes, and everybody else. */
export const people: readonly Person[] = [
  ofStaff("davi", "almeida", "admin"),
  ofStaff("carla", "almeida", "member"),
  ofStaff("fabio", "almeida", "member"),
  client("ana", "ana", "LINK", { documents: true }),
  client("ana in the app", "ana", "PASSWORD", { documents: true }),
  client("celia", "celia", "LINK", { team: true }),
  client("celia in the app", "celia", "PASSWORD", { team: true }),
  client("otavio", "otavio", "LINK", { private: true, documents: true }),
  client("otavio in the app", "otavio", "PASSWORD", { private: true, documents: true }),
  client("lucia", "lucia", "LINK", { team: true, private: true }),
  client("elisa", "elisa", "PASSWORD", { team: true, private: true, documents: true }),
  client("bruno", "bruno", "LINK", { team: true, private: true, documents: true }),
  { ...nobody, key: "a stranger" },
  { ...nobody, key: "a forger" },
  ofStaff("davi2", "costalima", "admin"),
  ofStaff("carla2", "costalima", "member"),
  client("ana2", "ana2", "LINK", { team: true, private: true, documents: true }),
];

const clients = ["ana", "celia", "otavio", "lucia", "elisa"];
export const party = (contact: string, role: Role): Party => ({
  contact,
  role,
  name: contacts[contact]?.name as string,
});
/** Has a client's very name, and is nobody the firm keeps a record of. */
export const namesake: Party = { contact: null, name: "Ana Ribeiro", role: "OTHER" };

/** The number of a lawsuit in a year that is far, with its check digits. */
function cnj(sequence: number): string {
  const digits = String(sequence).padStart(7, "0");
  const check = 98n - ((BigInt(`${digits}20998260100`) * 100n) % 97n);
  return `${digits}-${String(check).padStart(2, "0")}.2099.8.26.0100`;
}

let counted = 0;
export function facts(
  key: string,
  firm: FirmKey,
  kind: "LAWSUIT" | "CASE",
  said: Pick<ProcessFacts, "visibility" | "secret" | "responsible" | "team" | "parties"> &
    Partial<Pick<ProcessFacts, "number" | "linkedTo">>,
): ProcessFacts {
  counted += 1;
  const n = String(counted).padStart(2, "0");
  const lawsuit = kind === "LAWSUIT";
  return {
    key,
    firm,
    kind,
    title: `Autos ${String((counted * 17) % 59).padStart(2, "0")} de Tal`,
    status: (["ACTIVE", "SUSPENDED", "CLOSED"] as const)[counted % 3] as "ACTIVE",
    filedOn: counted % 5 === 0 ? null : `2026-0${1 + (counted % 9)}-1${counted % 3}`,
    claimValue: `10${n}.00`,
    division: lawsuit ? `${n}ª Vara do Teste` : null,
    document: `autos-${n}.pdf`,
    number: lawsuit ? cnj(counted) : null,
    ...said,
  };
}

/** Each visibility, secret or not, with each role the clients may have in it: all of them in that same role. */
function ofEachKind(): ProcessFacts[] {
  const roles: (Role | null)[] = ["CLIENT", "ADVERSE", "WITNESS", "EXPERT", "OTHER", null];
  const all: ProcessFacts[] = [];
  for (const [v, visibility] of (["PUBLIC", "TEAM", "PRIVATE"] as const).entries())
    for (const [s, secret] of [false, true].entries())
      for (const [r, role] of roles.entries()) {
        const carlas = (r + s) % 2 === 0;
        const bruno = party("bruno", role === "CLIENT" || role === null ? "ADVERSE" : role);
        all.push(
          facts(
            `${visibility}${secret ? " secret" : ""} as ${role ?? "none"}`,
            "almeida",
            (v + r) % 2 ? "CASE" : "LAWSUIT",
            {
              visibility,
              secret,
              responsible: visibility === "PRIVATE" ? (carlas ? "carla" : "davi") : carlas ? null : "davi",
              team:
                visibility === "TEAM" && carlas
                  ? ["carla", "davi"]
                  : visibility === "PRIVATE" && !carlas
                    ? ["carla"]
                    : [],
              parties: [
                ...(role ? clients.map((one) => party(one, role)) : []),
                ...(role === null ? [namesake] : [bruno]),
                { contact: null, name: "Banco Exemplo", role: "ADVERSE" },
              ],
            },
          ),
        );
      }
  return all;
}

const each = ofEachKind();

export const processes: readonly ProcessFacts[] = [
  ...each,
  facts("PUBLIC with Ana as WITNESS and CLIENT", "almeida", "CASE", {
    visibility: "PUBLIC",
    secret: false,
    responsible: "carla",
    team: [],
    parties: [party("ana", "WITNESS"), party("ana", "CLIENT"), party("bruno", "EXPERT")],
  }),
  facts("PUBLIC of Ana alone", "almeida", "LAWSUIT", {
    visibility: "PUBLIC",
    secret: false,
    responsible: null,
    team: [],
    parties: [party("ana", "CLIENT"), party("celia", "ADVERSE")],
  }),
  facts("TEAM secret of Célia alone", "almeida", "LAWSUIT", {
    visibility: "TEAM",
    secret: true,
    responsible: "carla",
    team: [],
    parties: [party("celia", "CLIENT"), party("ana", "ADVERSE"), party("elisa", "OTHER")],
  }),
  facts("PRIVATE of Elisa alone", "almeida", "CASE", {
    visibility: "PRIVATE",
    secret: false,
    responsible: null,
    team: ["carla"],
    parties: [party("elisa", "CLIENT"), party("lucia", "ADVERSE"), namesake],
  }),
  facts("TEAM without anybody", "almeida", "CASE", {
    visibility: "TEAM",
    secret: false,
    responsible: null,
    team: [],
    parties: [],
  }),
  facts("the other firm's PUBLIC", "costalima", "LAWSUIT", {
    // The same lawsuit as a PRIVATE one of the first firm, seen from the other side.
    number: each.find(({ key }) => key === "PRIVATE as CLIENT")?.number as string,
    visibility: "PUBLIC",
    secret: false,
    responsible: "davi2",
    team: [],
    parties: [party("ana2", "CLIENT")],
  }),
  facts("the other firm's PUBLIC secret", "costalima", "CASE", {
    visibility: "PUBLIC",
    secret: true,
    responsible: null,
    team: [],
    parties: [party("ana2", "CLIENT")],
  }),
  facts("the other firm's TEAM", "costalima", "LAWSUIT", {
    visibility: "TEAM",
    secret: false,
    responsible: null,
    team: ["carla2"],
    parties: [party("ana2", "CLIENT")],
  }),
  facts("the other firm's PRIVATE", "costalima", "CASE", {
    visibility: "PRIVATE",
    secret: false,
    responsible: "davi2",
    team: ["carla2"],
    parties: [party("ana2", "CLIENT")],
  }),
  facts("the other firm's PUBLIC as WITNESS", "costalima", "LAWSUIT", {
    visibility: "PUBLIC",
    secret: false,
    responsible: "carla2",
    team: [],
    parties: [party("ana2", "WITNESS")],
  }),
];

export interface World {
  readonly house: TestHouse;
  /** Ids by key. */
  readonly firms: Record<string, string>;
  readonly staff: Record<string, string>;
  readonly contacts: Record<string, string>;
  readonly processes: Record<string, string>;
  readonly documents: Record<string, string>;
  readonly accesses: Record<string, string>;
  /** What each person brings; null for who brings nothing. */
  readonly tokens: Record<string, string | null>;
}

export async function buildWorld(house: TestHouse): Promise<World> {
  const world = await settle(house, processes);
  for (const [key, { firm }] of Object.entries(contacts)) await letIn(world, key, adminOf(world, firm));
  await fileDocuments(world);
  return world;
}

/** The two firms with their people and contacts, and the processes they keep. */
export async function settle(house: TestHouse, processes: readonly ProcessFacts[]): Promise<World> {
  const tokens = { "a stranger": null, "a forger": "A".repeat(43) };
  const world: World = {
    house,
    firms: {},
    staff: {},
    contacts: {},
    processes: {},
    documents: {},
    accesses: {},
    tokens,
  };
  for (const firm of ["almeida", "costalima"] as const) await found(world, firm);
  for (const [key, { firm, name, email }] of Object.entries(contacts))
    world.contacts[key] = await contact(house, adminOf(world, firm), {
      name,
      kind: "PERSON",
      profile: "CLIENT",
      emails: [email],
    });
  for (const one of processes) world.processes[one.key] = await register(world, adminOf(world, one.firm), one);
  return world;
}

/** The token of a firm's administrator. */
export const adminOf = (world: World, firm: FirmKey): string =>
  world.tokens[firm === "almeida" ? "davi" : "davi2"] as string;

async function found(world: World, firm: FirmKey): Promise<void> {
  const members = Object.entries(staff).filter(([, one]) => one.firm === firm);
  const founded = await foundFirm(world.house.house.database, keysOf(world.house), {
    name: `Escritório ${firm}`,
    plan: "SMART",
    staff: members.map(([, { name, email, role }]) => ({ name, email, role, password: passphrase })),
  });
  world.firms[firm] = founded.firmId;
  for (const [index, [key, { email }]] of members.entries()) {
    world.staff[key] = founded.staff[index]?.id as string;
    world.tokens[key] = await signInAs(world.house, email);
  }
}

async function register(world: World, admin: string, one: ProcessFacts): Promise<string> {
  // Asked for no more than the id: there are many.
  const create =
    "mutation($input: ProcessInput!) { createProcess(input: $input) { process { id } userErrors { code } } }";
  const { data, text } = await world.house.send(admin, create, { input: inputOf(world, one) });
  if (!data?.createProcess?.process) throw new Error(`The process ${one.key} was refused: ${text}`);
  return data.createProcess.process.id;
}

function inputOf(world: World, one: ProcessFacts): ProcessInput {
  const { kind, title, status, visibility, secret, filedOn, claimValue, number, division, responsible } = one;
  return {
    ...{ kind, title, status, visibility, secret, filedOn, claimValue, number },
    court: division ? { tribunal: "TJSP", division } : null,
    responsibleId: responsible ? (world.staff[responsible] as string) : null,
    teamMemberIds: one.team.map((key) => world.staff[key] as string),
    parties: partiesInput(world, one),
  };
}

export const partiesInput = (world: World, one: ProcessFacts): ProcessPartyInput[] =>
  one.parties.map(({ contact, name, role }) => ({
    ...(contact ? { contactId: world.contacts[contact] as string } : { name }),
    role,
    side: sideOf(role),
  }));

export const sideOf = (role: Role) =>
  (({ CLIENT: "ACTIVE", ADVERSE: "PASSIVE" }) as const)[role as "CLIENT"] ?? "OTHER";

/** Grants a contact its one access and opens every session it has by it. */
async function letIn(world: World, key: string, admin: string): Promise<void> {
  const { house } = world;
  const { email } = contacts[key] as { email: string };
  const sessions = people.filter((person) => person.is === "client" && person.self === key);
  const simplified = sessions.every((person) => person.session === "PASSWORD");
  const [{ documents, team, private: secluded }] = sessions as [Person];
  const access = await grant(house, admin, {
    contactId: world.contacts[key] as string,
    email,
    type: simplified ? "SIMPLIFIED" : "STANDARD",
    categories: documents ? ["DOCUMENTS"] : ["AUTOMATIC_MOVEMENTS", "MANUAL_MOVEMENTS", "TASKS", "PUBLICATIONS"],
    includesTeamProcesses: team,
    includesPrivateProcesses: secluded,
  });
  world.accesses[key] = access.accessId;
  for (const person of sessions) {
    if (person.session === "LINK") {
      world.tokens[person.key] = await openLink(house, access.open);
    } else {
      await setPassword(house, access.password);
      world.tokens[person.key] = await signInAs(house, email, simplified ? "WEB" : "APP");
    }
  }
}

/** One document in the record of each process: no operation writes them yet. */
async function fileDocuments(world: World): Promise<void> {
  const rows = processes.map((one) => {
    const id = randomUUID();
    world.documents[one.key] = id;
    return { id, firm: world.firms[one.firm], process: world.processes[one.key], name: one.document };
  });
  await world.house.seed(
    ["documents.document"],
    [
      `insert into documents.document (id, firm_id, process_id, name, content_type, byte_size, sha256, source, created_at)
       select r.id, r.firm, r.process, r.name, 'application/pdf', 1000, repeat('0', 64), 'FIRM', now()
       from json_to_recordset($1) as r (id uuid, firm uuid, process uuid, name text)`,
      [JSON.stringify(rows)],
    ],
  );
}
