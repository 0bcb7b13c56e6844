// The ways to a process: each path asks all it can for one person and lays what came beside what the oracle says.
import { randomUUID } from "node:crypto";
import type { Cell } from "./truth-table.cells.ts";
import {
  hiddenIn,
  hidesDocuments,
  isKnown,
  isStaff,
  nodesOf,
  type Order,
  ordered,
  readsContact,
  readsDocumentOf,
  readsStaff,
  rowOf,
  seenBy,
  sees,
  wideRowOf,
  withParty,
} from "./truth-table.oracle.ts";
import { isWhole, mannersOf, type Told, times, toldAt, type Way } from "./truth-table.ways.ts";
import {
  contacts,
  type Person,
  type ProcessFacts,
  partiesInput,
  processes,
  staff,
  type World,
} from "./truth-table.world.ts";

export interface Path {
  readonly title: string;
  /** Kept by the guards alone: these are columns of rows that may be seen, in which row-level security has no say. */
  readonly guardsAlone?: true;
  /** Tells of several processes at once: the guards refuse the whole for one row that may not be seen. */
  readonly list?: true;
  ask(way: Way, world: World, person: Person): Promise<Cell[]>;
}

const row = `fragment Row on Process { id kind number title status secret filedOn claimValue court { tribunal division }
  responsible { id } parties { name role side contact { id } } }`;

const wideRow = `fragment Wide on Process { ...Row responsible { id name } parties { contact { id name emails } }
  documents(first: 5) { nodes { id name process { id title } } } } ${row}`;

// ------------------------------------------------------------------------------------------ the cells of one answer

const manners = (world: World, person: Person, asks: string, of: string, told: Told, codes: readonly string[]) =>
  mannersOf(told, { who: person.key, asks, of, codes, hidden: hiddenIn(world, person, told.text) });

/** How many are asked for at once: as many aliases as the gateway takes, and half of what there is. */
const size = 23;

/** The one error of an answer to nobody. */
const refusedToNobody = (person: Person): string[] => (isKnown(person) ? [] : ["UNAUTHENTICATED"]);

/** Things that are asked for by an id or a number. */
interface ById<Item> {
  readonly asks: string;
  readonly operation?: "query" | "mutation";
  readonly type?: "ID" | "String";
  /** The field with its argument, and what is selected of it. */
  readonly field: (variable: string, item?: Item) => string;
  readonly fragment?: string;
  readonly items: readonly Item[];
  readonly of: (item: Item) => string;
  readonly id: (item: Item) => string;
  /** The id of something that was never there. */
  readonly nothing: () => string;
  readonly may: (item: Item) => boolean;
  /** What must come where it may be seen. */
  readonly must: (item: Item) => unknown;
  /** What must come where it may not; null unless told. */
  readonly hidden?: unknown;
  /** The codes of the errors of one answer, by how many were asked for and how many of them are seen. */
  readonly codes?: (count: { asked: number; seen: number }) => string[];
}

/**
 * Asks for all of them by id, some at a time and beside them for something that was never there. What may not be seen must
 * be answered as that is, word for word.
 */
