// What the courts tell comes to the client's timeline by itself, once the firm has accepted their terms: through the whole house,
// against a court on loopback.
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openDataJud } from "../courts/datajud.ts";
import { executorOf } from "../platform/database.ts";
import {
  CourtConnectorsDocument,
  type CourtSource,
  CourtUpdateDocument,
  ImportMovementsDocument,
  ImportPublicationsDocument,
  RequestCourtUpdateDocument,
  SetOabRegistrationsDocument,
  SwitchOffCourtConnectorDocument,
  SwitchOnCourtConnectorDocument,
  UpdateProcessDocument,
} from "../schema/operations.ts";
import {
  type CourtAnswer,
  type CourtRequest,
  type CourtServer,
  dataJudAnswer,
  dataJudDocument,
  dataJudOf,
  djenAnswer,
  djenItem,
  djenOf,
  openCourtServer,
} from "./court-server.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, grant, openLink, process as processOf, settleFirm, signInAs } from "./world.ts";

const numbers = {
  hers: "00000011120998260100",
  appealed: "10000019120998260100",
  secret: "00000029420998190001",
  ofSecret: "50000038720998130024",
  stf: "00000142720991000000",
  closed: "00000049720998070001",
};

let court: CourtServer;
let gazette: CourtServer;
let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
let ana: string;
let access: string;
let hers: string;
let secret: string;
let ofSecret: string;
const queue = { DATAJUD: "datajud", DJEN: "djen" };

const lawsuit = (token: string, number: string, title: string, contactId: string, more = {}) =>
  processOf(house, token, {
    kind: "LAWSUIT",
    number,
    title,
    parties: [{ contactId, role: "CLIENT", side: "ACTIVE" }],
    ...more,
  });

beforeAll(async () => {
  court = await openCourtServer();
  gazette = await openCourtServer();
  house = await openTestHouse({
    courts: { DATAJUD: { url: court.url, key: "uma-chave", pace: 1 }, DJEN: { url: gazette.url, pace: 1 } },
  });
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
  hers = await lawsuit(firm.davi, numbers.hers, "Indenização", firm.anaContact);
  secret = await lawsuit(firm.davi, numbers.secret, "Guarda", firm.anaContact, { secret: true });
  ofSecret = await lawsuit(firm.davi, numbers.ofSecret, "Recurso da guarda", firm.anaContact);
  await house.send(
    firm.davi,
    `mutation { linkProcesses(input: { originalId: "${secret}", linkedId: "${ofSecret}", kind: APPEAL }) { userErrors { code } } }`,
  );
  const granted = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: ["AUTOMATIC_MOVEMENTS", "PUBLICATIONS"],
  });
  access = granted.accessId;
  ana = await openLink(house, granted.open);
  await house.send(ana, "{ processes { totalCount } }");
});
afterAll(async () => {
  await house.close();
  await court.close();
  await gazette.close();
});

const connectors = async (token = firm.davi, headers = {}) =>
  (await house.ask(token, CourtConnectorsDocument, {}, headers)).data?.courtConnectors ?? [];
const connector = async (source: CourtSource, token = firm.davi) =>
  (await connectors(token)).find((one) => one.source === source);
const version = async (source: CourtSource) => (await connector(source))?.terms.version as string;
const switchOn = async (source: CourtSource, token = firm.davi, acceptedVersion?: string) => {
  const input = { source, acceptedVersion: acceptedVersion ?? (await version(source)) };
  return (await house.ask(token, SwitchOnCourtConnectorDocument, { input })).data?.switchOnCourtConnector;
};
const switchOff = async (source: CourtSource, token = firm.davi) =>
  (await house.ask(token, SwitchOffCourtConnectorDocument, { source })).data?.switchOffCourtConnector;

/** Waits until all that is to be asked now has been. */
async function asked(source: CourtSource): Promise<void> {
  house.house.jobs.nudge(queue[source]);
  await vi.waitFor(
    async () => {
      const [left] = await house.owner(
        "select count(*)::int as count from jobs.job where name = $1 and state < 'completed' and start_after <= now()",
        [queue[source]],
      );
      expect(left.count).toBe(0);
    },
    { timeout: 50_000, interval: 30 },
  );
}

/** A night begins: all is due again that was put off until it. */
async function night(source: CourtSource, of: FirmWorld = firm): Promise<void> {
  await house.seed(
    ["processes.court_update", "processes.court_registration", "processes.court_connector"],
    ["update processes.court_update set next_at = now() where source = $1", [source]],
    ["update processes.court_registration set next_at = now()", []],
    ["update processes.court_connector set busy_until = null", []],
  );
  await house.house.database.asNobody((transaction) =>
    house.house.jobs.enqueue(queue[source], { firm: of.firmId }, executorOf(transaction)),
  );
  await asked(source);
}

/** What DataJud is to be asked in a few minutes is asked now. */
async function minutesPass(): Promise<void> {
  await house.owner(
    "update jobs.job set start_after = now() where name = 'datajud' and state = 'created' and data ? 'run'",
  );
  await asked("DATAJUD");
}

/** Lets what the courts want to be left alone for pass. */
async function pausesPass(): Promise<void> {
  await house.owner("set role andamento_rule");
  try {
    await house.owner("delete from access.court_pause");
  } finally {
    await house.owner("reset role");
  }
}

const timeline = async (id = hers, token = ana) => {
  const { data } = await house.send(
    token,
    `{ process(id: "${id}") { unseenMovements court { division degree className subjects } movements(first: 100) { totalCount nodes { occurredAt title code text degree origin unseen } } } }`,
  );
  return data.process;
};
const titles = async (id = hers) => (await timeline(id)).movements.nodes.map(({ title }: { title: string }) => title);
const update = async (id: string, token = firm.carla) =>
  (await house.ask(token, CourtUpdateDocument, { id })).data?.process?.courtUpdate;
const request = async (id: string, token = firm.carla) =>
  (await house.ask(token, RequestCourtUpdateDocument, { processId: id })).data?.requestCourtUpdate;

/** How many whole days it is until a process is asked about again. */
const daysUntilNext = async (source: CourtSource, id: string) => {
  const [row] = await house.house.database.asWorker(firm.firmId, (transaction) =>
    transaction.execute<{ days: number }[]>(
      `select floor(extract(epoch from next_at - now()) / 86400)::int as days
       from processes.court_update where process_id = ? and source = ?`,
      [id, source],
    ),
  );
  return row?.days;
};

const movement = (dataHora: string, codigo: number, nome: string) => ({ codigo, nome, dataHora });
const history = [
  movement("2026-03-02T12:00:00.000Z", 26, "Distribuição"),
  movement("2026-03-03T12:00:00.000Z", 51, "Conclusão"),
  // The same twice, seconds apart and to the second: both are there.
  movement("2026-03-04T12:00:00.000Z", 60, "Expedição de documento"),
  movement("2026-03-04T12:00:00.000Z", 60, "Expedição de documento"),
  movement("2026-03-04T12:00:09.000Z", 60, "Expedição de documento"),
];
const first = (movimentos: object[] = history, more = {}) => dataJudDocument({ movimentos, ...more });
const second = (movimentos: object[]) =>
  dataJudDocument({
    movimentos,
    grau: "G2",
    "@timestamp": "2099-08-15T11:50:51.994Z",
    orgaoJulgador: { codigo: 9, nome: "3ª CÂMARA" },
  });

