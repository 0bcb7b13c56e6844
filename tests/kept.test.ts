// What was given before a change is worth after it what a stranger would get: the open session, the cursor that was kept,
// the address of a file that was handed out.
import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import {
  EditDocument,
  ImportMovementsDocument,
  LinkProcessesDocument,
  NewsDocument,
  type ProcessPartyInput,
  RecordMovementDocument,
  RevokeDocument,
  SetPartiesDocument,
  TimelineDocument,
  UnlinkProcessesDocument,
  type UpdateClientAccessInput,
  UpdateProcessDocument,
  type UpdateProcessInput,
} from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { documentIn, type FirmWorld, grant, openLink, process, settleFirm } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let access: string;
let ana: string;
/** What Ana is party to, the appeal of it that she inherits, and one more to make the list two pages. */
let hers: string;
let appeal: string;
let latest: string;
let inHers: string;
let inAppeal: string;
const number = "0000001-11.2099.8.26.0100";
const all = ["AUTOMATIC_MOVEMENTS", "MANUAL_MOVEMENTS", "DOCUMENTS"] as const;

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  hers = await process(house, firm.carla, {
    kind: "LAWSUIT",
    number,
    title: "Indenização",
    parties: parties(firm.anaContact),
  });
  appeal = await process(house, firm.carla, { title: "Apelação" });
  latest = await process(house, firm.carla, { title: "Inventário", parties: parties(firm.anaContact) });
  await link();
  const movements = [1, 2, 3].map((day) => ({
    externalId: `m-${day}`,
    occurredAt: `2026-03-0${day}T10:00:00Z`,
    title: `Do tribunal, ${day}`,
  }));
  await house.ask(firm.carla, ImportMovementsDocument, { input: { processNumber: number, movements } });
  for (const [processId, day] of [
    [hers, 4],
    [hers, 5],
    [appeal, 6],
    [latest, 7],
  ] as const)
    await house.ask(firm.carla, RecordMovementDocument, {
      input: { processId, occurredAt: `2026-03-0${day}T10:00:00Z`, title: `Do escritório, ${day}` },
    });
  inHers = await documentIn(house, firm.carla, hers);
  inAppeal = await documentIn(house, firm.carla, appeal);
  const granted = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: [...all],
  });
  access = granted.accessId;
  ana = await openLink(house, granted.open);
});
afterAll(() => house.close());

const parties = (contactId: string): ProcessPartyInput[] => [{ contactId, role: "CLIENT", side: "ACTIVE" }];
const linked = () => ({ input: { originalId: hers, linkedId: appeal, kind: "APPEAL" } as const });
const link = () => house.ask(firm.carla, LinkProcessesDocument, linked());
const edit = (input: Omit<UpdateClientAccessInput, "accessId">) =>
  house.ask(firm.davi, EditDocument, { input: { accessId: access, ...input } });
const change = (id: string, input: UpdateProcessInput) => house.ask(firm.davi, UpdateProcessDocument, { id, input });
const party = (id: string, contactId: string) =>
  house.ask(firm.davi, SetPartiesDocument, { id, parties: parties(contactId) });

interface Kept {
  /** After the first process of her list, and after the first movement of hers. */
  readonly list: string;
  readonly timeline: string;
  readonly files: Record<string, string>;
}

/** What she has in her hands before anything changes. */
async function keep(): Promise<Kept> {
  const list = await house.ask(ana, NewsDocument, { first: 1 });
  const timeline = await house.ask(ana, TimelineDocument, { id: hers, first: 1 });
  const address = async (id: string) => {
    const { data } = await house.send(ana, "query($id: ID!) { document(id: $id) { download { url } } }", { id });
    return data.document.download.url as string;
  };
  return {
    list: list.data?.processes?.pageInfo.endCursor as string,
    timeline: timeline.data?.process?.movements?.pageInfo.endCursor as string,
    files: { hers: await address(inHers), appeal: await address(inAppeal) },
  };
}

