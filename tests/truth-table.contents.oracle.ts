// What of a process somebody may follow, taken down once more from product.md (R4, R13, R14, R17, R19) over the facts, and
// what an answer must then hold. It shares no code with the product.
import {
  type Category,
  type CommentFacts,
  cameBy,
  type DocumentFacts,
  documents,
  type Follower,
  isMarked,
  type MovementFacts,
  marked,
  movements,
  type Origin,
  type PublicationFacts,
  processes,
  publications,
  type TaskFacts,
  tasks,
} from "./truth-table.contents.world.ts";
import { isStaff, marksIn, oneOf, readsContact, sees } from "./truth-table.oracle.ts";
import { contacts, type ProcessFacts, staff, type World } from "./truth-table.world.ts";

// --------------------------------------------------------------------------------------------------- who follows what

/** R4: what is switched on; the firm's people have all of it. */
export const opens = (person: Follower, category: Category): boolean =>
  isStaff(person) || person.categories.includes(category);

const categoryOf: Readonly<Record<Origin, Category>> = { AUTOMATIC: "AUTOMATIC_MOVEMENTS", MANUAL: "MANUAL_MOVEMENTS" };

export const opensOrigin = (person: Follower, origin: Origin): boolean => opens(person, categoryOf[origin]);

/** R17: with neither origin the timeline is closed. */
export const opensTimeline = (person: Follower): boolean =>
  opensOrigin(person, "AUTOMATIC") || opensOrigin(person, "MANUAL");

export const followsMovement = (person: Follower, { of, origin }: MovementFacts): boolean =>
  sees(person, of) && opensOrigin(person, origin);

/** R17: with its movement; what is for the firm never leaves it. */
export const followsComment = (person: Follower, movement: MovementFacts, { audience }: CommentFacts): boolean =>
  followsMovement(person, movement) && (isStaff(person) || audience === "CLIENT");

export const followsTask = (person: Follower, { of }: TaskFacts): boolean => sees(person, of) && opens(person, "TASKS");

export const followsDocument = (person: Follower, { of }: DocumentFacts): boolean =>
  sees(person, of) && opens(person, "DOCUMENTS");

/**
 * R4: related to the process and treated. What is of no process is the firm's people's (R27), unless it has the number of one that
 * they do not see (R26); what was discarded is theirs who see what it had been linked to.
 */
export const followsPublication = (person: Follower, { firm, of, status, number }: PublicationFacts): boolean => {
  if (!isStaff(person)) return of !== null && status === "TREATED" && sees(person, of) && opens(person, "PUBLICATIONS");
  if (person.firm !== firm || person.is === "admin") return person.firm === firm;
  const named = of ? [of] : processes.filter((one) => one.firm === firm && number !== null && one.number === number);
  return named.every((one) => sees(person, one));
};

/** R18: the firm's people, and to a client who is responsible for what it sees, or has a task it may follow. */
export const readsName = (person: Follower, key: string): boolean =>
  isStaff(person)
    ? staff[key]?.firm === person.firm
    : processes.some((one) => one.responsible === key && sees(person, one)) ||
      tasks.some((task) => task.assignee === key && followsTask(person, task));

/** R14: a link is told of where both are seen. */
export const linksOf = (person: Follower, one: ProcessFacts) =>
  [
    ...(one.linkedTo ?? []).map(({ kind, original }) => ({ kind, isOriginal: true, other: original })),
    ...processes.flatMap((linked) =>
      (linked.linkedTo ?? [])
        .filter(({ original }) => original === one)
        .map(({ kind }) => ({ kind, isOriginal: false, other: linked })),
    ),
  ].filter(({ other }) => sees(person, one) && sees(person, other));

// ------------------------------------------------------------------------------------------------- what is made of it

const descending = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

/** The timeline a person has of a process, the latest first. */
export const timelineOf = (person: Follower, one: ProcessFacts): MovementFacts[] =>
  movements
    .filter((movement) => movement.of === one && followsMovement(person, movement))
    .sort((a, b) => descending(a.occurredAt, b.occurredAt) || descending(a.id, b.id));

