// Tasks and publications: the firm keeps them, clients follow those of their processes, each kind where it is switched on.
import { afterAll, beforeAll, expect, test } from "vitest";
import { executor } from "../platform/execute.ts";
import { Asking } from "../platform/subgraph.ts";
import {
  CreateTaskDocument,
  DeleteTaskDocument,
  ImportPublicationsDocument,
  ProcessPublicationsDocument,
  ProcessTasksDocument,
  type PublicationInput,
  PublicationQueueDocument,
  SetPartiesDocument,
  type TaskInput,
  TreatPublicationDocument,
  type TreatPublicationInput,
  UpdateTaskDocument,
  WorkOfProcessesDocument,
} from "../schema/operations.ts";
import { subgraphs, whoIs } from "../subgraphs/index.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, grant, openLink, process, settleFirm } from "./world.ts";

const number = "0000001-11.2099.8.26.0100";
const nobodysId = "00000000-0000-4000-8000-000000000000";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
let hers: string;
let brunos: string;
let davis: string;
let ana: string;
let anaAccess: string;
let bruno: string;

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
  hers = await process(house, firm.carla, {
    kind: "LAWSUIT",
    number,
    title: "Indenização",
    parties: [{ contactId: firm.anaContact, role: "CLIENT", side: "ACTIVE" }],
  });
  brunos = await process(house, firm.carla, {
    title: "Inventário",
    parties: [{ contactId: firm.brunoContact, role: "CLIENT", side: "ACTIVE" }],
  });
  davis = await process(house, firm.davi, {
    kind: "LAWSUIT",
    number: "0000002-93.2099.8.26.0100",
    title: "Só do Davi",
    visibility: "PRIVATE",
    responsibleId: firm.daviId,
  });
  const access = (contactId: string, name: string, categories: ("TASKS" | "PUBLICATIONS")[]) =>
    grant(house, firm.davi, {
      contactId,
      email: `${name}@clientes.almeida.example`,
      type: "STANDARD",
      categories,
    });
  const granted = await access(firm.anaContact, "ana", ["TASKS", "PUBLICATIONS"]);
  anaAccess = granted.accessId;
  ana = await openLink(house, granted.open);
  bruno = await openLink(house, (await access(firm.brunoContact, "bruno", [])).open);
});
afterAll(() => house.close());

const addTask = async (processId: string, input: TaskInput, token = firm.carla) => {
  const { data, errors } = await house.ask(token, CreateTaskDocument, { processId, input });
  expect(errors).toEqual([]);
  expect(data?.createTask?.userErrors).toEqual([]);
  return data?.createTask?.task as { id: string; version: number };
};
const tasksOf = async (token: string, id: string, more: object = {}) =>
  (await house.ask(token, ProcessTasksDocument, { id, ...more })).data?.process?.tasks;
const publicationsOf = async (token: string, id: string) =>
  (await house.ask(token, ProcessPublicationsDocument, { id })).data?.process?.publications;
const published = (externalId: string, more: Partial<PublicationInput> = {}): PublicationInput => ({
  externalId,
  gazette: "DJEN",
  availableOn: "2026-03-02",
  content: `Intimação ${externalId}`,
  ...more,
});
const imports = async (publications: PublicationInput[], token = firm.carla) =>
  (await house.ask(token, ImportPublicationsDocument, { input: { publications } })).data?.importPublications;
const treats = async (input: TreatPublicationInput, token = firm.carla) =>
  (await house.ask(token, TreatPublicationDocument, { input })).data?.treatPublication;
const refused = (code: string, ...field: string[]) => [expect.objectContaining({ code, field })];
const categories = (...open: string[]) =>
  house.seed(
    ["identity.client_access"],
    ["update identity.client_access set categories = $1 where id = $2", [`{${open.join(",")}}`, anaAccess]],
  );
/** The id of a publication that has been imported. */
const idOf = async (externalId: string): Promise<string> => {
  const { data } = await house.ask(firm.davi, PublicationQueueDocument, { status: null, first: 100 });
  return data?.publications?.nodes.find(({ content }) => content === `Intimação ${externalId}`)?.id as string;
};

