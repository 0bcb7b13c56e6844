import { sees } from "../../access/rows.ts";
import { type Mistake, mistake, notFound } from "../../platform/errors.ts";
import { checkedEach, cnjNumber } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { unlessGone } from "../../platform/unless-gone.ts";
import { importedId } from "./imported-id.ts";
import type { ImportCourtMovementsInput } from "./movement.type.ts";
import { type CourtMovementFields, courtMovement, takeInMovements } from "./take-in-movements.ts";

const largestImport = 1000;

const imported = courtMovement.extend({ externalId: importedId });

export interface Imported {
  added: number;
  unchanged: number;
  mistakes: Mistake[];
}

/**
 * Takes in what a court tells of a process. The same twice adds nothing; a wrong item is refused with its index and the
 * others are kept. Throws NOT_FOUND for a number the firm has no visible process of.
 */
export async function importCourtMovements(asking: Asking, input: ImportCourtMovementsInput): Promise<Imported> {
  const at = ["input", "movements"];
  if (input.movements.length > largestImport)
    throw mistake(
      "INVALID",
      at,
      `No máximo ${largestImport} andamentos por vez.`,
      `At most ${largestImport} movements at a time.`,
    );
  const { sound, mistakes } = checkedEach(imported, input.movements, at);
  const told = new Map<string, CourtMovementFields>();
  for (const movement of sound.values()) if (!told.has(movement.externalId)) told.set(movement.externalId, movement);
  return unlessGone(
    () => notFound("input", "processNumber"),
    () =>
      asking.command(async (transaction) => {
        const number = cnjNumber(input.processNumber);
        const [process] = number
          ? await transaction.execute<{ id: string; firm_id: string; since: string | null }[]>(
              `select p.id, p.firm_id, (select min(m.recorded_at) from processes.movement m
                 where m.process_id = p.id and m.origin = 'AUTOMATIC') as since
               from processes.process p
           where p.number = ? and p.firm_id = access.claim('firm')::uuid and (${sees.process("p")})`,
              [number],
            )
          : [];
        if (!process) throw notFound("input", "processNumber");
        const since = process.since ? new Date(process.since) : null;
        const added = await takeInMovements(
          transaction,
          { id: process.id, firmId: process.firm_id },
          told.values(),
          // What had happened when a court first told something is history, however many imports bring it.
          ({ occurredAt }) => !since || occurredAt < since,
        );
        return { added, unchanged: sound.size - added, mistakes };
      }),
  );
}
