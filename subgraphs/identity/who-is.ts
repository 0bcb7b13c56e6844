import type { Viewer } from "../../access/viewer.ts";
import type { Database } from "../../platform/database.ts";
import { hashOf } from "../../platform/keys.ts";

interface Found {
  id: string;
  kind: "staff" | "client";
  firm_id: string;
  staff_id: string | null;
  role: Viewer["role"];
  access_id: string | null;
  contact_id: string | null;
  channel: Viewer["channel"];
  credential: Viewer["credential"];
  preview: boolean;
}

/** Who a session's token is signed in as: asked by the gateway at every request, never remembered. Null when nobody. */
export async function whoIs(database: Database, token: string): Promise<Viewer | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const [found] = await database.askAsNobody<Found>("select * from access.session_by_hash($1)", [hashOf(token)]);
  if (!found) return null;
  return {
    kind: found.kind,
    session: found.id,
    firm: found.firm_id,
    staff: found.staff_id,
    role: found.role,
    access: found.access_id,
    contact: found.contact_id,
    channel: found.channel,
    credential: found.credential,
    preview: found.preview,
  };
}
