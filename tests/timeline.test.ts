// She follows: one timeline of two kinds of movements, what is new, and what hangs together.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { InformationCategory } from "../access/categories.ts";
import {
  CommentMovementDocument,
  DeleteMovementDocument,
  DeleteProcessDocument,
  ImportMovementsDocument,
  LinkProcessesDocument,
  LinksDocument,
  MarkSeenDocument,
  NewsDocument,
  RecordMovementDocument,
  RetractCommentDocument,
  SetPartiesDocument,
  TimelineDocument,
  UnlinkProcessesDocument,
  UpdateProcessDocument,
} from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { contact, type FirmWorld, grant, openLink, process, settleFirm } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
let ana: string;
let access: string;
let hers: string;
const number = "0000001-11.2099.8.26.0100";
const both: InformationCategory[] = ["AUTOMATIC_MOVEMENTS", "MANUAL_MOVEMENTS"];

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
  const granted = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: both,
  });
  access = granted.accessId;
  ana = await openLink(house, granted.open);
});
afterAll(() => house.close());

const switchedOn = (categories: InformationCategory[]) =>
  house.seed(
    ["identity.client_access"],
    ["update identity.client_access set categories = $1 where id = $2", [categories, access]],
  );

const court = (externalId: string, occurredAt: string, title: string, code: number | null = null) => ({
  externalId,
  occurredAt,
  title,
  code,
  degree: "G1" as const,
});

test("court movements and the firm's own make one timeline, the latest first, and the same import twice adds nothing", async () => {
  const movements = [
    court("m1", "2026-03-02T12:00:00Z", "Distribuição", 26),
    court("m2", "2026-03-05T15:30:00Z", "Conclusão", 51),
    court("m2", "2026-03-05T15:30:00Z", "Conclusão", 51),
  ];
  const imported = await house.ask(firm.carla, ImportMovementsDocument, {
    input: { processNumber: number, movements },
  });
  expect(imported.data?.importCourtMovements).toEqual({ added: 2, unchanged: 1, userErrors: [] });
  const again = await house.ask(firm.carla, ImportMovementsDocument, {
    input: { processNumber: number.replace(/\D/g, ""), movements },
  });
  expect(again.data?.importCourtMovements).toEqual({ added: 0, unchanged: 3, userErrors: [] });
  const recorded = await house.ask(firm.carla, RecordMovementDocument, {
    input: {
      processId: hers,
      occurredAt: "2026-03-04T09:00:00Z",
      title: "Reunião com a cliente",
      text: "Ata\nassinada",
    },
  });
  expect(recorded.data?.recordMovement?.movement).toMatchObject({
    origin: "MANUAL",
    author: "Carla Nogueira",
    text: "Ata\nassinada",
    process: { id: hers, title: "Indenização" },
  });
  const { data, errors } = await house.ask(ana, TimelineDocument, { id: hers });
  expect(errors).toEqual([]);
  expect(data?.process?.lastMovementAt).toBe("2026-03-05T15:30:00.000Z");
  expect(data?.process?.movements).toMatchObject({
    totalCount: 3,
    nodes: [{ title: "Conclusão", code: 51 }, { title: "Reunião com a cliente" }, { title: "Distribuição" }],
  });
});

test("an import keeps the right items and refuses the wrong ones by their index", async () => {
  const { data } = await house.ask(firm.carla, ImportMovementsDocument, {
    input: {
      processNumber: number,
      movements: [court("m1", "2026-03-02T12:00:00Z", "Distribuição"), court("m9", "2026-01-01T00:00:00Z", "  ")],
    },
  });
  expect(data?.importCourtMovements).toMatchObject({
    added: 0,
    unchanged: 1,
    userErrors: [{ code: "REQUIRED", field: ["input", "movements", "1", "title"] }],
  });
  const foreign = await house.ask(other.davi, ImportMovementsDocument, {
    input: { processNumber: number, movements: [] },
  });
  expect(foreign.data?.importCourtMovements).toMatchObject({
    added: 0,
    userErrors: [{ code: "NOT_FOUND", field: ["input", "processNumber"] }],
  });
});

