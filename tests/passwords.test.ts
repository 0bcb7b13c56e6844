// Passwords: what may be one, how a new one is set when it is forgotten, and how often anybody may try.
import { createHook } from "node:async_hooks";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hash } from "@node-rs/argon2";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openHouse } from "../gateway/house.ts";
import { openPost } from "../platform/mail.ts";
import { openFolder } from "../platform/storage.ts";
import {
  CheckTokenDocument,
  EditDocument,
  InviteStaffDocument,
  LogDocument,
  OpenLinkDocument,
  RequestPasswordResetDocument,
  RevokeDocument,
  SetPasswordDocument,
  SignInDocument,
  UpdateStaffDocument,
} from "../schema/operations.ts";
import { hashesAtOnce } from "../subgraphs/identity/password.ts";
import { askingAt } from "./asking.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import {
  contact,
  type FirmWorld,
  grant,
  keysOf,
  openLink,
  passphrase,
  setPassword,
  settleFirm,
  signInAs,
} from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
});
afterAll(() => house.close());

async function client(email: string, { by = firm, type = "STANDARD" as "STANDARD" | "SIMPLIFIED", name = "Ana" } = {}) {
  const contactId = await contact(house, by.davi, { name, kind: "PERSON", profile: "CLIENT", emails: [email] });
  return grant(house, by.davi, { contactId, email, type, categories: [] });
}

const set = async (token: string | null, password: string) => {
  const { data, errors } = await house.ask(null, SetPasswordDocument, { input: { token: token ?? "", password } });
  if (!data?.setPassword) throw new Error(`The password was not heard: ${JSON.stringify(errors)}`);
  return data.setPassword.userErrors;
};
const codes = (errors: readonly { code: string }[]) => errors.map(({ code }) => code);

async function signIn(email: string, password = passphrase, channel: "WEB" | "APP" | null = "APP", headers = {}) {
  const {
    data,
    errors,
    headers: told,
  } = await house.ask(null, SignInDocument, { input: { email, password, channel } }, headers);
  const code = errors[0]?.extensions.code ?? data?.signIn?.userErrors[0]?.code ?? "opens";
  return { code, token: data?.signIn?.session?.token, data, errors, wait: told.get("retry-after") };
}

const reset = (email: string) => house.ask(null, RequestPasswordResetDocument, { email });

/** The letters to an address whose Message-ID begins so, the nth once it has gone out. */
async function letterTo(address: string, kind: "reset" | "password-set" | "staff", nth = 1) {
  for (let tries = 0; tries < 500; tries += 1) {
    const letters = await Promise.all(
      house.mails
        .filter(({ to, file, accessId }) => to === address && file && accessId === null)
        .map(async (mail) => ({ ...mail, ...(await PostalMime.parse(readFileSync(mail.file as string))) })),
    );
    const found = letters.filter(({ messageId }) => messageId?.startsWith(`<${kind}.`))[nth - 1];
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`No ${kind} mail went to ${address}.`);
}
const tokenIn = ({ links }: { links: readonly string[] }) => links[0]?.split("#")[1] as string;

const signedIn = async (token: string) => (await house.send(token, "{ viewer { __typename } }")).data?.viewer !== null;

