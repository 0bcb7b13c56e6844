import { z } from "zod";
import { sees } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import { mistake, notFound } from "../../platform/errors.ts";
import { checked, id } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { processToChange } from "./process-to-change.ts";
import { Publication } from "./publication.ts";
import type { TreatPublicationInput } from "./publication.type.ts";

const schema = z.object({
  publicationId: id,
  expectedVersion: z.number().int().nullish(),
  processId: id.nullish(),
  discard: z.boolean().nullish(),
  canceled: z.boolean().nullish(),
});

/**
 * Links a publication to a process, or discards it, and says whether it is canceled; again to correct it. Gives its id;
 * throws NOT_FOUND for a publication or process that is not there or not seen, CONFLICT when it has changed since
 * `expectedVersion`.
 */
export async function treatPublication(asking: Asking, input: TreatPublicationInput): Promise<string> {
  const { publicationId, expectedVersion, processId, discard, canceled } = checked(schema, input);
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
    const publication = await publicationToChange(transaction, publicationId, expectedVersion);
    if (process) publication.treat(process.id);
    else publication.discard();
    if (typeof canceled === "boolean") publication.canceled = canceled;
    await transaction.flush();
    return publication.id;
  });
}

async function publicationToChange(
  transaction: Transaction,
  publicationId: string,
  expectedVersion: number | null | undefined,
): Promise<Publication> {
  const [seen] = await transaction.execute(
    `select b.id from processes.publication b where b.id = ? and (${sees.publication("b")}) for update`,
    [publicationId],
  );
  if (!seen) throw notFound("input", "publicationId");
  const publication = await transaction.findOneOrFail(Publication, { id: publicationId });
  if (typeof expectedVersion === "number" && expectedVersion !== publication.version)
    throw mistake(
      "CONFLICT",
      ["input", "expectedVersion"],
      "Alguém tratou esta publicação, ou o diário a cancelou, enquanto isso. Confira e trate de novo.",
      "Somebody treated this publication, or the gazette took it back, meanwhile. Check it and treat it again.",
    );
  return publication;
}
