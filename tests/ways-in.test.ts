// Every way in: what each access type opens on which plan, and what editing, re-sending and rotating do to what is open.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  AccessDocument,
  CheckTokenDocument,
  EditDocument,
  EndClientSessionsDocument,
  HomeDocument,
  MeDocument,
  OpenLinkDocument,
  ProcessDataDocument,
  ProcessDocumentsDocument,
  ResendDocument,
  RevokeDocument,
  RotateDocument,
  SetPasswordDocument,
  SignInDocument,
  type UpdateClientAccessInput,
  UpdateContactDocument,
} from "../schema/operations.ts";
import type { SentMail } from "../subgraphs/index.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { contact, type FirmWorld, grant, openLink, passphrase, process, setPassword, settleFirm } from "./world.ts";

type AccessType = "STANDARD" | "SIMPLIFIED";
type Channel = "WEB" | "APP";

let house: TestHouse;
let smart: FirmWorld;
let light: FirmWorld;
let elsewhere: FirmWorld;

beforeAll(async () => {
  house = await openTestHouse();
  smart = await settleFirm(house, "almeida.example", "SMART");
  light = await settleFirm(house, "costalima.example", "LIGHT");
  elsewhere = await settleFirm(house, "terceiro.example", "LIGHT");
});
afterAll(() => house.close());

describe.each([
  { plan: "LIGHT", type: "STANDARD", link: "opens", web: "CHANNEL_NOT_ALLOWED", app: "PLAN_NOT_ENTITLED" },
  { plan: "LIGHT", type: "SIMPLIFIED", link: "none", web: "opens", app: "CHANNEL_NOT_ALLOWED" },
  { plan: "SMART", type: "STANDARD", link: "opens", web: "CHANNEL_NOT_ALLOWED", app: "opens" },
  { plan: "SMART", type: "SIMPLIFIED", link: "none", web: "opens", app: "CHANNEL_NOT_ALLOWED" },
] as const)("a $type access on the plan $plan", ({ plan, type, link, web, app }) => {
  let ana: Person;
  beforeAll(async () => {
    ana = await invited(plan === "SMART" ? smart : light, type);
    await passwordElsewhere(ana.email);
  });

  test("is mailed what it can use, and nothing else", () => {
    expect(ana.open !== null).toBe(link === "opens");
    expect(ana.password !== null).toBe(web === "opens" || app === "opens");
  });

  test.each([
    { channel: "WEB", answer: web },
    { channel: "APP", answer: app },
  ] as const)("by e-mail and password on $channel: $answer", async ({ channel, answer }) => {
    const { session, userErrors } = await signIn(ana.email, channel, { accessId: ana.accessId });
    if (answer === "opens")
      expect(session).toMatchObject({ channel, credential: "PASSWORD", viewer: { id: ana.accessId } });
    else {
      expect(session).toBeNull();
      expect(userErrors).toMatchObject([{ code: answer, field: ["input", "channel"] }]);
    }
  });

  test.each(["WEB", "APP"] as const)("with a wrong password on %s is told what anybody is told", async (channel) => {
    const wrong = await signIn(ana.email, channel, { accessId: ana.accessId, password: "uma outra frase comprida" });
    const nobody = await signIn(`${randomUUID()}@clientes.example`, channel, { accessId: ana.accessId });
    expect(wrong).toEqual({ session: null, userErrors: [expect.objectContaining({ code: "CREDENTIALS_INVALID" })] });
    expect(nobody).toEqual(wrong);
  });

  test("by the link: on the web and never in the app", async () => {
    if (!ana.open) {
      expect((await openBy(ana.password)).userErrors).toMatchObject([{ code: "TOKEN_INVALID", field: ["token"] }]);
      return;
    }
    expect((await openBy(ana.open)).session).toMatchObject({ channel: "WEB", credential: "LINK" });
    const inApp = await signIn(ana.email, "APP", { accessId: ana.accessId, password: ana.open });
    expect(inApp).toEqual({ session: null, userErrors: [expect.objectContaining({ code: "CREDENTIALS_INVALID" })] });
  });
});

