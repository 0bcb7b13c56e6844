// The ways to what processes hold: each path asks for one person, and lays what came beside what the oracle says.
import { randomUUID } from "node:crypto";
import type { Cell } from "./truth-table.cells.ts";
import {
  briefOf,
  byLatest,
  closedTo,
  documentsOf,
  everythingOf,
  followsDocument,
  followsPublication,
  heldBy,
  hiddenIn,
  lastMovementAt,
  latest,
  linksOf,
  nameOf,
  newIn,
  opens,
  opensOrigin,
  opensTimeline,
  positionOf,
  publicationsOf,
  readsName,
  tasksOf,
  timelineOf,
  unseenMovements,
} from "./truth-table.contents.oracle.ts";
import {
  chosen,
  documents,
  type Follower,
  movements,
  type Origin,
  ofEachKind,
  processes,
  publications,
} from "./truth-table.contents.world.ts";
import { isKnown, isStaff, readsContact, sees } from "./truth-table.oracle.ts";
import { isWhole, mannersOf, type Told, times, toldAt, type Way } from "./truth-table.ways.ts";
import { contacts, type ProcessFacts, staff, type World } from "./truth-table.world.ts";

export interface Path {
  readonly title: string;
  /** Tells of several processes at once: the guards refuse the whole for one row that may not be seen. */
  readonly list?: true;
  ask(way: Way, world: World, person: Follower): Promise<Cell[]>;
}

/** What the processes' own subgraph holds of one, in full and in short. */
const everything = `fragment Everything on Process { id title lastMovementAt unseenMovements
  movements(first: 10) { totalCount nodes { ...Movement } }
  tasks(first: 5) { totalCount nodes { id title status process { id title } assignee { id } } }
  publications(first: 5) { totalCount nodes { id content status canceled process { id title } } }
  links { kind isOriginal process { id title } } }
  fragment Movement on Movement { id origin occurredAt title unseen comments { id text audience } process { id title } }`;
const held = `id title lastMovementAt unseenMovements movements(first: 5) { nodes { id } }
  tasks(first: 5) { nodes { id } } publications(first: 5) { nodes { id } }`;
/** With what the other subgraphs add. */
const brief = `fragment Brief on Process { ${held} tasks(first: 5) { nodes { assignee { id name } } }
  documents(first: 5) { totalCount nodes { id name process { id title } } } }`;

const seenBy = (person: Follower): ProcessFacts[] => processes.filter((one) => sees(person, one));
const idOf = (world: World, one: ProcessFacts): string => world.processes[one.key] as string;

/** The cells that every answer has. Of nobody each field at the root is refused. */
const manners = (
  world: World,
  person: Follower,
  asks: string,
  told: Told,
  { roots, codes }: { roots: number; codes: readonly string[] },
): Cell[] =>
  mannersOf(told, {
    ...{ who: person.key, asks, of: "the answer", hidden: hiddenIn(world, person, told.text) },
    codes: isKnown(person) ? codes : times(roots, ["UNAUTHENTICATED"]),
  });

// -------------------------------------------------------------------------------------------------------- one process

/** Links have no order of their own. */
const tidy = (process: any): unknown =>
  process?.links
    ? { ...process, links: process.links.toSorted((a: any, b: any) => (a.process?.id < b.process?.id ? 1 : -1)) }
    : (process ?? null);

export const eachProcess: Path = {
  title: "each process by its id, with all it holds",
  async ask(way, world, person) {
    const asks = "process(id) with all it holds";
    const who = person.key;
    const sought = [...ofEachKind, ...processes.filter((one) => !ofEachKind.includes(one))];
    const all = [...sought.map((one) => idOf(world, one)), randomUUID()];
    const select = (n: number) => (n < ofEachKind.length ? "...Everything" : "id title links { process { id } }");
    const query = `query(${all.map((_, n) => `$v${n}: ID!`).join(" ")}) {
      ${all.map((_, n) => `a${n}: process(id: $v${n}) { ${select(n)} }`).join("\n")} } ${everything}`;
    const told = await way.send(person, query, Object.fromEntries(all.map((id, n) => [`v${n}`, id])));
    const cells = sought.flatMap((one, n): Cell[] => {
      const seen = sees(person, one);
      const { links, ...more } = everythingOf(world, person, one);
      const short = { ...nameOf(world, one), links: links.map(({ process }) => ({ process: { id: process.id } })) };
      const must = n < ofEachKind.length ? { ...more, links } : short;
      const cell = { who, asks, of: one.key, must: seen ? must : null, got: tidy(told.data?.[`a${n}`]) };
      if (seen || !isWhole(way)) return [cell];
      const [never, got] = [toldAt(told, sought.length), toldAt(told, n)];
      return [cell, { who, asks, of: `${one.key}, as never there`, must: never, got, manner: true }];
    });
    const closed = closedTo(person).filter((code) => !code.endsWith("DOCUMENTS"));
    const codes = ofEachKind.some((one) => sees(person, one)) ? closed : [];
    return [...cells, ...manners(world, person, asks, told, { roots: all.length, codes })];
  },
};

