// Granting a client its access and taking it back: product.md R1–R5, R8 and R10, rule by rule.
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPost, Undeliverable } from "../platform/mail.ts";
import {
  AccessDocument,
  AccessesDocument,
  CheckTokenDocument,
  ContactDocument,
  CreateContactDocument,
  type GrantClientAccessInput,
  GrantDocument,
  GrantFormDocument,
  HomeDocument,
  MeDocument,
  OpenLinkDocument,
  RevokeDocument,
  SetPasswordDocument,
  SignInDocument,
  type SignInInput,
  UpdateContactDocument,
  UpdateProcessDocument,
} from "../schema/operations.ts";
import { type Answer, openTestHouse, type TestHouse } from "./house.ts";
import {
  contact,
  type FirmWorld,
  grant,
  openLink,
  passphrase,
  process,
  setPassword,
  settleFirm,
  signInAs,
} from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
/** Letters wait here while it is not null. */
let held: Promise<void> | null = null;
const folder = mkdtempSync(join(tmpdir(), "andamento-granting-"));

beforeAll(async () => {
  const post = openPost({ smtpUrl: null, from: "Andamento <nao-responda@andamento.example>", folder });
  house = await openTestHouse({
    post: {
      async send(letter) {
        await held;
        if (letter.to.address.startsWith("devolve")) throw new Undeliverable("550 no such user");
        return post.send(letter);
      },
      close: () => post.close(),
    },
  });
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example", "LIGHT");
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

const nowhere = "3f1c8f0e-0000-4000-8000-000000000000";
const standard: Pick<GrantClientAccessInput, "type" | "categories"> = { type: "STANDARD", categories: [] };
const simplified: typeof standard = { type: "SIMPLIFIED", categories: [] };

let people = 0;
const fresh = (name = "cliente"): string => {
  people += 1;
  return `${name}${people}@clientes.example`;
};

/** A contact of a firm with these e-mails: one of its own when none is given. */
const client = (emails: string[] = [fresh()], of = firm): Promise<string> =>
  contact(house, of.davi, { name: "Elisa Prado", kind: "PERSON", profile: "CLIENT", emails });

/** A new client of a firm with an access, and what its mail brought. */
async function granted(input: Partial<GrantClientAccessInput> = {}, of = firm) {
  const email = input.email ?? fresh();
  const contactId = input.contactId ?? (await client([email], of));
  return { email, contactId, ...(await grant(house, of.davi, { ...standard, ...input, contactId, email })) };
}

const granting = async (
  input: Partial<GrantClientAccessInput> & { contactId: string; email: string },
  by = firm.davi,
) => house.ask(by, GrantDocument, { input: { ...standard, ...input } });

const signing = (input: Partial<SignInInput> & { email: string }, headers = {}) =>
  house.ask(null, SignInDocument, { input: { password: passphrase, ...input } }, headers);

const setting = (token: string | null, password = passphrase) =>
  house.ask(null, SetPasswordDocument, { input: { token: token ?? "", password } });

/** What was refused, and where: `CODE field.path`. Empty when it was done. */
function refused(answer: Answer<any>): string[] {
  const [payload] = Object.values(answer.data ?? {}) as [
    { userErrors: { code: string; field?: string[] | null }[] } | null,
  ];
  return [
    ...answer.errors.map(({ extensions }) => extensions.code),
    ...(payload?.userErrors ?? []).map(({ code, field }) => [code, ...(field ? [field.join(".")] : [])].join(" ")),
  ];
}

/** Everything of an answer but the request's id and the time. */
function bare({ status, headers, text }: Answer<any>): string {
  const kept = [...headers].filter(([name]) => !["x-request-id", "date"].includes(name)).sort();
  return [status, ...kept.map((pair) => pair.join(": ")), text.replaceAll(headers.get("x-request-id") ?? "", "")].join(
    "\n",
  );
}

const accessOf = async (id: string, of = firm) => (await house.ask(of.davi, AccessDocument, { id })).data?.clientAccess;

const accessCount = async (of = firm): Promise<number | undefined> =>
  (await house.ask(of.davi, AccessesDocument, {})).data?.clientAccesses?.totalCount;

/** Waits until an access's invitation has come so far. */
async function invitation(accessId: string, status: string) {
  for (let tries = 0; tries < 1000; tries += 1) {
    const access = await accessOf(accessId);
    if (access?.invitation?.status === status) return access.invitation;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The invitation is not ${status}.`);
}

describe("who may grant", () => {
  test("is the firm's admin: not a member, not a client, not somebody who is not signed in", async () => {
    const contactId = await client(["quem@clientes.example"]);
    const ana = await openLink(house, (await granted()).open);
    const elisa = await granted(simplified);
    await setPassword(house, elisa.password);
    const byPassword = (await signing({ email: elisa.email, channel: "WEB" })).data?.signIn?.session?.token as string;
    const before = await accessCount();
    const input = { contactId, email: "quem@clientes.example" };
    expect(refused(await granting(input, firm.carla))).toEqual(["FORBIDDEN"]);
    expect(refused(await granting(input, ana))).toEqual(["FORBIDDEN"]);
    expect(refused(await granting(input, byPassword))).toEqual(["FORBIDDEN"]);
    expect(refused(await house.ask(null, GrantDocument, { input: { ...standard, ...input } }))).toEqual([
      "UNAUTHENTICATED",
    ]);
    expect(await accessCount()).toBe(before);
    expect((await house.ask(firm.davi, ContactDocument, { id: contactId })).data?.contact?.accesses).toEqual([]);
    expect(refused(await granting(input))).toEqual([]);
  });

  test("is not another firm's admin, whom the contact is not there for", async () => {
    const contactId = await client(["longe@clientes.example"]);
    const foreign = await granting({ contactId, email: "longe@clientes.example", addEmailToContact: true }, other.davi);
    expect(refused(foreign)).toEqual(["CONTACT_REQUIRED input.contactId"]);
    const never = await granting(
      { contactId: nowhere, email: "longe@clientes.example", addEmailToContact: true },
      other.davi,
    );
    expect(bare(foreign)).toBe(bare(never));
    expect(refused(await granting({ contactId, email: "longe@clientes.example" }, other.carla))).toEqual(["FORBIDDEN"]);
  });
});

describe("a grant", () => {
  test("needs a contact of the firm that is a client and has this e-mail, and says which is missing", async () => {
    const email = fresh();
    expect(refused(await granting({ contactId: nowhere, email }))).toEqual(["CONTACT_REQUIRED input.contactId"]);
    expect(refused(await granting({ contactId: "x", email }))).toEqual(["CONTACT_REQUIRED input.contactId"]);
    const adverse = await contact(house, firm.davi, {
      name: "Banco",
      kind: "COMPANY",
      profile: "CONTACT",
      emails: [email],
    });
    expect(refused(await granting({ contactId: adverse, email }))).toEqual(["CONTACT_NOT_A_CLIENT input.contactId"]);
    const silent = await client([]);
    expect(refused(await granting({ contactId: silent, email }))).toEqual(["CONTACT_EMAIL_REQUIRED input.contactId"]);
    const reachable = await client([fresh(), fresh()]);
    expect(refused(await granting({ contactId: reachable, email }))).toEqual([
      "CONTACT_EMAIL_NOT_ON_RECORD input.email",
    ]);
    const inEnglish = await house.ask(
      firm.davi,
      GrantDocument,
      { input: { ...standard, contactId: silent, email } },
      { "accept-language": "en" },
    );
    expect(inEnglish.data?.grantClientAccess?.userErrors[0]?.message).toBe("This contact has no e-mail.");
  });

  test("adds the e-mail to the contact when asked to, and only when it is granted", async () => {
    const [first, second] = [fresh(), fresh()];
    const reachable = await client([first]);
    expect(
      refused(await granting({ contactId: reachable, email: second.toUpperCase(), addEmailToContact: true })),
    ).toEqual([]);
    const emailsOf = async (id: string) => (await house.ask(firm.davi, ContactDocument, { id })).data?.contact;
    expect(await emailsOf(reachable)).toMatchObject({ emails: [first, second], version: 2 });
    const silent = await client([]);
    expect(refused(await granting({ contactId: silent, email: second, addEmailToContact: true }))).toEqual([
      "TAKEN input.email",
    ]);
    expect(await emailsOf(silent)).toMatchObject({ emails: [], version: 1 });
    expect(refused(await granting({ contactId: silent, email: fresh(), addEmailToContact: true }))).toEqual([]);
  });

  test("is TAKEN while another access of the firm has its e-mail, whatever its case, and free again when that is revoked", async () => {
    const email = fresh();
    const contactId = await client([email]);
    const twin = await client([email]);
    const { accessId } = await granted({ contactId, email });
    for (const again of [email, email.toUpperCase(), ` ${email}`.trim()])
      for (const whose of [contactId, twin])
        expect(refused(await granting({ contactId: whose, email: again }))).toEqual(["TAKEN input.email"]);
    await house.ask(firm.davi, RevokeDocument, { id: accessId });
    const renewed = await granted({ contactId: twin, email });
    expect(renewed.accessId).not.toBe(accessId);
    expect(await accessOf(accessId)).toMatchObject({ status: "REVOKED" });
    expect(await accessOf(renewed.accessId)).toMatchObject({ status: "INVITED" });
  });

  test("of one e-mail five times at once is one grant", async () => {
    const email = fresh();
    const contactId = await client([email]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => granting({ contactId, email })));
    expect(answers.map(refused).sort()).toEqual([[], ...Array(4).fill(["TAKEN input.email"])]);
    expect((await house.ask(firm.davi, ContactDocument, { id: contactId })).data?.contact?.accesses).toHaveLength(1);
  });

  test("may open no category at all, and counts none twice", async () => {
    const none = await granted();
    expect(await accessOf(none.accessId)).toMatchObject({ categories: [] });
    const some = await granted({ categories: ["DOCUMENTS", "TASKS", "DOCUMENTS", "TASKS", "TASKS"] });
    expect((await accessOf(some.accessId))?.categories.toSorted()).toEqual(["DOCUMENTS", "TASKS"]);
    const all = ["AUTOMATIC_MOVEMENTS", "MANUAL_MOVEMENTS", "TASKS", "PUBLICATIONS", "DOCUMENTS"] as const;
    const every = await granted({ categories: [...all] });
    expect((await accessOf(every.accessId))?.categories.toSorted()).toEqual(all.toSorted());
  });

  test("greets by the contact's name unless it names another, and includes no team or private process unless it says so", async () => {
    for (const input of [{}, { name: "   " }]) {
      const { accessId } = await granted(input);
      expect(await accessOf(accessId)).toMatchObject({
        name: "Elisa Prado",
        version: 1,
        status: "INVITED",
        lastSeenAt: null,
        includesTeamProcesses: false,
        includesPrivateProcesses: false,
      });
    }
    const dona = await granted({ name: "  Dona Elisa ", includesTeamProcesses: true, includesPrivateProcesses: null });
    expect(await accessOf(dona.accessId)).toMatchObject({
      name: "Dona Elisa",
      includesTeamProcesses: true,
      includesPrivateProcesses: false,
    });
  });

  test.each(["=?utf-8?Q?Elisa?=", "Elisa, <outra@clientes.example>", "Élisa\u202e 張 😀"])(
    "by the name %s is refused, or its mail goes out",
    async (name) => {
      const email = fresh();
      const answer = await granting({ contactId: await client([email]), email, name });
      const codes = refused(answer);
      if (codes.length > 0) expect(codes).toEqual(["INVALID input.name"]);
      else await invitation(answer.data?.grantClientAccess?.clientAccess?.id as string, "SENT");
    },
    8_000,
  );

  test("of an e-mail that another firm knows is answered like any other, with the same mail", async () => {
    const known = fresh();
    const there = await granted({ ...simplified, email: known }, other);
    await setPassword(house, there.password);
    const answers: string[] = [];
    for (const email of [known, fresh()]) {
      const contactId = await client([email]);
      const answer = await granting({ contactId, email, type: "STANDARD" });
      const access = answer.data?.grantClientAccess?.clientAccess;
      const { links } = await house.mailOf(access?.id as string);
      const times = /"\d{4}-\d\d-\d\dT[^"]+"/g;
      const ids = new RegExp(`${access?.id}|${contactId}`, "g");
      answers.push(
        answer.text.replaceAll(email, "").replace(ids, "").replace(times, "") + links.map((link) => link.split("#")[0]),
      );
    }
    expect(answers[0]).toBe(answers[1]);
  });

  test("of a tax id, an e-mail or a number that another firm has is no business of this one", async () => {
    const input = {
      name: "Elisa",
      kind: "PERSON",
      profile: "CLIENT",
      taxId: "529.982.247-25",
      emails: [fresh()],
    } as const;
    const registering = (by: string) =>
      house.ask(by, CreateContactDocument, { input: { ...input, emails: [...input.emails] } });
    expect(refused(await registering(other.davi))).toEqual([]);
    expect(refused(await registering(firm.davi))).toEqual([]);
    expect(refused(await registering(firm.davi))).toEqual(["TAKEN input.taxId"]);
    const lawsuit = { kind: "LAWSUIT", title: "Indenização", number: "0000002-94.2099.8.19.0001" } as const;
    await process(house, other.davi, lawsuit);
    await process(house, firm.davi, lawsuit);
  });
});

describe("the invitation", () => {
  test("is QUEUED until its mail goes out, then SENT, and ACCEPTED when it is taken up", async () => {
    const email = fresh();
    let release = () => {};
    held = new Promise((resolve) => {
      release = resolve;
    });
    const answer = await granting({ contactId: await client([email]), email });
    const access = answer.data?.grantClientAccess?.clientAccess;
    const waiting = { failure: null, sentAt: null, acceptedAt: null };
    expect(access?.invitation).toMatchObject({ status: "QUEUED", ...waiting });
    expect(await accessOf(access?.id as string)).toMatchObject({
      status: "INVITED",
      invitation: { status: "QUEUED", ...waiting },
    });
    held = null;
    release();
    const sent = await invitation(access?.id as string, "SENT");
    expect(sent).toMatchObject({ failure: null, sentAt: expect.any(String), acceptedAt: null });
    const [open] = (await house.mailOf(access?.id as string)).links;
    await openLink(house, open?.split("#")[1] as string);
    expect(await accessOf(access?.id as string)).toMatchObject({
      status: "ACTIVE",
      lastSeenAt: expect.any(String),
      invitation: { status: "ACCEPTED", sentAt: sent.sentAt, acceptedAt: expect.any(String) },
    });
  });

  test("is ACCEPTED by setting the password too", async () => {
    const elisa = await granted(simplified);
    await invitation(elisa.accessId, "SENT");
    await setPassword(house, elisa.password);
    expect(await accessOf(elisa.accessId)).toMatchObject({ status: "ACTIVE", invitation: { status: "ACCEPTED" } });
  });

  test("that no mail server takes is FAILED, and the admin sees it", async () => {
    const email = fresh("devolve");
    const answer = await granting({ contactId: await client([email]), email });
    const failed = await invitation(answer.data?.grantClientAccess?.clientAccess?.id as string, "FAILED");
    expect(failed).toMatchObject({ failure: expect.stringMatching(/\S/), sentAt: null, acceptedAt: null });
    expect(failed?.failure).not.toMatch(/550|devolve/);
  });

  test("whose time has passed is EXPIRED, and its tokens open nothing", async () => {
    const late = await granted();
    await invitation(late.accessId, "SENT");
    await house.seed(
      ["identity.token", "identity.invitation"],
      ["update identity.token set expires_at = now() - interval '1 second' where access_id = $1", [late.accessId]],
      ["update identity.invitation set expires_at = now() - interval '1 second' where access_id = $1", [late.accessId]],
    );
    expect(await accessOf(late.accessId)).toMatchObject({ status: "INVITED", invitation: { status: "EXPIRED" } });
    expect(refused(await house.ask(null, OpenLinkDocument, { token: late.open as string }))).toEqual([
      "TOKEN_INVALID token",
    ]);
    expect(refused(await setting(late.password))).toEqual(["TOKEN_INVALID input.token"]);
    expect((await house.ask(null, CheckTokenDocument, { token: late.open as string })).data).toEqual({
      checkToken: null,
    });
  });

  test("that nobody takes up is EXPIRED when the last of what it brought is over: the unused link, or the password's", async () => {
    const daysOf = async (accessId: string) => {
      const sent = await invitation(accessId, "SENT");
      return Math.round((Date.parse(sent?.expiresAt as string) - Date.now()) / 86_400_000);
    };
    const [link, password] = [await granted(), await granted(simplified)];
    expect([await daysOf(link.accessId), await daysOf(password.accessId)]).toEqual([30, 7]);
    const told = await house.ask(null, CheckTokenDocument, { token: link.open as string });
    expect(told.data?.checkToken?.expiresAt).toBe((await accessOf(link.accessId))?.invitation?.expiresAt);
  });

  test("brings what the type opens on the firm's plan: one table, plan by plan", async () => {
    const web = { channel: "WEB", available: true, reason: null };
    for (const plan of ["LIGHT", "UP", "SMART", "COMPANY", "VIP"]) {
      await onPlan(plan);
      const app = ["SMART", "COMPANY", "VIP"].includes(plan);
      const padrao = [
        { ...web, credential: "LINK" },
        { channel: "APP", credential: "PASSWORD", available: app, reason: app ? null : "PLAN" },
      ];
      const simples = [
        { ...web, credential: "PASSWORD" },
        { channel: "APP", credential: null, available: false, reason: "TYPE" },
      ];
      const { data } = await house.ask(firm.davi, GrantFormDocument, {});
      expect(data?.viewer).toMatchObject({ firm: { plan, standard: padrao, simplified: simples } });
      if (plan !== "UP" && plan !== "SMART") continue;
      const two = await granted();
      expect([plan, two.open !== null, two.password !== null]).toEqual([plan, true, app]);
      expect((await accessOf(two.accessId))?.channels).toEqual(padrao);
      const one = await granted(simplified);
      expect([plan, one.open, one.password !== null]).toEqual([plan, null, true]);
      expect((await accessOf(one.accessId))?.channels).toEqual(simples);
    }
    await onPlan("SMART");
    const light = await granted({}, other);
    expect([light.open !== null, light.password]).toEqual([true, null]);
  });
});

const onPlan = (plan: string) =>
  house.seed(["identity.firm"], ["update identity.firm set plan = $1 where id = $2", [plan, firm.firmId]]);

describe("a mailed token", () => {
  test("is for one thing: the link sets no password, and what sets the password opens no link", async () => {
    const ana = await granted();
    expect(refused(await setting(ana.open))).toEqual(["TOKEN_INVALID input.token"]);
    expect(refused(await house.ask(null, OpenLinkDocument, { token: ana.password as string }))).toEqual([
      "TOKEN_INVALID token",
    ]);
    expect(await accessOf(ana.accessId)).toMatchObject({ status: "INVITED" });
    await openLink(house, ana.open);
    await setPassword(house, ana.password);
    await openLink(house, ana.open);
  });

  test("tells whose it is as often as it is asked, and is not used up by that", async () => {
    const ana = await granted();
    const told = (token: string | null) => house.ask(null, CheckTokenDocument, { token: token ?? "" });
    for (let times = 0; times < 3; times += 1) {
      expect((await told(ana.open)).data?.checkToken).toEqual({
        purpose: "OPEN_LINK",
        firmName: "Escritório almeida.example",
        needsPassword: false,
        expiresAt: expect.stringMatching(/Z$/),
        guideUrl: `${house.url}/guide/${firm.firmId}/standard`,
      });
      expect((await told(ana.password)).data?.checkToken).toMatchObject({
        purpose: "SET_PASSWORD",
        needsPassword: true,
      });
    }
    expect(await accessOf(ana.accessId)).toMatchObject({ status: "INVITED", lastSeenAt: null });
    const expiry = Date.parse((await told(ana.password)).data?.checkToken?.expiresAt ?? "");
    expect(expiry).toBeLessThanOrEqual(Date.now() + 7 * 24 * 3_600_000);
    await setPassword(house, ana.password);
    expect((await told(ana.password)).data).toEqual({ checkToken: null });
    expect((await told("A".repeat(43))).data).toEqual({ checkToken: null });
  });

  test("that sets the password does it once, however many try at once", async () => {
    const ana = await granted();
    const passwords = Array.from({ length: 20 }, (_, i) => `uma frase comprida, tentativa ${i}`);
    const answers = await Promise.all(passwords.map((password) => setting(ana.password, password)));
    const outcomes = answers.map(refused);
    const winner = outcomes.findIndex((codes) => codes.length === 0);
    expect(outcomes.toSorted()).toEqual([[], ...Array(19).fill(["TOKEN_INVALID input.token"])]);
    expect(refused(await signing({ email: ana.email, channel: "APP", password: passwords[winner] as string }))).toEqual(
      [],
    );
    const loser = passwords[winner === 0 ? 1 : 0] as string;
    expect(refused(await signing({ email: ana.email, channel: "APP", password: loser }))).toEqual([
      "CREDENTIALS_INVALID",
    ]);
    expect(refused(await setting(ana.password))).toEqual(["TOKEN_INVALID input.token"]);
  });

  test("of two firms for one e-mail, used at once, sets one password, and nothing breaks", async () => {
    for (let round = 0; round < 2; round += 1) {
      const email = fresh();
      const here = await granted({ ...simplified, email });
      const there = await granted({ ...simplified, email }, other);
      const answers = await Promise.all([here, there].map(({ password }) => setting(password)));
      expect(answers.map(refused).toSorted()).toEqual([[], ["CONFLICT"]]);
    }
  });

  test("opens nothing once its access is revoked, whoever was faster", async () => {
    for (let round = 0; round < 2; round += 1) {
      const ana = await granted();
      const opening = () => house.ask(null, OpenLinkDocument, { token: ana.open as string });
      const [revoked, ...opened] = await Promise.all([
        house.ask(firm.davi, RevokeDocument, { id: ana.accessId }),
        ...Array.from({ length: 6 }, opening),
      ]);
      expect(refused(revoked)).toEqual([]);
      for (const answer of opened) {
        const session = answer.data?.openAccessLink?.session?.token;
        if (!session) expect(refused(answer)).toEqual(["TOKEN_INVALID token"]);
        else expect((await house.ask(session, MeDocument, {})).data).toEqual({ session: null, viewer: null });
      }
      expect(await accessOf(ana.accessId)).toMatchObject({ status: "REVOKED" });
    }
  });
});

describe("a password", () => {
  test("that is too short, too long or one letter over and over is PASSWORD_TOO_WEAK, and the token stays good", async () => {
    const ana = await granted();
    const weak = [
      "",
      "curta",
      "catorze letras",
      "a".repeat(15),
      "ab".repeat(20),
      " ".repeat(15),
      "uma frase ".repeat(26),
      "😀".repeat(64),
    ];
    for (const password of weak)
      expect([password, refused(await setting(ana.password, password))]).toEqual([
        password,
        ["PASSWORD_TOO_WEAK input.password"],
      ]);
    expect(refused(await setting(ana.password, "quinze letras!!"))).toEqual([]);
  });

  test("counts whole, and its accents are one however they are typed", async () => {
    const ana = await granted();
    const password = `não é só até os 72 bytes ${"que se compara ".repeat(5)}fim`;
    expect(refused(await setting(ana.password, password.normalize("NFD")))).toEqual([]);
    const entering = (typed: string) => signing({ email: ana.email, channel: "APP", password: typed });
    expect(refused(await entering(password.normalize("NFC")))).toEqual([]);
    for (const almost of [
      password.replace("fim", "fin"),
      `${password} `,
      password.slice(0, 72),
      password.toUpperCase(),
    ])
      expect(refused(await entering(almost))).toEqual(["CREDENTIALS_INVALID"]);
  });
});

describe("signing in", () => {
  test("says one thing of an unknown e-mail, a wrong password, and somebody invited who has none yet", async () => {
    const invited = await granted();
    const set = await granted(simplified);
    await setPassword(house, set.password);
    const wrong = "outra frase bem comprida";
    const unknown = bare(await signing({ email: "ninguem@clientes.example", password: wrong }));
    expect(unknown).toContain('"code":"CREDENTIALS_INVALID","message":"E-mail ou senha não conferem.","field":null');
    for (const input of [
      { email: "ninguem@clientes.example", channel: "WEB" },
      { email: invited.email, channel: "APP" },
      { email: invited.email, channel: "WEB" },
      { email: set.email, channel: "WEB", password: wrong },
      { email: set.email, channel: "APP", password: wrong },
      { email: set.email, password: wrong },
      { email: `davi@${firm.domain}`, password: wrong },
      { email: `davi@${firm.domain}`, channel: "WEB", password: wrong },
      { email: set.email, channel: "WEB", accessId: nowhere },
      { email: set.email, channel: "WEB", accessId: invited.accessId },
      { email: set.email, channel: "WEB", accessId: "x" },
    ] as const)
      expect([input, bare(await signing(input))]).toEqual([input, unknown]);
  });

  test("names the channel or the plan only after the right password", async () => {
    const padrao = await granted();
    await setPassword(house, padrao.password);
    const simples = await granted(simplified);
    await setPassword(house, simples.password);
    const wrong = { password: "outra frase bem comprida" };
    for (const [email, channel] of [
      [padrao.email, "WEB"],
      [simples.email, "APP"],
      [padrao.email, null],
      [simples.email, null],
    ] as const) {
      expect(refused(await signing({ email, channel }))).toEqual(["CHANNEL_NOT_ALLOWED input.channel"]);
      expect(refused(await signing({ email, channel, ...wrong }))).toEqual(["CREDENTIALS_INVALID"]);
    }
    const inApp = (await signing({ email: padrao.email.toUpperCase(), channel: "APP" })).data?.signIn?.session;
    expect(inApp).toMatchObject({ channel: "APP", credential: "PASSWORD", preview: false });
    const onWeb = (await signing({ email: simples.email, channel: "WEB" })).data?.signIn?.session;
    expect(onWeb).toMatchObject({ channel: "WEB", credential: "PASSWORD" });

    await onPlan("UP");
    try {
      expect(refused(await signing({ email: padrao.email, channel: "APP" }))).toEqual([
        "PLAN_NOT_ENTITLED input.channel",
      ]);
      expect(refused(await signing({ email: padrao.email, channel: "APP", ...wrong }))).toEqual([
        "CREDENTIALS_INVALID",
      ]);
      const home = await house.ask(inApp?.token as string, HomeDocument, {});
      expect(home.errors.map(({ extensions }) => extensions.code)).toEqual(["PLAN_NOT_ENTITLED"]);
      expect((await house.ask(onWeb?.token as string, HomeDocument, {})).errors).toEqual([]);
      await openLink(house, padrao.open);
    } finally {
      await onPlan("SMART");
    }
    expect((await house.ask(inApp?.token as string, HomeDocument, {})).errors).toEqual([]);
  });

  test("of the firm's people has no channel, and is theirs alone", async () => {
    const { data } = await signing({ email: `DAVI@${firm.domain}` });
    expect(data?.signIn?.session).toMatchObject({
      channel: null,
      credential: "PASSWORD",
      viewer: { __typename: "StaffMember", role: "ADMIN" },
    });
    for (const channel of ["WEB", "APP"] as const) {
      const { data: refusal } = await signing({ email: `davi@${firm.domain}`, channel });
      expect(refusal?.signIn?.session).toBeNull();
      expect(["CREDENTIALS_INVALID", "CHANNEL_NOT_ALLOWED"]).toContain(refusal?.signIn?.userErrors[0]?.code);
    }
  });

  test("with one password opens each of a person's accesses, one at a time, and never a stranger's", async () => {
    const email = fresh();
    const here = await granted({ ...simplified, email });
    const there = await granted({ ...simplified, email }, other);
    await setPassword(house, here.password);
    expect(
      (await house.ask(null, CheckTokenDocument, { token: there.password as string })).data?.checkToken,
    ).toMatchObject({
      firmName: "Escritório costalima.example",
      needsPassword: false,
    });
    expect(refused(await setting(there.password, "uma frase que não é a dela"))).toEqual(["CONFLICT"]);
    const session = async (accessId: string | null) =>
      (await signing({ email, channel: "WEB", accessId })).data?.signIn?.session?.viewer;
    expect(await session(here.accessId)).toMatchObject({ id: here.accessId, firm: { id: firm.firmId } });
    expect(await session(there.accessId)).toMatchObject({ id: there.accessId, firm: { id: other.firmId } });
    expect(await session(null)).toMatchObject({ id: there.accessId });
    expect(await accessOf(there.accessId, other)).toMatchObject({
      status: "ACTIVE",
      invitation: { status: "ACCEPTED" },
    });
  });

  test("of Davi, who is another firm's client too, is by the channel one or the other", async () => {
    const email = `davi@${firm.domain}`;
    const access = await granted({ ...simplified, email }, other);
    expect(refused(await setting(access.password, "uma frase que não é a dele"))).toEqual(["CONFLICT"]);
    const viewer = async (channel: "WEB" | null) => (await signing({ email, channel })).data?.signIn?.session?.viewer;
    expect(await viewer(null)).toMatchObject({ __typename: "StaffMember", firm: { id: firm.firmId } });
    expect(await viewer("WEB")).toMatchObject({ __typename: "ClientAccess", firm: { id: other.firmId } });
    await house.ask(other.davi, RevokeDocument, { id: access.accessId });
    expect(await viewer("WEB")).toBeUndefined();
    await signInAs(house, email);
  });
});

describe("a change", () => {
  const changing = (id: string, input: object) => house.ask(firm.davi, UpdateContactDocument, { id, input });

  test("that takes an access's e-mail off its contact, or makes it no client, is a CONFLICT until the access is revoked", async () => {
    const [used, spare] = [fresh(), fresh()];
    const contactId = await client([used, spare]);
    const { accessId } = await granted({ contactId, email: used });
    for (const emails of [[], [spare], null])
      expect([emails, refused(await changing(contactId, { emails }))]).toEqual([emails, ["CONFLICT input.emails"]]);
    expect(refused(await changing(contactId, { profile: "CONTACT" }))).toEqual(["CONFLICT input.profile"]);
    expect((await house.ask(firm.davi, ContactDocument, { id: contactId })).data?.contact).toMatchObject({
      emails: [used, spare],
      profile: "CLIENT",
      version: 1,
    });
    expect(refused(await changing(contactId, { emails: [used.toUpperCase()] }))).toEqual([]);
    await house.ask(firm.davi, RevokeDocument, { id: accessId });
    expect(refused(await changing(contactId, { emails: [], profile: "CONTACT" }))).toEqual([]);
  });

  test("based on what has changed since is a CONFLICT, and changes nothing", async () => {
    const contactId = await client();
    expect(refused(await changing(contactId, { expectedVersion: 1, name: "Elisa Prado Lima" }))).toEqual([]);
    for (const expectedVersion of [1, 0, -1, 3, 2_147_483_647])
      expect(refused(await changing(contactId, { expectedVersion, name: "Outra" }))).toEqual([
        "CONFLICT input.expectedVersion",
      ]);
    expect(refused(await changing(contactId, { expectedVersion: null, phones: ["11 4002-8922"] }))).toEqual([]);
    expect((await house.ask(firm.davi, ContactDocument, { id: contactId })).data?.contact).toMatchObject({
      name: "Elisa Prado Lima",
      version: 3,
    });
    const processId = await process(house, firm.davi, { title: "Consultoria" });
    const rewriting = (input: object) => house.ask(firm.davi, UpdateProcessDocument, { id: processId, input });
    expect(refused(await rewriting({ expectedVersion: 1, title: "Contrato" }))).toEqual([]);
    expect(refused(await rewriting({ expectedVersion: 1, title: "Outro" }))).toEqual([
      "CONFLICT input.expectedVersion",
    ]);
    const after = (await rewriting({ expectedVersion: 2 })).data?.updateProcess?.process;
    expect(after).toMatchObject({ title: "Contrato" });
  });

  test("by five at once who all read the same is one change", async () => {
    const contactId = await client();
    const processId = await process(house, firm.davi, { title: "Consultoria" });
    const names = ["Um", "Dois", "Três", "Quatro", "Cinco"];
    const contacts = await Promise.all(names.map((name) => changing(contactId, { expectedVersion: 1, name })));
    const processes = await Promise.all(
      names.map((title) =>
        house.ask(firm.davi, UpdateProcessDocument, { id: processId, input: { expectedVersion: 1, title } }),
      ),
    );
    for (const answers of [contacts, processes])
      expect(answers.map(refused).toSorted()).toEqual([[], ...Array(4).fill(["CONFLICT input.expectedVersion"])]);
  });
});

describe("revoking", () => {
  const revoking = (id: string, by = firm.davi) => house.ask(by, RevokeDocument, { id });

  test("ends link, sessions and password at once, and twice is once", async () => {
    const ana = await granted();
    await setPassword(house, ana.password);
    const link = await openLink(house, ana.open);
    const app = (await signing({ email: ana.email, channel: "APP" })).data?.signIn?.session?.token as string;
    for (const session of [link, app]) expect((await house.ask(session, HomeDocument, {})).errors).toEqual([]);

    const first = await revoking(ana.accessId);
    expect(refused(first)).toEqual([]);
    expect(first.data?.revokeClientAccess?.clientAccess).toMatchObject({ status: "REVOKED", version: 2 });
    for (const session of [link, app]) {
      expect((await house.ask(session, HomeDocument, {})).errors[0]?.extensions.code).toBe("UNAUTHENTICATED");
      expect((await house.ask(session, MeDocument, {})).data).toEqual({ session: null, viewer: null });
    }
    expect(refused(await house.ask(null, OpenLinkDocument, { token: ana.open as string }))).toEqual([
      "TOKEN_INVALID token",
    ]);
    expect((await house.ask(null, CheckTokenDocument, { token: ana.open as string })).data).toEqual({
      checkToken: null,
    });
    const wrong = bare(await signing({ email: ana.email, channel: "APP", password: "outra frase bem comprida" }));
    expect(bare(await signing({ email: ana.email, channel: "APP" }))).toBe(wrong);

    const second = await revoking(ana.accessId);
    expect(bare(second)).toBe(bare(first));
  });

  test("cancels an invitation that waits: no mail goes out any more", async () => {
    let release = () => {};
    held = new Promise((resolve) => {
      release = resolve;
    });
    const [blocking, email] = [fresh(), fresh()];
    await granting({ contactId: await client([blocking]), email: blocking });
    const answer = await granting({ contactId: await client([email]), email });
    const id = answer.data?.grantClientAccess?.clientAccess?.id as string;
    expect((await revoking(id)).data?.revokeClientAccess?.clientAccess).toMatchObject({
      status: "REVOKED",
      invitation: { status: "CANCELED" },
    });
    held = null;
    release();
    const later = await granted();
    expect(house.mails.some(({ accessId }) => accessId === later.accessId)).toBe(true);
    expect(house.mails.some(({ accessId }) => accessId === id)).toBe(false);
    expect(await accessOf(id)).toMatchObject({ invitation: { status: "CANCELED", sentAt: null } });
  });

  test("makes the mailed tokens of an invitation that was not taken up worth nothing", async () => {
    const ana = await granted();
    await revoking(ana.accessId);
    expect(refused(await setting(ana.password))).toEqual(["TOKEN_INVALID input.token"]);
    expect(refused(await house.ask(null, OpenLinkDocument, { token: ana.open as string }))).toEqual([
      "TOKEN_INVALID token",
    ]);
    expect((await house.ask(null, CheckTokenDocument, { token: ana.password as string })).data).toEqual({
      checkToken: null,
    });
    expect(await accessOf(ana.accessId)).toMatchObject({ status: "REVOKED", invitation: { status: "CANCELED" } });
  });

  test("is for the firm's admin, and for nobody else", async () => {
    const ana = await granted();
    const session = await openLink(house, ana.open);
    expect(refused(await revoking(ana.accessId, firm.carla))).toEqual(["FORBIDDEN"]);
    expect(refused(await revoking(ana.accessId, session))).toEqual(["FORBIDDEN"]);
    expect(refused(await house.ask(null, RevokeDocument, { id: ana.accessId }))).toEqual(["UNAUTHENTICATED"]);
    const foreign = await revoking(ana.accessId, other.davi);
    expect(refused(foreign)).toEqual(["NOT_FOUND accessId"]);
    expect(bare(foreign)).toBe(bare(await revoking(nowhere, other.davi)));
    expect(await accessOf(ana.accessId)).toMatchObject({ status: "ACTIVE", version: 1 });
  });
});

test("nothing stands in the database that opens anything: no mailed secret, no session, no password", async () => {
  const ana = await granted();
  await setPassword(house, ana.password);
  const session = await openLink(house, ana.open);
  const rows = await everyRow(["identity", "jobs"]);
  expect(rows.length).toBeGreaterThan(50);
  // The dump holds what it should: hashes.
  const hash = (secret: string) => createHash("sha256").update(secret).digest("hex");
  for (const secret of [ana.open as string, session]) expect(rows.some((row) => row.includes(hash(secret)))).toBe(true);
  const mailed = house.mails.flatMap(({ links }) => links.map((link) => link.split("#")[1] as string));
  expect(mailed.length).toBeGreaterThan(20);
  for (const secret of [...mailed, session, firm.davi, firm.carla, other.davi, other.carla, passphrase])
    for (const spelling of [
      secret,
      Buffer.from(secret).toString("hex"),
      Buffer.from(secret).toString("base64").replace(/=+$/, ""),
      Buffer.from(secret, "base64url").toString("hex"),
      Buffer.from(secret, "base64url").toString("base64").replace(/=+$/, ""),
    ])
      expect(rows.filter((row) => row.includes(spelling))).toEqual([]);
});

/** Every row of every table of some schemas, as text; bytes are hexadecimal. On a server, behind the policies' back. */
async function everyRow(schemas: string[]): Promise<string[]> {
  const tables = await house.owner(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relrowsecurity as guarded
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any ($1)`,
    [schemas],
  );
  const onServer = typeof house.source === "string";
  const rows: string[] = [];
  if (onServer) await house.owner("begin");
  for (const { name, guarded } of tables) {
    if (onServer && guarded) await house.owner(`alter table ${name} no force row level security`);
    for (const { row } of await house.owner(`select t::text as row from ${name} t`)) rows.push(row);
  }
  if (onServer) await house.owner("rollback");
  return rows;
}
