// Lawsuits of before 2010, which some courts never gave a CNJ number: registered, found and told by their old one.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importFile } from "../admin/import.ts";
import {
  CreateProcessDocument,
  ProcessDataDocument,
  type ProcessInput,
  UpdateProcessDocument,
  type UpdateProcessInput,
} from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, grant, openLink, settleFirm } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
let ana: string;
let bruno: string;
let folder: string;
const old = "583.00.2005.Ação 123456-7/000001-000";
const number = "0000001-11.2099.8.26.0100";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "andamento-legacy-"));
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
  const entering = async (contactId: string, name: string) => {
    const email = `${name}@clientes.almeida.example`;
    const { open } = await grant(house, firm.davi, { contactId, email, type: "STANDARD", categories: [] });
    return openLink(house, open);
  };
  ana = await entering(firm.anaContact, "ana");
  bruno = await entering(firm.brunoContact, "bruno");
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

async function registered(more: Partial<ProcessInput>) {
  const input = { kind: "LAWSUIT" as const, title: "Usucapião", ...more };
  const { data } = await house.ask(firm.davi, CreateProcessDocument, { input });
  return refusedOr(data?.createProcess);
}
async function changed(id: string, input: UpdateProcessInput) {
  const { data } = await house.ask(firm.davi, UpdateProcessDocument, { id, input });
  return refusedOr(data?.updateProcess);
}
function refusedOr<Told>(
  answer:
    | { process?: Told; userErrors: readonly { code: string; field?: readonly string[] | null }[] }
    | null
    | undefined,
) {
  const refused = answer?.userErrors.map(({ code, field }) => `${code} ${field?.join(".")}`) ?? ["nothing"];
  return { refused, process: answer?.process };
}
const titlesFor = async (token: string, search: string): Promise<string[]> =>
  (
    await house.send(token, "query($search: String) { processes(filter: { search: $search }) { nodes { title } } }", {
      search,
    })
  ).data.processes.nodes.map(({ title }: { title: string }) => title);

test("a lawsuit has a CNJ number or an old one, and a case has neither", async () => {
  expect((await registered({})).refused).toEqual(["REQUIRED input.number"]);
  expect((await registered({ legacyNumber: "  " })).refused).toEqual(["REQUIRED input.number"]);
  expect((await registered({ legacyNumber: "1".repeat(61) })).refused).toEqual(["INVALID input.legacyNumber"]);
  expect((await registered({ kind: "CASE", legacyNumber: old })).refused).toEqual(["INVALID input.legacyNumber"]);
  const { process } = await registered({ legacyNumber: ` ${old} ` });
  expect(process).toMatchObject({ number: null, legacyNumber: old, court: null });
  const id = process?.id as string;
  expect((await changed(id, { legacyNumber: null })).refused).toEqual(["REQUIRED input.number"]);
  // It gets a CNJ number later; then either may go, and not both.
  expect((await changed(id, { number })).process).toMatchObject({ number, legacyNumber: old });
  expect((await changed(id, { number: null, legacyNumber: "" })).refused).toEqual(["REQUIRED input.number"]);
  expect((await changed(id, { legacyNumber: null })).process).toMatchObject({ number, legacyNumber: null });
  expect((await changed(id, { number: null, legacyNumber: old })).process).toMatchObject({
    number: null,
    legacyNumber: old,
  });
});

test("its client reads it and finds it by any part of it, in any spelling, and nobody else does", async () => {
  const { process } = await registered({
    legacyNumber: old,
    title: "Inventário de 1999",
    parties: [{ contactId: firm.anaContact, role: "CLIENT", side: "ACTIVE" }],
  });
  const id = process?.id as string;
  expect((await house.ask(ana, ProcessDataDocument, { id })).data?.process).toMatchObject({
    number: null,
    legacyNumber: old,
  });
  for (const search of [
    old,
    "583.00.2005",
    "acao 123456",
    "AÇÃO",
    "123456-7/000001",
    "58300 2005",
    "5830020051234567",
    "583/00/2005",
    "nº 583.00.2005",
    "123456–7/000001",
    "1234567-000001.000",
  ]) {
    expect([search, await titlesFor(ana, search)]).toEqual([search, ["Inventário de 1999"]]);
    expect([search, await titlesFor(firm.carla, search)]).toEqual([
      search,
      expect.arrayContaining(["Inventário de 1999"]),
    ]);
    for (const token of [bruno, other.davi]) expect([search, await titlesFor(token, search)]).toEqual([search, []]);
  }
  expect(await titlesFor(ana, "583.00.2006")).toEqual([]);
  expect(await titlesFor(ana, "5830020061")).toEqual([]);
  expect((await house.ask(bruno, ProcessDataDocument, { id })).data?.process).toBeNull();
});

