import { sql } from "kysely";
import { sees } from "../../access/rows.ts";
import { among, type RowOf, thisFirm, verdict } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { type ClientSide, entryOf } from "./movement-explanation.ts";
import { type MovementEntry, movementTable } from "./movement-table.ts";
import { questions } from "./tables.ts";

const wordingRows = () =>
  questions
    .selectFrom("processes.movement_wording as w")
    .select(["w.code", "w.headline", "w.text"])
    .where("w.firm_id", "=", thisFirm)
    .where(verdict(sees.movementWording, "w"), "is", true);
type WordingRow = RowOf<ReturnType<typeof wordingRows>>;

/** The firm's own words, by code. There is one firm, whatever the key: they are read once a request. */
export async function ownWords(
  asking: Asking,
  keys: readonly string[],
): Promise<Map<string, ReadonlyMap<number, WordingRow>>> {
  const [rows] = await asking.read(wordingRows());
  const byCode = new Map(rows.map((row) => [row.code, row]));
  return new Map(keys.map((key) => [key, byCode]));
}

/** A code as an admin words it. */
export interface Wording {
  readonly code: number;
  readonly standard: MovementEntry | null;
  readonly own: WordingRow | null;
}

/** Every code that the house or the firm has words for: the house's in the table's order, then the firm's others. */
export async function everyWording(asking: Asking): Promise<Wording[]> {
  const own = (await asking.load(ownWords, "firm")) ?? new Map<number, WordingRow>();
  const others = [...own.keys()].filter((code) => !entryOf(code)).sort((a, b) => a - b);
  return [...movementTable.map(({ code }) => code), ...others].map((code) => wordingIn(own, code));
}

/** What stands for one code. */
export async function wordingOf(asking: Asking, code: number): Promise<Wording> {
  return wordingIn((await asking.load(ownWords, "firm")) ?? new Map(), code);
}

const wordingIn = (own: ReadonlyMap<number, WordingRow>, code: number): Wording => ({
  code,
  standard: entryOf(code),
  own: own.get(code) ?? null,
});

/**
 * On which side of each process the client stands who reads: the one who is asking; for the firm's people all of its clients,
 * if they are on one. Of a process that is seen through its original nothing is said: its sides may be others.
 */
export async function sidesOf(asking: Asking, processIds: readonly string[]): Promise<Map<string, ClientSide>> {
  let parties = questions
    .selectFrom("processes.party as y")
    .select(["y.process_id as processId", sql<string[]>`array_agg(distinct y.side)`.as("sides")])
    .where("y.process_id", "=", among(processIds))
    .where("y.role", "=", "CLIENT")
    .where(verdict(sees.party, "y"), "is", true)
    .groupBy("y.process_id");
  if (asking.viewer?.kind === "client")
    parties = parties.where("y.contact_id", "=", sql<string>`(select access.claim('contact')::uuid)`);
  const [rows] = await asking.read(parties);
  const one = (sides: readonly string[]): ClientSide =>
    sides.length === 1 && (sides[0] === "ACTIVE" || sides[0] === "PASSIVE") ? sides[0] : null;
  return new Map(rows.map(({ processId, sides }) => [processId, one(sides)]));
}