/** After the last minute of April: two of the four movements of each. */
const since = "2026-05-01T00:00:00.000Z";

const partsOfAProcess: Path = {
  title: "a process's movements of one origin, of late or behind a hidden one, its tasks of one status",
  async ask(way, world, person) {
    const asks = "process(id) with parts of what it holds";
    const { hers, courts, secret } = chosen;
    const all = [hers, courts, secret];
    // A cursor that its reader has made up: where the first movement of each stands, whether it may be followed or not.
    const behind = all.map((one) => movements.find(({ of }) => of === one) ?? raise(one));
    const variables = Object.fromEntries(
      all.flatMap((one, n) => [
        [`v${n}`, idOf(world, one)],
        [`c${n}`, cursor("OCCURRED", micro(behind[n]?.occurredAt as string), behind[n]?.id as string)],
      ]),
    );
    const rows = "{ totalCount nodes { id } }";
    const query = `query(${all.map((_, n) => `$v${n}: ID! $c${n}: String!`).join(" ")}) {
      ${all
        .map(
          (_, n) => `a${n}: process(id: $v${n}) {
            b${n}: movements(first: 10, origin: AUTOMATIC) ${rows} c${n}: movements(first: 10, origin: MANUAL) ${rows}
            d${n}: movements(first: 10, since: "${since}") { nodes { id } } e${n}: movements(first: 10, after: $c${n}) ${rows}
            f${n}: tasks(first: 5, status: OPEN) ${rows} g${n}: tasks(first: 5, status: DONE) ${rows} }`,
        )
        .join("\n")} }`;
    const told = await way.send(person, query, variables);
    const page = (list: readonly { id: string }[], totalCount = list.length) => ({
      ...{ totalCount, nodes: list.map(({ id }) => ({ id })) },
    });
    const cells = all.map((one, n) => {
      const timeline = timelineOf(person, one);
      const ofOrigin = (origin: Origin) =>
        opensOrigin(person, origin) ? page(timeline.filter((movement) => movement.origin === origin)) : null;
      const ofStatus = (status: string) =>
        opens(person, "TASKS") ? page(tasksOf(person, one).filter((task) => task.status === status)) : null;
      const later = timeline.filter(({ occurredAt }) => occurredAt >= since);
      const earlier = timeline.filter(({ occurredAt }) => occurredAt < `${behind[n]?.occurredAt}`);
      const must = {
        ...{ [`b${n}`]: ofOrigin("AUTOMATIC"), [`c${n}`]: ofOrigin("MANUAL") },
        [`d${n}`]: opensTimeline(person) ? { nodes: page(later).nodes } : null,
        [`e${n}`]: opensTimeline(person) ? page(earlier, timeline.length) : null,
        ...{ [`f${n}`]: ofStatus("OPEN"), [`g${n}`]: ofStatus("DONE") },
      };
      const got = told.data?.[`a${n}`] ?? null;
      return { who: person.key, asks, of: one.key, must: sees(person, one) ? must : null, got };
    });
    const closed = (["AUTOMATIC_MOVEMENTS", "MANUAL_MOVEMENTS", "TASKS"] as const)
      .filter((category) => all.some((one) => sees(person, one)) && !opens(person, category))
      .map((category) => `CATEGORY_NOT_ENABLED ${category}`);
    return [...cells, ...manners(world, person, asks, told, { roots: all.length, codes: closed })];
  },
};

