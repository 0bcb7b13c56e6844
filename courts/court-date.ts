// The courts' dates: with a zone, as a moment in milliseconds, or as digits in Brasília's time without saying so.
import { DateTime } from "luxon";
import { brasilia } from "../platform/brasilia.ts";

const formats = { 8: "yyyyMMdd", 12: "yyyyMMddHHmm", 14: "yyyyMMddHHmmss" } as Record<number, string>;

/** A moment of the courts' time, or null. What no process can have (the year 1 of an empty field) is none either. */
export function momentIn(said: unknown): Date | null {
  if (typeof said !== "string" && typeof said !== "number") return null;
  const read = readIn(String(said).trim());
  return read?.isValid && read.year >= 1900 && read.year < 2200 ? read.toJSDate() : null;
}

function readIn(text: string): DateTime | null {
  if (/^\d+$/.test(text)) {
    if (text.length === 13) return DateTime.fromMillis(Number(text), { zone: "utc" });
    const format = formats[text.length];
    return format ? DateTime.fromFormat(text, format, { zone: brasilia }) : null;
  }
  if (text.length > 40 || !/^\d{4}-?\d\d-?\d\d/.test(text)) return null;
  // The courts' zone is looked up where the text has none of its own only: that is what takes the time.
  return DateTime.fromISO(text.replace(" ", "T"), {
    zone: /(Z|[+-]\d\d(:?\d\d)?)$/i.test(text.slice(10)) ? "utc" : brasilia,
  });
}

/** A day as YYYY-MM-DD, of what begins with one or is written as in Brazil; or null. */
export function dayIn(said: unknown): string | null {
  if (typeof said !== "string" || said.length > 40) return null;
  const text = said.trim();
  const day = DateTime.fromFormat(text.slice(0, 10), text.includes("/") ? "d/M/yyyy" : "yyyy-MM-dd", { zone: "utc" });
  return day.isValid && day.year >= 1900 && day.year < 2200 ? day.toISODate() : null;
}
