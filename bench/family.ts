// `npm run bench -- family`: what a change costs that 200 linked processes follow, against the same change of one alone.
import { migrate } from "../migrations/migrate.ts";
import { openKeys } from "../platform/keys.ts";
import { openServer } from "../platform/login.ts";
import { entities, foundFirm } from "../subgraphs/index.ts";
import { createDatabase, dropDatabase, startPostgres } from "../tests/postgres.ts";
import { ring, startInOneProcess } from "./forms.ts";

const size = Number(process.argv[2] ?? 200);
const rounds = 20;
const admin = { email: "davi@example.com", password: "uma frase comprida de teste" };

const postgres = await startPostgres({ settings: { shared_buffers: "512MB" } });
const url = new URL(postgres.url);
url.pathname = "/andamento_bench_family";
try {
  await dropDatabase(postgres.url, "andamento_bench_family");
  await createDatabase(postgres.url, "andamento_bench_family");
  await migrate(url.href, entities);
  const keys = openKeys({ environment: ring, file: "" });
  const database = await openServer(url.href, null, keys, entities);
  const staff = [{ ...admin, name: "Davi", role: "ADMIN" as const }];
  await foundFirm(database, keys, { name: "Escritório", plan: "SMART", staff });
  const form = await startInOneProcess(url.href);
  try {
    await measure(form.url);
    const wrong = await database.asOwner((transaction) => transaction.execute("select * from access.difference()"));
    console.log(wrong.length === 0 ? "\nThe rule holds." : `\nThe rule is broken in ${wrong.length} rows.`);
  } finally {
    await form.stop();
    await database.close();
  }
} finally {
  await dropDatabase(postgres.url, "andamento_bench_family");
  postgres.stop();
}

type Payload = Record<"session" | "contact" | "process", { id: string; token: string }> & { userErrors: unknown[] };

async function measure(url: string): Promise<void> {
  let token = "";
  /** Asks for one mutation's payload; throws when it is refused. */
  const does = async (mutation: string, selection = ""): Promise<Payload> => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query: `mutation { it: ${mutation} { ${selection} userErrors { code field } } }` }),
    });
    const { data, errors } = (await response.json()) as { data?: { it: Payload }; errors?: unknown };
    if (!data || data.it.userErrors.length > 0)
      throw new Error(`It was refused: ${JSON.stringify(errors ?? data?.it)}`);
    return data.it;
  };
  const { email, password } = admin;
  token = (await does(`signIn(input: { email: "${email}", password: "${password}" })`, "session { token }")).session
    .token;
  const clients: string[] = [];
  for (const name of ["Ana", "Bruno"]) {
    const contact = `createContact(input: { name: "${name}", kind: PERSON, profile: CLIENT, emails: [] })`;
    clients.push((await does(contact, "contact { id }")).contact.id);
  }
  const seats = (who: readonly string[]) =>
    `[${who.map((contactId) => `{ contactId: "${contactId}", role: CLIENT, side: ACTIVE }`).join(", ")}]`;
  const opened = async (parties: string): Promise<string> =>
    (await does(`createProcess(input: { kind: CASE, title: "Caso", parties: ${parties} })`, "process { id }")).process
      .id;
  const between = (originalId: string, linkedId: string) =>
    `input: { originalId: "${originalId}", linkedId: "${linkedId}", kind: OFFSHOOT }`;

  /** A family: its first process, which has the client, and the one that is linked to it first. */
  const grown = async (members: number, originalOf: (family: readonly string[]) => string) => {
    const family = [await opened(seats(clients.slice(0, 1)))];
    while (family.length < members) {
      const one = await opened("[]");
      await does(`linkProcesses(${between(originalOf(family), one)})`);
      family.push(one);
    }
    return { root: family[0] as string, next: family[1] as string };
  };
  // The lone one has one that is linked to it, to be taken from it and given back like the others'.
  const shapes = {
    "one alone": await grown(2, ([root]) => root as string),
    [`a chain of ${size}`]: await grown(size, (family) => family.at(-1) as string),
    [`a star of ${size}`]: await grown(size, ([root]) => root as string),
  };
  /** What is changed there and back. */
  const changes: Record<string, (family: { root: string; next: string }, back: boolean) => string> = {
    "its visibility": ({ root }, back) =>
      `updateProcess(id: "${root}", input: { visibility: ${back ? "PUBLIC" : "PRIVATE"} })`,
    "its secrecy": ({ root }, back) => `updateProcess(id: "${root}", input: { secret: ${!back} })`,
    "its clients": ({ root }, back) =>
      `setProcessParties(processId: "${root}", parties: ${seats(clients.slice(0, back ? 1 : 2))})`,
    "its first link": ({ root, next }, back) => `${back ? "linkProcesses" : "unlinkProcesses"}(${between(root, next)})`,
    "its title": ({ root }, back) => `updateProcess(id: "${root}", input: { title: "${back ? "Caso" : "Outro"}" })`,
  };
  console.log("| changed of the first | of | ms, median | × one alone | ms, slowest |\n|---|---|--:|--:|--:|");
  for (const [what, change] of Object.entries(changes)) {
    const times = new Map(Object.keys(shapes).map((shape): [string, number[]] => [shape, []]));
    // Interleaved, so that what else the machine does meets all of them; the first two warm up.
    for (let round = 0; round < rounds + 2; round += 1)
      for (const [shape, family] of Object.entries(shapes)) {
        const begun = performance.now();
        await does(change(family, round % 2 === 1));
        if (round > 1) times.get(shape)?.push(performance.now() - begun);
      }
    const medianOf = (shape: string) => (times.get(shape) ?? []).toSorted((a, b) => a - b)[rounds / 2] ?? 0;
    for (const [shape, taken] of times)
      console.log(
        `| ${what} | ${shape} | ${medianOf(shape).toFixed(0)} | ${(medianOf(shape) / medianOf("one alone")).toFixed(1)} | ${Math.max(...taken).toFixed(0)} |`,
      );
  }
}
