// How a client is led in: the letter's steps and the firm's guide say what this client can do, where, and nothing it cannot.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPost } from "../platform/mail.ts";
import { FirmDocument, RotateDocument } from "../schema/operations.ts";
import { type Answer, openTestHouse, type TestHouse } from "./house.ts";
import { MailServer } from "./mail-server.ts";
import { contact, type FirmWorld, grant, openLink, settleFirm } from "./world.ts";

const server = new MailServer();
let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;

const stores = [
  { platform: "ANDROID", name: "Portal Almeida", url: "https://lojas.example/android/1" },
  { platform: "IOS", name: "Almeida Clientes", url: "https://lojas.example/ios/2" },
] as const;

beforeAll(async () => {
  await server.up();
  const post = openPost({ smtpUrl: server.url, from: "Andamento <nao-responda@andamento.example>", folder: "nowhere" });
  house = await openTestHouse({ post });
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
  const portal = { name: "Acompanhe Almeida", webUrl: "https://portal.almeida.example/", stores: [...stores] };
  const { data } = await house.ask(firm.davi, FirmDocument, {
    input: { portal, supportContact: "ajuda@almeida.example", privacyContact: "dpo@almeida.example" },
  });
  expect(data?.updateFirm?.userErrors).toEqual([]);
});
afterAll(async () => {
  await house.close();
  await server.down();
});

const planOf = (plan: string) =>
  house.seed(["identity.firm"], ["update identity.firm set plan = $2 where id = $1", [firm.firmId, plan]]);

async function invited(type: "STANDARD" | "SIMPLIFIED", by = firm) {
  const email = `${randomUUID()}@clientes.example`;
  const contactId = await contact(house, by.davi, { name: "Ana", kind: "PERSON", profile: "CLIENT", emails: [email] });
  const granted = await grant(house, by.davi, { contactId, email, type, categories: [] });
  return { ...granted, email, letter: lastTo(email) };
}

/** The newest letter to an address, in Portuguese and in English. */
function lastTo(email: string): { portuguese: string; english: string; html: string } {
  const { text = "", html } = server.to(email).at(-1) ?? {};
  const [portuguese = "", english = ""] = text.split("\n--\n");
  return { portuguese, english, html: String(html) };
}

/** The numbers of the steps, one after the other. */
const numbers = (text: string) => [...text.matchAll(/^(\d)\. /gm)].map(([, number]) => Number(number));

test("a STANDARD client is told to open its link, and to set its password and find the app where the plan has it", async () => {
  await planOf("SMART");
  const { letter, open, password, email } = await invited("STANDARD");
  expect(numbers(letter.portuguese)).toEqual([1, 2, 3, 1, 2, 3]);
  expect(numbers(letter.english)).toEqual([1, 2, 3, 1, 2, 3]);
  const inOrder = [
    "Acompanhe Almeida",
    "Pelo navegador, sem senha:",
    `/open#${open}`,
    "“Ver meus processos”",
    "No aplicativo, com e-mail e senha:",
    `/password#${password}`,
    `Android: Portal Almeida\n${stores[0].url}`,
    `iPhone · iPad: Almeida Clientes\n${stores[1].url}`,
    `Entre com o e-mail ${email} e a sua senha.`,
    "pastas de spam e de promoções",
    "ajuda@almeida.example",
  ];
  const at = inOrder.map((words) => letter.portuguese.indexOf(words));
  expect(at).toEqual(at.toSorted((a, b) => a - b));
  expect(at).not.toContain(-1);
  expect(letter.html).toContain(`<a href="${stores[0].url}">`);
  expect(letter.english).toContain("spam and promotions folders");
  // Its web is the link: the portal's address would ask for a password that opens nothing there.
  expect(letter.portuguese).not.toContain("portal.almeida.example");

  await planOf("LIGHT");
  const { letter: without } = await invited("STANDARD");
  expect(numbers(without.portuguese)).toEqual([1, 2, 3]);
  expect(without.portuguese).not.toMatch(/aplicativo|senha neste link|lojas\.example/);
});