test("a token is of use for its own purpose only, and a made-up one reads as a spent one", async () => {
  const ana = await invited(smart, "STANDARD");
  const made = "A".repeat(43);
  expect((await openBy(ana.password)).userErrors).toMatchObject([{ code: "TOKEN_INVALID" }]);
  const { data } = await house.ask(null, SetPasswordDocument, {
    input: { token: ana.open as string, password: passphrase },
  });
  expect(data?.setPassword?.userErrors).toMatchObject([{ code: "TOKEN_INVALID", field: ["input", "token"] }]);
  await setPassword(house, ana.password);
  const spent = await house.ask(null, SetPasswordDocument, {
    input: { token: ana.password as string, password: passphrase },
  });
  const never = await house.ask(null, SetPasswordDocument, { input: { token: made, password: passphrase } });
  expect(never.data).toEqual(spent.data);
  expect(await check(ana.password)).toBeNull();
});

test("STANDARD's password is set through the mail, enters the app, and opens the secret process that the link does not", async () => {
  const ana = await invited(smart, "STANDARD");
  const secret = await process(house, smart.davi, {
    title: "Em segredo",
    secret: true,
    parties: [{ contactId: ana.contactId, role: "CLIENT", side: "ACTIVE" }],
  });
  const link = await openLink(house, ana.open);
  expect(await sees(link, secret)).toBe(false);
  expect((await signIn(ana.email, "APP")).userErrors).toMatchObject([{ code: "CREDENTIALS_INVALID" }]);
  expect(await check(ana.password)).toMatchObject({ purpose: "SET_PASSWORD", needsPassword: true });
  await setPassword(house, ana.password);
  const app = (await signIn(ana.email, "APP")).session?.token as string;
  expect(await sees(app, secret)).toBe(true);
  expect(await sees(link, secret)).toBe(false);
});

test("a link whose access has become SIMPLIFIED behind its back is told so once it has proven itself", async () => {
  const ana = await invited(smart, "STANDARD");
  const link = await openLink(house, ana.open);
  await house.seed(
    ["identity.client_access"],
    ["update identity.client_access set type = 'SIMPLIFIED' where id = $1", [ana.accessId]],
  );
  expect((await openBy(ana.open)).userErrors).toMatchObject([{ code: "CHANNEL_NOT_ALLOWED", field: ["token"] }]);
  expect(await isOver(link)).toBe(true);
});

test("a plan that loses the app refuses the app, its sessions too, and the web goes on", async () => {
  const firm = await settleFirm(house, "mudou.example", "SMART");
  const ana = await invited(firm, "STANDARD");
  await setPassword(house, ana.password);
  const app = (await signIn(ana.email, "APP")).session?.token as string;
  const web = await openLink(house, ana.open);
  await house.seed(["identity.firm"], ["update identity.firm set plan = 'LIGHT' where id = $1", [firm.firmId]]);
  expect((await house.ask(app, HomeDocument, {})).errors[0]?.extensions.code).toBe("PLAN_NOT_ENTITLED");
  expect((await signIn(ana.email, "APP")).userErrors).toMatchObject([
    { code: "PLAN_NOT_ENTITLED", field: ["input", "channel"] },
  ]);
  expect((await house.ask(web, HomeDocument, {})).errors).toEqual([]);
  expect((await openBy(ana.open)).session).toMatchObject({ channel: "WEB" });
});

