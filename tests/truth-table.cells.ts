// One answer of a truth table beside what it must be: what it tells too much, what it tells too little.
import { isDeepStrictEqual } from "node:util";

/** One answer of the table: what it must be, and what it is. */
export interface Cell {
  readonly who: string;
  readonly asks: string;
  readonly of: string;
  readonly must: unknown;
  readonly got: unknown;
  /** How the answer is given and not what it tells: of no account when a wall is out. */
  readonly manner?: true;
}

/** The cells that are not as they must be. */
export const wrong = (cells: readonly Cell[]): string[] =>
  cells.filter(({ must, got }) => !isDeepStrictEqual(got, must)).map(told);

/** The cells that tell more than they may: nothing told in place of something is no leak. */
export const leaking = (cells: readonly Cell[]): string[] =>
  cells.filter(({ manner, must, got }) => !manner && !isWithin(must, got)).map(told);

/** The cells that tell less than they may: that is no leak, and no proof of anything either. */
export const silent = (cells: readonly Cell[]): string[] =>
  cells.filter(({ manner, must, got }) => !manner && !isWithin(got, must)).map(told);

function isWithin(must: unknown, got: unknown): boolean {
  if (tellsNothing(got)) return true;
  if (Array.isArray(got)) return Array.isArray(must) && got.every((one) => must.some((other) => isWithin(other, one)));
  if (!isRecord(got)) return got === must;
  if (!isRecord(must) || Array.isArray(must)) return false;
  return Object.entries(got).every(([name, value]) =>
    name === "totalCount" ? Number(value) <= Number(must[name] ?? 0) : isWithin(must[name], value),
  );
}

const tellsNothing = (got: unknown): boolean => (isRecord(got) ? Object.values(got).every(tellsNothing) : !got);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const told = ({ who, asks, of, must, got }: Cell): string => `${who} asks ${asks} (${of}): ${difference(must, got)}`;

/** Where the two first part ways. */
function difference(must: unknown, got: unknown, at = ""): string {
  if (isRecord(must) && isRecord(got))
    for (const name of new Set([...Object.keys(must), ...Object.keys(got)]))
      if (!isDeepStrictEqual(must[name], got[name])) return difference(must[name], got[name], `${at}.${name}`);
  return `must be ${short(must)} and is ${short(got)}${at && ` at ${at}`}`;
}

const short = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 150);
