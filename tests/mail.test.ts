// Letters to a real mail server that is away, hangs, refuses or hangs up: what an admin did stands at once, nothing is lost, and
// no letter becomes two. And what is typed as a name or an address never reaches anybody but the one it was typed for.
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { executorOf } from "../platform/database.ts";
import { openPost } from "../platform/mail.ts";
import {
  AccessDocument,
  CreateContactDocument,
  EditDocument,
  FirmDocument,
  GrantDocument,
  ImportMovementsDocument,
  InviteStaffDocument,
  OpenLinkDocument,
  RequestPasswordResetDocument,
  ResendDocument,
  RotateDocument,
  UpdateContactDocument,
} from "../schema/operations.ts";
import { type Answer, openTestHouse, type TestHouse } from "./house.ts";
import { MailServer, type TakenMail } from "./mail-server.ts";
import { contact, type FirmWorld, grant, openLink, process, setPassword, settleFirm, signInAs } from "./world.ts";

const server = new MailServer();
let house: TestHouse;
let firm: FirmWorld;

beforeAll(async () => {
  await server.up();
  const post = openPost({ smtpUrl: server.url, from: "Andamento <nao-responda@andamento.example>", folder: "nowhere" });
  house = await openTestHouse({ post });
  firm = await settleFirm(house, "almeida.example");
});
afterEach(async () => {
  server.manners = "takes it";
  await triesAgainAfter(30);
});
afterAll(async () => {
  await house.close();
  await server.down();
});

/** The queue's own setting, of what is queued from now on: seconds between the attempts, and how many there are. */
const triesAgainAfter = (seconds: number, attempts = 13) =>
  house.owner("update jobs.queue set retry_delay = $1, retry_backoff = false, retry_limit = $2 where name = 'mail'", [
    seconds,
    attempts - 1,
  ]);

let people = 0;
const fresh = () => `cliente${++people}@clientes.example`;
const client = (email: string, name = "Ana Ribeiro") =>
  contact(house, firm.davi, { name, kind: "PERSON", profile: "CLIENT", emails: [email] });

/** Grants an access, whatever becomes of the letter. */
async function granted(email = fresh()) {
  const contactId = await client(email);
  const { data } = await house.ask(firm.davi, GrantDocument, {
    input: { contactId, email, type: "STANDARD", categories: [] },
  });
  const access = data?.grantClientAccess?.clientAccess;
  expect(access).toMatchObject({ status: "INVITED", invitation: { status: "QUEUED", failure: null, sentAt: null } });
  return { email, id: access?.id as string };
}

const invitationOf = async (id: string) =>
  (await house.ask(firm.davi, AccessDocument, { id })).data?.clientAccess?.invitation;

const comesTo = (id: string, invitation: object, timeout = 15_000) =>
  vi.waitFor(async () => expect(await invitationOf(id)).toMatchObject(invitation), { timeout, interval: 100 });

const sent = { status: "SENT", failure: null, sentAt: expect.any(String) };
const delayed = { status: "QUEUED", failure: expect.stringMatching(/Continuamos tentando/), sentAt: null };

/** Ids and moments hold any figures by chance. */
const withoutIds = (text: string) =>
  text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d{2}-\d{2}T[\d:.]+Z|cliente\d+/g, "");

const idsOf = (mails: readonly TakenMail[]) => mails.map(({ messageId }) => messageId);
const bodyOf = ({ text, html, subject, to }: TakenMail) => ({ text, html, subject, to });

