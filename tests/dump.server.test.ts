// Whoever has the whole database, the queues' tables too, has nothing that opens anything.
import { execFileSync } from "node:child_process";
import { delimiter } from "node:path";
import process_ from "node:process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hashOf } from "../platform/keys.ts";
import {
  CheckTokenDocument,
  InviteStaffDocument,
  PreviewDocument,
  RequestPasswordResetDocument,
} from "../schema/operations.ts";
import { foundFirm } from "../subgraphs/index.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { findPostgres } from "./postgres.ts";
import {
  contact,
  documentIn,
  type FirmWorld,
  grant,
  keysOf,
  openLink,
  passphrase,
  process,
  setPassword,
  settleFirm,
  signInAs,
} from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
/** What opens something now, of every kind there is. */
let sessions: string[];
let tokens: string[];
let address: string;
let dump: string;

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  const founded = await foundFirm(house.house.database, keysOf(house), {
    name: "Escritório Costa",
    plan: "VIP",
    staff: [{ name: "Davi Costa", email: "davi@costa.example", role: "ADMIN" }],
  });
  const email = "vera@clientes.example";
  const contactId = await contact(house, firm.davi, {
    name: "Vera",
    kind: "PERSON",
    profile: "CLIENT",
    emails: [email],
  });
  const vera = await grant(house, firm.davi, { contactId, email, type: "STANDARD", categories: ["DOCUMENTS"] });
  await setPassword(house, vera.password);
  const bruno = await grant(house, firm.davi, {
    contactId: firm.brunoContact,
    email: `bruno@clientes.${firm.domain}`,
    type: "SIMPLIFIED",
    categories: [],
  });
  const input = { name: "Elisa", email: "elisa@almeida.example", role: "MEMBER" as const };
  await house.ask(firm.davi, InviteStaffDocument, { input });
  await house.ask(null, RequestPasswordResetDocument, { email });
  const parties = [{ contactId, role: "CLIENT", side: "ACTIVE" } as const];
  const hers = await process(house, firm.davi, { title: "Inventário", parties });
  const document = await documentIn(house, firm.davi, hers);
  const preview = await house.ask(firm.davi, PreviewDocument, { id: vera.accessId, channel: "APP" });
  sessions = [
    firm.davi,
    firm.carla,
    await openLink(house, vera.open),
    await signInAs(house, email, "APP"),
    preview.data?.previewAccess?.session?.token as string,
  ];
  const { data } = await house.send(sessions[3] as string, `{ document(id: "${document}") { download { url } } }`);
  address = data.document.download.url;
  tokens = [
    vera.open as string,
    bruno.password as string,
    founded.staff[0]?.passwordToken as string,
    await mailedTo(input.email),
    await mailedTo(email),
  ];
  dump = await dumped();
});
afterAll(() => house.close());

async function mailedTo(address: string): Promise<string> {
  for (let tries = 0; tries < 500; tries += 1) {
    const mail = house.mails.find(({ to, accessId, links }) => to === address && !accessId && links.length > 0);
    if (mail) return mail.links[0]?.split("#")[1] as string;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`No mail went out to ${address}.`);
}

/** All there is, as pg_dump writes it for whoever owns the database, who is let past the policies for that. */
async function dumped(): Promise<string> {
  for (const role of ["andamento_owner", "andamento_rule"]) {
    await house.owner(`set role ${role}`);
    for (const { name } of await house.owner(
      `select c.oid::regclass::text as name from pg_class c where c.relforcerowsecurity and c.relowner = $1::regrole`,
      [role],
    ))
      await house.owner(`alter table ${name} no force row level security`);
  }
  const postgres = findPostgres();
  const PATH = [postgres?.kind === "binaries" ? postgres.folder : "", process_.env["PATH"]].join(delimiter);
  return execFileSync("pg_dump", [house.source as string], {
    env: { ...process_.env, PATH },
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
}

/** Every word of a text that is long enough to be a secret, and what its bytes would be written as. */
function secretsIn(text: string): string[] {
  const words = new Set(text.match(/[A-Za-z0-9_+/=-]{20,}/g));
  for (const hex of text.match(/[0-9a-f]{32,}/g) ?? []) {
    words.add(Buffer.from(hex, "hex").toString("base64url"));
    words.add(Buffer.from(hex, "hex").toString());
  }
  for (const word of [...words]) {
    words.add(word.replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_"));
    words.add(Buffer.from(word, "base64").toString());
  }
  return [...words].filter((word) => !word.includes("\u0000"));
}

/** Which of them the database knows as a session's or as a mailed token, asked as the service asks. */
async function knownAmong(words: string[]): Promise<string[]> {
  const hashes = words.map((word) => `\\x${hashOf(word).toString("hex")}`);
  const known = await house.house.database.asNobody((transaction) =>
    transaction.execute<{ at: number }[]>(
      `select h.at::int from unnest(?::bytea[]) with ordinality h (hash, at)
       where exists (select from access.session_by_hash(h.hash)) or exists (select from access.token_by_hash(h.hash))`,
      [`{${hashes.map((hash) => `"\\${hash}"`).join(",")}}`],
    ),
  );
  return known.map(({ at }) => words[at - 1] as string);
}

const signedIn = async (token: string) => (await house.send(token, "{ viewer { __typename } }")).data?.viewer !== null;
const isToken = async (token: string) =>
  (await house.ask(null, CheckTokenDocument, { token })).data?.checkToken !== null;

test("the dump is whole: what opens is in it as hashes, and a secret that stood in it would be found", async () => {
  for (const token of sessions) expect(await signedIn(token)).toBe(true);
  for (const token of tokens) expect(await isToken(token)).toBe(true);
  for (const secret of [...sessions, ...tokens]) expect(dump).toContain(hashOf(secret).toString("hex"));
  for (const schema of ["identity", "processes", "documents", "access", "jobs"])
    expect(dump).toContain(`COPY ${schema}.`);
  expect(dump).toContain("vera@clientes.example");
  for (const secret of [sessions[0], tokens[0]] as string[])
    for (const written of [
      secret,
      Buffer.from(secret, "base64url").toString("hex"),
      Buffer.from(secret).toString("hex"),
      Buffer.from(secret).toString("base64"),
    ])
      expect(await knownAmong(secretsIn(`${dump}\n${written}\n`))).toContain(secret);
});

test("nothing in it is a session, a link, or a token that sets a password; and no password", async () => {
  const words = secretsIn(dump);
  expect(words.length).toBeGreaterThan(200);
  expect(await knownAmong(words)).toEqual([]);
  for (const secret of [...sessions, ...tokens, passphrase]) expect(dump).not.toContain(secret);
});

test("nothing in it that looks like one is taken at the door", async () => {
  const words = secretsIn(dump).filter((word) => /^[A-Za-z0-9_-]{43}$/.test(word));
  expect(words.length).toBeGreaterThan(15);
  for (const word of words) {
    expect([await signedIn(word), await isToken(word)]).toEqual([false, false]);
    const news = await fetch(`${house.url}/news/${word}`, { method: "POST", redirect: "manual" });
    expect(news.status).toBe(404);
  }
  // A file's address is sealed by the ring, and opens with the rest of it alone.
  expect((await fetch(address)).status).toBe(200);
  expect(dump).not.toContain(new URL(address).pathname.split("/").pop());
});