describe("editing", () => {
  test("what is switched on and off holds from the next request of an open session, and nobody is mailed", async () => {
    const ana = await invited(smart, "STANDARD", { categories: ["DOCUMENTS"] });
    const party = { contactId: ana.contactId, role: "CLIENT", side: "ACTIVE" } as const;
    const open = await process(house, smart.davi, { title: "Aberto", parties: [party] });
    const team = await process(house, smart.davi, { title: "Da equipe", visibility: "TEAM", parties: [party] });
    const closed = await process(house, smart.davi, { title: "Privado", visibility: "PRIVATE", parties: [party] });
    const session = await openLink(house, ana.open);
    const documents = async () => {
      const { data, errors } = await house.ask(session, ProcessDocumentsDocument, { id: open });
      return errors[0]?.extensions.code ?? data?.process?.documents?.totalCount;
    };
    const visible = async () => [await sees(session, open), await sees(session, team), await sees(session, closed)];
    expect(await documents()).toBe(0);
    expect(await visible()).toEqual([true, false, false]);

    const off = await edit({ accessId: ana.accessId, categories: ["TASKS", "AUTOMATIC_MOVEMENTS"] });
    expect(off.clientAccess).toMatchObject({
      version: 2,
      status: "ACTIVE",
      categories: ["AUTOMATIC_MOVEMENTS", "TASKS"],
    });
    expect(await documents()).toBe("CATEGORY_NOT_ENABLED");
    await edit({ accessId: ana.accessId, includesTeamProcesses: true, includesPrivateProcesses: true });
    expect(await visible()).toEqual([true, true, true]);
    const stays = await edit({ accessId: ana.accessId, includesPrivateProcesses: false, name: "  Dona Ana " });
    expect(stays.clientAccess).toMatchObject({
      name: "Dona Ana",
      categories: ["AUTOMATIC_MOVEMENTS", "TASKS"],
      includesTeamProcesses: true,
      includesPrivateProcesses: false,
      email: ana.email,
    });
    expect(await visible()).toEqual([true, true, false]);
    expect((await house.ask(session, MeDocument, {})).data?.viewer).toMatchObject({ name: "Dona Ana" });
    expect((await edit({ accessId: ana.accessId, name: null })).clientAccess).toMatchObject({ name: "Ana Ribeiro" });
    const same = await edit({
      accessId: ana.accessId,
      email: ana.email.toUpperCase(),
      type: "STANDARD",
      categories: [],
    });
    expect(same.clientAccess).toMatchObject({ status: "ACTIVE", categories: [], invitation: { status: "ACCEPTED" } });
    expect(await visible()).toEqual([true, true, false]);
    expect((await openBy(ana.open)).session).not.toBeNull();
    expect(house.mails.filter((mail) => mail.accessId === ana.accessId)).toHaveLength(1);
  });

  test("over somebody else's change is a conflict and changes nothing", async () => {
    const ana = await invited(smart, "STANDARD");
    expect((await edit({ accessId: ana.accessId, expectedVersion: 1, name: "Primeira" })).userErrors).toEqual([]);
    const late = await edit({ accessId: ana.accessId, expectedVersion: 1, name: "Segunda", type: "SIMPLIFIED" });
    expect(late).toMatchObject({
      clientAccess: null,
      userErrors: [{ code: "CONFLICT", field: ["input", "expectedVersion"] }],
    });
    const { data } = await house.ask(smart.davi, AccessDocument, { id: ana.accessId });
    expect(data?.clientAccess).toMatchObject({ name: "Primeira", type: "STANDARD", version: 2 });
    expect((await edit({ accessId: ana.accessId, expectedVersion: 2, name: "Segunda" })).userErrors).toEqual([]);
  });

  test("the input is refused field by field", async () => {
    const ana = await invited(smart, "STANDARD");
    const { userErrors } = await edit({ accessId: ana.accessId, name: "x".repeat(201), email: null, type: null });
    expect(userErrors.map(({ code, field }) => [code, field])).toEqual([
      ["INVALID", ["input", "name"]],
      ["REQUIRED", ["input", "email"]],
      ["REQUIRED", ["input", "type"]],
    ]);
  });

  test("another type ends every session and token of the old one and mails the new one's", async () => {
    const ana = await invited(smart, "STANDARD");
    await setPassword(house, ana.password);
    const link = await openLink(house, ana.open);
    const app = (await signIn(ana.email, "APP")).session?.token as string;

    const simplified = await edit({ accessId: ana.accessId, type: "SIMPLIFIED" });
    expect(simplified.clientAccess).toMatchObject({
      type: "SIMPLIFIED",
      status: "INVITED",
      channels: [
        { channel: "WEB", credential: "PASSWORD", available: true },
        { channel: "APP", credential: null, available: false, reason: "TYPE" },
      ],
    });
    expect([await isOver(link), await isOver(app)]).toEqual([true, true]);
    expect((await openBy(ana.open)).userErrors).toMatchObject([{ code: "TOKEN_INVALID" }]);
    expect(await check(ana.open)).toBeNull();
    const second = await mailTo(ana.accessId, 2);
    expect(second.links.map(pageOf)).toEqual(["password"]);
    // She has a password: the mailed token sets none, and signing in takes the invitation up.
    expect(await check(tokenOf(second, "password"))).toMatchObject({ needsPassword: false });
    expect((await signIn(ana.email, "APP")).userErrors).toMatchObject([{ code: "CHANNEL_NOT_ALLOWED" }]);
    const web = (await signIn(ana.email, "WEB")).session?.token as string;
    expect(await isOver(web)).toBe(false);
    expect(await accessOf(ana)).toMatchObject({ status: "ACTIVE", invitation: { status: "ACCEPTED" } });

    await edit({ accessId: ana.accessId, type: "STANDARD" });
    expect(await isOver(web)).toBe(true);
    const third = await mailTo(ana.accessId, 3);
    expect(third.links.map(pageOf)).toEqual(["open", "password"]);
    expect(await check(tokenOf(second, "password"))).toBeNull();
    expect((await signIn(ana.email, "WEB")).userErrors).toMatchObject([{ code: "CHANNEL_NOT_ALLOWED" }]);
    expect(await isOver(await openLink(house, tokenOf(third, "open")))).toBe(false);
    expect(house.mails.filter((mail) => mail.accessId === ana.accessId).map(({ to }) => to)).toEqual(
      Array(3).fill(ana.email),
    );
  });

  test("another e-mail ends every session and token, mails the new address, and tells the old one no more than that", async () => {
    const ana = await invited(smart, "STANDARD");
    const hers = await process(house, smart.davi, {
      title: "Alimentos",
      parties: [{ contactId: ana.contactId, role: "CLIENT", side: "ACTIVE" }],
    });
    await setPassword(house, ana.password);
    const link = await openLink(house, ana.open);
    const app = (await signIn(ana.email, "APP")).session?.token as string;
    const next = `nova-${ana.email}`;

    expect(await edit({ accessId: ana.accessId, email: next })).toMatchObject({
      clientAccess: null,
      userErrors: [{ code: "CONTACT_EMAIL_NOT_ON_RECORD", field: ["input", "email"] }],
    });
    const bruno = await invited(smart, "SIMPLIFIED");
    expect(await edit({ accessId: ana.accessId, email: bruno.email, addEmailToContact: true })).toMatchObject({
      clientAccess: null,
      userErrors: [{ code: "TAKEN", field: ["input", "email"] }],
    });
    expect([await isOver(link), await isOver(app)]).toEqual([false, false]);

    const moved = await edit({ accessId: ana.accessId, email: next.toUpperCase(), addEmailToContact: true });
    expect(moved.userErrors).toEqual([]);
    expect(moved.clientAccess).toMatchObject({
      email: next,
      status: "INVITED",
      contact: { emails: [ana.email, next] },
    });
    expect([await isOver(link), await isOver(app)]).toEqual([true, true]);
    expect((await openBy(ana.open)).userErrors).toMatchObject([{ code: "TOKEN_INVALID" }]);
    expect((await signIn(ana.email, "APP")).userErrors).toMatchObject([{ code: "CREDENTIALS_INVALID" }]);
    expect((await signIn(next, "APP")).userErrors).toMatchObject([{ code: "CREDENTIALS_INVALID" }]);

    const second = await mailTo(ana.accessId, 2);
    expect(second.to).toBe(next);
    expect(await sees(await openLink(house, tokenOf(second, "open")), hers)).toBe(true);
    await setPassword(house, tokenOf(second, "password"));
    expect((await signIn(next, "APP")).session).toMatchObject({ viewer: { id: ana.accessId, email: next } });

    const told = await until(() =>
      house.mails.find((mail) => mail.to === ana.email && mail.accessId && mail.links.length === 0),
    );
    const letter = await PostalMime.parse(readFileSync(told.file as string));
    expect(letter.to).toMatchObject([{ address: ana.email }]);
    expect(letter.subject).toContain("Escritório almeida.example");
    for (const body of [letter.text, letter.html]) {
      expect(body).toContain("Escritório almeida.example");
      expect(body).toContain("outro endereço de e-mail");
      for (const kept of [next, "Ana Ribeiro", "Alimentos", "#", house.url]) expect(body).not.toContain(kept);
    }
    expect(house.mails.filter((mail) => mail.to === ana.email && mail.accessId)).toHaveLength(2);
  });

  test("another e-mail while the first invitation is not taken up leaves one that is alive", async () => {
    const ana = await invited(light, "SIMPLIFIED");
    const next = `nova-${ana.email}`;
    await edit({ accessId: ana.accessId, email: next, addEmailToContact: true, type: "STANDARD" }, light);
    const { links, to } = await mailTo(ana.accessId, 2);
    expect([to, links.map(pageOf)]).toEqual([next, ["open"]]);
    expect(await check(ana.password)).toBeNull();
    await until(async () => (await accessOf(ana, light))?.invitation?.status === "SENT");
    expect(await openLink(house, links[0]?.split("#")[1] as string)).toBeTruthy();
  });

  test("the contact's record alone re-points nothing", async () => {
    const ana = await invited(smart, "STANDARD");
    const { data } = await house.ask(smart.carla, UpdateContactDocument, {
      id: ana.contactId,
      input: { emails: [`nova-${ana.email}`] },
    });
    expect(data?.updateContact?.userErrors).toMatchObject([{ code: "CONFLICT", field: ["input", "emails"] }]);
    await house.ask(smart.carla, UpdateContactDocument, {
      id: ana.contactId,
      input: { emails: [`nova-${ana.email}`, ana.email] },
    });
    expect(await accessOf(ana)).toMatchObject({ email: ana.email, status: "INVITED", version: 1 });
  });
});

