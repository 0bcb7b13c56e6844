// What a firm brings with it comes in from a file: whole, once, and seen by whom it is for.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { understand } from "../admin/commands.ts";
import { openKeys } from "../platform/keys.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, grant, openLink, settleFirm } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
let folder: string;
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

async function imported(name: string, content: string, ...more: string[]) {
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
  const { open } = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: ["AUTOMATIC_MOVEMENTS"],
  });
  const ana = await openLink(house, open);
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
