import { z } from "zod";
import type { Transaction } from "../../platform/database.ts";
import { mistake } from "../../platform/errors.ts";
import { checked, optionalLine, optionalText } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { versionOf } from "../../platform/version.ts";
import type { OwnWords } from "./movement-explanation.ts";
import type { MovementWordingInput } from "./movement-wording.type.ts";

const largestCode = 999_999;
const mostWordings = 1000;

const schema = z.object({
  code: z.number(),
  expectedVersion: z.number().int().nullish(),
  headline: optionalLine(120),
  text: optionalText(1000),
  silenced: z
    .boolean()
    .nullish()
    .transform((said) => said ?? false),
});

/**
 * Words a code anew for the firm, silences it, or with neither takes the house's words again. Gives the code; throws
 * the mistakes in the input, CONFLICT when the firm's words are others than those of `expectedVersion`.
 */
export async function setMovementWording(asking: Asking, input: MovementWordingInput): Promise<number> {
  const { code, expectedVersion, headline, text, silenced } = checked(schema, input);
  if (code < 1 || code > largestCode)
    throw mistake("INVALID", ["input", "code"], "Este código não é da TPU.", "This is no code of the TPU.");
  if (silenced && (headline || text))
    throw mistake(
      "INVALID",
      ["input", "silenced"],
      "Escreva um texto ou silencie o código, não os dois.",
      "Word the code or silence it, not both.",
    );
  if (Boolean(headline) !== Boolean(text))
    throw mistake(
      "REQUIRED",
      ["input", headline ? "text" : "headline"],
      "Informe o título e o texto.",
      "Give the headline and the text.",
    );
  await asking.command(async (transaction) => {
    // One after the other: two who word a code at once would not know of each other.
    await transaction.execute("select access.lock_firm()");
    const [there] = await transaction.execute<OwnWords[]>(
      "select headline, text from processes.movement_wording where firm_id = access.claim('firm')::uuid and code = ?",
      [code],
    );
    if (typeof expectedVersion === "number" && expectedVersion !== versionOfWords(there ?? null))
      throw mistake(
        "CONFLICT",
        ["input", "expectedVersion"],
        "Alguém alterou o texto deste código enquanto isso. Confira e salve de novo.",
        "Somebody changed the words for this code meanwhile. Check them and save again.",
      );
    if (headline || silenced) await put(transaction, code, headline, text);
    else await takeBack(transaction, code);
  });
  return code;
}

/** The same for the same words of a firm's own, or for none. */
export const versionOfWords = (own: OwnWords | null): number => versionOf(own && [own.headline, own.text]);

async function put(transaction: Transaction, code: number, headline: string | null, text: string | null) {
  await transaction.execute(
    `insert into processes.movement_wording (firm_id, code, headline, text)
     values (access.claim('firm')::uuid, ?, ?, ?)
     on conflict (firm_id, code) do update set headline = excluded.headline, text = excluded.text`,
    [code, headline, text],
  );
  const [counted] = await transaction.execute<{ all: number }[]>(
    "select count(*)::int as all from processes.movement_wording where firm_id = access.claim('firm')::uuid",
  );
  if ((counted?.all ?? 0) > mostWordings)
    throw mistake(
      "CONFLICT",
      ["input", "code"],
      `O escritório já tem textos próprios para ${mostWordings} códigos.`,
      `The firm has words of its own for ${mostWordings} codes already.`,
    );
}

async function takeBack(transaction: Transaction, code: number): Promise<void> {
  await transaction.execute(
    "delete from processes.movement_wording where firm_id = access.claim('firm')::uuid and code = ?",
    [code],
  );
}
