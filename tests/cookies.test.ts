// Sessions that a browser keeps in a cookie: no script reads it, no other site's page uses it, and it ends when the session does.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TypedDocumentString } from "../schema/operations.ts";
import {
  EndSessionDocument,
  OpenLinkDocument,
  PreviewDocument,
  SignInDocument,
  SignOutDocument,
  SwitchDocument,
} from "../schema/operations.ts";
import { type Answer, openTestHouse, type TestHouse } from "./house.ts";
import { contact, type FirmWorld, grant, passphrase, setPassword, settleFirm } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
let ana: { accessId: string; open: string | null };
let there: { accessId: string };
const email = "ana@clientes.example";

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
  const granted = async (by: FirmWorld) => {
    const contactId = await contact(house, by.davi, {
      name: "Ana",
      kind: "PERSON",
      profile: "CLIENT",
      emails: [email],
    });
    return grant(house, by.davi, { contactId, email, type: "STANDARD", categories: [] });
  };
  const first = await granted(firm);
  await setPassword(house, first.password);
  ana = first;
  there = await granted(other);
});
afterAll(() => house.close());

/** A browser: it keeps the session's cookie and the device's, and sends them with what its pages ask. */
class Browser {
  jar: string | null = null;
  device: string | null = null;
  lines: string[] = [];
  deviceLines: string[] = [];

  async ask<Data, Variables>(
    operation: TypedDocumentString<Data, Variables>,
    variables: Variables,
    headers: Record<string, string> = {},
  ): Promise<Answer<Data>> {
    return this.send(operation.toString(), variables as object, headers);
  }

