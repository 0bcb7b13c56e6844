import { LockMode } from "@mikro-orm/core";
import { Refused } from "../../access/refusal.ts";
import { logAccess } from "../../platform/access-log.ts";
import { notFound } from "../../platform/errors.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { isId } from "../../platform/text.ts";
import { ClientAccess } from "./client-access.ts";
import { Session } from "./session.ts";
import { mustOpen, type SignedIn, startFor } from "./sign-in.ts";

/**
 * From a client's password session to another access of its e-mail, on the same channel: a new session, and the old one is
 * over. To each of the two firms the client signed in or out, and nothing tells it of the other.
 */
export async function switchAccess(asking: Asking, accessId: string): Promise<SignedIn> {
  const { viewer } = asking;
  const channel = viewer?.channel;
  if (!viewer || !channel) throw new Refused("FORBIDDEN");
  return asking.house.database.asNobody(async (transaction) => {
    await transaction.execute("select access.enter_to_switch(?)", [viewer.session]);
    const access = isId(accessId)
      ? await transaction.findOne(
          ClientAccess,
          { id: accessId, status: { $ne: "REVOKED" } },
          { lockMode: LockMode.PESSIMISTIC_WRITE },
        )
      : null;
    if (!access) throw notFound("accessId");
    await mustOpen(transaction, access, channel, "PASSWORD", ["accessId"]);
    const started = await startFor(transaction, access, channel, "PASSWORD", { kind: "ACCESS_SWITCHED" });
    await transaction.execute("select access.enter_to_leave(?)", [viewer.session]);
    const left = await transaction.findOneOrFail(Session, { id: viewer.session });
    left.end();
    await transaction.flush();
    await logAccess(transaction, "SIGNED_OUT");
    return started;
  });
}
