// What a firm brings with it comes in from a file: whole, once, and seen by whom it is for.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { understand } from "../admin/commands.ts";
import { type Fate, importFile } from "../admin/import.ts";
import { openKeys } from "../platform/keys.ts";
import { ImportMovementsDocument } from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, grant, openLink, settleFirm } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
let folder: string;
let ana: string;
let anaAccess: string;
const divorce = "0000001-11.2099.8.26.0100";
const debt = "1000001-91.2099.8.26.0100";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "andamento-import-"));
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

async function imported(name: string, content: string | Buffer, ...more: string[]) {
  const file = join(folder, name);
  writeFileSync(file, content);
  const asked = understand(["import", "--firm", firm.firmId, "--file", file, ...more], "en");
  if (!("run" in asked)) throw new Error(asked.lines.join("\n"));
  const said: string[] = [];
  const { code, lines } = await asked.run({
    database: house.house.database,
    keys: openKeys({ environment: `test:${Buffer.alloc(32, 7).toString("base64url")}`, file: "" }),
    publicUrl: "https://andamento.example",
    language: "en",
    say: (line) => void said.push(line),
    progress: () => ({ at() {}, end() {} }),
  });
  return { code, said, summary: lines.join("\n") };
}
const jsonLines = (...rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
const titles = async (token: string) =>
  (await house.send(token, "{ processes(orderBy: TITLE) { nodes { title } } }")).data.processes.nodes.map(
    ({ title }: { title: string }) => title,
  );

// What is named stands behind what names it: within a batch the order is of no matter.
const rows = [
  {
    type: "movement",
    process: divorce,
    externalId: "m1",
    occurredAt: "2026-03-02T14:30:00-03:00",
    title: "Distribuição",
    code: 26,
  },
  { type: "movement", process: divorce, externalId: "m2", occurredAt: "2026-03-05", title: "Conclusão" },
  {
    type: "movement",
    process: divorce,
    externalId: "n1",
    occurredAt: "2026-03-04",
    title: "Reunião",
    origin: "MANUAL",
    author: "Carla Nogueira",
  },
  { type: "party", process: divorce, contact: "ana@clientes.almeida.example", role: "CLIENT", side: "ACTIVE" },
  { type: "party", process: divorce, name: "Fulano de Tal", role: "ADVERSE", side: "PASSIVE" },
  { type: "party", process: "Consultoria", contact: "52998224725", role: "CLIENT", side: "ACTIVE" },
  {
    type: "process",
    number: divorce,
    title: "Divórcio",
    tribunal: "TJSP",
    subjects: ["Alimentos"],
    filedOn: "2026-03-02",
    claimValue: "1234.5",
    responsible: "carla@almeida.example",
  },
  { type: "process", title: "Consultoria", visibility: "PRIVATE", responsible: "davi@almeida.example" },
  { type: "contact", name: "Elisa Prado", taxId: "529.982.247-25", emails: ["elisa@clientes.almeida.example"] },
  { type: "contact", emails: ["ana@clientes.almeida.example"], phones: ["11 99999-0000"] },
];

test("a dry run says what each row would do, and does nothing", async () => {
  const { code, said, summary } = await imported("all.jsonl", jsonLines(...rows), "--dry-run");
  expect([code, summary]).toEqual([0, "Would be: 9 created, 1 updated, 0 unchanged, 0 refused."]);
  expect(said).toEqual([
    `1  create  movement ${divorce}`,
    `2  create  movement ${divorce}`,
    `3  create  movement ${divorce}`,
    `4  create  party ${divorce}`,
    `5  create  party ${divorce}`,
    "6  create  party Consultoria",
    `7  create  process ${divorce}`,
    "8  create  process Consultoria",
    "9  create  contact 529.982.247-25",
    "10  update  contact ana@clientes.almeida.example",
  ]);
  expect(await titles(firm.davi)).toEqual([]);
});

test("what comes in is seen by whom it is for and by nobody else, and the same file again changes nothing", async () => {
  expect(await imported("all.jsonl", jsonLines(...rows))).toEqual({
    code: 0,
    said: [],
    summary: "9 created, 1 updated, 0 unchanged, 0 refused.",
  });
  expect((await imported("all.jsonl", jsonLines(...rows.toReversed()))).summary).toBe(
    "0 created, 0 updated, 10 unchanged, 0 refused.",
  );
  expect(await titles(firm.davi)).toEqual(["Consultoria", "Divórcio"]);
  expect(await titles(firm.carla)).toEqual(["Divórcio"]);
  expect(await titles(other.davi)).toEqual([]);
  const { accessId, open } = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: ["AUTOMATIC_MOVEMENTS"],
  });
  ana = await openLink(house, open);
  anaAccess = accessId;
  const { data } = await house.send(
    ana,
    `{ viewer { ... on ClientAccess { contact { phones } } } processes { nodes { title lastMovementAt claimValue responsible { name } parties { name role }
       court { tribunal subjects } movements { nodes { title code occurredAt } } } } }`,
  );
  expect(data.viewer.contact.phones).toEqual(["11 99999-0000"]);
  expect(data.processes.nodes).toEqual([
    {
      title: "Divórcio",
      lastMovementAt: "2026-03-05T03:00:00.000Z",
      claimValue: "1234.50",
      responsible: { name: "Carla Nogueira" },
      parties: [
        { name: "Ana Ribeiro", role: "CLIENT" },
        { name: "Fulano de Tal", role: "ADVERSE" },
      ],
      court: { tribunal: "TJSP", subjects: ["Alimentos"] },
      movements: {
        nodes: [
          { title: "Conclusão", code: null, occurredAt: "2026-03-05T03:00:00.000Z" },
          { title: "Distribuição", code: 26, occurredAt: "2026-03-02T17:30:00.000Z" },
        ],
      },
    },
  ]);
  expect(await differences()).toEqual([]);
});

