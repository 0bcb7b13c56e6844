import { logAccess } from "../../platform/access-log.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { accessToChange, mustBeLive } from "./access-to-change.ts";
import { invite } from "./invite.ts";
import { mailQueue } from "./mail-queue.ts";

/** Sends the invitation anew. What the earlier mails carried is void; open sessions and a password go on. Gives the id. */
export async function resendInvitation(asking: Asking, accessId: string): Promise<string> {
  const id = await asking.command(async (transaction) => {
    const access = await accessToChange(transaction, accessId, ["accessId"]);
    mustBeLive(access, ["accessId"]);
    await invite(asking, transaction, access);
    await logAccess(transaction, "INVITED", { accessId: access.id });
    return access.id;
  });
  asking.house.jobs.nudge(mailQueue);
  return id;
}