test("with one category her timeline holds that origin only, with neither it is closed, and no date or count tells more", async () => {
  await switchedOn(["MANUAL_MOVEMENTS"]);
  const manual = await house.ask(ana, TimelineDocument, { id: hers });
  expect(manual.data?.process?.lastMovementAt).toBe("2026-03-04T09:00:00.000Z");
  expect(manual.data?.process?.movements).toMatchObject({ totalCount: 1, nodes: [{ origin: "MANUAL" }] });
  const asked = await house.ask(ana, TimelineDocument, { id: hers, origin: "AUTOMATIC" });
  expect(asked.data?.process?.movements).toBeNull();
  expect(asked.errors[0]?.extensions).toMatchObject({ code: "CATEGORY_NOT_ENABLED", category: "AUTOMATIC_MOVEMENTS" });

  await switchedOn(["TASKS"]);
  const closed = await house.ask(ana, NewsDocument, {});
  expect(closed.data?.processes?.nodes).toEqual([
    { id: hers, title: "Indenização", lastMovementAt: null, unseenMovements: null, movements: null },
  ]);
  expect(closed.errors.map(({ extensions }) => extensions.code)).toEqual(["CATEGORY_NOT_ENABLED"]);
  await switchedOn(both);
});

test("the firm's internal comments never leave it, and those for the client go with their movement's category", async () => {
  const { data } = await house.ask(firm.carla, TimelineDocument, { id: hers });
  const [conclusion] = data?.process?.movements?.nodes ?? [];
  const id = conclusion?.id as string;
  for (const [text, audience] of [
    ["Para a cliente", "CLIENT"],
    ["Só entre nós", "INTERNAL"],
  ] as const)
    await house.ask(firm.carla, CommentMovementDocument, { input: { movementId: id, text, audience } });
  const staff = await house.ask(firm.davi, TimelineDocument, { id: hers });
  expect(staff.data?.process?.movements?.nodes[0]?.comments.map(({ text }) => text)).toEqual([
    "Para a cliente",
    "Só entre nós",
  ]);
  const client = await house.ask(ana, TimelineDocument, { id: hers });
  expect(client.data?.process?.movements?.nodes[0]?.comments).toMatchObject([
    { text: "Para a cliente", author: "Carla Nogueira" },
  ]);
  expect(client.text).not.toContain("Só entre nós");
  const retracted = await house.ask(firm.carla, RetractCommentDocument, {
    id: staff.data?.process?.movements?.nodes[0]?.comments[0]?.id as string,
  });
  expect(retracted.data?.deleteMovementComment?.userErrors).toEqual([]);
  expect((await house.ask(ana, TimelineDocument, { id: hers })).data?.process?.movements?.nodes[0]?.comments).toEqual(
    [],
  );
  const foreign = await house.ask(other.davi, CommentMovementDocument, {
    input: { movementId: id, text: "x", audience: "CLIENT" },
  });
  expect(foreign.data?.commentMovement).toMatchObject({ movement: null, userErrors: [{ code: "NOT_FOUND" }] });
});

test("what came since she last looked is new to her, until she marks it seen, and never more than her categories show", async () => {
  const first = await house.ask(ana, NewsDocument, { filter: { unseen: true } });
  expect(first.data?.processes?.totalCount).toBe(1);
  const seen = await house.ask(ana, MarkSeenDocument, { id: hers });
  expect(seen.data?.markProcessSeen).toEqual({ process: { id: hers, unseenMovements: 0 }, userErrors: [] });
  await house.ask(firm.carla, ImportMovementsDocument, {
    input: {
      processNumber: number,
      movements: [court("m3", "2026-02-01T00:00:00Z", "Petição antiga que chegou agora")],
    },
  });
  const now = await house.ask(ana, NewsDocument, { filter: { unseen: true } });
  expect(now.data?.processes).toMatchObject({ totalCount: 1, nodes: [{ unseenMovements: 1 }] });
  const timeline = await house.ask(ana, TimelineDocument, { id: hers });
  expect(timeline.data?.process?.movements?.nodes.filter(({ unseen }) => unseen).map(({ title }) => title)).toEqual([
    "Petição antiga que chegou agora",
  ]);
  await switchedOn(["MANUAL_MOVEMENTS"]);
  expect((await house.ask(ana, NewsDocument, { filter: { unseen: true } })).data?.processes?.totalCount).toBe(0);
  await switchedOn(both);
  const carla = await house.ask(firm.carla, TimelineDocument, { id: hers });
  expect(carla.data?.process?.unseenMovements).toBeNull();
  expect(carla.data?.process?.movements?.nodes.some(({ unseen }) => unseen)).toBe(false);
  expect((await house.ask(firm.carla, MarkSeenDocument, { id: hers })).errors[0]?.extensions.code).toBe("FORBIDDEN");
});