describe("sending the invitation anew", () => {
  test("voids the older mail's links and leaves open sessions and the password", async () => {
    const ana = await invited(smart, "STANDARD");
    await setPassword(house, ana.password);
    const link = await openLink(house, ana.open);
    const app = (await signIn(ana.email, "APP")).session?.token as string;
    const { data } = await house.ask(smart.davi, ResendDocument, { id: ana.accessId });
    expect(data?.resendInvitation).toMatchObject({
      clientAccess: { id: ana.accessId, status: "ACTIVE", version: 1 },
      userErrors: [],
    });
    const second = await mailTo(ana.accessId, 2);
    expect(second).toMatchObject({ to: ana.email });
    expect(second.links).toHaveLength(2);
    expect([await isOver(link), await isOver(app)]).toEqual([false, false]);
    expect((await openBy(ana.open)).userErrors).toMatchObject([{ code: "TOKEN_INVALID", field: ["token"] }]);
    expect((await openBy(tokenOf(second, "open"))).session).not.toBeNull();
    const again = await house.ask(null, SetPasswordDocument, {
      input: { token: tokenOf(second, "password"), password: "outra frase que nada muda" },
    });
    expect(again.data?.setPassword?.userErrors).toMatchObject([{ code: "CONFLICT", field: null }]);
    expect((await signIn(ana.email, "APP")).session).not.toBeNull();
  });

  test("to somebody who never came cancels the first and keeps the second alive", async () => {
    const ana = await invited(smart, "SIMPLIFIED");
    await house.ask(smart.davi, ResendDocument, { id: ana.accessId });
    const second = await mailTo(ana.accessId, 2);
    expect([await check(ana.password), await check(tokenOf(second, "password"))]).toMatchObject([
      null,
      { purpose: "SET_PASSWORD" },
    ]);
    await setPassword(house, tokenOf(second, "password"));
    expect(await accessOf(ana)).toMatchObject({ status: "ACTIVE", invitation: { status: "ACCEPTED" } });
  });
});

