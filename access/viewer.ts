import type { Channel, Credential } from "./channels.ts";

/**
 * Who is asking, as identity told the gateway for this one request. It carries ids, kind and channel and never what may
 * be seen: `access.enter()` reads that from the live grant, in the transaction that uses it.
 */
export interface Viewer {
  readonly kind: "staff" | "client";
  readonly session: string;
  readonly firm: string;
  /** The staff member's id; null for a client. */
  readonly staff: string | null;
  /** A staff member's role; null for a client. */
  readonly role: "ADMIN" | "MEMBER" | null;
  /** The client access's id; null for staff. */
  readonly access: string | null;
  /** The id of the client's own contact record; null for staff. */
  readonly contact: string | null;
  /** The channel a client came in by; null for staff. */
  readonly channel: Channel | null;
  readonly credential: Credential;
  /** An admin looking through a client's eyes. */
  readonly preview: boolean;
}
