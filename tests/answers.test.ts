// What every answer carries, whatever was asked, and what no request can say: where this service is.
import { readFileSync } from "node:fs";
import { request } from "node:http";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestHouse, type TestHouse } from "./house.ts";
import { contact, type FirmWorld, settleFirm } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;

beforeAll(async () => {
  // What a trusted proxy says of where a request comes from is believed; and nothing else of it.
  house = await openTestHouse({ trustedProxies: ["loopback"] });
  firm = await settleFirm(house, "almeida.example");
});
afterAll(() => house.close());

interface Raw {
  readonly status: number | undefined;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

/** As fetch does not let anybody: with any header. */
const send = (path: string, method: string, headers: Record<string, string>, body?: string): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const asking = request(new URL(path, house.url), { method, headers }, async (response) => {
      let text = "";
      for await (const part of response.setEncoding("utf8")) text += part;
      resolve({ status: response.statusCode, headers: response.headers, text });
    });
    asking.on("error", reject);
    asking.end(body);
  });

const poisoned = {
  host: "malvada.example",
  "x-forwarded-host": "malvada.example",
  "x-forwarded-proto": "https",
  "x-forwarded-port": "666",
  "x-original-host": "malvada.example",
  "x-host": "malvada.example",
  forwarded: "for=192.0.2.1;host=malvada.example;proto=https",
};

test("a poisoned Host comes into no mail and no address that is told: those are what the installation says", async () => {
  const email = "rui@clientes.almeida.example";
  const person = { name: "Rui", kind: "PERSON", profile: "CLIENT" } as const;
  const contactId = await contact(house, firm.davi, { ...person, emails: [email] });
  const asks = async (token: string | null, query: string) => {
    const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
    const headers = { ...poisoned, ...authorization, "content-type": "application/json" };
    const { status, text } = await send("/graphql", "POST", headers, JSON.stringify({ query }));
    expect([status, text]).toEqual([200, expect.not.stringContaining("malvada")]);
    return JSON.parse(text).data;
  };
  const granted = await asks(
    firm.davi,
    `mutation { grantClientAccess(input: { contactId: "${contactId}", email: "${email}", type: STANDARD, categories: [] }) {
      clientAccess { id firm { portal { webUrl } guideUrl(type: STANDARD) } } } }`,
  );
  const { id, firm: told } = granted.grantClientAccess.clientAccess;
  expect(told.portal.webUrl).toMatch(new RegExp(`^${house.url}/?$`));
  expect(told.guideUrl).toBe(`${house.url}/guide/${firm.firmId}/standard`);
  await asks(firm.davi, `mutation { rotateAccessLink(accessId: "${id}") { userErrors { code } } }`);
  await asks(null, `mutation { requestPasswordReset(email: "davi@almeida.example") { userErrors { code } } }`);
  await asks(
    firm.davi,
    `mutation { inviteStaffMember(input: { name: "Elisa", email: "elisa@almeida.example", role: MEMBER }) { userErrors { code } } }`,
  );
  const upload = await asks(
    firm.davi,
    `mutation { createProcess(input: { kind: CASE, title: "Contrato" }) { process { id } } }`,
  );
  const file = await asks(
    firm.davi,
    `mutation { requestDocumentUpload(input: { processId: "${upload.createProcess.process.id}", name: "a.txt", contentType: "text/plain", byteSize: 1 }) { upload { url } } }`,
  );
  expect(file.requestDocumentUpload.upload.url).toMatch(new RegExp(`^${house.url}/files/`));

  const kinds = () => house.mails.map(({ file }) => readFileSync(file as string, "utf8"));
  await expect.poll(() => kinds().length, { timeout: 20_000 }).toBe(4);
  for (const raw of kinds()) {
    expect(raw).not.toContain("malvada");
    const { text = "", html = "", messageId } = await PostalMime.parse(raw);
    expect(messageId).toMatch(/@127\.0\.0\.1>$/);
    const links = `${text} ${html}`.match(/https?:\/\/[^\s"<]+/g) ?? [];
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(link.startsWith(`${house.url}/`)).toBe(true);
  }
});

// Browsers heed the first of them over TLS alone, which something in front of this service brings: it is sent always, so that
// nobody in front has to remember it.
test("every answer asks for TLS from now on, is kept by nobody, runs and embeds nothing, and names no program", async () => {
  const json = { "content-type": "application/json" };
  const answers = [
    await send("/graphql", "POST", json, JSON.stringify({ query: "{ session { id } }" })),
    await send("/graphql", "POST", json, "{"),
    await send("/graphql", "GET", {}),
    await send("/open", "GET", {}),
    await send("/password", "GET", {}),
    await send(`/guide/${firm.firmId}/standard`, "GET", {}),
    await send("/news/nobodys", "GET", {}),
    await send("/files/nobodys", "GET", {}),
    await send("/landing/landing.css", "GET", {}),
    await send("/livez", "GET", {}),
    await send("/nothing", "GET", {}),
  ];
  for (const { headers } of answers) {
    const [, age] = /^max-age=(\d+); includeSubDomains$/.exec(String(headers["strict-transport-security"])) ?? [];
    expect(Number(age)).toBeGreaterThanOrEqual(365 * 24 * 3600);
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    for (const name of ["server", "x-powered-by", "via", "x-apollo-operation-name"])
      expect(headers[name]).toBeUndefined();
  }
});