export const lastMovementAt = (person: Follower, one: ProcessFacts): string | null =>
  timelineOf(person, one)[0]?.occurredAt ?? null;

/** R19: recorded, not dated, after the client last marked its process seen, or first came by. */
const isNew = (person: Follower, { of, recordedAt }: MovementFacts): boolean =>
  person.is === "client" && recordedAt > (isMarked(of) ? marked : cameBy);

export const newIn = (person: Follower, one: ProcessFacts): MovementFacts[] =>
  timelineOf(person, one).filter((movement) => isNew(person, movement));

export const unseenMovements = (person: Follower, one: ProcessFacts): number | null =>
  person.is === "client" && opensTimeline(person) ? newIn(person, one).length : null;

/** R19: by the latest movement the person may see, then by filing date; ids break ties. */
export function byLatest(world: World, person: Follower, list: readonly ProcessFacts[]): ProcessFacts[] {
  const key = (one: ProcessFacts) => positionOf(world, one, lastMovementAt(person, one));
  return [...list].sort((a, b) => descending(key(a), key(b)));
}

/** Where a process stands in that order by a date of its latest movement: its texts compare as its parts do. */
export const positionOf = (world: World, one: ProcessFacts, at: string | null): string =>
  `${at ?? "0001-01-01T00:00:00.000Z"} ${one.filedOn ?? "0001-01-01"} ${world.processes[one.key]}`;

// --------------------------------------------------------------------------------------------- what an answer must hold

export const nameOf = (world: World, one: ProcessFacts) => ({ id: world.processes[one.key], title: one.title });

const page = <Node>(nodes: Node[]) => ({ totalCount: nodes.length, nodes });
const order = <Item>(list: readonly Item[], ...keys: ((item: Item) => string)[]): Item[] =>
  [...list].sort((a, b) => keys.reduce((decided, key) => decided || descending(key(a), key(b)), 0));

/** A movement as the fragment `movement` of truth-table.contents.paths.ts selects it. */
const movementOf = (world: World, person: Follower, movement: MovementFacts) => ({
  ...{ id: movement.id, origin: movement.origin, occurredAt: movement.occurredAt, title: movement.title },
  unseen: isNew(person, movement),
  comments: movement.comments
    .filter((comment) => followsComment(person, movement, comment))
    .map(({ id, text, audience }) => ({ id, text, audience })),
  process: nameOf(world, movement.of),
});

export const tasksOf = (person: Follower, one: ProcessFacts): TaskFacts[] =>
  order(
    tasks.filter((task) => task.of === one && followsTask(person, task)),
    ({ createdAt }) => createdAt,
    ({ id }) => id,
  );

export const publicationsOf = (person: Follower, one: ProcessFacts): PublicationFacts[] =>
  latest(
    publications.filter(
      (publication) =>
        publication.of === one && publication.status === "TREATED" && followsPublication(person, publication),
    ),
  );

export const latest = (list: readonly PublicationFacts[]): PublicationFacts[] =>
  order(
    list,
    ({ availableOn }) => availableOn,
    ({ id }) => id,
  );

export const documentsOf = (person: Follower, one: ProcessFacts): DocumentFacts[] =>
  documents.filter((document) => document.of === one && followsDocument(person, document));

/** All that the processes' own subgraph holds of one, as `everything` selects it; links by the id of the other one. */
export function everythingOf(world: World, person: Follower, one: ProcessFacts) {
  const process = nameOf(world, one);
  return {
    ...process,
    lastMovementAt: lastMovementAt(person, one),
    unseenMovements: unseenMovements(person, one),
    movements: opensTimeline(person)
      ? page(timelineOf(person, one).map((movement) => movementOf(world, person, movement)))
      : null,
    tasks: opens(person, "TASKS")
      ? page(
          tasksOf(person, one).map(({ id, title, status, assignee }) => ({
            ...{ id, title, status, process },
            assignee: assignee && { id: world.staff[assignee] },
          })),
        )
      : null,
    publications: opens(person, "PUBLICATIONS")
      ? page(
          publicationsOf(person, one).map(({ id, content, status, canceled }) => ({
            ...{ id, content, status, canceled, process },
          })),
        )
      : null,
    links: linksOf(person, one)
      .map(({ kind, isOriginal, other }) => ({ kind, isOriginal, process: nameOf(world, other) }))
      .sort((a, b) => descending(`${a.process.id}`, `${b.process.id}`)),
  };
}