describe("a mail server", () => {
  test("that is away when an access is granted is waited for: nothing is lost, and each letter comes once", async () => {
    const before = await granted();
    await comesTo(before.id, sent);
    const { links } = await house.mailOf(before.id);
    await setPassword(house, links.find((one) => one.includes("/password#"))?.split("#")[1] as string);
    await triesAgainAfter(1);
    await server.down();
    const already = server.mails.length;
    const { email, id } = await granted();
    await comesTo(id, delayed);
    const moved = fresh();
    const member = `socio${++people}@almeida.example`;
    await house.ask(firm.davi, RotateDocument, { id: before.id });
    await house.ask(firm.davi, EditDocument, { input: { accessId: id, email: moved, addEmailToContact: true } });
    await house.ask(firm.davi, InviteStaffDocument, { input: { name: "Sócio", email: member, role: "MEMBER" } });
    await house.ask(null, RequestPasswordResetDocument, { email: before.email });
    await comesTo(id, delayed);
    await server.up();
    await comesTo(id, sent);
    await comesTo(before.id, sent);
    const kinds = () =>
      server.mails
        .slice(already)
        .map(({ messageId = "", recipients }) => [messageId.split(".")[0], ...recipients].join(" "));
    await vi.waitFor(() => expect(kinds()).toHaveLength(5), { timeout: 20_000, interval: 100 });
    expect(kinds().toSorted()).toEqual(
      [
        `<rotated ${before.email}`,
        `<invitation ${moved}`,
        `<moved ${email}`,
        `<staff ${member}`,
        `<reset ${before.email}`,
      ].toSorted(),
    );
    expect(new Set(idsOf(server.mails)).size).toBe(server.mails.length);
    await openLink(house, /\/open#(\S+)/.exec(server.to(moved)[0]?.text ?? "")?.[1] as string);
  });

  test("that never greets is left after ten seconds, and nobody waits for it", { timeout: 90_000 }, async () => {
    await triesAgainAfter(1);
    server.manners = "never greets";
    const { visits } = server;
    const { email, id } = await granted();
    await vi.waitFor(() => expect(server.visits).toBeGreaterThan(visits), 15_000);
    expect(await invitationOf(id)).toMatchObject({ status: "QUEUED" });
    await comesTo(id, delayed, 30_000);
    server.manners = "takes it";
    await comesTo(id, sent, 40_000);
    expect(server.to(email)).toHaveLength(1);
  });

  test.each([
    ["falls silent when it has the letter", "takes it and falls silent", 90_000],
    ["has the letter and is cut off before it says so", "takes it and hangs up", 20_000],
  ] as const)("that %s gets the same letter again", { timeout: 150_000 }, async (_, manners, patience) => {
    await triesAgainAfter(1);
    server.manners = manners;
    const { email, id } = await granted();
    await comesTo(id, delayed, patience);
    server.manners = "takes it";
    await comesTo(id, sent, patience);
    const mails = server.to(email);
    expect(mails.length).toBeGreaterThan(1);
    // Whoever reads mail shows what has one Message-ID as one letter.
    expect([...new Set(idsOf(mails))]).toEqual([expect.stringMatching(/^<invitation\.[0-9a-f-]{36}@127\.0\.0\.1>$/)]);
    for (const mail of mails) expect(bodyOf(mail)).toEqual(bodyOf(mails[0] as TakenMail));
    const others = server.mails.filter((mail) => !mails.includes(mail));
    expect(idsOf(others)).not.toContain(mails[0]?.messageId);
  });

  test.each([{ recipient: 450 }, { letter: 451 }])("that says later, by %o, gets it later", async (manners) => {
    await triesAgainAfter(1);
    server.manners = manners;
    const { email, id } = await granted();
    await comesTo(id, delayed);
    const asked = () => server.asked.filter((address) => address === email).length;
    const before = asked();
    await vi.waitFor(() => expect(asked()).toBeGreaterThan(before), 15_000);
    expect(await invitationOf(id)).toMatchObject(delayed);
    server.manners = "takes it";
    await comesTo(id, sent);
    expect(server.to(email)).toHaveLength(1);
  });

  test.each([{ recipient: 550 }, { letter: 554 }])("that says never, by %o, is believed", async (manners) => {
    server.manners = manners;
    const { email, id } = await granted();
    const failed = { status: "FAILED", failure: expect.stringMatching(/^O servidor de e-mail recusou/), sentAt: null };
    await comesTo(id, failed);
    const { text } = await house.ask(firm.davi, AccessDocument, { id }, { "accept-language": "en" });
    expect(text).toContain("The mail server refused this address.");
    expect(withoutIds(text)).not.toMatch(/55[04]|inside|mx7|smtp|UNDELIVERABLE/i);
    expect(server.to(email)).toEqual([]);
    server.manners = "takes it";
    await house.ask(firm.davi, ResendDocument, { id });
    await comesTo(id, sent);
    expect(server.to(email)).toHaveLength(1);
  });

  test("that says never, or later, of somebody of the firm: the admin reads it of them too, and sends anew", async () => {
    const email = `socio${++people}@almeida.example`;
    const invite = async () => {
      const { data } = await house.ask(firm.davi, InviteStaffDocument, {
        input: { name: "Sócio", email, role: "MEMBER" },
      });
      return data?.inviteStaffMember?.staffMember;
    };
    const said = async (token = firm.davi) => {
      const { data } = await house.send(
        token,
        "{ staffMembers { email invitation { status failure sentAt acceptedAt expiresAt } } }",
      );
      return data.staffMembers.find((one: { email: string }) => one.email === email)?.invitation;
    };
    const comes = (invitation: object, timeout = 15_000) =>
      vi.waitFor(async () => expect(await said()).toMatchObject(invitation), { timeout, interval: 100 });
    server.manners = { recipient: 550 };
    expect((await invite())?.invitation).toMatchObject({ status: "QUEUED", failure: null, sentAt: null });
    await comes({ status: "FAILED", failure: expect.stringMatching(/^O servidor de e-mail recusou/), sentAt: null });
    await triesAgainAfter(1);
    server.manners = { recipient: 450 };
    await invite();
    await comes(delayed);
    server.manners = "takes it";
    await comes({ ...sent, acceptedAt: null });
    expect(await said(firm.carla)).toBeNull();
    const { expiresAt } = await said();
    expect(Math.round((Date.parse(expiresAt) - Date.now()) / 86_400_000)).toBe(7);
    const token = /\/password#(\S+)/.exec(server.to(email).at(-1)?.text ?? "")?.[1] as string;
    await setPassword(house, token);
    expect(await said()).toMatchObject({ status: "SENT" });
    await signInAs(house, email);
    expect(await said()).toMatchObject({ status: "ACCEPTED", failure: null, acceptedAt: expect.any(String) });
    expect(idsOf(server.to(email)).filter((id) => id?.startsWith("<staff."))).toHaveLength(1);
    // Who founded the firm was mailed none.
    const { data } = await house.send(firm.davi, "{ viewer { ... on StaffMember { invitation { status } } } }");
    expect(data.viewer.invitation).toBeNull();
  });

  test("that says later of a password that was set is told to take it to where it was set, wherever the access is by then", async () => {
    const { email, id } = await granted();
    await comesTo(id, sent);
    await triesAgainAfter(1);
    server.manners = { recipient: 450 };
    const { links } = await house.mailOf(id);
    await setPassword(house, links.find((one) => one.includes("/password#"))?.split("#")[1] as string);
    const asked = () => server.asked.filter((address) => address === email).length;
    const before = asked();
    await vi.waitFor(() => expect(asked()).toBeGreaterThan(before), 15_000);
    const moved = fresh();
    await house.ask(firm.davi, EditDocument, { input: { accessId: id, email: moved, addEmailToContact: true } });
    server.manners = "takes it";
    const set = (address: string) => idsOf(server.to(address)).filter((one) => one?.startsWith("<password-set."));
    await vi.waitFor(() => expect([set(email).length, server.to(moved).length]).toEqual([1, 1]), 15_000);
    expect(set(moved)).toEqual([]);
  });

  test("that says later until the last attempt has failed, the admin reads why, and sends anew", async () => {
    await triesAgainAfter(0, 3);
    server.manners = { recipient: 421 };
    const { email, id } = await granted();
    const failed = { status: "FAILED", failure: expect.stringMatching(/^Nenhum servidor de e-mail/), sentAt: null };
    await comesTo(id, failed, 40_000);
    expect(server.asked.filter((address) => address === email)).toHaveLength(3);
    const { text } = await house.ask(firm.davi, AccessDocument, { id });
    expect(withoutIds(text)).not.toMatch(/421|inside|mx7|smtp|NOT_ACCEPTED/i);
    await house.ask(firm.davi, ResendDocument, { id });
    await comesTo(id, delayed);
    await comesTo(id, failed, 40_000);
    server.manners = "takes it";
    await house.ask(firm.davi, RotateDocument, { id });
    await comesTo(id, sent);
    expect(idsOf(server.to(email))).toEqual([expect.stringMatching(/^<rotated\./)]);
  });

  test("that took a letter whose worker then died is not given it again once that is known", async () => {
    const { email, id } = await granted();
    await comesTo(id, sent);
    const [job] = await house.owner(
      "select data->>'invitation' as invitation from jobs.job where name = 'mail' order by created_on desc limit 1",
    );
    // The job as it stands when its worker dies before it could say that it is done.
    await house.owner(
      "insert into jobs.job (name, data, retry_limit) select 'mail', data, 5 from jobs.job where data->>'invitation' = $1",
      [job.invitation],
    );
    await granted();
    const jobs = () =>
      house.owner("select state::text from jobs.job where name = 'mail' and data->>'invitation' = $1", [
        job.invitation,
      ]);
    const done = { state: "completed" };
    await vi.waitFor(async () => expect(await jobs()).toEqual([done, done]), { timeout: 20_000, interval: 200 });
    expect(server.to(email)).toHaveLength(1);
  });
});

describe("the language of letters", () => {
  const setting = (mailsInEnglish: boolean | null) => house.ask(firm.davi, FirmDocument, { input: { mailsInEnglish } });
  const arrives = (address: string, count = 1) =>
    vi.waitFor(() => expect(server.to(address)).toHaveLength(count), { timeout: 15_000 });

  test("is Portuguese, with English below unless the firm wants none: of every letter", async () => {
    for (const [wanted, english] of [
      [undefined, true],
      [false, false],
      [null, true],
    ] as const) {
      if (wanted !== undefined) {
        const { data } = await setting(wanted);
        expect(data?.updateFirm?.firm?.mailsInEnglish).toBe(english);
      }
      const { email, id } = await granted();
      await comesTo(id, sent);
      const { links } = await house.mailOf(id);
      await setPassword(house, links.find((one) => one.includes("/password#"))?.split("#")[1] as string);
      const token = links.find((one) => one.includes("/open#"))?.split("#")[1] as string;
      for (const agent of ["Laptop", "Phone"])
        await house.ask(null, OpenLinkDocument, { token }, { "user-agent": agent });
      await house.ask(firm.davi, RotateDocument, { id });
      await house.ask(null, RequestPasswordResetDocument, { email });
      await arrives(email, 5);
      const moved = fresh();
      await house.ask(firm.davi, EditDocument, { input: { accessId: id, email: moved, addEmailToContact: true } });
      const member = `socia${++people}@almeida.example`;
      await house.ask(firm.davi, InviteStaffDocument, { input: { name: "Sócia", email: member, role: "MEMBER" } });
      await arrives(email, 6);
      await arrives(moved);
      await arrives(member);
      const letters = [email, moved, member].flatMap((address) => server.to(address));
      expect(letters.map(({ messageId = "" }) => messageId.slice(1).split(".")[0]).toSorted()).toEqual([
        "invitation",
        "invitation",
        "moved",
        "new-device",
        "password-set",
        "reset",
        "rotated",
        "staff",
      ]);
      for (const { text = "", html = "", messageId } of letters)
        for (const body of [text, html]) {
          expect(body, messageId).toMatch(/Olá/);
          expect(/Hello/.test(body), messageId).toBe(english);
          expect(/lang="en"|^--$/m.test(body), messageId).toBe(english);
        }
    }
  });

  test("is the admin's to set, and the firm's people's to know", async () => {
    const asked = "{ viewer { ... on StaffMember { firm { mailsInEnglish } } } }";
    expect((await house.send(firm.carla, asked)).data.viewer.firm.mailsInEnglish).toBe(true);
    const refused = await house.ask(firm.carla, FirmDocument, { input: { mailsInEnglish: false } });
    expect(refused.errors[0]?.extensions.code).toBe("FORBIDDEN");
    const ana = await openLink(house, (await granting(fresh())).open);
    const closed = await house.send(ana, "{ viewer { ... on ClientAccess { firm { mailsInEnglish } } } }");
    expect(closed.errors[0]?.extensions.code).toBe("FORBIDDEN");
  });
});

async function granting(email: string) {
  return grant(house, firm.davi, { contactId: await client(email), email, type: "STANDARD", categories: [] });
}

test("a daily letter that is refused shows to the admin, and what was in it is told the next day", async () => {
  const email = fresh();
  const contactId = await client(email, "Rosa");
  const { accessId, open } = await grant(house, firm.davi, {
    ...{ contactId, email, type: "STANDARD", categories: ["AUTOMATIC_MOVEMENTS"] },
  });
  const session = await openLink(house, open);
  const number = "0000001-11.2099.8.26.0100";
  const parties = [{ contactId, role: "CLIENT" as const, side: "ACTIVE" as const }];
  await process(house, firm.davi, { kind: "LAWSUIT", number, title: "Indenização", parties });
  for (const externalId of ["history", "news"])
    await house.ask(firm.davi, ImportMovementsDocument, {
      input: {
        processNumber: number,
        movements: [{ externalId, occurredAt: new Date().toISOString(), title: "Conclusão" }],
      },
    });
  const day = async (name: string) => {
    const until = new Date(Date.now() + 1_000).toISOString();
    const job = { day: name, firm: firm.firmId, access: accessId, until };
    const { database, jobs } = house.house;
    await database.asNobody((transaction) => jobs.enqueue("news", job, executorOf(transaction)));
    jobs.nudge("news");
  };
  const state = async (token = session) =>
    (await house.send(token, "{ viewer { ... on ClientAccess { newsByMail { wanted lastSentAt failure } } } }")).data
      .viewer.newsByMail;
  const asAdmin = async () =>
    (await house.ask(firm.davi, AccessDocument, { id: accessId })).data?.clientAccess?.newsByMail;
  expect(await state()).toEqual({ wanted: true, lastSentAt: null, failure: null });

  server.manners = { recipient: 550 };
  await day("2026-03-02");
  const refused = { lastSentAt: null, failure: expect.stringMatching(/^O servidor de e-mail recusou/) };
  await vi.waitFor(async () => expect(await asAdmin()).toMatchObject(refused), 15_000);
  server.manners = "takes it";
  await day("2026-03-03");
  const taken = { wanted: true, lastSentAt: expect.any(String), failure: null };
  await vi.waitFor(async () => expect(await asAdmin()).toEqual(taken), 15_000);
  // The session came by a link, which is told of no letter.
  expect(await state()).toEqual({ wanted: true, lastSentAt: null, failure: null });
  expect(server.to(email).at(-1)?.text).toContain("tem 1 novidade para você");

  // Whoever has the old mailbox ends nothing of the new one's; and what was ended there is not ended here.
  const link = /http\S+\/news\/\S+/.exec(server.to(email).at(-1)?.text ?? "")?.[0] as string;
  const click = async () =>
    (await fetch(link, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) })).status;
  expect(await click()).toBe(200);
  expect(await state()).toMatchObject({ wanted: false });
  await house.ask(firm.davi, EditDocument, { input: { accessId, email: fresh(), addEmailToContact: true } });
  expect(await asAdmin()).toMatchObject({ wanted: true });
  expect(await click()).toBe(404);
  expect(await asAdmin()).toMatchObject({ wanted: true });
});

