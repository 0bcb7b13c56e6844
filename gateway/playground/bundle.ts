// GraphiQL as files that a browser loads. They are bundled when the page is first opened, kept under node_modules, and
// read from there ever after: no step to run by hand, no megabytes in the repository, nothing that a start waits for.
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildOptions } from "esbuild";
import { log } from "../../platform/log.ts";

/** What the page is made of, by file name. */
export type Bundle = ReadonlyMap<string, Uint8Array>;

const root = fileURLToPath(new URL("../../", import.meta.url));
const cache = join(root, "node_modules/.cache/playground");

let underWay: Promise<Bundle> | null = null;

/** The bundle; while it is being made, everybody waits for the same one. One that failed is tried again. */
export function bundle(): Promise<Bundle> {
  underWay ??= Promise.resolve(kept() ?? made()).catch((error) => {
    underWay = null;
    throw error;
  });
  return underWay;
}

const options = (): BuildOptions => ({
  entryPoints: {
    playground: fileURLToPath(new URL("playground.jsx", import.meta.url)),
    "editor.worker": fileURLToPath(import.meta.resolve("monaco-editor/esm/vs/editor/editor.worker.js")),
    "json.worker": fileURLToPath(import.meta.resolve("monaco-editor/esm/vs/language/json/json.worker.js")),
    "graphql.worker": fileURLToPath(import.meta.resolve("monaco-graphql/esm/graphql.worker.js")),
  },
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  loader: { ".ttf": "file" },
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "none",
  logLevel: "silent",
  absWorkingDir: root,
  outdir: cache,
  write: false,
});

async function made(): Promise<Bundle> {
  const esbuild = await import("esbuild");
  const { outputFiles = [] } = await esbuild.build(options());
  await esbuild.stop();
  const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
  keep(files);
  return files;
}

/** Of these packages and of this source: anything else is another bundle. */
const folder = () => {
  const hash = createHash("sha256");
  for (const file of ["../../package-lock.json", "bundle.ts", "playground.jsx", "playground.css"])
    hash.update(readFileSync(new URL(file, import.meta.url)));
  return join(cache, hash.digest("hex").slice(0, 16));
};

function kept(): Bundle | null {
  try {
    const from = folder();
    return new Map(readdirSync(from).map((name) => [name, readFileSync(join(from, name))]));
  } catch {
    return null;
  }
}

/** All of it or nothing. Where nothing can be written, each process makes its own. */
function keep(files: Bundle): void {
  const unfinished = join(cache, `.${randomUUID()}.unfinished`);
  try {
    mkdirSync(unfinished, { recursive: true });
    for (const [name, contents] of files) writeFileSync(join(unfinished, name), contents);
    renameSync(unfinished, folder());
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    log.debug({ err: error }, "the playground is not kept");
  }
}

// `node --import tsx gateway/playground/bundle.ts` makes it ahead of time, for an image that cannot be written to.
if (import.meta.filename === process.argv[1]) await bundle();
