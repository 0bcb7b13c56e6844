// DJEN, the national gazette of the courts: the publications of a lawyer or of a process, by day.
import { DateTime } from "luxon";
import { CourtError, type CourtPublication, type Djen, type OabRegistration } from "./court.ts";
import { type Page, pageIn } from "./djen-answer.ts";
import { type Manner, Service, type ServiceOptions } from "./service.ts";

export interface DjenOptions extends Pick<ServiceOptions, "url" | "log">, Partial<Manner> {
  /** How many publications are asked for at once. More than 50 often gives none. */
  readonly pageSize?: number;
  /** How many the service gives of one question, however many there are. */
  readonly mostOfOne?: number;
}

const manner: Manner = {
  pace: 500,
  patience: 15_000,
  largestAnswer: 32 * 2 ** 20,
  again: { after: "UNAVAILABLE", times: 1, pause: 0 },
  rest: 60_000,
  limitRest: 60_000,
};

/** How an OAB's number may be written in the gazette, which compares it as text. */
const suffixes = ["", "-O", "-A", "-N", "-B", "-S", "-E"];

/** How often a page that is empty without reason is asked for again. */
const emptyTries = 3;
/** No page is smaller than this. */
const smallestPage = 5;

type Filter = Readonly<Record<string, string>>;
interface Days {
  readonly from: string;
  readonly to: string;
}

export function openDjen(options: DjenOptions): Djen & { close(): Promise<void> } {
  const { pageSize = 50, mostOfOne = 10_000, ...rest } = options;
  const service = new Service("DJEN", { ...manner, ...rest });
  return {
    async *publications(of, from, to, signal) {
      if (!isDay(from) || !isDay(to)) throw new CourtError("MALFORMED", "Days are asked for as YYYY-MM-DD.");
      if (from > to) return;
      const seen = new Set<string>();
      let come = 0;
      let half: ToldHalf | null = null;
      for (const filter of filtersOf(of))
        try {
          for await (const page of pagesOf(filter, { from, to }, signal)) {
            come += page.length;
            const fresh = notSeen(page, seen);
            if (fresh.length > 0) yield fresh;
          }
        } catch (error) {
          if (!(error instanceof ToldHalf)) throw error;
          half = error;
        }
      if (half) throw half;
      // Some that cannot be read are left out; none that can is another service than the one that is known.
      if (come > 0 && seen.size === 0)
        throw new CourtError("MALFORMED", "DJEN answered with publications that cannot be read.");
    },
    close: () => service.close(),
  };

  async function* pagesOf(filter: Filter, days: Days, signal?: AbortSignal): AsyncGenerator<Page> {
    const { first, size } = await beginning(filter, days, signal);
    const count = first.count ?? Number.POSITIVE_INFINITY;
    const capped = first.count !== null && first.count >= mostOfOne;
    const halves = capped ? halvesOf(days) : null;
    if (halves) {
      for (const half of halves) yield* pagesOf(filter, half, signal);
      return;
    }
    if (capped) options.log?.warn({ service: "DJEN", count }, "there is more of one day than can be asked for");
    yield first;
    // A service that gives fewer on a page than it is asked for counts its pages by what it gives.
    const length = Math.min(size, first.length || size);
    const pages = Math.ceil(Math.min(count, mostOfOne) / length);
    let come = first.length;
    for (let number = 2; number <= pages && come < count; number += 1) {
      const query = { ...filter, ...asked(days, number, size) };
      const page = first.count === null ? await search(query, signal) : await filled(query, signal);
      come += page.length;
      yield page;
      if (first.count === null && page.length < length) return;
    }
  }

  /** The first page, in the largest size that the service gives anything in. */
  async function beginning(filter: Filter, days: Days, signal?: AbortSignal): Promise<{ first: Page; size: number }> {
    for (let size = pageSize; ; size = Math.max(Math.floor(size / 2), smallestPage)) {
      const first = await search({ ...filter, ...asked(days, 1, size) }, signal);
      if (first.length > 0 || !first.count) return { first, size };
      if (size <= smallestPage) throw new ToldHalf();
    }
  }

  /** A page that is known to have something. */
  async function filled(query: Filter, signal?: AbortSignal): Promise<Page> {
    for (let tries = 0; tries <= emptyTries; tries += 1) {
      const page = await search(query, signal);
      if (page.length > 0) return page;
    }
    throw new ToldHalf();
  }

  async function search(query: Filter, signal?: AbortSignal): Promise<Page> {
    const { status, said } = await service.ask({ method: "GET", path: "api/v1/comunicacao", query }, signal);
    if (status !== 200) throw new CourtError("MALFORMED", `DJEN does not take the question (${status}).`);
    return pageIn(said);
  }
}

/** One way to ask is told half, and goes on being so where the service counts wrong: the others are asked nevertheless. */
class ToldHalf extends CourtError {
  constructor() {
    super("UNAVAILABLE", "DJEN counts publications that it does not give.");
  }
}

const isDay = (day: string): boolean => /^\d{4}-\d\d-\d\d$/.test(day) && DateTime.fromISO(day).isValid;

const asked = ({ from, to }: Days, number: number, size: number): Filter => ({
  dataDisponibilizacaoInicio: from,
  dataDisponibilizacaoFim: to,
  pagina: String(number),
  itensPorPagina: String(size),
});

function filtersOf(of: { readonly oab: OabRegistration } | { readonly processNumber: string }): Filter[] {
  if ("processNumber" in of) {
    if (!/^\d{20}$/.test(of.processNumber))
      throw new CourtError("MALFORMED", "A process is asked for by its twenty digits.");
    return [{ numeroProcesso: of.processNumber }];
  }
  const number = of.oab.number.replace(/\D/g, "");
  const state = of.oab.state.trim().toUpperCase();
  if (!number || number.length > 10 || !/^[A-Z]{2}$/.test(state))
    throw new CourtError("MALFORMED", "A lawyer is asked for by number and state.");
  return suffixes.map((suffix) => ({ numeroOab: `${number}${suffix}`, ufOab: state }));
}

/** Two parts of some days; null for one day. */
function halvesOf({ from, to }: Days): [Days, Days] | null {
  if (from === to) return null;
  const first = DateTime.fromISO(from, { zone: "utc" });
  const days = DateTime.fromISO(to, { zone: "utc" }).diff(first, "days").days;
  const middle = first.plus({ days: Math.floor(days / 2) });
  return [
    { from, to: middle.toISODate() as string },
    { from: middle.plus({ days: 1 }).toISODate() as string, to },
  ];
}

/** What none of the pages before had. By its hash only one without an id is known: to tell twice is better than to lose. */
function notSeen({ items }: Page, seen: Set<string>): CourtPublication[] {
  return items.flatMap(({ name, hash, publication }) => {
    const known = seen.has(name);
    seen.add(name);
    if (hash) seen.add(hash);
    return known ? [] : [publication];
  });
}
