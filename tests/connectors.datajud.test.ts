// What DataJud tells comes to the client's timeline by itself, once the firm has accepted its terms: through the whole house, against
// a court on loopback. And before that nothing is asked of anybody.
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openDataJud } from "../courts/datajud.ts";
import { executorOf } from "../platform/database.ts";
import {
  CourtConnectorsDocument,
  CourtUpdateDocument,
  ImportMovementsDocument,
  RequestCourtUpdateDocument,
  SetOabRegistrationsDocument,
  SwitchOffCourtConnectorDocument,
  SwitchOnCourtConnectorDocument,
  UpdateProcessDocument,
} from "../schema/operations.ts";
import {
  access,
  ana,
  answerAsUsual,
  asked,
  close,
  connector,
  connectors,
  court,
  daysUntilNext,
  firm,
  first,
  gazette,
  hers,
  history,
  house,
  lawsuit,
  minutesPass,
  movement,
  night,
  numbers,
  ofSecret,
  other,
  pausesPass,
  queue,
  request,
  secret,
  settle,
  switchOff,
  switchOn,
  timeline,
  titles,
  update,
} from "./connectors.world.ts";
import { type CourtAnswer, type CourtRequest, dataJudAnswer, dataJudDocument, dataJudOf } from "./court-server.ts";
import { process as processOf, settleFirm, signInAs } from "./world.ts";

beforeAll(settle);
afterAll(close);
beforeEach(answerAsUsual);

const second = (movimentos: object[]) =>
  dataJudDocument({
    movimentos,
    grau: "G2",
    "@timestamp": "2099-08-15T11:50:51.994Z",
    orgaoJulgador: { codigo: 9, nome: "3ª CÂMARA" },
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
