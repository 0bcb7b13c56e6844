// DataJud's answers, read as far as they can be: one document for each instance of a process.
import { z } from "zod";
import { courtOfNumber } from "./cnj-court.ts";
import { type CourtDegree, CourtError, type CourtRecord } from "./court.ts";
import { momentIn } from "./court-date.ts";
import { movementsIn } from "./datajud-movement.ts";
import { anything, code, fields, line, list } from "./said.ts";

/** One page of a search. */
export interface Page {
  readonly hits: readonly Hit[];
}

export interface Hit {
  readonly id: string;
  /** Where it stands in the order by @timestamp, in milliseconds; null when it does not tell. */
  readonly position: number | null;
  /** Of the same id, the later one is the newer. */
  readonly source: unknown;
}

const count = z.number().int().nonnegative();
/** Older servers say a plain number. */
const total = z.union([count, z.object({ value: count }).transform(({ value }) => value)]);
const search = z.object({
  timed_out: z.boolean().catch(false),
  _shards: fields({ failed: count.catch(0) }),
  hits: z.object({ total: total.nullable().catch(null), hits: list }),
});

const hit = fields({ _id: line(200), _source: anything, sort: list });
const stamp = fields({ id: line(200), "@timestamp": anything });

/** Throws CourtError for an answer that cannot be read, and for one that must not be taken for "there is nothing". */
export function pageIn(said: unknown): Page {
  const answer = search.safeParse(said).data;
  if (!answer) throw new CourtError("MALFORMED", "DataJud answered otherwise than documented.");
  const { hits, total } = answer.hits;
  if (hits.length === 0 && total === null)
    throw new CourtError("MALFORMED", "DataJud answered neither with documents nor that there are none.");
  if (hits.length === 0 && (total !== 0 || answer.timed_out || (answer._shards?.failed ?? 0) > 0))
    throw new CourtError("UNAVAILABLE", "DataJud searched a part only.");
  const read = hits.map(hitIn).filter((one) => one !== null);
  if (read.length === 0 && hits.length > 0)
    throw new CourtError("MALFORMED", "DataJud answered with documents that cannot be read.");
  return { hits: read };
}

function hitIn(said: unknown): Hit | null {
  const read = hit.parse(said);
  const source = stamp.parse(read?._source);
  const id = read?._id ?? source?.id;
  if (!source || !id) return null;
  const sort = read?.sort[0];
  const position =
    typeof sort === "number" && Number.isSafeInteger(sort) ? sort : momentIn(source["@timestamp"])?.getTime();
  return { id, position: position ?? null, source: read?._source };
}

/** A thing with a code and a name, in either spelling, or its name alone. */
const named = z.union([
  z.string().transform((nome) => ({ codigo: null, nome: line(300).parse(nome) })),
  fields({ codigo: code, nome: line(300) }),
]);
const body = z.union([
  z.string().transform((nome) => line(300).parse(nome)),
  fields({ nome: line(300), nomeOrgao: line(300) }).transform((said) => said?.nome ?? said?.nomeOrgao ?? null),
]);

const document = z.object({
  numeroProcesso: line(60),
  tribunal: line(30),
  grau: line(30),
  nivelSigilo: anything,
  classe: named,
  dataAjuizamento: anything.transform(momentIn),
  dataHoraUltimaAtualizacao: anything.transform(momentIn),
  orgaoJulgador: body,
  assuntos: list,
  movimentos: list,
});

const degrees: readonly string[] = ["G1", "G2", "JE", "TR", "TRU", "SUP"] satisfies CourtDegree[];

/**
 * The instance in a document of this process; null when it is of another one, or not public: only what plainly says that
 * it is public, or nothing at all of secrecy, is taken.
 */
export async function recordIn({ id, source }: Hit, number: string): Promise<CourtRecord | null> {
  const said = document.safeParse(source).data;
  if (!said || !isPublic(said.nivelSigilo)) return null;
  const ofNumber = said.numeroProcesso ?? id.slice(id.lastIndexOf("_") + 1);
  if (ofNumber.replace(/\D/g, "") !== number) return null;
  const tribunal = said.tribunal?.toUpperCase() ?? courtOfNumber(number).tribunal;
  const grau = said.grau?.toUpperCase() ?? null;
  const degree = grau && degrees.includes(grau) ? (grau as CourtDegree) : null;
  return {
    tribunal,
    degree,
    division: said.orgaoJulgador,
    className: said.classe?.nome ?? null,
    subjects: subjectsIn(said.assuntos),
    filedAt: said.dataAjuizamento,
    updatedAt: said.dataHoraUltimaAtualizacao,
    movements: await movementsIn(publicOnes(said.movimentos), { tribunal, grau, degree }),
  };
}

function* publicOnes(movements: readonly unknown[]): Generator<unknown> {
  for (const one of movements) if (isPublic(secrecyOf.parse(one)?.nivelSigilo)) yield one;
}

const secrecyOf = fields({ nivelSigilo: anything });
const isPublic = (level: unknown): boolean => level === undefined || level === null || level === 0 || level === "0";

/** Flat, in lists within the list, or both. */
function subjectsIn(said: readonly unknown[]): string[] {
  const names = said.flat(3).map((one) => named.safeParse(one).data?.nome ?? null);
  return [...new Set(names.filter((name) => name !== null))];
}
