// What courts and gazettes tell comes in by the thousand: whole, once, and harmless.
import { afterAll, beforeAll, expect, test } from "vitest";
import { ImportMovementsDocument, ImportPublicationsDocument } from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, grant, openLink, process, settleFirm } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let ana: string;
let hers: string;
const number = "0000001-11.2099.8.26.0100";

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  hers = await process(house, firm.carla, {
    kind: "LAWSUIT",
    number,
    title: "Indenização",
    parties: [{ contactId: firm.anaContact, role: "CLIENT", side: "ACTIVE" }],
  });
  const granted = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: ["AUTOMATIC_MOVEMENTS", "PUBLICATIONS"],
  });
  ana = await openLink(house, granted.open);
});
afterAll(() => house.close());

const movement = (id: string, more: object = {}) => ({
  externalId: id,
  occurredAt: "2026-03-02T12:00:00Z",
  title: "Conclusão",
  ...more,
});
const publication = (id: string, more: object = {}) => ({
  externalId: id,
  gazette: "DJEN",
  availableOn: "2026-03-02",
  content: "Intime-se.",
  ...more,
});
const many = <Item>(count: number, item: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => item(index));
const movements = async (list: object[], token = firm.carla) =>
  (await house.ask(token, ImportMovementsDocument, { input: { processNumber: number, movements: list as never } })).data
    ?.importCourtMovements;
const publications = async (list: object[], token = firm.carla) =>
  (await house.ask(token, ImportPublicationsDocument, { input: { publications: list as never } })).data
    ?.importPublications;
const counted = async () =>
  (await house.send(ana, `{ process(id: "${hers}") { movements { totalCount } } }`)).data.process.movements.totalCount;

test("a thousand movements come in by one call, and the thousand and first is one too many", async () => {
  const before = await counted();
  const long = "x".repeat(5_000);
  const thousand = many(1_000, (index) => movement(`long ${index}`, { text: long }));
  expect(await movements(thousand)).toEqual({ added: 1_000, unchanged: 0, userErrors: [] });
  expect(await movements(thousand.toReversed())).toEqual({ added: 0, unchanged: 1_000, userErrors: [] });
  expect(await counted()).toBe(before + 1_000);
  expect(await movements([...thousand, movement("one more")])).toMatchObject({
    added: 0,
    unchanged: 0,
    userErrors: [{ code: "INVALID", field: ["input", "movements"] }],
  });
  expect(await counted()).toBe(before + 1_000);
});

