import { sees } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import { notFound } from "../../platform/errors.ts";
import { isId } from "../../platform/text.ts";

/** Throws NOT_FOUND unless the asking person sees the process: by the rule itself, for processes are kept elsewhere. */
export async function mustSeeProcess(transaction: Transaction, id: string, field: string[]): Promise<void> {
  if (!isId(id)) throw notFound(...field);
  const [seen] = await transaction.execute(
    `select p.id from (select ?::uuid as id) p where (${sees.processId("p.id")})`,
    [id],
  );
  if (!seen) throw notFound(...field);
}
