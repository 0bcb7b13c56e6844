import { z } from "zod";
import { sees } from "../../access/rows.ts";
import { type Mistake, Mistakes, mistake, notFound } from "../../platform/errors.ts";
import { checked, cnjNumber, line, moment, optionalText } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { unlessGone } from "../../platform/unless-gone.ts";
import { insertNew } from "./insert-movements.ts";
import { Movement } from "./movement.ts";
import type { CourtMovementInput, ImportCourtMovementsInput } from "./movement.type.ts";
import { courtDegrees } from "./process.ts";

const largestImport = 1000;

const schema = z.object({
  externalId: line(200),
  occurredAt: moment,
  code: z.number().int().nullish(),
  title: line(300),
  text: optionalText(10_000),
  degree: z.enum(courtDegrees).nullish(),
});

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
  const { kept, mistakes } = sorted(input.movements, at);
  return unlessGone(
    () => notFound("input", "processNumber"),
    () =>
      asking.command(async (transaction) => {
        const number = cnjNumber(input.processNumber);
        const [process] = number
          ? await transaction.execute<{ id: string; firm_id: string; is_first: boolean }[]>(
              `select p.id, p.firm_id, not exists (select from processes.movement m
                 where m.process_id = p.id and m.origin = 'AUTOMATIC') as is_first
               from processes.process p
           where p.number = ? and p.firm_id = access.claim('firm')::uuid and (${sees.process("p")})`,
              [number],
            )
          : [];
        if (!process) throw notFound("input", "processNumber");
        // In one order, so that two imports of the same never wait for each other.
        const inOrder = [...kept.values()].sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
        const movements = inOrder.map((said) =>
          Movement.in(
            { id: process.id, firmId: process.firm_id },
            {
              origin: "AUTOMATIC",
              occurredAt: said.occurredAt,
              degree: said.degree ?? null,
              title: said.title,
              text: said.text,
              code: said.code ?? null,
              externalId: said.externalId,
              author: null,
              // What a court tells at first has happened before.
              history: process.is_first,
            },
          ),
        );
        const added = (await insertNew(transaction, movements)).length;
        return { added, unchanged: input.movements.length - mistakes.length - added, mistakes: mistakes.flat() };
      }),
  );
}

/** The items that can be taken in, one of each external id, and the mistakes of the others: a list for each. */
function sorted(items: readonly CourtMovementInput[], at: string[]) {
  const kept = new Map<string, z.output<typeof schema>>();
  const mistakes: Mistake[][] = [];
  for (const [index, item] of items.entries()) {
    try {
      const said = checked(schema, item, [...at, String(index)]);
      if (!kept.has(said.externalId)) kept.set(said.externalId, said);
    } catch (error) {
      if (!(error instanceof Mistakes)) throw error;
      mistakes.push([...error.mistakes]);
    }
  }
  return { kept, mistakes };
}
