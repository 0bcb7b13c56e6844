// Once a day a client is told by mail how much is new to it, and nothing of what it is.
import { readFileSync } from "node:fs";
import PostalMime, { type Email } from "postal-mime";
import { afterAll, beforeAll, expect, test } from "vitest";
import { executorOf } from "../platform/database.ts";
import { nextAt } from "../platform/jobs.ts";
import { ImportMovementsDocument, PreviewDocument } from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, grant, openLink, process, setPassword, settleFirm, signInAs } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let ana: string;
let access: string;
let hers: string;
const number = "0000001-11.2099.8.26.0100";
const secret = "1000001-91.2099.8.26.0100";
const another = "5000003-87.2099.8.13.0024";

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example", "LIGHT");
  const lawsuit = (of: string, title: string, contactId: string, more = {}) =>
    process(house, firm.davi, {
      kind: "LAWSUIT",
      number: of,
      title,
      parties: [{ contactId, role: "CLIENT", side: "ACTIVE" }],
      ...more,
    });
  hers = await lawsuit(number, "Indenização", firm.anaContact);
  await lawsuit(secret, "Guarda de Joana", firm.anaContact, { secret: true });
  await lawsuit(another, "Cobrança", firm.brunoContact);
  const granted = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: ["AUTOMATIC_MOVEMENTS"],
  });
  access = granted.accessId;
  ana = await openLink(house, granted.open);
});
afterAll(() => house.close());

let told = 0;
const court = async (of: string, count = 1, occurredAt = new Date().toISOString()) => {
  const movements = Array.from({ length: count }, (_, index) => ({
    externalId: `m${told + index}`,
    occurredAt,
    title: "Conclusão ao juiz",
  }));
  told += count;
  const { data } = await house.ask(firm.carla, ImportMovementsDocument, { input: { processNumber: of, movements } });
  expect(data?.importCourtMovements?.added).toBe(count);
};

