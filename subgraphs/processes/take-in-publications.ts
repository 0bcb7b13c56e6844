import { z } from "zod";
import type { Transaction } from "../../platform/database.ts";
import { cnjNumber, day, line, optionalLine, verbatim } from "../../platform/input.ts";
import { Publication, type PublicationFields } from "./publication.ts";

export const longestContent = 100_000;

/** A publication as a gazette has it, whoever brings it. */
export const gazettePublication = z.object({
  externalId: line(200),
  gazette: line(200),
  availableOn: day,
  publishedOn: day.nullish().transform((said) => said ?? null),
  content: verbatim(longestContent),
  processNumber: optionalLine(60).transform((said) => (said && cnjNumber(said)) ?? said),
  canceled: z
    .boolean()
    .nullish()
    .transform((said) => said ?? false),
});

/**
 * Adds what gazettes published, its content clean already, each once by its external id; and marks what was canceled, which no
 * import takes back: the only way there is. Gives how many were not there, whether or not the viewer sees those that are.
 */
export async function takeInPublications(
  transaction: Transaction,
  firm: string,
  publications: readonly PublicationFields[],
  canceled: readonly string[],
): Promise<number> {
  const added = publications.length > 0 ? await add(transaction, firm, publications) : 0;
  if (canceled.length > 0)
    await transaction.execute(
      `update processes.publication b set canceled = true, version = b.version + 1
       where b.id in (select c.id from processes.publication c
                      where c.firm_id = ? and not c.canceled
                        and c.external_id in (select jsonb_array_elements_text(?::jsonb))
                      order by c.external_id for update)`,
      [firm, JSON.stringify(canceled)],
    );
  return added;
}

async function add(
  transaction: Transaction,
  firm: string,
  publications: readonly PublicationFields[],
): Promise<number> {
  // In one order, so that two imports of the same never wait for each other.
  const inOrder = publications.toSorted((a, b) => (a.externalId < b.externalId ? -1 : 1));
  // What is added need not be seen: nothing of it is asked back, nor by which key it is there already.
  const { affectedRows } = await transaction
    .createQueryBuilder(Publication)
    .insert(inOrder.map((fields) => Publication.received(firm, fields)))
    .onConflict()
    .ignore()
    .execute("run");
  return affectedRows;
}