test("her home is ordered by the latest movement she may see, and pages through without a gap", async () => {
  const days = { B: 1, C: 2, D: null, E: 4, F: 2, G: 2, H: 2, I: 2, J: 2 };
  const ids: Record<string, string> = {};
  for (const [title, day] of Object.entries(days)) {
    const id = await process(house, firm.carla, {
      title,
      parties: [{ contactId: firm.anaContact, role: "CLIENT", side: "ACTIVE" }],
    });
    ids[title] = id;
    if (day)
      await house.ask(firm.carla, RecordMovementDocument, {
        input: { processId: id, occurredAt: `2026-04-0${day}T00:00:00Z`, title: "Andou" },
      });
  }
  const walk = async (first: number): Promise<string[]> => {
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const {
        data,
      }: {
        data: {
          processes?: {
            nodes: { title: string }[];
            pageInfo: { hasNextPage: boolean; endCursor: string | null };
          } | null;
        } | null;
      } = await house.ask(ana, NewsDocument, { first, after });
      walked.push(...(data?.processes?.nodes.map(({ title }) => title) ?? []));
      after = data?.processes?.pageInfo.hasNextPage ? data.processes.pageInfo.endCursor : null;
    } while (after);
    return walked;
  };
  const tied = ["C", "F", "G", "H", "I", "J"].sort((one, other) => ((ids[one] ?? "") < (ids[other] ?? "") ? 1 : -1));
  for (const first of [1, 2, 100]) expect(await walk(first)).toEqual(["E", ...tied, "B", "Indenização", "D"]);
  await switchedOn(["AUTOMATIC_MOVEMENTS"]);
  const home = await house.ask(ana, NewsDocument, {});
  expect(home.data?.processes?.nodes[0]?.title).toBe("Indenização");
  await switchedOn(both);
});

test("a manual movement can be taken back and takes its date with it; what a court told cannot", async () => {
  const { data } = await house.ask(firm.carla, RecordMovementDocument, {
    input: { processId: hers, occurredAt: "2026-05-01T00:00:00Z", title: "Engano" },
  });
  const id = data?.recordMovement?.movement?.id as string;
  expect((await house.ask(ana, TimelineDocument, { id: hers })).data?.process?.lastMovementAt).toBe(
    "2026-05-01T00:00:00.000Z",
  );
  const client = await house.ask(ana, DeleteMovementDocument, { id });
  expect(client.errors[0]?.extensions.code).toBe("FORBIDDEN");
  const deleted = await house.ask(firm.carla, DeleteMovementDocument, { id });
  expect(deleted.data?.deleteMovement).toEqual({ deletedId: id, userErrors: [] });
  const timeline = await house.ask(ana, TimelineDocument, { id: hers });
  expect(timeline.data?.process?.lastMovementAt).toBe("2026-03-05T15:30:00.000Z");
  const ofCourt = timeline.data?.process?.movements?.nodes.find(({ origin }) => origin === "AUTOMATIC");
  const refused = await house.ask(firm.carla, DeleteMovementDocument, { id: ofCourt?.id as string });
  expect(refused.data?.deleteMovement).toMatchObject({ deletedId: null, userErrors: [{ code: "CONFLICT" }] });
});