test("a SIMPLIFIED client is told to set its password and where the portal is, and of no app and no link", async () => {
  await planOf("SMART");
  const { letter, password, email } = await invited("SIMPLIFIED");
  expect(numbers(letter.portuguese)).toEqual([1, 2, 3]);
  expect(letter.portuguese).toContain(`/password#${password}`);
  expect(letter.portuguese).toContain("portal Acompanhe Almeida:\nhttps://portal.almeida.example/");
  expect(letter.portuguese).toContain(`o e-mail ${email}`);
  expect(letter.portuguese).not.toMatch(/aplicativo|lojas\.example|\/open#/);

  const { letter: bare } = await invited("SIMPLIFIED", other);
  expect(bare.portuguese).toContain("o endereço que o escritório Escritório costalima.example indicar");
});

test("whose link is changed is led in by the new one, step by step", async () => {
  const { accessId, email, open } = await invited("STANDARD");
  await house.ask(firm.davi, RotateDocument, { id: accessId });
  await house.mailOf(accessId, 2);
  const { portuguese } = lastTo(email);
  expect(numbers(portuguese)).toEqual([1, 2, 3, 1, 2, 3]);
  const renewed = /\/open#(\S+)/.exec(portuguese)?.[1] as string;
  expect(renewed).not.toBe(open);
  await openLink(house, renewed);
  expect(portuguese).toContain("pastas de spam e de promoções");
});

const guideOf = async (token: string, type = "STANDARD") => {
  const query = `mutation { updateFirm(input: {}) { firm { guideUrl(type: ${type}) } } }`;
  return (await house.send(token, query)).data.updateFirm.firm.guideUrl as string;
};

test("the firm has a guide for each type of access, to be printed: steps, portal, whom to ask, and no client", async () => {
  await planOf("SMART");
  const { email } = await invited("STANDARD");
  const page = async (type: string) => (await fetch(await guideOf(firm.davi, type))).text();
  const standard = await page("STANDARD");
  for (const words of [
    "Escritório almeida.example",
    "Acompanhe Almeida",
    "pastas de spam e de promoções",
    "spam and promotions folders",
    "Ver meus processos",
    ...stores.flatMap(({ name, url }) => [name, `href="${url}"`]),
    "ajuda@almeida.example",
    "dpo@almeida.example",
  ])
    expect(standard).toContain(words);
  expect(standard).not.toContain("portal.almeida.example");
  expect(standard).not.toMatch(new RegExp(`${email}|/open#|/password#|<!--`));
  const simplified = await page("SIMPLIFIED");
  expect(simplified).toContain('href="https://portal.almeida.example/"');
  expect(simplified).not.toMatch(/aplicativo|lojas\.example/);

  await planOf("LIGHT");
  expect(await page("STANDARD")).not.toMatch(/aplicativo|lojas\.example/);
});

test("the guide's address is told to the firm's people alone, and of a firm that is none there is nothing", async () => {
  const { open } = await invited("STANDARD");
  const ana = await openLink(house, open);
  const asked = (token: string) =>
    house.send(
      token,
      "{ viewer { ... on ClientAccess { firm { guideUrl(type: STANDARD) } } ... on StaffMember { firm { guideUrl(type: STANDARD) } } } }",
    );
  expect((await asked(ana)).data.viewer.firm).toEqual({ guideUrl: null });
  expect((await asked(firm.carla)).data.viewer.firm.guideUrl).toContain(`/guide/${firm.firmId}/standard`);
  const address = await guideOf(firm.davi);
  const [unknown, odd, nothing] = await Promise.all(
    [
      address.replace(firm.firmId, randomUUID()),
      address.replace(firm.firmId, "%27%20or%20true"),
      new URL("/nothing", address).href,
    ].map(async (one) => {
      const response = await fetch(one);
      return [response.status, ((await response.json()) as Answer<unknown>).errors[0]?.message];
    }),
  );
  expect([unknown, odd]).toEqual([nothing, nothing]);
});