describe("a password", () => {
  test.each([
    ["of 14 characters", "a1-b2_c3 d4.e5"],
    ["of 256 characters and one more", `${"uma frase que se repete? não: ".repeat(9).slice(0, 256)}!`],
    ["of more than a kilobyte in 256 characters", "😀ação".repeat(120)],
    ["of a megabyte", "x9".repeat(40_000)],
    ["of 15 spaces", " ".repeat(15)],
    ["of one character, again and again", "😀".repeat(64)],
    ["that everybody has, made longer", "password12345678"],
    ["that everybody has, with signs for letters", "P@ssw0rdP@ssw0rd"],
    ["of the digits in their order", "123456789012345"],
    ["of the keys in their order", "qwertyuiopasdfgh"],
    ["of the product's name", "andamentoandamento2026"],
    ["of another product's name", "Astrea-astrea-1"],
    ["of the firm's name", "Escritorio Almeida 1"],
    ["of her e-mail", "ana.maria.ribeiro1"],
    ["of her name", "Quintanilha & Anastácia 1"],
  ])("%s is refused, with a reason, and the link is not used up", async (_what, password) => {
    const ana = await weak();
    expect(await set(ana.password, password)).toEqual([
      { code: "PASSWORD_TOO_WEAK", field: ["input", "password"], message: expect.stringMatching(/senha|caracteres/) },
    ]);
    const { data } = await house.ask(null, CheckTokenDocument, { token: ana.password as string });
    expect(data?.checkToken).toMatchObject({ needsPassword: true });
  });
  let invited: ReturnType<typeof client> | undefined;
  const weak = () => {
    invited ??= client("ana.maria.ribeiro@clientes.almeida.example", { name: "Anastácia Quintanilha" });
    return invited;
  };

  test.each([
    ["of 15 characters", "tijolo-vento-42", "tijolo-vento-43"],
    ["of 256 characters, all of which count", `${long(255)}a`, `${long(255)}b`],
    ["of small letters alone", "meugatodormetardenachuva", "Meugatodormetardenachuva"],
    ["that begins and ends with a space", " vento na janela azul ", "vento na janela azul"],
    ["that no terminal types", "ventania\u0000 azulada", "ventania"],
  ])("%s is taken whole", async (what, password, almost) => {
    const email = `senha-${createId(what)}@clientes.almeida.example`;
    const ana = await client(email);
    expect(await set(ana.password, password)).toEqual([]);
    expect((await signIn(email, password)).code).toBe("opens");
    expect((await signIn(email, almost)).code).toBe("CREDENTIALS_INVALID");
  });

  test("is the same however its accents are written", async () => {
    const ana = await client("acento@clientes.almeida.example");
    expect(await set(ana.password, "coração à beira-mar".normalize("NFD"))).toEqual([]);
    expect((await signIn("acento@clientes.almeida.example", "coração à beira-mar".normalize("NFC"))).code).toBe(
      "opens",
    );
  });
});

const createId = (text: string) => text.replace(/[^a-z0-9]+/g, "");
function long(length: number): string {
  return Array.from({ length }, (_, at) => String.fromCodePoint(97 + ((at * at * 7 + at * 3) % 26))).join("");
}

/** Does it as who owns the rule, and gives what the last of it found. */
async function asRule({ owner }: TestHouse, statements: readonly string[], values: unknown[] = []): Promise<any[]> {
  await owner("set role andamento_rule");
  try {
    let found: any[] = [];
    for (const statement of statements) found = await owner(statement, values);
    return found;
  } finally {
    await owner("reset role");
  }
}

