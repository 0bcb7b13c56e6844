// DJEN's moods, each as its documents and the people who live with it describe them.
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CourtPublication } from "../courts/court.ts";
import { type DjenOptions, openDjen } from "../courts/djen.ts";
import { gazettePublication } from "../subgraphs/processes/take-in-publications.ts";
import {
  type CourtAnswer,
  type CourtRequest,
  type CourtServer,
  djenAnswer,
  djenItem,
  djenOf,
  isSpaced,
  openCourtServer,
} from "./court-server.ts";

const oab = { number: "123456", state: "SP" };
const days = ["2099-07-01", "2099-07-02"] as const;

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
function open(more: Partial<DjenOptions> = {}) {
  const djen = openDjen({ url: server.url, pace: 0, patience: 5_000, ...more });
  closing.push(() => djen.close());
  return djen;
}

async function all(pages: AsyncIterable<readonly CourtPublication[]>): Promise<CourtPublication[]> {
  const publications: CourtPublication[] = [];
  for await (const page of pages) publications.push(...page);
  return publications;
}

test("an answer as documented is a publication, its content as it came", async () => {
  server.always(djenOf([djenItem()]));
  expect(await all(open().publications({ oab }, ...days))).toEqual([
    {
      externalId: "djen:661000001",
      gazette: "DJEN – TJSP",
      availableOn: "2099-07-01",
      content: "<p>Intime-se…</p>",
      processNumber: "00000011120998260100",
      canceled: false,
    },
  ]);
});

const many = (count: number, more: (index: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, index) => djenItem({ id: 661000001 + index, ...more(index) }));
const idsOf = (publications: readonly CourtPublication[]) => publications.map(({ externalId }) => externalId);
const process = { processNumber: "00000011120998260100" };

/** What a process's publications are when the service answers with this. */
async function told(...items: Record<string, unknown>[]): Promise<CourtPublication[]> {
  server.next(djenAnswer(items));
  return all(open().publications(process, ...days));
}

describe("the question", () => {
  test("of a lawyer is asked in every way the number may be written, and each publication is told once", async () => {
    const of = (numero_oab: string, uf_oab = "SP") => [{ advogado: { numero_oab, uf_oab } }];
    const written = ["123456", "123456-O", "123456-A", "123456-N", "123456-B", "123456-S", "123456-E"];
    const items = [
      ...written.map((oab, index) => djenItem({ id: index + 1, destinatarioadvogados: of(oab) })),
      djenItem({ id: 8, destinatarioadvogados: [...of("123456"), ...of("123456-A")] }),
      djenItem({ id: 9, destinatarioadvogados: of("123456", "RJ") }),
      djenItem({ id: 10, destinatarioadvogados: of("1234567") }),
    ];
    server.always(djenOf(items));
    const publications = await all(open().publications({ oab: { number: "123.456", state: "sp" } }, ...days));
    expect(idsOf(publications).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((id) => `djen:${id}`));
    expect(server.requests.map(({ query }) => query["numeroOab"])).toEqual(written);
    expect(server.requests[0]).toMatchObject({
      method: "GET",
      path: "/api/v1/comunicacao",
      query: {
        numeroOab: "123456",
        ufOab: "SP",
        dataDisponibilizacaoInicio: "2099-07-01",
        dataDisponibilizacaoFim: "2099-07-02",
        pagina: "1",
        itensPorPagina: "50",
      },
    });
  });

  test("of a process is asked once, by its number", async () => {
    server.always(djenOf([djenItem(), djenItem({ id: 2, numero_processo: "10000019120998260100" })]));
    expect(idsOf(await all(open().publications(process, ...days)))).toEqual(["djen:661000001"]);
    expect(server.requests).toMatchObject([{ query: { numeroProcesso: process.processNumber } }]);
  });

  test("that cannot be asked is malformed, and nobody is asked", async () => {
    const wrong: [Parameters<ReturnType<typeof open>["publications"]>[0], string, string][] = [
      [{ processNumber: "0000001-11.2099.8.26.0100" }, ...days],
      [{ oab: { number: "", state: "SP" } }, ...days],
      [{ oab: { number: "12345678901", state: "SP" } }, ...days],
      [{ oab: { number: "1", state: "S&" } }, ...days],
      [process, "2099-02-30", "2099-03-01"],
      [process, "01/07/2099", "2099-07-02"],
    ];
    for (const question of wrong)
      await expect(all(open().publications(...question))).rejects.toMatchObject({ failure: "MALFORMED" });
    expect(await all(open().publications(process, "2099-07-02", "2099-07-01"))).toEqual([]);
    expect(server.requests).toEqual([]);
  });
});

