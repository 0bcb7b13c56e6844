// Sessions: how long they live, whose they are to see and end, and how one person goes from firm to firm.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  CheckTokenDocument,
  EndSessionDocument,
  LogDocument,
  OpenLinkDocument,
  OtherAccessesDocument,
  PreviewDocument,
  RevokeDocument,
  SessionsDocument,
  SignInDocument,
  SignOutDocument,
  SwitchDocument,
} from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { contact, type FirmWorld, grant, openLink, passphrase, setPassword, settleFirm, signInAs } from "./world.ts";

let house: TestHouse;
let almeida: FirmWorld;
let costalima: FirmWorld;
let light: FirmWorld;

beforeAll(async () => {
  house = await openTestHouse();
  almeida = await settleFirm(house, "almeida.example");
  costalima = await settleFirm(house, "costalima.example");
  light = await settleFirm(house, "leve.example", "LIGHT");
});
afterAll(() => house.close());

/** A client of a firm: its own contact there, with an e-mail it may use elsewhere too. */
async function client(firm: FirmWorld, email: string, type: "STANDARD" | "SIMPLIFIED" = "STANDARD") {
  const name = email.split("@")[0] as string;
  const contactId = await contact(house, firm.davi, { name, kind: "PERSON", profile: "CLIENT", emails: [email] });
  return grant(house, firm.davi, { contactId, email, type, categories: [] });
}

const idOf = async (token: string): Promise<string | null> =>
  (await house.send(token, "{ session { id } }")).data?.session?.id ?? null;

/** Lets time pass for a session: the database's, which alone counts. */
const age = async (token: string, column: string, by: string) =>
  house.seed(
    ["identity.session"],
    [`update identity.session set ${column} = ${column} - $2::interval where id = $1`, [await idOf(token), by]],
  );

async function othersOf(token: string) {
  const { data, errors } = await house.ask(token, OtherAccessesDocument, {});
  expect(errors).toEqual([]);
  const { viewer } = data ?? {};
  return viewer && "otherAccesses" in viewer ? viewer.otherAccesses : undefined;
}

async function switchTo(token: string, accessId: string) {
  const { data, errors } = await house.ask(token, SwitchDocument, { accessId });
  return {
    session: data?.switchAccess?.session,
    codes: [
      ...errors.map(({ extensions }) => extensions.code),
      ...(data?.switchAccess?.userErrors.map(({ code }) => code) ?? []),
    ],
  };
}

describe("a session", () => {
  test.each([
    ["staff", "1 hour", "12 hours"],
    ["link", "1 hour", "12 hours"],
    ["web", "1 hour", "12 hours"],
    ["app", "30 days", "180 days"],
    ["preview", "15 minutes", "15 minutes"],
  ])(
    "of %s is over when not used for %s, and after %s whatever happens, by the database's clock",
    async (kind, idle, absolute) => {
      const email = `${kind}@clientes.almeida.example`;
      const begin = async (): Promise<string> => {
        if (kind === "staff") return signInAs(house, "carla@almeida.example");
        begun ??= client(almeida, email, kind === "web" ? "SIMPLIFIED" : "STANDARD");
        const access = await begun;
        if (kind === "link") return openLink(house, access.open);
        if (kind === "preview") {
          const { data } = await house.ask(almeida.davi, PreviewDocument, { id: access.accessId, channel: "WEB" });
          return data?.previewAccess?.session?.token as string;
        }
        await setPassword(house, access.password).catch(() => null);
        return signInAs(house, email, kind === "web" ? "WEB" : "APP");
      };
      let begun: ReturnType<typeof client> | undefined;
      const almost = (time: string) => `${time}'::interval - interval '30 seconds`;
      const unused = await begin();
      await age(unused, "last_used_at", idle);
      expect(await idOf(unused)).toBeNull();
      const old = await begin();
      await age(old, "expires_at", absolute);
      expect(await idOf(old)).toBeNull();
      const kept = await begin();
      const [{ time }] = await house.owner(`select ('${almost(idle)}')::text as time`);
      await age(kept, "last_used_at", time);
      expect(await idOf(kept)).not.toBeNull();
    },
  );

  test("notes its use, and the client's having been there, once a minute at most", async () => {
    const { accessId, open } = await client(almeida, "uso@clientes.almeida.example");
    const session = await openLink(house, open);
    const used = async () => (await house.ask(session, SessionsDocument, {})).data?.sessions?.[0]?.lastUsedAt;
    const seenAt = async () =>
      (await house.send(almeida.davi, `{ clientAccess(id: "${accessId}") { lastSeenAt } }`)).data.clientAccess
        .lastSeenAt;
    const [first, seen] = [await used(), await seenAt()];
    expect([await used(), await seenAt()]).toEqual([first, seen]);
    await age(session, "last_used_at", "61 seconds");
    const later = await used();
    expect(new Date(later as string).getTime()).toBeGreaterThan(new Date(first as string).getTime());
    expect(await seenAt()).not.toBe(seen);
  });

  test("is a new one at each signing in", async () => {
    const tokens = [await signInAs(house, "carla@almeida.example"), await signInAs(house, "carla@almeida.example")];
    expect(new Set(tokens).size).toBe(2);
    expect(await idOf(tokens[0] as string)).not.toBe(await idOf(tokens[1] as string));
  });
});

