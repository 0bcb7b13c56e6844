import { notFound } from "../../platform/errors.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { unlessGone } from "../../platform/unless-gone.ts";
import { processSeen } from "./process-to-change.ts";

/**
 * Marks a process seen by the client who is asking: all that has been recorded in it. By the clock, what was recorded a moment ago
 * and is committed in the next would never be new. In a preview nothing changes. Gives its id.
 */
export async function markProcessSeen(asking: Asking, processId: string): Promise<string> {
  return unlessGone(
    () => notFound("processId"),
    () =>
      asking.command(async (transaction) => {
        const process = await processSeen(transaction, processId, ["processId"]);
        if (asking.viewer?.preview) return process.id;
        await transaction.execute(
          `insert into processes.seen (access_id, process_id, firm_id, seen_at)
       values (access.claim('access')::uuid, ?, access.claim('firm')::uuid, access.recorded_until(?))
       on conflict (firm_id, access_id, process_id) do update set seen_at = greatest(seen.seen_at, excluded.seen_at)`,
          [process.id, process.id],
        );
        return process.id;
      }),
  );
}