describe("what an item says", () => {
  test("names are in snake case, in camel case and in neither", async () => {
    const publication = {
      externalId: "djen:7",
      gazette: "DJEN – TJRJ",
      availableOn: "2099-07-02",
      content: "x",
      processNumber: process.processNumber,
      canceled: false,
    };
    const camel = {
      id: "7",
      siglaTribunal: "TJRJ",
      dataDisponibilizacao: "2099-07-02",
      numeroProcesso: process.processNumber,
    };
    const snake = {
      id: 7,
      sigla_tribunal: "TJRJ",
      data_disponibilizacao: "2099-07-02T00:00:00",
      numero_processo: process.processNumber,
    };
    const neither = {
      id: 7,
      siglaTribunal: "TJRJ",
      datadisponibilizacao: "02/07/2099",
      numeroprocessocommascara: "0000001-11.2099.8.26.0100",
    };
    for (const item of [camel, snake, neither]) expect(await told({ ...item, texto: "x" })).toEqual([publication]);
  });

  test("a number whose check digits are not sound is no process's", async () => {
    for (const numero_processo of ["00000018420248260100", "123", "", null, 12])
      expect(await told(djenItem({ numero_processo, numeroprocessocommascara: null }))).toMatchObject([
        { processNumber: null },
      ]);
  });

  test("a number of another form is told as it came, unless a sound one stands beside it", async () => {
    const sound = "0000001-11.2099.8.26.0100";
    for (const numero_processo of [
      `${sound}/50000`,
      "583.00.2007.123456-7/000001-000",
      // As many digits as a sound one has.
      "2007.001.123456-7/000001",
      `Processo nº ${sound}`,
      `${sound.replace("-", "\u2013")}/50000`,
    ]) {
      expect(await told(djenItem({ numero_processo, numeroprocessocommascara: null }))).toMatchObject([
        { processNumber: numero_processo },
      ]);
      expect(await told(djenItem({ numero_processo, numeroprocessocommascara: sound }))).toMatchObject([
        { processNumber: sound.replace(/\D/g, "") },
      ]);
    }
  });

  test("a number among signs that no line may have costs nobody the publication", async () => {
    const sound = "0000001-11.2099.8.26.0100";
    const numero_processo = `=?utf-8?q?${sound}?= /50000`;
    const [publication] = await told(djenItem({ numero_processo, numeroprocessocommascara: null }));
    expect(publication?.processNumber).toContain(`${sound}? `);
    expect(gazettePublication.safeParse(publication).error).toBeUndefined();
  });

  test("the content is as it came, hostile or not", async () => {
    const texto = ' <p onclick="alert(1)">Intime-se</p><script>alert(1)</script>\n';
    expect(await told(djenItem({ texto }))).toMatchObject([{ content: texto }]);
  });

  test("one without a text says what it is and where the text is to be read", async () => {
    for (const texto of [null, "", " ", 3])
      expect(await told(djenItem({ texto, link: "https://tj.example/?a=1&b=<2>" }))).toMatchObject([
        {
          content: "<p>Intimação</p><p>Despacho</p><p>1ª Vara Cível</p><p>https://tj.example/?a=1&amp;b=&lt;2&gt;</p>",
        },
      ]);
  });

  test("a canceled one comes, and says so", async () => {
    for (const canceled of [
      { ativo: false },
      { motivo_cancelamento: "Publicado em duplicidade" },
      { motivoCancelamento: "Publicado em duplicidade" },
      { data_cancelamento: "2099-07-03" },
    ])
      expect(await told(djenItem(canceled))).toMatchObject([{ externalId: "djen:661000001", canceled: true }]);
    for (const active of [
      { ativo: true },
      { ativo: null },
      { ativo: undefined, motivo_cancelamento: "" },
      { status: "C" },
    ])
      expect(await told(djenItem(active))).toMatchObject([{ canceled: false }]);
  });

  test("one without a day or a name of its own is left out, and no other", async () => {
    const dayless = djenItem({ id: 1, data_disponibilizacao: "2099-02-30", datadisponibilizacao: null });
    const nameless = djenItem({ id: null, hash: "" });
    expect(idsOf(await told(dayless, nameless, djenItem({ id: 2 }), null as never))).toEqual(["djen:2"]);
  });

  test("a page of which nothing can be read does not hide those after it", async () => {
    const unread = Array.from({ length: 50 }, () => ({ id: null }));
    server.next(djenAnswer(unread, 51), djenAnswer([djenItem()], 51));
    expect(await all(open().publications(process, ...days))).toHaveLength(1);
  });

  test("one is known again by its id, and by its hash when it has no id", async () => {
    const publications = await told(
      djenItem({ id: 1, hash: "a" }),
      djenItem({ id: 1, hash: "b" }),
      djenItem({ id: null, hash: "a" }),
      djenItem({ id: null, hash: "b" }),
      djenItem({ id: 2, hash: "a" }),
      djenItem({ id: null, hash: "d" }),
      djenItem({ id: null, hash: "d" }),
    );
    expect(idsOf(publications)).toEqual(["djen:1", "djen:2", "djen:d"]);
  });
});

