// Every test runs twice, on PGlite and on a PostgreSQL server; *.unit.test.ts needs neither, *.server.test.ts only the server.
// The journeys run a third time, with the house as five processes on the server, as *.distributed.test.ts does alone.
import { createRequire } from "node:module";
import { configDefaults, defineConfig } from "vitest/config";
import { findChromium } from "./tests/chromium.ts";
import { findPostgres } from "./tests/postgres.ts";

const require = createRequire(import.meta.url);
const tests = "**/*.test.ts";
const unit = "**/*.unit.test.ts";
const serverOnly = "**/*.server.test.ts";
const distributedOnly = "**/*.distributed.test.ts";
const browserOnly = "**/*.browser.test.ts";
const outside = [...configDefaults.exclude, "data/**"];

const postgres = findPostgres();
const chromium = findChromium();
// What tries every operation and combination takes long and asks the same of both: where there is a server, of it alone.
const onServerAlone = postgres
  ? [
      "access-log",
      "bad-input.questions",
      "bad-input.typed",
      "bad-input.unknown",
      "deleting",
      "explanation",
      "file-races",
      "files",
      "files-in-a-bucket",
      "full-disk",
      "granting",
      "hostile-files",
      "identity-walls",
      "import-file",
      "imports",
      "other-firm",
      "passwords",
      "playground",
      "preview",
      "sessions",
      "silence",
      "slow-readers",
      "staff-and-firm",
      "submissions",
      "kept",
      "mail",
      "new-device",
      "truth-table",
      "truth-table.contents",
      "truth-table.submissions",
      "ways-in",
      "what-ends",
    ].map((name) => `tests/${name}.test.ts`)
  : [];

const embedded = {
  extends: true as const,
  test: {
    name: "embedded",
    include: [tests],
    exclude: [...outside, unit, serverOnly, distributedOnly, browserOnly, ...onServerAlone],
    globalSetup: "tests/setup.ts",
    provide: { database: "embedded" as const, form: "one process" as const },
  },
};
const server = {
  extends: true as const,
  test: {
    name: "server",
    include: [tests],
    exclude: [...outside, unit, distributedOnly, browserOnly],
    globalSetup: "tests/setup.ts",
    provide: { database: "server" as const, form: "one process" as const },
  },
};

const journeys = [
  "cookies",
  "walk",
  "timeline",
  "tasks-and-publications",
  "ways-in",
  "files",
  "imports",
  "slow-readers",
];
const distributed = {
  extends: true as const,
  test: {
    name: "distributed",
    include: [distributedOnly, ...journeys.map((name) => `tests/${name}.test.ts`)],
    exclude: outside,
    globalSetup: "tests/setup.ts",
    hookTimeout: 180_000, // five processes start
    provide: { database: "server" as const, form: "five processes" as const },
  },
};

// In a real browser.
const browser = {
  extends: true as const,
  test: {
    name: "browser",
    include: [browserOnly],
    exclude: outside,
    globalSetup: "tests/setup.ts",
    hookTimeout: 180_000, // a browser starts
    provide: { database: "embedded" as const, form: "one process" as const },
  },
};

if (!postgres) {
  console.warn(
    "PostgreSQL was not found (set DATABASE_URL or install it): the tests on a server, in one process and in five, did not run.",
  );
}
if (!chromium)
  console.warn("No Chromium or Chrome was found (set CHROMIUM or install it): the tests in a browser did not run.");

export default defineConfig({
  // Packages in CommonJS load graphql's CommonJS build; a second copy would be "another module or realm".
  resolve: { alias: [{ find: /^graphql$/, replacement: require.resolve("graphql") }] },
  test: {
    projects: [
      { extends: true, test: { name: "unit", include: [unit], exclude: outside } },
      embedded,
      ...(postgres ? [server, distributed] : []),
      ...(chromium ? [browser] : []),
    ],
    pool: "forks",
    // The house is loaded once for each worker: its modules keep nothing between the houses that tests open.
    isolate: false,
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default"],
    env: { APOLLO_TELEMETRY_DISABLED: "true", LOG_LEVEL: "silent" },
  },
});
