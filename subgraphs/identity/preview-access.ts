import type { Channel } from "../../access/channels.ts";
import { logAccess } from "../../platform/access-log.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { accessToChange, mustBeLive } from "./access-to-change.ts";
import { startSession } from "./session.ts";
import { clientViewer, mustOpen, type SignedIn } from "./sign-in.ts";

/** A session of an admin that sees what the client sees on a channel, and changes nothing (product.md R20). */
export async function previewAccess(asking: Asking, accessId: string, channel: Channel): Promise<SignedIn> {
  return asking.command(async (transaction) => {
    const access = await accessToChange(transaction, accessId, ["accessId"]);
    mustBeLive(access, ["accessId"]);
    const credential = await mustOpen(transaction, access, channel, null, ["channel"]);
    const { id, token } = await startSession(transaction, {
      firmId: access.firmId,
      accessId: access.id,
      channel,
      credential,
      previewerId: asking.viewer?.staff as string,
    });
    await logAccess(transaction, "PREVIEWED", { accessId: access.id, channel });
    return { token, viewer: clientViewer(access, { session: id, channel, credential, preview: true }) };
  });
}
