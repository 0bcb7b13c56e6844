// DataJud's moods, each as its documents and the people who live with it describe them.
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CourtRecord } from "../courts/court.ts";
import { type DataJudOptions, openDataJud } from "../courts/datajud.ts";
import { recordIn } from "../courts/datajud-answer.ts";
import {
  type CourtServer,
  dataJudAnswer,
  dataJudDocument,
  dataJudOf,
  isSpaced,
  openCourtServer,
} from "./court-server.ts";

const number = "00000011120998260100";

let server: CourtServer;
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  server = await openCourtServer();
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await server.close();
});

/** A client that waits for nothing. */
function open(more: Partial<DataJudOptions> = {}) {
  const dataJud = openDataJud({
    url: server.url,
    key: "public-key",
    pace: 0,
    patience: 5_000,
    again: { after: "LIMITED", times: 2, pause: 1 },
    ...more,
  });
  closing.push(() => dataJud.close());
  return dataJud;
}

async function find(...documents: Record<string, unknown>[]): Promise<readonly CourtRecord[]> {
  server.next({ body: dataJudAnswer(documents) });
  return open().find(number);
}

test("an answer as documented is a record with its movements, the oldest first", async () => {
  server.always(dataJudOf([dataJudDocument()]));
  const [record, ...others] = await open().find(number);
  expect(others).toEqual([]);
  expect(record).toEqual({
    tribunal: "TJSP",
    degree: "G1",
    division: "1ª VARA CÍVEL",
    className: "Procedimento Comum Cível",
    subjects: ["Direito de Imagem", "Indenização por Dano Moral"],
    filedAt: new Date("2099-01-15T00:00:00Z"),
    updatedAt: new Date("2099-07-21T19:10:08.483Z"),
    movements: [
      {
        externalId: expect.stringMatching(/^datajud:.{43}$/),
        occurredAt: new Date("2099-01-15T14:06:24Z"),
        code: 26,
        title: "Distribuição",
        text: "Tipo de distribuição ou redistribuição: sorteio",
        degree: "G1",
      },
      {
        externalId: expect.any(String),
        occurredAt: new Date("2099-02-20T13:15:30Z"),
        code: 51,
        title: "Conclusão",
        text: "Tipo de conclusão: para despacho",
        degree: "G1",
      },
      {
        externalId: expect.any(String),
        occurredAt: new Date(4084560000000),
        code: 246,
        title: "Definitivo",
        text: null,
        degree: "G1",
      },
    ],
  });
  expect(server.requests).toMatchObject([
    {
      method: "POST",
      path: "/api_publica_tjsp/_search",
      headers: { authorization: "APIKey public-key", "content-type": "application/json" },
      body: { query: { match: { numeroProcesso: number } } },
    },
  ]);
});

