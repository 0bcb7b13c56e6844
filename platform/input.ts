// What people send, checked by zod and refused field by field.
import {
  isValidCnpj,
  isValidCpf,
  isValidProcessoJuridico,
  parseCnpj,
  parseCpf,
  parseProcessoJuridico,
} from "@brazilian-utils/brazilian-utils";
import { z } from "zod";
import { isDay } from "./connection.ts";
import { type Mistake, Mistakes, type UserErrorCode } from "./errors.ts";
import { hasEncodedWord, isId, type Text } from "./text.ts";

interface Told {
  code: UserErrorCode;
  text: Text;
}

/** What a rule of an input's field tells when it is not kept. */
export const told = (code: UserErrorCode, pt: string, en: string): { params: Told } => ({
  params: { code, text: { pt, en } },
});

const required = told("REQUIRED", "Preencha este campo.", "Fill in this field.");
const unreadable = told(
  "INVALID",
  "Há caracteres que não podem ser usados.",
  "There are characters that cannot be used.",
);
const tooLong = (max: number) => told("INVALID", `Use no máximo ${max} caracteres.`, `Use at most ${max} characters.`);

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]|\p{Cs}/u;
/** Text from elsewhere that nobody can be asked to mend: with a blank where there is a character that cannot be used. */
export const mended = (text: string): string => text.replaceAll(new RegExp(controls, "gu"), " ");

const breaks = /[\t\r\n]/;

const clean = z.string().transform((s) => s.normalize("NFC").trim());

/** One line of text, trimmed: not empty, at most `max` characters. */
export const line = (max: number) =>
  clean
    .refine((s) => s.length > 0, required)
    .refine((s) => s.length <= max, tooLong(max))
    .refine((s) => !controls.test(s) && !breaks.test(s) && !hasEncodedWord(s), unreadable);

/** One line of text that may be left out: empty counts as null. */
export const optionalLine = (max: number) =>
  z
    .string()
    .nullish()
    .transform((s) => s?.normalize("NFC").trim() || null)
    .refine((s) => (s?.length ?? 0) <= max, tooLong(max))
    .refine((s) => s === null || (!controls.test(s) && !breaks.test(s) && !hasEncodedWord(s)), unreadable);

/** Text of several lines that is kept exactly as given: not blank, at most `max` characters. */
export const verbatim = (max: number) =>
  z
    .string()
    .refine((s) => s.trim().length > 0, required)
    .refine((s) => s.length <= max, tooLong(max))
    .refine((s) => !controls.test(s), unreadable);

const wrongDate = told("INVALID", "Esta data não é válida.", "This date is not valid.");

/** A day of the calendar, as the scalar Date lets it through. */
export const day = z.string().refine(isDay, wrongDate);

/** A moment, as the scalar DateTime lets it through. */
export const moment = z.custom<Date>((value) => value instanceof Date && !Number.isNaN(value.getTime()), wrongDate);

const words = (s: string | null | undefined): string | null =>
  s?.normalize("NFC").replace(/\r\n?/g, "\n").trim() || null;

/** Text of several lines that may be left out: empty counts as null. */
export const optionalText = (max: number) =>
  z
    .string()
    .nullish()
    .transform(words)
    .refine((s) => (s?.length ?? 0) <= max, tooLong(max))
    .refine((s) => s === null || !controls.test(s), unreadable);

/** Text of several lines: not empty, at most `max` characters. */
export const requiredText = (max: number) =>
  optionalText(max)
    .refine((s) => s !== null, required)
    .transform((s) => s as string);

/** An id that may be the id of nothing; whoever looks it up answers NOT_FOUND then. */
export const id = z
  .string()
  .refine(isId, told("NOT_FOUND", "Não encontramos o que foi indicado.", "What was named could not be found."));

/** An e-mail address, lower-cased: one address is one spelling. */
export const email = z
  .string()
  .transform((s) => s.trim().toLowerCase())
  .refine(
    (s) => s.length <= 254 && z.email().safeParse(s).success,
    told("INVALID", "Este e-mail não é válido.", "This e-mail is not valid."),
  );

/**
 * An address on the web: https, or http where somebody tries things out. Up to 2,000 characters, and kept as a browser would
 * write it; null when left empty.
 */
export const webAddress = z
  .string()
  .nullish()
  .transform((s) => s?.trim() || null)
  .refine((s) => (s?.length ?? 0) <= 2000, tooLong(2000))
  .refine(
    (s) => s === null || (URL.canParse(s) && /^https?:$/.test(new URL(s).protocol) && !controls.test(s)),
    told("INVALID", "Informe um endereço que comece com https://.", "Give an address that begins with https://."),
  )
  .transform((s) => s && new URL(s).href);

/** An address on the web that may not be left out. */
export const requiredWebAddress = webAddress.refine((s) => s !== null, required).transform((s) => s as string);

/** CPF or CNPJ, numeric or with letters, masked or bare; kept bare. */
export const taxId = z
  .string()
  .nullish()
  .transform((s) => s?.trim() || null)
  .refine(
    (s) => s === null || (s.length <= 20 && (isValidCpf(s) || isValidCnpj(s, { version: 2 }))),
    told("INVALID", "Este CPF ou CNPJ não é válido.", "This CPF or CNPJ is not valid."),
  )
  .transform((s) => (s === null ? null : isValidCpf(s) ? parseCpf(s) : parseCnpj(s, { version: 2 })));

