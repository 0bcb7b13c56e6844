import { logAccess } from "../../platform/access-log.ts";
import { notFound } from "../../platform/errors.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { isId } from "../../platform/text.ts";
import { Session } from "./session.ts";

/** Ends one of the asking person's own sessions, here or elsewhere. */
export async function endSession(asking: Asking, id: string): Promise<void> {
  const { viewer } = asking;
  const whose = viewer?.staff ? { staffId: viewer.staff } : { accessId: viewer?.access ?? null, preview: false };
  await asking.command(async (transaction) => {
    const session = isId(id) ? await transaction.findOne(Session, { id, endedAt: null, ...whose }) : null;
    if (!session) throw notFound("id");
    // Before it ends: the log holds the access, as those do who end its sessions from there.
    if (viewer?.kind === "client") await logAccess(transaction, "SIGNED_OUT");
    session.end();
    await transaction.flush();
  });
}