  async send(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Answer<any>> {
    const sent = {
      "x-session": "cookie",
      "sec-fetch-site": "same-origin",
      cookie: [
        "other=1",
        ...(this.jar ? [`__Host-andamento=${this.jar}`] : []),
        ...(this.device ? [`__Host-andamento-device=${this.device}`] : []),
      ].join("; "),
      ...headers,
    };
    const said = Object.entries(sent).filter(([, value]) => value !== "");
    const answer = await house.send(null, query, variables, Object.fromEntries(said));
    const set = answer.headers.getSetCookie();
    this.lines = set.filter((line) => line.startsWith("__Host-andamento="));
    this.deviceLines = set.filter((line) => !this.lines.includes(line));
    for (const line of this.deviceLines) this.device = /^__Host-andamento-device=([^;]+)/.exec(line)?.[1] ?? null;
    for (const line of this.lines) this.jar = /^__Host-andamento=([^;]*)/.exec(line)?.[1] || null;
    return answer;
  }

  async who(headers: Record<string, string> = {}): Promise<string | null> {
    const { data } = await this.send(
      "{ viewer { ... on ClientAccess { id } ... on StaffMember { id } } }",
      {},
      headers,
    );
    return data?.viewer?.id ?? null;
  }
}

const davi = () => ({ input: { email: "davi@almeida.example", password: passphrase } });
const byPassword = (accessId: string) => ({
  input: { email, password: passphrase, channel: "APP" as const, accessId },
});

test("Davi signs in: the cookie has the session, the answer has not, and his next request is his", async () => {
  const browser = new Browser();
  const { data, text } = await browser.ask(SignInDocument, davi());
  expect(data?.signIn).toMatchObject({ userErrors: [], session: { token: null, viewer: { id: firm.daviId } } });
  expect(text).not.toContain(browser.jar);
  const [line = ""] = browser.lines;
  expect(browser.lines).toHaveLength(1);
  const attributes = line.split("; ").slice(1);
  expect(attributes.map((one) => one.split("=")[0]).toSorted()).toEqual([
    "Expires",
    "HttpOnly",
    "Path",
    "SameSite",
    "Secure",
  ]);
  expect(attributes).toContain("Path=/");
  expect(attributes).toContain("SameSite=Strict");
  const expires = attributes.find((one) => one.startsWith("Expires="))?.slice(8) ?? "";
  const ends = data?.signIn?.session?.expiresAt as string;
  expect(Math.abs(new Date(expires).getTime() - new Date(ends).getTime())).toBeLessThan(1000);
  expect(await browser.who()).toBe(firm.daviId);
});

test("a program that does not ask for a cookie is told the token and set no cookie", async () => {
  const { data, headers } = await house.ask(null, SignInDocument, davi());
  expect(data?.signIn?.session?.token).toMatch(/^[\w-]{43}$/);
  expect(headers.getSetCookie()).toEqual([]);
});

test("no token is told whatever is selected, by each of the four that begin a session, and each cookie is its own", async () => {
  const jars = new Set<string | null>();
  const client = new Browser();
  const told: string[] = [];
  const begin = async (browser: Browser, answer: Promise<Answer<unknown>>) => {
    const { text } = await answer;
    expect(browser.lines, text).toHaveLength(1);
    expect(jars.has(browser.jar)).toBe(false);
    jars.add(browser.jar);
    told.push(text);
  };
  const twice = "{ a: session { token } session { id t: token viewer { __typename } } }";
  await begin(client, client.ask(OpenLinkDocument, { token: ana.open as string }));
  await begin(
    client,
    client.send(`mutation($input: SignInInput!) { signIn(input: $input) ${twice} }`, byPassword(ana.accessId)),
  );
  await begin(client, client.ask(SwitchDocument, { accessId: there.accessId }));
  expect(await client.who()).toBe(there.accessId);
  const admin = new Browser();
  await begin(admin, admin.ask(SignInDocument, davi()));
  await begin(admin, admin.ask(PreviewDocument, { id: ana.accessId, channel: "WEB" }));
  expect(await admin.who()).toBe(ana.accessId);
  for (const jar of jars) expect(told.join()).not.toContain(jar);
});

test("a password and a link set the cookie by which the browser is known again, and it outlives the session", async () => {
  const visitor = new Browser();
  await visitor.ask(OpenLinkDocument, { token: ana.open as string });
  expect(visitor.deviceLines).toHaveLength(1);
  const known = visitor.device;
  await visitor.ask(OpenLinkDocument, { token: ana.open as string });
  expect([known, visitor.device]).toEqual([expect.stringMatching(/^[\w-]{43}$/), known]);
  await visitor.ask(OpenLinkDocument, { token: "A".repeat(43) });
  expect(visitor.deviceLines).toEqual([]);
  const browser = new Browser();
  await browser.ask(SignInDocument, { input: { ...davi().input, password: "não é esta, com certeza" } });
  expect(browser.deviceLines).toEqual([]);
  const { text } = await browser.ask(SignInDocument, davi());
  expect(browser.deviceLines).toEqual([
    expect.stringMatching(
      /^__Host-andamento-device=[\w-]{43}; Max-Age=34560000; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
    ),
  ]);
  const { device } = browser;
  expect([device, text]).not.toEqual([browser.jar, expect.stringContaining(device as string)]);
  await browser.ask(PreviewDocument, { id: ana.accessId, channel: "WEB" });
  expect(browser.deviceLines).toEqual([]);
  await browser.ask(SignOutDocument, {});
  expect([browser.jar, browser.device]).toEqual([null, device]);
  await browser.ask(SignInDocument, byPassword(ana.accessId));
  expect(browser.device).toBe(device);
  expect((await house.send(device, "{ viewer { __typename } }")).data.viewer).toBeNull();
});

test("a refused sign-in sets nothing, and leaves what was there", async () => {
  const browser = new Browser();
  await browser.ask(SignInDocument, davi());
  const { data } = await browser.ask(SignInDocument, {
    input: { ...davi().input, password: "não é esta, com certeza" },
  });
  expect(data?.signIn?.userErrors).toMatchObject([{ code: "CREDENTIALS_INVALID" }]);
  expect(browser.lines).toEqual([]);
  expect(await browser.who()).toBe(firm.daviId);
});

test("who signs in where somebody was signed in, or begins a preview there, ends that session; a planted cookie is not taken up", async () => {
  const browser = new Browser();
  await browser.ask(SignInDocument, davi());
  const before = browser.jar as string;
  await browser.ask(OpenLinkDocument, { token: ana.open as string });
  expect(browser.jar).not.toBe(before);
  expect(await browser.who()).toBe(ana.accessId);
  expect((await house.send(before, "{ viewer { __typename } }")).data.viewer).toBeNull();
  const davis = new Browser();
  await davis.ask(SignInDocument, davi());
  const own = davis.jar as string;
  await davis.ask(PreviewDocument, { id: ana.accessId, channel: "WEB" });
  expect(await davis.who()).toBe(ana.accessId);
  expect((await house.send(own, "{ viewer { __typename } }")).data.viewer).toBeNull();
  const planted = "P".repeat(43);
  browser.jar = planted;
  await browser.ask(SignInDocument, davi());
  expect(browser.jar).not.toBe(planted);
  expect((await house.send(planted, "{ viewer { __typename } }")).data.viewer).toBeNull();
});

describe("leaving", () => {
  test.each([
    ["signing out", (browser: Browser) => browser.ask(SignOutDocument, {})],
    ["signing out everywhere", (browser: Browser) => browser.ask(SignOutDocument, { everywhere: true })],
    [
      "ending this session",
      async (browser: Browser) => {
        const { data } = await browser.send("{ session { id } }");
        return browser.ask(EndSessionDocument, { id: data.session.id });
      },
    ],
  ])("by %s clears the cookie, and what it had is nobody's", async (_how, leave) => {
    const browser = new Browser();
    await browser.ask(SignInDocument, byPassword(ana.accessId));
    const had = browser.jar as string;
    await leave(browser);
    expect(browser.lines[0]).toMatch(
      /^__Host-andamento=; Path=\/; Expires=Thu, 01 Jan 1970 .*HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(browser.jar).toBeNull();
    browser.jar = had;
    expect(await browser.who()).toBeNull();
  });

  test("another of one's own sessions keeps the cookie of this one", async () => {
    const [here, phone] = [new Browser(), new Browser()];
    await here.ask(SignInDocument, byPassword(ana.accessId));
    await phone.ask(SignInDocument, byPassword(ana.accessId));
    const { data } = await phone.send("{ session { id } }");
    await here.ask(EndSessionDocument, { id: data.session.id });
    expect(here.lines).toEqual([]);
    expect([await here.who(), await phone.who()]).toEqual([ana.accessId, null]);
  });
});

describe("the cookie of somebody signed in", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = new Browser();
    await browser.ask(SignInDocument, davi());
  });

