// What whoever starts it reads.
import { expect, test } from "vitest";
import { readConfig } from "../platform/config.ts";
import { greeting } from "./greeting.ts";

const greeted = (environment: Record<string, string>) =>
  greeting({ address: "http://127.0.0.1:4000", config: readConfig(environment), demo: null });

test("a start without the demo that was wanted says why, and on the embedded database how to begin again", () => {
  expect(greeted({})).toMatch(/Without the demo: .*holds something already\..*npm start -- --reset/);
  const onServer = greeted({ DATABASE_URL: "postgres://house@127.0.0.1/house" });
  expect(onServer).toContain("Without the demo");
  expect(onServer).not.toContain("--reset");
});

test("nothing is said of a demo where none is wanted", () => {
  expect(greeted({ DEMO: "off" })).not.toMatch(/demo/i);
});
