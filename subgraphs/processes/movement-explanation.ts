// What a movement means in plain words: the firm's where it has put its own, else the table's.
import type { Language } from "../../platform/text.ts";
import { type MovementEntry, movementTable, parentOf, unexplained, type Words } from "./movement-table.ts";

/** On which side the client stands; null when that is not known or not one. */
export type ClientSide = "ACTIVE" | "PASSIVE" | null;

/** What a firm says of a code in place of the table: words of its own, or nothing. */
export interface OwnWords {
  readonly headline: string | null;
  readonly text: string | null;
}

const entries: ReadonlyMap<number, MovementEntry> = new Map(movementTable.map((entry) => [entry.code, entry]));

export const entryOf = (code: number): MovementEntry | null => entries.get(code) ?? null;

/**
 * What stands for a code: the nearest of it and of the codes it stands under that somebody has words for. Null when nobody
 * has, or the firm wants none.
 */
export function wordsFor(code: number, own: ReadonlyMap<number, OwnWords>): OwnWords | MovementEntry | null {
  for (let at: number | undefined = code; at !== undefined; at = parentOf.get(at)) {
    const said = own.get(at) ?? entries.get(at);
    if (said) return said;
    if (unexplained.has(at)) return null;
  }
  return null;
}

/** Whether what stands for a code reads differently to the two sides. */
export const dependsOnSide = (said: OwnWords | MovementEntry): boolean => "path" in said && "ACTIVE" in said;

/** The words as one client reads them. A firm's own are in the firm's language. */
export function toldTo(side: ClientSide, language: Language, said: OwnWords | MovementEntry): Words | null {
  if ("path" in said) return ((side && said[side]) ?? said)[language];
  return said.headline !== null && said.text !== null ? { headline: said.headline, text: said.text } : null;
}
