import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const lifeOf = (days: string, unusedDays: string) =>
  readConfig({ LINK_DAYS: days, LINK_UNUSED_DAYS: unusedDays }).linkLife;

test("an installation's links live 180 days at most, and 30 unused: less may be said, and nothing else", () => {
  expect(readConfig({}).linkLife).toEqual({ days: 180, unusedDays: 30 });
  expect(lifeOf("180", "30")).toEqual({ days: 180, unusedDays: 30 });
  expect(lifeOf("1", "1")).toEqual({ days: 1, unusedDays: 1 });
  for (const wrong of ["181", "3650", "0", "-1", "1.5", "meio"])
    expect(() => lifeOf(wrong, "30")).toThrow("LINK_DAYS is not a number of days from 1 to 180.");
  for (const wrong of ["31", "180", "0", "sempre"])
    expect(() => lifeOf("180", wrong)).toThrow("LINK_UNUSED_DAYS is not a number of days from 1 to 30.");
});