test("Ana sees the tasks of her process, the newest first and page by page, and none of Bruno's", async () => {
  await addTask(brunos, { title: "Reunir certidões" });
  await addTask(hers, { title: "Juntar procuração", dueOn: "2026-04-30", assigneeId: firm.carlaId });
  await addTask(hers, { title: "Protocolar a inicial", status: "DONE" });

  const all = await tasksOf(ana, hers);
  expect(all).toMatchObject({
    totalCount: 2,
    nodes: [
      { title: "Protocolar a inicial", status: "DONE", dueOn: null, completedAt: expect.any(String), assignee: null },
      {
        title: "Juntar procuração",
        status: "OPEN",
        dueOn: "2026-04-30",
        completedAt: null,
        assignee: { id: firm.carlaId, name: "Carla Nogueira" },
      },
    ],
  });
  expect((await tasksOf(ana, hers, { status: "OPEN" }))?.nodes).toMatchObject([{ title: "Juntar procuração" }]);

  const first = await tasksOf(ana, hers, { first: 1 });
  expect(first).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
  const second = await tasksOf(ana, hers, { first: 1, after: first?.pageInfo.endCursor });
  expect(second).toMatchObject({ nodes: [{ title: "Juntar procuração" }], pageInfo: { hasNextPage: false } });

  expect((await house.ask(ana, ProcessTasksDocument, { id: brunos })).data).toEqual({ process: null });
});

test("Ana reads the name of who has a task of hers, and nothing of the firm's other people", async () => {
  const { data, errors } = await house.ask(ana, WorkOfProcessesDocument, {});
  expect(data?.processes?.nodes).toHaveLength(1);
  expect(data?.processes?.nodes[0]?.tasks?.nodes).toMatchObject([
    { assignee: { name: "Carla Nogueira", email: null }, process: { id: hers, title: "Indenização" } },
  ]);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);

  const people = (token: string) => staffByReference(token, [firm.carlaId, firm.daviId, other.carlaId]);
  expect(await people(ana)).toEqual([{ name: "Carla Nogueira" }, null, null]);
  expect(await people(bruno)).toEqual([null, null, null]);
  await categories("PUBLICATIONS");
  expect(await people(ana)).toEqual([null, null, null]);
  await categories("TASKS", "PUBLICATIONS");
});

test("what is closed to Bruno says so once, also of a list of processes, and is not an empty list", async () => {
  await process(house, firm.carla, {
    title: "Partilha",
    parties: [{ contactId: firm.brunoContact, role: "CLIENT", side: "ACTIVE" }],
  });
  const { data, errors } = await house.ask(bruno, WorkOfProcessesDocument, {});
  expect(data?.processes?.nodes).toMatchObject([
    { title: "Inventário", tasks: null, publications: null },
    { title: "Partilha", tasks: null, publications: null },
  ]);
  expect(errors.map(({ extensions: { code, category } }) => [code, category]).sort()).toEqual([
    ["CATEGORY_NOT_ENABLED", "PUBLICATIONS"],
    ["CATEGORY_NOT_ENABLED", "TASKS"],
  ]);
});

test("a list of processes brings each process's own tasks, as many of each as asked", async () => {
  await addTask(hers, { title: "Ligar para Ana" });
  const { data } = await house.ask(firm.carla, WorkOfProcessesDocument, { tasks: 1 });
  expect(data?.processes?.nodes.map(({ title, tasks }) => [title, tasks?.totalCount, tasks?.nodes[0]?.title])).toEqual([
    ["Indenização", 2, "Ligar para Ana"],
    ["Inventário", 1, "Reunir certidões"],
    ["Partilha", 0, undefined],
  ]);
});

