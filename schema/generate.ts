// Composes the subgraphs into the committed files of this folder, and types the written operations.
// With --check nothing is written: it says which file is not current.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { composeServices } from "@apollo/composition";
import { codegen } from "@graphql-codegen/core";
import * as typedDocuments from "@graphql-codegen/typed-document-node";
import * as operationTypes from "@graphql-codegen/typescript-operations";
import { buildSchema, parse, printSchema } from "graphql";
import { subgraphs } from "../subgraphs/index.ts";

const folder = new URL(".", import.meta.url);

/** Every generated file of this folder, by name. Throws what has no guard, and what composition finds wrong. */
export async function generated(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const subgraph of subgraphs) {
    // What has no guard does not come into the schema.
    await subgraph.schema();
    files.set(`${subgraph.name}.graphql`, `${await subgraph.sdl()}\n`);
  }
  const composed = composeServices(
    subgraphs.map(({ name }) => ({ name, typeDefs: parse(files.get(`${name}.graphql`) as string) })),
  );
  if (composed.errors) throw new Error(composed.errors.map((error) => error.message).join("\n"));
  files.set("supergraph.graphql", `${composed.supergraphSdl}\n`);
  const api = printSchema(composed.schema.toAPISchema().toGraphQLJSSchema());
  files.set("api.graphql", `${api}\n`);
  files.set("operations.ts", await typed(api));
  return files;
}

async function typed(api: string): Promise<string> {
  const operations = new URL("operations/", folder);
  const documents = readdirSync(operations)
    .filter((name) => name.endsWith(".graphql"))
    .sort()
    .map((name) => ({ location: name, document: parse(readFileSync(new URL(name, operations), "utf8")) }));
  const strings = { input: "string", output: "string" };
  return codegen({
    filename: "operations.ts",
    schema: parse(api),
    schemaAst: buildSchema(api),
    documents,
    config: {
      useTypeImports: true,
      enumsAsTypes: true,
      skipTypename: true,
      documentMode: "string",
      scalars: { ID: strings, DateTime: strings, Date: strings, EmailAddress: strings, URL: strings },
    },
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations: operationTypes, documents: typedDocuments } as never,
  });
}

if (import.meta.filename === process.argv[1]) {
  const stale: string[] = [];
  const files = await generated().catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
  for (const [name, content] of files) {
    const file = new URL(name, folder);
    if (existsSync(file) && readFileSync(file, "utf8") === content) continue;
    stale.push(name);
    if (!process.argv.includes("--check")) writeFileSync(file, content);
  }
  if (process.argv.includes("--check") && stale.length > 0) {
    console.error(`Not current in schema/: ${stale.join(", ")}. Run: npm run generate`);
    process.exitCode = 1;
  }
}
