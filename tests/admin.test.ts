// Whoever operates the installation founds firms, changes plans, takes in files and checks the rule from the command line.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { understand } from "../admin/commands.ts";
import { openKeys } from "../platform/keys.ts";
import { TeamDocument } from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, process, setPassword, settleFirm, signInAs } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example", "LIGHT");
});
afterAll(() => house.close());

async function admin(command: string, language: "pt" | "en" = "pt") {
  const args = [...command.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
  const asked = understand(args, language);
  if (!("run" in asked)) return { code: asked.code, text: asked.lines.join("\n") };
  const keys = openKeys({ environment: `test:${Buffer.alloc(32, 7).toString("base64url")}`, file: "" });
  const said: string[] = [];
  const { code, lines } = await asked.run({
    database: house.house.database,
    keys,
    publicUrl: "https://andamento.example",
    language,
    say: (line) => void said.push(line),
    progress: () => ({ at() {}, end() {} }),
  });
  return { code, text: [...said, ...lines].join("\n") };
}

test("a firm is founded with its first administrator, who sets a password by the link and is in", async () => {
  const { code, text } = await admin(
    'create-firm --name "Costa Lima" --plan SMART --admin-name "Davi Lima" --admin-email Davi@CostaLima.example --support "11 4002-8922"',
  );
  expect([code, text]).toEqual([0, expect.stringMatching(/^Escritório Costa Lima criado: [0-9a-f-]{36}\n/)]);
  const token = text.split("https://andamento.example/password#")[1] as string;
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  await setPassword(house, token);
  const { data } = await house.ask(await signInAs(house, "davi@costalima.example"), TeamDocument, {});
  expect(data?.staffMembers).toEqual([expect.objectContaining({ name: "Davi Lima", role: "ADMIN", active: true })]);
  await expect(setPassword(house, token)).rejects.toThrow("TOKEN_INVALID");
});

test("firms are listed, and a plan is changed: it holds at the next request", async () => {
  expect((await admin("list-firms")).text).toContain(`${firm.firmId}  LIGHT    Escritório almeida.example`);
  expect(await admin(`set-plan --firm ${firm.firmId} --plan VIP`)).toEqual({
    code: 0,
    text: "Escritório almeida.example: plano VIP.",
  });
  const { data } = await house.send(firm.davi, "{ viewer { ... on StaffMember { firm { plan } } } }");
  expect(data.viewer.firm.plan).toBe("VIP");
  for (const id of [crypto.randomUUID(), "x"])
    expect(await admin(`set-plan --firm ${id} --plan UP`, "en")).toEqual({
      code: 1,
      text: `There is no firm with the id ${id}.`,
    });
});

test("a file that was taken in says nothing new when it is given again, its days neither", async () => {
  const folder = mkdtempSync(join(tmpdir(), "andamento-admin-"));
  const file = join(folder, "acervo.csv");
  writeFileSync(file, "type;number;title;filedOn\nprocess;0000001-11.2099.8.26.0100;Indenização;2026-03-02\n");
  const taken = () => admin(`import --firm ${firm.firmId} --file "${file}"`, "en");
  expect((await taken()).text).toBe("1 created, 0 updated, 0 unchanged, 0 refused.");
  expect((await taken()).text).toBe("0 created, 0 updated, 1 unchanged, 0 refused.");
  rmSync(folder, { recursive: true });
});

test("the check has nothing to say, until what the rule worked out is not what it would work out", async () => {
  const made = await process(house, firm.davi, {
    title: "Inventário",
    parties: [{ contactId: firm.anaContact, role: "CLIENT", side: "ACTIVE" }],
  });
  expect(await admin("check")).toEqual({ code: 0, text: "Tudo confere." });
  const asRule = async (sql: string) => {
    await house.owner("begin");
    await house.owner("alter table processes.process disable trigger user");
    await house.owner("alter table processes.process disable row level security");
    await house.owner(sql, [made]);
    await house.owner("alter table processes.process enable trigger user");
    await house.owner("alter table processes.process enable row level security");
    await house.owner("commit");
  };
  await asRule("update processes.process set visibility = 'PRIVATE' where id = $1");
  const { code, text } = await admin("check");
  expect(code).toBe(1);
  expect(text).toContain(`party  ${made}  ${firm.anaContact}`);
  await asRule("update processes.process set visibility = 'PUBLIC' where id = $1");
  expect((await admin("check")).code).toBe(0);
});

test("what is not understood is said plainly, with the help, and does nothing", async () => {
  const before = (await admin("list-firms")).text;
  for (const [asked, code, said] of [
    ["help", 0, "npm run admin -- <comando>"],
    ["fundar", 2, 'Não existe o comando "fundar".'],
    ["toString", 2, "Não existe o comando"],
    ["set-plan --firm", 2, "Não foi possível entender"],
    ["set-plan --colour red", 2, "Não foi possível entender"],
    ["create-firm --name X", 2, "Falta informar: --plan, --admin-name, --admin-email."],
    [`set-plan --firm ${firm.firmId} --plan GOLD`, 1, "--plan: "],
    [
      'create-firm --name "X" --plan UP --admin-name "Y" --admin-email nobody',
      1,
      "--admin-email: Este e-mail não é válido.",
    ],
  ] as const)
    expect([asked, await admin(asked)]).toEqual([asked, { code, text: expect.stringContaining(said) }]);
  expect((await admin("list-firms")).text).toBe(before);
});