test("Carla changes a task from the version she read, and it is done when she says so", async () => {
  const task = await addTask(hers, { title: "Conferir", description: "Linha um\nlinha dois", dueOn: "2026-05-01" });
  const change = async (input: object, id = task.id) =>
    (await house.ask(firm.carla, UpdateTaskDocument, { id, input })).data?.updateTask;
  const done = await change({ expectedVersion: task.version, status: "DONE", assigneeId: firm.daviId });
  expect(done?.task).toMatchObject({
    status: "DONE",
    completedAt: expect.any(String),
    description: "Linha um\nlinha dois",
    assignee: { name: "Davi Almeida" },
  });
  expect(await change({ expectedVersion: task.version, title: "Tarde demais" })).toMatchObject({
    task: null,
    userErrors: refused("CONFLICT", "input", "expectedVersion"),
  });
  const open = await change({ status: "OPEN", description: null, dueOn: null, assigneeId: null });
  expect(open?.task).toMatchObject({
    title: "Conferir",
    status: "OPEN",
    completedAt: null,
    description: null,
    dueOn: null,
    assignee: null,
  });
  expect(await change({ title: " " })).toMatchObject({ userErrors: refused("REQUIRED", "input", "title") });
  expect(await change({ status: null })).toMatchObject({ userErrors: refused("REQUIRED", "input", "status") });
  expect(await change({ title: "a\u0007b" })).toMatchObject({ userErrors: refused("INVALID", "input", "title") });
  expect(await change({ dueOn: "0000-01-01" })).toMatchObject({ userErrors: refused("INVALID", "input", "dueOn") });

  const deleted = await house.ask(firm.carla, DeleteTaskDocument, { id: task.id });
  expect(deleted.data?.deleteTask).toEqual({ deletedId: task.id, userErrors: [] });
  const again = await house.ask(firm.carla, DeleteTaskDocument, { id: task.id });
  expect(again.data?.deleteTask).toMatchObject({ deletedId: null, userErrors: refused("NOT_FOUND", "id") });
});

test("another firm's people, processes and tasks are not there for Carla", async () => {
  const theirs = await process(house, other.carla, { title: "Da outra casa" });
  const task = await addTask(theirs, { title: "Segredo da outra casa" }, other.carla);
  for (const processId of [theirs, nobodysId, "x"]) {
    const { data } = await house.ask(firm.carla, CreateTaskDocument, { processId, input: { title: "Minha" } });
    expect(data?.createTask).toMatchObject({ task: null, userErrors: refused("NOT_FOUND", "processId") });
  }
  for (const assigneeId of [other.carlaId, firm.anaContact, nobodysId, "x"]) {
    const { data } = await house.ask(firm.carla, CreateTaskDocument, {
      processId: hers,
      input: { title: "De quem?", assigneeId },
    });
    expect(data?.createTask).toMatchObject({ task: null, userErrors: refused("NOT_FOUND", "input", "assigneeId") });
  }
  for (const id of [task.id, nobodysId, "x"]) {
    const changed = await house.ask(firm.davi, UpdateTaskDocument, { id, input: { title: "Minha" } });
    expect(changed.data?.updateTask).toMatchObject({ task: null, userErrors: refused("NOT_FOUND", "id") });
    const deleted = await house.ask(firm.davi, DeleteTaskDocument, { id });
    expect(deleted.data?.deleteTask).toMatchObject({ deletedId: null, userErrors: refused("NOT_FOUND", "id") });
  }
  expect((await tasksOf(other.carla, theirs))?.nodes).toMatchObject([{ title: "Segredo da outra casa" }]);

  expect(await imports([published("da-outra")], other.carla)).toMatchObject({ added: 1 });
  const [publication] =
    (await house.ask(other.carla, PublicationQueueDocument, {})).data?.publications?.nodes.map(({ id }) => id) ?? [];
  expect(await treats({ publicationId: publication as string, processId: hers })).toMatchObject({
    publication: null,
    userErrors: refused("NOT_FOUND", "input", "publicationId"),
  });
  expect(await treats({ publicationId: publication as string, processId: hers }, other.carla)).toMatchObject({
    publication: null,
    userErrors: refused("NOT_FOUND", "input", "processId"),
  });
  expect((await house.ask(firm.davi, PublicationQueueDocument, { status: null })).data?.publications?.totalCount).toBe(
    0,
  );
});

