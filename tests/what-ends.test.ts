// What was mailed and what was opened with it: which event ends which, every one of them against every kind. A dash: it cannot
// happen to that kind.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashOf } from "../platform/keys.ts";
import {
  CheckTokenDocument,
  EditDocument,
  EndClientSessionsDocument,
  EndSessionDocument,
  InviteStaffDocument,
  OpenLinkDocument,
  PreviewDocument,
  RequestPasswordResetDocument,
  ResendDocument,
  RevokeDocument,
  RotateDocument,
  SetPasswordDocument,
  SignOutDocument,
  SwitchDocument,
  UpdateContactDocument,
  UpdateStaffDocument,
} from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { contact, type FirmWorld, grant, openLink, setPassword, settleFirm, signInAs } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
/** Its plan comes and goes. */
let fickle: FirmWorld;

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
  fickle = await settleFirm(house, "inconstante.example");
});
afterAll(() => house.close());

/** Whose a token or session is: a client's access, or somebody of the firm; a preview's are both. */
interface Subject {
  readonly firm: FirmWorld;
  readonly email: string;
  readonly accessId: string;
  readonly contactId: string;
  readonly staffId: string;
  readonly token: string;
}

let made = 0;
const anEmail = () => {
  made += 1;
  return `pessoa-${made}@clientes.example`;
};

async function client(by: FirmWorld, type: "STANDARD" | "SIMPLIFIED", email = anEmail()) {
  const contactId = await contact(house, by.davi, { name: "Ana", kind: "PERSON", profile: "CLIENT", emails: [email] });
  const access = await grant(house, by.davi, { contactId, email, type, categories: [] });
  return { firm: by, email, contactId, staffId: "", ...access };
}

async function colleague(by: FirmWorld, role: "ADMIN" | "MEMBER" = "MEMBER") {
  const email = anEmail();
  const { data } = await house.ask(by.davi, InviteStaffDocument, { input: { name: "Elisa Prado", email, role } });
  const staffId = data?.inviteStaffMember?.staffMember?.id as string;
  return { firm: by, email, staffId, accessId: "", contactId: "", token: await mailedTo(email) };
}

/** The token of the latest of so many mails to an address, invitations of clients not counted. */
async function mailedTo(address: string, count = 1): Promise<string> {
  for (let tries = 0; tries < 500; tries += 1) {
    const mails = house.mails.filter(({ to, accessId, links }) => to === address && !accessId && links.length > 0);
    if (mails.length >= count) return mails[count - 1]?.links[0]?.split("#")[1] as string;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`No mail went out to ${address}.`);
}

async function resetOf(email: string, count: number): Promise<string> {
  await house.ask(null, RequestPasswordResetDocument, { email });
  return mailedTo(email, count);
}

const set = async (token: string, password: string) => {
  const { data } = await house.ask(null, SetPasswordDocument, { input: { token, password } });
  return data?.setPassword?.userErrors.map(({ code }) => code).join() ?? "no answer";
};
const open = async (token: string) => {
  const { data } = await house.ask(null, OpenLinkDocument, { token });
  const { session, userErrors } = data?.openAccessLink ?? {};
  return { code: userErrors?.map(({ code }) => code).join() ?? "no answer", session: session?.token as string };
};
const told = async (token: string) =>
  (await house.ask(null, CheckTokenDocument, { token })).data?.checkToken?.needsPassword;

type Made = (by: FirmWorld) => Promise<Subject>;
const secret = (one: { open: string | null; password: string | null }, which: "open" | "password") =>
  one[which] as string;

/** Every kind of token there is, fresh from the mail. */
const tokens: Record<string, Made> = {
  link: async (by) => {
    const ana = await client(by, "STANDARD");
    return { ...ana, token: secret(ana, "open") };
  },
  "first password, STANDARD": async (by) => {
    const ana = await client(by, "STANDARD");
    return { ...ana, token: secret(ana, "password") };
  },
  "first password, SIMPLIFIED": async (by) => {
    const ana = await client(by, "SIMPLIFIED");
    return { ...ana, token: secret(ana, "password") };
  },
  "client's reset": async (by) => {
    const ana = await client(by, "STANDARD");
    await setPassword(house, ana.password);
    return { ...ana, token: await resetOf(ana.email, 1) };
  },
  "colleague's first password": (by) => colleague(by),
  "colleague's reset": async (by) => {
    const elisa = await colleague(by);
    await setPassword(house, elisa.token);
    return { ...elisa, token: await resetOf(elisa.email, 2) };
  },
};

