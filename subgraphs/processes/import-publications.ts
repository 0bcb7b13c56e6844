import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { sees } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import { type Mistake, mistake, notFound } from "../../platform/errors.ts";
import { checked, checkedEach, cnjNumber, day, line, listOf, optionalLine, verbatim } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { Publication, type PublicationFields } from "./publication.ts";
import type { ImportPublicationsInput } from "./publication.type.ts";
import { cleanContent } from "./publication-content.ts";

const list = z.object({ publications: listOf(z.unknown(), 1000) });

const publication = z.object({
  externalId: line(200),
  gazette: line(200),
  availableOn: day,
  publishedOn: day.nullish().transform((said) => said ?? null),
  content: verbatim(100_000),
  processNumber: optionalLine(60).transform((said) => (said && cnjNumber(said)) ?? said),
  canceled: z
    .boolean()
    .nullish()
    .transform((said) => said ?? false),
});

export interface Imported {
  readonly added: number;
  readonly unchanged: number;
  /** What was refused, each with its index; the rest was kept. */
  readonly mistakes: readonly Mistake[];
}

/**
 * Takes in what gazettes published, each once by its external id. One that is there already stays as it is, treated or
 * not; only a cancelation is marked on it, and no later import takes that back.
 */
export async function importPublications(asking: Asking, input: ImportPublicationsInput): Promise<Imported> {
  const { publications } = checked(list, input);
  const { sound, mistakes } = checkedEach(publication, publications, ["input", "publications"]);
  const once = new Map<string, PublicationFields>();
  const empty: Mistake[] = [];
  for (const [index, fields] of sound) {
    if (once.has(fields.externalId)) continue;
    const content = cleanContent(fields.content);
    if (hasText(content)) once.set(fields.externalId, { ...fields, content });
    else {
      empty.push(...nothingLeft(index));
      sound.delete(index);
    }
    // A thousand long texts take a moment: others are answered in between.
    if (once.size % 5 === 0) await setImmediate();
  }
  const canceled = new Map<string, number>();
  for (const [index, fields] of sound) if (fields.canceled) canceled.set(fields.externalId, index);

  const firm = asking.viewer?.firm as string;
  const { added, missed } = await asking.command(async (transaction) => ({
    added: await add(transaction, firm, [...once.values()]),
    missed: await cancel(transaction, [...canceled.keys()]),
  }));
  const refused = missed.flatMap(
    (externalId) => notFound("input", "publications", String(canceled.get(externalId)), "canceled").mistakes,
  );
  return { added, unchanged: sound.size - added - refused.length, mistakes: [...mistakes, ...empty, ...refused] };
}

/** Whether clean HTML says anything. */
const hasText = (content: string): boolean => content.replaceAll(/<[^>]*>/g, "").trim() !== "";

const nothingLeft = (index: number): readonly Mistake[] =>
  mistake(
    "REQUIRED",
    ["input", "publications", String(index), "content"],
    "Não há texto que possa ser mostrado.",
    "There is no text that can be shown.",
  ).mistakes;

/** Adds those that are not there, whether or not the viewer sees the ones that are. Gives how many. */
async function add(transaction: Transaction, firm: string, publications: PublicationFields[]): Promise<number> {
  if (publications.length === 0) return 0;
  // In one order, so that two imports of the same never wait for each other.
  const inOrder = publications.toSorted((a, b) => (a.externalId < b.externalId ? -1 : 1));
  const rows = await transaction
    .createQueryBuilder(Publication)
    .insert(inOrder.map((fields) => Publication.received(firm, fields)))
    .onConflict(["firmId", "externalId"])
    .ignore()
    .returning("id")
    .execute("all");
  return rows.length;
}

/** Marks cancelations. Gives the external ids that the viewer sees no publication of. */
async function cancel(transaction: Transaction, externalIds: string[]): Promise<string[]> {
  if (externalIds.length === 0) return [];
  const seen = await transaction.execute<{ id: string }[]>(
    `select b.id from processes.publication b
     where b.external_id in (select jsonb_array_elements_text(?::jsonb)) and (${sees.publication("b")})
     order by b.external_id for update`,
    [JSON.stringify(externalIds)],
  );
  const publications = await transaction.find(Publication, { id: { $in: seen.map(({ id }) => id) } });
  for (const publication of publications) publication.cancel();
  await transaction.flush();
  const found = new Set(publications.map(({ externalId }) => externalId));
  return externalIds.filter((externalId) => !found.has(externalId));
}
