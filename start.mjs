// The one entry of the npm scripts, in plain JavaScript for any Node from 20 on:
// it installs what is missing and runs everything else on the Node that package.json pins.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const BIOME = "node_modules/@biomejs/biome/bin/biome";
const TSC = "node_modules/typescript/bin/tsc";
const KNIP = "node_modules/knip/bin/knip.js";
const VITEST = "node_modules/vitest/vitest.mjs";
const TSX = ["--import", "tsx", "--enable-source-maps"];

const commands = {
  serve: (args) => run([...TSX, "gateway/main.ts", ...args]),
  dev: (args) =>
    run(["--watch", ...TSX, "gateway/main.ts", ...args], { NODE_ENV: process.env.NODE_ENV ?? "development" }),
  "serve-gateway": (args) => run([...TSX, "gateway/alone.ts", ...args]),
  "serve-subgraph": (args) => run([...TSX, "subgraphs/main.ts", ...args]),
  "serve-worker": (args) => run([...TSX, "subgraphs/main.ts", "worker", ...args]),
  distributed: (args) => run([...TSX, "gateway/distributed.ts", ...args]),
  migration: (args) => run([...TSX, "migrations/draft.ts", ...args]),
  migrate: (args) => run([...TSX, "migrations/main.ts", ...args]),
  test: (args) => run([VITEST, "run", ...args]),
  check,
  format: (args) => run([BIOME, "check", "--write", ...(args.length ? args : ["."])]),
  admin: (args) => run([...TSX, "admin/main.ts", ...args]),
  bench: ([what, ...args]) =>
    ["family", "files", "import", "search", "sign-in"].includes(what)
      ? run([...TSX, `bench/${what}.ts`, ...args])
      : run([...TSX, "bench/main.ts", ...(what ? [what] : []), ...args]),
  generate: (args) => run([...TSX, "schema/generate.ts", ...args]),
};

// A terminal sends Ctrl-C to the whole group: whoever runs below ends by itself, and we wait for it.
let child;
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child?.killed || child?.kill("SIGTERM"));

process.chdir(fileURLToPath(new URL(".", import.meta.url)));
const [name = "serve", ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (!command) stop(`There is no command "${name}": use ${Object.keys(commands).join(", ")}.`, 2);
await install();
const node = pinnedNode();
process.exitCode = await command(args);

async function check(args) {
  const steps = [
    ["biome", [BIOME, "ci", "."]],
    ["tsc", [TSC, "--noEmit"]],
    ["knip", [KNIP]],
    ["the generated schema", [...TSX, "schema/generate.ts", "--check"]],
    ["the tests", [VITEST, "run"]],
  ];
  for (const [what, step] of args.includes("--static") ? steps.slice(0, -1) : steps) {
    const code = await run(step);
    if (code > 128) return code;
    if (code) {
      console.error(`The check stopped: ${what} failed.`);
      return code;
    }
  }
  return 0;
}

function run(args, env) {
  const script = args.find((arg) => /^(node_modules|admin|bench|gateway|migrations|schema|subgraphs)\//.test(arg));
  if (!existsSync(script)) stop(`${script} is not there${script.startsWith("node_modules") ? ': run "npm ci"' : ""}.`);
  return start(node, args, {
    stdio: "inherit",
    env: { NODE_COMPILE_CACHE: "node_modules/.cache/node", ...process.env, ...env, APOLLO_TELEMETRY_DISABLED: "true" },
  });
}

function start(program, args, options) {
  return new Promise((resolve) => {
    child = spawn(program, args, options);
    child.on("error", (error) => stop(`${program} did not start: ${error.message}.`));
    child.on("close", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

async function install() {
  const lock = readFileSync("package-lock.json", "utf8");
  const stamp = "node_modules/.installed-lock";
  const hash = createHash("sha256").update(lock).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  if (!matches(lock)) {
    console.error("Installing the packages: this takes a minute, once.");
    await npmCi();
  }
  try {
    writeFileSync(stamp, hash);
  } catch {
    // A folder that cannot be written was installed by someone else: the next start only compares again.
  }
}

// Whoever ran npm by hand left npm's own record of what it installed; a production install is without the dev packages.
function matches(lock) {
  const record = "node_modules/.package-lock.json";
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const production = !Object.values(installed).some((one) => one.dev);
  return Object.entries(JSON.parse(lock).packages).every(([path, wanted]) => {
    if (installed[path]) return installed[path].version === wanted.version;
    return path === "" || wanted.optional || wanted.devOptional || (production && wanted.dev);
  });
}

async function npmCi() {
  const cli = process.env.npm_execpath;
  const args = ["ci", "--no-audit", "--no-fund"];
  const output = [];
  const ended = cli?.endsWith("npm-cli.js")
    ? start(process.env.npm_node_execpath ?? process.execPath, [cli, ...args], { stdio: ["ignore", "pipe", "pipe"] })
    : start("npm", args, { stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => output.push(text));
  const code = await ended;
  if (!code) return;
  const lines = Buffer.concat(output).toString().split("\n");
  console.error(lines.filter((line) => !line.includes("EBADENGINE")).join("\n"));
  stop(`The packages could not be installed: npm ended with ${code}; what it said stands above.`);
}

function pinnedNode() {
  const system = process.platform === "win32" ? "win" : process.platform;
  const file = `node_modules/node-${system}-${process.arch}/bin/node${system === "win" ? ".exe" : ""}`;
  if (existsSync(file)) return file;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 17)) return process.execPath;
  return stop(
    `Node 24 is needed, and npm has none for ${process.platform} on ${process.arch}: install it from https://nodejs.org (this is ${process.versions.node}).`,
  );
}

function stop(sentence, code = 1) {
  console.error(sentence);
  process.exit(code);
}