describe("what a document says", () => {
  test("subjects are told flat, in lists within the list, both, or by name alone", async () => {
    const image = { codigo: 10437, nome: "Direito de Imagem" };
    const damage = { codigo: "7779", nome: "Indenização por Dano Moral" };
    for (const assuntos of [
      [image, damage],
      [[image, damage]],
      [[image], damage],
      [[[image]], damage.nome, image, null],
    ]) {
      const [record] = await find(dataJudDocument({ assuntos }));
      expect(record?.subjects).toEqual([image.nome, damage.nome]);
    }
  });

  test.each([
    ["2099-07-21T19:10:08.483Z", "2099-07-21T19:10:08.483Z"],
    ["2099-07-21T19:10:08-03:00", "2099-07-21T22:10:08Z"],
    ["2099-07-21 19:10:08", "2099-07-21T22:10:08Z"],
    // No zone is Brasília's, which had summer time until 2019.
    ["2099-07-21T19:10:08", "2099-07-21T22:10:08Z"],
    ["20990721191008", "2099-07-21T22:10:08Z"],
    [20990721191008, "2099-07-21T22:10:08Z"],
    ["20150115101530", "2015-01-15T12:15:30Z"],
    ["209907211910", "2099-07-21T22:10:00Z"],
    ["20990721", "2099-07-21T03:00:00Z"],
    [4084560000000, "2099-06-08T00:00:00Z"],
    ["4084560000000", "2099-06-08T00:00:00Z"],
  ])("the date %s is %s", async (dataHora, moment) => {
    const [record] = await find(
      dataJudDocument({ dataAjuizamento: dataHora, movimentos: [{ codigo: 246, nome: "Definitivo", dataHora }] }),
    );
    expect(record?.movements.map(({ occurredAt }) => occurredAt)).toEqual([new Date(moment)]);
    expect(record?.filedAt).toEqual(new Date(moment));
  });

  test("a movement that cannot be read is left out, and no other", async () => {
    const sound = { codigo: 246, nome: "Definitivo", dataHora: "2099-07-21T19:10:08.483Z" };
    const unsound = ["20990231101010", "0001-01-01T00:00:00Z", "ontem", "10:15", "12", null, {}, 1.5, true].map(
      (dataHora) => ({ ...sound, dataHora }),
    );
    const nameless = { dataHora: sound.dataHora, complementosTabelados: [] };
    const [record] = await find(dataJudDocument({ movimentos: [null, 3, "x", ...unsound, nameless, sound] }));
    expect(record?.movements).toMatchObject([{ code: 246, title: "Definitivo" }]);
  });

  test("code and name may be under movimentoNacional; a movement without a name is told by its code", async () => {
    const dataHora = "2099-07-21T19:10:08.000Z";
    const [record] = await find(
      dataJudDocument({
        movimentos: [
          { movimentoNacional: { codigo: 246, nome: "Definitivo" }, dataHora },
          { movimentoNacional: { codigo: "848" }, dataHora: "2099-07-22T19:10:08.000Z" },
          { nome: "Sem código", dataHora: "2099-07-23T19:10:08.000Z" },
        ],
      }),
    );
    expect(record?.movements.map(({ code, title }) => [code, title])).toEqual([
      [246, "Definitivo"],
      [848, "Andamento de código 848"],
      [null, "Sem código"],
    ]);
  });

  test("the court body is told in two shapes", async () => {
    for (const orgaoJulgador of [
      { codigo: 13597, nome: "1ª VARA CÍVEL" },
      { codigoOrgao: 13597, nomeOrgao: "1ª VARA CÍVEL" },
      "1ª VARA CÍVEL",
    ])
      expect(await find(dataJudDocument({ orgaoJulgador }))).toMatchObject([{ division: "1ª VARA CÍVEL" }]);
  });

  test("letters that were lost on the way stay as they came", async () => {
    const nome = "VARA DE EXECU??O PENAL \ufffd";
    const orgaoJulgador = { codigo: 5128, nome, codigoMunicipioIBGE: 5128 };
    const movimentos = [{ codigo: 51, nome: "Conclus??o", dataHora: "2099-01-15T14:06:24.000Z", orgaoJulgador }];
    expect(await find(dataJudDocument({ orgaoJulgador, movimentos }))).toMatchObject([
      { division: nome, movements: [{ title: "Conclus??o" }] },
    ]);
  });

  test("bytes that are no UTF-8 do no more than lose letters", async () => {
    const text = JSON.stringify(dataJudAnswer([dataJudDocument()]));
    server.next({ body: Buffer.from(text, "latin1") });
    expect(await open().find(number)).toMatchObject([{ division: "1\ufffd VARA C\ufffdVEL" }]);
  });

  test("complements are told in words, also those the court gives a code only or no known kind", async () => {
    const complementosTabelados = [
      { codigo: 18, valor: 90, nome: "", descricao: "motivo_da_remessa" },
      { codigo: 999, valor: 1, nome: "algo", descricao: "outra_coisa" },
      { codigo: 999, valor: 2 },
      { nome: "só isto" },
      null,
    ];
    const movimentos = [{ codigo: 123, nome: "Remessa", dataHora: "2099-01-15T14:06:24.000Z", complementosTabelados }];
    expect(await find(dataJudDocument({ movimentos }))).toMatchObject([
      { movements: [{ text: "Motivo da remessa: declaração de competência\nOutra coisa: algo\nsó isto" }] },
    ]);
  });

  test("what is too long or has control characters comes as a line that can be kept", async () => {
    const movimentos = [
      { codigo: 51, nome: `a\u0000b\n\ud800${"c".repeat(400)}`, dataHora: "2099-01-15T14:06:24.000Z" },
    ];
    const [record] = await find(dataJudDocument({ movimentos }));
    expect(record?.movements[0]?.title).toBe(`a b \ufffd${"c".repeat(294)}…`);
  });

  test("a document whose fields are all missing but the process's number is an empty record", async () => {
    expect(await find({ id: "x", numeroProcesso: number })).toEqual([
      {
        tribunal: "TJSP",
        degree: null,
        division: null,
        className: null,
        subjects: [],
        filedAt: null,
        updatedAt: null,
        movements: [],
      },
    ]);
  });
});

