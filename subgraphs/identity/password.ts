import { hash, verify } from "@node-rs/argon2";
import { mistake } from "../../platform/errors.ts";

// OWASP's floor for Argon2id, which is also the library's default algorithm: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const smallest = 15;
const largest = 256;

/** One spelling of a password: what people see as the same characters are the same. */
const normalized = (password: string): string => password.normalize("NFC");

/** Throws PASSWORD_TOO_WEAK for a password that nobody should set. Length is the only rule, counted in characters. */
export function mustBeStrong(password: string, field: string[]): void {
  const length = [...normalized(password).slice(0, 4 * largest)].length;
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
  if (new Set(normalized(password)).size < 4)
    throw mistake(
      "PASSWORD_TOO_WEAK",
      field,
      "Esta senha é fácil de adivinhar. Use uma frase.",
      "This password is easy to guess. Use a phrase.",
    );
}

export const hashPassword = (password: string): Promise<string> => hash(normalized(password), cost);

let nobodys: Promise<string> | undefined;

/**
 * Whether a password is the one of a hash. Without a hash it does the same work and says no, so that nobody learns from the
 * time which e-mails are known.
 */
export async function isPassword(password: string, of: string | null): Promise<boolean> {
  nobodys ??= hash("nobody's password", cost);
  const tooLong = password.length > 4 * largest;
  const right = await verify(of ?? (await nobodys), tooLong ? "" : normalized(password));
  return right && of !== null && !tooLong;
}
