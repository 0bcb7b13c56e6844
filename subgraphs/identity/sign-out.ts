import { Refused } from "../../access/refusal.ts";
import { logAccess } from "../../platform/access-log.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { Session } from "./session.ts";

/** Ends the session this request came with, or all of its person's; by a link, which may have been passed on, links' alone. */
export async function signOut(asking: Asking, everywhere: boolean): Promise<void> {
  const { viewer } = asking;
  if (!viewer) throw new Refused("UNAUTHENTICATED");
  await asking.house.database.asLeaving(viewer, async (transaction) => {
    const whose = viewer.staff ? { staffId: viewer.staff } : { accessId: viewer.access, preview: viewer.preview };
    const reached = viewer.credential === "LINK" ? ({ credential: "LINK" } as const) : {};
    const sessions = await transaction.find(
      Session,
      everywhere ? { ...whose, ...reached, endedAt: null } : { id: viewer.session },
    );
    if (sessions.length === 0) {
      // Its own was ended meanwhile, and shows no others: of those it cannot be told that they are over.
      if (everywhere) throw new Refused("UNAUTHENTICATED");
      return;
    }
    // Before they end: the log holds the access, as those do who end its sessions from there.
    if (viewer.kind === "client" && !viewer.preview) await logAccess(transaction, "SIGNED_OUT");
    for (const session of sessions) session.end();
    await transaction.flush();
  });
}
