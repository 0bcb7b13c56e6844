import type { Transaction } from "../../platform/database.ts";
import type { Movement } from "./movement.ts";

/**
 * Inserts the movements that are not there, in one statement, and gives those. Another import of the same at the same time
 * is harmless: give them in one order, so that neither waits for the other. They are recorded by the database's clock.
 */
export async function insertNew(
  transaction: Transaction,
  movements: readonly Movement[],
): Promise<{ process_id: string; external_id: string }[]> {
  if (movements.length === 0) return [];
  const rows = movements.map((movement) => ({
    id: movement.id,
    firm_id: movement.firmId,
    process_id: movement.processId,
    origin: movement.origin,
    occurred_at: movement.occurredAt.toISOString(),
    degree: movement.degree,
    title: movement.title,
    text: movement.text,
    code: movement.code,
    external_id: movement.externalId,
    author: movement.author,
    history: movement.history,
  }));
  return transaction.execute(
    `insert into processes.movement (recorded_at, id, firm_id, process_id, origin, occurred_at, degree, title, text, code, external_id, author, history)
     select clock_timestamp(), r.* from json_to_recordset(?::json) as r (id uuid, firm_id uuid, process_id uuid, origin text,
       occurred_at timestamptz, degree text, title text, text text, code int, external_id text, author text, history boolean)
     on conflict (firm_id, process_id, external_id) do nothing returning process_id, external_id`,
    [JSON.stringify(rows)],
  );
}
