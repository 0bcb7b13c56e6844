import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";
import { Refused } from "../../access/refusal.ts";
import { mistake } from "../../platform/errors.ts";
import { isGuessable } from "./guessable.ts";

// OWASP's floor for Argon2id, which is also the library's default algorithm: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const smallest = 15;
const largest = 256;
const largestBytes = 1024;

/** Two at once leave the other threads of this process to the disk and to names; whoever waits holds no memory. */
const inTurn = pLimit(2);
/** As many as are done in about five seconds: who would wait longer is told to come again. */
const longestQueue = 300;

/** One spelling of a password: what people see as the same characters are the same. */
const normalized = (password: string): string => password.normalize("NFC");

/** Beyond what anybody may set, and so nobody's; told before anything is worked out with it. */
const isTooLong = (password: string): boolean =>
  password.length > largestBytes || Buffer.byteLength(password) > largestBytes;

/**
 * Throws PASSWORD_TOO_WEAK for a password that nobody should set: shorter than 15 characters, longer than 256, or made of
 * what is tried first. `near` are words of whoever sets it: its e-mail, its firm's name. No character is asked for.
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
      "Esta senha é fácil de adivinhar: é feita de palavras muito usadas em senhas, de repetições, de sequências ou do seu e-mail e do nome do escritório. Use uma frase só sua.",
      "This password is easy to guess: it is made of words that many passwords have, of repetitions, of sequences, or of your e-mail and the firm's name. Use a phrase of your own.",
    );
}

export const hashPassword = (password: string): Promise<string> => waiting(() => hash(normalized(password), cost));

let nobodys: Promise<string> | undefined;

/**
 * Whether a password is the one of a hash. Without a hash, and for a password that nobody can have, it does the same work
 * and says no, so that nobody learns from the time which e-mails are known.
 */
export async function isPassword(password: string, of: string | null): Promise<boolean> {
  nobodys ??= hash("nobody's password", cost);
  const against = of ?? (await nobodys);
  const tooLong = isTooLong(password);
  const right = await waiting(() => verify(against, tooLong ? "" : normalized(password)));
  return right && of !== null && !tooLong;
}

/** Has the work done in turn. Throws RATE_LIMITED when too many are waiting. */
function waiting<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  if (inTurn.pendingCount >= longestQueue) throw new Refused("RATE_LIMITED", { retryAfter: 5 });
  return inTurn(work);
}