test("an appeal without a client of its own is its original's client's, the stricter visibility and secrecy holding", async () => {
  const appeal = await process(house, firm.carla, {
    title: "Apelação",
    parties: [{ name: "Banco", role: "ADVERSE", side: "PASSIVE" }],
  });
  const further = await process(house, firm.carla, { title: "Recurso especial" });
  const sees = async (id: string) => (await house.ask(ana, LinksDocument, { id })).data?.process?.id === id;
  expect(await sees(appeal)).toBe(false);
  const link = (originalId: string, linkedId: string, kind: "APPEAL" | "OFFSHOOT" | "ATTACHMENT") =>
    house.ask(firm.carla, LinkProcessesDocument, { input: { originalId, linkedId, kind } });
  expect((await link(hers, appeal, "APPEAL")).data?.linkProcesses?.userErrors).toEqual([]);
  expect((await link(appeal, further, "OFFSHOOT")).data?.linkProcesses?.userErrors).toEqual([]);
  expect(await sees(appeal)).toBe(true);
  expect(await sees(further)).toBe(true);
  expect((await house.ask(ana, LinksDocument, { id: appeal })).data?.process?.links).toEqual([
    { kind: "APPEAL", isOriginal: true, process: { id: hers, title: "Indenização", number } },
    { kind: "OFFSHOOT", isOriginal: false, process: { id: further, title: "Recurso especial", number: null } },
  ]);
  expect((await link(further, hers, "APPEAL")).data?.linkProcesses).toMatchObject({
    userErrors: [{ code: "CONFLICT" }],
  });
  expect((await link(hers, further, "APPEAL")).data?.linkProcesses).toMatchObject({
    userErrors: [{ code: "CONFLICT" }],
  });

  // Stricter in the middle: both below are hidden from a link without team processes.
  await house.ask(firm.davi, UpdateProcessDocument, { id: appeal, input: { visibility: "TEAM" } });
  expect([await sees(appeal), await sees(further), await sees(hers)]).toEqual([false, false, true]);
  await house.ask(firm.davi, UpdateProcessDocument, { id: appeal, input: { visibility: "PUBLIC" } });
  await house.ask(firm.davi, UpdateProcessDocument, { id: hers, input: { secret: true } });
  expect([await sees(appeal), await sees(further), await sees(hers)]).toEqual([false, false, false]);
  await house.ask(firm.davi, UpdateProcessDocument, { id: hers, input: { secret: false } });
  expect([await sees(appeal), await sees(further)]).toEqual([true, true]);

  // A client of its own: it stands on that, and so does what inherits from it.
  await house.ask(firm.carla, SetPartiesDocument, {
    id: appeal,
    parties: [{ contactId: firm.brunoContact, role: "CLIENT", side: "ACTIVE" }],
  });
  expect([await sees(appeal), await sees(further)]).toEqual([false, false]);
  await house.ask(firm.carla, SetPartiesDocument, { id: appeal, parties: [] });
  expect([await sees(appeal), await sees(further)]).toEqual([true, true]);
  await house.ask(firm.carla, UnlinkProcessesDocument, {
    input: { originalId: hers, linkedId: appeal, kind: "APPEAL" },
  });
  expect([await sees(appeal), await sees(further)]).toEqual([false, false]);
  expect(await house.owner("select * from access.difference()")).toEqual([]);
});

test("an attached process the client is no party to does not show, not its number, not in a count", async () => {
  const stranger = await contact(house, firm.davi, {
    name: "Outra",
    kind: "PERSON",
    profile: "CLIENT",
    emails: ["outra@x.example"],
  });
  const attached = await process(house, firm.carla, {
    kind: "LAWSUIT",
    number: "0000002-94.2099.8.19.0001",
    title: "Apenso alheio",
    parties: [{ contactId: stranger, role: "CLIENT", side: "ACTIVE" }],
  });
  const before = await house.ask(ana, NewsDocument, {});
  await house.ask(firm.carla, LinkProcessesDocument, {
    input: { originalId: hers, linkedId: attached, kind: "ATTACHMENT" },
  });
  const after = await house.ask(ana, NewsDocument, {});
  expect(after.data?.processes?.totalCount).toBe(before.data?.processes?.totalCount);
  const links = await house.ask(ana, LinksDocument, { id: hers });
  expect(links.data?.process?.links).toEqual([]);
  for (const search of ["apenso", "0000002-94", "outra"])
    expect((await house.ask(ana, NewsDocument, { filter: { search } })).data?.processes?.totalCount).toBe(0);
  expect(
    (await house.ask(firm.carla, NewsDocument, { filter: { search: "APENSO" } })).data?.processes?.totalCount,
  ).toBe(1);
  expect(
    (await house.ask(firm.carla, NewsDocument, { filter: { search: "0000002-94" } })).data?.processes?.totalCount,
  ).toBe(1);
  expect(
    (await house.ask(ana, NewsDocument, { filter: { search: "ribeiro" } })).data?.processes?.totalCount,
  ).toBeGreaterThan(0);
});

