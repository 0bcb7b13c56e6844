import type { Transaction } from "../../platform/database.ts";

/** The name of the staff member who is asking, to be written down beside what they write. */
export async function authorOf(transaction: Transaction): Promise<string> {
  const [found] = await transaction.execute<{ name: string }[]>(
    "select access.name_of('staff', access.claim('staff')::uuid) as name",
  );
  return found?.name ?? "";
}