async function redeemed(kind: string, token: string): Promise<boolean> {
  const code = kind === "link" ? (await open(token)).code : await set(token, "tijolo-vento-42 ao mar");
  // Who has set a password by now is told so: nothing is set either way.
  expect(["", "TOKEN_INVALID", "CONFLICT"]).toContain(code);
  return code === "";
}

const pass = (column: string, time: string, { accessId, staffId }: Subject) =>
  house.seed(
    ["identity.token"],
    [
      `update identity.token set ${column} = ${column} - $2::interval where coalesce(access_id, staff_id)::text = $1`,
      [accessId || staffId, time],
    ],
  );
const planOf = (by: FirmWorld, plan: string) =>
  house.seed(["identity.firm"], ["update identity.firm set plan = $2 where id = $1", [by.firmId, plan]]);

/** An admin's command that must be done. */
async function done(answer: Promise<{ data: unknown; errors: readonly unknown[] }>): Promise<void> {
  const { data, errors } = await answer;
  expect([errors, JSON.stringify(data)]).toEqual([[], expect.stringContaining('"userErrors":[]')]);
}

type Event = (subject: Subject, kind: string) => Promise<unknown>;
const edit = ({ firm: by, accessId }: Subject, changes: object) =>
  done(house.ask(by.davi, EditDocument, { input: { accessId, ...changes } }));
const revoke: Event = ({ firm: by, accessId }) => done(house.ask(by.davi, RevokeDocument, { id: accessId }));
const becomesOther: Event = async (one) => {
  const { data } = await house.send(one.firm.davi, `{ clientAccess(id: "${one.accessId}") { type } }`);
  await edit(one, { type: data.clientAccess.type === "STANDARD" ? "SIMPLIFIED" : "STANDARD" });
};
const moves: Event = (one) => edit(one, { email: anEmail(), addEmailToContact: true });
const opensMore: Event = (one) => edit(one, { categories: ["TASKS"], name: "Ana Maria", includesTeamProcesses: true });
const onRecord: Event = ({ firm: by, contactId, email }) =>
  done(house.ask(by.davi, UpdateContactDocument, { id: contactId, input: { emails: [anEmail(), email] } }));
const resend: Event = ({ firm: by, accessId }) => done(house.ask(by.davi, ResendDocument, { id: accessId }));
const rotate: Event = ({ firm: by, accessId }) => done(house.ask(by.davi, RotateDocument, { id: accessId }));
const becomes =
  (changes: { active?: boolean; role?: "ADMIN" | "MEMBER" }): Event =>
  ({ firm: by, staffId }) =>
    done(house.ask(by.davi, UpdateStaffDocument, { input: { id: staffId, ...changes } }));
const endsSessions: Event = ({ firm: by, accessId }) =>
  done(house.ask(by.davi, EndClientSessionsDocument, { id: accessId }));
const losesTheApp: Event = ({ firm: by }) => planOf(by, "LIGHT");

const whatEndsTokens: Record<string, Event> = {
  nothing: async () => {},
  "being used": (one, kind) => redeemed(kind, one.token),
  "another of its kind": async (one, kind) => {
    if (kind === "colleague's first password") {
      const input = { name: "Elisa Prado", email: one.email, role: "MEMBER" as const };
      await done(house.ask(one.firm.davi, InviteStaffDocument, { input }));
    } else if (kind.endsWith("reset")) await resetOf(one.email, kind.startsWith("client") ? 2 : 3);
    else await resend(one, kind);
  },
  "the invitation sent again": resend,
  "its time passing": (one, kind) =>
    pass("expires_at", kind === "link" ? "180 days" : kind.endsWith("reset") ? "30 minutes" : "7 days", one),
  "30 days unused": (one) => pass("created_at", "30 days 1 minute", one),
  "the link opened": async (one) => {
    const { links } = await house.mailOf(one.accessId);
    expect((await open(links.find((link) => link.includes("/open#"))?.split("#")[1] as string)).code).toBe("");
  },
  "the link rotated": rotate,
  "its sessions ended by the firm": endsSessions,
  "the access revoked": revoke,
  "the access of another type": becomesOther,
  "the access at another e-mail": moves,
  "another e-mail on the contact's record": onRecord,
  "the access opening more": opensMore,
  "the firm's plan losing the app": losesTheApp,
  "a password set at another firm": async ({ email }, kind) => {
    const there = await client(other, "SIMPLIFIED", email);
    // Whoever has a password already sets another by mail.
    if (kind.endsWith("reset"))
      await set(await resetOf(email, kind.startsWith("client") ? 2 : 3), "muro de pedra azul 9");
    else await setPassword(house, there.password);
  },
  "the colleague let go": becomes({ active: false }),
  "the colleague let go and in again": async (one, kind) => {
    await becomes({ active: false })(one, kind);
    await becomes({ active: true })(one, kind);
  },
  "the colleague made an admin": becomes({ role: "ADMIN" }),
};