beforeEach(() => {
  court.always(dataJudOf([first()]));
  gazette.always(djenOf([]));
});

describe("before anybody has accepted anything", () => {
  test("nothing is asked, of anybody, and everything else goes on", async () => {
    for (const source of ["DATAJUD", "DJEN"] as const) {
      await house.house.database.asNobody((transaction) =>
        house.house.jobs.enqueue(queue[source], { day: "2026-11-22" }, executorOf(transaction)),
      );
      await asked(source);
      const [spread] = await house.owner(
        "select count(*)::int as count from jobs.job where name = $1 and state = 'created' and start_after > now() and data ? 'firm'",
        [queue[source]],
      );
      // Each firm's hour is before the letters of the day, and most of them are not now.
      expect(spread.count).toBeLessThanOrEqual(2);
      for (const of of [firm, other]) await night(source, of);
    }
    expect(await connectors()).toMatchObject([
      { source: "DATAJUD", state: "OFF", acceptances: [], askedAt: null, problem: null, brought: 0 },
      { source: "DJEN", state: "OFF", acceptances: [], registrations: [], askedAt: null, processes: null },
    ]);
    expect((await request(hers))?.userErrors).toMatchObject([{ code: "CONFLICT", field: ["processId"] }]);
    expect([court.requests, gazette.requests]).toEqual([[], []]);
    expect(await update(hers)).toBeNull();
  });

  test("the terms are there to be read in both languages, and no others can be accepted", async () => {
    const english = await connectors(firm.davi, { "accept-language": "en" });
    for (const [index, one] of (await connectors()).entries()) {
      expect(one.terms.text).toMatch(/não comercial[\s\S]*Atribuição[\s\S]*Sem garantia/);
      expect(english[index]?.terms.text).toMatch(/Non-commercial[\s\S]*Attribution[\s\S]*No guarantee/);
      expect(english[index]?.terms.version).toBe(one.terms.version);
      expect(await switchOn(one.source, firm.davi, "2020-01-01")).toMatchObject({
        courtConnector: null,
        userErrors: [{ code: "CONFLICT", field: ["input", "acceptedVersion"] }],
      });
    }
    expect((await connectors()).map(({ state }) => state)).toEqual(["OFF", "OFF"]);
    expect(court.requests).toEqual([]);
  });

  test("nobody but an administrator is told of it or decides it, and no client ever", async () => {
    const preview = (
      await house.send(
        firm.davi,
        `mutation { previewAccess(accessId: "${access}", channel: WEB) { session { token } userErrors { code } } }`,
      )
    ).data.previewAccess?.session?.token as string;
    expect(preview).toBeTruthy();
    for (const token of [null, ana, preview, firm.carla]) {
      const code = token ? "FORBIDDEN" : "UNAUTHENTICATED";
      const refusals = [
        await house.ask(token, CourtConnectorsDocument, {}),
        await house.ask(token, SwitchOnCourtConnectorDocument, {
          input: { source: "DATAJUD", acceptedVersion: "2026-11-22" },
        }),
        await house.ask(token, SwitchOffCourtConnectorDocument, { source: "DJEN" }),
        await house.ask(token, SetOabRegistrationsDocument, { registrations: [] }),
        ...(token === firm.carla
          ? []
          : [
              await house.ask(token, RequestCourtUpdateDocument, { processId: hers }),
              ...(token ? [await house.ask(token, CourtUpdateDocument, { id: hers })] : []),
            ]),
      ];
      for (const { errors } of refusals) expect(errors[0]?.extensions.code).toBe(code);
    }
  });
});