/** Whether a text has the form of a CNJ number, its check digits sound or not. */
export const hasCnjForm = (text: string): boolean =>
  /^(\d{20}|\d{1,7}-\d{2}\.\d{4}\.\d\.\d{2}\.\d{4})$/.test(withHyphens(text));

const withHyphens = (text: string): string => text.replace(/\p{Pd}/gu, "-").trim();

/**
 * A CNJ number, masked or bare, as its 20 digits; null when it is none. Masked, the zeros it begins with may be missing, and what
 * was copied from a PDF or a word processor may have their dash.
 */
export function cnjNumber(text: string): string | null {
  if (!hasCnjForm(text)) return null;
  const trimmed = withHyphens(text);
  const whole = trimmed.padStart("0000000-00.0000.0.00.0000".length, "0");
  const number = trimmed.includes("-") ? whole : trimmed;
  return isValidProcessoJuridico(number) ? parseProcessoJuridico(number) : null;
}

export const cnj = z
  .string()
  .refine(
    (s) => cnjNumber(s) !== null,
    told("INVALID", "Este número CNJ não é válido.", "This CNJ number is not valid."),
  )
  .transform((s) => cnjNumber(s) as string);

/** Reais and centavos: up to 13 digits and 2 decimals, with a point. */
export const money = z
  .string()
  .nullish()
  .transform((s) => s?.trim() || null)
  .refine(
    (s) => s === null || /^\d{1,13}(\.\d{1,2})?$/.test(s),
    told("INVALID", "Informe o valor assim: 1234.56.", "Write the amount like this: 1234.56."),
  );

/** A list of at most `max`. */
export const listOf = <T extends z.ZodType>(item: T, max: number) =>
  z.array(item).refine((l) => l.length <= max, told("INVALID", `No máximo ${max} itens.`, `At most ${max} items.`));

/**
 * Gives the input as the schema makes it, or throws every mistake in it with its field.
 * `at` is where the input stands in the operation's arguments.
 */
export function checked<S extends z.ZodType>(
  schema: S,
  input: unknown,
  at: readonly string[] = ["input"],
): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new Mistakes(mistakesIn(result.error, input, at));
}

/** Checks each item of a list by itself: gives the sound ones by their index, and the mistakes in the others. */
export function checkedEach<S extends z.ZodType>(
  schema: S,
  items: readonly unknown[],
  at: readonly string[],
): { sound: Map<number, z.output<S>>; mistakes: Mistake[] } {
  const sound = new Map<number, z.output<S>>();
  const mistakes: Mistake[] = [];
  for (const [index, item] of items.entries()) {
    const result = schema.safeParse(item);
    if (result.success) sound.set(index, result.data);
    else mistakes.push(...mistakesIn(result.error, item, [...at, String(index)]));
  }
  return { sound, mistakes };
}

/** The first mistake of each field, 20 of them at most. */
function mistakesIn(error: z.ZodError, input: unknown, at: readonly string[]): Mistake[] {
  const seen = new Set<string>();
  const mistakes: Mistake[] = [];
  for (const { path, code, text } of error.issues.flatMap((issue) => findings(issue, input))) {
    const field = [...at, ...path.map(String)];
    if (seen.has(field.join("."))) continue;
    seen.add(field.join("."));
    mistakes.push({ code, field, text });
    if (mistakes.length === 20) break;
  }
  return mistakes;
}

type Finding = Told & { readonly path: readonly PropertyKey[] };

/** What is wrong: as the rule that was broken says it, or, where zod found it by itself, as what was given shows. */
function findings(issue: z.core.$ZodIssue, input: unknown): Finding[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: [...issue.path, key], ...unknownField.params }));
  const { path } = issue;
  if (issue.code === "custom" && issue.params) return [{ path, ...(issue.params as Told) }];
  const given = path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key],
    input,
  );
  if (given === undefined || given === null || String(given).trim() === "") return [{ path, ...required.params }];
  if (issue.code === "invalid_value") return [{ path, ...oneOf(issue.values.map(String)).params }];
  const wanted = issue.code === "invalid_type" ? kinds[issue.expected] : undefined;
  return [{ path, ...(wanted ?? unfit).params }];
}

const unknownField = told("INVALID", "Este campo não existe.", "There is no such field.");
const unfit = told("INVALID", "Este valor não pode ser usado.", "This value cannot be used.");
const oneOf = (values: readonly string[]) =>
  told("INVALID", `Use um destes: ${values.join(", ")}.`, `Use one of these: ${values.join(", ")}.`);
const kinds: Readonly<Record<string, { params: Told }>> = {
  string: told("INVALID", "Informe um texto, entre aspas.", "Give a text, in quotes."),
  boolean: oneOf(["true", "false"]),
  number: told("INVALID", "Informe um número.", "Give a number."),
  int: told("INVALID", "Informe um número inteiro.", "Give a whole number."),
  array: told("INVALID", "Informe uma lista.", "Give a list."),
};

/** What is looked for; null when nothing can be found by it. */
export const searched = (typed: string | null | undefined): string | null =>
  typed?.replaceAll("\u0000", "").slice(0, 200).trim() || null;