test("ten thousand movements keep nobody waiting: others are answered while they are read", async () => {
  const [one] = dataJudDocument().movimentos as Record<string, unknown>[];
  const movimentos = Array.from({ length: 10_000 }, (_, index) => ({
    ...one,
    dataHora: new Date(Date.UTC(2020, 0, 1, 0, index)).toISOString(),
  }));
  let turns = 0;
  let reading = true;
  const turn = () => {
    turns += 1;
    if (reading) setImmediate(turn);
  };
  setImmediate(turn);
  const record = await recordIn({ id: "one", position: null, source: dataJudDocument({ movimentos }) }, number);
  reading = false;
  expect(record?.movements).toHaveLength(10_000);
  expect(turns).toBeGreaterThan(100);
});

describe("secrecy", () => {
  test.each([1, 5, "1", "3", true, "SIM", -1, {}])("a document of level %j is never taken", async (nivelSigilo) => {
    expect(await find(dataJudDocument({ nivelSigilo }), dataJudDocument({ grau: "G2" }))).toMatchObject([
      { degree: "G2" },
    ]);
    expect(await find(dataJudDocument({ nivelSigilo }))).toEqual([]);
  });

  test("a movement of a level above none is not taken, a document that does not speak of it is", async () => {
    const dataHora = "2099-01-15T14:06:24.000Z";
    const movimentos = [
      { codigo: 51, nome: "Conclusão", dataHora, nivelSigilo: 1 },
      { codigo: 26, nome: "Distribuição", dataHora, nivelSigilo: 0 },
    ];
    expect(await find(dataJudDocument({ movimentos, nivelSigilo: undefined }))).toMatchObject([
      { movements: [{ code: 26 }] },
    ]);
  });

  test("a document of another process is not taken, nor one that does not say of which it is", async () => {
    const other = dataJudDocument({ numeroProcesso: "10000019120998260100" });
    const nobodys = dataJudDocument({ id: "TJSP_7_G2_1_", numeroProcesso: null });
    expect(await find(other, nobodys, dataJudDocument({ numeroProcesso: "0000001-11.2099.8.26.0100" }))).toHaveLength(
      1,
    );
  });
});

