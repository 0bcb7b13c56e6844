import { sees } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import { notFound } from "../../platform/errors.ts";
import { isId } from "../../platform/text.ts";
import { Document } from "./document.ts";

/** Loads a document for a command, asking the rule itself. Throws NOT_FOUND for none and for not seen. */
export async function documentToChange(transaction: Transaction, id: string): Promise<Document> {
  if (!isId(id)) throw notFound("id");
  const [seen] = await transaction.execute(
    `select d.id from documents.document d where d.id = ? and (${sees.document("d")}) for update`,
    [id],
  );
  if (!seen) throw notFound("id");
  return transaction.findOneOrFail(Document, { id });
}