test("what comes in from a file is history that no letter tells of, and what a court tells after it is news", async () => {
  const { data } = await house.send(ana, "{ processes { nodes { id movements { totalCount } } } }");
  const [{ id, movements }] = data.processes.nodes;
  const later = { type: "movement", process: divorce, externalId: "m3", occurredAt: "2026-03-09", title: "Audiência" };
  expect((await imported("later.jsonl", jsonLines(later))).summary).toMatch(/^1 created/);
  const told = async () => {
    const counted = await house.send(ana, `{ process(id: "${id}") { movements { totalCount } } }`);
    const [news] = await house.house.database.asWorker(firm.firmId, (transaction) =>
      transaction.execute<{ count: number }[]>("select access.news_of(?, '-infinity', now()) as count", [anaAccess]),
    );
    return [counted.data.process.movements.totalCount - movements.totalCount, news?.count];
  };
  expect(await told()).toEqual([1, 0]);
  const movement = { externalId: "m4", occurredAt: new Date().toISOString(), title: "Sentença" };
  await house.ask(firm.carla, ImportMovementsDocument, { input: { processNumber: divorce, movements: [movement] } });
  expect(await told()).toEqual([2, 1]);
});

const differences = () =>
  house.house.database.asOwner((transaction) => transaction.execute("select * from access.difference()"));

test("a spreadsheet says the same as lines of JSON, and what is wrong is refused row by row", async () => {
  const csv = `\ufefftype;number;title;process;contact;name;role;side;externalId;occurredAt;secret;team
process;${debt};Cobrança;;;;;;;;sim;carla@almeida.example | davi@almeida.example
party;;;${debt};elisa@clientes.almeida.example;;CLIENT;PASSIVE;;;;
party;;;${debt};ninguem@example.com;;CLIENT;ACTIVE;;;;
party;;;${debt};;"Banco; S.A.";CLIENT;ACTIVE;;;;
process;0000001-12.2099.8.26.0100;Errado;;;;;;;;;
process;;;;;;;;;;;
movement;;Citação;${debt};;;;;c1;2026-02-30;;
movement;;Citação;5000003-87.2099.8.13.0024;;;;;c1;2026-02-20;;
carta;;;;;;;;;;;
process;${divorce};Divórcio litigioso;;;;;;;;;x@example.com
`;
  const { code, said, summary } = await imported("mais.csv", csv);
  expect([code, summary]).toEqual([1, "2 created, 0 updated, 0 unchanged, 8 refused."]);
  expect(said.map((line) => line.replaceAll(/\s+/g, " "))).toEqual([
    `4 refused party ${debt} There is no contact with ninguem@example.com.`,
    expect.stringMatching(/^5 refused party .* contact: A client needs a contact record/),
    expect.stringMatching(/^6 refused process .* number: This CNJ number is not valid\.$/),
    expect.stringMatching(/^7 refused process \? title: Give the title\.$/),
    expect.stringMatching(/^8 refused movement .* occurredAt: This date is not valid\.$/),
    expect.stringMatching(/^9 refused movement .* process: There is no process/),
    expect.stringMatching(/^10 refused carta \? type: Say contact/),
    expect.stringMatching(/^11 refused process .* team: Nobody active at the firm has the e-mail x@example\.com\.$/),
  ]);
  expect(await titles(firm.davi)).toEqual(["Cobrança", "Consultoria", "Divórcio"]);
  expect(await differences()).toEqual([]);
});

