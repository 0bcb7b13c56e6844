// The owner of a password or a link is told that it was used on a device where it never was before; and what is kept to know
// a device by.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openPost } from "../platform/mail.ts";
import {
  EditDocument,
  OpenLinkDocument,
  PreviewDocument,
  RequestPasswordResetDocument,
  RotateDocument,
  SetPasswordDocument,
  SignInDocument,
  SwitchDocument,
} from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { contact, type FirmWorld, grant, passphrase, setPassword, settleFirm } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;

/** Letters wait here while it is not null. */
let held: Promise<void> | null = null;
const folder = mkdtempSync(join(tmpdir(), "andamento-new-device-"));

beforeAll(async () => {
  const post = openPost({ smtpUrl: null, from: "Andamento <nao-responda@andamento.example>", folder });
  house = await openTestHouse({
    post: {
      async send(letter) {
        await held;
        return post.send(letter);
      },
      close: () => post.close(),
    },
  });
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

let people = 0;
/** Somebody who has an access and a password, and has never signed in. */
async function client(by = firm, email = `cliente${++people}@clientes.example`) {
  const contactId = await contact(house, by.davi, { name: "Ana", kind: "PERSON", profile: "CLIENT", emails: [email] });
  const granted = await grant(house, by.davi, { contactId, email, type: "STANDARD", categories: [] });
  return { email, contactId, ...granted };
}

const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
const chromeLater = chrome.replace("141.0.0.0", "142.0.7444.59");
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

const tried = (email: string, headers: Record<string, string>, password = passphrase, channel: "APP" | null = "APP") =>
  house.ask(null, SignInDocument, { input: { email, password, channel } }, headers);

async function signIn(email: string, agent: string, channel: "APP" | null = "APP"): Promise<string> {
  const { data } = await tried(email, { "user-agent": agent }, passphrase, channel);
  return data?.signIn?.session?.token as string;
}

/** As a browser that keeps its session in a cookie: gives the device's. */
async function inBrowser(email: string, device: string | null, agent = chrome): Promise<string | null> {
  const headers = {
    "x-session": "cookie",
    "sec-fetch-site": "same-origin",
    "user-agent": agent,
    cookie: device ? `__Host-andamento-device=${device}` : "other=1",
  };
  const lines = (await tried(email, headers)).headers.getSetCookie();
  return lines.flatMap((line) => /^__Host-andamento-device=([^;]+)/.exec(line)?.[1] ?? []).at(0) ?? null;
}

/** The letters to an address whose Message-ID begins so. */
async function letters(address: string, kind = "new-device") {
  const sent = house.mails.filter(({ to, file }) => to === address && file);
  const parsed = await Promise.all(sent.map(({ file }) => PostalMime.parse(readFileSync(file as string))));
  return parsed.filter(({ messageId }) => messageId?.startsWith(`<${kind}.`));
}

const told = (address: string, times: number) =>
  vi.waitFor(async () => expect(await letters(address)).toHaveLength(times), 30_000);

/** Letters go out one after the other: once this one has, no earlier one waits. */
async function afterAllLetters(): Promise<void> {
  const { accessId } = await client();
  await house.mailOf(accessId);
}

test("the first sign-in of all is told to nobody, the same device's neither, and another's once", async () => {
  const { email, password, accessId } = await client();
  await setPassword(house, password);
  await signIn(email, chrome);
  await signIn(email, chrome);
  await signIn(email, chromeLater);
  await afterAllLetters();
  expect(await letters(email)).toEqual([]);
  const before = Date.now();
  await signIn(email, firefox);
  await told(email, 1);
  await signIn(email, firefox);
  await signIn(email, chrome);
  await afterAllLetters();
  const [letter, ...more] = await letters(email);
  expect(more).toEqual([]);
  expect(letter).toMatchObject({
    to: [{ name: "Ana", address: email }],
    subject: "Escritório almeida.example: sua senha foi usada em um novo aparelho",
  });
  const { text = "", html = "" } = letter ?? {};
  const minutes = (language: string): string[] =>
    [before, Date.now()].map((at) =>
      new Date(at - 3 * 3600_000).toLocaleString(language, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }),
    );
  expect(
    minutes("pt-BR").some((one) => text.includes(`, em ${one} (horário de Brasília).`)),
    text,
  ).toBe(true);
  expect(
    minutes("en-GB").some((one) => text.includes(`, on ${one} (Brasília time).`)),
    text,
  ).toBe(true);
  for (const part of [text, html]) {
    expect(part).toContain("Peça uma nova senha agora");
    expect(part).toContain("lista de sessões");
    expect(part).toContain("Ask for a new password now");
    expect(part).toContain("atendimento@almeida.example");
    expect(part).not.toMatch(/127\.0\.0\.1|Firefox|Linux|https?:/);
  }
  expect(text + html).not.toContain(accessId);
});

test("a browser is known by its cookie, whatever it calls itself, and not by what others call themselves too", async () => {
  const { email, password } = await client();
  await setPassword(house, password);
  const laptop = await inBrowser(email, null);
  expect(laptop).toMatch(/^[\w-]{43}$/);
  expect(await inBrowser(email, laptop, firefox)).toBe(laptop);
  await afterAllLetters();
  expect(await letters(email)).toEqual([]);
  const stranger = await inBrowser(email, null);
  expect(stranger).not.toBe(laptop);
  await told(email, 1);
  await inBrowser(email, laptop);
  await inBrowser(email, stranger);
  for (const nothing of ["", "x".repeat(42), `${laptop}=`, "é"])
    expect(await inBrowser(email, nothing)).not.toBe(laptop);
  await told(email, 5);
});

test("a device that two people use is known to each by itself", async () => {
  const [ana, bia] = [await client(), await client()];
  for (const { password } of [ana, bia]) await setPassword(house, password);
  const shared = await inBrowser(ana.email, null);
  expect(await inBrowser(bia.email, shared)).toBe(shared);
  const another = await inBrowser(bia.email, null);
  await told(bia.email, 1);
  await inBrowser(ana.email, another);
  await told(ana.email, 1);
});

test("at another firm the same password on the same device is nothing new, and switching is no sign-in", async () => {
  const ana = await client();
  await setPassword(house, ana.password);
  const there = await client(other, ana.email);
  const session = await signIn(ana.email, chrome);
  await house.ask(session, SwitchDocument, { accessId: there.accessId }, { "user-agent": firefox });
  await house.ask(
    null,
    SignInDocument,
    { input: { email: ana.email, password: passphrase, channel: "APP", accessId: there.accessId } },
    { "user-agent": chrome },
  );
  await afterAllLetters();
  expect(await letters(ana.email)).toEqual([]);
});

test("a preview and a sign-in that is refused tell nobody, and these and a link make no device known to a password", async () => {
  const { email, open, accessId, password } = await client();
  await setPassword(house, password);
  await signIn(email, chrome);
  await house.ask(null, OpenLinkDocument, { token: open as string }, { "user-agent": firefox });
  await house.ask(firm.davi, PreviewDocument, { id: accessId, channel: "WEB" }, { "user-agent": firefox });
  const wrong = await tried(email, { "user-agent": firefox }, "não é esta, com certeza");
  expect(wrong.data?.signIn?.userErrors).toMatchObject([{ code: "CREDENTIALS_INVALID" }]);
  const elsewhere = await house.ask(
    null,
    SignInDocument,
    { input: { email, password: passphrase, channel: "WEB" } },
    { "user-agent": firefox },
  );
  expect(elsewhere.data?.signIn?.userErrors).toMatchObject([{ code: "CHANNEL_NOT_ALLOWED" }]);
  await afterAllLetters();
  expect(await letters(email)).toEqual([]);
  await signIn(email, firefox);
  await told(email, 1);
});

describe("a link that is opened", () => {
  const opened = async (token: string | null, agent: string) =>
    (await house.ask(null, OpenLinkDocument, { token: token ?? "" }, { "user-agent": agent })).data?.openAccessLink
      ?.session?.token as string;
  const details = async (accessId: string, token = firm.davi) => {
    const { data } = await house.send(
      token,
      `{ clientAccess(id: "${accessId}") { activity(kinds: [LINK_OPENED]) { nodes { detail } } } }`,
    );
    return data.clientAccess.activity.nodes.map(({ detail }: { detail: string | null }) => detail);
  };

  test("on a new device is told to its owner once and noted for the firm; on the first of all, or the same again, not", async () => {
    const { email, open, accessId } = await client();
    for (const agent of [chrome, chrome, chromeLater]) expect(await opened(open, agent)).toBeTruthy();
    await afterAllLetters();
    expect(await letters(email)).toEqual([]);
    const session = await opened(open, firefox);
    await told(email, 1);
    for (const agent of [firefox, chrome]) await opened(open, agent);
    await afterAllLetters();
    const [letter, ...more] = await letters(email);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({
      to: [{ name: "Ana", address: email }],
      subject: "Escritório almeida.example: seu link foi aberto em um novo aparelho",
    });
    const { text = "", html = "" } = letter ?? {};
    for (const part of [text, html]) {
      expect(part).toMatch(/foi aberto em um aparelho ou navegador[^.]*, em \d[^.]*\(horário de Brasília\)/);
      expect(part).toMatch(/was opened on a device or browser[^.]*, on \d[^.]*\(Brasília time\)/);
      expect(part).toContain("Avise o escritório: atendimento@almeida.example");
      expect(part).not.toMatch(/127\.0\.0\.1|Firefox|Linux|https?:|senha|password/);
    }
    expect(text + html).not.toContain(open);
    const noted = "aparelho ou navegador novo";
    expect(await details(accessId)).toEqual([null, null, noted, null, null, null]);
    const own = await house.send(session, "{ viewer { ... on ClientAccess { activity { nodes { detail } } } } }");
    expect(JSON.stringify(own.data)).toContain(noted);
  });

  test("by a new mail's token, on a device that the old one was opened on, is nothing new", async () => {
    const { email, open, accessId } = await client();
    await opened(open, chrome);
    await house.ask(firm.davi, RotateDocument, { id: accessId });
    const { links } = await house.mailOf(accessId, 2);
    const newer = links.find((link) => link.includes("/open#"))?.split("#")[1] as string;
    await opened(newer, chrome);
    await afterAllLetters();
    expect(await letters(email)).toEqual([]);
    await opened(newer, firefox);
    await told(email, 1);
  });

  test("at another address of its owner's begins anew: its first device is told to neither address", async () => {
    const { email, open, accessId } = await client();
    await opened(open, chrome);
    const moved = `novo${email}`;
    await house.ask(firm.davi, EditDocument, { input: { accessId, email: moved, addEmailToContact: true } });
    const { links } = await house.mailOf(accessId, 2);
    await opened(links.find((link) => link.includes("/open#"))?.split("#")[1] as string, firefox);
    await afterAllLetters();
    expect([await letters(email), await letters(moved)]).toEqual([[], []]);
  });

  test("many times at once on one new device is told once; and refused, not at all", async () => {
    const { email, open, accessId } = await client();
    await opened(open, chrome);
    await Promise.all(Array.from({ length: 6 }, () => opened(open, firefox)));
    await told(email, 1);
    await house.ask(firm.davi, RotateDocument, { id: accessId });
    expect(await opened(open, "Another")).toBeUndefined();
    await afterAllLetters();
    expect(await letters(email)).toHaveLength(1);
  });

  test("on one new device after the other fills no mailbox: two letters come at once, and the firm's log has all", async () => {
    const { email, open, accessId } = await client();
    const agents = ["Portal a", "Portal b", "Portal c", "Portal d", "Portal e"];
    for (const agent of agents) await opened(open, agent);
    await told(email, 2);
    await afterAllLetters();
    expect(await letters(email)).toHaveLength(2);
    const noted = "aparelho ou navegador novo";
    expect(await details(accessId)).toEqual([noted, noted, noted, noted, null]);
  });

  test("by a browser that keeps its session is known by its cookie, as with a password", async () => {
    const { email, open } = await client();
    const visit = async (device: string | null, agent: string) => {
      const cookie = device ? `__Host-andamento-device=${device}` : "other=1";
      const headers = { "x-session": "cookie", "sec-fetch-site": "same-origin", "user-agent": agent, cookie };
      const answer = await house.ask(null, OpenLinkDocument, { token: open as string }, headers);
      const lines = answer.headers.getSetCookie();
      return lines.flatMap((line) => /^__Host-andamento-device=([^;]+)/.exec(line)?.[1] ?? []).at(0) ?? null;
    };
    const laptop = await visit(null, chrome);
    expect(await visit(laptop, firefox)).toBe(laptop);
    await afterAllLetters();
    expect(await letters(email)).toEqual([]);
    expect(await visit(null, chrome)).not.toBe(laptop);
    await told(email, 1);
  });
});

test("somebody of the firm is told too", async () => {
  const address = "carla@costalima.example";
  await signIn(address, chrome, null);
  await told(address, 1);
  const [letter] = await letters(address);
  expect(letter).toMatchObject({ to: [{ name: "Carla Nogueira", address }] });
});

test("a new password makes no device known: what comes next on another is told", async () => {
  const { email, password } = await client();
  await setPassword(house, password);
  await signIn(email, chrome);
  await house.ask(null, RequestPasswordResetDocument, { email });
  const reset = () =>
    house.mails.find(
      ({ to, links }) => to === email && links.some((one) => one.includes("/password#")) && links.length === 1,
    );
  await vi.waitFor(() => expect(reset()).toBeDefined(), 10_000);
  const token = reset()?.links[0]?.split("#")[1] as string;
  await house.ask(null, SetPasswordDocument, { input: { token, password: passphrase } });
  await signIn(email, chrome);
  await afterAllLetters();
  expect(await letters(email)).toEqual([]);
  await signIn(email, firefox);
  await told(email, 1);
});

test("many at once from one new device are told once", async () => {
  const { email, password } = await client();
  await setPassword(house, password);
  await signIn(email, chrome);
  await Promise.all(Array.from({ length: 6 }, () => signIn(email, firefox)));
  await told(email, 1);
  await afterAllLetters();
  expect(await letters(email)).toHaveLength(1);
});

test("what is kept of devices is twenty marks that tell of none, and of no two people the same", async () => {
  const [ana, bia] = [await client(), await client()];
  for (const { email, password } of [ana, bia]) {
    await setPassword(house, password);
    for (let one = 0; one < 23; one += 1) await signIn(email, `Portal ${"abcdefghijklmnopqrstuvwxyz"[one]}`);
  }
  const marks = async (email: string): Promise<string[]> => {
    await house.owner("set role andamento_rule");
    try {
      return (await house.owner("select devices from identity.login where email = $1", [email]))[0].devices;
    } finally {
      await house.owner("reset role");
    }
  };
  const [hers, theirs] = [await marks(ana.email), await marks(bia.email)];
  expect([hers.length, new Set([...hers, ...theirs]).size]).toEqual([20, 40]);
  for (const mark of hers) expect(mark).toMatch(/^\w+ [\w-]{43}$/);
  await signIn(ana.email, "Portal w");
  await told(ana.email, 22);
  await signIn(ana.email, "Portal a");
  await told(ana.email, 23);
});

test("of an access that was moved to another e-mail the new address is told nothing", async () => {
  const { email, password, accessId } = await client();
  await setPassword(house, password);
  await signIn(email, chrome);
  const moved = `novo${email}`;
  // Queued before the move, and written after it: another letter stands in between.
  let release = () => {};
  held = new Promise((resolve) => {
    release = resolve;
  });
  await house.ask(null, RequestPasswordResetDocument, { email: "davi@almeida.example" });
  await signIn(email, firefox);
  await house.ask(firm.davi, EditDocument, { input: { accessId, email: moved, addEmailToContact: true } });
  held = null;
  release();
  await afterAllLetters();
  await house.mailOf(accessId, 2);
  expect(await letters(moved)).toEqual([]);
});