const raise = ({ key }: ProcessFacts): never => {
  throw new Error(`Nothing ever happened in ${key}.`);
};
const cursor = (...said: string[]): string => Buffer.from(JSON.stringify(said)).toString("base64url");
/** A moment as cursors say it: to the microsecond. */
const micro = (moment: string): string => moment.replace("Z", "000Z");

// --------------------------------------------------------------------------------------------------------------- lists

/** As the search promises: part of the number, the title or a party's name. */
const isFoundBy = (text: string, { number, title, parties }: ProcessFacts): boolean =>
  [number ?? "", title, ...parties.map(({ name }) => name)].some((said) => said.includes(text));

export const theHome: Path = {
  title: "the home by the latest movement, what is new, and what is looked for",
  list: true,
  async ask(way, world, person) {
    const asks = "processes";
    const { hers, secret, adverse } = chosen;
    const hidden = processes.findLast((one) => !sees(person, one)) ?? adverse;
    const latestAt = movements.flatMap(({ of, occurredAt }) => (of === hidden ? [occurredAt] : [])).sort();
    const at = latestAt.at(-1) as string;
    const said = [hers.title, secret.title, hidden.title, `${hers.number}`, contacts["bruno"]?.name, "Andamento 0"];
    const searched = said.map(String);
    const query = `query($behind: String ${searched.map((_, n) => `$s${n}: String`).join(" ")}) {
      all: processes(first: 50) { totalCount nodes { ...Brief } edges { cursor node { id } } }
      few: processes(first: 4, orderBy: LAST_MOVEMENT) { nodes { id } pageInfo { hasNextPage startCursor endCursor } }
      behind: processes(first: 50, after: $behind) { totalCount nodes { id lastMovementAt } }
      new: processes(first: 50, filter: { unseen: true }) { totalCount nodes { id unseenMovements } }
      old: processes(first: 50, filter: { unseen: false }) { totalCount nodes { id unseenMovements } }
      ${searched.map((_, n) => `s${n}: processes(first: 50, filter: { search: $s${n} }) { totalCount nodes { id } }`).join("\n")}
    } ${brief}`;
    const told = await way.send(person, query, {
      behind: cursor("LAST_MOVEMENT", `${micro(at)} ${hidden.filedOn ?? "0001-01-01"}`, idOf(world, hidden)),
      ...Object.fromEntries(searched.map((text, n) => [`s${n}`, text])),
    });
    const home = byLatest(world, person, seenBy(person));
    const page = (list: readonly ProcessFacts[], node: (one: ProcessFacts) => object = () => ({})) => ({
      totalCount: list.length,
      nodes: list.map((one) => ({ id: idOf(world, one), ...node(one) })),
    });
    const { all = null, few = null, ...got } = told.data ?? {};
    const behind = home.filter(
      (one) => positionOf(world, one, lastMovementAt(person, one)) < positionOf(world, hidden, at),
    );
    const fresh = (isFresh: boolean) =>
      person.is === "client"
        ? page(
            home.filter((one) => newIn(person, one).length > 0 === isFresh),
            (one) => ({ unseenMovements: unseenMovements(person, one) }),
          )
        : null;
    const musts: Record<string, unknown> = {
      all: {
        ...page(home, (one) => briefOf(world, person, one)),
        edges: home.map((one) => ({ node: { id: idOf(world, one) } })),
      },
      few: { nodes: page(home.slice(0, 4)).nodes, pageInfo: { hasNextPage: home.length > 4 } },
      behind: { ...page(behind, (one) => ({ lastMovementAt: lastMovementAt(person, one) })), totalCount: home.length },
      ...{ new: fresh(true), old: fresh(false) },
      ...Object.fromEntries(searched.map((text, n) => [`s${n}`, page(home.filter((one) => isFoundBy(text, one)))])),
    };
    // What a cursor says is looked for among the marks of what is hidden.
    const gots: Record<string, unknown> = {
      all: all && { ...all, edges: all.edges.map(({ node }: any) => ({ node })) },
      few: few && { ...few, pageInfo: { hasNextPage: few.pageInfo.hasNextPage } },
      ...got,
    };
    const cells = Object.entries(musts).map(([of, must]) => ({
      ...{ who: person.key, asks, of: /^s\d/.test(of) ? `with ${searched[Number(of.slice(1))]}` : of },
      ...{ must: isKnown(person) ? must : null, got: gots[of] ?? null },
    }));
    const codes = [
      ...(home.length > 0 ? closedTo(person) : []),
      ...(person.is === "client" ? [] : ["FORBIDDEN", "FORBIDDEN"]),
    ];
    return [...cells, ...manners(world, person, asks, told, { roots: cells.length, codes })];
  },
};