test("a CNJ number is found and taken as people copy it: with any dash, in words, without its first zeros", async () => {
  const bare = "00008323520184013202";
  const written = "832\u201335.2018.4.01.3202";
  const { process } = await registered({ title: "Aposentadoria", number: written });
  expect(process).toMatchObject({ number: "0000832-35.2018.4.01.3202" });
  for (const search of [
    bare,
    "0000832-35.2018.4.01.3202",
    written,
    "0000832\u201135.2018.4.01.3202.",
    "Processo nº 0000832-35.2018.4.01.3202",
    "PROC. n° 0000832-35.2018",
    "0000832 35 2018 4 01 3202",
    "０００0832-35.2018",
    "832-35.2018",
  ])
    expect([search, await titlesFor(firm.carla, search)]).toEqual([search, ["Aposentadoria"]]);
  for (const search of ["0000833-35", "Sala 832", "832 e 35.2018"])
    expect([search, await titlesFor(firm.carla, search)]).toEqual([search, []]);
  const { data } = await house.send(firm.carla, "query($n: String!) { processByNumber(number: $n) { title } }", {
    n: written,
  });
  expect(data.processByNumber).toEqual({ title: "Aposentadoria" });
});

test("it comes in from a file by its old number, and is the same one when it gets a CNJ number", async () => {
  const brought = async (...rows: object[]) => {
    const file = join(folder, "acervo.jsonl");
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    const told: string[] = [];
    await importFile(house.house.database, {
      firm: firm.firmId,
      file,
      dryRun: false,
      onRow: ({ fate, why }) => void told.push([fate, ...why.map(({ code, field }) => `${code} ${field}`)].join(" ")),
      onProgress: () => {},
    });
    return told;
  };
  const legacyNumber = "001.97.012345-6";
  const lawsuit = { type: "process", legacyNumber, title: "Reintegração" };
  const party = { type: "party", process: legacyNumber, name: "Fulano de Tal", role: "ADVERSE", side: "PASSIVE" };
  const movement = {
    type: "movement",
    process: legacyNumber,
    externalId: "1",
    occurredAt: "1997-05-02",
    title: "Autuação",
  };
  expect(await brought(party, movement, lawsuit)).toEqual(["create", "create", "create"]);
  expect(await brought(party, movement, lawsuit)).toEqual(["unchanged", "unchanged", "unchanged"]);
  const today = { ...lawsuit, number: "1000001-91.2099.8.26.0100" };
  expect(await brought(today, { ...party, process: today.number })).toEqual(["update", "unchanged"]);
  expect(await brought(today, lawsuit, party)).toEqual(["unchanged", "unchanged", "unchanged"]);
  // Another one of the same old number, of another court: from here on that number names neither.
  expect(await brought({ ...lawsuit, number: "0000002-94.2099.8.19.0001" })).toEqual(["create"]);
  expect(await brought(party, lawsuit, { ...party, process: today.number })).toEqual([
    "refused CONFLICT null",
    "refused CONFLICT null",
    "unchanged",
  ]);
  // A case that is called like it is a case.
  expect(await brought({ type: "process", title: old })).toEqual(["create"]);
  expect(await brought({ type: "process", kind: "CASE", title: "Outro", legacyNumber: "1" })).toEqual([
    "refused INVALID kind",
  ]);
  expect(await brought({ type: "process", kind: "LAWSUIT", title: "Sem número" })).toEqual(["refused REQUIRED number"]);
  expect(await titlesFor(firm.davi, "001970123456")).toEqual(expect.arrayContaining(["Reintegração", "Reintegração"]));
  expect(await house.owner("select * from access.difference()")).toEqual([]);
});