/** Which member of a family of 200 is the original of each other one; -1 is the first process. */
const shapes: [shape: string, original: (index: number) => number][] = [
  ["in a chain", (index) => index - 1],
  ["all of one", () => -1],
  ["in a wide tree", (index) => Math.floor(index / 14) - 1],
];

test.each(shapes)(
  "200 linked processes %s follow the first of them, but for those with a client of their own",
  async (shape, original) => {
    const client = (contactId: string) => ({ contactId, role: "CLIENT" as const, side: "ACTIVE" as const });
    const root = await process(house, firm.davi, { title: `Raiz ${shape}`, parties: [client(firm.anaContact)] });
    const rows = Array.from({ length: 200 }, (_, index) => ({ index, id: crypto.randomUUID() }));
    const idAt = (index: number): string => rows[index]?.id ?? root;
    const pairs = rows.map(({ index, id }) => ({ original: idAt(original(index)), linked: id }));
    await house.seed(
      ["processes.process", "processes.link"],
      [
        `insert into processes.process (id, firm_id, version, kind, title, title_folded, status, visibility, secret, subjects, team_ids, created_at, updated_at)
       select (r ->> 'id')::uuid, $2, 1, 'CASE', 'Ramo', 'ramo', 'ACTIVE', 'PUBLIC', false, '{}', '{}', now(), now() from json_array_elements($1::json) r`,
        [JSON.stringify(rows), firm.firmId],
      ],
      [
        `insert into processes.link (id, firm_id, original_id, linked_id, kind)
       select gen_random_uuid(), $2, (r ->> 'original')::uuid, (r ->> 'linked')::uuid, 'OFFSHOOT'
       from json_array_elements($1::json) r`,
        [JSON.stringify(pairs), firm.firmId],
      ],
    );
    const branchesOfAna = async () =>
      (await house.ask(ana, NewsDocument, { filter: { search: "ramo" } })).data?.processes?.totalCount;
    const firmly = async (changing: Promise<{ data?: object | null | undefined }>) => {
      const [answer] = Object.values((await changing).data ?? {}) as { userErrors: unknown[] }[];
      expect(answer?.userErrors).toEqual([]);
    };
    expect(await branchesOfAna()).toBe(200);

    // One of them gets a client of its own: it and what hangs on it are Bruno's, whatever becomes of the first.
    const own = 5;
    const isUnder = (index: number): boolean => index === own || (index > own && isUnder(original(index)));
    const under = rows.filter(({ index }) => isUnder(index)).length;
    await firmly(house.ask(firm.davi, SetPartiesDocument, { id: idAt(own), parties: [client(firm.brunoContact)] }));
    expect(await branchesOfAna()).toBe(200 - under);
    await firmly(house.ask(firm.davi, UpdateProcessDocument, { id: root, input: { visibility: "PRIVATE" } }));
    expect(await branchesOfAna()).toBe(0);
    const last = rows.findLast(({ index }) => !isUnder(index))?.id as string;
    expect((await house.ask(ana, LinksDocument, { id: last })).data?.process).toBeNull();
    await firmly(house.ask(firm.davi, UpdateProcessDocument, { id: root, input: { visibility: "PUBLIC" } }));
    await firmly(house.ask(firm.davi, SetPartiesDocument, { id: idAt(own), parties: [client(firm.anaContact)] }));
    expect(await branchesOfAna()).toBe(200);
    expect(await house.owner("select * from access.difference()")).toEqual([]);
    await firmly(house.ask(firm.davi, DeleteProcessDocument, { id: root }));
    expect(await branchesOfAna()).toBe(under);
    expect(await house.owner("select * from access.difference()")).toEqual([]);
    // For the tests beside this one.
    await firmly(house.ask(firm.davi, SetPartiesDocument, { id: idAt(own), parties: [] }));
  },
);