const theFirmsPublications: Path = {
  title: "the firm's publications, treated or not",
  list: true,
  async ask(way, world, person) {
    // Of the firm's people alone; without guards the rows' own policies are asked, and tell clients of theirs.
    if (!way.guards && !isStaff(person)) return [];
    const asks = "publications";
    const rows = "{ totalCount nodes { id status processNumber process { id title } suggestedProcess { id title } } }";
    const told = await way.send(
      person,
      `{ a: publications(first: 100, status: null) ${rows} b: publications(first: 100) ${rows}
         c: publications(first: 100, status: DISCARDED) ${rows} }`,
    );
    const followed = latest(publications.filter((one) => followsPublication(person, one)));
    const page = (status?: string) => {
      const list = followed.filter((one) => !status || one.status === status);
      const suggested = (number: string | null) =>
        processes.find((one) => one.number !== null && one.number === number && one.firm === person.firm);
      return {
        totalCount: list.length,
        nodes: list.map(({ id, status: is, number, of }) => {
          const one = suggested(number);
          return {
            ...{ id, status: is, processNumber: number, process: is === "TREATED" && of ? nameOf(world, of) : null },
            suggestedProcess: one && sees(person, one) ? nameOf(world, one) : null,
          };
        }),
      };
    };
    const musts = { a: page(), b: page("PENDING"), c: page("DISCARDED") };
    const cells = Object.entries(musts).map(([of, must]) => ({
      ...{ who: person.key, asks, of, must: isStaff(person) ? must : null, got: told.data?.[of] ?? null },
    }));
    const codes = isStaff(person) ? [] : times(3, ["FORBIDDEN"]);
    return [...cells, ...manners(world, person, asks, told, { roots: 3, codes })];
  },
};

// -------------------------------------------------------------------------------------------------- one from another

