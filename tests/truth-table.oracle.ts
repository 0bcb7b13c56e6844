// Who may see which process, taken down once more from product.md (R12, R13, R16, R18, R26) over the facts of the world, and
// what an answer must then hold. It shares no code with the product: that is its worth.
import {
  contacts,
  type Party,
  type Person,
  type ProcessFacts,
  processes,
  sideOf,
  staff,
  type World,
} from "./truth-table.world.ts";

// ------------------------------------------------------------------------------------------------------ who sees what

export const isStaff = ({ is }: Person): boolean => is === "admin" || is === "member";
export const isKnown = ({ is }: Person): boolean => is !== "nobody";
export const hidesDocuments = (person: Person): boolean => person.is === "client" && !person.documents;

/** R13: what an appeal or offshoot without a client of its own has from its original; the stricter of the two holds. */
function asClientsHaveIt(
  one: ProcessFacts,
): Pick<ProcessFacts, "visibility" | "secret"> & { clients: readonly Party[] } {
  const { visibility, secret } = one;
  const clients = one.parties.filter(({ role }) => role === "CLIENT");
  const original = one.linkedTo?.find(({ kind }) => kind !== "ATTACHMENT")?.original;
  if (clients.length > 0 || !original) return { visibility, secret, clients };
  const from = asClientsHaveIt(original);
  const strictest = (["PRIVATE", "TEAM", "PUBLIC"] as const).find((as) => [visibility, from.visibility].includes(as));
  return { visibility: strictest ?? visibility, secret: secret || from.secret, clients: from.clients };
}

/** R12 for clients, with what R13 adds to it; R26 for the firm's people. */
export function sees(person: Person, one: ProcessFacts): boolean {
  if (person.firm !== one.firm) return false;
  const isResponsible = one.responsible === person.self;
  switch (person.is) {
    case "admin":
      return true;
    case "member":
      if (one.visibility === "PUBLIC") return true;
      if (one.visibility === "TEAM") return isResponsible || one.team.some((member) => member === person.self);
      return isResponsible;
    case "client": {
      const { visibility, secret, clients } = asClientsHaveIt(one);
      const isIncluded =
        visibility === "PUBLIC" ||
        (visibility === "TEAM" && person.team) ||
        (visibility === "PRIVATE" && person.private);
      const isClient = clients.some((party) => party.contact === person.self);
      return isClient && isIncluded && !(secret && person.session === "LINK");
    }
    default:
      return false;
  }
}

/** To a client as it stands for it (R13), to the firm's people as they set it. */
export const isSecret = (person: Person, one: ProcessFacts): boolean =>
  isStaff(person) ? one.secret : asClientsHaveIt(one).secret;

/** A document of a visible process, where the firm has switched documents on. */
export const readsDocumentOf = (person: Person, one: ProcessFacts): boolean =>
  sees(person, one) && (isStaff(person) || person.documents);

/** A contact's record: the firm's people, and the client its own. */
export const readsContact = (person: Person, key: string): boolean =>
  isStaff(person) ? contacts[key]?.firm === person.firm : person.is === "client" && person.self === key;

/** A staff member's name: the firm's people, and clients of who is responsible for their processes. */
export const readsStaff = (person: Person, key: string): boolean =>
  isStaff(person)
    ? staff[key]?.firm === person.firm
    : processes.some((one) => one.responsible === key && sees(person, one));

export const seenBy = (person: Person): ProcessFacts[] => processes.filter((one) => sees(person, one));

export const withParty = (person: Person, key: string): ProcessFacts[] =>
  seenBy(person).filter((one) => one.parties.some((party) => party.contact === key));

// --------------------------------------------------------------------------------------------- what an answer must hold

/** A process as the fragment `row` of truth-table.paths.ts selects it. */
export const rowOf = (world: World, person: Person, one: ProcessFacts) => ({
  ...{ id: world.processes[one.key], kind: one.kind, number: one.number, title: one.title, status: one.status },
  ...{ secret: isSecret(person, one), filedOn: one.filedOn, claimValue: one.claimValue },
  court: one.division ? { tribunal: "TJSP", division: one.division } : null,
  responsible: one.responsible ? { id: world.staff[one.responsible] } : null,
  parties: one.parties.map(({ name, role, contact }) => ({
    ...{ name, role, side: sideOf(role) },
    contact: contact && readsContact(person, contact) ? { id: world.contacts[contact] } : null,
  })),
});

