// She understands: what a court movement means, in plain words and from her side, by its code and never by its name.
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  ImportMovementsDocument,
  LinkProcessesDocument,
  MovementWordingsDocument,
  RecordMovementDocument,
  SetMovementWordingDocument,
  TimelineDocument,
} from "../schema/operations.ts";
import { movementTable, parentOf, unexplained } from "../subgraphs/processes/movement-table.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, grant, openLink, process, settleFirm } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
let ana: string;
let bruno: string;
/** Ana asks, Bruno is asked of. */
let hers: string;
const number = "0000001-11.2099.8.26.0100";
const english = { "accept-language": "en" };

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
  hers = await process(house, firm.davi, {
    kind: "LAWSUIT",
    number,
    title: "Indenização",
    parties: [
      { contactId: firm.anaContact, role: "CLIENT", side: "ACTIVE" },
      { contactId: firm.brunoContact, role: "CLIENT", side: "PASSIVE" },
    ],
  });
  const letIn = async (contactId: string, who: string) => {
    const { open } = await grant(house, firm.davi, {
      contactId,
      email: `${who}@clientes.almeida.example`,
      type: "STANDARD",
      categories: ["AUTOMATIC_MOVEMENTS", "MANUAL_MOVEMENTS"],
    });
    return openLink(house, open);
  };
  ana = await letIn(firm.anaContact, "ana");
  bruno = await letIn(firm.brunoContact, "bruno");
});
afterAll(() => house.close());

/** Imports one movement of each code, named as what would mislead: gives none of them a meaning by its name. */
async function told(codes: readonly (number | null)[], by: string, headers = {}, of = { id: hers, number }) {
  for (let at = 0; at < codes.length; at += 100) {
    const { data } = await house.ask(firm.davi, ImportMovementsDocument, {
      input: {
        processNumber: of.number,
        movements: codes.slice(at, at + 100).map((code) => ({
          externalId: `code ${code}`,
          occurredAt: "2026-03-02T12:00:00Z",
          title: "Liminar",
          code,
        })),
      },
    });
    expect(data?.importCourtMovements?.userErrors).toEqual([]);
  }
  const meanings = new Map<number | null, { headline: string; text: string } | null>();
  for (let after: string | null = null, more = true; more; ) {
    const answer: any = await house.ask(by, TimelineDocument, { id: of.id, first: 100, after }, headers);
    expect(answer.errors).toEqual([]);
    const { nodes, pageInfo } = answer.data.process.movements;
    for (const { code, explanation } of nodes) meanings.set(code, explanation);
    [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
  }
  return codes.map((code) => meanings.get(code));
}

test("every code of the table is told in Portuguese, and in English to whoever prefers it", async () => {
  const codes = movementTable.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.length).toBeGreaterThan(85);
  const portuguese = await told(codes, ana);
  expect(portuguese).toEqual(movementTable.map((entry) => (entry.ACTIVE ?? entry).pt));
  expect(await told(codes, bruno, english)).toEqual(movementTable.map((entry) => (entry.PASSIVE ?? entry).en));
  // The firm's people read what suits both of its clients, since they are on two sides.
  expect(await told(codes, firm.carla)).toEqual(movementTable.map(({ pt }) => pt));
  for (const { code, pt, en } of movementTable)
    for (const { headline, text } of [pt, en]) {
      expect([code, headline.length <= 80, text.length <= 250, text.endsWith(".")]).toEqual([code, true, true, true]);
      expect(headline).not.toMatch(/[.]$/);
    }
});

test("who won is told from the client's side, and an appeal's outcome to nobody as a victory", async () => {
  const [granted, inPart, denied, provided] = await told([219, 221, 220, 237], ana);
  expect([granted, inPart, denied].map((one) => one?.headline)).toEqual([
    "Sentença a seu favor (pedido aceito)",
    "Sentença em parte a seu favor",
    "Sentença contra o seu pedido (improcedente)",
  ]);
  const [against, , inFavor, same] = await told([219, 221, 220, 237], bruno);
  expect([against, inFavor].map((one) => one?.headline)).toEqual([
    "Sentença a favor da outra parte (pedido aceito)",
    "Sentença a seu favor (pedido negado)",
  ]);
  expect(same).toEqual(provided);
  expect(provided?.text).toBe("O tribunal deu razão a quem recorreu.");
});

