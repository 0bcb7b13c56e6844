import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Letter, openPost, type Post, Undeliverable } from "./mail.ts";

const from = "Silva & Souza Advogados <aviso@andamento.example>";
const letter: Letter = {
  messageId: "<01.invitation@andamento.example>",
  to: { name: "Ana Conceição", address: "ana@cliente.example" },
  subject: "Há novidade no seu processo – entre para ver",
  text: "Olá, Ana.\nHá novidade.",
  html: "<p>Olá, Ana.</p><p>Há novidade.</p>",
};

let folder: string;
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "andamento-mail-")), "mail");
});

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await rm(join(folder, ".."), { recursive: true, force: true });
});

describe("into a folder", () => {
  test("a letter becomes a file that a mail program can read", async () => {
    const { file } = await open(null).send(letter);
    const mail = await PostalMime.parse(await readFile(file ?? ""));
    expect(mail).toMatchObject({
      messageId: letter.messageId,
      from: { name: "Silva & Souza Advogados", address: "aviso@andamento.example" },
      to: [letter.to],
      subject: letter.subject,
      attachments: [],
    });
    expect(mail.text?.trim()).toBe(letter.text);
    expect(mail.html?.trim()).toBe(letter.html);
    expect(header(mail, "auto-submitted")).toEqual(["auto-generated"]);
    expect(header(mail, "date")).toHaveLength(1);
  });

  test.skipIf(process.platform === "win32")("only the owner of the process can read it", async () => {
    const { file } = await open(null).send(letter);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(file ?? "")).mode & 0o777).toBe(0o600);
  });

  test("the same letter sent twice, even at once, is one file and leaves nothing unfinished", async () => {
    const post = open(null);
    const [first, second] = await Promise.all([post.send(letter), post.send(letter)]);
    expect(second).toEqual(first);
    await post.send(letter);
    expect(await readdir(folder)).toHaveLength(1);
  });

  test("a Message-ID cannot lead out of the folder, nor two of them to the same file", async () => {
    const post = open(null);
    const outwards = ["../../etc/passwd@x", "..@..", "/root/a@x", "%2e%2e%2f@x", "C:nul@x", `${"long".repeat(100)}@x`];
    const alike = ["a/b@x", "a_b@x", "A_b@x"];
    for (const id of [...outwards, ...alike]) await post.send({ ...letter, messageId: `<${id}>` });
    const names = await readdir(folder);
    expect(names).toHaveLength(outwards.length + alike.length);
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_@-]{1,120}\.eml$/);
    expect(await readdir(join(folder, ".."))).toEqual(["mail"]);
  });

  test("what looks like a file or an address in the text is text", async () => {
    const object = { path: "/etc/hostname" } as unknown as string;
    const { file } = await open(null).send({ ...letter, text: object, html: '<img src="http://127.0.0.1:1/x">' });
    const mail = await PostalMime.parse(await readFile(file ?? ""));
    expect(mail.text?.trim()).toBe("[object Object]");
    expect(mail.attachments).toEqual([]);
  });
});

describe.each(["folder", "server"])("into a %s, whatever the people are called", (where) => {
  test.each([
    'Ana "a Doutora" Souza',
    '"evil@example.com" <b@example.com>',
    "evil@example.com, other@example.com",
    "Ana <evil@example.com>",
    "Ana; Bcc: evil@example.com",
    "Grupo: evil@example.com;",
    "(comment) Ana\\",
    "",
    "Ação ".repeat(60).trim(),
  ])("%j is a name and nothing else", async (name) => {
    const server = await smtp();
    const { file } = await open(where === "server" ? server.url : null).send({ ...letter, to: { ...letter.to, name } });
    const raw = file ? await readFile(file) : Buffer.from(server.mails[0]?.raw ?? "");
    const mail = await PostalMime.parse(raw);
    expect(mail.to).toEqual([{ name, address: "ana@cliente.example" }]);
    expect([mail.cc, mail.bcc, header(mail, "bcc")]).toEqual([undefined, undefined, []]);
    expect(
      mail.headers
        .map(({ key }) => key)
        .toSorted()
        .join(" "),
    ).toBe("auto-submitted content-type date from message-id mime-version subject to");
    if (where === "server") expect(server.mails.map(({ to }) => to)).toEqual([["ana@cliente.example"]]);
  });

  test.each([
    ["a name with a line break", { to: { ...letter.to, name: "Ana\r\nBcc: evil@example.com" } }],
    ["a name with a lone line feed", { to: { ...letter.to, name: "Ana\nBcc: evil@example.com" } }],
    ["a name with a null", { to: { ...letter.to, name: "Ana\0" } }],
    ["a name with a line separator", { to: { ...letter.to, name: "Ana\u2028Bcc: evil@example.com" } }],
    ["a name with an encoded word", { to: { ...letter.to, name: "=?utf-8?Q?Ana=0D=0ABcc:_evil@example.com?=" } }],
    ["a subject with an encoded word", { subject: "=?utf-8?b?QW5hDQpCY2M6IGU=?=" }],
    ["a subject with a line break", { subject: "Novidade\r\nBcc: evil@example.com" }],
    ["an address with a line break", { to: { ...letter.to, address: "ana@x.example\r\nRCPT TO:<evil@example.com>" } }],
    ["two addresses", { to: { ...letter.to, address: "ana@x.example, evil@example.com" } }],
    ["a name inside the address", { to: { ...letter.to, address: "Ana <ana@x.example>" } }],
    ["a quoted name before the @", { to: { ...letter.to, address: '"evil@example.com x"@x.example' } }],
    ["an address with two @", { to: { ...letter.to, address: "ana@evil.example@x.example" } }],
    ["an address with a space", { to: { ...letter.to, address: "ana@x.example NOTIFY=NEVER" } }],
    ["no address", { to: { ...letter.to, address: "" } }],
    ["a Message-ID with a line break", { messageId: "<a@x>\r\nBcc: evil@example.com" }],
    ["a Message-ID without brackets", { messageId: "a@x" }],
    ["two Message-IDs", { messageId: "<a@x> <b@x>" }],
  ])("%s is refused, and nothing is sent", async (_, change) => {
    const server = await smtp();
    await expect(open(where === "server" ? server.url : null).send({ ...letter, ...change })).rejects.toThrow(/^The /);
    expect(server.mails).toEqual([]);
    expect(await readdir(folder).catch(() => [])).toEqual([]);
  });
});