describe("DataJud", () => {
  test("once accepted, the history comes to the client's timeline: complete, with its degree", async () => {
    court.always(dataJudOf([first(), second([movement("2026-03-05T12:00:00.000Z", 132, "Recebimento")])]));
    expect(await switchOn("DATAJUD")).toMatchObject({ userErrors: [], courtConnector: { state: "ON" } });
    await asked("DATAJUD");
    expect(await timeline()).toMatchObject({
      unseenMovements: 6,
      court: {
        division: "1ª VARA CÍVEL",
        degree: "G1",
        className: "Procedimento Comum Cível",
        subjects: ["Direito de Imagem", "Indenização por Dano Moral"],
      },
      movements: {
        totalCount: 6,
        nodes: [
          { title: "Recebimento", degree: "G2", code: 132, origin: "AUTOMATIC", unseen: true },
          ...Array.from({ length: 3 }, () => ({ title: "Expedição de documento", degree: "G1" })),
          { title: "Conclusão" },
          { title: "Distribuição", occurredAt: "2026-03-02T12:00:00.000Z" },
        ],
      },
    });
    const one = await connector("DATAJUD");
    expect(one).toMatchObject({
      state: "ON",
      brought: 6,
      problem: null,
      acceptances: [{ version: one?.terms.version, acceptedBy: "Davi Almeida" }],
      processes: { updated: 1, notFound: 0, notCovered: 0, failed: 0, waiting: 0, secret: 2 },
    });
    expect(Date.parse(one?.succeededAt as string)).toBeGreaterThan(Date.now() - 60_000);
    expect(await update(hers)).toMatchObject({ outcome: "UPDATED", requestedAt: null });
  });

  test("what is secret, or comes from what is secret, is asked of nobody outside", async () => {
    expect(court.requests.map(({ body }) => body.query.match.numeroProcesso)).toEqual([numbers.hers]);
    expect(court.requests[0]?.headers["authorization"]).toBe("APIKey uma-chave");
    expect((await request(secret, firm.davi))?.userErrors).toMatchObject([{ code: "INVALID", field: ["processId"] }]);
    expect(await update(secret, firm.davi)).toBeNull();
    // That the other comes from a secret one is not told: its original may be hidden from who asks.
    await house.seed(
      ["processes.court_update"],
      ["update processes.court_update set asked_at = now() - interval '1 hour' where process_id = $1", [ofSecret]],
    );
    expect((await request(ofSecret, firm.davi))?.userErrors).toEqual([]);
    await asked("DATAJUD");
    expect(court.requests).toHaveLength(1);
    expect(await update(ofSecret, firm.davi)).toMatchObject({ outcome: "NOT_FOUND" });
  });

  test("what comes from a secret process that somebody does not see reads as what the service does not hold", async () => {
    const third = await settleFirm(house, "moreira.example");
    const of = (number: string, more = {}) => lawsuit(third.davi, number, "Recurso", third.anaContact, more);
    const hidden = { secret: true, visibility: "PRIVATE", responsibleId: third.daviId };
    const original = await of(numbers.secret, hidden);
    const pairs = [
      [await of(numbers.ofSecret), await of(numbers.hers)],
      [await of(numbers.stf), await of("00000134220991000000")],
    ] as const;
    const [[comes, doesNot], [fromStf]] = pairs;
    const link = async (mutation: string, linkedId: string, kind: string) => {
      const { data } = await house.send(
        third.davi,
        `mutation { link: ${mutation}(input: { originalId: "${original}", linkedId: "${linkedId}", kind: ${kind} }) { userErrors { code } } }`,
      );
      expect(data.link.userErrors).toEqual([]);
    };
    await link("linkProcesses", comes, "APPEAL");
    await link("linkProcesses", fromStf, "ATTACHMENT");
    const outcomes = async () =>
      Promise.all(
        pairs.flat().map(async (id) => {
          const told = await update(id, third.carla);
          return told && [told.outcome, told.askedAt !== null, told.requestedAt !== null];
        }),
      );
    const requests = court.requests.length;
    court.always(dataJudOf([]));
    await switchOn("DATAJUD", third.davi);
    await asked("DATAJUD");
    const [notFound, notCovered] = [
      ["NOT_FOUND", true, false],
      ["NOT_COVERED", true, false],
    ];
    expect(await outcomes()).toEqual([notFound, notFound, notCovered, notCovered]);
    await house.seed(
      ["processes.court_update"],
      ["update processes.court_update set asked_at = now() - interval '1 hour'", []],
    );
    for (const id of pairs.flat()) expect((await request(id, third.carla))?.userErrors).toEqual([]);
    await asked("DATAJUD");
    expect((await outcomes()).map((told) => told?.[2])).toEqual([true, true, true, true]);
    expect(new Set(court.requests.slice(requests).map(({ body }) => body.query.match.numeroProcesso))).toEqual(
      new Set([numbers.hers]),
    );
    expect((await connector("DATAJUD", third.davi))?.processes).toMatchObject({
      notFound: 1,
      notCovered: 1,
      secret: 3,
    });
    // It comes from there no longer: what the service knows of it is its history.
    await link("unlinkProcesses", comes, "APPEAL");
    court.always(dataJudOf([first(history, { numeroProcesso: numbers.ofSecret, tribunal: "TJMG" })]));
    await night("DATAJUD", third);
    expect(await update(comes, third.carla)).toMatchObject({ outcome: "UPDATED" });
    // And once more: it stays known, and is asked about no more.
    await link("linkProcesses", comes, "APPEAL");
    const until = court.requests.length;
    const begun = Date.now();
    await night("DATAJUD", third);
    const askedAt = async (id: string) => Date.parse((await update(id, third.carla))?.askedAt as string);
    expect(await update(comes, third.carla)).toMatchObject({ outcome: "UPDATED" });
    for (const id of [comes, doesNot]) expect(await askedAt(id)).toBeGreaterThanOrEqual(begun);
    expect(new Set(court.requests.slice(until).map(({ body }) => body.query.match.numeroProcesso))).toEqual(
      new Set([numbers.hers]),
    );
  });

  test("the next night asks again and adds nothing; a list that shrinks, reorders or is empty takes nothing away", async () => {
    const before = await timeline();
    const answers = [
      dataJudOf([first(history.toReversed()), second([movement("2026-03-05T12:00:00.000Z", 132, "Recebimento")])]),
      dataJudOf([first(history.slice(0, 2))]),
      dataJudOf([first([])]),
      dataJudOf([]),
    ];
    for (const [index, answer] of answers.entries()) {
      const requests = court.requests.length;
      court.always(answer);
      await night("DATAJUD");
      expect(court.requests.length, String(index)).toBe(requests + 1);
      expect(await timeline()).toEqual(before);
    }
    expect(await update(hers)).toMatchObject({ outcome: "NOT_FOUND" });
    expect((await connector("DATAJUD"))?.processes).toMatchObject({ updated: 0, notFound: 1 });
  });

  test("half an answer is no answer: shards that failed leave what is known, and the admin reads what is wrong", async () => {
    const before = await timeline();
    court.always({ body: dataJudAnswer([], { _shards: { total: 7, successful: 3, skipped: 0, failed: 4 } }) });
    await night("DATAJUD");
    expect(await timeline()).toEqual(before);
    expect(await update(hers)).toMatchObject({ outcome: "UNAVAILABLE" });
    const one = await connector("DATAJUD");
    expect(one).toMatchObject({ state: "ON", problem: { kind: "UNAVAILABLE" } });
    expect(one?.problem?.message).toMatch(/fora do ar/);
    expect(Date.parse(one?.nextAt as string)).toBeGreaterThan(Date.now() + 30_000);
    court.always(dataJudOf([first()]));
    await night("DATAJUD");
    expect(await connector("DATAJUD")).toMatchObject({ problem: null });
  });

  test("a movement that is newer than all that is known is news, by the portal and by mail; one that came late is not", async () => {
    const letters = () =>
      house.mails.filter(({ accessId, links }) => accessId === access && links.some((one) => one.includes("/news/")));
    const digest = async (day: string) => {
      await house.house.database.asNobody((transaction) =>
        house.house.jobs.enqueue(
          "news",
          { day, firm: firm.firmId, until: new Date(Date.now() + 1_000).toISOString() },
          executorOf(transaction),
        ),
      );
      house.house.jobs.nudge("news");
      await vi.waitFor(
        async () => {
          const [left] = await house.owner(
            "select count(*)::int as count from jobs.job where name = 'news' and state < 'completed' and start_after <= now()",
          );
          expect(left.count).toBe(0);
        },
        { timeout: 20_000, interval: 30 },
      );
    };
    await digest("2026-04-01");
    expect(letters()).toEqual([]);
    await house.send(ana, `mutation { markProcessSeen(processId: "${hers}") { userErrors { code } } }`);
    const late = movement("2026-03-02T13:00:00.000Z", 581, "Documento");
    const news = movement("2026-03-09T12:00:00.000Z", 11010, "Mero expediente");
    court.always(dataJudOf([first([...history, late, news])]));
    await night("DATAJUD");
    const now = await timeline();
    // Both are new on her timeline; the letter leaves out what is no newer than what was known.
    expect(now).toMatchObject({ unseenMovements: 2, movements: { totalCount: 8 } });
    expect(now.movements.nodes.filter(({ unseen }: { unseen: boolean }) => unseen)).toMatchObject([
      { title: "Mero expediente" },
      { title: "Documento" },
    ]);
    await digest("2026-04-02");
    expect(letters()).toHaveLength(1);
  });

  test("neither what comes to an empty timeline nor a date that has not come yet hides or makes news", async () => {
    const number = "0000018-56.2099.8.26.0000".replace(/\D/g, "");
    const id = await lawsuit(firm.davi, number, "Recém-distribuído", firm.brunoContact);
    const kept = async () => {
      await house.owner("set role andamento_rule");
      try {
        const rows = await house.owner("select title, history from processes.movement where process_id = $1", [id]);
        return rows.map(({ title, history }: { title: string; history: boolean }) => `${title} ${history}`).sort();
      } finally {
        await house.owner("reset role");
      }
    };
    const told = (...movimentos: object[]) =>
      court.always(dataJudOf([first(), dataJudDocument({ numeroProcesso: number, movimentos })]));
    // Known to the service before it tells anything of it: what comes then has come first.
    told();
    await night("DATAJUD");
    expect(await update(id)).toMatchObject({ outcome: "UPDATED" });
    const [past, wrong] = [
      movement("2026-03-02T12:00:00.000Z", 26, "A distribuição"),
      movement("2199-03-02T12:00:00.000Z", 51, "B com a data errada"),
    ];
    told(past, wrong);
    await night("DATAJUD");
    expect(await kept()).toEqual(["A distribuição true", "B com a data errada true"]);
    told(
      past,
      wrong,
      movement("2026-03-01T12:00:00.000Z", 85, "C atrasada"),
      movement("2026-03-09T12:00:00.000Z", 85, "D nova"),
    );
    await night("DATAJUD");
    expect((await kept()).slice(2)).toEqual(["C atrasada true", "D nova false"]);
    await house.send(firm.davi, `mutation { deleteProcess(id: "${id}") { userErrors { code } } }`);
  });

  test("what somebody of the firm wrote of the court stays as written", async () => {
    const mine = await lawsuit(firm.davi, numbers.appealed, "Cobrança", firm.anaContact, {
      court: { division: "Vara da Carla", degree: "G2", subjects: ["Meu assunto"] },
    });
    const of = { numeroProcesso: numbers.appealed };
    court.always(
      dataJudOf([
        dataJudDocument(of),
        dataJudDocument({ ...of, grau: "G2", classe: { codigo: 198, nome: "Apelação Cível" } }),
      ]),
    );
    const save = async () =>
      (await house.ask(firm.davi, UpdateProcessDocument, { id: mine, input: { expectedVersion: 1 } })).data
        ?.updateProcess?.userErrors;
    await night("DATAJUD");
    // Who was just editing it is told that it has changed.
    expect(await save()).toMatchObject([{ code: "CONFLICT", field: ["input", "expectedVersion"] }]);
    expect((await timeline(mine)).court).toEqual({
      division: "Vara da Carla",
      degree: "G2",
      className: "Apelação Cível",
      subjects: ["Meu assunto"],
    });
  });

  test("a service that is down is asked again later and later", async () => {
    court.always({ status: 503, body: "" });
    await night("DATAJUD");
    const wait = async () =>
      Math.round((Date.parse((await connector("DATAJUD"))?.nextAt as string) - Date.now()) / 60_000);
    const waits = [await wait()];
    await minutesPass();
    waits.push(await wait());
    expect(waits).toEqual([1, 2]);
    court.always(dataJudOf([first()]));
    await night("DATAJUD");
    expect(await connector("DATAJUD")).toMatchObject({ problem: null });
  });

  test("a closed process is asked about weekly, another one each night", async () => {
    const closed = await lawsuit(firm.davi, numbers.closed, "Encerrado", firm.anaContact, { status: "CLOSED" });
    const movimentos = [movement("2026-03-02T12:00:00.000Z", 246, "Definitivo")];
    court.always(dataJudOf([first(), first(movimentos, { numeroProcesso: numbers.closed, tribunal: "TJDFT" })]));
    await night("DATAJUD");
    expect(await titles(closed)).toEqual(["Definitivo"]);
    expect([await daysUntilNext("DATAJUD", hers), await daysUntilNext("DATAJUD", closed)]).toEqual([0, 7]);
    await house.send(firm.davi, `mutation { deleteProcess(id: "${closed}") { userErrors { code } } }`);
  });

  test("what became secret, got another number or was switched off while the service thought brings nothing", async () => {
    const [number, another] = ["00000185620998260000", "00000190720998269000"];
    const id = await lawsuit(firm.davi, number, "Mudou enquanto isso", firm.anaContact);
    const answers = dataJudOf([first(), first(history, { numeroProcesso: number })]) as (
      request: CourtRequest,
    ) => CourtAnswer;
    const change = (input: object) =>
      house.ask(firm.davi, UpdateProcessDocument, { id, input }).then(({ data }) => {
        expect(data?.updateProcess?.userErrors).toEqual([]);
      });
    /** Has something happen between the question about the process and its answer. */
    const nightIn = async (happens: () => Promise<unknown>) => {
      let happened = false;
      court.always(async (request) => {
        if (request.body.query.match.numeroProcesso === number) {
          await happens();
          happened = true;
        }
        return answers(request);
      });
      await night("DATAJUD");
      expect(happened).toBe(true);
    };
    const kept = async () => (await timeline(id, firm.davi)).movements.totalCount;
    await nightIn(() => change({ secret: true }));
    expect(await kept()).toBe(0);
    await change({ secret: false });
    await nightIn(() => change({ number: another }));
    expect(await kept()).toBe(0);
    await change({ number });
    const { brought } = (await connector("DATAJUD")) as { brought: number };
    const isOn = (active: boolean) =>
      house.seed(
        ["processes.court_connector"],
        [
          "update processes.court_connector set active = $1 where source = 'DATAJUD' and firm_id = $2",
          [active, firm.firmId],
        ],
      );
    await nightIn(() => isOn(false));
    expect([await kept(), (await connector("DATAJUD"))?.brought]).toEqual([0, brought]);
    court.always(answers);
    await isOn(true);
    await night("DATAJUD");
    expect(await kept()).toBe(history.length);
    await house.send(firm.davi, `mutation { deleteProcess(id: "${id}") { userErrors { code } } }`);
  });

  test("a firm has one question under way, and one run: neither a second one nor an earlier one asks", async () => {
    const job = async (data: object) => {
      await house.seed(
        ["processes.court_update"],
        ["update processes.court_update set next_at = now() where source = 'DATAJUD'", []],
      );
      const before = court.requests.length;
      await house.house.database.asNobody((transaction) =>
        house.house.jobs.enqueue(queue.DATAJUD, { firm: firm.firmId, ...data }, executorOf(transaction)),
      );
      await asked("DATAJUD");
      return court.requests.length - before;
    };
    const busy = (until: string) =>
      house.seed(
        ["processes.court_connector"],
        [`update processes.court_connector set busy_until = ${until} where source = 'DATAJUD'`, []],
      );
    await busy("now() + interval '1 minute'");
    expect([await job({}), await job({ process: hers })]).toEqual([0, 0]);
    await busy("null");
    expect(await job({ run: 1 })).toBe(0);
    expect(await job({})).toBeGreaterThan(0);
    // Those that were to wait a little have nothing to wait for any more.
    await house.owner("delete from jobs.job where name = $1 and state = 'created' and data ->> 'firm' = $2", [
      queue.DATAJUD,
      firm.firmId,
    ]);
  });

  test("courts that the service does not hold are remembered, and not asked again every night", async () => {
    const there = await lawsuit(firm.davi, numbers.stf, "Reclamação", firm.anaContact);
    const requests = court.requests.length;
    await request(there);
    await asked("DATAJUD");
    expect(court.requests.length).toBe(requests);
    expect(await update(there)).toMatchObject({ outcome: "NOT_COVERED" });
    expect(await connector("DATAJUD")).toMatchObject({ problem: null, processes: { notCovered: 1 } });
    const { askedAt } = (await update(there)) as { askedAt: string };
    await house.house.database.asNobody((transaction) =>
      house.house.jobs.enqueue(queue.DATAJUD, { firm: firm.firmId }, executorOf(transaction)),
    );
    await asked("DATAJUD");
    expect(await update(there)).toMatchObject({ askedAt, outcome: "NOT_COVERED" });
  });

  test("anybody of the firm who sees a process may have it asked now, once in a while; a case and another's are refused", async () => {
    const requests = court.requests.length;
    await house.seed(
      ["processes.court_update"],
      ["update processes.court_update set asked_at = now() - interval '1 hour', requested_at = null", []],
    );
    court.always(dataJudOf([first([...history, movement("2026-03-10T12:00:00.000Z", 85, "Petição")])]));
    expect(await request(hers)).toMatchObject({ userErrors: [], courtUpdate: { requestedAt: expect.any(String) } });
    await asked("DATAJUD");
    expect(court.requests.length).toBe(requests + 1);
    expect((await titles())[0]).toBe("Petição");
    expect((await request(hers, firm.davi))?.userErrors).toMatchObject([{ code: "QUOTA_EXCEEDED" }]);
    expect((await request(hers, other.davi))?.userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await request("x"))?.userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    const hidden = await processOf(house, firm.davi, { title: "Reservado", visibility: "PRIVATE" });
    expect((await request(hidden))?.userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await request(hidden, firm.davi))?.userErrors).toMatchObject([{ code: "INVALID" }]);
    expect(court.requests.length).toBe(requests + 1);
    // Two at once: one of them is the last one.
    await house.seed(
      ["processes.court_update"],
      ["update processes.court_update set asked_at = now() - interval '1 hour', requested_at = null", []],
    );
    const both = await Promise.all([request(hers), request(hers, firm.davi)]);
    expect(both.flatMap((one) => one?.userErrors.map(({ code }) => code))).toEqual(["QUOTA_EXCEEDED"]);
    await asked("DATAJUD");
  });

  test("a firm asks for sixty updates in an hour, and not for one more", async () => {
    const busy = await settleFirm(house, "apressada.example");
    const ids = await Promise.all(Array.from({ length: 61 }, (_, n) => processOf(house, busy.davi, { title: `${n}` })));
    const theirs = await lawsuit(busy.davi, numbers.appealed, "Mais um", busy.anaContact);
    court.always(dataJudOf([]));
    await switchOn("DATAJUD", busy.davi);
    await asked("DATAJUD");
    const requested = (count: number) =>
      house.seed(
        ["processes.court_update"],
        ["delete from processes.court_update where firm_id = $1", [busy.firmId]],
        [
          `insert into processes.court_update (firm_id, process_id, source, requested_at)
           select $1, id, 'DATAJUD', now() - case when n <= $3 then interval '59 minutes' else interval '61 minutes' end
           from unnest($2::uuid[]) with ordinality as r (id, n)`,
          [busy.firmId, ids, count],
        ],
      );
    await requested(60);
    expect((await request(theirs, busy.davi))?.userErrors).toMatchObject([{ code: "QUOTA_EXCEEDED" }]);
    await requested(59);
    expect((await request(theirs, busy.davi))?.userErrors).toEqual([]);
    await asked("DATAJUD");
    await switchOff("DATAJUD", busy.davi);
  });

  test("a key that is refused stops the service for every firm, is told to the admin, and is not tried again", async () => {
    await lawsuit(other.davi, numbers.hers, "Deles", other.anaContact);
    court.always({ status: 401, body: {} });
    const requests = court.requests.length;
    await night("DATAJUD");
    expect(court.requests.length).toBe(requests + 1);
    const one = await connector("DATAJUD");
    expect(one).toMatchObject({ state: "ON", problem: { kind: "REFUSED" } });
    expect(one?.problem?.message).toMatch(/recusou a chave/);
    await switchOn("DATAJUD", other.davi);
    await asked("DATAJUD");
    await night("DATAJUD");
    expect(await connector("DATAJUD", other.davi)).toMatchObject({ problem: { kind: "REFUSED" } });
    expect(court.requests.length).toBe(requests + 1);
    await pausesPass();
    court.always(dataJudOf([first()]));
    await night("DATAJUD", other);
    expect(await connector("DATAJUD", other.davi)).toMatchObject({ problem: null, brought: 5 });
    await night("DATAJUD");
    expect(await connector("DATAJUD")).toMatchObject({ problem: null });
    await switchOff("DATAJUD", other.davi);
  });

  test("a service that wants to be asked less is, by every firm", async () => {
    court.always({ status: 429, headers: { "retry-after": "1" }, body: {} });
    await night("DATAJUD");
    expect(await connector("DATAJUD")).toMatchObject({ problem: { kind: "LIMITED" } });
    const requests = court.requests.length;
    court.always(dataJudOf([first()]));
    // After the pause it goes on by itself.
    await vi.waitFor(
      async () => {
        house.house.jobs.nudge(queue.DATAJUD);
        expect(await connector("DATAJUD")).toMatchObject({ problem: null });
      },
      { timeout: 20_000, interval: 200 },
    );
    expect(court.requests.length).toBeGreaterThan(requests);
    await asked("DATAJUD");
  });

  test("one court that is away keeps nobody else's processes waiting, and is asked again later by itself", async () => {
    const third = await settleFirm(house, "prado.example");
    const labor = "00000091220995020001";
    const away = await lawsuit(third.davi, numbers.hers, "Em São Paulo", third.anaContact);
    const there = await lawsuit(third.davi, labor, "No trabalho", third.anaContact);
    const answers = dataJudOf([first(), first(history, { numeroProcesso: labor, tribunal: "TRT2" })]) as (
      request: CourtRequest,
    ) => CourtAnswer;
    court.always((request) => (request.path.includes("tjsp") ? { status: 503, body: "" } : answers(request)));
    await switchOn("DATAJUD", third.davi);
    await asked("DATAJUD");
    await minutesPass();
    expect(await update(there, third.carla)).toMatchObject({ outcome: "UPDATED" });
    expect(await update(away, third.carla)).toMatchObject({ outcome: "UNAVAILABLE" });
    court.always(answers);
    await house.seed(
      ["processes.court_update"],
      ["update processes.court_update set next_at = now() where outcome = 'UNAVAILABLE'", []],
    );
    await minutesPass();
    expect(await update(away, third.carla)).toMatchObject({ outcome: "UPDATED" });
    expect(await connector("DATAJUD", third.davi)).toMatchObject({ brought: 10, problem: null, nextAt: null });
    await switchOff("DATAJUD", third.davi);
  });

  test("nobody takes by hand the ids by which it knows what it brings", async () => {
    const more = Array.from({ length: 300 }, (_, index) =>
      movement(new Date(Date.UTC(2026, 4, 1, 0, index)).toISOString(), 581, "Documento"),
    );
    court.always(dataJudOf([first([...history, ...more])]));
    const before = (await timeline()).movements.totalCount;
    const dataJud = openDataJud({ url: court.url, key: "uma-chave", pace: 1 });
    const records = await dataJud.find(numbers.hers);
    await dataJud.close();
    const ids = records
      .flatMap(({ movements }) => movements)
      .map(({ externalId, occurredAt, title, code, degree }) => ({
        ...{ externalId, title, code, degree },
        occurredAt: occurredAt.toISOString(),
      }));
    const imports = [0, 1, 2].map((turn) =>
      house.ask(firm.carla, ImportMovementsDocument, {
        input: { processNumber: numbers.hers, movements: turn % 2 ? ids.toReversed() : ids },
      }),
    );
    const [, ...told] = await Promise.all([night("DATAJUD"), ...imports]);
    for (const { data } of told) {
      expect(data?.importCourtMovements).toMatchObject({ added: 0, unchanged: 0 });
      expect(data?.importCourtMovements?.userErrors).toHaveLength(ids.length);
      expect(
        new Set(data?.importCourtMovements?.userErrors.map(({ code, field }) => `${code} ${field?.at(-1)}`)),
      ).toEqual(new Set(["INVALID externalId"]));
    }
    expect((await timeline(hers, firm.carla)).movements.totalCount).toBe(before + 300);
  });

  test("other terms than those accepted let it rest, until they are accepted too; what was accepted stays written", async () => {
    await house.seed(
      ["processes.court_acceptance"],
      ["update processes.court_acceptance set version = '2020-01-01' where firm_id = $1", [firm.firmId]],
    );
    expect(await connector("DATAJUD")).toMatchObject({ state: "TERMS_CHANGED" });
    const requests = court.requests.length;
    await night("DATAJUD");
    expect(court.requests.length).toBe(requests);
    expect(await switchOn("DATAJUD")).toMatchObject({ userErrors: [], courtConnector: { state: "ON" } });
    await asked("DATAJUD");
    const one = await connector("DATAJUD");
    expect(one?.acceptances.map(({ version }) => version)).toEqual([one?.terms.version, "2020-01-01"]);
    // Accepted already, nothing more is written.
    await switchOn("DATAJUD");
    expect((await connector("DATAJUD"))?.acceptances).toHaveLength(2);
    for (const change of [
      "update processes.court_acceptance set version = 'x'",
      "delete from processes.court_acceptance",
    ])
      await expect(
        house.house.database.asWorker(firm.firmId, (transaction) => transaction.execute(change)),
      ).rejects.toThrow(/permission denied/);
  });

  test("switched off, it is asked no more, and what it has brought stays", async () => {
    const before = await timeline();
    expect(await switchOff("DATAJUD")).toMatchObject({ userErrors: [], courtConnector: { state: "OFF" } });
    const requests = court.requests.length;
    await night("DATAJUD");
    expect((await request(hers))?.userErrors).toMatchObject([{ code: "CONFLICT" }]);
    expect(court.requests.length).toBe(requests);
    expect(await timeline()).toEqual(before);
    expect((await connector("DATAJUD"))?.acceptances).toHaveLength(2);
  });
});