describe("one's own sessions", () => {
  test("are listed, this one marked, and nobody else's; one ends another of them", async () => {
    const email = "listas@clientes.almeida.example";
    const access = await client(almeida, email);
    await setPassword(house, access.password);
    const [phone, tablet] = [await signInAs(house, email, "APP"), await signInAs(house, email, "APP")];
    await house.ask(almeida.davi, PreviewDocument, { id: access.accessId, channel: "APP" });
    const list = async (token: string) => (await house.ask(token, SessionsDocument, {})).data?.sessions;
    const ids = [await idOf(phone), await idOf(tablet)];
    const seen = await list(phone);
    expect(seen?.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(seen?.find(({ current }) => current)?.id).toBe(ids[0]);
    expect(seen?.every(({ channel, credential }) => channel === "APP" && credential === "PASSWORD")).toBe(true);
    const end = async (token: string, id: string) => {
      const { data, errors } = await house.ask(token, EndSessionDocument, { id });
      return [
        ...errors.map((one) => one.extensions.code),
        ...(data?.endSession?.userErrors.map(({ code }) => code) ?? []),
      ];
    };
    for (const id of [await idOf(almeida.davi), await idOf(costalima.davi), crypto.randomUUID(), "x"])
      expect(await end(phone, id as string)).toEqual(["NOT_FOUND"]);
    expect(await end(almeida.davi, ids[1] as string)).toEqual(["NOT_FOUND"]);
    expect(await end(phone, ids[1] as string)).toEqual([]);
    expect(await end(phone, ids[1] as string)).toEqual(["NOT_FOUND"]);
    expect([await idOf(phone), await idOf(tablet)]).toEqual([ids[0], null]);
    expect(await list(phone)).toHaveLength(1);
    const link = await openLink(house, access.open);
    expect(await end(link, ids[0] as string)).toEqual(["FORBIDDEN"]);
    const davis = await list(almeida.davi);
    expect(davis?.every(({ channel }) => channel === null)).toBe(true);
    // An admin too is listed his own, and not his colleagues'.
    const [own, carlas] = [await idOf(almeida.davi), await idOf(almeida.carla)];
    const listed = davis?.map(({ id }) => id);
    expect([listed?.includes(own as string), carlas, listed?.includes(carlas as string)]).toEqual([
      true,
      expect.any(String),
      false,
    ]);
    expect(await end(almeida.davi, carlas as string)).toEqual(["NOT_FOUND"]);
    // A link may have been passed on: whoever holds it ends what came in by it, and nothing else.
    const passedOn = await openLink(house, access.open);
    await house.ask(passedOn, SignOutDocument, { everywhere: true });
    expect([await idOf(phone), await idOf(link), await idOf(passedOn)]).toEqual([ids[0], null, null]);
    await house.ask(phone, SignOutDocument, { everywhere: true });
    expect(await idOf(phone)).toBeNull();
  });
});

describe("somebody with an access at two firms", () => {
  const email = "vera@clientes.example";
  let first: Awaited<ReturnType<typeof client>>;
  let second: Awaited<ReturnType<typeof client>>;
  let third: Awaited<ReturnType<typeof client>>;

  beforeAll(async () => {
    first = await client(almeida, email);
    second = await client(costalima, email);
    third = await client(light, email);
    await setPassword(house, first.password);
  });

  test("sees the others in its own password session and switches: a new session, the old one over, nothing mixed", async () => {
    const signedIn = await house.ask(null, SignInDocument, {
      input: { email, password: passphrase, channel: "APP", accessId: first.accessId },
    });
    const here = signedIn.data?.signIn?.session?.token as string;
    expect(await othersOf(here)).toEqual([
      { accessId: second.accessId, firmName: "Escritório costalima.example", available: true },
      { accessId: third.accessId, firmName: "Escritório leve.example", available: false },
    ]);
    expect((await switchTo(here, third.accessId)).codes).toEqual(["PLAN_NOT_ENTITLED"]);
    for (const id of [crypto.randomUUID(), "x"]) expect((await switchTo(here, id)).codes).toEqual(["NOT_FOUND"]);
    expect(await idOf(here)).not.toBeNull();
    const { session } = await switchTo(here, second.accessId);
    expect(session).toMatchObject({
      channel: "APP",
      credential: "PASSWORD",
      viewer: { firm: { id: costalima.firmId } },
    });
    const there = session?.token as string;
    expect(await idOf(here)).toBeNull();
    const { data } = await house.send(there, `{ viewer { ... on ClientAccess { id } } }`);
    expect(data.viewer.id).toBe(second.accessId);
    expect((await othersOf(there))?.map(({ accessId }) => accessId)).toEqual([first.accessId, third.accessId]);
    await house.ask(costalima.davi, RevokeDocument, { id: third.accessId });
    await house.ask(light.davi, RevokeDocument, { id: third.accessId });
    expect((await othersOf(there))?.map(({ accessId }) => accessId)).toEqual([first.accessId]);
    expect((await switchTo(there, third.accessId)).codes).toEqual(["NOT_FOUND"]);
  });

  test("and neither firm reads of the other in its log", async () => {
    const kinds = async (by: string, id: string) =>
      (await house.ask(by, LogDocument, { id, first: 100 })).data?.clientAccess?.activity?.nodes.map(
        ({ kind }) => kind,
      );
    expect(await kinds(almeida.davi, first.accessId)).toEqual([
      "SIGNED_OUT",
      "SIGNED_IN",
      "PASSWORD_SET",
      "INVITED",
      "GRANTED",
    ]);
    expect(await kinds(costalima.davi, second.accessId)).toEqual(["SIGNED_IN", "INVITED", "GRANTED"]);
    const switched = await house.ask(costalima.davi, LogDocument, { id: second.accessId, kinds: ["ACCESS_SWITCHED"] });
    expect(switched.data?.clientAccess?.activity?.totalCount).toBe(0);
    const signedIn = await house.ask(null, SignInDocument, {
      input: { email, password: passphrase, channel: "APP", accessId: second.accessId },
    });
    const own = await house.send(
      signedIn.data?.signIn?.session?.token as string,
      "{ viewer { ... on ClientAccess { activity(kinds: [ACCESS_SWITCHED]) { totalCount } } } }",
    );
    expect(own.data.viewer.activity.totalCount).toBe(1);
  });

  test("whose log tells an admin who looks through its eyes, and a link, of no other firm either", async () => {
    const looking = await house.ask(costalima.davi, PreviewDocument, { id: second.accessId, channel: "APP" });
    const preview = looking.data?.previewAccess?.session?.token as string;
    const link = await openLink(house, second.open);
    for (const token of [preview, link]) {
      const { data } = await house.send(
        token,
        `{ viewer { ... on ClientAccess { all: activity(first: 100) { nodes { kind } }
          switched: activity(kinds: [ACCESS_SWITCHED]) { totalCount nodes { kind } } } } }`,
      );
      const kinds = data.viewer.all.nodes.map(({ kind }: { kind: string }) => kind);
      expect(kinds).toContain("SIGNED_IN");
      expect(kinds).not.toContain("ACCESS_SWITCHED");
      expect(data.viewer.switched).toEqual({ totalCount: 0, nodes: [] });
    }
  });

  test("is refused by the plan of one firm, of which the log of the other says nothing", async () => {
    const address = "rita@clientes.example";
    const here = await client(almeida, address, "SIMPLIFIED");
    const there = await client(light, address);
    await setPassword(house, here.password);
    await openLink(house, there.open);
    const { data } = await house.ask(null, SignInDocument, {
      input: { email: address, password: passphrase, channel: "APP" },
    });
    expect(data?.signIn?.userErrors.map(({ code }) => code)).toEqual(["PLAN_NOT_ENTITLED"]);
    const refused = async (by: string, id: string) =>
      (await house.ask(by, LogDocument, { id, kinds: ["SIGN_IN_FAILED"] })).data?.clientAccess?.activity?.totalCount;
    expect(await refused(light.davi, there.accessId)).toBe(1);
    expect(await refused(almeida.davi, here.accessId)).toBe(0);
  });

  test("tells nothing of it to staff, by a link or in a preview: null, and FORBIDDEN whatever the id", async () => {
    const link = (await house.ask(null, OpenLinkDocument, { token: first.open as string })).data?.openAccessLink
      ?.session?.token as string;
    const looking = await house.ask(almeida.davi, PreviewDocument, { id: first.accessId, channel: "APP" });
    const preview = looking.data?.previewAccess?.session?.token as string;
    expect([await othersOf(link), await othersOf(preview)]).toEqual([null, null]);
    const { data } = await house.send(
      almeida.davi,
      `{ clientAccess(id: "${first.accessId}") { otherAccesses { accessId } } }`,
    );
    expect(data.clientAccess).toEqual({ otherAccesses: null });
    for (const token of [link, preview, almeida.davi])
      for (const id of [second.accessId, first.accessId, crypto.randomUUID()])
        expect((await switchTo(token, id)).codes).toEqual(["FORBIDDEN"]);
  });

  test("of which the database tells a link and a preview nothing either", async () => {
    const asked = async (token: string, sql: string) =>
      house.house.database.command({ session: (await idOf(token)) as string }, (transaction) =>
        transaction.execute(sql),
      );
    const link = (await house.ask(null, OpenLinkDocument, { token: first.open as string })).data?.openAccessLink
      ?.session?.token as string;
    const looking = await house.ask(almeida.davi, PreviewDocument, { id: first.accessId, channel: "APP" });
    const preview = looking.data?.previewAccess?.session?.token as string;
    const person = (
      await house.ask(null, SignInDocument, {
        input: { email, password: passphrase, channel: "APP", accessId: first.accessId },
      })
    ).data?.signIn?.session?.token as string;
    const others = "select access_id from access.other_accesses()";
    expect(await asked(person, others)).toHaveLength(1);
    for (const token of [link, preview, almeida.davi]) {
      expect(await asked(token, others)).toEqual([]);
      await expect(asked(token, `select access.enter_to_switch('${await idOf(token)}')`)).rejects.toThrow(
        "does not switch",
      );
    }
  });
});

describe("the link of a STANDARD access", () => {
  const pass = (accessId: string, column: string, by: string) =>
    house.seed(
      ["identity.token"],
      [`update identity.token set ${column} = ${column} - $2::interval where access_id = $1`, [accessId, by]],
    );
  const check = async (token: string | null) =>
    (await house.ask(null, CheckTokenDocument, { token: token ?? "" })).data?.checkToken ?? null;

  test("is over when nobody has opened it for 30 days, and opening it keeps it", async () => {
    const { accessId, open } = await client(almeida, "parado@clientes.almeida.example");
    const told = await check(open);
    const days = (new Date(told?.expiresAt as string).getTime() - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(30);
    await pass(accessId, "created_at", "29 days");
    await openLink(house, open);
    await pass(accessId, "created_at", "29 days");
    await openLink(house, open);
    await pass(accessId, "last_used_at", "30 days 1 minute");
    expect(await check(open)).toBeNull();
    await expect(openLink(house, open)).rejects.toThrow("TOKEN_INVALID");
  });

  test("is over after 180 days, however often it was opened", async () => {
    const { accessId, open } = await client(almeida, "antigo@clientes.almeida.example");
    await openLink(house, open);
    await pass(accessId, "expires_at", "179 days");
    await openLink(house, open);
    await pass(accessId, "expires_at", "1 day 1 minute");
    await expect(openLink(house, open)).rejects.toThrow("TOKEN_INVALID");
  });
});