test("the firm's guide to each type of access is read without any, and there is none of a firm that is none", async () => {
  const read = (id: string, type: string) => fetch(`${house.url}/guide/${id}/${type}`);
  const pages = await Promise.all(["standard", "simplified"].map((type) => read(smart.firmId, type)));
  expect(pages.map(({ status }) => status)).toEqual([200, 200]);
  const [standard, simplified] = await Promise.all(pages.map((page) => page.text()));
  expect([standard, simplified]).toEqual(Array(2).fill(expect.stringContaining("Escritório almeida.example")));
  expect([standard?.includes("No aplicativo"), simplified?.includes("No aplicativo")]).toEqual([true, false]);
  expect((await read(randomUUID(), "standard")).status).toBe(404);
});

describe("the use of the link", () => {
  const told = async (accessId: string) =>
    (await house.ask(smart.davi, AccessDocument, { id: accessId })).data?.clientAccess?.link;
  const days = (from: string | null | undefined, to: string | undefined) =>
    Math.round((Date.parse(to as string) - Date.parse(from as string)) / (24 * 3600 * 1000));

  test("is told to the admin, by the database's clock: when it last opened, and until when it can", async () => {
    const ana = await invited(smart, "STANDARD");
    expect(await told(ana.accessId)).toEqual({ lastUsedAt: null, expiresAt: expect.any(String) });
    await openLink(house, ana.open);
    const first = await told(ana.accessId);
    const [clock] = await house.owner("select extract(epoch from now()) * 1000 as now");
    expect(Math.abs(Number(clock.now) - Date.parse(first?.lastUsedAt as string))).toBeLessThan(60_000);
    expect(days(first?.lastUsedAt, first?.expiresAt)).toBe(30);
    await house.seed(
      ["identity.token"],
      [
        "update identity.token set created_at = created_at - interval '170 days', expires_at = expires_at - interval '170 days', last_used_at = last_used_at - interval '20 days' where access_id = $1",
        [ana.accessId],
      ],
    );
    await openLink(house, ana.open);
    const last = await told(ana.accessId);
    expect(Date.parse(last?.lastUsedAt as string)).toBeGreaterThanOrEqual(Date.parse(first?.lastUsedAt as string));
    expect(days(last?.lastUsedAt, last?.expiresAt)).toBe(10);
    await house.ask(smart.davi, RotateDocument, { id: ana.accessId });
    expect(await told(ana.accessId)).toEqual({ lastUsedAt: null, expiresAt: expect.any(String) });
    await house.ask(smart.davi, RevokeDocument, { id: ana.accessId });
    expect(await told(ana.accessId)).toBeNull();
    expect(await told((await invited(smart, "SIMPLIFIED")).accessId)).toBeNull();
  });

  test("is told to no member, no client and no preview", async () => {
    const ana = await invited(smart, "STANDARD");
    const own = "{ viewer { ... on ClientAccess { id link { lastUsedAt } } } }";
    const byLink = await house.send(await openLink(house, ana.open), own);
    expect([byLink.data.viewer.link, byLink.errors[0]?.extensions.code]).toEqual([null, "FORBIDDEN"]);
    const ofContact = `{ contact(id: "${ana.contactId}") { accesses { id link { lastUsedAt } } } }`;
    const [admin, member] = await Promise.all([smart.davi, smart.carla].map((who) => house.send(who, ofContact)));
    expect(admin?.data.contact.accesses).toEqual([{ id: ana.accessId, link: { lastUsedAt: expect.any(String) } }]);
    expect(JSON.stringify(member?.data)).not.toContain("lastUsedAt");
  });
});

