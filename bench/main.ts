// `npm run bench`: what a request costs, as a multiple of the least it could cost. See README.md.

import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { migrate } from "../migrations/migrate.ts";
import { entities } from "../subgraphs/index.ts";
import { createDatabase, dropDatabase, startPostgres } from "../tests/postgres.ts";
import { memoryOf, serverOf } from "./cost.ts";
import { countsOf, fill, isFilled, sizes, type Viewer, viewersOf } from "./data.ts";
import { type Form, headersOf, isDistributable, startDistributed, startInOneProcess, startLimit } from "./forms.ts";
import { load, type Window } from "./load.ts";
import { profileOf } from "./profile.ts";
import { type Question, questions } from "./questions.ts";

const { values: options } = parseArgs({
  options: {
    small: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    questions: { type: "string", default: "Q1,Q2,Q3" },
    seconds: { type: "string", default: "8" },
    rounds: { type: "string", default: "3" },
    connections: { type: "string", default: "16" },
    against: { type: "string", multiple: true, default: [] },
    profile: { type: "boolean", default: false },
  },
});
const size = sizes[options.small ? "small" : "full"];
const database = options.small ? "andamento_bench_small" : "andamento_bench";
const asked = questions.filter(({ name }) => options.questions.split(",").includes(name));
const [seconds, rounds, connections] = [options.seconds, options.rounds, options.connections].map(Number) as [
  number,
  number,
  number,
];

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
const postgres = await startPostgres({
  ...(options.keep ? { folder: join(tmpdir(), "andamento-bench-postgres") } : {}),
  settings: { shared_buffers: "512MB", max_wal_size: "4GB" },
});
const url = new URL(postgres.url);
url.pathname = `/${database}`;
const forms: Form[] = [];
try {
  await prepare();
  const viewers = await viewersOf(url.href, size);
  console.log(describe(viewers, await countsOf(url.href)));
  if (options.profile) await profile(viewers);
  else await measure(viewers);
} finally {
  for (const form of forms) await form.stop();
  if (!options.keep) await dropDatabase(postgres.url, database);
  postgres.stop();
}

/** The database, found as it was kept or made anew. */
async function prepare(): Promise<void> {
  if (await isFilled(url.href, size).catch(() => false)) return migrate(url.href, entities);
  const begun = Date.now();
  await dropDatabase(postgres.url, database);
  await createDatabase(postgres.url, database);
  await migrate(url.href, entities);
  await fill(url.href, size);
  console.log(`${database} was filled in ${Math.round((Date.now() - begun) / 1000)} s.`);
}

async function measure(viewers: readonly Viewer[]): Promise<void> {
  forms.push(await startLimit(url.href), await startInOneProcess(url.href));
  for (const checkout of options.against) forms.push(await startInOneProcess(url.href, { checkout }));
  if (isDistributable()) forms.push(await startDistributed(url.href));
  const [limit, ...others] = forms as [Form, ...Form[]];
  for (const question of asked) for (const form of others) await compare(limit, form, question, viewers);
  console.log(`The answers are the same, of each form to each question of each viewer.`);

  const server = await serverOf(url.href);
  const found = new Map<string, Window[]>();
  for (const question of asked) {
    for (let round = 0; round <= rounds; round += 1) {
      for (const form of forms) {
        const window = await load(form, question, {
          viewers,
          connections,
          // The first round warms up.
          seconds: round === 0 ? Math.min(seconds, 4) : seconds,
          postgres: server,
        });
        const key = `${question.name} ${form.name}`;
        if (round > 0) found.set(key, [...(found.get(key) ?? []), window]);
      }
    }
  }
  console.log(table(found));
  for (const form of forms) console.log(`Memory of ${form.name}: ${Math.round(memoryOf(form.pids))} MB`);
}

/** Every answer of a form is the one LIMIT gives, or there is nothing to be measured. */
async function compare(limit: Form, form: Form, question: Question, viewers: readonly Viewer[]): Promise<void> {
  for (const viewer of viewers)
    for (const variables of question.asked(viewer)) {
      const [expected, answer] = [
        await answerOf(limit, question, viewer, variables),
        await answerOf(form, question, viewer, variables),
      ];
      if (!isDeepStrictEqual(answer, expected))
        throw new Error(
          `${form.name} answers ${question.name} of the viewer of firm ${viewer.firm} otherwise than LIMIT:\n` +
            `${JSON.stringify(answer)}\n${JSON.stringify(expected)}`,
        );
    }
}

async function answerOf(form: Form, question: Question, viewer: Viewer, variables: Record<string, unknown>) {
  const response = await fetch(form.url, {
    method: "POST",
    headers: headersOf(viewer),
    body: form.ask(question, variables),
  });
  return form.read(await response.text());
}

/** Where the one process spends its time, question by question. */
async function profile(viewers: readonly Viewer[]): Promise<void> {
  const server = await serverOf(url.href);
  for (const question of asked) {
    const { costs, window } = await profileOf(question, url.href, (form) =>
      load(form, question, { viewers, connections, seconds: seconds * rounds, postgres: server }),
    );
    console.log(`\n${question.name}: ${question.what}`);
    console.log(
      `${window.servers.toFixed(2)} ms in the servers, ${window.postgres.toFixed(2)} ms in PostgreSQL a request`,
    );
    for (const { who, share } of costs.filter(({ share }) => share >= 0.005))
      console.log(`${(share * 100).toFixed(1).padStart(6)} %  ${who}`);
  }
}

function table(found: ReadonlyMap<string, readonly Window[]>): string {
  const lines = [
    "| question | form | × LIMIT | CPU ms | servers | PostgreSQL | requests/s | p50 ms | p95 ms |",
    "|---|---|--:|--:|--:|--:|--:|--:|--:|",
  ];
  for (const question of asked)
    for (const form of forms) {
      const windows = found.get(`${question.name} ${form.name}`) ?? [];
      const limits = found.get(`${question.name} LIMIT`) ?? [];
      const cost = ({ servers, postgres }: Window) => servers + postgres;
      const ratios = windows.map((window, round) => cost(window) / cost(limits[round] as Window));
      const times = windows.flatMap((window) => window.times).sort((a, b) => a - b);
      const at = (part: number) => times[Math.floor(times.length * part)] ?? 0;
      const middle = (of: (window: Window) => number, digits: number) => median(windows.map(of)).toFixed(digits);
      lines.push(
        `| ${question.name} | ${form.name} | ${median(ratios).toFixed(2)} | ${middle(cost, 2)} | ` +
          `${middle(({ servers }) => servers, 2)} | ${middle(({ postgres }) => postgres, 2)} | ` +
          `${middle(({ perSecond }) => perSecond, 0)} | ${at(0.5).toFixed(1)} | ${at(0.95).toFixed(1)} |`,
      );
    }
  return lines.join("\n");
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function describe(viewers: readonly Viewer[], counts: Record<string, number>): string {
  const sees = viewers.map((viewer) => viewer.sees).sort((a, b) => a - b);
  const rows = Object.entries(counts).map(([name, count]) => `${count.toLocaleString("en")} ${name}`);
  const { model } = cpus()[0] ?? { model: "?" };
  return [
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
    `${size.firms} firms, ${rows.join(", ")}; ${viewers.length} viewers of ${sees[0]} to ${sees.at(-1)} processes`,
    `${connections} connections, ${rounds} windows of ${seconds} s for each question and form`,
  ].join("\n");
}