test("a client on both sides, on neither, or who sees it through its original is told of no victory", async () => {
  const plain = movementTable.find(({ code }) => code === 219)?.pt;
  const cases: [string, { contactId: string; role: "CLIENT"; side: "ACTIVE" | "PASSIVE" | "OTHER" }[]][] = [
    ["0000002-94.2099.8.19.0001", [{ contactId: firm.anaContact, role: "CLIENT", side: "OTHER" }]],
    [
      "5000003-87.2099.8.13.0024",
      [
        { contactId: firm.anaContact, role: "CLIENT", side: "ACTIVE" },
        { contactId: firm.anaContact, role: "CLIENT", side: "PASSIVE" },
      ],
    ],
    ["0000004-97.2099.8.07.0001", []],
  ];
  for (const [number, parties] of cases) {
    const id = await process(house, firm.davi, { kind: "LAWSUIT", number, title: "Outro", parties });
    if (parties.length === 0)
      await house.ask(firm.davi, LinkProcessesDocument, {
        input: { originalId: hers, linkedId: id, kind: "OFFSHOOT" },
      });
    expect(await told([219], ana, {}, { id, number })).toEqual([plain]);
  }
});

test("a code that stands under one of the table's has that one's words, unless they would be wrong", async () => {
  const listed = new Map(movementTable.map((entry) => [entry.code, entry]));
  const below = [...parentOf.keys()].filter((code) => !listed.has(code));
  expect(below.length).toBeGreaterThan(70);
  const must = below.map((code) => {
    for (let at: number | undefined = code; at !== undefined; at = parentOf.get(at)) {
      if (unexplained.has(at)) return null;
      const entry = listed.get(at);
      if (entry) return (entry.ACTIVE ?? entry).pt;
    }
    throw new Error(`${code} stands under nothing of the table.`);
  });
  expect(await told(below, ana)).toEqual(must);
  for (const code of unexplained) expect([code, parentOf.has(code), listed.has(code)]).toEqual([code, true, false]);
  // Service that failed is not told as service that is under way.
  expect((await told([15727, 15246, 12624], ana)).map((one) => one?.headline ?? null)).toEqual([
    null,
    null,
    "Audiência",
  ]);
});

test("a code nobody knows, none at all, and the firm's own movements have no explanation, whatever they are called", async () => {
  // Decisão, Magistrado and two codes with a name of the table's that mean something else (892: Liminar, in part).
  expect(await told([3, 1, 892, 979, 999_999, 2_147_483_647, 0, -26, null], ana)).toEqual(Array(9).fill(null));
  await house.ask(firm.carla, RecordMovementDocument, {
    input: { processId: hers, occurredAt: "2026-03-09T12:00:00Z", title: "Procedência" },
  });
  const { data } = await house.ask(ana, TimelineDocument, { id: hers, origin: "MANUAL" });
  expect(data?.process?.movements?.nodes).toMatchObject([{ title: "Procedência", explanation: null }]);
});

const word = async (input: object, by = firm.davi) =>
  (await house.ask(by, SetMovementWordingDocument, { input: input as never })).data?.setMovementWording;

test("an admin words a code anew for the firm's clients, silences it, and takes the house's words again", async () => {
  const own = { headline: "Hora de conversar", text: "Ligue para o escritório antes da audiência." };
  const set = await word({ code: 970, ...own });
  expect(set).toMatchObject({ userErrors: [], movementWording: { code: 970, own, silenced: false } });
  // With what stands under it and has no words of its own.
  expect((await told([970, 12624, 12740], ana)).map((one) => one?.headline)).toEqual([
    "Hora de conversar",
    "Hora de conversar",
    "Audiência de conciliação",
  ]);
  expect(await told([970], ana, english)).toEqual([own]);
  expect(await word({ code: 970, silenced: true })).toMatchObject({ movementWording: { own: null, silenced: true } });
  expect(await told([970, 12624], ana)).toEqual([null, null]);
  expect(await word({ code: 970 })).toMatchObject({ movementWording: { own: null, silenced: false } });
  expect((await told([970], ana))[0]?.headline).toBe("Audiência");
  // One that the house has no words for, and one whose words here depend on the side.
  expect(await word({ code: 892, headline: "Liminar em parte", text: "Uma parte foi atendida." })).toMatchObject({
    movementWording: { path: null, standard: null },
  });
  await word({ code: 219, headline: "Saiu a sentença", text: "Fale conosco." });
  expect((await told([892, 219], bruno)).map((one) => one?.headline)).toEqual(["Liminar em parte", "Saiu a sentença"]);
  await word({ code: 219 });
});

