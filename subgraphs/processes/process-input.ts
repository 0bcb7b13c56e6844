import { z } from "zod";
import type { Transaction } from "../../platform/database.ts";
import { type Mistakes, mistake, notFound } from "../../platform/errors.ts";
import { cnj, day, id, line, listOf, money, optionalLine } from "../../platform/input.ts";
import { courtDegrees, type ProcessFields, processKinds, processStatuses, processVisibilities } from "./process.ts";

const court = z.object({
  tribunal: optionalLine(60),
  division: optionalLine(200),
  venue: optionalLine(200),
  degree: z.enum(courtDegrees).nullish(),
  className: optionalLine(200),
  subjects: listOf(line(200), 50).nullish(),
});

const shared = {
  number: cnj.nullish(),
  legacyNumber: optionalLine(60),
  court: court.nullish(),
  filedOn: day.nullish(),
  claimValue: money,
  responsibleId: id.nullish(),
  teamMemberIds: listOf(id, 100).nullish(),
};

export const newProcess = z.object({
  ...shared,
  kind: z.enum(processKinds),
  title: line(300),
  status: z.enum(processStatuses).nullish(),
  visibility: z.enum(processVisibilities).nullish(),
  secret: z.boolean().nullish(),
});

export const processChanges = z.object({
  ...shared,
  expectedVersion: z.number().int().nullish(),
  title: line(300).optional(),
  status: z.enum(processStatuses).optional(),
  visibility: z.enum(processVisibilities).optional(),
  secret: z.boolean().optional(),
});

/** The court's columns for what of the court was said; null clears all of them. */
export function courtColumns(said: z.output<typeof court> | null, given: object | null | undefined) {
  const columns = {
    tribunal: said?.tribunal ?? null,
    division: said?.division ?? null,
    venue: said?.venue ?? null,
    degree: said?.degree ?? null,
    className: said?.className ?? null,
    subjects: said?.subjects ?? [],
  };
  if (said === null || !given) return columns;
  return Object.fromEntries(
    Object.entries(columns).filter(([name]) => (given as Record<string, unknown>)[name] !== undefined),
  ) as Partial<typeof columns>;
}

/** Throws unless kind and numbers (and court) go together: a lawsuit has a CNJ number or an old one, a case has none. */
export function mustFit(
  { kind, number, legacyNumber }: Pick<ProcessFields, "kind" | "number" | "legacyNumber">,
  hasCourt: boolean,
): void {
  if (kind === "LAWSUIT" && !number && !legacyNumber)
    throw mistake(
      "REQUIRED",
      ["input", "number"],
      "Um processo judicial precisa do número CNJ, ou do número antigo.",
      "A lawsuit needs its CNJ number, or its old one.",
    );
  if (kind === "CASE" && number)
    throw mistake("INVALID", ["input", "number"], "Um caso não tem número CNJ.", "A case has no CNJ number.");
  if (kind === "CASE" && legacyNumber)
    throw mistake("INVALID", ["input", "legacyNumber"], "Um caso não tem número antigo.", "A case has no old number.");
  if (kind === "CASE" && hasCourt)
    throw mistake("INVALID", ["input", "court"], "Um caso não tem juízo.", "A case has no court.");
}

export const numberTaken = (): Mistakes =>
  mistake(
    "TAKEN",
    ["input", "number"],
    "O escritório já tem um processo com este número.",
    "The firm already has a process of this number.",
  );

/** Throws NOT_FOUND for the first id that is nobody active at the firm. Who stands there already stays, also after leaving. */
export async function mustBeStaff(
  transaction: Transaction,
  ids: readonly string[],
  field: (index: number) => string[],
  already: readonly (string | null)[] = [],
): Promise<void> {
  for (const [index, who] of ids.entries()) {
    if (already.includes(who)) continue;
    const [found] = await transaction.execute<{ name: string | null }[]>("select access.name_of('staff', ?) as name", [
      who,
    ]);
    if (!found?.name) throw notFound(...field(index));
  }
}
