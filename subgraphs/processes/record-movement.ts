import { z } from "zod";
import { notFound } from "../../platform/errors.ts";
import { checked, line, moment, optionalText } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { unlessGone } from "../../platform/unless-gone.ts";
import { authorOf } from "./author.ts";
import { insertNew } from "./insert-movements.ts";
import { Movement } from "./movement.ts";
import type { RecordMovementInput } from "./movement.type.ts";
import { courtDegrees } from "./process.ts";
import { processSeen } from "./process-to-change.ts";

const schema = z.object({
  processId: z.string(),
  occurredAt: moment,
  title: line(300),
  text: optionalText(10_000),
  degree: z.enum(courtDegrees).nullish(),
});

/** Writes a manual movement down. Gives its id; throws the mistakes in the input. */
export async function recordMovement(asking: Asking, input: RecordMovementInput): Promise<string> {
  const said = checked(schema, input);
  return unlessGone(
    () => notFound("input", "processId"),
    () =>
      asking.command(async (transaction) => {
        const process = await processSeen(transaction, said.processId, ["input", "processId"]);
        const movement = Movement.in(process, {
          origin: "MANUAL",
          occurredAt: said.occurredAt,
          degree: said.degree ?? null,
          title: said.title,
          text: said.text,
          code: null,
          externalId: null,
          author: await authorOf(transaction),
        });
        await insertNew(transaction, [movement]);
        return movement.id;
      }),
  );
}