test("what cannot be read, no file and no firm are told", async () => {
  expect(await imported("broken.jsonl", '{"type":"contact"\n[1]\n\n')).toEqual({
    code: 1,
    said: ["1  refused  ?  The line could not be read.", "2  refused  ?  The line could not be read."],
    summary: "0 created, 0 updated, 0 unchanged, 2 refused.",
  });
  const asked = understand(["import", "--firm", firm.firmId, "--file", join(folder, "none.csv")], "en");
  expect("run" in asked).toBe(true);
});

test("a misspelt field refuses its row, and a misspelt column the file, before anything comes in open to whom it is closed", async () => {
  const before = await titles(firm.davi);
  const misspelt = jsonLines(
    { type: "process", title: "Guarda", segredo: true },
    { type: "process", title: "Adoção", visibilty: "PRIVATE", responsible: "davi@almeida.example" },
    { type: "contact", name: "Elisa Prado", emails: ["elisa@clientes.almeida.example"], perfil: "CONTACT" },
    { type: "party", process: divorce, name: "Perito", role: "EXPERT", side: "OTHER", secret: true },
    {
      type: "movement",
      process: divorce,
      externalId: "m9",
      occurredAt: "2026-03-02",
      title: "Juntada",
      origem: "MANUAL",
    },
  );
  for (const more of [["--dry-run"], []]) {
    const { code, said, summary } = await imported("misspelt.jsonl", misspelt, ...more);
    expect([code, summary.replace("Would be: ", "")]).toEqual([1, "0 created, 0 updated, 0 unchanged, 5 refused."]);
    expect(said.map((line) => line.split("  ").at(-1))).toEqual(
      ["segredo", "visibilty", "perfil", "secret", "origem"].map((field) => `${field}: There is no such field.`),
    );
  }
  const { said } = await imported("cell.csv", "type;title;role;\nprocess;Guarda;CLIENT;\nprocess;Adoção;;sim\n");
  expect(said).toEqual([
    "2  refused  process Guarda  role: There is no such field.",
    "3  refused  process Adoção  #4: There is no such field.",
  ]);
  for (const [head, told] of [
    ["type;title;segredo", "segredo"],
    ["type;title;Secret", "Secret"],
    ["type,secret,title,secret", "secret"],
    ["sep=;", "sep="],
  ])
    expect(await imported("head.csv", `${head}\nprocess;Guarda;sim\n`)).toEqual({
      code: 1,
      said: [],
      summary: expect.stringContaining(`unknown, or there twice: ${told}. Those there are: type, name, kind,`),
    });
  expect(await titles(firm.davi)).toEqual(before);
});

test("what is wrong is told apart from what is missing, with what it may be", async () => {
  const party = { type: "party", process: divorce, name: "Fulano", side: "ACTIVE" };
  const { said } = await imported(
    "wrong.jsonl",
    jsonLines(
      { ...party, role: "cliente" },
      { ...party, role: "" },
      party,
      { type: "process", title: "Guarda", secret: "talvez", claimValue: 10, subjects: "Guarda" },
      { type: "movement", process: divorce, externalId: "1", occurredAt: "2026-03-02", title: "Juntada", code: 1.5 },
    ),
  );
  expect(said.map((line) => line.split("  ").slice(3))).toEqual([
    ["role: Use one of these: CLIENT, ADVERSE, WITNESS, EXPERT, OTHER."],
    ["role: Fill in this field."],
    ["role: Fill in this field."],
    ["secret: Use one of these: true, false.", "subjects: Give a list.", "claimValue: Give a text, in quotes."],
    ["code: Give a whole number."],
  ]);
});

