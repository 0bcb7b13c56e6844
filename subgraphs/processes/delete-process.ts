import { executorOf } from "../../platform/database.ts";
import { clearAway, clearingQueue } from "../../platform/removal.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { Process } from "./process.ts";
import { processToChange } from "./process-to-change.ts";

/**
 * Deletes a process with all that is of it: the database takes what points at it along. The bytes of its documents follow at
 * once, or as soon as the storage can. Gives its id; throws NOT_FOUND for none and for not seen.
 */
export async function deleteProcess(asking: Asking, id: string): Promise<string> {
  const { jobs } = asking.house;
  await asking.command(async (transaction) => {
    const { firmId } = await processToChange(transaction, id, ["id"]);
    // From here on nothing can be added to it: not a document either, whose file would be missed below.
    await transaction.execute("select id from processes.process where id = ? for update", [id]);
    const files = await transaction.execute<{ key: string }[]>("select access.files_of(?) as key", [id]);
    await transaction.nativeDelete(Process, { id });
    for (const { key } of files) await clearAway(jobs, executorOf(transaction), firmId, key);
  });
  jobs.nudge(clearingQueue);
  return id;
}
