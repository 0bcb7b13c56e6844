import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { type Mistake, mistake } from "../../platform/errors.ts";
import { checked, checkedEach, listOf } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { importedId } from "./imported-id.ts";
import type { PublicationFields } from "./publication.ts";
import type { ImportPublicationsInput } from "./publication.type.ts";
import { cleanContent, hasText } from "./publication-content.ts";
import { gazettePublication, takeInPublications } from "./take-in-publications.ts";

const imported = gazettePublication.extend({ externalId: importedId });

const list = z.object({ publications: listOf(z.unknown(), 1000) });

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
  const { sound, mistakes } = checkedEach(imported, publications, ["input", "publications"]);
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
  const canceled = [...sound.values()].filter((fields) => fields.canceled).map(({ externalId }) => externalId);

  const firm = asking.viewer?.firm as string;
  const added = await asking.command((transaction) =>
    takeInPublications(transaction, firm, [...once.values()], canceled),
  );
  return { added, unchanged: sound.size - added, mistakes: [...mistakes, ...empty] };
}

const nothingLeft = (index: number): readonly Mistake[] =>
  mistake(
    "REQUIRED",
    ["input", "publications", String(index), "content"],
    "Não há texto que possa ser mostrado.",
    "There is no text that can be shown.",
  ).mistakes;