test("importing the same twice adds nothing, a wrong one is refused by itself, a cancelation stays", async () => {
  const batch = [
    published("1", { processNumber: "00000011120998260100" }),
    published("2", { content: "Texto\u0000com nulo" }),
    published("3", { processNumber: " 123/2026 ", publishedOn: "2026-03-03" }),
    published(" ", { availableOn: "0000-01-01" }),
    published("3", { content: "Outra vez" }),
  ];
  const first = await imports(batch);
  expect(first).toMatchObject({ added: 2, unchanged: 1 });
  expect(first?.userErrors.map(({ code, field }) => [code, field])).toEqual([
    ["INVALID", ["input", "publications", "1", "content"]],
    ["REQUIRED", ["input", "publications", "3", "externalId"]],
    ["INVALID", ["input", "publications", "3", "availableOn"]],
  ]);
  expect(await imports(batch)).toMatchObject({ added: 0, unchanged: 3 });

  const { data } = await house.ask(firm.carla, PublicationQueueDocument, {});
  expect(data?.publications).toMatchObject({ totalCount: 2 });
  const queue = data?.publications?.nodes.toSorted((a, b) => a.content.localeCompare(b.content));
  expect(queue).toMatchObject([
    { processNumber: number, suggestedProcess: { id: hers, title: "Indenização" }, status: "PENDING", canceled: false },
    { processNumber: "123/2026", suggestedProcess: null, publishedOn: "2026-03-03", content: "Intimação 3" },
  ]);

  expect(await imports([published("1", { canceled: true, content: "Mudado" })])).toEqual({
    added: 0,
    unchanged: 1,
    userErrors: [],
  });
  expect(await imports([published("1")])).toMatchObject({ unchanged: 1 });
  expect(await imports([published("4", { canceled: true })])).toMatchObject({ added: 1, unchanged: 0 });
  const after = await house.ask(firm.carla, PublicationQueueDocument, { first: 100 });
  const marked = after.data?.publications?.nodes.filter(({ canceled }) => canceled).map(({ content }) => content);
  expect(marked?.sort()).toEqual(["Intimação 1", "Intimação 4"]);

  // The same external id at another firm is another publication.
  expect(await imports([published("1")], other.carla)).toMatchObject({ added: 1 });
  expect(await imports([])).toEqual({ added: 0, unchanged: 0, userErrors: [] });
  const tooMany = await imports(
    Array.from({ length: 1001 }, () => ({ externalId: "e", gazette: "g", availableOn: "2026-01-01", content: "c" })),
  );
  expect(tooMany).toMatchObject({ added: 0, userErrors: refused("INVALID", "input", "publications") });
});

test("Ana sees a publication once it is linked to her process, and only while it is", async () => {
  await imports([published("5", { availableOn: "2026-03-05" }), published("6", { availableOn: "2026-03-06" })]);
  expect(await publicationsOf(ana, hers)).toMatchObject({ totalCount: 0, nodes: [] });
  const [five, six] = [await idOf("5"), await idOf("6")];

  expect(await treats({ publicationId: five, processId: hers })).toMatchObject({
    publication: { status: "TREATED", process: { id: hers } },
    userErrors: [],
  });
  await treats({ publicationId: six, processId: hers });
  expect(await publicationsOf(ana, hers)).toMatchObject({
    totalCount: 2,
    nodes: [
      { content: "Intimação 6", availableOn: "2026-03-06", status: "TREATED", canceled: false, process: { id: hers } },
      { content: "Intimação 5" },
    ],
  });

  expect(await treats({ publicationId: five, processId: brunos })).toMatchObject({
    publication: { process: { id: brunos } },
  });
  expect(await publicationsOf(ana, hers)).toMatchObject({ totalCount: 1, nodes: [{ content: "Intimação 6" }] });
  expect(await treats({ publicationId: six, discard: true })).toMatchObject({
    publication: { status: "DISCARDED", process: null },
  });
  expect(await publicationsOf(ana, hers)).toMatchObject({ totalCount: 0, nodes: [] });
  await treats({ publicationId: six, processId: hers });
  await imports([published("6", { canceled: true })]);
  expect(await publicationsOf(ana, hers)).toMatchObject({ nodes: [{ content: "Intimação 6", canceled: true }] });

  const queue = await house.ask(firm.carla, PublicationQueueDocument, { status: "TREATED", first: 1 });
  expect(queue.data?.publications).toMatchObject({ totalCount: 2, nodes: [{ content: "Intimação 6" }] });
  const after = queue.data?.publications?.pageInfo.endCursor as string;
  const rest = await house.ask(firm.carla, PublicationQueueDocument, { status: "TREATED", first: 1, after });
  expect(rest.data?.publications).toMatchObject({
    nodes: [{ content: "Intimação 5" }],
    pageInfo: { hasNextPage: false },
  });
});

