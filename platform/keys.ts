import { createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** The key ring: the newest key makes new secrets, the older ones still make again what was made with them. */
export interface Keys {
  /** A secret of 256 bits, base64url, that only the ring can make again from the same purpose, subject and key id. */
  derive(purpose: string, subject: string, keyId?: string): { keyId: string; value: string };
  /** SHA-256 of a secret, as it is kept in the database. */
  hash(secret: string): Buffer;
}

/** SHA-256 of a secret, as it is kept in the database. Right for random secrets of 256 bits, never for passwords. */
export const hashOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/** 256 random bits, base64url. */
export const randomSecret = (): string => randomBytes(32).toString("base64url");

interface KeySource {
  readonly environment: string | null;
  readonly file: string;
}

/** The ring's text, for another process of the same house. */
export const ringOf = ({ environment, file }: KeySource): string => (environment ?? readOrMake(file)).trim();

/**
 * Opens the ring from `ANDAMENTO_KEYS` ("id:base64url,id:base64url", newest first), or from a file that it makes the first
 * time. Throws when a key is shorter than 256 bits or an id comes twice.
 */
export function openKeys(source: KeySource): Keys {
  const ring = parse(ringOf(source));
  const newest = [...ring.keys()][0] as string;
  // One for each purpose and key of the ring: there are few of both.
  const derivedKeys = new Map<string, Buffer>();
  const keyFor = (purpose: string, keyId: string, key: Buffer): Buffer => {
    const name = `${keyId} ${purpose}`;
    let derived = derivedKeys.get(name);
    if (!derived) {
      derived = Buffer.from(hkdfSync("sha256", key, "", `andamento ${purpose}`, 32));
      derivedKeys.set(name, derived);
    }
    return derived;
  };
  return {
    derive(purpose, subject, keyId = newest) {
      const key = ring.get(keyId);
      if (!key) throw new Error(`The key ring has no key "${keyId}".`);
      return {
        keyId,
        value: createHmac("sha256", keyFor(purpose, keyId, key))
          .update(subject)
          .digest("base64url"),
      };
    },
    hash: hashOf,
  };
}

function readOrMake(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${randomBytes(4).toString("hex")}:${randomSecret()}\n`, { mode: 0o600, flag: "wx" });
  }
  return readFileSync(file, "utf8");
}

function parse(text: string): Map<string, Buffer> {
  const ring = new Map<string, Buffer>();
  for (const entry of text.trim().split(/[\s,]+/)) {
    const [id, secret] = entry.split(":");
    const key = Buffer.from(secret ?? "", "base64url");
    if (!id || key.length < 32)
      throw new Error("Each key of the ring is id:secret, with a secret of 32 bytes base64url.");
    if (ring.has(id)) throw new Error(`The key ring has the key "${id}" twice.`);
    ring.set(id, key);
  }
  return ring;
}
