import { pino } from "pino";

/** The one log: structured, UTC, without anything a person wrote. */
export const log = pino({
  level: process.env["LOG_LEVEL"] ?? "warn",
  timestamp: pino.stdTimeFunctions.isoTime,
  base: null,
});