const fromAnother: Path = {
  title: "a process from its number, a link, a movement, a task, a publication, a document, a contact",
  list: true,
  async ask(way, world, person) {
    const asks = "processes from elsewhere";
    const { hers, secret, adverse, appeal } = chosen;
    const files = [hers, secret, adverse, appeal].map((one) => documents.find(({ of }) => of === one));
    const people = ["ana", "bruno", "ana2"];
    const nodes = "nodes { process { ...Held } }";
    const query = `query($id: ID! $number: String! ${files.map((_, n) => `$d${n}: ID!`).join(" ")}
        ${people.map((_, n) => `$c${n}: ID!`).join(" ")}) {
      process(id: $id) { links { kind process { ...Held } } movements(first: 1) { ${nodes} } tasks(first: 1) { ${nodes} }
        publications(first: 1) { ${nodes} } documents(first: 1) { ${nodes} } }
      processByNumber(number: $number) { ...Held }
      ${files.map((_, n) => `d${n}: document(id: $d${n}) { id process { ...Held } }`).join("\n")}
      ${people
        .map(
          (_, n) => `c${n}: contact(id: $c${n}) { id
            processes(first: 3) { totalCount nodes { ...Held } edges { cursor } pageInfo { hasNextPage endCursor } } }`,
        )
        .join("\n")} } fragment Held on Process { ${held} }`;
    const told = await way.send(person, query, {
      ...{ id: idOf(world, hers), number: hers.number },
      ...Object.fromEntries(files.map((one, n) => [`d${n}`, one?.id])),
      ...Object.fromEntries(people.map((key, n) => [`c${n}`, world.contacts[key]])),
    });
    const sought = (one: ProcessFacts) => (sees(person, one) ? heldBy(world, person, one) : null);
    const one = (isOpen: boolean, list: readonly unknown[]) =>
      isOpen ? { nodes: list.slice(0, 1).map(() => ({ process: sought(hers) })) } : null;
    const home = byLatest(world, person, seenBy(person));
    const isParty = (key: string) => home.filter(({ parties }) => parties.some(({ contact }) => contact === key));
    const musts: Record<string, unknown> = {
      process: sees(person, hers)
        ? {
            links: linksOf(person, hers)
              .map(({ kind, other }) => ({ kind, process: heldBy(world, person, other) }))
              .sort((a, b) => (`${a.process.id}` < `${b.process.id}` ? 1 : -1)),
            movements: one(opensTimeline(person), timelineOf(person, hers)),
            tasks: one(opens(person, "TASKS"), tasksOf(person, hers)),
            publications: one(opens(person, "PUBLICATIONS"), publicationsOf(person, hers)),
            documents: one(opens(person, "DOCUMENTS"), documentsOf(person, hers)),
          }
        : null,
      processByNumber: home.filter(({ number }) => number === hers.number).map(sought)[0] ?? null,
      ...Object.fromEntries(
        files.map((file, n) => [
          `d${n}`,
          file && followsDocument(person, file) ? { id: file.id, process: sought(file.of) } : null,
        ]),
      ),
      ...Object.fromEntries(
        people.map((key, n) => {
          const list = isParty(key);
          const first = { totalCount: list.length, nodes: list.slice(0, 3).map(sought), more: list.length > 3 };
          return [`c${n}`, readsContact(person, key) ? { id: world.contacts[key], processes: first } : null];
        }),
      ),
    };
    const short = (contact: any) => {
      if (!contact?.processes) return contact ?? null;
      const { totalCount, nodes, pageInfo } = contact.processes;
      return { ...contact, processes: { totalCount, nodes, more: pageInfo.hasNextPage } };
    };
    const cells = Object.entries(musts).map(([of, must]) => {
      const got = told.data?.[of];
      return { who: person.key, asks, of, must, got: /^c\d/.test(of) ? short(got) : tidy(got) };
    });
    const codes = home.length > 0 ? closedTo(person) : [];
    return [...cells, ...manners(world, person, asks, told, { roots: cells.length, codes })];
  },
};

// ---------------------------------------------------------------------------------------------------------- references

interface ReferenceKind {
  readonly subgraph: "processes" | "documents" | "identity";
  readonly type: "Process" | "Document" | "Contact" | "StaffMember";
  readonly select: string;
  readonly items: (world: World) => readonly { readonly key: string; readonly id: string }[];
  readonly must: (world: World, person: Follower, n: number) => unknown;
}

const processItems = (world: World) => ofEachKind.map((one) => ({ key: one.key, id: idOf(world, one) }));
const keyed = (ids: Readonly<Record<string, string>>) => Object.entries(ids).map(([key, id]) => ({ key, id }));

const referenceKinds: readonly ReferenceKind[] = [
  {
    ...{ subgraph: "processes", type: "Process", select: `${held} links { process { id } }`, items: processItems },
    must(world, person, n) {
      const one = ofEachKind[n] as ProcessFacts;
      const links = linksOf(person, one).map(({ other }) => ({ process: { id: idOf(world, other) } }));
      links.sort((a, b) => (a.process.id < b.process.id ? 1 : -1));
      return sees(person, one) ? { ...heldBy(world, person, one), links } : null;
    },
  },
  {
    ...{ subgraph: "processes", type: "Contact", select: `id processes(first: 2) { nodes { ${held} } }` },
    items: ({ contacts: ids }) => keyed(ids),
    must(world, person, n) {
      const key = Object.keys(world.contacts)[n] as string;
      const home = byLatest(world, person, seenBy(person));
      const list = home.filter(({ parties }) => parties.some(({ contact }) => contact === key)).slice(0, 2);
      const nodes = list.map((one) => heldBy(world, person, one));
      return readsContact(person, key) ? { id: world.contacts[key], processes: { nodes } } : null;
    },
  },
  {
    ...{ subgraph: "documents", type: "Process", items: processItems },
    select: "id documents(first: 5) { totalCount nodes { id name } }",
    must(world, person, n) {
      const one = ofEachKind[n] as ProcessFacts;
      const list = documentsOf(person, one).map(({ id, name }) => ({ id, name }));
      const page = opens(person, "DOCUMENTS") ? { totalCount: list.length, nodes: list } : null;
      return sees(person, one) ? { id: idOf(world, one), documents: page } : null;
    },
  },
  {
    ...{ subgraph: "documents", type: "Document", select: "id name process { id }" },
    items: () => documents.map(({ id, name }) => ({ key: name, id })),
    must(world, person, n) {
      const one = documents[n] as (typeof documents)[number];
      const { id, name, of } = one;
      return followsDocument(person, one) ? { id, name, process: { id: idOf(world, of) } } : null;
    },
  },
  {
    ...{ subgraph: "identity", type: "StaffMember", select: "id name", items: ({ staff: ids }) => keyed(ids) },
    must(world, person, n) {
      const key = Object.keys(world.staff)[n] as string;
      return readsName(person, key) ? { id: world.staff[key], name: staff[key]?.name } : null;
    },
  },
];