const columnsOfTokens = [
  "link",
  "first password, STANDARD",
  "first password, SIMPLIFIED",
  "client's reset",
  "colleague's first password",
  "colleague's reset",
];
// biome-ignore format: a table
const tokensAfter: [event: string, ...string[]][] = [
  //                                       link     standard simplified reset    colleague colleague's reset
  ["nothing",                              "alive", "alive", "alive",   "alive", "alive",  "alive"],
  ["being used",                           "alive", "dead",  "dead",    "dead",  "dead",   "dead"],
  ["another of its kind",                  "dead",  "dead",  "dead",    "dead",  "dead",   "dead"],
  ["the invitation sent again",            "dead",  "dead",  "dead",    "dead",  "-",      "-"],
  ["its time passing",                     "dead",  "dead",  "dead",    "dead",  "dead",   "dead"],
  ["30 days unused",                       "dead",  "alive", "alive",   "alive", "alive",  "alive"],
  ["the link opened",                      "alive", "alive", "-",       "alive", "-",      "-"],
  ["the link rotated",                     "dead",  "dead",  "-",       "dead",  "-",      "-"],
  ["its sessions ended by the firm",       "alive", "alive", "alive",   "alive", "-",      "-"],
  ["the access revoked",                   "dead",  "dead",  "dead",    "dead",  "-",      "-"],
  ["the access of another type",           "dead",  "dead",  "dead",    "dead",  "-",      "-"],
  ["the access at another e-mail",         "dead",  "dead",  "dead",    "dead",  "-",      "-"],
  ["another e-mail on the contact's record", "alive", "alive", "alive", "alive", "-",      "-"],
  ["the access opening more",              "alive", "alive", "alive",   "alive", "-",      "-"],
  ["the firm's plan losing the app",       "alive", "alive", "alive",   "alive", "alive",  "alive"],
  ["a password set at another firm",       "alive", "dead",  "dead",    "dead",  "dead",   "dead"],
  ["the colleague let go",                 "-",     "-",     "-",       "-",     "dead",   "dead"],
  ["the colleague let go and in again",    "-",     "-",     "-",       "-",     "dead",   "dead"],
  ["the colleague made an admin",          "-",     "-",     "-",       "-",     "alive",  "alive"],
];

/** Every kind after one event, in the table's words. */
async function after(
  event: string,
  kinds: Record<string, Made>,
  events: Record<string, Event>,
  expected: readonly string[],
  stateOf: (kind: string, subject: Subject) => Promise<string>,
): Promise<string[]> {
  const by = event === "the firm's plan losing the app" ? fickle : firm;
  const found = [];
  for (const [at, [kind, make]] of Object.entries(kinds).entries()) {
    if (expected[at] === "-") found.push("-");
    else {
      await planOf(by, "SMART");
      const subject = await make(by);
      await events[event]?.(subject, kind);
      found.push(await stateOf(kind, subject));
    }
  }
  return found;
}