/** What that is worth now. */
async function worth({ list, timeline, files }: Kept) {
  const rest = await house.ask(ana, NewsDocument, { first: 10, after: list });
  const later = await house.ask(ana, TimelineDocument, { id: hers, first: 10, after: timeline });
  const file = async (url = "") => (await fetch(url)).status;
  return {
    list:
      rest.data?.processes?.nodes.map(({ title }) => title).sort() ??
      rest.errors.map(({ extensions }) => extensions.code),
    timeline: later.data?.process?.movements
      ? later.data.process.movements.nodes.map(({ title }) => title)
      : (later.errors[0]?.extensions.code ?? later.data?.process),
    hers: await file(files["hers"]),
    appeal: await file(files["appeal"]),
  };
}

const before = {
  list: ["Apelação", "Indenização"],
  timeline: ["Do escritório, 4", "Do tribunal, 3", "Do tribunal, 2", "Do tribunal, 1"],
  hers: 200,
  appeal: 200,
};

/** Her list is ordered anew by what she may still see; what stood first stands behind the cursor then. */
const everyTitle = ["Apelação", "Indenização", "Inventário"];

/** Puts everything back as it was. */
afterEach(async () => {
  await edit({ categories: [...all], includesTeamProcesses: false });
  await change(hers, { visibility: "PUBLIC", secret: false });
  await party(hers, firm.anaContact);
  await house.ask(firm.carla, UnlinkProcessesDocument, linked());
  await link();
});

test("without a change, all of it holds", async () => {
  expect(await worth(await keep())).toEqual(before);
});

test.each<[string, () => Promise<unknown>, Partial<typeof before> | Record<string, unknown>]>([
  [
    "the court's movements are switched off",
    () => edit({ categories: ["MANUAL_MOVEMENTS", "DOCUMENTS"] }),
    { timeline: ["Do escritório, 4"] },
  ],
  [
    "the firm's own movements are switched off",
    () => edit({ categories: ["AUTOMATIC_MOVEMENTS", "DOCUMENTS"] }),
    { list: everyTitle, timeline: ["Do tribunal, 3", "Do tribunal, 2", "Do tribunal, 1"] },
  ],
  [
    "both kinds of movements are switched off",
    () => edit({ categories: ["DOCUMENTS"] }),
    { list: everyTitle, timeline: "CATEGORY_NOT_ENABLED" },
  ],
  [
    "documents are switched off",
    () => edit({ categories: ["AUTOMATIC_MOVEMENTS", "MANUAL_MOVEMENTS"] }),
    { hers: 404, appeal: 404 },
  ],
  [
    "another contact is the party in her place",
    () => party(hers, firm.brunoContact),
    { list: [], timeline: null, hers: 404, appeal: 404 },
  ],
  [
    "the appeal is unlinked",
    () => house.ask(firm.carla, UnlinkProcessesDocument, linked()),
    { list: ["Indenização"], appeal: 404 },
  ],
  [
    "the appeal has a client of its own",
    () => party(appeal, firm.brunoContact),
    { list: ["Indenização"], appeal: 404 },
  ],
  [
    "her process becomes the team's, and the appeal with it",
    () => change(hers, { visibility: "TEAM" }),
    { list: [], timeline: null, hers: 404, appeal: 404 },
  ],
  [
    "her process becomes secret, which a link never opens, and the appeal with it",
    () => change(hers, { secret: true }),
    { list: [], timeline: null, hers: 404, appeal: 404 },
  ],
])("when %s, it holds from the next request on", async (_, happen, after) => {
  const kept = await keep();
  await happen();
  expect(await worth(kept)).toEqual({ ...before, ...after });
  if (_.startsWith("the appeal has")) await house.ask(firm.davi, SetPartiesDocument, { id: appeal, parties: [] });
});

test("what is switched on later is hers from the next request on", async () => {
  await change(hers, { visibility: "TEAM" });
  await house.ask(firm.davi, UpdateProcessDocument, { id: hers, input: { teamMemberIds: [firm.carlaId] } });
  const first = await house.ask(ana, NewsDocument, { first: 1 });
  expect(first.data?.processes?.totalCount).toBe(1);
  await edit({ includesTeamProcesses: true });
  const list = first.data?.processes?.pageInfo.endCursor as string;
  const rest = await house.ask(ana, NewsDocument, { first: 10, after: list });
  expect(rest.data?.processes?.nodes.map(({ title }) => title)).toEqual(["Apelação", "Indenização"]);
});

