// The first walk through the house: grant → mail → link → processes.
import { readFileSync } from "node:fs";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  AccessDocument,
  GrantDocument,
  HomeDocument,
  MeDocument,
  OpenLinkDocument,
  ProcessDataDocument,
  RevokeDocument,
  SetPartiesDocument,
  SignInDocument,
  SignOutDocument,
} from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, grant, openLink, passphrase, process, setPassword, settleFirm } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
let hers: string;

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example", "LIGHT");
  hers = await process(house, firm.carla, {
    kind: "LAWSUIT",
    number: "0000001-11.2099.8.26.0100",
    title: "Indenização",
    filedOn: "2026-03-02",
    claimValue: "25000.00",
    court: { tribunal: "TJSP", division: "1ª Vara Cível", degree: "G1", subjects: ["Dano Moral"] },
    responsibleId: firm.carlaId,
    parties: [
      { contactId: firm.anaContact, role: "CLIENT", side: "ACTIVE" },
      { name: "Banco Exemplo", role: "ADVERSE", side: "PASSIVE" },
    ],
  });
  await process(house, firm.carla, { title: "De outra pessoa" });
});
afterAll(() => house.close());

test("Davi grants Ana access, the mail brings a link, and she sees her process and no other", async () => {
  const { data } = await house.ask(firm.davi, GrantDocument, {
    input: {
      contactId: firm.anaContact,
      email: "Ana@Clientes.almeida.example",
      type: "STANDARD",
      categories: ["DOCUMENTS"],
    },
  });
  const access = data?.grantClientAccess?.clientAccess;
  expect(data?.grantClientAccess?.userErrors).toEqual([]);
  expect(access).toMatchObject({
    name: "Ana Ribeiro",
    email: "ana@clientes.almeida.example",
    status: "INVITED",
    includesTeamProcesses: false,
    includesPrivateProcesses: false,
    channels: [
      { channel: "WEB", credential: "LINK", available: true, reason: null },
      { channel: "APP", credential: "PASSWORD", available: true, reason: null },
    ],
  });

  const mail = await house.mailOf(access?.id as string);
  const letter = await PostalMime.parse(readFileSync(mail.file as string));
  expect(letter.to?.[0]).toMatchObject({ address: "ana@clientes.almeida.example", name: "Ana Ribeiro" });
  expect(letter.text).toContain("Escritório almeida.example");
  expect(letter.text).not.toContain("Indenização");
  expect(letter.text).not.toContain("0000001");
  const [open, password] = mail.links;
  expect(open).toMatch(new RegExp(`^${house.url}/open#[A-Za-z0-9_-]{43}$`));
  expect(password).toMatch(new RegExp(`^${house.url}/password#[A-Za-z0-9_-]{43}$`));
  for (const link of mail.links) expect(letter.text).toContain(link);

  const opened = await house.ask(null, OpenLinkDocument, { token: open?.split("#")[1] as string });
  const session = opened.data?.openAccessLink?.session;
  expect(session).toMatchObject({
    channel: "WEB",
    credential: "LINK",
    preview: false,
    viewer: { __typename: "ClientAccess", name: "Ana Ribeiro", firm: { name: "Escritório almeida.example" } },
  });
  const ana = session?.token as string;

  const home = await house.ask(ana, HomeDocument, {});
  expect(home.errors).toEqual([]);
  expect(home.data?.processes).toMatchObject({
    totalCount: 1,
    nodes: [{ id: hers, number: "0000001-11.2099.8.26.0100", title: "Indenização", court: { tribunal: "TJSP" } }],
    pageInfo: { hasNextPage: false },
  });
  const page = await house.ask(ana, ProcessDataDocument, { id: hers });
  expect(page.data?.process).toEqual({
    id: hers,
    kind: "LAWSUIT",
    legacyNumber: null,
    number: "0000001-11.2099.8.26.0100",
    title: "Indenização",
    status: "ACTIVE",
    secret: false,
    filedOn: "2026-03-02",
    claimValue: "25000.00",
    court: {
      tribunal: "TJSP",
      division: "1ª Vara Cível",
      venue: null,
      degree: "G1",
      className: null,
      subjects: ["Dano Moral"],
    },
    responsible: { id: firm.carlaId, name: "Carla Nogueira" },
    parties: [
      { name: "Ana Ribeiro", role: "CLIENT", side: "ACTIVE", contact: { id: firm.anaContact } },
      { name: "Banco Exemplo", role: "ADVERSE", side: "PASSIVE", contact: null },
    ],
  });

  const after = await house.ask(firm.davi, AccessDocument, { id: access?.id as string });
  expect(after.data?.clientAccess).toMatchObject({ status: "ACTIVE", invitation: { status: "ACCEPTED" } });
});