test("of two who treat a publication as they read it one is told CONFLICT, and nobody else's client is shown it", async () => {
  await imports([published("8"), published("9")]);
  const [eight, nine] = [await idOf("8"), await idOf("9")];
  const conflict = { publication: null, userErrors: refused("CONFLICT", "input", "expectedVersion") };
  const read = async (publicationId: string) => {
    const { data } = await house.ask(firm.davi, PublicationQueueDocument, { status: null, first: 100 });
    return data?.publications?.nodes.find(({ id }) => id === publicationId);
  };
  for (const publicationId of [eight, nine]) {
    const expectedVersion = (await read(publicationId))?.version as number;
    const second = {
      publicationId,
      expectedVersion,
      ...(publicationId === eight ? { processId: hers } : { discard: true }),
    };
    const told = await Promise.all([
      treats({ publicationId, expectedVersion, processId: brunos }, firm.davi),
      treats(second),
    ]);
    expect(told.filter((one) => one?.publication)).toHaveLength(1);
    expect(told).toContainEqual(conflict);
    // What the first one made of it stands, and whoever has read that may correct it.
    const [done] = told.flatMap((one) => one?.publication ?? []);
    expect(await read(publicationId)).toMatchObject({ status: done?.status, version: expectedVersion + 1 });
    expect(done?.version).toBe(expectedVersion + 1);
    const corrected = { publicationId, expectedVersion: expectedVersion + 1, processId: brunos };
    expect(await treats(corrected)).toMatchObject({ publication: { process: { id: brunos } }, userErrors: [] });
    expect(await treats(corrected)).toEqual(conflict);
    // A cancelation is a change that whoever treats it should know of.
    await imports([published(publicationId === eight ? "8" : "9", { canceled: true })]);
    expect(await treats({ ...corrected, expectedVersion: expectedVersion + 2 })).toEqual(conflict);
    expect(await treats({ publicationId, discard: true })).toMatchObject({
      publication: { status: "DISCARDED", version: expectedVersion + 4 },
    });
  }
  const asked = await house.send(ana, `{ process(id: "${hers}") { publications { nodes { version } } } }`);
  expect(asked.data.process.publications.nodes[0]).toEqual({ version: null });
  expect(asked.errors.map(({ extensions }) => extensions.code)).toContain("FORBIDDEN");
});

test("a publication that was marked as taken back by mistake is put right by hand, and by no import", async () => {
  await imports([published("10", { canceled: true })]);
  const publicationId = await idOf("10");
  expect(await treats({ publicationId, processId: brunos })).toMatchObject({ publication: { canceled: true } });
  await imports([published("10", { canceled: false })]);
  expect(await treats({ publicationId, processId: brunos, canceled: null })).toMatchObject({
    publication: { canceled: true },
  });
  expect(await treats({ publicationId, processId: brunos, canceled: false })).toMatchObject({
    publication: { canceled: false },
  });
  await imports([published("10", { canceled: true })]);
  expect(await treats({ publicationId, discard: true })).toMatchObject({ publication: { canceled: true } });
});