/** As `held` selects it. */
export const heldBy = (world: World, person: Follower, one: ProcessFacts) => ({
  ...nameOf(world, one),
  ...{ lastMovementAt: lastMovementAt(person, one), unseenMovements: unseenMovements(person, one) },
  movements: opensTimeline(person) ? idsOf(timelineOf(person, one)) : null,
  tasks: opens(person, "TASKS") ? idsOf(tasksOf(person, one)) : null,
  publications: opens(person, "PUBLICATIONS") ? idsOf(publicationsOf(person, one)) : null,
});

const idsOf = (list: readonly { id: string }[]) => ({ nodes: list.map(({ id }) => ({ id })) });

/** With what the other subgraphs add to it, as `brief` selects it. */
export const briefOf = (world: World, person: Follower, one: ProcessFacts) => ({
  ...heldBy(world, person, one),
  tasks: opens(person, "TASKS")
    ? {
        nodes: tasksOf(person, one).map(({ id, assignee }) => ({
          ...{ id, assignee: assignee && { id: world.staff[assignee], name: staff[assignee]?.name } },
        })),
      }
    : null,
  documents: opens(person, "DOCUMENTS")
    ? page(documentsOf(person, one).map(({ id, name }) => ({ id, name, process: nameOf(world, one) })))
    : null,
});

/** The errors of an answer that tells of a process all it holds: what is closed says so, once. */
export const closedTo = (person: Follower): string[] => [
  ...(opensTimeline(person) ? [] : ["CATEGORY_NOT_ENABLED AUTOMATIC_MOVEMENTS"]),
  ...(["TASKS", "PUBLICATIONS", "DOCUMENTS"] as const)
    .filter((category) => !opens(person, category))
    .map((category) => `CATEGORY_NOT_ENABLED ${category}`),
];

// ------------------------------------------------------------------------------------------------ what must be in no word

const known = new WeakMap<World, Map<string, RegExp>>();

/** What in an answer's text, its cursors read, this person may not follow. */
export function hiddenIn(world: World, person: Follower, text: string): string[] {
  const ofWorld = known.get(world) ?? new Map<string, RegExp>();
  known.set(world, ofWorld);
  const hidden = ofWorld.get(person.key) ?? oneOf(findHidden(world, person));
  ofWorld.set(person.key, hidden);
  return marksIn(text, hidden);
}

function findHidden(world: World, person: Follower): string[] {
  const open: unknown[] = [];
  const hidden: unknown[] = [];
  const told = (isOpen: boolean, ...marks: unknown[]) => (isOpen ? open : hidden).push(...marks);
  for (const one of processes)
    told(
      sees(person, one),
      world.processes[one.key],
      one.title,
      one.number,
      one.number?.replace(/\D/g, ""),
      one.division,
    );
  for (const one of movements) {
    told(followsMovement(person, one), one.id, one.title, one.occurredAt, one.occurredAt.slice(0, 19));
    for (const comment of one.comments) told(followsComment(person, one, comment), comment.id, comment.text);
  }
  for (const one of tasks) told(followsTask(person, one), one.id, one.title);
  // The number that a publication came with is told with it, whether its process is seen or not.
  for (const one of publications) told(followsPublication(person, one), one.id, one.content, one.number);
  for (const one of documents) told(followsDocument(person, one), one.id, one.name);
  for (const [key, { email }] of Object.entries(contacts)) told(readsContact(person, key), world.contacts[key], email);
  for (const key of Object.keys(staff)) told(readsName(person, key), world.staff[key]);
  return hidden.filter((mark): mark is string => typeof mark === "string" && !open.includes(mark));
}
