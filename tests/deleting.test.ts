// What is deleted is gone with all that is of it, and who edits at the same time does not overwrite without knowing.
import { readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  CommentMovementDocument,
  CompleteUploadDocument,
  CreateTaskDocument,
  DeleteDocumentDocument,
  DeleteProcessDocument,
  ImportPublicationsDocument,
  LinkProcessesDocument,
  MarkSeenDocument,
  NewsDocument,
  ProcessForStaffDocument,
  RecordMovementDocument,
  RequestDocumentUploadDocument,
  SetPartiesDocument,
  TreatPublicationDocument,
  UpdateProcessDocument,
  UpdateTaskDocument,
} from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, grant, openLink, process, settleFirm } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
let ana: string;

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
  const { open } = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: ["AUTOMATIC_MOVEMENTS", "MANUAL_MOVEMENTS", "TASKS", "PUBLICATIONS", "DOCUMENTS"],
  });
  ana = await openLink(house, open);
});
afterAll(() => house.close());

const body = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n9\n%%EOF\n";

async function upload(processId: string, completed = true): Promise<string> {
  const { data } = await house.ask(firm.carla, RequestDocumentUploadDocument, {
    input: { processId, name: "a.pdf", contentType: "application/pdf", byteSize: body.length },
  });
  const asked = data?.requestDocumentUpload;
  const sent = await fetch(asked?.upload?.url as string, {
    method: "PUT",
    body,
    headers: { "content-type": "application/pdf" },
  });
  expect(sent.status).toBe(204);
  const uploadId = asked?.uploadId as string;
  if (!completed) return uploadId;
  const done = await house.ask(firm.carla, CompleteUploadDocument, { uploadId });
  expect(done.data?.completeUpload?.userErrors).toEqual([]);
  return uploadId;
}

/** A process of Ana's with one of everything there can be in one, and two documents. */
async function furnished(number: string): Promise<string> {
  const id = await process(house, firm.carla, {
    kind: "LAWSUIT",
    number,
    title: "Indenização",
    parties: [{ contactId: firm.anaContact, role: "CLIENT", side: "ACTIVE" }],
  });
  const movement = await house.ask(firm.carla, RecordMovementDocument, {
    input: { processId: id, occurredAt: "2026-03-02T12:00:00Z", title: "Reunião" },
  });
  await house.ask(firm.carla, CommentMovementDocument, {
    input: { movementId: movement.data?.recordMovement?.movement?.id as string, text: "Ata", audience: "CLIENT" },
  });
  await house.ask(firm.carla, CreateTaskDocument, { processId: id, input: { title: "RG", assigneeId: firm.carlaId } });
  await house.ask(firm.carla, ImportPublicationsDocument, {
    input: { publications: [{ externalId: number, gazette: "DJE", availableOn: "2026-03-02", content: "Intimação" }] },
  });
  const { data } = await house.send(firm.carla, "{ publications { nodes { id } } }");
  await house.ask(firm.carla, TreatPublicationDocument, {
    input: { publicationId: data.publications.nodes[0].id, processId: id },
  });
  await house.ask(ana, MarkSeenDocument, { id });
  await upload(id);
  await upload(id);
  return id;
}