export const references: Path = {
  title: "references, asked of the subgraphs themselves",
  list: true,
  async ask(way, world, person) {
    const cells: Cell[] = [];
    for (const [subgraph, kinds] of Map.groupBy(referenceKinds, (kind) => kind.subgraph)) {
      const asked = kinds.map((kind) => [...kind.items(world), { key: "one that was never there", id: randomUUID() }]);
      const told = await way.ask(
        subgraph,
        person,
        `query(${kinds.map(({ type }) => `$${type}: [_Any!]!`).join(" ")}) { ${kinds
          .map(({ type, select }) => `${type}: _entities(representations: $${type}) { ... on ${type} { ${select} } }`)
          .join("\n")} }`,
        Object.fromEntries(
          kinds.map(({ type }, n) => [type, (asked[n] ?? []).map(({ id }) => ({ __typename: type, id }))]),
        ),
      );
      const who = person.key;
      for (const [at, { type, must }] of kinds.entries())
        for (const [n, { key: of }] of (asked[at] ?? []).entries()) {
          const is = n < (asked[at] ?? []).length - 1 ? must(world, person, n) : null;
          cells.push({ who, asks: `${subgraph} for a ${type}`, of, must: is, got: tidy(told.data?.[type]?.[n]) });
        }
      const hidden = hiddenIn(world, person, told.text);
      cells.push({ who, asks: `${subgraph} for references`, of: "no word of what is hidden", must: [], got: hidden });
    }
    return cells;
  },
};

// ---------------------------------------------------------------------------------------------------- marking as seen

/** Those where nothing is new, so that marking changes nothing. */
const old = processes.filter((_, n) => n % 4 === 3).slice(0, 3);

const markings: Path = {
  title: "the answer to having seen a process",
  async ask(way, world, person) {
    // The firm's people have no visits of their own: the guards refuse them, and the table's policy breaks with them.
    if (!way.guards && !(person.is === "client")) return [];
    const asks = "markProcessSeen";
    const all = [...old.map((one) => idOf(world, one)), randomUUID()];
    const query = `mutation(${all.map((_, n) => `$v${n}: ID!`).join(" ")}) { ${all
      .map((_, n) => `a${n}: markProcessSeen(processId: $v${n}) { process { ${held} } userErrors { code field } }`)
      .join("\n")} }`;
    const told = await way.send(person, query, Object.fromEntries(all.map((id, n) => [`v${n}`, id])));
    const notFound = { process: null, userErrors: [{ code: "NOT_FOUND", field: ["processId"] }] };
    const cells = all.map((_, n) => {
      const one = old[n];
      const seen = one && sees(person, one) ? { process: heldBy(world, person, one), userErrors: [] } : notFound;
      const must = person.is === "client" ? seen : null;
      return {
        who: person.key,
        asks,
        of: one?.key ?? "one that was never there",
        must,
        got: told.data?.[`a${n}`] ?? null,
      };
    });
    const codes =
      person.is !== "client"
        ? times(all.length, ["FORBIDDEN"])
        : old.some((one) => sees(person, one))
          ? closedTo(person).filter((code) => !code.endsWith("DOCUMENTS"))
          : [];
    return [...cells, ...manners(world, person, asks, told, { roots: all.length, codes })];
  },
};

export const paths: readonly Path[] = [
  eachProcess,
  partsOfAProcess,
  theHome,
  theFirmsPublications,
  fromAnother,
  references,
  markings,
];