test("a publication is linked or discarded: exactly one of the two", async () => {
  const publicationId = await idOf("3");
  expect(await treats({ publicationId })).toMatchObject({ userErrors: refused("REQUIRED", "input", "processId") });
  expect(await treats({ publicationId, processId: hers, discard: true })).toMatchObject({
    userErrors: refused("INVALID", "input", "discard"),
  });
  for (const id of [nobodysId, "x"]) {
    expect(await treats({ publicationId: id, discard: true })).toMatchObject({
      userErrors: refused("NOT_FOUND", "input", "publicationId"),
    });
    expect(await treats({ publicationId, processId: id })).toMatchObject({
      userErrors: refused("NOT_FOUND", "input", "processId"),
    });
  }
});

test("what is of Davi's private process is not there for Carla", async () => {
  const task = await addTask(davis, { title: "Só do Davi" }, firm.davi);
  await imports([published("7", { processNumber: "0000002-93.2099.8.26.0100" })]);
  const seven = await idOf("7");
  const suggested = async (token: string) =>
    (await house.ask(token, PublicationQueueDocument, { first: 100 })).data?.publications?.nodes.find(
      ({ id }) => id === seven,
    )?.suggestedProcess?.id ?? null;
  expect(await suggested(firm.davi)).toBe(davis);
  expect(await suggested(firm.carla)).toBeNull();
  const added = await house.ask(firm.carla, CreateTaskDocument, { processId: davis, input: { title: "Espiar" } });
  expect(added.data?.createTask?.userErrors).toEqual(refused("NOT_FOUND", "processId"));
  const changed = await house.ask(firm.carla, UpdateTaskDocument, { id: task.id, input: { title: "Espiar" } });
  expect(changed.data?.updateTask?.userErrors).toEqual(refused("NOT_FOUND", "id"));
  const deleted = await house.ask(firm.carla, DeleteTaskDocument, { id: task.id });
  expect(deleted.data?.deleteTask?.userErrors).toEqual(refused("NOT_FOUND", "id"));
  // She learns nothing of what is published of it either: while it waits, when it is treated, and when it was discarded after all.
  const isToldTo = async (token: string) => {
    const { data } = await house.ask(token, PublicationQueueDocument, { status: null, first: 100 });
    expect(data?.publications?.totalCount).toBe(data?.publications?.nodes.length);
    return data?.publications?.nodes.some(({ id }) => id === seven);
  };
  for (const input of [null, { processId: davis }, { discard: true }]) {
    if (input) await treats({ publicationId: seven, ...input }, firm.davi);
    expect([input, await isToldTo(firm.davi), await isToldTo(firm.carla)]).toEqual([input, true, false]);
    for (const treatment of [{ processId: hers }, { discard: true }])
      expect((await treats({ publicationId: seven, ...treatment }))?.userErrors).toEqual(
        refused("NOT_FOUND", "input", "publicationId"),
      );
  }
  expect((await publicationsOf(firm.davi, davis))?.nodes).toEqual([]);
  await treats({ publicationId: seven, processId: davis }, firm.davi);
  expect(await imports([published("7")])).toMatchObject({ added: 0, unchanged: 1, userErrors: [] });
  // The word of its cancelation is not hers to bring, and she is told nothing either; it is for who sees it.
  expect(await imports([published("7", { canceled: true })])).toMatchObject({ added: 0, unchanged: 1, userErrors: [] });
  expect((await publicationsOf(firm.davi, davis))?.nodes).toMatchObject([{ id: seven, canceled: false }]);
  await imports([published("7", { canceled: true })], firm.davi);
  expect((await publicationsOf(firm.davi, davis))?.nodes).toMatchObject([{ id: seven, canceled: true }]);
});

