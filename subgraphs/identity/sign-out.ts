import type { Asking } from "../../platform/subgraph.ts";
import { Session } from "./session.ts";

/** Ends the session this request came with, or all of its person's. */
export async function signOut(asking: Asking, everywhere: boolean): Promise<void> {
  const { viewer } = asking;
  await asking.command(async (transaction) => {
    const whose = viewer?.staff
      ? { staffId: viewer.staff }
      : { accessId: viewer?.access ?? null, preview: viewer?.preview ?? false };
    const sessions = await transaction.find(
      Session,
      everywhere ? { ...whose, endedAt: null } : { id: viewer?.session as string },
    );
    for (const session of sessions) session.end();
    await transaction.flush();
  });
}
