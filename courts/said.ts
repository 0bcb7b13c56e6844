// What the services say, field by field: each may be missing or of another kind, and is then null and nothing worse.
import { z } from "zod";

/** Whatever it is, or missing. */
export const anything = z.unknown().optional();

/** An object with these fields, of which each that is not as it should be is null. What is no object is null as well. */
export const fields = <Shape extends Record<string, z.ZodType>>(shape: Shape) => z.object(shape).nullable().catch(null);

// biome-ignore lint/suspicious/noControlCharactersInRegex: nothing that people read has them
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]+/g;

/** A text in one line, at most `max` characters long; null when there is nothing in it. Lost letters stay as they came. */
export const line = (max: number) => anything.transform((said) => lineOf(said, max));

function lineOf(said: unknown, max: number): string | null {
  if (typeof said !== "string" && typeof said !== "number") return null;
  const text = String(said).toWellFormed().replace(controls, " ").replace(/ {2,}/g, " ").normalize("NFC").trim();
  return text.length > max ? `${text.slice(0, max - 1).toWellFormed()}…` : text || null;
}

/** A number of a table, said as a number or in digits. */
export const code = anything
  .transform((said) =>
    (typeof said === "number" && Number.isInteger(said)) || (typeof said === "string" && /^\d{1,10}$/.test(said.trim()))
      ? Number(said)
      : null,
  )
  .transform((number) => (number !== null && number > 0 && number < 2 ** 31 ? number : null));

/** More of one is not looked at. */
const longestList = 20_000;

/** A list, as far as any list of a process is long; what is none is empty. */
export const list = z
  .array(z.unknown())
  .catch([])
  .transform((said) => said.slice(0, longestList));