test("a file that is not UTF-8 is refused whole, however late that shows, and a name keeps its accents", async () => {
  const rows = `type,title\n${"process,Conta\n".repeat(20_000)}process,Inventário de João\n`;
  for (const bytes of [
    Buffer.from(rows, "latin1"),
    Buffer.from(`\ufeff${rows}`, "utf16le"),
    Buffer.from(rows).subarray(0, rows.indexOf("á") + 1),
  ])
    expect(await imported("windows.csv", bytes)).toEqual({
      code: 1,
      said: [],
      summary: expect.stringMatching(/^The file is not UTF-8, .* save it as "CSV UTF-8/),
    });
  expect(await titles(firm.davi)).not.toContain("Conta");
  expect((await imported("utf8.csv", "type,title\nprocess,Inventário de João\n")).code).toBe(0);
  expect(await titles(firm.davi)).toContain("Inventário de João");
});

test("a party that comes in counts as a change of the process, for whoever is just writing its parties anew", async () => {
  const process = "Sociedade de fato";
  await imported("one.jsonl", jsonLines({ type: "process", title: process }));
  const versions = async () =>
    (await house.send(firm.davi, `{ processes(filter: { search: "${process}" }) { nodes { version } } }`)).data
      .processes.nodes;
  expect(await versions()).toEqual([{ version: 1 }]);
  const party = jsonLines({ type: "party", process, name: "Fulano de Tal", role: "ADVERSE", side: "PASSIVE" });
  for (const _ of ["new", "there already"]) {
    await imported("party.jsonl", party);
    expect(await versions()).toEqual([{ version: 2 }]);
  }
});

test("a company is known by its CNPJ with letters, however it is written", async () => {
  const process = "Contrato social";
  const party = (contact: string) => ({ type: "party", process, contact, role: "CLIENT", side: "ACTIVE" });
  const { summary } = await imported(
    "company.jsonl",
    jsonLines(
      { type: "process", title: process },
      { type: "contact", name: "Companhia", kind: "COMPANY", taxId: "12.abc.345/01de-35" },
      party("12ABC34501DE35"),
    ),
  );
  expect(summary).toBe("3 created, 0 updated, 0 unchanged, 0 refused.");
  const again = ["12.ABC.345/01DE-35", "12abc34501de35", " 12.Abc.345/01De-35 "].map(party);
  expect((await imported("again.jsonl", jsonLines(...again))).summary).toBe(
    "0 created, 0 updated, 3 unchanged, 0 refused.",
  );
  expect((await imported("csv.csv", `type,taxId,phones\ncontact,12.ABC.345/01DE-35,11 4002-8922\n`)).summary).toBe(
    "0 created, 1 updated, 0 unchanged, 0 refused.",
  );
  const { data } = await house.send(
    firm.davi,
    `{ contacts(search: "Companhia") { nodes { taxId phones processes { nodes { title } } } } }`,
  );
  expect(data.contacts.nodes).toEqual([
    { taxId: "12ABC34501DE35", phones: ["11 4002-8922"], processes: { nodes: [{ title: process }] } },
  ]);
});

/** Takes a file in a few rows at a time. Gives what became of its rows, by the batches that were done. */
async function inBatches(batchSize: number, rows: readonly object[], onBatch = async (_: number) => {}) {
  const file = join(folder, "batches.jsonl");
  writeFileSync(file, jsonLines(...rows));
  const fates: Fate[] = [];
  let batches = 0;
  const work = importFile(house.house.database, {
    ...{ firm: firm.firmId, file, dryRun: false, batchSize },
    onRow: ({ fate }) => void fates.push(fate),
    onProgress() {
      batches += 1;
      void onBatch(batches);
    },
  });
  return {
    fates,
    broken: await work.then(
      () => null,
      (error: Error) => error,
    ),
    batches: () => batches,
  };
}
const counted = (fates: readonly Fate[]) =>
  Object.fromEntries(
    Map.groupBy(fates, (fate) => fate)
      .entries()
      .map(([fate, all]) => [fate, all.length]),
  );
const isThere = async (search: string) =>
  (
    await house.send(
      firm.davi,
      `{ processes(filter: { search: "${search}" }, orderBy: TITLE, first: 100) { nodes { title movements { totalCount } parties { name } } } }`,
    )
  ).data.processes.nodes;

/** Contacts first, then processes, then what names them. */
const archive = (name: string, size: number) => {
  const all = Array.from({ length: size }, (_, n) => ({
    title: `${name} ${n}`,
    email: `${name}${n % 3}@clientes.example`,
  }));
  return [
    ...all.map(({ email }) => ({ type: "contact", name: `Cliente de ${name}`, emails: [email] })),
    ...all.map(({ title }) => ({ type: "process", title })),
    ...all.map(({ title, email }) => ({
      type: "party",
      process: title,
      contact: email,
      role: "CLIENT",
      side: "ACTIVE",
    })),
    ...all.flatMap(({ title }) =>
      [1, 2].map((n) => ({
        type: "movement",
        process: title,
        externalId: `${n}`,
        occurredAt: `2026-03-0${n}`,
        title: "Juntada",
      })),
    ),
  ];
};

test("what is named in one batch is found from the next ones, and what comes too early is taken in when the file is given again", async () => {
  const rows = archive("lote", 7);
  const whole = { create: 3 + 7 + 7 + 14, unchanged: 4 };
  const { fates, batches } = await inBatches(4, rows);
  expect([counted(fates), batches()]).toEqual([whole, 9]);
  expect(counted((await inBatches(5, rows)).fates)).toEqual({ unchanged: rows.length });
  expect(await isThere("lote")).toEqual(
    Array.from({ length: 7 }, (_, n) => ({
      title: `lote ${n}`,
      movements: { totalCount: 2 },
      parties: [{ name: "Cliente de lote" }],
    })),
  );
  // The other way round the parties and movements come before what they name.
  const turned = archive("avesso", 7).toReversed();
  expect(counted((await inBatches(7, turned)).fates)).toEqual({ refused: 7 + 14, create: 3 + 7, unchanged: 4 });
  expect(counted((await inBatches(7, turned)).fates)).toEqual({ create: 7 + 14, unchanged: 14 });
  expect(await differences()).toEqual([]);
});

test("an import that breaks off keeps the batches that were done and nothing of the one that was not, and goes on with the same file", async () => {
  const rows = archive("quebra", 6);
  await house.owner("alter table processes.process add constraint breaks check (title <> 'quebra 4') not valid");
  try {
    const { broken, fates } = await inBatches(4, rows);
    expect(broken?.message).toMatch(/breaks/);
    // The contacts and the first two processes; the next batch had four.
    expect(fates).toHaveLength(8);
    expect((await isThere("quebra")).map(({ title }: { title: string }) => title)).toEqual(["quebra 0", "quebra 1"]);
    expect(await differences()).toEqual([]);
  } finally {
    await house.owner("alter table processes.process drop constraint breaks");
  }
  const { broken, fates } = await inBatches(4, rows);
  expect([broken, counted(fates)]).toEqual([null, { unchanged: 8, create: rows.length - 8 }]);
  expect(await isThere("quebra")).toHaveLength(6);
  expect(await differences()).toEqual([]);
});

test("people go on working while a file comes in, and lose nothing by it", async () => {
  const rows = archive("vivo", 12);
  const before = await inBatches(6, rows.slice(0, 24));
  expect(before.broken).toBeNull();
  const { data } = await house.send(
    firm.davi,
    `{ processes(filter: { search: "vivo" }, orderBy: TITLE, first: 12) { nodes { id title } } }`,
  );
  const working: Promise<{ data: any; errors: readonly unknown[] }>[] = [];
  const { broken, fates } = await inBatches(6, rows, async (batch) => {
    const { id } = data.processes.nodes[batch % 12];
    for (const mutation of [
      `updateProcess(id: "${id}", input: { status: SUSPENDED, secret: true })`,
      `recordMovement(input: { processId: "${id}", occurredAt: "2026-04-01T12:00:00Z", title: "Ao vivo ${batch}" })`,
      `createTask(processId: "${id}", input: { title: "Ao vivo ${batch}", assigneeId: "${firm.carlaId}" })`,
      `createProcess(input: { kind: CASE, title: "Novo vivo ${batch}", parties: [{ contactId: "${firm.anaContact}", role: CLIENT, side: ACTIVE }] })`,
    ])
      working.push(house.send(firm.carla, `mutation { it: ${mutation} { userErrors { code } } }`));
  });
  expect(broken).toBeNull();
  expect(counted(fates)).toEqual({ unchanged: 24, create: 12 + 24 });
  expect(working).toHaveLength(4 * 10);
  for (const { data, errors } of await Promise.all(working))
    expect([data, errors]).toEqual([{ it: { userErrors: [] } }, []]);
  const brought: { title: string; movements: { totalCount: number } }[] = await isThere("vivo ");
  const counts = brought.flatMap(({ title, movements }) => (/^vivo \d+$/.test(title) ? movements.totalCount : []));
  expect([counts.length, counts.reduce((sum, count) => sum + count)]).toEqual([12, 24 + 10]);
  expect(await isThere("Novo vivo")).toHaveLength(10);
  expect(await differences()).toEqual([]);
});