test("of two who word a code as they read it one is told CONFLICT", async () => {
  const version = async () =>
    (await house.ask(firm.davi, MovementWordingsDocument, {})).data?.movementWordings?.find(({ code }) => code === 26)
      ?.version as number;
  const conflict = { movementWording: null, userErrors: [{ code: "CONFLICT", field: ["input", "expectedVersion"] }] };
  const none = await version();
  const words = (who: string) => ({ headline: `Começou, diz ${who}`, text: "O processo começou." });
  const [one, two, silent] = await Promise.all([
    word({ code: 26, expectedVersion: none, ...words("Davi") }),
    word({ code: 26, expectedVersion: none, ...words("Carla") }),
    word({ code: 26, expectedVersion: none, silenced: true }),
  ]);
  const told = [one, two, silent];
  expect(told.filter((answer) => answer?.userErrors.length === 0)).toHaveLength(1);
  expect(told.filter((answer) => answer?.movementWording === null)).toMatchObject([conflict, conflict]);
  expect(told.find((answer) => answer?.movementWording)?.movementWording?.version).toBe(await version());
  // Silenced is another thing than nothing said, and what was taken back is as it was.
  await word({ code: 26, silenced: true });
  expect(await version()).not.toBe(none);
  expect(await word({ code: 26, expectedVersion: none })).toMatchObject(conflict);
  expect(await word({ code: 26, expectedVersion: await version() })).toMatchObject({ userErrors: [] });
  expect(await version()).toBe(none);
});

test("a firm has words of its own for a thousand codes, and may change those when it has them all", async () => {
  const own = (code: number) => ({ code, headline: "Outras palavras", text: "Do escritório." });
  await house.seed(
    ["processes.movement_wording"],
    [
      "insert into processes.movement_wording (firm_id, code, headline, text) select $1, n, 'x', 'y' from generate_series(900001, 900999) n",
      [other.firmId],
    ],
  );
  expect((await word(own(26), other.davi))?.userErrors).toEqual([]);
  expect((await word(own(36), other.davi))?.userErrors).toMatchObject([{ code: "CONFLICT", field: ["input", "code"] }]);
  expect((await word({ ...own(26), headline: "De novo" }, other.davi))?.userErrors).toEqual([]);
  expect((await word({ code: 26 }, other.davi))?.userErrors).toEqual([]);
  expect((await word(own(36), other.davi))?.userErrors).toEqual([]);
  await house.seed(
    ["processes.movement_wording"],
    ["delete from processes.movement_wording where firm_id = $1", [other.firmId]],
  );
});

test("the admin's list has every code with the house's words and the firm's, and no other firm's", async () => {
  const { data } = await house.ask(firm.davi, MovementWordingsDocument, {}, english);
  const list = data?.movementWordings ?? [];
  expect(list.map(({ code }) => code)).toEqual([...movementTable.map(({ code }) => code), 892]);
  expect(list.find(({ code }) => code === 339)).toEqual({
    code: 339,
    version: expect.any(Number),
    path: "Magistrado › Decisão › Concessão › Liminar",
    standard: movementTable.find(({ code }) => code === 339)?.en,
    own: null,
    silenced: false,
  });
  const theirs = (await house.ask(other.davi, MovementWordingsDocument, {})).data?.movementWordings ?? [];
  expect(theirs.filter(({ own, silenced }) => own || silenced)).toEqual([]);
  for (const by of [ana, firm.carla]) {
    const refused = await house.ask(by, MovementWordingsDocument, {});
    expect([refused.data?.movementWordings, refused.errors[0]?.extensions.code]).toEqual([null, "FORBIDDEN"]);
  }
});

test("words that are half, too long or beside a silence are refused with their field, and so is no code", async () => {
  const long = "a".repeat(121);
  for (const [input, code, field] of [
    [{ code: 26, headline: "Só o título" }, "REQUIRED", "text"],
    [{ code: 26, text: "Só o texto." }, "REQUIRED", "headline"],
    [{ code: 26, headline: long, text: "x" }, "INVALID", "headline"],
    [{ code: 26, headline: "x", text: "a".repeat(1001) }, "INVALID", "text"],
    [{ code: 26, headline: "x", text: "x", silenced: true }, "INVALID", "silenced"],
    [{ code: 0, silenced: true }, "INVALID", "code"],
    [{ code: -1, silenced: true }, "INVALID", "code"],
    [{ code: 1_000_000, silenced: true }, "INVALID", "code"],
  ] as const)
    expect(await word(input)).toMatchObject({
      movementWording: null,
      userErrors: [{ code, field: ["input", field] }],
    });
  expect((await told([26], ana))[0]?.headline).toBe("Processo distribuído");
});