describe("the movements' ids", () => {
  const at = (second: number) => `2099-01-15T14:06:${String(second).padStart(2, "0")}.000Z`;
  const unit = { codigo: 13597, nome: "1ª VARA CÍVEL" };
  const petition = { codigo: 85, nome: "Petição", dataHora: at(24), orgaoJulgador: unit };
  const movimentos: Record<string, any>[] = [
    petition,
    { ...petition, dataHora: at(25) },
    petition,
    { ...petition, orgaoJulgador: { codigo: 9 } },
    { ...petition, complementosTabelados: [{ codigo: 19, valor: 57, nome: "Petição (outras)" }] },
    { ...petition, complementosTabelados: [{ codigo: 19, valor: 58, nome: "Réplica" }] },
    { ...petition, codigo: 67 },
    { nome: "Sem código", dataHora: at(24) },
  ];
  const idsOf = (records: readonly CourtRecord[]) =>
    records.flatMap(({ movements }) => movements.map(({ externalId }) => externalId)).sort();

  test("are the same in every order and however often they are told, and one for each movement", async () => {
    const ids = idsOf(await find(dataJudDocument({ movimentos })));
    expect(new Set(ids).size).toBe(movimentos.length);
    expect(ids.every((id) => id.length <= 200)).toBe(true);
    expect(idsOf(await find(dataJudDocument({ movimentos: movimentos.toReversed() })))).toEqual(ids);
    const document = dataJudDocument({ movimentos });
    expect(idsOf(await find(document, document))).toEqual(ids);
  });

  test("stay when the list shrinks, when words change and when the date is told in another form", async () => {
    const ids = idsOf(await find(dataJudDocument({ movimentos })));
    const less = idsOf(await find(dataJudDocument({ movimentos: movimentos.slice(2) })));
    expect(less).toHaveLength(movimentos.length - 2);
    expect(ids).toEqual(expect.arrayContaining(less));
    const reworded = movimentos.map((one) => ({
      ...one,
      ...("codigo" in one ? { nome: "Peti??o" } : {}),
      dataHora: Date.parse(one["dataHora"]),
      ...(one["orgaoJulgador"] === unit ? { orgaoJulgador: { codigoOrgao: 13597, nomeOrgao: "1? VARA" } } : {}),
    }));
    expect(idsOf(await find(dataJudDocument({ movimentos: reworded })))).toEqual(ids);
  });

  test("are different for what the first and the second degree tell alike", async () => {
    const records = await find(dataJudDocument({ movimentos }), dataJudDocument({ movimentos, grau: "G2" }));
    expect(records.map(({ degree, movements }) => [degree, new Set(movements.map((one) => one.degree))])).toEqual([
      ["G1", new Set(["G1"])],
      ["G2", new Set(["G2"])],
    ]);
    expect(new Set(idsOf(records)).size).toBe(2 * movimentos.length);
  });

  test("are different for degrees that this house does not know", async () => {
    const records = await find(dataJudDocument({ grau: "TNU" }), dataJudDocument({ grau: "CJF" }));
    expect(records.map(({ degree }) => degree)).toEqual([null, null]);
    expect(new Set(idsOf(records)).size).toBe(6);
  });

  test("are one for what two documents of one degree tell alike, as after a change of the court body", async () => {
    const first = dataJudDocument({ movimentos });
    const second = dataJudDocument({
      id: `TJSP_156_G1_99_${number}`,
      movimentos: [...movimentos, { ...petition, dataHora: at(59) }],
      orgaoJulgador: { codigo: 99, nome: "2ª VARA CÍVEL" },
    });
    const ids = idsOf(await find(first, second));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(movimentos.length + 1);
    expect(idsOf(await find(second, first))).toEqual(ids);
  });
});

describe("paging", () => {
  const stamped = (count: number, stampOf: (index: number) => number) =>
    Array.from({ length: count }, (_, index) =>
      dataJudDocument({
        id: `TJSP_7_G1_${index}_${number}`,
        "@timestamp": new Date(Date.parse("2099-08-14T11:50:51Z") + stampOf(index)).toISOString(),
        movimentos: [{ codigo: 85, nome: "Petição", dataHora: 4084560000000 + index * 1000 }],
      }),
    );
  const movementsOf = (records: readonly CourtRecord[]) => records.flatMap(({ movements }) => movements).length;

  test("all documents are read, also those that share a timestamp at the border of a page", async () => {
    server.always(dataJudOf(stamped(45, (index) => Math.floor(index / 7))));
    const records = await open({ pageSize: 10 }).find(number);
    expect(records).toHaveLength(45);
    expect(movementsOf(records)).toBe(45);
    expect(server.requests.length).toBeGreaterThan(4);
    expect(server.requests[1]?.body.search_after).toEqual([expect.any(Number)]);
  });

  test("more documents of one timestamp than fit on a page are asked for in larger pages", async () => {
    server.always(dataJudOf(stamped(45, (index) => (index < 40 ? 0 : 1))));
    expect(await open({ pageSize: 10 }).find(number)).toHaveLength(45);
  });

  test("how many pages there were changes nothing in what is told", async () => {
    server.always(dataJudOf(stamped(30, (index) => Math.floor(index / 4))));
    const inPages = await open({ pageSize: 10 }).find(number);
    expect(inPages).toEqual(await open({ pageSize: 100 }).find(number));
  });

  test("a service that never comes to an end is not followed", async () => {
    let told = 0;
    server.always(() => {
      const documents = stamped(20, (index) => told + index).map((one) => ({ ...one, id: `${told++}_${number}` }));
      return { body: dataJudAnswer(documents) };
    });
    await expect(open({ pageSize: 20 }).find(number)).rejects.toMatchObject({ failure: "MALFORMED" });
  });
});