describe("who forgot the password", () => {
  test("is mailed a link, sets a new one, and what the old one had opened is over, at the other firm too", async () => {
    const email = "esqueceu@clientes.example";
    const here = await client(email);
    await setPassword(house, here.password);
    expect((await letterTo(email, "password-set")).text).not.toMatch(/https?:/);
    const there = await client(email, { by: other });
    const link = await openLink(house, here.open);
    const app = (await signIn(email)).token as string;
    await house.ask(null, SignInDocument, {
      input: { email, password: passphrase, channel: "APP", accessId: there.accessId },
    });

    expect((await reset(email)).data).toEqual({ requestPasswordReset: { userErrors: [] } });
    const first = await letterTo(email, "reset");
    expect(first.subject).toMatch(/crie uma nova senha/);
    const inHalfAnHour = (language: string) =>
      [0, 60_000].map((earlier) =>
        new Date(Date.now() - earlier + 30 * 60_000).toLocaleString(language, {
          ...({ dateStyle: "long", timeStyle: "short", timeZone: "America/Sao_Paulo" } as const),
        }),
      );
    expect(inHalfAnHour("pt-BR").some((one) => first.text?.includes(`até ${one} (horário de Brasília):`))).toBe(true);
    expect(inHalfAnHour("en-GB").some((one) => first.text?.includes(`until ${one} (Brasília time):`))).toBe(true);
    const { data } = await house.ask(null, CheckTokenDocument, { token: tokenIn(first) });
    expect(data?.checkToken).toMatchObject({ purpose: "SET_PASSWORD", needsPassword: true });
    expect(new Date(data?.checkToken?.expiresAt as string).getTime() - Date.now()).toBeLessThan(31 * 60_000);
    expect(await signedIn(app)).toBe(true);

    await reset(email);
    const second = await letterTo(email, "reset", 2);
    expect(codes(await set(tokenIn(first), "tijolo-vento-42"))).toEqual(["TOKEN_INVALID"]);
    expect(await set(tokenIn(second), "tijolo-vento-42")).toEqual([]);
    expect([await signedIn(app), await signedIn(link)]).toEqual([false, true]);
    expect((await signIn(email)).code).toBe("CREDENTIALS_INVALID");
    expect((await signIn(email, "tijolo-vento-42")).code).toBe("opens");
    expect(codes(await set(tokenIn(second), "tijolo-vento-43"))).toEqual(["TOKEN_INVALID"]);
    await letterTo(email, "password-set", 2);
  });

  test("somebody of the firm too", async () => {
    const email = "carla@almeida.example";
    const session = await signInAs(house, email);
    await reset(email.toUpperCase());
    expect(await set(tokenIn(await letterTo(email, "reset")), "tijolo-vento-42")).toEqual([]);
    expect(await signedIn(session)).toBe(false);
    expect((await signIn(email, "tijolo-vento-42", null)).code).toBe("opens");
  });

  test("is answered as anybody is, whoever it is, and only who has a password is mailed", async () => {
    const known = "conhecida@clientes.almeida.example";
    await setPassword(house, (await client(known)).password);
    const invited = "convidada@clientes.almeida.example";
    await client(invited);
    const revoked = "saiu@clientes.almeida.example";
    const left = await client(revoked);
    await setPassword(house, left.password);
    await house.ask(firm.davi, RevokeDocument, { id: left.accessId });
    const staff = async (email: string) => {
      const input = { name: "Elisa Prado", email, role: "MEMBER" as const };
      const { data } = await house.ask(firm.davi, InviteStaffDocument, { input });
      return data?.inviteStaffMember?.staffMember?.id as string;
    };
    const invitedStaff = "convidado@almeida.example";
    await staff(invitedStaff);
    const disabled = "demitido@almeida.example";
    const id = await staff(disabled);
    await setPassword(house, tokenIn(await letterTo(disabled, "staff")));
    expect((await signIn(disabled, passphrase, null)).code).toBe("opens");
    await house.ask(firm.davi, UpdateStaffDocument, { input: { id, active: false } });
    const strangers = [revoked, invited, disabled, invitedStaff, "ninguem@clientes.almeida.example"];
    // What is noted is gone as soon as the worker has looked.
    await asRule(house, [
      "create table access.asked (email text)",
      `create function access.note_asked() returns trigger language plpgsql as
       $$ begin insert into access.asked values (new.email); return null; end $$`,
      "create trigger asked after insert on access.reset_request for each row execute function access.note_asked()",
    ]);
    const queued = async () =>
      (await house.owner("select 1 from jobs.job where name = 'mail' and data ? 'reset'")).length;
    const answers = [];
    for (const email of [...strangers, known]) {
      const before = await queued();
      const { status, text, headers } = await reset(email);
      const told = [...headers].filter(([name]) => name !== "date" && name !== "x-request-id");
      answers.push({ status, text, headers: told, jobs: (await queued()) - before });
    }
    expect(answers[0]).toMatchObject({ status: 200, jobs: 1 });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await asRule(house, ["select email from access.asked"])).toEqual(
      [...strangers, known].map((email) => ({ email })),
    );
    await asRule(house, [
      "drop trigger asked on access.reset_request",
      "drop function access.note_asked",
      "drop table access.asked",
    ]);
    await letterTo(known, "reset");
    const mailed = await house.owner("select 1 from jobs.job where name = 'mail' and state in ('created', 'active')");
    expect(mailed).toEqual([]);
    await Promise.all(
      strangers.map((email) => expect(Promise.race([letterTo(email, "reset"), nothing()])).resolves.toBeNull()),
    );
  });

  test("is mailed three times an hour at most, however often it is asked", async () => {
    const email = "bombardeada@clientes.almeida.example";
    await setPassword(house, (await client(email)).password);
    await letterTo(email, "password-set");
    for (let round = 0; round < 20; round += 1) await Promise.all(Array.from({ length: 10 }, () => reset(email)));
    await letterTo(email, "reset");
    await reset("davi@costalima.example");
    await letterTo("davi@costalima.example", "reset");
    const { data } = await house.send(
      firm.davi,
      `{ clientAccesses(search: "${email}") { nodes { activity(kinds: [PASSWORD_RESET_REQUESTED]) { totalCount } } } }`,
    );
    expect(data.clientAccesses.nodes[0].activity.totalCount).toBe(2);
  });

  test("reads of it in the access's log", async () => {
    const email = "registro@clientes.almeida.example";
    const { accessId, password } = await client(email);
    await setPassword(house, password);
    await reset(email);
    await set(tokenIn(await letterTo(email, "reset")), "tijolo-vento-42");
    const { data } = await house.ask(firm.davi, LogDocument, { id: accessId, first: 3 });
    expect(data?.clientAccess?.activity?.nodes.map(({ kind }) => kind)).toEqual([
      "PASSWORD_SET",
      "PASSWORD_RESET_REQUESTED",
      "PASSWORD_SET",
    ]);
  });
});