  test("is nobody's without the header that only a page of this service sends", async () => {
    expect(await browser.who({ "x-session": "" })).toBeNull();
    expect(await browser.who({ "x-session": "Cookie" })).toBeNull();
    expect(await browser.who({ "x-session": "bearer" })).toBeNull();
    expect(await browser.who()).toBe(firm.daviId);
  });

  test.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["another host of the site", { "sec-fetch-site": "same-site" }],
    ["another origin, by an old browser", { "sec-fetch-site": "same-origin", origin: "https://evil.example" }],
    ["no origin at all", { "sec-fetch-site": "cross-site", origin: "null" }],
  ])("is refused to a page of %s", async (_what, headers) => {
    const sent: Record<string, string> = { ...headers };
    // An old browser says nothing of sites.
    if (sent["origin"]?.startsWith("https")) sent["sec-fetch-site"] = "";
    for (const query of ["{ viewer { __typename } }", "mutation { signOut { userErrors { code } } }"]) {
      const { status, data, errors } = await browser.send(query, {}, sent);
      expect([status, data, errors[0]?.extensions.code]).toEqual([403, null, "FORBIDDEN"]);
    }
    expect(await browser.who({ origin: house.url })).toBe(firm.daviId);
  });

  test("does not make a form's post a question", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      const { status, data } = await browser.send(
        "mutation { signOut { userErrors { code } } }",
        {},
        { "content-type": type },
      );
      expect([status >= 400, data]).toEqual([true, null]);
    }
    expect(await browser.who()).toBe(firm.daviId);
  });

  test("opens the playground by a plain visit", async () => {
    const visit = await fetch(`${house.url}/playground`, { headers: { cookie: `__Host-andamento=${browser.jar}` } });
    expect(visit.status).toBe(200);
  });
});
