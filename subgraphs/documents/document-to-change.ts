import { sees } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import { type Mistakes, mistake, notFound } from "../../platform/errors.ts";
import { isId } from "../../platform/text.ts";
import { Document } from "./document.ts";

/**
 * Loads a document for a command, asking the rule itself. Throws NOT_FOUND for none and for not seen; CONFLICT for what a
 * client submitted, which stays as it was sent: the firm's copy is the one in a process.
 */
export async function documentToChange(transaction: Transaction, id: string): Promise<Document> {
  if (!isId(id)) throw notFound("id");
  const [seen] = await transaction.execute<{ process_id: string | null }[]>(ofThis, [id]);
  if (!seen) throw notFound("id");
  if (!seen.process_id) throw submitted();
  const [locked] = await transaction.execute(`${ofThis} for update`, [id]);
  if (!locked) throw notFound("id");
  return transaction.findOneOrFail(Document, { id });
}

const ofThis = `select d.process_id from documents.document d where d.id = ? and (${sees.document("d")})`;

const submitted = (): Mistakes =>
  mistake(
    "CONFLICT",
    ["id"],
    "Isto foi enviado por um cliente e fica como veio.",
    "A client submitted this, and it stays as it came.",
  );
