// The pages that people open, in a real browser: what the links of mails lead to, and the playground. Nothing of a mail's
// secret stays where it can be seen, and nothing is done by it before a person presses something.
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { executorOf } from "../platform/database.ts";
import { ImportMovementsDocument } from "../schema/operations.ts";
import { type Browser, openChromium, type Page } from "./chromium.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { contact, type FirmWorld, grant, passphrase, process as processOf, settleFirm, signInAs } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let browser: Browser;
const number = "0000001-11.2099.8.26.0100";
/** What Ana's invitation carries. */
let ana: { accessId: string; open: string | null; password: string | null };

beforeAll(async () => {
  browser = await openChromium();
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  await processOf(house, firm.carla, {
    kind: "LAWSUIT",
    number,
    title: "Indenização",
    parties: [{ contactId: firm.anaContact, role: "CLIENT", side: "ACTIVE" }],
  });
  ana = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: ["AUTOMATIC_MOVEMENTS"],
  });
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** What a page has sent, but for what only looks. */
const deeds = ({ requests }: Page) =>
  requests.filter(({ method, body }) => method !== "GET" && !/^\{"query":"query CheckToken/.test(body));

/** Nothing of a secret is in the address, in what the tab keeps, or in anything that was asked of a server but in a body. */
async function expectHidden(page: Page, secret: string, path: string): Promise<void> {
  expect(
    await page.says("[location.pathname + location.search + location.hash, history.length, document.cookie]"),
  ).toEqual([path, expect.any(Number), ""]);
  expect(await page.says("JSON.stringify([localStorage, sessionStorage])")).not.toContain(secret);
  expect(await page.says("document.documentElement.outerHTML")).not.toContain(secret);
  for (const { url } of page.requests.slice(1)) expect(url).not.toContain(secret);
  expect(await page.says("JSON.stringify(navigation.entries().map(({ url }) => url))")).not.toContain(secret);
}

/** What a mail scanner's browser does: it presses and submits by script whatever it finds. */
const pressedByScript = `for (const one of document.querySelectorAll("button")) {
  one.click();
  one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  one.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
}
for (const one of document.querySelectorAll("form")) one.requestSubmit();
new Promise((resolve) => setTimeout(resolve, 500))`;

test("the link of a mail opens Ana's processes at her press, and at nothing that a script does", async () => {
  const secret = ana.open as string;
  const page = await browser.open(`${house.url}/open#${secret}`);
  await page.until("!document.getElementById('invited').hidden");
  await expectHidden(page, secret, "/open");
  expect(await page.says("document.body.innerText")).toContain("Escritório almeida.example");
  await page.says(pressedByScript);
  expect(deeds(page)).toEqual([]);

  await page.press("#open");
  await page.until("!document.getElementById('processes').hidden");
  expect(await page.says("document.getElementById('list').innerText")).toContain("Indenização");
  await expectHidden(page, secret, "/open");
  expect(deeds(page).map(({ body }) => JSON.parse(body).query.split(" ")[1].split("(")[0])).toEqual([
    "OpenLink",
    "MyProcesses",
  ]);

  await page.press("#leave");
  await page.until("!document.getElementById('left').hidden");
  expect(await page.says("document.body.innerText")).not.toContain("Indenização");
  expect(page.problems).toEqual([]);
  await page.close();
});

test("a link that was never mailed says so, and shows nothing", async () => {
  const page = await browser.open(`${house.url}/open#${"A".repeat(43)}`);
  await page.until("!document.getElementById('invalid').hidden");
  expect(deeds(page)).toEqual([]);
  expect(page.problems).toEqual([]);
  await page.close();
});

test("the link of a mail sets Ana's password at her press and at no other; then it is spent", async () => {
  const secret = ana.password as string;
  const page = await browser.open(`${house.url}/password#${secret}`);
  await page.until("!document.getElementById('choosing').hidden");
  await expectHidden(page, secret, "/password");
  for (const field of ["password", "confirmation"]) {
    await page.press(`#${field}`);
    await page.type(passphrase);
  }
  expect(await page.says("document.getElementById('confirmation').value")).toBe(passphrase);
  await page.says(pressedByScript);
  expect(deeds(page)).toEqual([]);

  await page.press("#save");
  await page.until("!document.getElementById('saved').hidden");
  await expectHidden(page, secret, "/password");
  expect(await page.says("document.getElementById('password').value")).toBe("");
  // Where she goes on: the firm's guide, which needs no script.
  await page.press("[data-guide]");
  await page.until("document.querySelector('main.guide ol li') !== null");
  expect(await page.says("location.pathname")).toMatch(/^\/guide\/[0-9a-f-]{36}\/standard$/);
  expect(await page.says("document.querySelector('h1').textContent")).toBe("Como acompanhar seus processos");
  expect(page.problems).toEqual([]);
  await page.close();
  await signInAs(house, "ana@clientes.almeida.example", "APP");

  const again = await browser.open(`${house.url}/password#${secret}`);
  await again.until("!document.getElementById('invalid').hidden");
  expect(deeds(again)).toEqual([]);
  await again.close();
});

test("to whom a second firm mails a link for a password, who has one, the page says so and asks for none", async () => {
  const other = await settleFirm(house, "costalima.example");
  const email = "ana@clientes.almeida.example";
  const contactId = await contact(house, other.davi, {
    name: "Ana",
    kind: "PERSON",
    profile: "CLIENT",
    emails: [email],
  });
  const there = await grant(house, other.davi, { contactId, email, type: "SIMPLIFIED", categories: [] });
  const page = await browser.open(`${house.url}/password#${there.password}`);
  await page.until("!document.getElementById('there').hidden");
  expect(await page.says("document.body.innerText")).toContain("Escritório costalima.example");
  expect(await page.says("document.getElementById('choosing').hidden")).toBe(true);
  expect(await page.says("document.querySelector('#there [data-guide]').pathname")).toMatch(
    /^\/guide\/.*\/simplified$/,
  );
  await page.says(pressedByScript);
  expect(deeds(page)).toEqual([]);
  expect(page.problems).toEqual([]);
  await page.close();
});

test("the link of a letter of news ends the letters at her press, and begins them again at the next", async () => {
  // What comes with the first import is history, and no news.
  for (const externalId of ["m1", "m2"])
    await house.ask(firm.carla, ImportMovementsDocument, {
      input: {
        processNumber: number,
        movements: [{ externalId, occurredAt: new Date().toISOString(), title: "Conclusão" }],
      },
    });
  const { jobs, database } = house.house;
  const day = { day: "2026-03-01", firm: firm.firmId, until: new Date().toISOString() };
  await database.asNobody((transaction) => jobs.enqueue("news", day, executorOf(transaction)));
  jobs.nudge("news");
  const link = await vi.waitFor(
    () =>
      house.mails.flatMap(({ links }) => links).find((one) => one.includes("/news/")) ?? Promise.reject(new Error()),
    { timeout: 20_000 },
  );
  const page = await browser.open(link);
  const wanted = async () => {
    const [row] = await database.asWorker(firm.firmId, (transaction) =>
      transaction.execute<{ off: number }[]>(
        "select count(*)::int as off from identity.news_mail where opted_out_at is not null",
      ),
    );
    return row?.off === 0;
  };
  await page.until("document.querySelector('form button') !== null");
  expect(deeds(page)).toEqual([]);
  expect(await wanted()).toBe(true);
  await page.press("form button");
  await page.until("document.body.innerText.includes('não enviaremos mais')");
  expect(await wanted()).toBe(false);
  await page.press("form button");
  await page.until("document.body.innerText.includes('avisaremos')");
  expect(await wanted()).toBe(true);
  expect(page.problems).toEqual([]);
  await page.close();
});

test("Davi signs in at the playground, asks by an example, and signs out", { timeout: 120_000 }, async () => {
  const page = await browser.open(`${house.url}/playground`);
  await page.until("document.querySelector('.graphiql-container .monaco-editor') !== null");
  await page.press("header button.deed");
  await page.until("document.querySelector('dialog').open");
  await page.says("document.querySelector('dialog input[type=email]').focus()");
  await page.type("davi@almeida.example");
  await page.says("document.querySelector('dialog input[type=password]').focus()");
  await page.type(passphrase);
  await page.press("dialog form:has(input[type=password]) button[type=submit]");
  await page.until("document.querySelector('header [role=status]').innerText.includes('Davi Almeida')");
  await page.until("document.querySelectorAll('.examples li button').length > 20");
  await page.says(
    `[...document.querySelectorAll(".examples li button")].find((one) => one.innerText.startsWith("Me ")).click()`,
  );
  await page.until("!document.querySelector('dialog').open");
  await page.press(".graphiql-execute-button");
  // It shows as much of the answer as there is room for.
  await page.until("document.querySelector('.graphiql-response').textContent.includes('PASSWORD')");
  await page.press("header > button");
  await page.until("document.querySelector('header button.deed') !== null");
  expect(await page.says("sessionStorage.getItem('andamento-session')")).toBeNull();
  // All of it came from here.
  for (const { url } of page.requests) expect(url).toMatch(new RegExp(`^(${house.url}/|data:|blob:)`));
  expect(page.problems).toEqual([]);
  await page.close();
});
