// DataJud, the public interface of the National Council of Justice: what the courts tell of their processes.
import { courtOfNumber } from "./cnj-court.ts";
import { CourtError, type CourtRecord, type DataJud } from "./court.ts";
import { type Hit, pageIn, recordIn } from "./datajud-answer.ts";
import { type Manner, Service, type ServiceOptions } from "./service.ts";

export interface DataJudOptions extends Pick<ServiceOptions, "url" | "log">, Partial<Manner> {
  /** The public key; it is changed now and then without notice. */
  readonly key: string;
  /** How many documents are asked for at once; a process has a few. */
  readonly pageSize?: number;
}

const manner: Manner = {
  pace: 2_000,
  patience: 75_000,
  largestAnswer: 32 * 2 ** 20,
  again: { after: "LIMITED", times: 2, pause: 2_000 },
  rest: 120_000,
  limitRest: 60_000,
};

/** The service gives no more than so many documents at once. */
const largestPage = 10_000;
/** A process has one for each degree and court body: a few. */
const mostDocuments = 1_000;

export function openDataJud(options: DataJudOptions): DataJud & { close(): Promise<void> } {
  const { key, pageSize = 20, ...rest } = options;
  const service = new Service("DataJud", { ...manner, ...rest });
  return {
    async find(number, signal) {
      const records = new Map<string, CourtRecord>();
      let failure: CourtError | null = null;
      let covered = false;
      for (const alias of aliasesOf(number)) {
        try {
          const hits = await hitsOf(alias, number, signal);
          if (hits) covered = true;
          for (const hit of hits ?? []) {
            const record = await recordIn(hit, number);
            if (record) records.set(hit.id, record);
          }
        } catch (error) {
          // One court away is no reason to lose what another told; a refusal or a limit is of all of them.
          if (!(error instanceof CourtError) || error.failure === "REFUSED" || error.failure === "LIMITED") throw error;
          failure ??= error;
        }
      }
      if (records.size === 0 && failure) throw failure;
      if (!covered && !failure) throw notCovered();
      return toldOnce(records);
    },
    covers: (number) => tribunalHeld(number) !== null,
    close: () => service.close(),
  };

  /** Every document of the number under an alias; null when there is no such alias. */
  async function hitsOf(alias: string, number: string, signal?: AbortSignal): Promise<Hit[] | null> {
    const hits = new Map<string, Hit>();
    let size = pageSize;
    let after: number | null = null;
    for (;;) {
      const page = await search(alias, { number, size, after }, signal);
      if (!page) return null;
      const known = hits.size;
      for (const hit of page.hits) hits.set(hit.id, hit);
      if (hits.size > mostDocuments) throw new CourtError("MALFORMED", "DataJud does not come to an end.");
      const last = page.hits.findLast(({ position }) => position !== null)?.position ?? null;
      if (page.hits.length < size || last === null) return [...hits.values()];
      // Several documents may have one timestamp: the next page begins with that of the last one again, and is larger
      // when there was nothing else in it.
      if (hits.size === known || last - 1 === after) {
        if (size >= largestPage) return [...hits.values()];
        size = Math.min(size * 10, largestPage);
      }
      after = last - 1;
    }
  }

  async function search(
    alias: string,
    of: { number: string; size: number; after: number | null },
    signal?: AbortSignal,
  ) {
    const { status, said } = await service.ask(
      {
        method: "POST",
        path: `${alias}/_search`,
        headers: { "content-type": "application/json", authorization: `APIKey ${key}` },
        body: JSON.stringify({
          size: of.size,
          query: { match: { numeroProcesso: of.number } },
          sort: [{ "@timestamp": { order: "asc" } }],
          ...(of.after !== null && { search_after: [of.after] }),
        }),
      },
      signal,
    );
    if (status === 404) return null;
    if (status !== 200) throw new CourtError("MALFORMED", `DataJud does not take the question (${status}).`);
    return pageIn(said);
  }
}

const notCovered = () => new CourtError("NOT_COVERED", "DataJud does not hold processes of this court.");

const uncovered = ["STF", "CNJ", "CJF", "CSJT"];

/** The number's court, where the service holds processes of it. */
function tribunalHeld(number: string): string | null {
  const { tribunal } = courtOfNumber(number);
  return tribunal && !uncovered.includes(tribunal) ? tribunal : null;
}

/** Under which names of the service the processes of the number's court are. Throws NOT_COVERED for none. */
function aliasesOf(number: string): string[] {
  if (!/^\d{20}$/.test(number)) throw new CourtError("MALFORMED", "A process is asked for by its twenty digits.");
  const tribunal = tribunalHeld(number);
  if (!tribunal) throw notCovered();
  const names = [tribunal];
  // Both spellings are seen.
  if (tribunal === "TRE-DF") names.unshift("TRE-DFT");
  // Minas left the first region in 2022, and its older numbers are as they were: those of its own units (38…), and of
  // units of the whole region, which do not tell.
  if (tribunal === "TRF1" && /^(38|0000|9)/.test(number.slice(16))) names.push("TRF6");
  return names.map((name) => `api_publica_${name.toLowerCase()}`);
}

/** A movement that two documents of one degree tell, as when the court body changed, is one: the first keeps it. */
function toldOnce(records: ReadonlyMap<string, CourtRecord>): CourtRecord[] {
  const told = new Set<string>();
  return [...records]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, record]) => ({
      ...record,
      movements: record.movements.filter(({ externalId }) => !told.has(externalId) && told.add(externalId)),
    }));
}
