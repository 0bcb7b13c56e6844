import { sees } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import { notFound } from "../../platform/errors.ts";
import { isId } from "../../platform/text.ts";
import { Submission } from "./submission.ts";

/** Loads a submission for a command, asking the rule itself. Throws NOT_FOUND for none and for not seen. */
export async function submissionToChange(
  transaction: Transaction,
  id: string,
  field: readonly string[],
): Promise<Submission> {
  if (!isId(id)) throw notFound(...field);
  const [seen] = await transaction.execute(
    `select s.id from documents.submission s where s.id = ? and (${sees.submission("s")}) for update`,
    [id],
  );
  if (!seen) throw notFound(...field);
  return transaction.findOneOrFail(Submission, { id });
}