describe("pages", () => {
  test("all are read, fifty at a time", async () => {
    server.always(djenOf(many(120)));
    const pages: number[] = [];
    for await (const page of open().publications(process, ...days)) pages.push(page.length);
    expect(pages).toEqual([50, 50, 20]);
    expect(server.requests.map(({ query }) => query["pagina"])).toEqual(["1", "2", "3"]);
  });

  test("a count without items is a page that is too large", async () => {
    const items = many(60);
    const well = djenOf(items) as (request: CourtRequest) => CourtAnswer;
    server.always((request) =>
      Number(request.query["itensPorPagina"]) > 20 ? djenAnswer([], items.length) : well(request),
    );
    expect(await all(open().publications(process, ...days))).toHaveLength(60);
    expect(server.requests.map(({ query }) => query["itensPorPagina"])).toEqual([
      "50",
      "25",
      "12",
      "12",
      "12",
      "12",
      "12",
    ]);
  });

  test("a count of which no size of page gives anything is half an answer", async () => {
    server.always(djenAnswer([], 60));
    await expect(all(open().publications(process, ...days))).rejects.toMatchObject({ failure: "UNAVAILABLE" });
  });

  test("a service that gives fewer on a page than it is asked for is read to the end", async () => {
    const items = many(50);
    server.always(({ query }) => {
      const from = (Number(query["pagina"]) - 1) * 20;
      return djenAnswer(items.slice(from, from + 20), items.length);
    });
    expect(await all(open().publications(process, ...days))).toHaveLength(50);
  });

  test("without a count, pages are read until one is not full", async () => {
    for (const length of [60, 100]) {
      const items = many(length);
      const well = djenOf(items) as (request: CourtRequest) => { body: object };
      server.always((request) => ({ body: { ...well(request).body, count: null } }));
      expect(await all(open().publications(process, ...days))).toHaveLength(length);
    }
    expect(server.requests.map(({ query }) => query["pagina"])).toEqual(["1", "2", "1", "2", "3"]);
    server.always({ body: { items: [] } });
    expect(await all(open().publications(process, ...days))).toEqual([]);
  });

  test("an empty page in the midst is asked for again", async () => {
    const items = many(120);
    server.next(djenAnswer(items.slice(0, 50), 120), djenAnswer([], 120), djenAnswer([], 120));
    server.always(djenOf(items));
    expect(await all(open().publications(process, ...days))).toHaveLength(120);
    expect(server.requests.map(({ query }) => query["pagina"])).toEqual(["1", "2", "2", "2", "3"]);
  });

  test("one that stays empty is a failure, and what came before stands", async () => {
    server.next(djenAnswer(many(50), 120));
    server.always(djenAnswer([], 120));
    const come: CourtPublication[] = [];
    const asked = (async () => {
      for await (const page of open().publications(process, ...days)) come.push(...page);
    })();
    await expect(asked).rejects.toMatchObject({ failure: "UNAVAILABLE" });
    expect(come).toHaveLength(50);
    expect(server.requests).toHaveLength(5);
  });

  test("what one way of asking does not give keeps nobody from asking the others", async () => {
    server.always(({ query }) => {
      const suffix = query["numeroOab"]?.slice("123456".length);
      if (suffix === "") return djenAnswer(query["pagina"] === "1" ? many(50) : [], 51);
      return djenAnswer(suffix === "-E" ? [djenItem({ id: 1 })] : []);
    });
    const come: CourtPublication[] = [];
    const asked = (async () => {
      for await (const page of open().publications({ oab }, ...days)) come.push(...page);
    })();
    await expect(asked).rejects.toMatchObject({ failure: "UNAVAILABLE" });
    expect(come).toHaveLength(51);
  });

  test("more than the service gives of one question is asked for in fewer days", async () => {
    const dayOf = (index: number) => `2099-07-0${1 + (index % 5)}`;
    const items = many(75, (index) => ({ data_disponibilizacao: dayOf(index) }));
    server.always(djenOf(items));
    const publications = await all(open({ mostOfOne: 40 }).publications(process, "2099-07-01", "2099-07-05"));
    expect(publications).toHaveLength(75);
    const asked = server.requests.map(({ query }) =>
      [query["dataDisponibilizacaoInicio"], query["dataDisponibilizacaoFim"]].map((day) => day?.slice(-2)).join("-"),
    );
    expect(asked).toEqual(["01-05", "01-03", "01-02", "03-03", "04-05"]);
  });

  test("more of one day than the service gives is read as far as it goes, and logged", async () => {
    const lines: unknown[] = [];
    const log = { warn: (...said: unknown[]) => void lines.push(said) };
    server.always(djenOf(many(75)));
    const publications = await all(open({ mostOfOne: 50, log }).publications(process, "2099-07-01", "2099-07-01"));
    expect(publications).toHaveLength(50);
    expect(lines).toHaveLength(1);
  });
});

