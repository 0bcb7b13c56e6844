// Passwords: what may be one, how a new one is set when it is forgotten, and how often anybody may try.
import { createHook } from "node:async_hooks";
import { readFileSync } from "node:fs";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  CheckTokenDocument,
  EditDocument,
  LogDocument,
  OpenLinkDocument,
  RequestPasswordResetDocument,
  RevokeDocument,
  SetPasswordDocument,
  SignInDocument,
} from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { contact, type FirmWorld, grant, openLink, passphrase, setPassword, settleFirm, signInAs } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
});
afterAll(() => house.close());

async function client(email: string, { by = firm, type = "STANDARD" as "STANDARD" | "SIMPLIFIED" } = {}) {
  const contactId = await contact(house, by.davi, { name: "Ana", kind: "PERSON", profile: "CLIENT", emails: [email] });
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
async function letterTo(address: string, kind: "reset" | "password-set", nth = 1) {
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
    invited ??= client("ana.maria.ribeiro@clientes.almeida.example");
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
    expect(first.text).toMatch(/30 minutos[\s\S]*30 minutes/);
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
    const answers = [];
    for (const email of [revoked, invited, "ninguem@clientes.almeida.example", known]) {
      const { status, data, errors, headers } = await reset(email);
      answers.push({ status, data, errors, length: headers.get("content-length") });
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    await letterTo(known, "reset");
    const mailed = await house.owner("select 1 from jobs.job where name = 'mail' and state in ('created', 'active')");
    expect(mailed).toEqual([]);
    for (const email of [revoked, invited, "ninguem@clientes.almeida.example"])
      await expect(Promise.race([letterTo(email, "reset"), nothing()])).resolves.toBeNull();
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

  test.each([
    [
      "another password",
      async (email: string, token: string) => {
        await reset(email);
        await set(tokenIn(await letterTo(email, "reset", 2)), "outra frase bem comprida");
        return token;
      },
    ],
    [
      "another e-mail",
      async (email: string, token: string, accessId: string) => {
        await house.ask(firm.davi, EditDocument, {
          input: { accessId, email: `nova-${email}`, addEmailToContact: true },
        });
        return token;
      },
    ],
    [
      "being revoked",
      async (_email: string, token: string, accessId: string) => {
        await house.ask(firm.davi, RevokeDocument, { id: accessId });
        return token;
      },
    ],
    [
      "half an hour",
      async (_email: string, token: string, accessId: string) => {
        await house.seed(
          ["identity.token"],
          [
            "update identity.token set expires_at = expires_at - interval '30 minutes' where access_id = $1",
            [accessId],
          ],
        );
        return token;
      },
    ],
  ] as const)("has no use for the link after %s", async (what, happens) => {
    const email = `depois-${createId(what)}@clientes.almeida.example`;
    const { accessId, password } = await client(email);
    await setPassword(house, password);
    await reset(email);
    const token = tokenIn(await letterTo(email, "reset"));
    await happens(email, token, accessId);
    expect(codes(await set(token, "tijolo-vento-42"))).toEqual(["TOKEN_INVALID"]);
  });

  test("sets it once, though fifty try at once", async () => {
    const email = "cinquenta@clientes.almeida.example";
    await setPassword(house, (await client(email)).password);
    await reset(email);
    const token = tokenIn(await letterTo(email, "reset"));
    const tries = await Promise.all(
      Array.from({ length: 50 }, async (_, at) => codes(await set(token, `tijolo-vento-${at + 100}`)).join()),
    );
    expect(tries.filter((code) => code === "")).toHaveLength(1);
    expect(new Set(tries)).toEqual(new Set(["", "TOKEN_INVALID"]));
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

// The hashing is native work that Node tells of when it begins, the only one without a name: nothing of ours is looked into.
test("each sign-in works one password out, whoever it is", async () => {
  const known = "trabalho@clientes.almeida.example";
  await setPassword(house, (await client(known)).password);
  await client("trabalho-convidada@clientes.almeida.example");
  let worked = 0;
  const hook = createHook({
    init(_id, type) {
      if (String(type) === "undefined") worked += 1;
    },
  }).enable();
  try {
    for (const email of [known, "trabalho-convidada@clientes.almeida.example", "trabalho-ninguem@clientes.example"])
      for (const password of [passphrase, "não é esta, com certeza", "x".repeat(3000), ""]) {
        const before = worked;
        await signIn(email, password);
        expect(worked - before, `${email} ${password.slice(0, 20)}`).toBe(1);
      }
  } finally {
    hook.disable();
  }
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