describe("DJEN", () => {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "America/Sao_Paulo" });
  const day = (ago: number) => today.format(Date.now() - ago * 86_400_000);
  const item = (id: number, more: object = {}) =>
    djenItem({ id, hash: `h${id}`, data_disponibilizacao: day(0), datadisponibilizacao: null, ...more });
  const publications = async (token = firm.carla) => {
    const all: any[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data }: { data: any } = await house.send(
        token,
        `query ($after: String) { publications(status: null, first: 100, after: $after) {
          nodes { id gazette availableOn content status canceled processNumber suggestedProcess { id } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      all.push(...data.publications.nodes);
      [after, more] = [data.publications.pageInfo.endCursor, data.publications.pageInfo.hasNextPage];
    }
    return all;
  };
  const set = async (registrations: { number: string; state: string }[], token = firm.davi) =>
    (await house.ask(token, SetOabRegistrationsDocument, { registrations })).data?.setOabRegistrations;

  test("registrations are checked one by one, kept in one spelling, and the firm's own", async () => {
    expect(
      await set([
        { number: "12345678", state: "SP" },
        { number: "1", state: "XX" },
      ]),
    ).toMatchObject({
      courtConnector: null,
      userErrors: [{ code: "INVALID", field: ["registrations", "0", "number"] }],
    });
    expect(await set([{ number: "1", state: "XX" }])).toMatchObject({
      userErrors: [{ code: "INVALID", field: ["registrations", "0", "state"] }],
    });
    expect(await set([{ number: " ", state: "SP" }])).toMatchObject({
      userErrors: [{ code: "REQUIRED", field: ["registrations", "0", "number"] }],
    });
    expect((await connector("DJEN"))?.registrations).toEqual([]);
    const kept = await set([
      { number: "123.456", state: "sp" },
      { number: "0123456", state: "SP" },
      { number: "777", state: "RJ" },
    ]);
    expect(kept).toMatchObject({
      userErrors: [],
      courtConnector: {
        registrations: [
          { number: "777", state: "RJ" },
          { number: "123456", state: "SP" },
        ],
      },
    });
    expect((await set([{ number: "123456", state: "SP" }]))?.courtConnector?.registrations).toHaveLength(1);
    expect((await connector("DJEN", other.davi))?.registrations).toEqual([]);
    // Of two who add one to what they read one is told so: no lawyer's publications are lost without a word.
    const expectedVersion = (await connector("DJEN"))?.registrationsVersion as number;
    const both = await Promise.all(
      ["111", "222"].map(async (number) => {
        const registrations = [
          { number: "123456", state: "SP" },
          { number, state: "RJ" },
        ];
        const { data } = await house.ask(firm.davi, SetOabRegistrationsDocument, { registrations, expectedVersion });
        return data?.setOabRegistrations;
      }),
    );
    expect(both.flatMap((one) => one?.userErrors)).toMatchObject([{ code: "CONFLICT", field: ["expectedVersion"] }]);
    const added = both.flatMap((one) => one?.courtConnector ?? []);
    expect(await connector("DJEN")).toEqual(added[0]);
    expect(added[0]?.registrations).toHaveLength(2);
    const undone = await set([{ number: "123456", state: "SP" }]);
    expect(undone?.courtConnector?.registrationsVersion).toBe(expectedVersion);
    expect(gazette.requests).toEqual([]);
  });

  test("what is published for the lawyer waits until it is treated, clean of what strangers hid in it; then the client reads it", async () => {
    const hostile =
      '<div class="x"><p onclick="alert(1)">Intime-se a <b>autora</b>.<script>alert(1)</script></p><a href="javascript:alert(1)">aqui</a><img src=x onerror=alert(1)></div>';
    gazette.always(
      djenOf([
        item(1, { texto: hostile }),
        item(2, { texto: "<script>alert(1)</script>" }),
        item(3, { texto: `<p>${"longo ".repeat(30_000)}</p>`, data_disponibilizacao: day(1) }),
        item(4, { texto: "<p>Velha.</p>", data_disponibilizacao: day(2) }),
      ]),
    );
    expect(await switchOn("DJEN")).toMatchObject({ userErrors: [], courtConnector: { state: "ON" } });
    await asked("DJEN");
    const waiting = await publications();
    expect(waiting.map(({ status }: { status: string }) => status)).toEqual(["PENDING", "PENDING", "PENDING"]);
    const found = (text: string) => waiting.find(({ content }: { content: string }) => content.includes(text));
    expect(found("Intime-se")).toMatchObject({
      content: "<p>Intime-se a <b>autora</b>.</p>aqui",
      canceled: false,
      suggestedProcess: { id: hers },
    });
    expect(found("sem texto")).toBeTruthy();
    expect(found("longo").content).toMatch(/<\/p><p>\[Texto cortado: consulte o diário oficial\.\]<\/p>$/);
    expect(found("longo").content.length).toBeLessThanOrEqual(100_000);
    expect(
      gazette.requests.every(({ query }) => query["numeroOab"]?.startsWith("123456") && query["ufOab"] === "SP"),
    ).toBe(true);
    expect(
      new Set(
        gazette.requests.map(
          ({ query }) => `${query["dataDisponibilizacaoInicio"]} ${query["dataDisponibilizacaoFim"]}`,
        ),
      ),
    ).toEqual(new Set([`${day(1)} ${day(0)}`]));

    const told = `{ process(id: "${hers}") { publications { totalCount nodes { content canceled } } } }`;
    expect((await house.send(ana, told)).data.process.publications.totalCount).toBe(0);
    await house.send(
      firm.carla,
      `mutation { treatPublication(input: { publicationId: "${found("Intime-se").id}", processId: "${hers}" }) { userErrors { code } } }`,
    );
    expect((await house.send(ana, told)).data.process.publications.nodes).toEqual([
      { content: "<p>Intime-se a <b>autora</b>.</p>aqui", canceled: false },
    ]);

    // The next night: the same once, and one of them taken back.
    gazette.always(djenOf([item(1, { texto: hostile, motivo_cancelamento: "Engano", ativo: false }), item(2)]));
    await night("DJEN");
    expect(await publications()).toHaveLength(3);
    expect((await house.send(ana, told)).data.process.publications.nodes).toMatchObject([{ canceled: true }]);
    gazette.always(djenOf([item(1, { texto: hostile })]));
    await night("DJEN");
    expect((await house.send(ana, told)).data.process.publications.nodes).toMatchObject([{ canceled: true }]);
    expect(await connector("DJEN")).toMatchObject({ brought: 3, problem: null });
    expect(await publications(other.carla)).toEqual([]);
  });

  test("after an outage it is asked from the last day that came, two days at a time, and what one page gave stands", async () => {
    const cover = (ago: number) =>
      house.seed(
        ["processes.court_registration"],
        ["update processes.court_registration set covered_until = $1::date", [day(ago)]],
      );
    await cover(5);
    gazette.always(djenOf([item(11, { data_disponibilizacao: day(4) })]));
    let requests = gazette.requests.length;
    await night("DJEN");
    const windows = () => [
      ...new Set(
        gazette.requests
          .slice(requests)
          .map(({ query }) => `${query["dataDisponibilizacaoInicio"]} ${query["dataDisponibilizacaoFim"]}`),
      ),
    ];
    expect(windows()).toEqual([
      `${day(5)} ${day(4)}`,
      `${day(4)} ${day(3)}`,
      `${day(3)} ${day(2)}`,
      `${day(2)} ${day(1)}`,
      `${day(1)} ${day(0)}`,
    ]);
    expect(await publications()).toHaveLength(4);
    await cover(200);
    requests = gazette.requests.length;
    await night("DJEN");
    expect(windows()[0]).toBe(`${day(30)} ${day(29)}`);

    const many = Array.from({ length: 60 }, (_, index) => item(100 + index));
    gazette.next(djenAnswer(many.slice(0, 50), 60), { status: 400, body: {} });
    await night("DJEN");
    expect(await publications()).toHaveLength(54);
    expect(await connector("DJEN")).toMatchObject({ brought: 54, problem: { kind: "MALFORMED" } });
    gazette.always(djenOf(many));
    await night("DJEN");
    expect(await connector("DJEN")).toMatchObject({ brought: 64, problem: null });
  });

  /** As if so many days ago it had been asked again about earlier days. */
  const lookedBack = (ago: number) =>
    house.seed(
      ["processes.court_registration", "processes.court_update"],
      ["update processes.court_registration set looked_back_on = $1::date", [day(ago)]],
      ["update processes.court_update set looked_back_on = $1::date where source = 'DJEN'", [day(ago)]],
    );
  const windowsFrom = (requests: number) => [
    ...new Set(
      gazette.requests
        .slice(requests)
        .map(({ query }) => `${query["dataDisponibilizacaoInicio"]} ${query["dataDisponibilizacaoFim"]}`),
    ),
  ];
  const isCanceled = async (text: string) =>
    (await publications()).find(({ content }: { content: string }) => content.includes(text))?.canceled;

  test("what is taken back weeks later is noticed within a week, and earlier days bring nothing new", async () => {
    const said = (id: number, ago: number, text: string, more = {}) =>
      item(id, { data_disponibilizacao: day(ago), texto: `<p>${text}</p>`, ...more });
    const old = [said(21, 12, "Retirada depois."), said(22, 25, "Retirada também."), said(23, 12, "Fica.")];
    await house.seed(
      ["processes.court_registration"],
      ["update processes.court_registration set covered_until = $1::date", [day(26)]],
    );
    gazette.always(djenOf(old));
    await night("DJEN");
    expect([await isCanceled("Retirada depois."), await isCanceled("Retirada também.")]).toEqual([false, false]);

    const taken = { ativo: false, motivo_cancelamento: "Engano" };
    gazette.always(
      djenOf([
        said(21, 12, "Retirada depois.", taken),
        said(22, 25, "Retirada também.", { data_cancelamento: day(1) }),
        said(23, 12, "Fica."),
        said(24, 12, "Nunca vista."),
        said(25, 12, "Nunca vista e retirada.", taken),
      ]),
    );
    await lookedBack(6);
    let requests = gazette.requests.length;
    await night("DJEN");
    expect(windowsFrom(requests)).toEqual([`${day(1)} ${day(0)}`]);
    expect(await isCanceled("Retirada depois.")).toBe(false);

    const had = (await publications()).length;
    await lookedBack(7);
    requests = gazette.requests.length;
    await night("DJEN");
    expect(windowsFrom(requests)).toEqual([
      `${day(1)} ${day(0)}`,
      `${day(29)} ${day(23)}`,
      `${day(22)} ${day(16)}`,
      `${day(15)} ${day(9)}`,
      `${day(8)} ${day(2)}`,
    ]);
    expect([await isCanceled("Retirada depois."), await isCanceled("Retirada também.")]).toEqual([true, true]);
    expect(await isCanceled("Fica.")).toBe(false);
    expect(await publications()).toHaveLength(had);
    requests = gazette.requests.length;
    await night("DJEN");
    expect(windowsFrom(requests)).toEqual([`${day(1)} ${day(0)}`]);
  });

  test("an earlier day that it does not tell of keeps nobody from the present ones, and is asked about again the next night", async () => {
    const broken = (request: CourtRequest): CourtAnswer =>
      request.query["dataDisponibilizacaoInicio"] === day(22)
        ? { status: 400, body: {} }
        : (djenOf([item(31)]) as (request: CourtRequest) => CourtAnswer)(request);
    gazette.always(broken);
    await lookedBack(8);
    await night("DJEN");
    expect(await connector("DJEN")).toMatchObject({ problem: { kind: "MALFORMED" } });
    // The next night's own days come first; what is left of the earlier ones after them.
    await house.seed(
      ["processes.court_registration"],
      ["update processes.court_registration set covered_until = $1::date", [day(1)]],
    );
    gazette.always(djenOf([item(32)]));
    const requests = gazette.requests.length;
    await night("DJEN");
    expect(windowsFrom(requests)).toEqual([
      `${day(1)} ${day(0)}`,
      `${day(22)} ${day(16)}`,
      `${day(15)} ${day(9)}`,
      `${day(8)} ${day(2)}`,
    ]);
    expect(await connector("DJEN")).toMatchObject({ problem: null });
  });

  test("a place it does not serve is told to the admin", async () => {
    gazette.always({ status: 403, body: {} });
    await night("DJEN");
    const one = await connector("DJEN");
    expect(one?.problem).toMatchObject({ kind: "REFUSED" });
    expect(one?.problem?.message).toMatch(/fora do Brasil/);
    await pausesPass();
  });

  test("without registrations it is asked by number, of what is not secret", async () => {
    gazette.always(djenOf([item(500, { texto: "<p>Por número.</p>" })]));
    const requests = gazette.requests.length;
    await set([]);
    await asked("DJEN");
    const numbersAsked = gazette.requests.slice(requests).map(({ query }) => query["numeroProcesso"]);
    expect(numbersAsked.toSorted()).toEqual([numbers.hers, numbers.stf, numbers.appealed].toSorted());
    expect((await publications()).some(({ content }: { content: string }) => content === "<p>Por número.</p>")).toBe(
      true,
    );
  });

  test("asked by number, one request tells of all days since the last, and weekly of earlier ones too; a closed process is asked weekly", async () => {
    const told = (more = {}) => item(501, { data_disponibilizacao: day(10), texto: "<p>Do processo.</p>", ...more });
    await house.seed(
      ["processes.court_update"],
      ["update processes.court_update set covered_until = $1::date where source = 'DJEN'", [day(11)]],
    );
    gazette.always(djenOf([told()]));
    let requests = gazette.requests.length;
    await night("DJEN");
    expect([windowsFrom(requests), gazette.requests.length - requests]).toEqual([[`${day(11)} ${day(0)}`], 3]);
    expect(await isCanceled("Do processo.")).toBe(false);
    gazette.always(
      djenOf([told({ ativo: false }), item(502, { data_disponibilizacao: day(9), texto: "<p>Outra.</p>" })]),
    );
    await lookedBack(7);
    for (const window of [`${day(29)} ${day(0)}`, `${day(1)} ${day(0)}`]) {
      requests = gazette.requests.length;
      await night("DJEN");
      expect([windowsFrom(requests), gazette.requests.length - requests]).toEqual([[window], 3]);
    }
    expect(await isCanceled("Do processo.")).toBe(true);
    expect(await isCanceled("Outra.")).toBeUndefined();

    const closed = await lawsuit(firm.davi, numbers.closed, "Encerrado", firm.anaContact, { status: "CLOSED" });
    await night("DJEN");
    expect([await daysUntilNext("DJEN", hers), await daysUntilNext("DJEN", closed)]).toEqual([0, 7]);
    await house.send(firm.davi, `mutation { deleteProcess(id: "${closed}") { userErrors { code } } }`);
  });

  test("nor those by which it knows publications", async () => {
    const many = Array.from({ length: 40 }, (_, index) => item(900 + index));
    await set([{ number: "123456", state: "SP" }]);
    await asked("DJEN");
    gazette.always(djenOf(many));
    const brought = async () => (await connector("DJEN"))?.brought as number;
    const had = await brought();
    const input = {
      publications: many.map(({ id }) => ({
        ...{ externalId: `djen:${id}`, gazette: "DJEN – TJSP", availableOn: day(0), content: "<p>Intime-se…</p>" },
      })),
    };
    const imports = [0, 1].map(() => house.ask(firm.carla, ImportPublicationsDocument, { input }));
    const [, ...told] = await Promise.all([night("DJEN"), ...imports]);
    for (const { data } of told) {
      expect(data?.importPublications).toMatchObject({ added: 0, unchanged: 0 });
      expect(data?.importPublications?.userErrors).toHaveLength(40);
      expect(data?.importPublications?.userErrors[0]).toMatchObject({
        ...{ code: "INVALID", field: ["input", "publications", "0", "externalId"] },
      });
    }
    expect((await brought()) - had).toBe(40);
  });

  test("what is published of a process that somebody does not see does not wait for them, in whatever form its number came", async () => {
    const old = "583.00.2008.123456-7";
    for (const named of [{ number: numbers.closed }, { legacyNumber: old }])
      await processOf(house, firm.davi, {
        ...{ kind: "LAWSUIT", title: "Reservado", visibility: "PRIVATE", responsibleId: firm.daviId, ...named },
      });
    const as = (id: number, numero_processo: string) =>
      item(id, { numero_processo, numeroprocessocommascara: null, texto: `<p>Do número ${id}.</p>` });
    gazette.always(
      djenOf([
        as(700, numbers.closed),
        as(701, `${numbers.closed}50000`),
        as(702, "0000004-97.2099.8.07.0001/50000"),
        as(703, `${old}/000001-000`),
        as(704, "583.00.2008.123456-8/000001-000"),
      ]),
    );
    await night("DJEN");
    const told = async (token: string) =>
      (await publications(token))
        .map(({ content }: { content: string }) => /^<p>Do número (\d+)/.exec(content)?.[1])
        .filter(Boolean)
        .sort();
    expect(await told(firm.davi)).toEqual(["700", "701", "702", "703", "704"]);
    expect(await told(firm.carla)).toEqual(["704"]);
  });
});

test("another firm has nothing of all this: no movement, no publication, no number that was asked, and its own switch", async () => {
  const theirs = await connectors(other.davi);
  expect(theirs).toMatchObject([
    { source: "DATAJUD", state: "OFF", acceptances: [{ acceptedBy: "Davi Almeida" }], brought: 5 },
    { source: "DJEN", state: "OFF", acceptances: [], brought: 0, askedAt: null },
  ]);
  expect((await house.send(other.carla, `{ process(id: "${hers}") { id } }`)).data.process).toBeNull();
  const carla = await signInAs(house, "carla@costalima.example");
  expect((await house.ask(carla, CourtUpdateDocument, { id: hers })).data?.process).toBeNull();
});
