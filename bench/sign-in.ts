// `npm run bench -- sign-in`: whether the time of a sign-in tells whose an e-mail is, and what many of them at once cost who reads.
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { Client } from "pg";
import { migrate } from "../migrations/migrate.ts";
import { hashPassword } from "../subgraphs/identity/password.ts";
import { entities } from "../subgraphs/index.ts";
import { createDatabase, dropDatabase, startPostgres } from "../tests/postgres.ts";
import { serverOf } from "./cost.ts";
import { fill, sizes, viewersOf } from "./data.ts";
import { type Form, keys, startInOneProcess } from "./forms.ts";
import { load } from "./load.ts";
import { questions } from "./questions.ts";

const { values: options } = parseArgs({
  options: {
    each: { type: "string", default: "300" },
    parallel: { type: "string", default: "200" },
    rounds: { type: "string", default: "4" },
  },
});
const [each, parallel, rounds] = [options.each, options.parallel, options.rounds].map(Number) as [
  number,
  number,
  number,
];
const passphrase = "uma frase comprida de teste";
const wrong = "uma outra frase comprida";
const warming = 20;
/** As far as the medians may stand apart. */
const tolerated = 1.05;

/** Whose an e-mail may be. The addresses are made for each, and what of them is there. */
const states = ["known", "unknown", "disabled", "invited", "revoked"] as const;
type State = (typeof states)[number];
const addressOf = (state: State, index: number) => `pessoa-${state}-${index}@example.com`;

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
const postgres = await startPostgres({ settings: { shared_buffers: "512MB" } });
const database = "andamento_bench_sign_in";
const url = new URL(postgres.url);
url.pathname = `/${database}`;
let form: Form | undefined;
let tried = 0;
try {
  await dropDatabase(postgres.url, database);
  await createDatabase(postgres.url, database);
  await migrate(url.href, entities);
  await fill(url.href, sizes.small);
  await addAccounts(url.href);
  // Each attempt comes from an address of its own: nothing is measured of who has to wait.
  form = await startInOneProcess(url.href, { more: { TRUSTED_PROXIES: "loopback" } });
  await measureStates(form);
  await measureReading(form);
} finally {
  await form?.stop();
  await dropDatabase(postgres.url, database);
  postgres.stop();
}

/** The accounts, behind the policies' back; with one hash for all, which takes as long to verify as one for each. */
async function addAccounts(address: string): Promise<void> {
  const kept = await hashPassword(keys, passphrase);
  const client = new Client({ connectionString: address });
  await client.connect();
  const tables = ["firm", "staff_member", "contact", "client_access", "login"].map((name) => `identity.${name}`);
  const people = `generate_series(0, ${each + warming - 1}) n`;
  const addressed = (state: string) => `'pessoa-${state}-' || n || '@example.com'`;
  const access = (state: string, status: string) => `
    with person as (
      insert into identity.contact (id, firm_id, version, name, name_folded, kind, profile, emails, phones, created_at, updated_at)
      select gen_random_uuid(), f.id, 1, 'Ana', 'ana', 'PERSON', 'CLIENT', array[${addressed(state)}], '{}', now(), now()
      from ${people}, (select id from identity.firm limit 1) f returning id, firm_id, emails)
    insert into identity.client_access (id, firm_id, version, contact_id, name, name_folded, email, type, categories,
      includes_team_processes, includes_private_processes, status, created_at, updated_at)
    select gen_random_uuid(), firm_id, 1, id, 'Ana', 'ana', emails[1], 'SIMPLIFIED', '{}', false, false, '${status}', now(), now()
    from person`;
  const login = (state: string) => `
    insert into identity.login (id, email, password_hash, created_at, password_set_at)
    select gen_random_uuid(), ${addressed(state)}, '${kept}', now(), now() from ${people}`;
  await client.query("begin; set local role andamento_owner");
  for (const table of tables) await client.query(`alter table ${table} disable row level security`);
  for (const statement of [
    access("known", "ACTIVE"),
    login("known"),
    access("invited", "INVITED"),
    access("revoked", "REVOKED"),
    login("revoked"),
    `insert into identity.staff_member (id, firm_id, name, email, role, active, created_at)
     select gen_random_uuid(), f.id, 'Ana', ${addressed("disabled")}, 'MEMBER', false, now()
     from ${people}, (select id from identity.firm limit 1) f`,
    login("disabled"),
  ])
    await client.query(statement);
  for (const table of tables) await client.query(`alter table ${table} enable row level security`);
  await client.query("commit");
  await client.query("vacuum analyze");
  await client.end();
}