/**
 * What she asks while something changes may be answered as before or as after; what she begins once the change is answered
 * is answered as after. Switched on and off again, so that each round begins with all of it.
 */
const changes: [what: string, off: () => Promise<unknown>, on: () => Promise<unknown>][] = [
  [
    "documents are switched off",
    () => edit({ categories: ["AUTOMATIC_MOVEMENTS", "MANUAL_MOVEMENTS"] }),
    () => edit({ categories: [...all] }),
  ],
  ["another contact is the party", () => party(hers, firm.brunoContact), () => party(hers, firm.anaContact)],
];

/** A document of hers read and downloaded, by an address that was given before. */
const reads = async (token: string, url: string) => {
  const { data } = await house.send(token, "query($id: ID!) { document(id: $id) { id download { url } } }", {
    id: inHers,
  });
  const { status } = await fetch(url);
  return { read: Boolean(data?.document), status };
};
const addressFor = async (token: string): Promise<string> => {
  const { data } = await house.send(token, "query($id: ID!) { document(id: $id) { download { url } } }", {
    id: inHers,
  });
  return data.document.download.url;
};

/** Reads begun before and during a change, at any time, and after its answer. */
async function interleaved(token: string, change: () => Promise<unknown>) {
  const url = await addressFor(token);
  let isAnswered = false;
  const seen: { late: boolean; read: boolean; status: number }[] = [];
  const reader = async () => {
    await pause(randomInt(15));
    for (let after = 0; after < 2; ) {
      const late = isAnswered;
      seen.push({ late, ...(await reads(token, url)) });
      if (late) after += 1;
    }
  };
  const changing = pause(randomInt(30))
    .then(change)
    .then(() => {
      isAnswered = true;
    });
  await Promise.all([changing, reader(), reader()]);
  return seen;
}

test.each(changes)(
  "%s against reading and downloading, over and over: no answer is stale",
  { timeout: 240_000 },
  async (_, off, on) => {
    const seen: Awaited<ReturnType<typeof interleaved>> = [];
    for (let round = 0; round < 60; round += 1) {
      seen.push(...(await interleaved(ana, off)));
      await on();
      expect(await reads(ana, await addressFor(ana))).toEqual({ read: true, status: 200 });
    }
    expect(seen.filter(({ late, read, status }) => late && (read || status !== 404))).toEqual([]);
    expect(seen.filter(({ late }) => late).length).toBeGreaterThanOrEqual(240);
    // Some of it was there before, or nothing was tried.
    expect(seen.some(({ late, status }) => !late && status === 200)).toBe(true);
  },
);

test("revoking against reading and downloading, over and over: no answer is stale", { timeout: 240_000 }, async () => {
  const seen: Awaited<ReturnType<typeof interleaved>> = [];
  for (let round = 0; round < 30; round += 1) {
    const email = `ana-${round}@clientes.almeida.example`;
    const granted = await grant(house, firm.davi, {
      ...{ contactId: firm.anaContact, email, addEmailToContact: true, type: "STANDARD" as const },
      categories: ["DOCUMENTS"],
    });
    const session = await openLink(house, granted.open);
    seen.push(...(await interleaved(session, () => house.ask(firm.davi, RevokeDocument, { id: granted.accessId }))));
  }
  expect(seen.filter(({ late, read, status }) => late && (read || status !== 404))).toEqual([]);
  expect(seen.some(({ late, status }) => !late && status === 200)).toBe(true);
});

test("when her access becomes SIMPLIFIED, her session and the addresses it was given are over", async () => {
  const kept = await keep();
  await edit({ type: "SIMPLIFIED" });
  expect(await worth(kept)).toEqual({
    list: ["UNAUTHENTICATED"],
    timeline: "UNAUTHENTICATED",
    hers: 404,
    appeal: 404,
  });
});