describe("what was mailed", () => {
  test("stands in the table with every kind and event", () => {
    expect(Object.keys(tokens)).toEqual(columnsOfTokens);
    expect(tokensAfter.map(([event]) => event)).toEqual(Object.keys(whatEndsTokens));
  });

  test.each(tokensAfter)("after %s", async (event, ...expected) => {
    const state = async (kind: string, { token }: Subject) => {
      const isTold = await told(token);
      const isRedeemed = await redeemed(kind, token);
      // What is told of a token is what can be done with it.
      if (isRedeemed) expect(isTold).toBe(kind !== "link");
      else expect(isTold).not.toBe(true);
      return isRedeemed ? "alive" : "dead";
    };
    expect(await after(event, tokens, whatEndsTokens, expected, state)).toEqual(expected);
  });

  test.each(Object.entries(tokens).filter(([kind]) => kind !== "link"))(
    "as a %s works once, though fifty try at once",
    async (_kind, make) => {
      const { token } = await make(firm);
      const tries = await Promise.all(Array.from({ length: 50 }, (_, at) => set(token, `tijolo-vento-${at + 100}`)));
      expect(tries.toSorted()).toEqual(["", ...Array(49).fill("TOKEN_INVALID")]);
    },
  );

  test("as a link opens for each of fifty at once, and of those that meet its rotation none stays in", async () => {
    const one = await (tokens["link"] as Made)(firm);
    const first = await Promise.all(Array.from({ length: 50 }, () => open(one.token)));
    expect(new Set(first.map(({ session }) => session)).size).toBe(50);
    const [, ...late] = await Promise.all([rotate(one, "link"), ...Array.from({ length: 50 }, () => open(one.token))]);
    expect(late.every(({ code }) => code === "" || code === "TOKEN_INVALID")).toBe(true);
    for (const { session } of [...first, ...late]) if (session) expect(await sessionState(session)).toBe("dead");
  });
});

async function sessionState(token: string): Promise<string> {
  const { data, errors } = await house.send(token, "{ session { id } }");
  if (errors[0]?.extensions.code === "PLAN_NOT_ENTITLED") return "refused";
  expect(errors).toEqual([]);
  return data.session ? "alive" : "dead";
}

const preview = async (by: FirmWorld, channel: "WEB" | "APP"): Promise<Subject> => {
  const elisa = await colleague(by, "ADMIN");
  await setPassword(house, elisa.token);
  const admin = await signInAs(house, elisa.email);
  const ana = await client(by, "STANDARD");
  const { data } = await house.ask(admin, PreviewDocument, { id: ana.accessId, channel });
  return { ...ana, staffId: elisa.staffId, token: data?.previewAccess?.session?.token as string };
};

/** Every kind of session there is. */
const sessions: Record<string, Made> = {
  colleague: async (by) => {
    const elisa = await colleague(by);
    await setPassword(house, elisa.token);
    return { ...elisa, token: await signInAs(house, elisa.email) };
  },
  link: async (by) => {
    const ana = await client(by, "STANDARD");
    await setPassword(house, ana.password);
    return { ...ana, token: await openLink(house, ana.open) };
  },
  app: async (by) => {
    const ana = await client(by, "STANDARD");
    await setPassword(house, ana.password);
    return { ...ana, token: await signInAs(house, ana.email, "APP") };
  },
  web: async (by) => {
    const ana = await client(by, "SIMPLIFIED");
    await setPassword(house, ana.password);
    return { ...ana, token: await signInAs(house, ana.email, "WEB") };
  },
  "preview of the link": (by) => preview(by, "WEB"),
  "preview of the app": (by) => preview(by, "APP"),
};

/** Another session of the same person, of the same kind. */
async function again({ email, accessId }: Subject, kind: string): Promise<string> {
  if (kind === "colleague") return signInAs(house, email);
  if (kind === "app") return signInAs(house, email, "APP");
  if (kind === "web") return signInAs(house, email, "WEB");
  const { links } = await house.mailOf(accessId);
  return openLink(house, links.find((link) => link.includes("/open#"))?.split("#")[1] as string);
}

const passFor = async (column: string, kind: string, { token }: Subject) => {
  const { data } = await house.send(token, "{ session { id } }");
  const times = kind.startsWith("preview")
    ? ["15 minutes", "15 minutes"]
    : kind === "app"
      ? ["30 days", "180 days"]
      : ["1 hour", "12 hours"];
  await house.seed(
    ["identity.session"],
    [
      `update identity.session set ${column} = ${column} - $2::interval where id = $1`,
      [data.session.id, times[column === "last_used_at" ? 0 : 1]],
    ],
  );
};

