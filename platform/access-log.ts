// The log of what is done with each client access (product.md R11): appended to, and never changed.
import type { Channel } from "../access/channels.ts";
import type { Transaction } from "./database.ts";

export const accessEventKinds = [
  "GRANTED",
  "UPDATED",
  "EMAIL_CHANGED",
  "INVITED",
  "LINK_ROTATED",
  "LINK_OPENED",
  "SIGNED_IN",
  "SIGN_IN_FAILED",
  "PASSWORD_RESET_REQUESTED",
  "PASSWORD_SET",
  "SIGNED_OUT",
  "ACCESS_SWITCHED",
  "REVOKED",
  "PROCESS_VIEWED",
  "DOCUMENT_DOWNLOADED",
  "DOCUMENT_SUBMITTED",
  "PREVIEWED",
] as const;
export type AccessEventKind = (typeof accessEventKinds)[number];

/** What an event may be about: kept by another subgraph. */
export const accessSubjects = ["Process", "Document", "Submission"] as const;
export type AccessSubject = (typeof accessSubjects)[number];

interface Circumstances {
  /** Which access, where it is not the asking client's own. */
  readonly accessId?: string;
  /** The channel of somebody who is just coming in. */
  readonly channel?: Channel;
  readonly subject?: { readonly type: AccessSubject; readonly id: string; readonly processId?: string };
  /** Codes of what exactly was done, put into words when they are read. */
  readonly details?: readonly string[];
  /** The same of the same session and subject counts once in so many seconds. */
  readonly onceInSeconds?: number;
}

/** Notes what a command does with an access, in its own transaction. Who is asking and of which firm, the claims say. */
export async function logAccess(
  transaction: Transaction,
  kind: AccessEventKind,
  { accessId, channel, subject, details = [], onceInSeconds }: Circumstances = {},
): Promise<void> {
  await transaction.execute(
    `select access.log(?, ?::uuid, ?, ?, ?::uuid, ?::uuid, array(select jsonb_array_elements_text(?::jsonb)),
                       make_interval(secs => ?::double precision))`,
    [
      kind,
      accessId ?? null,
      channel ?? null,
      subject?.type ?? null,
      subject?.id ?? null,
      subject?.processId ?? null,
      JSON.stringify(details),
      onceInSeconds ?? null,
    ],
  );
}