/** With all that the other subgraphs add to it, as the fragment `wideRow` selects it. */
export function wideRowOf(world: World, person: Person, one: ProcessFacts) {
  const narrow = rowOf(world, person, one);
  const document = { id: world.documents[one.key], name: one.document, process: { id: narrow.id, title: one.title } };
  return {
    ...narrow,
    responsible: narrow.responsible && { ...narrow.responsible, name: staff[one.responsible as string]?.name },
    parties: narrow.parties.map((party, index) => {
      const who = contacts[one.parties[index]?.contact ?? ""];
      return { ...party, contact: party.contact && { ...party.contact, name: who?.name, emails: [who?.email] } };
    }),
    documents: readsDocumentOf(person, one) ? { nodes: [document] } : null,
  };
}

export type Order = "FILED" | "TITLE";

/** In the order the schema promises; ids break ties, compared as PostgreSQL compares them. */
export function ordered(world: World, order: Order, list: readonly ProcessFacts[]): ProcessFacts[] {
  const id = (one: ProcessFacts) => world.processes[one.key] as string;
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...list].sort((a, b) =>
    order === "FILED"
      ? compare(b.filedOn ?? "", a.filedOn ?? "") || compare(id(b), id(a))
      : compare(a.title.toLowerCase(), b.title.toLowerCase()) || compare(id(a), id(b)),
  );
}

export const nodesOf = (world: World, list: readonly ProcessFacts[], order: Order = "FILED") =>
  ordered(world, order, list).map((one) => ({ id: world.processes[one.key], title: one.title }));

// ------------------------------------------------------------------------------------------------ what must be in no word

/** What in an answer's text, its cursors read, belongs to processes, documents and people this person may not see. */
export const hiddenIn = (world: World, person: Person, text: string): string[] =>
  marksIn(text, marksHiddenFrom(world, person));

/** Those of the marks that are in a text, or in a cursor of it. */
export function marksIn(text: string, marks: RegExp): string[] {
  const cursors = [...text.matchAll(/[cC]ursor":"([\w-]+)"/g)].map(([, cursor]) =>
    Buffer.from(`${cursor}`, "base64url"),
  );
  return [...new Set([text, ...cursors].join("\n").match(marks))];
}

/** All marks as one expression: looked for one by one they take longer than the answers. */
export const oneOf = (marks: readonly string[]): RegExp =>
  new RegExp(["(?!)", ...marks.map(RegExp.escape)].join("|"), "g");

const known = new WeakMap<World, Map<string, RegExp>>();

function marksHiddenFrom(world: World, person: Person): RegExp {
  const ofWorld = known.get(world) ?? new Map<string, RegExp>();
  known.set(world, ofWorld);
  const marks = ofWorld.get(person.key) ?? oneOf(findMarks(world, person));
  ofWorld.set(person.key, marks);
  return marks;
}

function findMarks(world: World, person: Person): string[] {
  const open: unknown[] = [];
  const hidden: unknown[] = [];
  for (const one of processes) {
    const bare = one.number?.replace(/\D/g, "");
    (sees(person, one) ? open : hidden).push(world.processes[one.key], one.title, one.number, bare, one.division);
    (readsDocumentOf(person, one) ? open : hidden).push(world.documents[one.key], one.document);
  }
  for (const [key, { email }] of Object.entries(contacts))
    (readsContact(person, key) ? open : hidden).push(world.contacts[key], email);
  for (const key of Object.keys(staff)) (readsStaff(person, key) ? open : hidden).push(world.staff[key]);
  // The two firms are on the two sides of one lawsuit: its number is no secret to who sees either.
  return hidden.filter((mark): mark is string => typeof mark === "string" && !open.includes(mark));
}
