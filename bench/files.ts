// `npm run bench -- files`: what a file of 32 MB on its way in or out adds to the memory of the service.
import { createHash, randomBytes } from "node:crypto";
import { migrate } from "../migrations/migrate.ts";
import { openKeys, randomSecret } from "../platform/keys.ts";
import { prepareLogin, servingAddress } from "../platform/login.ts";
import { defaultMaxBytes } from "../platform/upload-policy.ts";
import { entities } from "../subgraphs/index.ts";
import { createDatabase, dropDatabase, startPostgres } from "../tests/postgres.ts";
import { openService, type ServiceForm } from "../tests/service.ts";
import { openStore } from "../tests/store.ts";
import { download, upload } from "../tests/transfers.ts";
import { process as processOf, settleFirm } from "../tests/world.ts";
import { forgetPeak, residentOf } from "./cost.ts";

const name = "andamento_bench_files";
const rounds = Number(process.argv[2] ?? 9);
/** Until the memory that a busy service keeps for itself is there. */
const before = 6;
const body = Buffer.from(randomBytes(defaultMaxBytes / 2).toString("hex"));
const sha256 = createHash("sha256").update(body).digest("hex");

const postgres = await startPostgres();
try {
  console.log("| form | kept in | in: MB more, median (most) | out: MB more, median (most) | in s | out s |");
  console.log("|---|---|--:|--:|--:|--:|");
  for (const form of ["one process", "five processes"] as const)
    for (const place of ["folder", "bucket"] as const) console.log(await row(form, place));
} finally {
  await dropDatabase(postgres.url, name);
  postgres.stop();
}

async function row(form: ServiceForm, place: "folder" | "bucket"): Promise<string> {
  await dropDatabase(postgres.url, name);
  const database = await createDatabase(postgres.url, name);
  await migrate(database, entities);
  const serving = servingAddress(database, openKeys({ environment: `bench:${randomSecret()}`, file: "" }));
  await prepareLogin(database, serving);
  const store = place === "bucket" ? await openStore() : null;
  const service = await openService({ form, database, serving, ...(store ? { bucket: store.options } : {}) });
  try {
    const { carla } = await settleFirm(service, "almeida.example");
    const processId = await processOf(service, carla, { title: "Indenização" });
    const [ins, outs]: [Cost[], Cost[]] = [[], []];
    for (let round = 0; round < before + rounds; round += 1) {
      const sent = await costOf(service.pids, async () => (await upload(service, carla, processId, body)).done());
      const fetched = await costOf(service.pids, async () => (await download(service, carla, sent.answer)).done());
      if (fetched.answer !== sha256) throw new Error("What came out is not what went in.");
      if (round < before) continue;
      ins.push(sent);
      outs.push(fetched);
    }
    return `| ${form} | ${place} | ${growth(ins)} | ${growth(outs)} | ${seconds(ins)} | ${seconds(outs)} |`;
  } finally {
    await service.close();
    await store?.close();
  }
}

interface Cost {
  /** Megabytes of resident memory above what it began with. */
  readonly more: number;
  readonly seconds: number;
}

async function costOf<Answer>(
  pids: readonly number[],
  work: () => Promise<Answer>,
): Promise<Cost & { answer: Answer }> {
  const { now } = residentOf(pids);
  forgetPeak(pids);
  const begun = performance.now();
  const answer = await work();
  return { answer, seconds: (performance.now() - begun) / 1000, more: residentOf(pids).peak - now };
}

function growth(costs: readonly Cost[]): string {
  const all = costs.map(({ more }) => more).sort((a, b) => a - b);
  return `${median(all).toFixed(1)} (${(all.at(-1) ?? 0).toFixed(1)})`;
}

function seconds(costs: readonly Cost[]): string {
  return median(costs.map((one) => one.seconds).sort((a, b) => a - b)).toFixed(2);
}

function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
