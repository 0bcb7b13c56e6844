import { logAccess } from "../../platform/access-log.ts";
import { mistake } from "../../platform/errors.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { accessToChange, mustBeLive } from "./access-to-change.ts";
import { invite } from "./invite.ts";
import { mailQueue } from "./mail-queue.ts";
import { Session } from "./session.ts";

/**
 * Mails a STANDARD access a new link. Whoever holds an earlier mail has nothing any more: its tokens are void, and the
 * sessions its link opened end. Those of the password go on. Gives the id.
 */
export async function rotateAccessLink(asking: Asking, accessId: string): Promise<string> {
  const id = await asking.command(async (transaction) => {
    const access = await accessToChange(transaction, accessId, ["accessId"]);
    mustBeLive(access, ["accessId"]);
    if (access.type !== "STANDARD")
      throw mistake("CONFLICT", ["accessId"], "Este tipo de acesso não tem link.", "This type of access has no link.");
    const opened = { accessId: access.id, credential: "LINK", preview: false, endedAt: null } as const;
    for (const session of await transaction.find(Session, opened)) session.end();
    await invite(asking, transaction, access, { kind: "rotated" });
    await logAccess(transaction, "LINK_ROTATED", { accessId: access.id });
    return access.id;
  });
  asking.house.jobs.nudge(mailQueue);
  return id;
}