async function byId<Item>(way: Way, world: World, person: Person, by: ById<Item>): Promise<Cell[]> {
  const { asks, codes = ({ asked }) => times(asked, refusedToNobody(person)) } = by;
  const who = person.key;
  const beside = isWhole(way) ? [by.nothing()] : [];
  const cells: Cell[] = [];
  for (let at = 0; at < by.items.length; at += size) {
    const batch = by.items.slice(at, at + size);
    const ids = [...batch.map(by.id), ...beside];
    const told = await way.send(
      person,
      aliased(by, ids.length, batch),
      Object.fromEntries(ids.map((id, n) => [`v${n}`, id])),
    );
    for (const [n, item] of batch.entries()) {
      const of = by.of(item);
      const got = told.data?.[`a${n}`] ?? null;
      cells.push({ who, asks, of, must: by.may(item) ? by.must(item) : (by.hidden ?? null), got });
      if (!by.may(item) && beside.length > 0)
        cells.push({
          who,
          asks,
          of: `${of}, as never there`,
          must: toldAt(told, batch.length),
          got: toldAt(told, n),
          manner: true,
        });
    }
    const count = { asked: ids.length, seen: batch.filter(by.may).length };
    cells.push(...manners(world, person, asks, `from ${at} on`, told, codes(count)));
  }
  const hidden = by.items.find((item) => !by.may(item));
  if (hidden && way.thorough) {
    // By itself, as people ask: the whole answer is the same text.
    const query = aliased(by, 1, [hidden]);
    const [told, never] = [by.id(hidden), by.nothing()].map((v0) => way.send(person, query, { v0 }));
    const of = `${by.of(hidden)} alone`;
    cells.push({ who, asks, of, must: (await never)?.text, got: (await told)?.text, manner: true });
  }
  return cells;
}

function aliased<Item>(by: ById<Item>, count: number, items: readonly Item[]): string {
  const { operation = "query", type = "ID", field, fragment = "" } = by;
  const all = Array.from({ length: count }, (_, n) => n);
  const variables = all.map((n) => `$v${n}: ${type}!`).join(" ");
  return `${operation}(${variables}) { ${all.map((n) => `a${n}: ${field(`$v${n}`, items[n])}`).join("\n")} } ${fragment}`;
}

const enough = (way: Way, person: Person): readonly ProcessFacts[] =>
  way.thorough ? processes : [...oneOfEachKind(seenBy(person)), ...oneOfEachKind(hiddenFrom(person))];

const hiddenFrom = (person: Person): ProcessFacts[] => processes.filter((one) => !sees(person, one));

const oneOfEachKind = (list: readonly ProcessFacts[]): ProcessFacts[] => [
  ...new Map(list.map((one) => [`${one.firm} ${one.visibility} ${one.secret}`, one])).values(),
];

const ofProcess = (world: World, person: Person) => ({
  items: processes,
  of: (one: ProcessFacts) => one.key,
  id: (one: ProcessFacts) => world.processes[one.key] as string,
  nothing: () => randomUUID(),
  may: (one: ProcessFacts) => sees(person, one),
});

// ---------------------------------------------------------------------------------------------------------- one process

export const aProcessById: Path = {
  title: "a process by its id",
  ask: (way, world, person) =>
    byId(way, world, person, {
      ...ofProcess(world, person),
      asks: "process(id)",
      field: (id) => `process(id: ${id}) { ...Row }`,
      fragment: row,
      must: (one) => rowOf(world, person, one),
    }),
};

const thatItIsThere: Path = {
  title: "whether a process is there, and nothing of it",
  ask: (way, world, person) =>
    byId(way, world, person, {
      ...ofProcess(world, person),
      asks: "process(id) { __typename }",
      field: (id) => `process(id: ${id}) { __typename }`,
      must: () => ({ __typename: "Process" }),
    }),
};

const whatIsTheFirmsOwn: Path = {
  title: "a process's visibility and team, which are the firm's own",
  guardsAlone: true,
  ask: (way, world, person) =>
    byId(way, world, person, {
      ...ofProcess(world, person),
      asks: "process(id) { visibility team }",
      field: (id) => `process(id: ${id}) { id visibility team { id name } }`,
      must: (one) => ({
        id: world.processes[one.key],
        visibility: isStaff(person) ? one.visibility : null,
        team: isStaff(person) ? one.team.map((key) => ({ id: world.staff[key], name: staff[key]?.name })) : null,
      }),
      codes: ({ asked, seen }) => [
        ...times(asked, refusedToNobody(person)),
        ...(isStaff(person) ? [] : times(seen, ["FORBIDDEN", "FORBIDDEN"])),
      ],
    }),
};