test("a link opens again and again, and its session ends by signing out", async () => {
  const bruno = await grant(house, firm.davi, {
    contactId: firm.brunoContact,
    email: "bruno@clientes.almeida.example",
    type: "STANDARD",
    categories: [],
  });
  const first = await openLink(house, bruno.open);
  const second = await openLink(house, bruno.open);
  expect((await house.ask(first, HomeDocument, {})).data?.processes).toMatchObject({ totalCount: 0, nodes: [] });
  expect((await house.ask(first, SignOutDocument, {})).data?.signOut?.userErrors).toEqual([]);
  expect((await house.ask(first, MeDocument, {})).data).toEqual({ session: null, viewer: null });
  expect((await house.ask(first, HomeDocument, {})).errors[0]?.extensions.code).toBe("UNAUTHENTICATED");
  expect((await house.ask(second, MeDocument, {})).data?.viewer).toMatchObject({ name: "Bruno Teixeira" });
});

test("revoking and leaving out a party hold from the next request on an open session", async () => {
  const access = await grant(house, other.davi, {
    contactId: other.anaContact,
    email: "ana@clientes.costalima.example",
    type: "STANDARD",
    categories: [],
  });
  const process2 = await process(house, other.davi, {
    title: "Contrato",
    parties: [{ contactId: other.anaContact, role: "CLIENT", side: "ACTIVE" }],
  });
  const ana = await openLink(house, access.open);
  const sees = async () => (await house.ask(ana, ProcessDataDocument, { id: process2 })).data?.process?.id ?? null;
  expect(await sees()).toBe(process2);
  await house.ask(other.davi, SetPartiesDocument, {
    id: process2,
    parties: [{ name: "Ana Ribeiro", role: "OTHER", side: "ACTIVE" }],
  });
  expect(await sees()).toBeNull();
  await house.ask(other.davi, SetPartiesDocument, {
    id: process2,
    parties: [{ contactId: other.anaContact, role: "CLIENT", side: "ACTIVE" }],
  });
  expect(await sees()).toBe(process2);
  const revoked = await house.ask(other.davi, RevokeDocument, { id: access.accessId });
  expect(revoked.data?.revokeClientAccess?.clientAccess).toMatchObject({
    status: "REVOKED",
    invitation: { status: "ACCEPTED" },
  });
  expect((await house.ask(ana, ProcessDataDocument, { id: process2 })).errors[0]?.extensions.code).toBe(
    "UNAUTHENTICATED",
  );
  const again = await house.ask(null, OpenLinkDocument, { token: access.open as string });
  expect(again.data?.openAccessLink).toMatchObject({ session: null, userErrors: [{ code: "TOKEN_INVALID" }] });
});

test("Elisa's SIMPLIFIED access is e-mail and password on the web, once the mailed token has set it", async () => {
  const { data } = await house.ask(firm.davi, GrantDocument, {
    input: {
      contactId: firm.brunoContact,
      email: "bruno2@clientes.almeida.example",
      name: "Bruno",
      type: "SIMPLIFIED",
      categories: [],
      addEmailToContact: true,
    },
  });
  const access = data?.grantClientAccess?.clientAccess;
  expect(access?.contact.emails).toContain("bruno2@clientes.almeida.example");
  const { links } = await house.mailOf(access?.id as string);
  expect(links).toHaveLength(1);
  const token = links[0]?.split("#")[1] as string;
  await setPassword(house, token);
  await expect(setPassword(house, token)).rejects.toThrow("TOKEN_INVALID");
  const email = "bruno2@clientes.almeida.example";
  const web = await house.ask(null, SignInDocument, { input: { email, password: passphrase, channel: "WEB" } });
  expect(web.data?.signIn?.session).toMatchObject({
    channel: "WEB",
    credential: "PASSWORD",
    viewer: { name: "Bruno" },
  });
  const app = await house.ask(null, SignInDocument, { input: { email, password: passphrase, channel: "APP" } });
  expect(app.data?.signIn).toMatchObject({ session: null, userErrors: [{ code: "CHANNEL_NOT_ALLOWED" }] });
});
