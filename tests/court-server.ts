// The courts' public services on loopback, in the documented shapes: each request is answered by the script, and kept.
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface CourtRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** What was sent as JSON; null when nothing was. */
  readonly body: any;
  /** When it came, in milliseconds. */
  readonly at: number;
}

export interface CourtAnswer {
  /** 200 when not said. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string or bytes go as they are, everything else as JSON. */
  readonly body?: unknown;
  /** The connection is held and nothing is ever said, or it is broken. */
  readonly instead?: "silence" | "hangup";
}

export type Answering = CourtAnswer | ((request: CourtRequest) => CourtAnswer | Promise<CourtAnswer>);

export interface CourtServer {
  readonly url: string;
  /** Every request there was, in their order. */
  readonly requests: CourtRequest[];
  /** The next requests get these answers, one each. */
  next(...answers: Answering[]): void;
  /** All requests without an answer of their own get this one from now on. At first that is a 404. */
  always(answer: Answering): void;
  close(): Promise<void>;
}

export async function openCourtServer(): Promise<CourtServer> {
  const requests: CourtRequest[] = [];
  const script: Answering[] = [];
  let otherwise: Answering = { status: 404, body: { error: "Not Found", status: 404 } };
  const server = createServer((incoming, outgoing) => {
    const at = Date.now();
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", async () => {
      const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://court.example");
      const sent = Buffer.concat(chunks).toString();
      const request: CourtRequest = {
        method: incoming.method ?? "",
        path: pathname,
        query: Object.fromEntries(searchParams),
        headers: incoming.headers,
        body: sent ? JSON.parse(sent) : null,
        at,
      };
      requests.push(request);
      const answering = script.shift() ?? otherwise;
      const {
        status = 200,
        headers = {},
        body = "",
        instead,
      } = typeof answering === "function" ? await answering(request) : answering;
      if (instead === "silence") return;
      if (instead === "hangup") return void incoming.socket.destroy();
      const raw = typeof body === "string" || body instanceof Uint8Array;
      outgoing.writeHead(status, { ...(raw ? {} : { "content-type": "application/json" }), ...headers });
      outgoing.end(raw ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    next: (...answers) => void script.push(...answers),
    always(answer) {
      otherwise = answer;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Whether the requests came each so many milliseconds after the beginning, or later. Timers may be a little early. */
export const isSpaced = (requests: readonly CourtRequest[], begun: number, times: readonly number[]): boolean =>
  requests.length === times.length &&
  requests.every(({ at }, index) => at - begun >= (times[index] as number) - 3 * index);

/** A document of DataJud: one instance of a process, as documented, with what is said otherwise. */
export function dataJudDocument(source: Record<string, unknown> = {}) {
  const { numeroProcesso = "00000011120998260100", tribunal = "TJSP", grau = "G1" } = source;
  const id = `${tribunal}_7_${grau}_13597_${numeroProcesso}`;
  return {
    id,
    numeroProcesso,
    tribunal,
    grau,
    nivelSigilo: 0,
    classe: { codigo: 7, nome: "Procedimento Comum Cível" },
    sistema: { codigo: 1, nome: "Pje" },
    formato: { codigo: 1, nome: "Eletrônico" },
    dataAjuizamento: "2099-01-15T00:00:00.000Z",
    dataHoraUltimaAtualizacao: "2099-07-21T19:10:08.483Z",
    "@timestamp": "2099-08-14T11:50:51.994Z",
    orgaoJulgador: { codigo: 13597, nome: "1ª VARA CÍVEL", codigoMunicipioIBGE: 3550308 },
    assuntos: [[{ codigo: 10437, nome: "Direito de Imagem" }], { codigo: 7779, nome: "Indenização por Dano Moral" }],
    movimentos: [
      {
        codigo: 26,
        nome: "Distribuição",
        dataHora: "2099-01-15T14:06:24.000Z",
        complementosTabelados: [
          { codigo: 2, valor: 2, nome: "sorteio", descricao: "tipo_de_distribuicao_redistribuicao" },
        ],
      },
      {
        codigo: 51,
        nome: "Conclusão",
        dataHora: "20990220101530",
        complementosTabelados: [{ codigo: 3, valor: 5, nome: "para despacho", descricao: "tipo_de_conclusao" }],
        orgaoJulgador: { codigoOrgao: 13597, nomeOrgao: "1ª VARA CÍVEL" },
      },
      { codigo: 246, nome: "Definitivo", dataHora: 4084560000000 },
    ],
    ...source,
  };
}

type Document = Record<string, unknown>;

/** An answer of DataJud with these documents, and with what is said otherwise of the search. */
export function dataJudAnswer(documents: readonly Document[], more: Record<string, unknown> = {}) {
  return {
    took: 6679,
    timed_out: false,
    _shards: { total: 7, successful: 7, skipped: 0, failed: 0 },
    hits: {
      total: { value: documents.length, relation: "eq" },
      max_score: 13.9,
      hits: documents.map((source) => ({
        _index: `api_publica_${String(source["tribunal"]).toLowerCase()}`,
        _type: "_doc",
        _id: source["id"],
        _score: 13.9,
        _source: source,
        sort: [Date.parse(String(source["@timestamp"]))],
      })),
    },
    ...more,
  };
}

/** DataJud as it answers who asks well: searches these documents by number, sorted, a page at a time. */
export const dataJudOf =
  (documents: readonly Document[]): Answering =>
  ({ path, body }) => {
    const tribunal = /^\/api_publica_([a-z0-9-]+)\/_search$/.exec(path)?.[1]?.toUpperCase();
    const found = documents
      .filter((one) => one["tribunal"] === tribunal && one["numeroProcesso"] === body.query.match.numeroProcesso)
      .map((one) => ({ one, sort: Date.parse(String(one["@timestamp"])) }))
      .sort((a, b) => a.sort - b.sort);
    const after = body.search_after?.[0] ?? Number.NEGATIVE_INFINITY;
    const page = found.filter(({ sort }) => sort > after).slice(0, body.size);
    const answer = dataJudAnswer(page.map(({ one }) => one));
    return { body: { ...answer, hits: { ...answer.hits, total: { value: found.length, relation: "eq" } } } };
  };

/** A communication of DJEN, as documented, with what is said otherwise. */
export function djenItem(more: Record<string, unknown> = {}) {
  const { id = 661000001 } = more;
  return {
    id,
    hash: `aB12${id}`,
    numeroComunicacao: 123,
    data_disponibilizacao: "2099-07-01",
    datadisponibilizacao: "01/07/2099",
    siglaTribunal: "TJSP",
    tipoComunicacao: "Intimação",
    tipoDocumento: "Despacho",
    nomeOrgao: "1ª Vara Cível",
    idOrgao: 1,
    nomeClasse: "PROCEDIMENTO COMUM CÍVEL",
    codigoClasse: "7",
    numero_processo: "00000011120998260100",
    numeroprocessocommascara: "0000001-11.2099.8.26.0100",
    meio: "D",
    meiocompleto: "Diário de Justiça Eletrônico Nacional",
    link: "https://comunica.example/consulta",
    texto: "<p>Intime-se…</p>",
    ativo: true,
    status: "P",
    motivo_cancelamento: null,
    data_cancelamento: null,
    destinatarios: [{ nome: "FULANO", polo: "A", comunicacao_id: id }],
    destinatarioadvogados: [
      { id: 1, comunicacao_id: id, advogado: { id: 9, nome: "ADVOGADA", numero_oab: "123456", uf_oab: "SP" } },
    ],
    ...more,
  };
}

/** An answer of DJEN with these items; `count` is of all pages. */
export const djenAnswer = (items: readonly object[], count = items.length): CourtAnswer => ({
  headers: { "x-ratelimit-limit": "20", "x-ratelimit-remaining": "19" },
  body: { status: "success", message: "Sucesso", count, items },
});

/** DJEN as it answers who asks well: these items by day, and by process or by the exact text of an OAB, a page at a time. */
export const djenOf =
  (items: readonly ReturnType<typeof djenItem>[]): Answering =>
  ({ query }) => {
    const { numeroProcesso, numeroOab, ufOab, dataDisponibilizacaoInicio = "", dataDisponibilizacaoFim = "" } = query;
    const found = items.filter(({ numero_processo, data_disponibilizacao, destinatarioadvogados }) => {
      if (data_disponibilizacao < dataDisponibilizacaoInicio || data_disponibilizacao > dataDisponibilizacaoFim)
        return false;
      if (numeroProcesso) return numero_processo === numeroProcesso;
      return destinatarioadvogados.some(
        ({ advogado }) => advogado.numero_oab === numeroOab && advogado.uf_oab === ufOab,
      );
    });
    const size = Number(query["itensPorPagina"]);
    const from = (Number(query["pagina"]) - 1) * size;
    return djenAnswer(size > 50 ? [] : found.slice(from, from + size), found.length);
  };