/** Has the worker begin a day, and waits until it has done all of it. */
async function day(name: string, job: object = {}): Promise<void> {
  const until = new Date(Date.now() + 1_000).toISOString();
  await house.house.database.asNobody((transaction) =>
    house.house.jobs.enqueue("news", { day: name, firm: firm.firmId, until, ...job }, executorOf(transaction)),
  );
  house.house.jobs.nudge("news");
  for (let tries = 0; tries < 1_000; tries += 1) {
    const [left] = await house.owner(
      "select count(*)::int as count from jobs.job where name = 'news' and state < 'completed' and start_after <= now()",
    );
    if (left.count === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error("The day does not end.");
}

const letters = () =>
  house.mails.filter(({ accessId, links }) => accessId === access && links.some((one) => one.includes("/news/")));
const read = (file: string | null | undefined): Promise<Email> => PostalMime.parse(readFileSync(file as string));

test("the history that comes with a process is no news, and to whom nothing is new no letter goes", async () => {
  await court(number, 3);
  await court(another, 1);
  // A history of many movements comes in many imports.
  await court(number, 4, "2019-03-02T12:00:00Z");
  await day("2026-03-01");
  expect(letters()).toEqual([]);
});

test("what came since is counted: of what the client sees by its own ways in, and is told without a name or a number", async () => {
  await court(number, 2);
  await court(another, 5);
  // Nothing that she sees in her link's session.
  await court(secret, 1);
  await court(secret, 4);
  await house.send(
    firm.carla,
    `mutation { recordMovement(input: { processId: "${hers}", occurredAt: "2026-03-03T12:00:00Z", title: "Reunião" }) { userErrors { code } } }`,
  );
  await day("2026-03-02");
  expect(letters()).toHaveLength(1);
  const letter = await read(letters()[0]?.file);
  expect(letter.messageId).toMatch(new RegExp(`^<digest\\.${access}\\.2026-03-02@`));
  expect(letter.subject).toBe("Escritório almeida.example: há novidades para você");
  expect(letter.text).toContain("tem 2 novidades para você");
  expect(letter.text).toContain("has 2 pieces of news");
  expect(`${letter.text}${letter.html}${letter.subject}`).not.toMatch(
    /Indenização|Guarda|Joana|Cobrança|Conclusão|Reunião|0000001|1000001|segredo|secret/i,
  );
  const header = (name: string) => letter.headers.find(({ key }) => key === name)?.value;
  expect(header("list-unsubscribe")).toBe(`<${letters()[0]?.links.find((one) => one.includes("/news/"))}>`);
  expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
});

test("what was told is not told again, nor what the client has seen meanwhile", async () => {
  await day("2026-03-02");
  await day("2026-03-03");
  expect(letters()).toHaveLength(1);
  await court(number, 1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await house.send(ana, `mutation { markProcessSeen(processId: "${hers}") { userErrors { code } } }`);
  await day("2026-03-04");
  expect(letters()).toHaveLength(1);
});

test("one click in the letter ends it, a mistyped link does nothing, and one more click begins it again", async () => {
  const [link = ""] = letters()[0]?.links.filter((one) => one.includes("/news/")) ?? [];
  const post = async (url: string, body: string) =>
    (await fetch(url, { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded" } }))
      .status;
  const wrong = link.replace(/~(.)/, (_, first) => `~${first === "0" ? "1" : "0"}`);
  expect(await post(wrong, "List-Unsubscribe=One-Click")).toBe(404);
  expect(await post(`${link}x`, "List-Unsubscribe=One-Click")).toBe(404);
  await house.seed(
    ["identity.news_mail"],
    ["update identity.news_mail set told_until = now() - interval '1 hour' where access_id = $1", [access]],
  );
  expect(await post(link, "List-Unsubscribe=One-Click")).toBe(200);
  await house.seed(["processes.seen"], ["delete from processes.seen", []]);
  await day("2026-03-05");
  expect(letters()).toHaveLength(1);
  expect(await post(link, "again=yes")).toBe(200);
  await day("2026-03-05");
  expect(letters()).toHaveLength(2);
  expect((await read(letters()[1]?.file)).text).toContain("tem 3 novidades para você");
});

test("a day begins for every firm, and not for an access that is over", async () => {
  await court(number, 1);
  await day("2026-03-06", { firm: undefined, until: undefined });
  // What is just being written is told the next day.
  expect(letters()).toHaveLength(2);
  await house.send(firm.davi, `mutation { revokeClientAccess(accessId: "${access}") { userErrors { code } } }`);
  await day("2026-03-07");
  expect(letters()).toHaveLength(2);
});

test("a link is told nothing of letters: they count what is secret, too, where there is an app", async () => {
  const other = await settleFirm(house, "costalima.example", "SMART");
  const number = "1000001-91.2099.8.26.0100";
  const parties = [{ contactId: other.anaContact, role: "CLIENT" as const, side: "ACTIVE" as const }];
  await process(house, other.davi, { kind: "LAWSUIT", number, title: "Guarda de Joana", secret: true, parties });
  const email = "ana@clientes.costalima.example";
  const granted = await grant(house, other.davi, {
    ...{ contactId: other.anaContact, email, type: "STANDARD", categories: ["AUTOMATIC_MOVEMENTS"] },
  });
  await setPassword(house, granted.password);
  const app = await signInAs(house, email, "APP");
  const byLink = await openLink(house, granted.open);
  const previewed = async (channel: "WEB" | "APP") => {
    const { data } = await house.ask(other.davi, PreviewDocument, { id: granted.accessId, channel });
    return data?.previewAccess?.session?.token as string;
  };
  const told = async (token: string) => {
    const query = `{ processes { totalCount }
      viewer { ... on ClientAccess { newsByMail { wanted lastSentAt failure } } } }`;
    return (await house.send(token, query)).data;
  };
  for (const externalId of ["s1", "s2"])
    await house.ask(other.davi, ImportMovementsDocument, {
      input: {
        processNumber: number,
        movements: [{ externalId, occurredAt: new Date().toISOString(), title: "Conclusão ao juiz" }],
      },
    });
  const before = [await told(byLink), await told(await previewed("WEB"))];
  await day("2026-03-06", { firm: other.firmId });
  const isLetter = ({ accessId, links }: (typeof house.mails)[number]) =>
    accessId === granted.accessId && links.some((one) => one.includes("/news/"));
  expect(house.mails.filter(isLetter)).toHaveLength(1);
  const nothing = { wanted: true, lastSentAt: null, failure: null };
  expect((await told(app)).viewer.newsByMail).toEqual({ ...nothing, lastSentAt: expect.any(String) });
  expect((await told(await previewed("APP"))).viewer.newsByMail.lastSentAt).toEqual(expect.any(String));
  for (const token of [byLink, await previewed("WEB")]) {
    const { processes, viewer } = await told(token);
    expect([processes.totalCount, viewer.newsByMail]).toEqual([0, nothing]);
  }
  expect(before.map(({ viewer }) => viewer.newsByMail)).toEqual([nothing, nothing]);
});

test("the day is planned once, for eight in the morning of Brasília", async () => {
  const planned = await house.owner(
    "select data, start_after from jobs.job where name = 'news' and start_after > now()",
  );
  const { day, at } = nextAt(8, new Date());
  expect(planned).toEqual([{ data: { day }, start_after: at }]);
  expect(nextAt(8, new Date("2026-03-02T10:59:59Z"))).toEqual({
    day: "2026-03-02",
    at: new Date("2026-03-02T11:00:00Z"),
  });
  expect(nextAt(8, new Date("2026-03-03T02:00:00Z"))).toEqual({
    day: "2026-03-03",
    at: new Date("2026-03-03T11:00:00Z"),
  });
});