/** Time enough for a mail that is not to come: its job was done before another's that came. */
const nothing = () => new Promise<null>((resolve) => setTimeout(() => resolve(null), 300));

describe("whoever guesses", () => {
  test("an e-mail's password waits after ten times, longer each time, and the right one is told the same", async () => {
    for (const email of ["adivinhada@clientes.almeida.example", "inventada@clientes.almeida.example"]) {
      if (email.startsWith("adivinhada")) await setPassword(house, (await client(email)).password);
      for (let time = 0; time < 10; time += 1)
        expect((await signIn(email, "não é esta, com certeza")).code).toBe("CREDENTIALS_INVALID");
      const [wrong, right] = [await signIn(email, "não é esta, com certeza"), await signIn(email)];
      for (const { code, wait, data, errors } of [wrong, right]) {
        expect([code, data]).toEqual(["RATE_LIMITED", { signIn: null }]);
        expect(Number(wait)).toBe(1);
        expect(errors[0]).toMatchObject({
          message: "Muitas tentativas. Aguarde um pouco.",
          extensions: { retryAfter: 1 },
        });
      }
    }
    const email = "adivinhada@clientes.almeida.example";
    const passed = async (failures: number) => {
      await attempts("update access.attempt set failures = $1, until = now() where failures > 0", [failures]);
      expect((await signIn(email, "não é esta, com certeza")).code).toBe("CREDENTIALS_INVALID");
      return Number((await signIn(email)).wait);
    };
    expect([await passed(12), await passed(15), await passed(40), await passed(99)]).toEqual([8, 64, 3600, 86_400]);
    expect(await events(email)).toBe(14);
    // Never locked out: a new password begins anew.
    await reset(email);
    await set(tokenIn(await letterTo(email, "reset")), "tijolo-vento-42");
    expect((await signIn(email, "tijolo-vento-42")).code).toBe("opens");
  });

  test("is counted by aliases and side by side as one by one, and whatever way the e-mail is written", async () => {
    const email = "paralela@clientes.almeida.example";
    await setPassword(house, (await client(email)).password);
    const one = (alias: number, as: string) =>
      `a${alias}: signIn(input: { email: "${as}", password: "não é esta, com certeza", channel: APP }) { userErrors { code } }`;
    const many = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        house.send(
          null,
          `mutation { ${[0, 1, 2].map((n) => one(n, at % 2 ? email.toUpperCase() : email)).join(" ")} }`,
        ),
      ),
    );
    const told = many.flatMap(({ data }) => Object.values<any>(data));
    expect(told).toHaveLength(60);
    expect(told.filter((answer) => answer !== null).length).toBeLessThan(14);
  });

  test("waits whichever process is asked, and the next one after a restart too", async () => {
    const folder = mkdtempSync(join(tmpdir(), "andamento-another-"));
    const another = async () => {
      const open = await openHouse({
        source: house.source,
        serving: typeof house.serving === "string" ? house.serving : null,
        migrated: true,
        keys: keysOf(house),
        post: openPost({ smtpUrl: null, from: "a@b.example", folder: join(folder, "mail") }),
        storage: openFolder(join(folder, "files")),
        publicUrl: () => house.url,
        attemptsAtOnce: 100_000,
      });
      return { ...open, ...askingAt(await open.gateway.listen("127.0.0.1", 0)) };
    };
    const email = "varios-processos@clientes.almeida.example";
    const input = { email, password: "não é esta, com certeza", channel: "APP" as const };
    const codeOf = async (by: Pick<TestHouse, "ask">) => {
      const { data, errors } = await by.ask(null, SignInDocument, { input });
      return errors[0]?.extensions.code ?? data?.signIn?.userErrors[0]?.code;
    };
    const second = await another();
    try {
      for (let time = 0; time < 5; time += 1)
        expect([await codeOf(house), await codeOf(second)]).toEqual(Array(2).fill("CREDENTIALS_INVALID"));
      expect([await codeOf(second), await codeOf(house)]).toEqual(Array(2).fill("RATE_LIMITED"));
    } finally {
      await second.close();
    }
    await attempts("update access.attempt set until = now() + interval '1 minute' where failures = 10", []);
    const third = await another();
    try {
      expect([await codeOf(third), await codeOf(house)]).toEqual(Array(2).fill("RATE_LIMITED"));
    } finally {
      await third.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("several at once in an array are refused whole, and none of them is tried", async () => {
    const query = SignInDocument.toString();
    const input = { email: "em-lote@clientes.almeida.example", password: "não é esta, com certeza", channel: "APP" };
    await watchingArgon2(async (watched) => {
      const response = await fetch(`${house.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(Array(3).fill({ query, variables: { input } })),
      });
      expect([response.status, watched.done]).toEqual([400, 0]);
    });
  });

  test("is let alone once the right one has come", async () => {
    const email = "distraida@clientes.almeida.example";
    await setPassword(house, (await client(email)).password);
    for (let round = 0; round < 3; round += 1) {
      for (let time = 0; time < 8; time += 1) await signIn(email, "não é esta, com certeza");
      expect((await signIn(email)).code).toBe("opens");
    }
  });

  async function attempts(sql: string, values: unknown[]) {
    await house.owner("set role andamento_rule");
    try {
      return await house.owner(sql, values);
    } finally {
      await house.owner(inject("database") === "server" ? "set role andamento_owner" : "reset role");
    }
  }
  async function events(email: string): Promise<number> {
    const { data } = await house.send(
      firm.davi,
      `{ clientAccesses(search: "${email}") { nodes { activity(kinds: [SIGN_IN_FAILED]) { totalCount } } } }`,
    );
    return data.clientAccesses.nodes[0].activity.totalCount;
  }
});

describe("whoever guesses from one place", () => {
  let small: TestHouse;
  beforeAll(async () => {
    small = await openTestHouse({ attemptsAtOnce: 5, trustedProxies: ["loopback"] });
    await settleFirm(small, "almeida.example");
  });
  afterAll(() => small.close());

  const from = (address: string) => ({ "x-forwarded-for": address });
  const guess = async (address: string, email = `${Math.random()}@clientes.example`) => {
    const input = { email, password: "não é esta, com certeza", channel: "WEB" as const };
    const { data, errors } = await small.ask(null, SignInDocument, { input }, from(address));
    return errors[0]?.extensions.code ?? data?.signIn?.userErrors[0]?.code;
  };

  test("waits, whatever it tries, and somebody elsewhere does not", async () => {
    for (let time = 0; time < 5; time += 1) expect(await guess("203.0.113.7")).toBe("CREDENTIALS_INVALID");
    expect(await guess("203.0.113.7")).toBe("RATE_LIMITED");
    const token = "A".repeat(43);
    for (const [operation, variables] of [
      [CheckTokenDocument, { token }],
      [OpenLinkDocument, { token }],
      [SetPasswordDocument, { input: { token, password: passphrase } }],
      [RequestPasswordResetDocument, { email: "davi@almeida.example" }],
    ] as const) {
      const there = await small.ask(null, operation as never, variables as never, from("203.0.113.7"));
      expect(there.errors[0]?.extensions.code).toBe("RATE_LIMITED");
      const elsewhere = await small.ask(null, operation as never, variables as never, from("203.0.113.8"));
      expect(elsewhere.errors).toEqual([]);
    }
  });

  test("is one place as a household's network, however its address is written", async () => {
    for (const address of [
      "2001:db8:1:2::1",
      "2001:db8:1:2:3:4:5:6",
      "2001:DB8:1:2:ffff::",
      "2001:db8:1:2::9",
      "2001:db8:1:2::a",
    ])
      expect(await guess(address)).toBe("CREDENTIALS_INVALID");
    expect(await guess("2001:db8:1:2:aaaa::1")).toBe("RATE_LIMITED");
    expect(await guess("2001:db8:1:3::1")).toBe("CREDENTIALS_INVALID");
  });

  test("does not choose where it comes from: only a trusted proxy's word counts", async () => {
    // The word of whoever stands before the last trusted proxy.
    for (let time = 0; time < 5; time += 1)
      expect(await guess(`10.${time}.0.1, 198.51.100.9`)).toBe("CREDENTIALS_INVALID");
    expect(await guess("10.9.0.1, 198.51.100.9")).toBe("RATE_LIMITED");
    const direct = await openTestHouse({ attemptsAtOnce: 5 });
    try {
      const input = { email: "x@clientes.example", password: "não é esta, com certeza", channel: "WEB" as const };
      const told = [];
      for (let time = 0; time < 6; time += 1)
        told.push(
          (await direct.ask(null, SignInDocument, { input }, from(`198.51.100.${time}`))).errors[0]?.extensions.code,
        );
      expect(told).toEqual([...Array(5).fill(undefined), "RATE_LIMITED"]);
    } finally {
      await direct.close();
    }
  });
});

describe("whoever guesses from everywhere", () => {
  let small: TestHouse;
  let davi: string;
  let open: string;
  beforeAll(async () => {
    small = await openTestHouse({ attemptsAtOnce: 5, trustedProxies: ["loopback"] });
    const firm = await settleFirm(small, "almeida.example");
    davi = firm.davi;
    const email = "ana@clientes.almeida.example";
    const invited = { contactId: firm.anaContact, email, type: "STANDARD", categories: [] } as const;
    open = (await grant(small, davi, { ...invited, categories: [] })).open as string;
  });
  afterAll(() => small.close());

  const everybody = "key = sha256('everybody')";
  /** So many seconds from now until the line of everybody is where it was when nobody had failed. */
  const lineEnds = (seconds: number) =>
    asRule(
      small,
      [`update access.attempt set until = clock_timestamp() + make_interval(secs => $1) where ${everybody}`],
      [seconds],
    );
  const lineOf = async (): Promise<number> => {
    const [line] = await asRule(small, [
      `select extract(epoch from until) * 1000 as ends from access.attempt where ${everybody}`,
    ]);
    return Math.round(Number(line.ends));
  };
  let places = 0;
  const somewhere = () => {
    places += 1;
    return { "x-forwarded-for": `198.18.0.${places}` };
  };
  const ways = (token: string, password: string) =>
    [
      [CheckTokenDocument, { token }],
      [OpenLinkDocument, { token }],
      [SetPasswordDocument, { input: { token, password } }],
      [SignInDocument, { input: { email: "davi@almeida.example", password } }],
    ] as const;
  const wrong = "não é esta, com certeza";

  test("is let through fifty times as often as one place is, and no more", async () => {
    const [flood] = await asRule(small, [
      `select count(*) filter (where wait is null)::int as through, min(wait) as least from (
         select access.attempt(null, '10.1.' || n / 250 || '.' || n % 250, 5) as wait from generate_series(1, 2000) n) f`,
    ]);
    expect(flood.through).toBeGreaterThanOrEqual(250);
    expect(flood.through).toBeLessThan(2000);
    expect(flood.least).toBe(1);
  });

  test("has everybody wait, wherever and whoever they are, and whoever is in goes on", async () => {
    // As far behind as if more had been tried than in a minute is made up for.
    await lineEnds(250 * 0.05 + 60);
    for (const [operation, variables] of [...ways("A".repeat(43), wrong), ...ways(open, passphrase)]) {
      const { errors, headers } = await small.ask(null, operation as never, variables as never, somewhere());
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(["RATE_LIMITED"]);
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(30);
    }
    expect((await small.send(davi, "{ session { id } }", {}, somewhere())).data.session).not.toBeNull();
  });

  test("is counted where it fails, and not where it comes in", async () => {
    await lineEnds(5);
    const moves: number[] = [];
    const tried = [
      ...ways("A".repeat(43), wrong),
      [CheckTokenDocument, { token: open }],
      [OpenLinkDocument, { token: open }],
    ] as const;
    for (const [operation, variables] of [...tried, ways(open, passphrase)[3]] as const) {
      const before = await lineOf();
      await small.ask(null, operation as never, variables as never, somewhere());
      moves.push((await lineOf()) - before);
    }
    expect(moves).toEqual([50, 50, 50, 50, 0, 0, 0]);
  });
});

/** Argon2 as it is under way: native work that Node tells of when it is asked for and when it is done, the only one without a name. */
async function watchingArgon2<Answer>(work: (watched: { done: number; mostAtOnce: number }) => Promise<Answer>) {
  const watched = { done: 0, mostAtOnce: 0 };
  const underWay = new Set<number>();
  const hook = createHook({
    init(id, type) {
      if (String(type) !== "undefined") return;
      underWay.add(id);
      watched.done += 1;
      watched.mostAtOnce = Math.max(watched.mostAtOnce, underWay.size);
    },
    before: (id) => void underWay.delete(id),
  }).enable();
  try {
    return await work(watched);
  } finally {
    hook.disable();
  }
}

describe("each sign-in works one password out", () => {
  const wrong = "não é esta, com certeza";
  const address = (state: string) => `trabalho-${state}@clientes.almeida.example`;
  const withPassword = async (state: string) => {
    const access = await client(address(state));
    await setPassword(house, access.password);
    return access;
  };
  const invites = async (email: string) => {
    const input = { name: "Elisa Prado", email, role: "MEMBER" as const };
    return (await house.ask(firm.davi, InviteStaffDocument, { input })).data?.inviteStaffMember?.staffMember
      ?.id as string;
  };
  /** Whoever it is: known or not, let in or not. Gives the e-mail and the channel, and what the right password is told. */
  const states: Record<string, () => Promise<{ email: string; channel?: "WEB" | null; right: string }>> = {
    known: async () => {
      await withPassword("conhecida");
      return { email: address("conhecida"), right: "opens" };
    },
    unknown: async () => ({ email: address("ninguem"), right: "CREDENTIALS_INVALID" }),
    invited: async () => {
      await client(address("convidada"));
      return { email: address("convidada"), right: "CREDENTIALS_INVALID" };
    },
    revoked: async () => {
      const { accessId } = await withPassword("removida");
      await house.ask(firm.davi, RevokeDocument, { id: accessId });
      return { email: address("removida"), right: "CREDENTIALS_INVALID" };
    },
    "whose access has moved to another e-mail": async () => {
      const { accessId } = await withPassword("mudou");
      const input = { accessId, email: `nova-${address("mudou")}`, addEmailToContact: true };
      await house.ask(firm.davi, EditDocument, { input });
      return { email: address("mudou"), right: "CREDENTIALS_INVALID" };
    },
    "by a channel it does not have": async () => {
      await withPassword("outro-canal");
      return { email: address("outro-canal"), channel: "WEB", right: "CHANNEL_NOT_ALLOWED" };
    },
    "of a plan without the app": async () => {
      const light = await settleFirm(house, "leve.example", "LIGHT");
      const email = address("sem-plano");
      await setPassword(house, (await client(email, { type: "SIMPLIFIED" })).password);
      await house.seed(
        ["identity.client_access"],
        ["update identity.client_access set status = 'REVOKED' where email = $1", [email]],
      );
      await client(email, { by: light });
      return { email, right: "PLAN_NOT_ENTITLED" };
    },
    "of the firm's people": async () => ({ email: "davi@costalima.example", channel: null, right: "opens" }),
    "of the firm's people and disabled": async () => {
      const email = "carla@costalima.example";
      const input = { id: other.carlaId, active: false };
      await house.ask(other.davi, UpdateStaffDocument, { input });
      return { email, channel: null, right: "CREDENTIALS_INVALID" };
    },
    "of the firm's people and invited": async () => {
      await invites("elisa@almeida.example");
      return { email: "elisa@almeida.example", channel: null, right: "CREDENTIALS_INVALID" };
    },
  };

  test.each(Object.keys(states))("of somebody %s", async (state) => {
    const { email, channel = "APP", right } = await (states[state] as (typeof states)[string])();
    await watchingArgon2(async (watched) => {
      for (const password of [passphrase, wrong, "x".repeat(3000), ""]) {
        const before = watched.done;
        const { code, data, errors } = await signIn(email, password, channel);
        expect([code, watched.done - before]).toEqual([password === passphrase ? right : "CREDENTIALS_INVALID", 1]);
        const message = "E-mail ou senha não conferem.";
        if (code === "CREDENTIALS_INVALID")
          expect([data, errors]).toEqual([
            { signIn: { session: null, userErrors: [{ code, field: null, message }] } },
            [],
          ]);
      }
    });
  });

  test("and none while its e-mail waits, whether or not it is anybody's", async () => {
    await withPassword("espera");
    for (const email of [address("espera"), address("espera-ninguem")]) {
      for (let time = 0; time < 10; time += 1) await signIn(email, wrong);
      await watchingArgon2(async (watched) => {
        expect([(await signIn(email)).code, watched.done]).toEqual(["RATE_LIMITED", 0]);
      });
    }
  });

  test("few at a time, however many come at once, and a reader is answered meanwhile", async () => {
    await watchingArgon2(async (watched) => {
      let signedIn = 0;
      const crowd = Array.from({ length: 200 }, async (_, at) => {
        const { code } = await signIn(`multidao-${at}@clientes.almeida.example`, wrong);
        signedIn += 1;
        return code;
      });
      const { data } = await house.send(firm.davi, "{ contacts(first: 1) { nodes { id } } }");
      expect([data.contacts.nodes.length, signedIn < 200]).toEqual([1, true]);
      expect(new Set(await Promise.all(crowd))).toEqual(new Set(["CREDENTIALS_INVALID"]));
      expect([watched.done, watched.mostAtOnce]).toEqual([200, hashesAtOnce]);
    });
  });
});

describe("a password that was kept with less work and no key", () => {
  const kept = async (email: string): Promise<string> => {
    const [row] = await behindThePolicies("select password_hash from identity.login where email = $1", [email]);
    return row.password_hash;
  };
  const behindThePolicies = async (sql: string, values: unknown[]) => {
    await house.owner("alter table identity.login disable row level security");
    try {
      return await house.owner(sql, values);
    } finally {
      await house.owner("alter table identity.login enable row level security");
    }
  };

  test("still opens, is kept anew at the next sign-in that opens, and nobody is signed out by that", async () => {
    const email = "antiga@clientes.almeida.example";
    await setPassword(house, (await client(email)).password);
    expect(await kept(email)).toMatch(/^[^$]+\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const before = (await signIn(email)).token as string;
    const old = await hash(passphrase, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await behindThePolicies("update identity.login set password_hash = $2 where email = $1", [email, old]);
    expect((await signIn(email, "não é esta, com certeza")).code).toBe("CREDENTIALS_INVALID");
    expect((await signIn(email, passphrase, "WEB")).code).toBe("CHANNEL_NOT_ALLOWED");
    expect(await kept(email)).toBe(old);
    const atOnce = await Promise.all(Array.from({ length: 5 }, () => signIn(email)));
    expect(atOnce.map(({ code }) => code)).toEqual(Array(5).fill("opens"));
    const anew = await kept(email);
    expect(anew).toMatch(/^[^$]+\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await signIn(email)).code).toBe("opens");
    expect(await kept(email)).toBe(anew);
    for (const token of [before, ...atOnce.map(({ token }) => token as string)])
      expect(await signedIn(token)).toBe(true);
  });
});

test("nothing that was mailed, told or chosen stands anywhere in the database", async () => {
  const email = "guardada@clientes.almeida.example";
  const { open, password } = await client(email);
  await setPassword(house, password);
  const session = (await signIn(email)).token as string;
  await reset(email);
  const secrets = [open as string, password as string, session, tokenIn(await letterTo(email, "reset")), passphrase];
  // Written as they are, or as their bytes.
  const written = secrets.flatMap((secret) => [
    secret,
    Buffer.from(secret, "base64url").toString("hex"),
    Buffer.from(secret).toString("hex"),
  ]);
  await house.owner("set role none");
  try {
    const tables = await house.owner(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const holds = async (texts: string[]) => {
      const found: string[] = [];
      for (const { name } of tables) {
        const [{ some }] = await house.owner(
          `select exists (select from ${name} t where exists (select from unnest($1::text[]) s where strpos(t::text, s) > 0)) as some`,
          [texts],
        );
        if (some) found.push(name);
      }
      return found;
    };
    expect(await holds([email])).toContain("identity.login");
    expect(await holds(written)).toEqual([]);
  } finally {
    await house.owner("reset role");
  }
});
