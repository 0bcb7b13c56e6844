// How a subgraph knows that a request is the gateway's, and whose it is. The seal stands for one request to one subgraph:
// its method, path and body, and the viewer as identity told it. It lives seconds and is taken once.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Keys } from "./keys.ts";
import type { Request } from "./subgraph.ts";

/** The header a seal travels in. */
export const sealHeader = "x-andamento-seal";

/** The header in which a subgraph hands the gateway a session to keep, beside its answer. */
export const keptHeader = "x-andamento-session";

/** The header by which a subgraph says, beside its answer, that a session has begun. */
export const begunHeader = "x-andamento-begun";

/** What a seal stands for. */
export interface Sealing {
  /** The subgraph's name. */
  readonly to: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** The body as it is sent; null when it is streamed. */
  readonly body: string | Buffer | null;
}

interface Said {
  readonly key: string;
  readonly at: number;
  readonly nonce: string;
  readonly request: Request;
}

const lifetime = 10_000;
/** How far the clocks of two machines may stand apart. */
const skew = 5_000;
/** As many seals as are remembered at once: more than arrive in their lifetime. */
const remembered = 500_000;

/** Seals a request for a subgraph: letters, digits, `-`, `_` and one point. */
export function seal(keys: Keys, sealing: Sealing, request: Request): string {
  const { keyId: key } = keys.derive(purposeOf(sealing.to), "");
  const said: Said = { key, at: Date.now(), nonce: randomBytes(16).toString("base64url"), request };
  const text = Buffer.from(JSON.stringify(said)).toString("base64url");
  return `${text}.${keys.derive(purposeOf(sealing.to), stood(text, sealing), key).value}`;
}

/** Opens the seals that come to one subgraph: null for what is altered, over, not for it, or comes again. */
export function openSeals(keys: Keys): (sealed: string, sealing: Sealing) => Request | null {
  // A seal from before this process began may have been taken by the one before it.
  const since = Date.now();
  const taken = new LRUCache<string, true>({ max: remembered, ttl: lifetime + 2 * skew });
  return (sealed, sealing) => {
    const [, text, value] = /^([A-Za-z0-9_-]{1,4000})\.([A-Za-z0-9_-]{43})$/.exec(sealed) ?? [];
    if (!text || !value) return null;
    const said = saidIn(text);
    const expected = said && expectedValue(keys, text, sealing, said.key);
    if (!said || !expected || !timingSafeEqual(Buffer.from(expected), Buffer.from(value))) return null;
    const now = Date.now();
    if (said.at < since || said.at < now - lifetime || said.at > now + skew || taken.has(said.nonce)) return null;
    taken.set(said.nonce, true);
    return said.request;
  };
}

const purposeOf = (to: string): string => `seal for ${to}`;

/** All that the seal holds together, in one text. */
const stood = (text: string, { method, path, body }: Sealing): string =>
  [text, method, path, body === null ? "streamed" : createHash("sha256").update(body).digest("base64url")].join("\n");

function saidIn(text: string): Said | null {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as Said;
  } catch {
    return null;
  }
}

/** Null for a key that the ring has no longer. */
function expectedValue(keys: Keys, text: string, sealing: Sealing, key: string): string | null {
  try {
    return keys.derive(purposeOf(sealing.to), stood(text, sealing), key).value;
  } catch {
    return null;
  }
}