test("ten imports at a time that overlap, each in an order of its own, add each movement and publication once", async () => {
  const before = await counted();
  const shuffled = <Item>(items: Item[]) =>
    items
      .map((item) => [Math.random(), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  const large = many(10, (part) => shuffled(many(1_000, (index) => `m ${part * 100 + index}`)));
  const told = await Promise.all(large.map((ids) => movements(ids.map((id) => movement(id)))));
  expect(told.map((one) => [(one?.added ?? 0) + (one?.unchanged ?? 0), one?.userErrors])).toEqual(
    many(10, () => [1_000, []]),
  );
  expect(told.reduce((sum, one) => sum + (one?.added ?? 0), 0)).toBe(1_900);
  expect(await counted()).toBe(before + 1_900);

  const parts = many(10, (part) => shuffled(many(200, (index) => `m ${part * 100 + index}`)));
  const gazettes = await Promise.all(
    parts.map((ids) => publications(ids.map((id) => publication(id, { canceled: id.endsWith("7") })))),
  );
  expect(gazettes.map((one) => [(one?.added ?? 0) + (one?.unchanged ?? 0), one?.userErrors])).toEqual(
    many(10, () => [200, []]),
  );
  expect(gazettes.reduce((sum, one) => sum + (one?.added ?? 0), 0)).toBe(1_100);
});

test("what is wrong is refused item by item with its place, and the rest is kept", async () => {
  const list = [
    movement("kept 1"),
    movement("no moment", { occurredAt: "2026-02-30T12:00:00Z" }),
    movement("no title", { title: " " }),
    movement("too long", { text: "x".repeat(10_001) }),
    movement("", {}),
    movement("kept 2"),
    movement("kept 1"),
  ];
  const told = await movements(list);
  expect(told).toMatchObject({ added: 2, unchanged: 1 });
  expect(told?.userErrors.map(({ code, field }) => `${code} ${field?.join(".")}`)).toEqual([
    "INVALID input.movements.1.occurredAt",
    "REQUIRED input.movements.2.title",
    "INVALID input.movements.3.text",
    "REQUIRED input.movements.4.externalId",
  ]);
  const gazette = await publications([
    publication("kept 1"),
    publication("no day", { availableOn: "31/02/2026" }),
    publication("nothing but a script", { content: "<p><script>alert(1)</script></p>" }),
    publication("too long", { content: "x".repeat(100_001) }),
  ]);
  expect(gazette).toMatchObject({ added: 1, unchanged: 0 });
  expect(gazette?.userErrors.map(({ code, field }) => `${code} ${field?.join(".")}`)).toEqual([
    "INVALID input.publications.1.availableOn",
    "INVALID input.publications.3.content",
    "REQUIRED input.publications.2.content",
  ]);
});

test("a publication's text is shown without what strangers hid in it", async () => {
  const content = `<div class="x" style="position:fixed"><p id="a" onclick="alert(1)">Intime-se a <b>autora</b>.<script>alert(1)</script></p>
<a href="javascript:alert(1)">aqui</a><img src=x onerror=alert(1)><svg/onload=alert(1)><iframe src="https://evil.example"></iframe>
Silva & Cia &lt;script&gt; <table width=1><tr><td>1</td></tr></table></div>`;
  await publications([publication("hostile", { content, availableOn: "2026-03-20" })]);
  const { data } = await house.send(firm.carla, "{ publications(first: 1) { nodes { content } } }");
  const shown = data.publications.nodes[0].content;
  expect(shown).toMatch(/^<p>Intime-se a <b>autora<\/b>\.<\/p>\naqui/);
  expect(shown).toMatch(/Silva &amp; Cia &lt;script&gt; <table><tr><td>1<\/td><\/tr><\/table>$/);
  expect(shown).not.toMatch(/alert|onclick|href|style|class|evil|<(?!\/?(p|b|table|tr|td)>)/);
});

test("only an import by somebody of the firm may be larger than a question", async () => {
  const size = (bytes: number) =>
    many(80, (index) => publication(`large ${index}`, { content: "y".repeat(bytes / 80) }));
  const query = ImportPublicationsDocument.toString();
  const send = async (token: string | null, text: string, variables: object) => {
    const { status, data, errors } = await house.send(token, text, variables);
    return [status, errors[0]?.extensions.code ?? data];
  };
  const refused = [413, "QUERY_TOO_COMPLEX"];
  const input = { publications: size(7_800_000) };
  expect(await send(firm.carla, query, { input })).toEqual([
    200,
    { importPublications: { added: 80, unchanged: 0, userErrors: [] } },
  ]);
  expect(
    await send(firm.carla, query, {
      input: { publications: [...size(7_800_000), publication("z", { content: "z".repeat(700_000) })] },
    }),
  ).toEqual(refused);
  for (const token of [null, ana, "nobody"]) expect(await send(token, query, { input })).toEqual(refused);
  const twice = `mutation($input: ImportPublicationsInput!) { a: importPublications(input: $input) { added } b: importPublications(input: $input) { added } }`;
  expect(await send(firm.carla, twice, { input })).toEqual(refused);
  expect(await send(firm.carla, "{ viewer { __typename } }", { input })).toEqual(refused);
  expect(await send(firm.carla, `${query} #${"x".repeat(150_000)}`, { input: { publications: [] } })).toEqual(refused);
  // Nor does an import make room for anything else beside it.
  const beside = `mutation($input: ImportPublicationsInput!) { importPublications(input: $input) { added } signOut { userErrors { code } } }`;
  expect(await send(firm.carla, beside, { input })).toEqual(refused);
});
