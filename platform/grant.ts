// The secret in the address of a file: who was given it, for what and until when, sealed with the house's keys. It opens
// nothing by itself: whoever brings it is authorized again, as the session it was given to.
import { timingSafeEqual } from "node:crypto";
import type { Keys } from "./keys.ts";
import { isId } from "./text.ts";

export interface Grant {
  /** The upload's or the document's id. */
  readonly id: string;
  /** The session that asked for it. */
  readonly session: string;
  readonly expiresAt: Date;
}

export type GrantUse = "upload" | "download";

/** Seals a grant: letters, digits, `-`, `_` and one point, with a seal of 256 bits. */
export function sealGrant(keys: Keys, use: GrantUse, { id, session, expiresAt }: Grant): string {
  const { keyId } = keys.derive(purposeOf(use), "");
  const said = Buffer.from(JSON.stringify([keyId, id, session, expiresAt.getTime()])).toString("base64url");
  return `${said}.${keys.derive(purposeOf(use), said, keyId).value}`;
}

/** Opens a grant; null when it is not one of ours, is for another use, or is over. */
export function openGrant(keys: Keys, use: GrantUse, sealed: string): Grant | null {
  const [, said, seal] = /^([A-Za-z0-9_-]{1,400})\.([A-Za-z0-9_-]{43})$/.exec(sealed) ?? [];
  if (!said || !seal) return null;
  const [keyId, id, session, expires] = partsOf(said);
  if (typeof keyId !== "string" || typeof id !== "string" || typeof session !== "string") return null;
  if (!isId(id) || !isId(session) || typeof expires !== "number") return null;
  const expected = sealOf(keys, use, said, keyId);
  if (!expected || !timingSafeEqual(Buffer.from(expected), Buffer.from(seal))) return null;
  return expires > Date.now() ? { id, session, expiresAt: new Date(expires) } : null;
}

const purposeOf = (use: GrantUse): string => `file ${use}`;

function partsOf(said: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(said, "base64url").toString("utf8"));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

/** Null for a key that the ring has no longer. */
function sealOf(keys: Keys, use: GrantUse, said: string, keyId: string): string | null {
  try {
    return keys.derive(purposeOf(use), said, keyId).value;
  } catch {
    return null;
  }
}