const whatEndsSessions: Record<string, Event> = {
  nothing: async () => {},
  "signing out": ({ token }) => done(house.ask(token, SignOutDocument, { everywhere: false })),
  "signing out everywhere from another": async (one, kind) =>
    done(house.ask(await again(one, kind), SignOutDocument, { everywhere: true })),
  "being ended from another": async (one, kind) => {
    const { data } = await house.send(one.token, "{ session { id } }");
    await done(house.ask(await again(one, kind), EndSessionDocument, { id: data.session.id }));
  },
  "signing in once more": again,
  "lying unused": (one, kind) => passFor("last_used_at", kind, one),
  "its time passing": (one, kind) => passFor("expires_at", kind, one),
  "a new password": async ({ email, accessId }, kind) => {
    if (kind.startsWith("preview"))
      return setPassword(
        house,
        (await house.mailOf(accessId)).links.find((link) => link.includes("/password#"))?.split("#")[1] as string,
      );
    expect(await set(await resetOf(email, kind === "colleague" ? 2 : 1), "muro de pedra azul 9")).toBe("");
  },
  "the invitation sent again": resend,
  "the link's time passing": (one) => pass("expires_at", "180 days", one),
  "the link rotated": rotate,
  "its sessions ended by the firm": endsSessions,
  "the access revoked": revoke,
  "the access of another type": becomesOther,
  "the access at another e-mail": moves,
  "another e-mail on the contact's record": onRecord,
  "the access opening more": opensMore,
  "the firm's plan losing the app": losesTheApp,
  "its person's access at another firm revoked": async (one, kind) => {
    const there = await client(other, "STANDARD", one.email);
    await revoke(there as unknown as Subject, kind);
  },
  "going on to another access": async (one) => {
    const there = await client(other, "STANDARD", one.email);
    await done(house.ask(one.token, SwitchDocument, { accessId: there.accessId }));
  },
  "the colleague let go": becomes({ active: false }),
  "the colleague let go and in again": whatEndsTokens["the colleague let go and in again"] as Event,
  "the colleague made an admin": becomes({ role: "ADMIN" }),
  "the colleague made no admin": becomes({ role: "MEMBER" }),
};

const columnsOfSessions = ["colleague", "link", "app", "web", "preview of the link", "preview of the app"];
// biome-ignore format: a table
const sessionsAfter: [event: string, ...string[]][] = [
  //                                        colleague link     app      web      preview  preview of the app
  ["nothing",                               "alive",  "alive", "alive", "alive", "alive", "alive"],
  ["signing out",                           "dead",   "dead",  "dead",  "dead",  "dead",  "dead"],
  ["signing out everywhere from another",   "dead",   "dead",  "dead",  "dead",  "alive", "alive"],
  ["being ended from another",              "dead",   "-",     "dead",  "dead",  "-",     "-"],
  ["signing in once more",                  "alive",  "alive", "alive", "alive", "alive", "alive"],
  ["lying unused",                          "dead",   "dead",  "dead",  "dead",  "dead",  "dead"],
  ["its time passing",                      "dead",   "dead",  "dead",  "dead",  "dead",  "dead"],
  ["a new password",                        "dead",   "alive", "dead",  "dead",  "alive", "alive"],
  ["the invitation sent again",             "-",      "alive", "alive", "alive", "alive", "alive"],
  ["the link's time passing",               "-",      "alive", "alive", "-",     "alive", "alive"],
  ["the link rotated",                      "-",      "dead",  "alive", "-",     "alive", "alive"],
  ["its sessions ended by the firm",        "-",      "dead",  "dead",  "dead",  "alive", "alive"],
  ["the access revoked",                    "-",      "dead",  "dead",  "dead",  "dead",  "dead"],
  ["the access of another type",            "-",      "dead",  "dead",  "dead",  "dead",  "dead"],
  ["the access at another e-mail",          "-",      "dead",  "dead",  "dead",  "dead",  "dead"],
  ["another e-mail on the contact's record", "-",     "alive", "alive", "alive", "alive", "alive"],
  ["the access opening more",               "-",      "alive", "alive", "alive", "alive", "alive"],
  ["the firm's plan losing the app",        "alive",  "alive", "refused", "alive", "alive", "refused"],
  ["its person's access at another firm revoked", "alive", "alive", "alive", "alive", "alive", "alive"],
  ["going on to another access",            "-",      "-",     "dead",  "-",     "-",     "-"],
  ["the colleague let go",                  "dead",   "-",     "-",     "-",     "dead",  "dead"],
  ["the colleague let go and in again",     "dead",   "-",     "-",     "-",     "dead",  "dead"],
  ["the colleague made an admin",           "dead",   "-",     "-",     "-",     "alive", "alive"],
  ["the colleague made no admin",           "alive",  "-",     "-",     "-",     "dead",  "dead"],
];