describe("which court", () => {
  test.each([
    ["00000011120998260100", ["tjsp"]],
    ["00000049720998070001", ["tjdft"]],
    ["00000065020994036100", ["trf3"]],
    ["00000091220995020001", ["trt2"]],
    ["00000113920995000000", ["tst"]],
    ["06000126220996260001", ["tre-sp"]],
    ["00000137420993000000", ["stj"]],
    ["70000167120997000000", ["stm"]],
    ["00000174720999130001", ["tjmmg"]],
    // Both spellings of the Federal District's electoral court.
    ["06000010020996070001", ["tre-dft", "tre-df"]],
    // Minas had numbers of the first region before it had a region of its own.
    ["00000010020194013800", ["trf1", "trf6"]],
    ["00000010020194010000", ["trf1", "trf6"]],
    ["00000010020194019340", ["trf1", "trf6"]],
    ["00008323520184013202", ["trf1"]],
    ["00000084920994063800", ["trf6"]],
  ])("%s is asked for under %j", async (number, courts) => {
    server.always({ body: dataJudAnswer([]) });
    expect(await open().find(number)).toEqual([]);
    expect(server.requests.map(({ path }) => path)).toEqual(courts.map((court) => `/api_publica_${court}/_search`));
  });

  test.each([
    "00000142720991000000",
    "00000152820992000000",
    "00000010020994900000",
    "00000010020998990000",
    "00000010020990000000",
  ])("%s is of a court that is not covered, and nobody is asked", async (number) => {
    await expect(open().find(number)).rejects.toMatchObject({ failure: "NOT_COVERED" });
    expect(server.requests).toEqual([]);
  });

  test("what is no number of twenty digits is not asked for", async () => {
    for (const number of ["", "0000001-11.2099.8.26.0100", "../../_all/x8260100000"])
      await expect(open().find(number)).rejects.toMatchObject({ failure: "MALFORMED" });
    expect(server.requests).toEqual([]);
  });

  test("what both courts tell of an old number of Minas is told; one of them away costs its part alone", async () => {
    const numeroProcesso = "00000010020194013800";
    const of = (tribunal: string) => dataJudDocument({ numeroProcesso, tribunal });
    server.always(dataJudOf([of("TRF1"), of("TRF6")]));
    const dataJud = open();
    expect((await dataJud.find(numeroProcesso)).map(({ tribunal }) => tribunal)).toEqual(["TRF1", "TRF6"]);
    server.next({ status: 504 });
    expect((await dataJud.find(numeroProcesso)).map(({ tribunal }) => tribunal)).toEqual(["TRF6"]);
    server.next({ body: dataJudAnswer([]) }, { status: 504 });
    await expect(dataJud.find(numeroProcesso)).rejects.toMatchObject({ failure: "UNAVAILABLE" });
  });

  test("the second spelling is asked for when there is no first, and no spelling at all is not covered", async () => {
    const numeroProcesso = "06000010020996070001";
    server.always({ status: 404, body: { error: { type: "index_not_found_exception" }, status: 404 } });
    await expect(open().find(numeroProcesso)).rejects.toMatchObject({ failure: "NOT_COVERED" });
    server.next({ status: 404 }, { body: dataJudAnswer([dataJudDocument({ numeroProcesso, tribunal: "TRE-DF" })]) });
    expect(await open().find(numeroProcesso)).toMatchObject([{ tribunal: "TRE-DF" }]);
  });
});

