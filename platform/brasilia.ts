// Brasília's time, which the courts and this country's law firms keep, wherever the service runs.
import { DateTime } from "luxon";

export const brasilia = "America/Sao_Paulo";

/** A moment as Brasília's clocks and calendars show it. */
export const inBrasilia = (at: Date): DateTime<true> => DateTime.fromJSDate(at, { zone: brasilia }) as DateTime<true>;

/** The day that a moment falls on in Brasília: YYYY-MM-DD. */
export const dayInBrasilia = (at: Date): string => inBrasilia(at).toISODate();

/** The moment at which a day, YYYY-MM-DD, begins in Brasília. */
export const beginningOf = (day: string): Date => DateTime.fromISO(day, { zone: brasilia }).toJSDate();