const kept = () =>
  readdirSync(house.filesFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;

/** The rows of all tables that name a process, by table. */
async function rowsNaming(id: string): Promise<Record<string, number>> {
  const columns = await house.owner(
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name, a.attname as "column"
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('processes', 'documents') and c.relkind = 'r' and a.atttypid = 'uuid'::regtype`,
  );
  const rows: Record<string, number> = {};
  for (const { name, column } of columns) {
    await house.owner(`alter table ${name} disable row level security`);
    const [{ found }] = await house.owner(`select count(*)::int as found from ${name} where ${column} = $1`, [id]);
    await house.owner(`alter table ${name} enable row level security`);
    if (found > 0) rows[name] = (rows[name] ?? 0) + found;
  }
  return rows;
}

const remove = async (id: string, by = firm.davi) =>
  (await house.ask(by, DeleteProcessDocument, { id })).data?.deleteProcess;
const seenByAna = async () => (await house.ask(ana, NewsDocument, {})).data?.processes?.nodes.map(({ id }) => id) ?? [];

test("an admin deletes a process, and nothing of it is left: no row, no file, no sight of what hung on it", async () => {
  const stays = await furnished("0000002-94.2099.8.19.0001");
  const left = kept();
  const id = await furnished("0000001-11.2099.8.26.0100");
  const appeal = await process(house, firm.davi, { title: "Recurso" });
  const attached = await process(house, firm.davi, { title: "Apenso" });
  for (const [linkedId, kind] of [
    [appeal, "APPEAL"],
    [attached, "ATTACHMENT"],
  ] as const)
    await house.ask(firm.davi, LinkProcessesDocument, { input: { originalId: id, linkedId, kind } });
  expect(await rowsNaming(id)).toMatchObject({
    ...{ "processes.process": 1, "processes.party": 1, "processes.movement": 1, "processes.comment": 1 },
    ...{ "processes.task": 1, "processes.publication": 1, "processes.seen": 1, "processes.link": 2 },
    ...{ "documents.document": 2, "documents.upload": 2 },
  });
  expect(kept()).toBe(left + 2);
  expect((await seenByAna()).sort()).toEqual([stays, id, appeal].sort());

  expect(await remove(id)).toEqual({ deletedId: id, userErrors: [] });
  expect(await rowsNaming(id)).toEqual({});
  expect(await seenByAna()).toEqual([stays]);
  expect(await house.owner("select * from access.difference()")).toEqual([]);
  await vi.waitFor(() => expect(kept()).toBe(left), { timeout: 10_000, interval: 50 });
  expect(await remove(id)).toMatchObject({ deletedId: null, userErrors: [{ code: "NOT_FOUND", field: ["id"] }] });
  // Its uploads go with its files.
  await vi.waitFor(async () => {
    await house.owner("alter table documents.upload disable row level security");
    const [{ orphans }] = await house.owner(
      "select count(*)::int as orphans from documents.upload where process_id is null",
    );
    await house.owner("alter table documents.upload enable row level security");
    expect(orphans).toBe(0);
  }, 10_000);
  // What is not of it has stayed, and its number and its publications may come again.
  expect(await rowsNaming(stays)).toMatchObject({ "documents.document": 2, "processes.comment": 1 });
  await furnished("0000001-11.2099.8.26.0100");
});

test("whoever is no admin of the firm deletes nothing", async () => {
  const id = await process(house, firm.carla, { title: "De Carla", responsibleId: firm.carlaId });
  for (const [by, code] of [
    [firm.carla, "FORBIDDEN"],
    [ana, "FORBIDDEN"],
    [null, "UNAUTHENTICATED"],
  ] as const) {
    const { data, errors } = await house.ask(by, DeleteProcessDocument, { id });
    expect([data?.deleteProcess, errors[0]?.extensions.code]).toEqual([null, code]);
  }
  expect(await remove(id, other.davi)).toMatchObject({ deletedId: null, userErrors: [{ code: "NOT_FOUND" }] });
  // Nor in SQL, as the service would for a member: the policy is an admin's.
  const session = (await house.send(firm.carla, "{ session { id } }")).data.session.id;
  await house.owner("begin");
  await house.owner("set local role andamento_app");
  await house.owner("select access.enter($1)", [session]);
  expect(await house.owner("delete from processes.process where id = $1 returning id", [id])).toEqual([]);
  expect(await house.owner("select * from access.files_of($1)", [id])).toEqual([]);
  await house.owner("rollback");
  expect((await house.ask(firm.carla, ProcessForStaffDocument, { id })).data?.process?.id).toBe(id);
});

test("what is added while a process is deleted is added before or not found, and leaves nothing behind", async () => {
  for (let round = 0; round < 5; round += 1) {
    const before = kept();
    const id = await process(house, firm.davi, { title: "Disputado" });
    const document = await upload(id);
    const [uploadId, another] = [await upload(id, false), await upload(id, false)];
    const announced = { name: "b.pdf", contentType: "application/pdf", byteSize: 100 };
    const [removed, ...added] = await Promise.all([
      remove(id),
      house.ask(firm.carla, CompleteUploadDocument, { uploadId }),
      house.ask(firm.carla, CompleteUploadDocument, { uploadId: another }),
      house.ask(firm.carla, RequestDocumentUploadDocument, { input: { processId: id, ...announced } }),
      house.ask(firm.carla, DeleteDocumentDocument, { id: document }),
      ...[1, 2, 3].map((day) =>
        house.ask(firm.carla, RecordMovementDocument, {
          input: { processId: id, occurredAt: `2026-03-0${day}T12:00:00Z`, title: "Andou" },
        }),
      ),
      house.ask(firm.carla, CreateTaskDocument, { processId: id, input: { title: "Correr" } }),
      house.ask(firm.carla, UpdateProcessDocument, { id, input: { title: "Ainda disputado" } }),
    ]);
    expect(removed).toEqual({ deletedId: id, userErrors: [] });
    for (const { data, errors } of added as { data: any; errors: readonly unknown[] }[]) {
      expect(errors).toEqual([]);
      const [{ userErrors }] = Object.values(data) as [{ userErrors: { code: string }[] }];
      expect(userErrors.map(({ code }) => code)).toEqual(userErrors.length > 0 ? ["NOT_FOUND"] : []);
    }
    expect(await rowsNaming(id)).toEqual({});
    // What came and is not found any more is cleared away when its upload's time is over.
    const waiting = [added[0], added[1]].filter((one: any) => one.data.completeUpload.userErrors.length > 0).length;
    await vi.waitFor(() => expect(kept()).toBe(before + waiting), { timeout: 10_000, interval: 50 });
  }
  expect(await house.owner("select * from access.difference()")).toEqual([]);
});

test("of two who edit a process or a task at the same time from the same version one is told CONFLICT", async () => {
  const id = await process(house, firm.davi, { title: "Contrato" });
  const added = await house.ask(firm.davi, CreateTaskDocument, { processId: id, input: { title: "Revisar" } });
  const task = added.data?.createTask?.task;
  for (let round = 0; round < 3; round += 1) {
    const { version } = (await house.ask(firm.davi, ProcessForStaffDocument, { id })).data?.process ?? { version: 0 };
    const processes = await Promise.all(
      [firm.davi, firm.carla].map((by, who) =>
        house.ask(by, UpdateProcessDocument, { id, input: { expectedVersion: version, title: `De ${who} ${round}` } }),
      ),
    );
    const told = processes.map(({ data }) => data?.updateProcess);
    expect(told.flatMap((one) => one?.userErrors ?? [])).toMatchObject([
      { code: "CONFLICT", field: ["input", "expectedVersion"] },
    ]);
    expect(told.flatMap((one) => one?.process?.version ?? [])).toEqual([version + 1]);
    const current = await house.send(
      firm.davi,
      "query($id: ID!) { process(id: $id) { title tasks { nodes { version } } } }",
      {
        id,
      },
    );
    expect([told.find((one) => one?.process)?.process?.title]).toEqual([current.data.process.title]);
    const expectedVersion = current.data.process.tasks.nodes[0].version;
    const tasks = await Promise.all(
      [firm.davi, firm.carla].map((by, who) =>
        house.ask(by, UpdateTaskDocument, {
          id: task?.id as string,
          input: { expectedVersion, title: `De ${who} ${round}` },
        }),
      ),
    );
    expect(tasks.flatMap(({ data }) => data?.updateTask?.userErrors ?? [])).toMatchObject([{ code: "CONFLICT" }]);
  }
  // Without a version the last one wins.
  const last = await house.ask(firm.carla, UpdateProcessDocument, { id, input: { title: "Por último" } });
  expect(last.data?.updateProcess).toMatchObject({ userErrors: [], process: { title: "Por último" } });
});

test("of two who write a process's parties anew from the same version one is told CONFLICT, and who was taken out stays out", async () => {
  const seat = (contactId: string) => ({ contactId, role: "CLIENT", side: "ACTIVE" }) as const;
  const both = [seat(firm.anaContact), seat(firm.brunoContact)];
  const id = await process(house, firm.davi, { title: "Sociedade", parties: both });
  const isSeen = async () =>
    (await house.send(ana, "query($id: ID!) { process(id: $id) { id } }", { id })).data.process;
  const writing = async (by: string, parties: (typeof both)[number][], expectedVersion: number | null) =>
    (await house.ask(by, SetPartiesDocument, { id, parties, expectedVersion })).data?.setProcessParties;
  const conflict = [{ code: "CONFLICT", field: ["expectedVersion"] }];

  // Carla opened the list, Davi took Ana out of it, and Carla saves what she had read.
  expect((await writing(firm.davi, [seat(firm.brunoContact)], 1))?.process?.version).toBe(2);
  expect(await writing(firm.carla, both, 1)).toMatchObject({ process: null, userErrors: conflict });
  expect(await isSeen()).toBeNull();
  // Who writes the rest of the process is told too, and the other way round.
  const late = await house.ask(firm.carla, UpdateProcessDocument, {
    id,
    input: { expectedVersion: 1, title: "Outra" },
  });
  expect(late.data?.updateProcess?.userErrors).toMatchObject([{ code: "CONFLICT" }]);

  for (let round = 0; round < 3; round += 1) {
    const { version } = (await house.ask(firm.davi, ProcessForStaffDocument, { id })).data?.process ?? { version: 0 };
    const told = await Promise.all([
      writing(firm.davi, [seat(firm.brunoContact)], version),
      writing(firm.carla, both, version),
    ]);
    expect(told.flatMap((one) => one?.userErrors ?? [])).toMatchObject(conflict);
    expect(told.flatMap((one) => one?.process?.version ?? [])).toEqual([version + 1]);
    const names = told.flatMap((one) => one?.process?.parties.map(({ name }) => name) ?? []);
    expect(names).toEqual(told[0]?.process ? ["Bruno Teixeira"] : ["Ana Ribeiro", "Bruno Teixeira"]);
    expect(Boolean(await isSeen())).toBe(names.length === 2);
  }
  // Without a version the last one wins.
  expect((await writing(firm.carla, both, null))?.userErrors).toEqual([]);
  expect(await isSeen()).toEqual({ id });
});

const courts: [string, string | null, string][] = [
  ["0000001-11.2099.8.26.0100", "TJSP", "STATE"],
  ["0000002-94.2099.8.19.0001", "TJRJ", "STATE"],
  ["0000004-97.2099.8.07.0001", "TJDFT", "STATE"],
  ["0000006-50.2099.4.03.6100", "TRF3", "FEDERAL"],
  ["0000008-49.2099.4.06.3800", "TRF6", "FEDERAL"],
  ["0000010-34.2099.5.15.0001", "TRT15", "LABOR"],
  ["0000011-39.2099.5.00.0000", "TST", "LABOR"],
  ["0600012-62.2099.6.26.0001", "TRE-SP", "ELECTORAL"],
  ["0000013-74.2099.3.00.0000", "STJ", "SUPERIOR_COURT"],
  ["0000014-27.2099.1.00.0000", "STF", "SUPREME_COURT"],
  ["0000015-28.2099.2.00.0000", "CNJ", "NATIONAL_COUNCIL"],
  ["7000016-71.2099.7.00.0000", "STM", "MILITARY"],
  ["0000017-47.2099.9.13.0001", "TJMMG", "STATE_MILITARY"],
];

test.each(courts)("the number %s is kept bare, shown masked, and tells %s", async (number, tribunal, segment) => {
  const bare = number.replace(/\D/g, "");
  const court = "court { tribunal segment division }";
  const create = `mutation($input: ProcessInput!) { createProcess(input: $input) { process { id number ${court} } userErrors { code } } }`;
  const made = await house.send(other.davi, create, { input: { kind: "LAWSUIT", number: bare, title: "Do número" } });
  const { id, ...shown } = made.data.createProcess.process;
  expect(shown).toEqual({ number, court: { tribunal, segment, division: null } });
  const again = await house.send(other.davi, create, { input: { kind: "LAWSUIT", number, title: "De novo" } });
  expect(again.data.createProcess).toEqual({ process: null, userErrors: [{ code: "TAKEN" }] });
  // Masked, the zeros it begins with may be left out; bare they may not.
  const find = "query($number: String!) { processByNumber(number: $number) { id } }";
  const short = number.replace(/^0+/, "");
  expect((await house.send(other.davi, find, { number: short })).data).toEqual({ processByNumber: { id } });
  if (bare.startsWith("0"))
    expect((await house.send(other.davi, find, { number: bare.replace(/^0+/, "") })).data).toEqual({
      processByNumber: null,
    });
});

test("a tribunal that somebody said stands before the number's, and a case has none", async () => {
  const create = `mutation($input: ProcessInput!) { createProcess(input: $input) { process { court { tribunal segment } } } }`;
  const said = {
    kind: "LAWSUIT",
    number: "0000018-56.2099.8.26.0000",
    title: "Dito",
    court: { tribunal: "TJSP 2º grau" },
  };
  expect((await house.send(other.davi, create, { input: said })).data.createProcess.process.court).toEqual({
    tribunal: "TJSP 2º grau",
    segment: "STATE",
  });
  const plain = { kind: "CASE", title: "Consultoria" };
  expect((await house.send(other.davi, create, { input: plain })).data.createProcess.process.court).toBeNull();
});