describe("rotating the link", () => {
  test("ends the old link and its sessions, mails a new one, and leaves the password's sessions", async () => {
    const ana = await invited(smart, "STANDARD");
    await setPassword(house, ana.password);
    const link = await openLink(house, ana.open);
    const app = (await signIn(ana.email, "APP")).session?.token as string;
    const { data } = await house.ask(smart.davi, RotateDocument, { id: ana.accessId });
    expect(data?.rotateAccessLink).toMatchObject({ clientAccess: { status: "ACTIVE" }, userErrors: [] });
    expect([await isOver(link), await isOver(app)]).toEqual([true, false]);
    expect((await openBy(ana.open)).userErrors).toMatchObject([{ code: "TOKEN_INVALID" }]);
    const second = await mailTo(ana.accessId, 2);
    expect(await isOver(await openLink(house, tokenOf(second, "open")))).toBe(false);
    expect((await signIn(ana.email, "APP")).session).not.toBeNull();
  });

  test("is refused where there is no link", async () => {
    const ana = await invited(smart, "SIMPLIFIED");
    const { data } = await house.ask(smart.davi, RotateDocument, { id: ana.accessId });
    expect(data?.rotateAccessLink).toMatchObject({
      clientAccess: null,
      userErrors: [{ code: "CONFLICT", field: ["accessId"] }],
    });
    expect(await check(ana.password)).not.toBeNull();
  });
});

test("an access that was removed cannot be edited, invited or given a link any more", async () => {
  const ana = await invited(smart, "STANDARD");
  await house.ask(smart.davi, RevokeDocument, { id: ana.accessId });
  const edited = await edit({ accessId: ana.accessId, name: "Ana" });
  expect(edited).toMatchObject({
    clientAccess: null,
    userErrors: [{ code: "CONFLICT", field: ["input", "accessId"] }],
  });
  const resent = await house.ask(smart.davi, ResendDocument, { id: ana.accessId });
  const rotated = await house.ask(smart.davi, RotateDocument, { id: ana.accessId });
  const ended = await house.ask(smart.davi, EndClientSessionsDocument, { id: ana.accessId });
  for (const answer of [resent.data?.resendInvitation, rotated.data?.rotateAccessLink, ended.data?.endClientSessions])
    expect(answer).toMatchObject({ clientAccess: null, userErrors: [{ code: "CONFLICT", field: ["accessId"] }] });
  expect((await accessOf(ana))?.status).toBe("REVOKED");
});

