import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { hash, parseOptions, verify } from "@node-rs/argon2";
import pLimit from "p-limit";
import { mistake } from "../../platform/errors.ts";
import type { Keys } from "../../platform/keys.ts";
import { log } from "../../platform/log.ts";
import { isGuessable } from "./guessable.ts";

// OWASP's floor for Argon2id, which is also the library's default algorithm: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const smallest = 15;
const largest = 256;
const largestBytes = 1024;

/**
 * Each takes a processor for itself: one is left to who reads, and of this process's threads two to the disk and to names. Whoever
 * waits holds no memory.
 */
export const hashesAtOnce = availableParallelism() > 2 ? 2 : 1;
const inTurn = pLimit(hashesAtOnce);
/** One spelling of a password: what people see as the same characters are the same. */
const normalized = (password: string): string => password.normalize("NFC");

/** Beyond what anybody may set, and so nobody's; told before anything is worked out with it. */
const isTooLong = (password: string): boolean =>
  password.length > largestBytes || Buffer.byteLength(password) > largestBytes;

/**
 * Throws PASSWORD_TOO_WEAK for a password that nobody should set: shorter than 15 characters, longer than 256, or made of
 * what is tried first. `near` are words of whoever sets it: its e-mail and name, its firm's name. No character is asked for.
 */
export async function mustBeStrong(password: string, field: string[], near: readonly string[] = []): Promise<void> {
  const length = isTooLong(password) ? largest + 1 : [...normalized(password)].length;
  if (length < smallest)
    throw mistake(
      "PASSWORD_TOO_WEAK",
      field,
      `Use pelo menos ${smallest} caracteres: uma frase é fácil de lembrar.`,
      `Use at least ${smallest} characters: a phrase is easy to remember.`,
    );
  if (length > largest)
    throw mistake(
      "PASSWORD_TOO_WEAK",
      field,
      `Use no máximo ${largest} caracteres.`,
      `Use at most ${largest} characters.`,
    );
  if (await isGuessable(normalized(password), near))
    throw mistake(
      "PASSWORD_TOO_WEAK",
      field,
      "Esta senha é fácil de adivinhar: é feita de palavras muito usadas em senhas, de repetições, de sequências ou do seu e-mail, do seu nome e do nome do escritório. Use uma frase só sua.",
      "This password is easy to guess: it is made of words that many passwords have, of repetitions, of sequences, or of your e-mail, your name and the firm's. Use a phrase of your own.",
    );
}

/**
 * What is kept of a password: Argon2id's own text, behind the id of the key of the ring that it was made with. Without the ring,
 * nobody who has the database can try passwords on it.
 */
export async function hashPassword(keys: Keys, password: string): Promise<string> {
  const { keyId, secret } = pepper(keys);
  return `${keyId}${await inTurn(() => hash(normalized(password), { ...cost, secret }))}`;
}

/** Whether what is kept of a password was made otherwise than it would be today: with less work, or with an older key or none. */
export function isOutdated(keys: Keys, kept: string): boolean {
  const { keyId, text } = parts(kept);
  const made = parseOptions(text);
  return (
    keyId !== pepper(keys).keyId ||
    Object.entries(cost).some(([name, value]) => made[name as keyof typeof cost] !== value)
  );
}

const base64 = (bytes: number): string => randomBytes(bytes).toString("base64").replace(/=+$/, "");

/** Nobody's: no password is known to give it. */
const nobodys = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${base64(16)}$${base64(32)}`;

/**
 * Whether a password is the one that something is kept of. Where nothing is, and for a password that nobody can have, it does
 * the same work and says no, so that nobody learns from the time which e-mails are known.
 */
export async function isPassword(keys: Keys, password: string, kept: string | null): Promise<boolean> {
  const against = (kept === null ? null : known(keys, kept)) ?? { text: nobodys, secret: pepper(keys).secret };
  const tooLong = isTooLong(password);
  const right = await inTurn(() =>
    verify(against.text, tooLong ? "" : normalized(password), against.secret && { secret: against.secret }),
  );
  return right && kept !== null && !tooLong;
}

/** What to verify with. Null for what was made with a key that the ring has no longer: that password is lost. */
function known(keys: Keys, kept: string): { text: string; secret: Buffer | null } | null {
  const { keyId, text } = parts(kept);
  try {
    // Those from before there was a pepper have none.
    return { text, secret: keyId === "" ? null : pepper(keys, keyId).secret };
  } catch (error) {
    log.error({ err: error }, "a password cannot be verified");
    return null;
  }
}

function parts(kept: string): { keyId: string; text: string } {
  const begin = kept.lastIndexOf("$argon2id$");
  return { keyId: kept.slice(0, begin), text: kept.slice(begin) };
}

function pepper(keys: Keys, of?: string): { keyId: string; secret: Buffer } {
  const { keyId, value } = keys.derive("password", "", of);
  return { keyId, secret: Buffer.from(value, "base64url") };
}