test("a sender with a line break is refused when the service starts", () => {
  expect(() => openPost({ smtpUrl: null, from: "a@x\r\nBcc: b@x", folder })).toThrow("control characters");
});

describe("to a mail server", () => {
  test("a letter arrives at its one recipient", async () => {
    const server = await smtp();
    expect(await open(server.url).send(letter)).toEqual({ file: null });
    expect(server.mails).toMatchObject([{ from: "aviso@andamento.example", to: ["ana@cliente.example"] }]);
    const mail = await PostalMime.parse(server.mails[0]?.raw ?? "");
    expect(mail).toMatchObject({ messageId: letter.messageId, to: [letter.to], subject: letter.subject });
    expect(mail.html?.trim()).toBe(letter.html);
    expect(header(mail, "auto-submitted")).toEqual(["auto-generated"]);
  });

  test("user and password of the url are used", async () => {
    const server = await smtp({
      authOptional: false,
      allowInsecureAuth: true,
      disabledCommands: ["STARTTLS"],
      onAuth: ({ username, password }, _, done) =>
        username === "house" && password === "p@ss" ? done(null, { user: username }) : done(new Error("no")),
    });
    await open(server.url.replace("//", "//house:p%40ss@")).send(letter);
    expect(server.mails).toHaveLength(1);
    const wrong = open(server.url.replace("//", "//house:wrong@")).send(letter);
    await expect(wrong).rejects.toThrow("The mail server did not take the letter (535).");
    await expect(wrong).rejects.not.toBeInstanceOf(Undeliverable);
  });

  test("a recipient refused for good is undeliverable, one refused for now is not", async () => {
    const server = await smtp({
      onRcptTo: ({ address }, _, done) =>
        done(Object.assign(new Error(`${address} unknown`), { responseCode: address.startsWith("gone") ? 550 : 451 })),
    });
    const post = open(server.url);
    const gone = post.send({ ...letter, to: { name: "", address: "gone@x.example" } });
    await expect(gone).rejects.toBeInstanceOf(Undeliverable);
    await expect(gone).rejects.toThrow(/^The mail server refused the letter for good \(550\)\.$/);
    const busy = post.send({ ...letter, to: { name: "", address: "busy@x.example" } });
    await expect(busy).rejects.toThrow("The mail server did not take the letter (451).");
    await expect(busy).rejects.not.toBeInstanceOf(Undeliverable);
  });

  test("a refused sender is the house's trouble, not the recipient's", async () => {
    const server = await smtp({
      onMailFrom: (_, __, done) => done(Object.assign(new Error("not you"), { responseCode: 550 })),
    });
    const refused = open(server.url).send(letter);
    await expect(refused).rejects.toThrow("did not take the letter (550)");
    await expect(refused).rejects.not.toBeInstanceOf(Undeliverable);
  });

  test("requireTLS in the url refuses a server that speaks in the clear", async () => {
    const server = await smtp();
    await expect(open(`${server.url}/?requireTLS=true`).send(letter)).rejects.toThrow("did not take the letter");
    expect(server.mails).toEqual([]);
  });

  test("no server, and a server that hangs up, are errors", async () => {
    const silent = await listen(createServer((socket) => socket.destroy()));
    await expect(open(silent).send(letter)).rejects.toThrow("did not take the letter (ECONNECTION)");
    await expect(open("smtp://127.0.0.1:1").send(letter)).rejects.toThrow("did not take the letter (ESOCKET)");
  });

  test("a server that never greets is given up after ten seconds", { timeout: 15_000 }, async () => {
    const mute = await listen(createServer((socket) => closing.push(() => socket.destroy())));
    const begun = performance.now();
    await expect(open(mute).send(letter)).rejects.toThrow("did not take the letter (ETIMEDOUT)");
    expect(performance.now() - begun).toBeLessThan(12_000);
  });
});

function open(smtpUrl: string | null): Post {
  const post = openPost({ smtpUrl, from, folder });
  closing.push(() => post.close());
  return post;
}

async function smtp(options: SMTPServerOptions = {}) {
  const mails: { from: string; to: string[]; raw: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const raw = Buffer.concat(chunks).toString("utf8");
        mails.push({ from: mailFrom ? mailFrom.address : "", to: rcptTo.map(({ address }) => address), raw });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { mails, url: await listen(server) };
}

function listen(server: SMTPServer | Server): Promise<string> {
  return new Promise((resolve) => {
    const socket = server.listen(0, "127.0.0.1", () => {
      if (!(server instanceof SMTPServer)) closing.unshift(() => new Promise((done) => server.close(done)));
      resolve(`smtp://127.0.0.1:${(socket.address() as AddressInfo).port}`);
    });
  });
}

function header(mail: Email, name: string): (string | undefined)[] {
  return mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
}