describe("whoever is not the firm's administrator", () => {
  let ana: Person;
  const attempts = (id: string) =>
    [
      ["updateClientAccess", EditDocument, { input: { accessId: id, name: "Outra" } }, ["input", "accessId"]],
      ["resendInvitation", ResendDocument, { id }, ["accessId"]],
      ["rotateAccessLink", RotateDocument, { id }, ["accessId"]],
      ["endClientSessions", EndClientSessionsDocument, { id }, ["accessId"]],
    ] as const;
  beforeAll(async () => {
    ana = await invited(smart, "STANDARD");
  });

  test.each(["a member", "the client herself", "nobody"])("%s is refused", async (who) => {
    const token = who === "a member" ? smart.carla : who === "nobody" ? null : await openLink(house, ana.open);
    for (const [name, operation, variables] of attempts(ana.accessId)) {
      const { data, errors } = await house.send(token, operation.toString(), variables);
      expect(data?.[name] ?? null).toBeNull();
      expect(errors[0]?.extensions.code).toBe(token ? "FORBIDDEN" : "UNAUTHENTICATED");
    }
  });

  test("the other firm's administrator is told what an id never there is told, and so is one who sends no id", async () => {
    for (const id of [ana.accessId, randomUUID(), "x"])
      for (const [name, operation, variables, field] of attempts(id)) {
        const { data, errors } = await house.send(light.davi, operation.toString(), variables);
        expect(errors).toEqual([]);
        expect(data[name]).toEqual({
          clientAccess: null,
          userErrors: [{ code: "NOT_FOUND", field, message: expect.any(String) }],
        });
      }
    expect(await accessOf(ana)).toMatchObject({ name: "Ana Ribeiro", version: 1 });
    expect(await check(ana.open)).not.toBeNull();
  });
});

describe("one e-mail at two firms", () => {
  test("the second firm's invitation is taken up by signing in, and resets no password", async () => {
    const ana = await invited(smart, "STANDARD");
    await setPassword(house, ana.password);
    await signIn(ana.email, "APP");
    const second = await invited(light, "SIMPLIFIED", { email: ana.email });
    expect(await check(second.password)).toMatchObject({
      needsPassword: false,
      firmName: "Escritório costalima.example",
    });
    const reset = await house.ask(null, SetPasswordDocument, {
      input: { token: second.password as string, password: "outra frase que nada muda" },
    });
    expect(reset.data?.setPassword?.userErrors).toMatchObject([{ code: "CONFLICT", field: null }]);
    expect((await signIn(ana.email, "WEB", { password: "outra frase que nada muda" })).userErrors).toMatchObject([
      { code: "CREDENTIALS_INVALID" },
    ]);
    expect(await accessOf(second, light)).toMatchObject({ status: "INVITED" });

    // The last used does not come in by the web; the other firm's does.
    const web = await signIn(ana.email, "WEB");
    expect(web.session).toMatchObject({
      viewer: { id: second.accessId, firm: { name: "Escritório costalima.example" } },
    });
    expect(await accessOf(second, light)).toMatchObject({ status: "ACTIVE", invitation: { status: "ACCEPTED" } });
    expect((await signIn(ana.email, "APP")).session).toMatchObject({ viewer: { id: ana.accessId } });
    expect((await signIn(ana.email, "APP", { accessId: second.accessId })).userErrors).toMatchObject([
      { code: "CHANNEL_NOT_ALLOWED" },
    ]);
  });

  test("moving it at one firm leaves the other's sessions, links and password alone", async () => {
    const ana = await invited(smart, "SIMPLIFIED");
    await setPassword(house, ana.password);
    const second = await invited(light, "STANDARD", { email: ana.email });
    const web = (await signIn(ana.email, "WEB")).session?.token as string;
    const link = await openLink(house, second.open);
    await edit({ accessId: ana.accessId, email: `nova-${ana.email}`, addEmailToContact: true });
    expect([await isOver(web), await isOver(link)]).toEqual([true, false]);
    expect((await openBy(second.open)).session).not.toBeNull();
    expect((await signIn(ana.email, "WEB")).userErrors).toMatchObject([{ code: "CHANNEL_NOT_ALLOWED" }]);
  });

  test("two first passwords at once: one is set, the other is told that there is one", async () => {
    const ana = await invited(smart, "SIMPLIFIED");
    const second = await invited(light, "SIMPLIFIED", { email: ana.email });
    const answers = await Promise.all(
      [ana, second].map(({ password }) =>
        house.ask(null, SetPasswordDocument, { input: { token: password as string, password: passphrase } }),
      ),
    );
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    const codes = answers.map(({ data }) => data?.setPassword?.userErrors[0]?.code ?? "set");
    expect(codes.sort()).toEqual(["CONFLICT", "set"]);
    expect((await signIn(ana.email, "WEB")).session).not.toBeNull();
  });
});

