import { logAccess } from "../../platform/access-log.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { accessToChange } from "./access-to-change.ts";
import { withdraw } from "./invite.ts";
import { Session } from "./session.ts";

/** Removes an access at once and everywhere: its tokens, sessions and pending invitation end with it. Gives its id. */
export async function revokeClientAccess(asking: Asking, accessId: string): Promise<string> {
  return asking.command(async (transaction) => {
    const access = await accessToChange(transaction, accessId, ["accessId"]);
    if (access.status === "REVOKED") return access.id;
    access.revoke();
    await withdraw(transaction, access);
    for (const session of await transaction.find(Session, { accessId: access.id, endedAt: null })) session.end();
    await transaction.flush();
    await logAccess(transaction, "REVOKED", { accessId: access.id });
    return access.id;
  });
}