const aProcessByNumber: Path = {
  title: "a process by its number",
  ask(way, world, person) {
    const lawsuits = processes.filter((one) => one.number !== null);
    // Of a number that both firms have, each sees its own.
    const found = (one: ProcessFacts) => lawsuits.find((other) => other.number === one.number && sees(person, other));
    return byId(way, world, person, {
      ...ofProcess(world, person),
      asks: "processByNumber",
      items: lawsuits.filter((one) => enough(way, person).includes(one)),
      field: (number) => `processByNumber(number: ${number}) { ...Row }`,
      fragment: row,
      type: "String",
      id: (one) => one.number as string,
      nothing: () => "0000099-76.2099.8.26.0100",
      may: (one) => found(one) !== undefined,
      must: (one) => rowOf(world, person, found(one) as ProcessFacts),
    });
  },
};

// --------------------------------------------------------------------------------------------------------------- lists

const aListPageByPage: Path = {
  title: "the list of processes, page by page",
  list: true,
  async ask(way, world, person) {
    const cells = [];
    for (const order of ["FILED", "TITLE"] as const) {
      cells.push(...(await pageByPage(way, world, person, order)));
      cells.push(...(await behindSomethingHidden(way, world, person, order)));
    }
    return cells;
  },
};

async function pageByPage(way: Way, world: World, person: Person, order: Order): Promise<Cell[]> {
  const who = person.key;
  const asks = `processes by ${order}`;
  const all = nodesOf(world, seenBy(person), order);
  const query = `query($after: String, $count: Boolean!) { processes(first: 7, orderBy: ${order}, after: $after) {
    totalCount @include(if: $count) nodes { id title } edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  const cells: Cell[] = [];
  const together: unknown[] = [];
  let after: string | null = null;
  for (let at = 0; at === 0 || (at < all.length && after); at += 7) {
    const told = await way.send(person, query, { after, count: at === 0 });
    const page: any = told.data?.processes;
    const nodes = all.slice(at, at + 7);
    const cursors: string[] = page?.edges.map(({ cursor }: any) => cursor) ?? [];
    const must = {
      ...(at === 0 ? { totalCount: all.length } : {}),
      nodes,
      edges: nodes.map(({ id }, n) => ({ cursor: cursors[n], node: { id } })),
      pageInfo: {
        hasNextPage: at + 7 < all.length,
        hasPreviousPage: at > 0,
        startCursor: cursors.at(0) ?? null,
        endCursor: cursors.at(-1) ?? null,
      },
    };
    const of = `the page from ${at} on`;
    cells.push({ who, asks, of, must: isKnown(person) ? must : null, got: page ?? null });
    cells.push(...manners(world, person, asks, of, told, refusedToNobody(person)));
    together.push(...(page?.nodes ?? []));
    after = cursors.at(-1) ?? null;
  }
  return [...cells, { who, asks, of: "all pages together", must: all, got: together }];
}

/** A cursor that its reader has made up: where a hidden process would stand. */
async function behindSomethingHidden(way: Way, world: World, person: Person, order: Order): Promise<Cell[]> {
  const hidden = processes.findLast((one) => !sees(person, one)) as ProcessFacts;
  const value = order === "TITLE" ? hidden.title.toLowerCase() : (hidden.filedOn ?? "0001-01-01");
  const after = Buffer.from(JSON.stringify([order, value, world.processes[hidden.key]])).toString("base64url");
  const query = `query($after: String) {
    processes(first: 100, orderBy: ${order}, after: $after) { totalCount nodes { id title } } }`;
  const told = await way.send(person, query, { after });
  const all = ordered(world, order, [...seenBy(person), hidden]);
  const behind = nodesOf(world, all.slice(all.indexOf(hidden) + 1), order);
  const asks = `processes by ${order} behind ${hidden.key}`;
  const must = isKnown(person) ? { totalCount: all.length - 1, nodes: behind } : null;
  return [
    { who: person.key, asks, of: "the page", must, got: told.data?.processes ?? null },
    ...manners(world, person, asks, "the page", told, refusedToNobody(person)),
  ];
}

export const theWholeList: Path = {
  title: "the list with all that the other subgraphs add to it",
  list: true,
  async ask(way, world, person) {
    const asks = "processes with people and documents";
    const told = await way.send(person, `{ processes(first: 100) { nodes { ...Wide } } } ${wideRow}`);
    const rows: any[] = told.data?.processes?.nodes ?? [];
    const seen = seenBy(person);
    const closed = hidesDocuments(person) && seen.length > 0 ? ["CATEGORY_NOT_ENABLED"] : [];
    const cells = processes.map((one) => ({
      ...{ who: person.key, asks, of: one.key },
      must: sees(person, one) ? wideRowOf(world, person, one) : null,
      got: rows.find(({ id }) => id === world.processes[one.key]) ?? null,
    }));
    return [
      ...cells,
      { who: person.key, asks, of: "how many", must: seen.length, got: rows.length },
      ...manners(world, person, asks, "the list", told, [...refusedToNobody(person), ...closed]),
    ];
  },
};

const filteredLists: Path = {
  title: "the lists of one kind, one status, one party",
  list: true,
  async ask(way, world, person) {
    const counted = (list: readonly ProcessFacts[]) => ({ totalCount: list.length, nodes: nodesOf(world, list) });
    const narrowed = [
      ...["LAWSUIT", "CASE"].map((kind) => ({
        filter: `kind: ${kind}`,
        select: "totalCount nodes { id title }",
        must: counted(seenBy(person).filter((one) => one.kind === kind)),
      })),
      ...["ACTIVE", "SUSPENDED", "CLOSED"].map((status) => ({
        filter: `status: ${status}`,
        select: "totalCount nodes { id title }",
        must: counted(seenBy(person).filter((one) => one.status === status)),
      })),
    ];
    const parties = Object.keys(contacts).map((key) => ({
      filter: `contactId: "${world.contacts[key]}"`,
      select: "nodes { id title }",
      must: isStaff(person) ? { nodes: nodesOf(world, withParty(person, key)) } : null,
    }));
    const asks = "processes filtered";
    const lists = [...narrowed, ...parties];
    const told = await way.send(
      person,
      `{ ${lists.map(({ filter, select }, n) => `a${n}: processes(first: 100, filter: { ${filter} }) { ${select} }`).join("\n")} }`,
    );
    const refused = isStaff(person)
      ? []
      : isKnown(person)
        ? times(parties.length, ["FORBIDDEN"])
        : times(lists.length, ["UNAUTHENTICATED"]);
    const cells = lists.map(({ filter, must }, n) => ({
      ...{ who: person.key, asks, of: filter },
      must: isKnown(person) ? must : null,
      got: told.data?.[`a${n}`] ?? null,
    }));
    return [...cells, ...manners(world, person, asks, "all filters", told, refused)];
  },
};

const theProcessesOfAContact: Path = {
  title: "a contact's processes",
  list: true,
  ask: (way, world, person) =>
    byId(way, world, person, {
      asks: "contact(id) { processes }",
      items: Object.keys(contacts),
      of: (key) => key,
      id: (key) => world.contacts[key] as string,
      nothing: () => randomUUID(),
      may: (key) => readsContact(person, key),
      field: (id) => `contact(id: ${id}) { id name processes(first: 100) { totalCount nodes { id title } } }`,
      must(key) {
        const list = withParty(person, key);
        const processes = { totalCount: list.length, nodes: nodesOf(world, list) };
        return { id: world.contacts[key], name: contacts[key]?.name, processes };
      },
    }),
};

// ----------------------------------------------------------------------------------------------------------- documents

const aDocumentById: Path = {
  title: "a document by its id, with its process",
  ask: (way, world, person) =>
    byId(way, world, person, {
      ...ofProcess(world, person),
      asks: "document(id)",
      id: (one) => world.documents[one.key] as string,
      may: (one) => readsDocumentOf(person, one),
      field: (id) => `document(id: ${id}) { id name process { id title number } }`,
      must: (one) => ({
        ...{ id: world.documents[one.key], name: one.document },
        process: { id: world.processes[one.key], title: one.title, number: one.number },
      }),
    }),
};

const theDocumentsOfAProcess: Path = {
  title: "the documents of a process",
  ask: (way, world, person) =>
    byId(way, world, person, {
      ...ofProcess(world, person),
      items: enough(way, person),
      asks: "process(id) { documents }",
      field: (id) => `process(id: ${id}) { id documents { totalCount nodes { id name } } }`,
      must: (one) => ({
        id: world.processes[one.key],
        documents: readsDocumentOf(person, one)
          ? { totalCount: 1, nodes: [{ id: world.documents[one.key], name: one.document }] }
          : null,
      }),
      codes: ({ asked, seen }) => [
        ...times(asked, refusedToNobody(person)),
        ...(seen > 0 && hidesDocuments(person) ? ["CATEGORY_NOT_ENABLED"] : []),
      ],
    }),
};

// ---------------------------------------------------------------------------------------------------------- references

interface ReferenceKind {
  readonly subgraph: string;
  readonly type: "Process" | "Document" | "Contact" | "StaffMember";
  readonly select: string;
  readonly fragment?: string;
  must(world: World, person: Person, key: string): unknown;
  /** The codes of the errors of an answer to somebody known, by how many are asked for. */
  codes?(person: Person, asked: number): string[];
}

const factsOf = (key: string) => processes.find((one) => one.key === key) as ProcessFacts;

const referenceKinds: readonly ReferenceKind[] = [
  {
    ...{ subgraph: "processes", type: "Process", select: "...Row", fragment: row },
    must: (world, person, key) => (sees(person, factsOf(key)) ? rowOf(world, person, factsOf(key)) : null),
  },
  {
    ...{ subgraph: "documents", type: "Process", select: "id documents { nodes { id name } }" },
    must(world, person, key) {
      if (!sees(person, factsOf(key))) return null;
      const nodes = [{ id: world.documents[key], name: factsOf(key).document }];
      return { id: world.processes[key], documents: readsDocumentOf(person, factsOf(key)) ? { nodes } : null };
    },
    codes: (person) => (hidesDocuments(person) ? times(seenBy(person).length, ["CATEGORY_NOT_ENABLED"]) : []),
  },
  {
    ...{ subgraph: "documents", type: "Document", select: "id name process { id }" },
    must: (world, person, key) =>
      readsDocumentOf(person, factsOf(key))
        ? { id: world.documents[key], name: factsOf(key).document, process: { id: world.processes[key] } }
        : null,
  },
  {
    ...{ subgraph: "identity", type: "Contact", select: "id name emails" },
    must: (world, person, key) =>
      readsContact(person, key)
        ? { id: world.contacts[key], name: contacts[key]?.name, emails: [contacts[key]?.email] }
        : null,
  },
  {
    ...{ subgraph: "processes", type: "Contact", select: "id processes(first: 100) { nodes { id title } }" },
    must: (world, person, key) =>
      readsContact(person, key)
        ? { id: world.contacts[key], processes: { nodes: nodesOf(world, withParty(person, key)) } }
        : null,
  },
  {
    ...{ subgraph: "identity", type: "StaffMember", select: "id name" },
    must: (world, person, key) => (readsStaff(person, key) ? { id: world.staff[key], name: staff[key]?.name } : null),
  },
  {
    ...{ subgraph: "processes", type: "StaffMember", select: "id" },
    must: () => null,
    codes: (_, asked) => times(asked, ["FORBIDDEN"]),
  },
];

const references: Path = {
  title: "references, asked of the subgraphs themselves",
  list: true,
  async ask(way, world, person) {
    const cells: Cell[] = [];
    for (const { subgraph, type, select, fragment = "", must, codes } of referenceKinds) {
      const ids = {
        Process: world.processes,
        Document: world.documents,
        Contact: world.contacts,
        StaffMember: world.staff,
      }[type];
      const all = [...Object.entries(ids), ["one that was never there", randomUUID()] as const];
      const query = `query($all: [_Any!]!) { _entities(representations: $all) { ... on ${type} { ${select} } } } ${fragment}`;
      const told = await way.ask(subgraph, person, query, { all: all.map(([, id]) => ({ __typename: type, id })) });
      const asks = `${subgraph} for a reference to ${type}`;
      for (const [n, [key]] of all.entries())
        cells.push({
          ...{ who: person.key, asks, of: key },
          must: key in ids ? must(world, person, key) : null,
          got: told.data?._entities[n] ?? null,
        });
      const refused = isKnown(person) ? (codes?.(person, all.length) ?? []) : times(all.length, ["UNAUTHENTICATED"]);
      cells.push(...manners(world, person, asks, "all", told, refused));
    }
    return cells;
  },
};

// ------------------------------------------------------------------------------------------------------------- changing

/**
 * What may be changed is answered as a question is, by a change that changes nothing; what may not be changed is given a
 * change that would show.
 */
const changes: Path = {
  title: "the answer to a change of a process",
  async ask(way, world, person) {
    const refused = isKnown(person) ? (isStaff(person) || !way.guards ? [] : ["FORBIDDEN"]) : ["UNAUTHENTICATED"];
    // A change takes long, and a refusal none: who is refused tries all of them, the others one of each kind.
    const some =
      refused.length > 0 ? processes : [...oneOfEachKind(seenBy(person)), ...oneOfEachKind(hiddenFrom(person))];
    const notFound = (field: string) =>
      refused.length > 0 ? null : { process: null, userErrors: [{ code: "NOT_FOUND", field: [field] }] };
    const selection = "{ process { ...Row } userErrors { code field } }";
    const by: Omit<ById<ProcessFacts>, "asks" | "field"> = {
      ...ofProcess(world, person),
      operation: "mutation",
      fragment: row,
      may: (one) => isStaff(person) && sees(person, one),
      must: (one) => ({ process: rowOf(world, person, one), userErrors: [] }),
      codes: ({ asked }) => times(asked, refused),
    };
    return [
      ...(await byId(way, world, person, {
        ...by,
        asks: "updateProcess",
        items: some,
        field(id, one) {
          const input = one && by.may(one) ? "{}" : '{ title: "Tomado", visibility: PUBLIC, secret: false }';
          return `updateProcess(id: ${id}, input: ${input}) ${selection}`;
        },
        hidden: notFound("id"),
      })),
      ...(await byId(way, world, person, {
        ...by,
        asks: "setProcessParties",
        items:
          way.thorough || refused.length > 0
            ? some
            : [...seenBy(person).slice(0, 1), ...hiddenFrom(person).slice(0, 1)],
        field(id, one) {
          const parties = one && by.may(one) ? literal(partiesInput(world, one)) : "[]";
          return `setProcessParties(processId: ${id}, parties: ${parties}) ${selection}`;
        },
        hidden: notFound("processId"),
      })),
    ];
  },
};

/** Written as GraphQL writes it: names, and the words of enums, are bare. */
const literal = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/"(contactId|name|role|side)":/g, "$1: ")
    .replace(/(role|side): "([A-Z]+)"/g, "$1: $2");

/** All of them; what changes something last. */
export const paths: readonly Path[] = [
  aProcessById,
  thatItIsThere,
  whatIsTheFirmsOwn,
  aProcessByNumber,
  aListPageByPage,
  theWholeList,
  filteredLists,
  theProcessesOfAContact,
  aDocumentById,
  theDocumentsOfAProcess,
  references,
  changes,
];
