import { LockMode } from "@mikro-orm/core";
import { Refused } from "../../access/refusal.ts";
import { logAccess } from "../../platform/access-log.ts";
import { notFound } from "../../platform/errors.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { ClientAccess } from "./client-access.ts";
import { Login } from "./login.ts";
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
    const [bearer] = await transaction.execute<{ email: string }[]>("select access.claim('email') as email");
    const email = bearer?.email ?? "";
    // All of them, as who signs in holds them: the one that is left too, which those who end its session hold before that.
    const accesses = await transaction.find(
      ClientAccess,
      { email, status: { $ne: "REVOKED" } },
      { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: "asc" } },
    );
    const access = accesses.find(({ id }) => id === accessId);
    if (!access) throw notFound("accessId");
    await mustOpen(transaction, access, channel, "PASSWORD", ["accessId"]);
    // A new password that is being set ends this session before it is left, or the one that begins here.
    await transaction.findOneOrFail(Login, { email }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const started = await startFor(transaction, access, channel, "PASSWORD", { kind: "ACCESS_SWITCHED" });
    await transaction.execute("select access.enter_to_leave(?)", [viewer.session]);
    const own = { id: viewer.session, endedAt: null };
    const left = await transaction.findOne(Session, own, { lockMode: LockMode.PESSIMISTIC_WRITE });
    // It was ended meanwhile: nobody goes on from it.
    if (!left) throw new Refused("UNAUTHENTICATED");
    left.end();
    await transaction.flush();
    await logAccess(transaction, "SIGNED_OUT");
    return started;
  });
}