/** What was refused, and where: `CODE field.path`; null when it was done. */
function refusedAs(answer: Answer<any>): string[] | null {
  const [payload] = Object.values(answer.data ?? {}) as [{ userErrors: { code: string; field?: string[] }[] } | null];
  const told = [
    ...answer.errors.map(({ extensions }) => extensions.code),
    ...(payload?.userErrors ?? []).map(({ code, field }) => `${code} ${(field ?? []).join(".")}`),
  ];
  return told.length > 0 ? told : null;
}

/** The one letter to an address, as it stands on the wire: to that address, by these headers, and nobody else's. */
async function onlyTo(address: string, name: string): Promise<TakenMail> {
  await vi.waitFor(() => expect(server.to(address)).toHaveLength(1), { timeout: 15_000 });
  const mail = server.to(address)[0] as TakenMail;
  expect(mail.recipients).toEqual([address]);
  expect(mail.to).toEqual([{ name, address }]);
  expect([mail.cc, mail.bcc]).toEqual([undefined, undefined]);
  expect(mail.headers.map(({ key }) => key).toSorted()).toEqual(
    ["auto-submitted", "content-type", "date", "from", "message-id", "mime-version", "subject", "to"].toSorted(),
  );
  const [head = ""] = mail.raw.split("\r\n\r\n");
  for (const line of head.split("\r\n")) {
    expect(line).toMatch(/^(?:[A-Za-z-]+: |[ \t])/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none is to be there
    expect(line).not.toMatch(/[\r\n\u0000\u007f-\uffff]/);
  }
  return mail;
}

/** Names that are nobody's, or look like an address, a header or a second letter. */
const refusedNames = {
  "a line break and a header": "Ana\r\nBcc: eva@malvada.example",
  "a line feed": "Ana\nBcc: eva@malvada.example",
  "a carriage return": "Ana\rBcc: eva@malvada.example",
  "a tab": "Ana\tRibeiro",
  "a null": "Ana\u0000Ribeiro",
  "the end of a letter": "Ana\r\n.\r\nMAIL FROM:<eva@malvada.example>",
  "a line separator": "Ana\u2028Bcc: eva@malvada.example",
  "a next line": "Ana\u0085Bcc: eva@malvada.example",
  "an encoded word": "=?utf-8?Q?Ana=0D=0ABcc:_eva@malvada.example?=",
  "an encoded word with a space": "=?utf-8?q?Ana =0D=0A?=",
  "an encoded word without an end": "Ana =?utf-8?B?QW5h",
  "half a character": "Ana \ud800",
};
const inertNames = [
  "Eva <eva@malvada.example>",
  '"Eva" <eva@malvada.example>, Ana',
  "eva@malvada.example",
  "eva@malvada.example, caio@malvado.example",
  "Grupo: eva@malvada.example;",
  'Ana "a Doutora" \\Ribeiro\\',
  "Ana (Bcc: eva@malvada.example)",
  "Bcc: eva@malvada.example",
  "Ana \u202eelpmaxe.adavlam@ave\u202c \u200f",
  "<script>alert(1)</script> & Ana's",
  "Ana ; , : @ [ ] %0d%0aBcc: eva@malvada.example",
  "Joana d’Ávila 張 😀",
  "Á".repeat(200),
];

describe("a name", () => {
  test.each(Object.entries(refusedNames))(
    "with %s is refused, by its field, wherever names are typed",
    async (_, name) => {
      const email = fresh();
      const contactId = await client(email);
      const person = { kind: "PERSON", profile: "CLIENT", emails: [email] } as const;
      const { length } = server.mails;
      const asked = [
        await house.ask(firm.davi, GrantDocument, {
          input: { contactId, email, name, type: "STANDARD", categories: [] },
        }),
        await house.ask(firm.davi, CreateContactDocument, { input: { ...person, emails: [email], name } }),
        await house.ask(firm.davi, UpdateContactDocument, { id: contactId, input: { name } }),
        await house.ask(firm.davi, InviteStaffDocument, { input: { name, email, role: "MEMBER" } }),
        await house.ask(firm.davi, FirmDocument, { input: { name } }),
        await house.ask(firm.davi, FirmDocument, { input: { supportContact: name } }),
        await house.ask(firm.davi, FirmDocument, { input: { portal: { name } } }),
      ].map(refusedAs);
      const field = ["name", "name", "name", "name", "name", "supportContact", "portal.name"];
      expect(asked).toEqual(field.map((one) => [`INVALID input.${one}`]));
      await onlyTo((await granted()).email, "Ana Ribeiro");
      expect(server.mails.slice(length).flatMap(({ recipients }) => recipients)).not.toContain(email);
    },
  );

  test.each(inertNames)(
    "%s is a name and nothing else: a grant's, a contact's, a member's, the firm's",
    async (name) => {
      const kept = name.trim();
      const [byGrant, byContact, member] = [fresh(), fresh(), `membro${++people}@almeida.example`];
      const contactId = await client(byGrant);
      const input = { type: "STANDARD", categories: [] } as const;
      expect(
        refusedAs(
          await house.ask(firm.davi, GrantDocument, {
            input: { ...input, categories: [], contactId, email: byGrant, name },
          }),
        ),
      ).toBeNull();
      const named = await client(byContact, name);
      await house.ask(firm.davi, GrantDocument, {
        input: { ...input, categories: [], contactId: named, email: byContact },
      });
      expect(
        refusedAs(await house.ask(firm.davi, InviteStaffDocument, { input: { name, email: member, role: "MEMBER" } })),
      ).toBeNull();
      for (const address of [byGrant, byContact, member]) {
        const { text, html } = await onlyTo(address, kept);
        expect(text).toContain(`Olá, ${kept}.`);
        expect(html).not.toContain("<script>");
      }
      expect(refusedAs(await house.ask(firm.davi, FirmDocument, { input: { name, supportContact: name } }))).toBeNull();
      const { email } = await granted();
      const letter = await onlyTo(email, "Ana Ribeiro");
      expect(letter.subject).toBe(`${kept}: acompanhe seus processos`);
      expect(letter.from).toEqual({ name: "Andamento", address: "nao-responda@andamento.example" });
      expect(server.mails.flatMap(({ recipients }) => recipients).filter((one) => /malvad/.test(one))).toEqual([]);
    },
  );
});

describe("an address", () => {
  test.each([
    "ana@clientes.example, eva@malvada.example",
    "ana@clientes.example;eva@malvada.example",
    "ana@clientes.example eva@malvada.example",
    "Ana <ana@clientes.example>",
    "<ana@clientes.example>",
    "ana@clientes.example\r\nBcc: eva@malvada.example",
    "ana@clientes.example\nRCPT TO:<eva@malvada.example>",
    "ana@clientes.example> NOTIFY=NEVER",
    "ana\u0000@clientes.example",
    '"ana eva"@clientes.example',
    "ana@eva@clientes.example",
    "@malvada.example:ana@clientes.example",
    "Grupo: ana@clientes.example;",
    "=?utf-8?q?ana?=@clientes.example",
    "ana@[127.0.0.1]",
    "ana@localhost",
    "ana@clientes..example",
    "ana@clïentes.example",
    "joão@clientes.example",
    "ana@clientes.example\u202e",
    "ana%eva@",
    "",
  ])("%j is refused with a code wherever addresses are typed, and nothing is sent", async (address) => {
    const good = fresh();
    const contactId = await client(good);
    const { length } = server.mails;
    const person = { name: "Ana", kind: "PERSON", profile: "CLIENT" } as const;
    const asked = [
      await house.ask(firm.davi, GrantDocument, {
        input: { contactId, email: address, type: "STANDARD", categories: [], addEmailToContact: true },
      }),
      await house.ask(firm.davi, CreateContactDocument, { input: { ...person, emails: [good, address] } }),
      await house.ask(firm.davi, UpdateContactDocument, { id: contactId, input: { emails: [good, address] } }),
      await house.ask(firm.davi, InviteStaffDocument, { input: { name: "Ana", email: address, role: "MEMBER" } }),
      await house.ask(null, RequestPasswordResetDocument, { email: address }),
    ].map(refusedAs);
    for (const told of asked) expect(told?.join()).toMatch(/^(BAD_USER_INPUT|INVALID .*email.*)$/);
    await onlyTo((await granted()).email, "Ana Ribeiro");
    expect(server.mails).toHaveLength(length + 1);
  });

  test.each([
    "ana+andamento@clientes.example",
    "o'hara@clientes.example",
    "ANA.MARIA@Clientes.Example",
    "ana@xn--clentes-pza.example",
  ])("%s is one, and gets its letter alone", async (address) => {
    const contactId = await client(address);
    await house.ask(firm.davi, GrantDocument, {
      input: { contactId, email: address, type: "SIMPLIFIED", categories: [] },
    });
    await onlyTo(address.toLowerCase(), "Ana Ribeiro");
  });
});