describe("what is no answer", () => {
  const unfound = { total: { value: 0, relation: "eq" }, hits: [] };

  test("a process that is not there is no record", async () => {
    expect(await find()).toEqual([]);
  });

  test("a record without movements is a record: nothing is taken back by it", async () => {
    expect(await find(dataJudDocument({ movimentos: [] }))).toMatchObject([{ tribunal: "TJSP", movements: [] }]);
    expect(await find(dataJudDocument({ movimentos: null }))).toMatchObject([{ tribunal: "TJSP", movements: [] }]);
  });

  test.each([
    ["a search in which shards failed", { _shards: { total: 7, successful: 5, failed: 2 }, hits: unfound }],
    ["a search that was cut off", { timed_out: true, hits: unfound }],
    ["a total without documents", { hits: { total: { value: 2, relation: "eq" }, hits: [] } }],
    ["a plain total without documents", { hits: { total: 2, hits: [] } }],
    ["a total without a list", { hits: { total: { value: 2, relation: "eq" } } }],
  ])("%s is not taken for nothing", async (_, more) => {
    server.always({ body: dataJudAnswer([], more) });
    await expect(open().find(number)).rejects.toMatchObject({ failure: "UNAVAILABLE" });
    expect(server.requests).toHaveLength(1);
  });

  test("what was found is told though shards failed", async () => {
    server.always({ body: dataJudAnswer([dataJudDocument()], { _shards: { failed: 1 } }) });
    expect(await open().find(number)).toHaveLength(1);
  });

  test.each([
    ["HTML", { body: "<html>Em manutenção</html>" }],
    ["nothing", { body: "" }],
    ["a list", { body: [] }],
    ["null", { body: "null" }],
    ["an error with 200", { body: { error: "x", status: 500 } }],
    ["neither documents nor how many", { body: { hits: { hits: [] } } }],
    [
      "documents that cannot be read",
      { body: { hits: { total: { value: 2 }, hits: [1, { _id: "x", _source: "y" }] } } },
    ],
    ["JSON that is cut off", { body: '{"hits":{"total":{"value":1},"hi' }],
    ["JSON deeper than can be read", { body: `{"hits":${"[".repeat(200_000)}` }],
    ["that the question is wrong", { status: 400, body: { error: { type: "parsing_exception" } } }],
    ["something else", { status: 204 }],
  ])("%s is malformed, and nothing of it is quoted", async (_, answer) => {
    server.always(answer);
    const error = await open()
      .find(number)
      .catch((thrown) => thrown);
    expect(error).toMatchObject({ name: "CourtError", failure: "MALFORMED", retryAfterSeconds: null });
    expect(error.message).not.toMatch(/html|manutenção|https?:|public-key|00000011120998260100/);
    expect(server.requests).toHaveLength(1);
  });

  test("a redirect is not followed", async () => {
    const elsewhere = await openCourtServer();
    closing.push(() => elsewhere.close());
    for (const status of [301, 302, 307, 308]) {
      server.next({ status, headers: { location: `${elsewhere.url}/api_publica_tjsp/_search` } });
      await expect(open().find(number)).rejects.toMatchObject({ failure: "MALFORMED" });
    }
    expect(elsewhere.requests).toEqual([]);
    expect(server.requests).toHaveLength(4);
  });

  test("an answer that is too large is cut off", async () => {
    server.always({ body: `{"hits":{"total":0,"hits":[${" ".repeat(200_000)}]}}` });
    await expect(open({ largestAnswer: 100_000 }).find(number)).rejects.toMatchObject({ failure: "MALFORMED" });
    expect(await open({ largestAnswer: 300_000 }).find(number)).toEqual([]);
  });

  test.each([401, 403])("%i is a refusal that somebody must mend, and is not asked again", async (status) => {
    server.always({ status, body: { error: "unauthorized" } });
    await expect(open().find(number)).rejects.toMatchObject({ failure: "REFUSED" });
    expect(server.requests).toHaveLength(1);
  });
});