test("a number of before 2010 hides what is published of it as well, however it is written", async () => {
  const old = "583.00.2007.123456-7";
  const itsId = await process(house, firm.davi, {
    ...{
      kind: "LAWSUIT",
      title: "Antigo e privado",
      legacyNumber: old,
      visibility: "PRIVATE",
      responsibleId: firm.daviId,
    },
  });
  for (const [externalId, processNumber] of [
    ["91", old],
    ["92", old.replace(/\D/g, "")],
    ["93", "583.00.2007.123456-8"],
    // Nor does a number that came with words around it tell of a process that is hidden.
    ["95", "Processo 0000002-93.2099.8.26.0100"],
    ["96", "2-93/2099.8.26.0100"],
  ] as const)
    await imports([published(externalId, { processNumber })], firm.davi);
  const told = async (token: string) =>
    (await house.ask(token, PublicationQueueDocument, { first: 100 })).data?.publications?.nodes
      .filter(({ content }) => /9[12356]$/.test(content))
      .map(({ content, suggestedProcess }) => `${content} ${suggestedProcess?.id}`)
      .sort();
  expect(await told(firm.davi)).toEqual([
    ...[`Intimação 91 ${itsId}`, "Intimação 92 undefined", "Intimação 93 undefined"],
    ...[`Intimação 95 ${davis}`, `Intimação 96 ${davis}`],
  ]);
  expect(await told(firm.carla)).toEqual(["Intimação 93 undefined"]);
});

test("a number hides what is published of it, in whatever way the gazette writes it", async () => {
  const number = "0000003-78.2099.8.26.0100";
  await process(house, firm.davi, {
    ...{ kind: "LAWSUIT", title: "Reservado", number, visibility: "PRIVATE", responsibleId: firm.daviId },
  });
  const old = "583.00.2008.123456-7";
  await process(house, firm.davi, {
    ...{ kind: "LAWSUIT", title: "Antigo", legacyNumber: old, visibility: "PRIVATE", responsibleId: firm.daviId },
  });
  const ofHidden = [
    number,
    `${number}/50000`,
    `${number.replace(/\D/g, "")}50001`,
    `3-78.2099.8.26.0100/50000`,
    "3\u201378.2099.8.26.0100/50000",
    "3 - 78 / 2099 . 8 . 26 . 0100 (1)",
    `Processo nº ${number} (1)`,
    `1. ${number}`,
    number.replace(".8.26.", ".826."),
    number.replaceAll(/[-.]/g, " "),
    `${old}/000001-000`,
    `Processo 2 – ${old}`,
  ];
  const ofOthers = [
    "0000004-63.2099.8.26.0100/50000",
    "13-78.2099.8.26.0100/1",
    `${old.slice(0, -1)}8/000001-000`,
    "3-78",
  ];
  const numbers = [...ofHidden, ...ofOthers];
  const publications = numbers.map((processNumber, at) => published(`n${at}`, { processNumber, content: `Nº ${at}` }));
  expect(await imports(publications, firm.davi)).toMatchObject({ added: numbers.length, userErrors: [] });
  const told = async (token: string) => {
    const { data } = await house.ask(token, PublicationQueueDocument, { first: 100 });
    expect(data?.publications?.totalCount).toBe(data?.publications?.nodes.length);
    return numbers.filter((_, at) => data?.publications?.nodes.some(({ content }) => content === `Nº ${at}`));
  };
  expect(await told(firm.davi)).toEqual(numbers);
  expect(await told(firm.carla)).toEqual(ofOthers);
});

test("a text of nothing but tags keeps nobody busy, and its words are kept", async () => {
  const content = `Intime-se${"<b>".repeat(30_000)}já`;
  expect(await imports([published("94", { content })], firm.davi)).toMatchObject({ added: 1, userErrors: [] });
  const { data } = await house.ask(firm.davi, PublicationQueueDocument, { first: 100 });
  const kept = data?.publications?.nodes.find((one) => /^Intime-se\s+já$/.test(one.content));
  expect(kept).toBeDefined();
});