describe("what was opened", () => {
  test("stands in the table with every kind and event", () => {
    expect(Object.keys(sessions)).toEqual(columnsOfSessions);
    expect(sessionsAfter.map(([event]) => event)).toEqual(Object.keys(whatEndsSessions));
  });

  test.each(sessionsAfter)("after %s", async (event, ...expected) => {
    expect(await after(event, sessions, whatEndsSessions, expected, (_kind, { token }) => sessionState(token))).toEqual(
      expected,
    );
  });
});

describe("the service's own role", () => {
  /** As somebody signed in, a statement on what its policies show. */
  const as = async (token: string, sql: string) => {
    const { data } = await house.send(token, "{ session { id } }");
    return house.house.database.command({ session: data.session.id }, (transaction) => transaction.execute(sql));
  };

  test("ends a session and does nothing else to it: not longer, not another's, not another channel's, and not again", async () => {
    const app = await (sessions["app"] as Made)(firm);
    for (const change of [
      "expires_at = now() + interval '9 years'",
      "last_used_at = now()",
      "idle_seconds = 999999999",
      "channel = 'WEB'",
      "credential = 'LINK'",
      "preview = true",
      "firm_id = gen_random_uuid()",
      "token_hash = sha256('x')",
      "ended_at = null, expires_at = now()",
    ])
      for (const token of [app.token, firm.davi])
        await expect(as(token, `update identity.session set ${change}`), change).rejects.toThrow("permission denied");
    await expect(as(app.token, "update identity.session set ended_at = null")).rejects.toThrow("row-level security");
    expect(await sessionState(app.token)).toBe("alive");
    const kept = await again(app, "app");
    const end = "update identity.session set ended_at = now() where id <> access.claim('session')::uuid returning id";
    expect(await as(kept, end)).toHaveLength(1);
    expect(await sessionState(app.token)).toBe("dead");
    expect(
      await as(kept, "update identity.session set ended_at = null where ended_at is not null returning id"),
    ).toEqual([]);
    expect(
      await as(firm.davi, "update identity.session set ended_at = null where ended_at is not null returning id"),
    ).toEqual([]);
    expect(await sessionState(app.token)).toBe("dead");
  });

  test("uses a token up and voids it, and makes none longer, of another purpose, or good again", async () => {
    const ana = await client(firm, "STANDARD");
    for (const change of [
      "expires_at = now() + interval '9 years'",
      "purpose = 'OPEN_LINK'",
      "hash = sha256('x')",
      "resets = true",
    ])
      await expect(as(firm.davi, `update identity.token set ${change}`), change).rejects.toThrow("permission denied");
    await revoke(ana as unknown as Subject, "");
    const again = `update identity.token set voided_at = null where access_id = '${ana.accessId}' returning id`;
    expect(await as(firm.davi, again)).toEqual([]);
    expect((await open(ana.open as string)).code).toBe("TOKEN_INVALID");
  });

  // The house lets few try at a time, and several houses may stand on one database.
  test("uses a token up once, however many connections try at once", async () => {
    for (const make of [tokens["first password, STANDARD"], tokens["colleague's first password"]] as Made[]) {
      const { token } = await make(firm);
      const use = () =>
        house.house.database.asNobody(async (transaction) => {
          const [found] = await transaction.execute<{ token_id: string }[]>("select * from access.token_by_hash(?)", [
            hashOf(token),
          ]);
          return transaction.execute<object[]>("update identity.token set used_at = now() where id = ? returning id", [
            found?.token_id,
          ]);
        });
      const used = await Promise.all(Array.from({ length: 50 }, use));
      expect(used.filter((rows) => rows.length > 0)).toHaveLength(1);
    }
  });

  test("makes a login nobody else's", async () => {
    const moving = "update identity.login set email = 'outra@clientes.example'";
    await expect(as(firm.davi, moving)).rejects.toThrow("permission denied");
    await expect(house.house.database.asNobody((transaction) => transaction.execute(moving))).rejects.toThrow(
      "permission denied",
    );
  });
});