interface Person {
  readonly accessId: string;
  readonly contactId: string;
  readonly email: string;
  readonly open: string | null;
  readonly password: string | null;
}

let people = 0;

/** Somebody new with an access, and what the mail brought her. */
async function invited(
  firm: FirmWorld,
  type: AccessType,
  { email, categories = [] }: { email?: string; categories?: "DOCUMENTS"[] } = {},
): Promise<Person> {
  people += 1;
  const address = email ?? `ana${people}@clientes.${firm.domain}`;
  const contactId = await contact(house, firm.davi, {
    name: "Ana Ribeiro",
    kind: "PERSON",
    profile: "CLIENT",
    emails: [address],
  });
  return {
    contactId,
    email: address,
    ...(await grant(house, firm.davi, { contactId, email: address, type, categories })),
  };
}

/** A third firm lets the e-mail's owner set a password, so that none of the doors here is what proves it. */
async function passwordElsewhere(email: string): Promise<void> {
  await setPassword(house, (await invited(elsewhere, "SIMPLIFIED", { email })).password);
}

async function signIn(email: string, channel: Channel, more: { accessId?: string; password?: string } = {}) {
  const { data } = await house.ask(null, SignInDocument, { input: { email, channel, password: passphrase, ...more } });
  if (!data?.signIn) throw new Error("signIn answered nothing.");
  return data.signIn;
}

async function openBy(token: string | null) {
  const { data } = await house.ask(null, OpenLinkDocument, { token: token ?? "" });
  if (!data?.openAccessLink) throw new Error("openAccessLink answered nothing.");
  return data.openAccessLink;
}

async function check(token: string | null) {
  return (await house.ask(null, CheckTokenDocument, { token: token ?? "" })).data?.checkToken ?? null;
}

async function edit(input: UpdateClientAccessInput, firm = smart) {
  const { data, errors } = await house.ask(firm.davi, EditDocument, { input });
  if (!data?.updateClientAccess) throw new Error(`updateClientAccess answered nothing: ${JSON.stringify(errors)}`);
  return data.updateClientAccess;
}

async function accessOf({ accessId }: Person, firm = smart) {
  return (await house.ask(firm.davi, AccessDocument, { id: accessId })).data?.clientAccess ?? null;
}

async function sees(token: string, id: string): Promise<boolean> {
  return (await house.ask(token, ProcessDataDocument, { id })).data?.process?.id === id;
}

/** Whether a session has ended: its next question is nobody's. */
async function isOver(token: string): Promise<boolean> {
  const { errors } = await house.ask(token, HomeDocument, {});
  if (errors.length > 0) expect(errors[0]?.extensions.code).toBe("UNAUTHENTICATED");
  return errors.length > 0;
}

/** The nth mail with links that went out to an access. */
const mailTo = (accessId: string, nth: number): Promise<SentMail> =>
  until(() => house.mails.filter((mail) => mail.accessId === accessId && mail.links.length > 0)[nth - 1]);

async function until<Found>(find: () => Found | undefined | Promise<Found | undefined>): Promise<Found> {
  for (let tries = 0; tries < 500; tries += 1) {
    const found = await find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("It did not happen.");
}

const pageOf = (link: string): string => new URL(link).pathname.slice(1);
const tokenOf = (mail: SentMail, page: string): string =>
  mail.links.find((link) => pageOf(link) === page)?.split("#")[1] as string;