describe("restraint", () => {
  test.each([500, 502, 503, 504])("%i is never asked again at once", async (status) => {
    server.always({ status });
    await expect(open().find(number)).rejects.toMatchObject({ failure: "UNAVAILABLE" });
    expect(server.requests).toHaveLength(1);
  });

  test("a broken connection is unavailable, as is nobody there", async () => {
    server.next({ instead: "hangup" });
    await expect(open().find(number)).rejects.toMatchObject({ failure: "UNAVAILABLE" });
    const gone = await openCourtServer();
    await gone.close();
    await expect(open({ url: gone.url }).find(number)).rejects.toMatchObject({ failure: "UNAVAILABLE" });
  });

  test("too much is asked again twice, each time later", async () => {
    server.next({ status: 429 }, { status: 429 });
    server.always(dataJudOf([dataJudDocument()]));
    const dataJud = open({ again: { after: "LIMITED", times: 2, pause: 60 } });
    const begun = Date.now();
    expect(await dataJud.find(number)).toHaveLength(1);
    expect(isSpaced(server.requests, begun, [0, 60, 180])).toBe(true);
  });

  test("too much three times is told with how long to wait, and nobody is asked meanwhile", async () => {
    server.always({ status: 429 });
    const dataJud = open();
    await expect(dataJud.find(number)).rejects.toMatchObject({ failure: "LIMITED", retryAfterSeconds: 60 });
    expect(server.requests).toHaveLength(3);
    await expect(dataJud.find(number)).rejects.toMatchObject({ failure: "LIMITED" });
    expect(server.requests).toHaveLength(3);
  });

  test("a service that says how long it wants to be left alone is not asked again before", async () => {
    server.next({ status: 429, headers: { "retry-after": "120" } });
    await expect(open().find(number)).rejects.toMatchObject({ failure: "LIMITED", retryAfterSeconds: 120 });
    server.next({ status: 429, headers: { "retry-after": new Date(Date.now() + 90_000).toUTCString() } });
    const error = await open()
      .find(number)
      .catch((thrown) => thrown);
    expect(Math.abs(error.retryAfterSeconds - 90)).toBeLessThanOrEqual(20);
    expect(server.requests).toHaveLength(2);
  });

  test("requests keep their distance, whoever asks", async () => {
    server.always({ body: dataJudAnswer([]) });
    const dataJud = open({ pace: 60 });
    const begun = Date.now();
    await Promise.all([dataJud.find(number), dataJud.find("00000091220995020001"), dataJud.find(number)]);
    expect(isSpaced(server.requests, begun, [0, 60, 120])).toBe(true);
  });

  test("a service that was silent three times in a row is left alone, and found again", async () => {
    const dataJud = open({ patience: 300, rest: 1_500 });
    server.always({ instead: "silence" });
    for (let time = 0; time < 3; time += 1)
      await expect(dataJud.find(number)).rejects.toMatchObject({ failure: "UNAVAILABLE", retryAfterSeconds: null });
    await expect(dataJud.find(number)).rejects.toMatchObject({ failure: "UNAVAILABLE", retryAfterSeconds: 2 });
    expect(server.requests).toHaveLength(3);
    server.always(dataJudOf([dataJudDocument()]));
    await expect.poll(() => dataJud.find(number).catch(() => null), { timeout: 20_000 }).toHaveLength(1);
  });

  test("an answer in between, even an unwelcome one, begins the count anew", async () => {
    const dataJud = open();
    for (const status of [504, 504, 401, 504, 504, 400, 504, 504]) {
      server.next({ status });
      await expect(dataJud.find(number)).rejects.toMatchObject({ retryAfterSeconds: null });
    }
    expect(server.requests).toHaveLength(8);
  });

  test("who stops is told so at once, be it while the service thinks or while others are before", async () => {
    const dataJud = open({ pace: 60_000 });
    server.always({ instead: "silence" });
    const stop = new AbortController();
    const asked = dataJud.find(number, stop.signal);
    const waits = dataJud.find(number, stop.signal);
    await expect.poll(() => server.requests.length, { timeout: 20_000 }).toBe(1);
    stop.abort(new Error("the house closes"));
    await expect(asked).rejects.toThrow("the house closes");
    await expect(waits).rejects.toThrow("the house closes");
    await expect(dataJud.find(number, stop.signal)).rejects.toThrow("the house closes");
    expect(server.requests).toHaveLength(1);
  });

  test("a failure is logged without the number, the key or what was said", async () => {
    const lines: unknown[] = [];
    server.always({ body: "<secret>" });
    const log = { warn: (...said: unknown[]) => void lines.push(said) };
    await expect(open({ log }).find(number)).rejects.toMatchObject({ failure: "MALFORMED" });
    expect(lines).toHaveLength(1);
    expect(inspect(lines, { depth: 9 })).not.toMatch(/secret|public-key|00000011120998260100/);
  });
});