test("clients change nothing and learn nothing of the queue", async () => {
  const task = (await tasksOf(ana, hers))?.nodes[0]?.id as string;
  const six = await idOf("6");
  const answers = [
    await house.ask(ana, CreateTaskDocument, { processId: hers, input: { title: "Minha" } }),
    await house.ask(ana, UpdateTaskDocument, { id: task, input: { title: "Minha" } }),
    await house.ask(ana, DeleteTaskDocument, { id: task }),
    await house.ask(ana, ImportPublicationsDocument, { input: { publications: [published("8")] } }),
    await house.ask(ana, TreatPublicationDocument, { input: { publicationId: six, discard: true } }),
    await house.ask(ana, PublicationQueueDocument, { status: "TREATED" }),
  ];
  for (const { data, errors } of answers) {
    expect(Object.values(data ?? {})).toEqual([null]);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
  }
  const asked = await house.send(
    ana,
    "query ($id: ID!) { process(id: $id) { publications { nodes { id processNumber suggestedProcess { id } } } } }",
    { id: hers },
  );
  expect(asked.data.process.publications.nodes).toEqual([{ id: six, processNumber: null, suggestedProcess: null }]);
  expect(asked.errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  const nobody = await house.ask(null, PublicationQueueDocument, {});
  expect(nobody.errors.map(({ extensions }) => extensions.code)).toEqual(["UNAUTHENTICATED"]);
});

test("a made-up cursor is refused as what it is", async () => {
  const cursor = (...position: unknown[]) => Buffer.from(JSON.stringify(position)).toString("base64url");
  for (const after of [
    "x",
    cursor("CREATED", "2026-02-31T00:00:00.000000Z", hers),
    cursor("CREATED", "0000-01-01T00:00:00.000000Z", hers),
    cursor("AVAILABLE", "2026-03-02", hers),
  ]) {
    const { data, errors } = await house.ask(ana, ProcessTasksDocument, { id: hers, after });
    expect(data?.process?.tasks).toBeNull();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
  }
  for (const value of ["2026-02-31", "0000-01-01", "2026-03-02' or true"]) {
    const after = cursor("AVAILABLE", value, hers);
    const { errors } = await house.ask(ana, ProcessPublicationsDocument, { id: hers, after });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
  }
});

test("switching a kind off, and leaving Ana out of the parties, hold from her next request on", async () => {
  const seen = async () => {
    const tasks = await house.ask(ana, ProcessTasksDocument, { id: hers });
    const publications = await house.ask(ana, ProcessPublicationsDocument, { id: hers });
    const closed = [...tasks.errors, ...publications.errors].map(({ extensions }) => extensions.category);
    return {
      tasks: tasks.data?.process?.tasks?.totalCount ?? null,
      publications: publications.data?.process?.publications?.totalCount ?? null,
      closed,
    };
  };
  const open = await seen();
  expect(open).toEqual({ tasks: 3, publications: 1, closed: [] });
  await categories("PUBLICATIONS");
  expect(await seen()).toEqual({ tasks: null, publications: 1, closed: ["TASKS"] });
  await categories();
  expect(await seen()).toEqual({ tasks: null, publications: null, closed: ["TASKS", "PUBLICATIONS"] });
  await categories("TASKS", "PUBLICATIONS");
  expect(await seen()).toEqual(open);

  const parties = (...who: { contactId?: string; name?: string; role: "CLIENT" | "OTHER"; side: "ACTIVE" }[]) =>
    house.ask(firm.carla, SetPartiesDocument, { id: hers, parties: who });
  await parties({ name: "Ana Ribeiro", role: "OTHER", side: "ACTIVE" });
  expect(await seen()).toEqual({ tasks: null, publications: null, closed: [] });
  expect(await staffByReference(ana, [firm.carlaId])).toEqual([null]);
  await parties({ contactId: firm.anaContact, role: "CLIENT", side: "ACTIVE" });
  expect(await seen()).toEqual(open);
});

/** What identity answers for references to staff members, as the gateway asks it for whoever bears a token. */
async function staffByReference(token: string, ids: string[]): Promise<({ name: string } | null)[]> {
  const identity = subgraphs.find(({ name }) => name === "identity");
  if (!identity) throw new Error("There is no identity.");
  const viewer = await whoIs(house.house.database, token);
  const ask = executor(await identity.schema());
  const { data } = await ask(
    {
      query: "query ($of: [_Any!]!) { _entities(representations: $of) { ... on StaffMember { name } } }",
      variables: { of: ids.map((id) => ({ __typename: "StaffMember", id })) },
    },
    new Asking(house.house as never, { id: "a test", viewer, language: "pt" }),
  );
  return data?.["_entities"] as ({ name: string } | null)[];
}
