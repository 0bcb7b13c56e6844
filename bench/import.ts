// `npm run bench -- import`: how long a firm's beginning takes: 10,000 processes with 200,000 movements, from a file.

import { once } from "node:events";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importFile } from "../admin/import.ts";
import { migrate } from "../migrations/migrate.ts";
import type { Database } from "../platform/database.ts";
import { openKeys } from "../platform/keys.ts";
import { openServer } from "../platform/login.ts";
import { entities, foundFirm } from "../subgraphs/index.ts";
import { createDatabase, dropDatabase, startPostgres } from "../tests/postgres.ts";
import { cpuOf, serverOf } from "./cost.ts";

const processes = Number(process.argv[2] ?? 10_000);
const movements = 20;
const people = Math.ceil(processes / 5);

/** A CNJ number of TJSP, with its check digits. */
function numberOf(index: number): string {
  const sequence = String(index).padStart(7, "0");
  const check = 98n - ((BigInt(`${sequence}20998260100`) * 100n) % 97n);
  return `${sequence}${String(check).padStart(2, "0")}20998260100`;
}

async function write(file: string): Promise<void> {
  const out = createWriteStream(file);
  const say = async (row: object) => {
    if (!out.write(`${JSON.stringify(row)}\n`)) await once(out, "drain");
  };
  for (let index = 0; index < people; index += 1)
    await say({ type: "contact", name: `Cliente ${index}`, emails: [`cliente${index}@example.com`] });
  for (let index = 0; index < processes; index += 1) {
    const number = numberOf(index);
    await say({
      type: "process",
      number,
      title: `Processo ${index}`,
      tribunal: "TJSP",
      visibility: index % 10 ? "PUBLIC" : "PRIVATE",
    });
    await say({
      type: "party",
      process: number,
      contact: `cliente${index % people}@example.com`,
      role: "CLIENT",
      side: "ACTIVE",
    });
    await say({ type: "party", process: number, name: `Adverso ${index}`, role: "ADVERSE", side: "PASSIVE" });
    for (let at = 0; at < movements; at += 1)
      await say({
        type: "movement",
        process: number,
        externalId: `m${at}`,
        occurredAt: new Date(1.7e12 + at * 864e5 + index).toISOString(),
        code: 51,
        title: "Conclusão",
      });
  }
  out.end();
  await once(out, "finish");
}

const folder = mkdtempSync(join(tmpdir(), "andamento-bench-import-"));
const postgres = await startPostgres({ settings: { shared_buffers: "512MB", max_wal_size: "4GB" } });
const url = new URL(postgres.url);
url.pathname = "/andamento_bench_import";
let database: Database | undefined;
try {
  await dropDatabase(postgres.url, "andamento_bench_import");
  await createDatabase(postgres.url, "andamento_bench_import");
  await migrate(url.href, entities);
  const keys = openKeys({ environment: null, file: join(folder, "keys") });
  database = await openServer(url.href, null, keys, entities);
  const { firmId } = await foundFirm(database, keys, {
    name: "Escritório",
    plan: "SMART",
    staff: [{ name: "Davi", email: "davi@example.com", role: "ADMIN", password: "uma frase comprida de teste" }],
  });
  const file = join(folder, "acervo.jsonl");
  await write(file);
  const server = await serverOf(url.href);
  for (const what of ["the import", "the same again", "a dry run"]) {
    const counts = { create: 0, update: 0, unchanged: 0, refused: 0 };
    const [begun, ours, theirs] = [performance.now(), process.cpuUsage(), cpuOf([server])];
    await importFile(database, {
      firm: firmId,
      file,
      dryRun: what === "a dry run",
      onRow: ({ fate }) => {
        counts[fate] += 1;
      },
      onProgress: () => {},
    });
    const { user, system } = process.cpuUsage(ours);
    console.log(
      `${what}: ${((performance.now() - begun) / 1000).toFixed(1)} s; CPU ${((user + system) / 1e6).toFixed(1)} s here, ` +
        `${((cpuOf([server]) - theirs) / 1000).toFixed(1)} s PostgreSQL; ${JSON.stringify(counts)}`,
    );
  }
  const wrong = await database.asOwner((transaction) => transaction.execute("select * from access.difference()"));
  console.log(wrong.length === 0 ? "The rule holds." : `The rule is broken in ${wrong.length} rows.`);
} finally {
  await database?.close();
  await dropDatabase(postgres.url, "andamento_bench_import");
  postgres.stop();
  rmSync(folder, { recursive: true });
}
