import { logAccess } from "../../platform/access-log.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { accessToChange, mustBeLive } from "./access-to-change.ts";
import { Session } from "./session.ts";

/** Ends all sessions of an access: whoever lost a phone asks its firm for it. Link, password and invitation stay. Gives the id. */
export async function endClientSessions(asking: Asking, accessId: string): Promise<string> {
  return asking.command(async (transaction) => {
    const access = await accessToChange(transaction, accessId, ["accessId"]);
    mustBeLive(access, ["accessId"]);
    const sessions = await transaction.find(Session, { accessId: access.id, preview: false, endedAt: null });
    for (const session of sessions) session.end();
    await transaction.flush();
    await logAccess(transaction, "SIGNED_OUT", { accessId: access.id });
    return access.id;
  });
}
