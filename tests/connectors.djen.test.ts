// What the gazette publishes waits for the firm's people, once the firm has accepted its terms: through the whole house, against a
// gazette on loopback.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ImportPublicationsDocument, SetOabRegistrationsDocument } from "../schema/operations.ts";
import {
  ana,
  answerAsUsual,
  asked,
  close,
  connector,
  daysUntilNext,
  firm,
  gazette,
  hers,
  house,
  lawsuit,
  night,
  numbers,
  other,
  pausesPass,
  settle,
  switchOn,
} from "./connectors.world.ts";
import { type CourtAnswer, type CourtRequest, djenAnswer, djenItem, djenOf } from "./court-server.ts";
import { process as processOf } from "./world.ts";

beforeAll(async () => {
  await settle();
  await lawsuit(firm.davi, numbers.appealed, "Cobrança", firm.anaContact);
  await lawsuit(firm.davi, numbers.stf, "Reclamação", firm.anaContact);
});
afterAll(close);
beforeEach(answerAsUsual);

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
      gazette.requests.map(({ query }) => `${query["dataDisponibilizacaoInicio"]} ${query["dataDisponibilizacaoFim"]}`),
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

test("another firm has nothing of all this: no publication, and its own switch", async () => {
  expect((await publications()).length).toBeGreaterThan(0);
  expect(await publications(other.carla)).toEqual([]);
  expect(await connector("DJEN", other.davi)).toMatchObject({
    state: "OFF",
    acceptances: [],
    brought: 0,
    askedAt: null,
  });
});
