// `npm run bench -- search`: how quickly people of a firm with 50,000 processes find one of them, and page through all.
import { createHash, randomBytes } from "node:crypto";
import { Client } from "pg";
import { migrate } from "../migrations/migrate.ts";
import { entities } from "../subgraphs/index.ts";
import { createDatabase, dropDatabase, startPostgres } from "../tests/postgres.ts";
import { fill, idOf } from "./data.ts";
import { startInOneProcess } from "./forms.ts";

const size = { firms: 2, processes: 51_000, viewers: 1, each: 50_000 };
const rounds = 15;

const question = (total: boolean) => `query ($filter: ProcessFilter, $orderBy: ProcessOrder) {
  processes(filter: $filter, orderBy: $orderBy, first: 20) { nodes { id title number lastMovementAt } ${total ? "totalCount" : ""} }
}`;

/** What is asked. The first is what the others are compared with. */
const asked: readonly { name: string; variables: object }[] = [
  { name: "all, by latest movement", variables: {} },
  { name: "all, by filing", variables: { orderBy: "FILED" } },
  { name: "all, by title", variables: { orderBy: "TITLE" } },
  { name: "the active ones", variables: { filter: { status: "ACTIVE" } } },
  { name: "a number, masked", variables: { filter: { search: "0012345-58.2024.8.26.0100" } } },
  { name: "part of a number", variables: { filter: { search: "0012345" } } },
  { name: "a name in titles and parties", variables: { filter: { search: "Célia Ibanez" } } },
  { name: "an opponent of few", variables: { filter: { search: "companhia 333" } } },
  { name: "nothing", variables: { filter: { search: "nenhum destes" } } },
  { name: "a word of every one", variables: { filter: { search: "companhia" } } },
];

/** A session of somebody of the measured firm: the first is its admin. */
async function sessionOf(url: string, staff: number): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("set role andamento_owner");
    await client.query("begin; alter table identity.session no force row level security");
    await client.query(
      `insert into identity.session (id, firm_id, token_hash, staff_id, access_id, channel, credential, preview, started_at,
         last_used_at, idle_seconds, expires_at, ended_at)
       values (gen_random_uuid(), $1, $2, $3, null, 'WEB', 'PASSWORD', false, now(), now(), 86400, now() + interval '1 day', null)`,
      [idOf("firm", 1), createHash("sha256").update(token).digest(), idOf("staff", staff)],
    );
    await client.query("alter table identity.session force row level security; commit");
  } finally {
    await client.end();
  }
  return token;
}

async function ask(url: string, token: string, variables: object, total: boolean): Promise<number> {
  const begun = performance.now();
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: question(total), variables }),
  });
  const { errors } = (await response.json()) as { errors?: unknown };
  if (errors) throw new Error(`It was refused: ${JSON.stringify(errors)}`);
  return performance.now() - begun;
}

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

const postgres = await startPostgres({ settings: { shared_buffers: "512MB", max_wal_size: "4GB" } });
const url = new URL(postgres.url);
url.pathname = "/andamento_bench_search";
try {
  await dropDatabase(postgres.url, "andamento_bench_search");
  await createDatabase(postgres.url, "andamento_bench_search");
  await migrate(url.href, entities);
  await fill(url.href, size);
  const people = { admin: await sessionOf(url.href, 1), member: await sessionOf(url.href, 2) };
  const form = await startInOneProcess(url.href);
  try {
    console.log("| asked | by | ms, 20 of them | × the first | ms, with the total |\n|---|---|--:|--:|--:|");
    for (const [who, token] of Object.entries(people)) {
      const page = asked.map((): number[] => []);
      const counted = asked.map((): number[] => []);
      // Interleaved, so that what else the machine does meets all of them; the first round warms up.
      for (let round = 0; round <= rounds; round += 1)
        for (const [index, { variables }] of asked.entries()) {
          const [alone, total] = [
            await ask(form.url, token, variables, false),
            await ask(form.url, token, variables, true),
          ];
          if (round > 0) [page[index]?.push(alone), counted[index]?.push(total)];
        }
      const first = median(page[0] ?? []);
      for (const [index, { name }] of asked.entries()) {
        const alone = median(page[index] ?? []);
        console.log(
          `| ${name} | ${who} | ${alone.toFixed(0)} | ${(alone / first).toFixed(1)} | ${median(counted[index] ?? []).toFixed(0)} |`,
        );
      }
    }
  } finally {
    await form.stop();
  }
} finally {
  await dropDatabase(postgres.url, "andamento_bench_search");
  postgres.stop();
}
