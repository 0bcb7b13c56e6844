import { z } from "zod";
import type { Transaction } from "../../platform/database.ts";
import { line, moment, optionalText } from "../../platform/input.ts";
import { insertNew } from "./insert-movements.ts";
import { Movement } from "./movement.ts";
import { courtDegrees } from "./process.ts";

/** A movement as a court tells it, whoever brings it. */
export const courtMovement = z.object({
  externalId: line(200),
  occurredAt: moment,
  code: z.number().int().nullish(),
  title: line(300),
  text: optionalText(10_000),
  degree: z.enum(courtDegrees).nullish(),
});
export type CourtMovementFields = z.output<typeof courtMovement>;

/**
 * Adds what a court told of a process to its timeline, each once by its external id: the only way there is. Gives how many were
 * not there.
 */
export async function takeInMovements(
  transaction: Transaction,
  process: { id: string; firmId: string },
  told: Iterable<CourtMovementFields>,
  isHistory: (said: CourtMovementFields) => boolean,
): Promise<number> {
  // In one order, so that two imports of the same never wait for each other.
  const inOrder = [...told].sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
  const movements = inOrder.map((said) =>
    Movement.in(process, {
      origin: "AUTOMATIC",
      occurredAt: said.occurredAt,
      degree: said.degree ?? null,
      title: said.title,
      text: said.text,
      code: said.code ?? null,
      externalId: said.externalId,
      author: null,
      history: isHistory(said),
    }),
  );
  return (await insertNew(transaction, movements)).length;
}
