import { z } from "zod";
import { sees } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import { mistake, notFound } from "../../platform/errors.ts";
import { checked, id } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { processToChange } from "./process-to-change.ts";
import { Publication } from "./publication.ts";
import type { TreatPublicationInput } from "./publication.type.ts";

const schema = z.object({ publicationId: id, processId: id.nullish(), discard: z.boolean().nullish() });

/**
 * Links a publication to a process, or discards it; again to correct it. Gives its id; throws NOT_FOUND for a publication
 * or process that is not there or not seen.
 */
export async function treatPublication(asking: Asking, input: TreatPublicationInput): Promise<string> {
  const { publicationId, processId, discard } = checked(schema, input);
  if (processId && discard)
    throw mistake(
      "INVALID",
      ["input", "discard"],
      "Vincule a um processo ou descarte, não os dois.",
      "Link it to a process or discard it, not both.",
    );
  if (!processId && !discard)
    throw mistake(
      "REQUIRED",
      ["input", "processId"],
      "Indique o processo, ou descarte a publicação.",
      "Name the process, or discard the publication.",
    );
  return asking.command(async (transaction) => {
    const process = processId ? await processToChange(transaction, processId, ["input", "processId"]) : null;
    const publication = await publicationToChange(transaction, publicationId);
    if (process) publication.treat(process.id);
    else publication.discard();
    await transaction.flush();
    return publication.id;
  });
}

async function publicationToChange(transaction: Transaction, publicationId: string): Promise<Publication> {
  const [seen] = await transaction.execute(
    `select b.id from processes.publication b where b.id = ? and (${sees.publication("b")}) for update`,
    [publicationId],
  );
  if (!seen) throw notFound("input", "publicationId");
  return transaction.findOneOrFail(Publication, { id: publicationId });
}