/** Tries to sign in. Gives the milliseconds it took and what it was told. */
async function attempt(at: Form, email: string, password: string): Promise<{ time: number; told: string }> {
  tried += 1;
  const body = JSON.stringify({
    query:
      "mutation ($input: SignInInput!) { signIn(input: $input) { session { id } userErrors { code message field } } }",
    variables: { input: { email, password, channel: "WEB" } },
  });
  const headers = {
    "content-type": "application/json",
    "x-forwarded-for": `10.${(tried >> 16) & 255}.${(tried >> 8) & 255}.${tried & 255}`,
  };
  const begun = performance.now();
  const told = await (await fetch(at.url, { method: "POST", headers, body })).text();
  return { time: performance.now() - begun, told };
}

async function measureStates(at: Form): Promise<void> {
  for (let index = 0; index < warming; index += 1)
    for (const state of states) await attempt(at, addressOf(state, each + index), wrong);
  const times = new Map<State, number[]>(states.map((state) => [state, []]));
  const answers = new Set<string>();
  for (let index = 0; index < each; index += 1)
    for (const state of shuffled(states)) {
      const { time, told } = await attempt(at, addressOf(state, index), wrong);
      times.get(state)?.push(time);
      answers.add(told);
    }
  if (answers.size !== 1) throw new Error(`They are told apart by the answer: ${[...answers].join("\n")}`);
  const medians = states.map((state) => [state, median(times.get(state) ?? [])] as const);
  const unknown = medians.find(([state]) => state === "unknown")?.[1] ?? 0;
  console.log(`${each} sign-ins of each state with a wrong password, interleaved: one answer for all of them.`);
  console.log("| whose e-mail | median ms | × unknown | rank test, p |\n|---|--:|--:|--:|");
  for (const [state, time] of medians) {
    const chance = state === "unknown" ? "" : rankTest(times.get(state) ?? [], times.get("unknown") ?? []).toFixed(2);
    console.log(`| ${state} | ${time.toFixed(2)} | ${(time / unknown).toFixed(3)} | ${chance} |`);
  }
  const all = medians.map(([, time]) => time);
  const apart = Math.max(...all) / Math.min(...all);
  console.log(`The slowest is ${apart.toFixed(3)} × the fastest.`);
  if (apart > tolerated) process.exitCode = 1;
}

/** A reader of the home, alone and beside so many sign-ins at once, in turn. */
async function measureReading(at: Form): Promise<void> {
  const [home] = questions;
  if (!home) throw new Error("There is no question.");
  const viewers = await viewersOf(url.href, sizes.small);
  const server = await serverOf(url.href);
  const reading = async (seconds: number) =>
    (await load(at, home, { viewers, connections: 1, seconds, postgres: server })).times;
  await reading(3);
  const [alone, beside]: [number[], number[]] = [[], []];
  const waves: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    alone.push(...(await reading(5)));
    let over = false;
    const begun = performance.now();
    const crowd = Promise.all(
      Array.from({ length: parallel }, async (_, index) => {
        // Somebody whose attempt is done tries again, as somebody else, until the reader has been measured.
        for (let turn = 0; !over; turn += 1) {
          const { told } = await attempt(at, `multidao-${round}-${index}-${turn}@example.com`, wrong);
          if (!told.includes("CREDENTIALS_INVALID")) throw new Error(`An attempt was not taken: ${told}`);
          waves.push(performance.now() - begun);
        }
      }),
    );
    beside.push(...(await reading(5)));
    over = true;
    await crowd;
  }
  const p95 = (list: number[]) => list.sort((a, b) => a - b)[Math.floor(list.length * 0.95)] ?? 0;
  console.log(
    `\nA reader's home (one connection): p95 ${p95(alone).toFixed(1)} ms alone (${alone.length} answers), ` +
      `${p95(beside).toFixed(1)} ms beside ${parallel} sign-ins at once (${beside.length} answers): × ${(p95(beside) / p95(alone)).toFixed(2)}; ` +
      `median ${median(alone).toFixed(1)} and ${median(beside).toFixed(1)} ms. ${waves.length} sign-ins were answered meanwhile.`,
  );
}

function shuffled<Item>(list: readonly Item[]): Item[] {
  const rest = [...list];
  return list.map(() => rest.splice(randomInt(rest.length), 1)[0] as Item);
}

function median(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** Mann and Whitney's test, two-sided, by the normal distribution: how likely the two would stand so far apart by chance. */
function rankTest(one: readonly number[], other: readonly number[]): number {
  const before = one.reduce(
    (sum, a) => sum + other.filter((b) => b < a).length + other.filter((b) => b === a).length / 2,
    0,
  );
  const [n, m] = [one.length, other.length];
  const z = Math.abs(before - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
  // Abramowitz and Stegun, 7.1.26.
  const t = 1 / (1 + 0.3275911 * (z / Math.SQRT2));
  const series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return series * Math.exp((-z * z) / 2);
}