describe("restraint", () => {
  const asking = (djen = open()) => all(djen.publications(process, ...days));

  test("403 is a refusal, as to who asks from outside Brazil, and is not asked again", async () => {
    server.always({ status: 403, body: "<html>Forbidden</html>" });
    await expect(asking()).rejects.toMatchObject({ failure: "REFUSED" });
    expect(server.requests).toHaveLength(1);
  });

  test("422 is malformed, and is not asked again", async () => {
    server.always({ status: 422, body: { message: "Parâmetros inválidos" } });
    await expect(asking()).rejects.toMatchObject({ failure: "MALFORMED" });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ["HTML", { body: "<html>Em manutenção</html>" }],
    ["no items", { body: { status: "error", message: "x" } }],
    ["no item that can be read", { body: { count: 2, items: [1, {}] } }],
  ])("%s is malformed", async (_, answer) => {
    server.always(answer);
    await expect(asking()).rejects.toMatchObject({ failure: "MALFORMED" });
  });

  test("too much is not asked again: for a minute, or for as long as it says, nobody is asked", async () => {
    for (const [headers, seconds] of [
      [{}, 60],
      [{ "retry-after": "17" }, 17],
    ] as const) {
      const before = server.requests.length;
      server.next({ status: 429, headers });
      const djen = open();
      await expect(asking(djen)).rejects.toMatchObject({ failure: "LIMITED", retryAfterSeconds: seconds });
      await expect(asking(djen)).rejects.toMatchObject({ failure: "LIMITED" });
      expect(server.requests).toHaveLength(before + 1);
    }
  });

  test("who asks while it rests does not make the rest longer", async () => {
    server.next({ status: 429 });
    server.always(djenOf([djenItem()]));
    const djen = open({ limitRest: 300 });
    await expect(asking(djen)).rejects.toMatchObject({ failure: "LIMITED", retryAfterSeconds: 1 });
    const again = () => asking(djen).catch(() => null);
    await expect.poll(again, { interval: 20, timeout: 20_000 }).toHaveLength(1);
  });

  test("when nothing remains of the limit, the next request waits", async () => {
    const { body } = djenAnswer(many(50), 60);
    server.next({ headers: { "x-ratelimit-remaining": "0" }, body });
    server.always(djenOf(many(60)));
    const begun = Date.now();
    expect(await asking(open({ limitRest: 120 }))).toHaveLength(60);
    expect(isSpaced(server.requests, begun, [0, 120])).toBe(true);
  });

  test("a failure or silence is asked again once", async () => {
    const well = djenOf([djenItem()]);
    for (const failure of [{ status: 500 }, { status: 502 }, { instead: "silence" }, { instead: "hangup" }] as const) {
      server.next(failure, well);
      expect(await asking(open({ patience: 1_000 }))).toHaveLength(1);
    }
    const before = server.requests.length;
    server.always({ status: 500 });
    await expect(asking()).rejects.toMatchObject({ failure: "UNAVAILABLE" });
    expect(server.requests).toHaveLength(before + 2);
  });

  test("a service that was silent three times in a row is left alone", async () => {
    server.always({ instead: "silence" });
    const djen = open({ patience: 700 });
    await expect(asking(djen)).rejects.toMatchObject({ failure: "UNAVAILABLE", retryAfterSeconds: null });
    await expect(asking(djen)).rejects.toMatchObject({ failure: "UNAVAILABLE" });
    await expect(asking(djen)).rejects.toMatchObject({ failure: "UNAVAILABLE", retryAfterSeconds: 60 });
    expect(server.requests).toHaveLength(3);
  });

  test("requests keep their distance", async () => {
    server.always(djenOf(many(120)));
    const begun = Date.now();
    await asking(open({ pace: 60 }));
    expect(isSpaced(server.requests, begun, [0, 60, 120])).toBe(true);
  });

  test("who stops while the service wants to rest is told so at once", async () => {
    server.always({ headers: { "x-ratelimit-remaining": "0" }, body: { count: 60, items: many(50) } });
    const stop = new AbortController();
    const pages = open()
      .publications(process, ...days, stop.signal)
      [Symbol.asyncIterator]();
    await pages.next();
    const next = pages.next();
    stop.abort(new Error("the house closes"));
    await expect(next).rejects.toThrow("the house closes");
  });

  test("a failure is logged without the number or what was said", async () => {
    const lines: unknown[] = [];
    const log = { warn: (...said: unknown[]) => void lines.push(said) };
    server.next({ status: 500 }, { body: "<secret>" });
    await expect(asking(open({ log }))).rejects.toMatchObject({ failure: "MALFORMED" });
    expect(lines).toHaveLength(1);
    expect(inspect(lines, { depth: 9 })).not.toMatch(/secret|0000001/);
  });
});
