// Two people at the same moment, over and over: whatever ends a session, a password or an invitation ends it, whoever is told
// that something is done has it done, and nobody is told of a fault of ours. On a server: PGlite has one connection.
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { hashOf } from "../platform/keys.ts";
import {
  AccessDocument,
  AskForDocumentDocument,
  CourtConnectorsDocument,
  CreateProcessDocument,
  DeleteContactDocument,
  DeleteProcessDocument,
  EditDocument,
  EndClientSessionsDocument,
  EndSessionDocument,
  ImportPublicationsDocument,
  InviteStaffDocument,
  MeDocument,
  PreviewDocument,
  PublicationQueueDocument,
  RecordMovementDocument,
  RequestCourtUpdateDocument,
  RequestPasswordResetDocument,
  RevokeDocument,
  RotateDocument,
  SessionsDocument,
  SetPartiesDocument,
  SetPasswordDocument,
  SignInDocument,
  SignOutDocument,
  SwitchDocument,
  SwitchOnCourtConnectorDocument,
  TreatPublicationDocument,
  UpdateProcessDocument,
  UpdateStaffDocument,
} from "../schema/operations.ts";
import { hashPassword } from "../subgraphs/identity/password.ts";
import { type Answer, openTestHouse, silentCourts, type TestHouse } from "./house.ts";
import {
  contact,
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
let other: FirmWorld;
beforeAll(async () => {
  house = await openTestHouse({ courts: silentCourts });
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
});
afterAll(() => house.close());

let people = 0;
const person = (by: FirmWorld, email = `pessoa-${++people}@clientes.example`) =>
  contact(house, by.davi, { name: "Ana Ribeiro", kind: "PERSON", profile: "CLIENT", emails: [email] });

async function client(by = firm, email = `cliente-${++people}@clientes.example`) {
  const contactId = await person(by, email);
  return { email, ...(await grant(house, by.davi, { contactId, email, type: "STANDARD", categories: [] })) };
}

/** A client of both firms, signed in at the one it used last. */
async function clientOfBoth() {
  const here = await client();
  const there = await client(other, here.email);
  await setPassword(house, here.password);
  await openLink(house, here.open);
  return { email: here.email, here, there, token: await signInAs(house, here.email, "APP") };
}

/** What came of an operation: its first mistake, its refusal, or "done". */
function became({ data, errors }: Answer<object>): string {
  const payload = Object.values(data ?? {})[0] as { userErrors?: { code: string }[] } | null | undefined;
  return errors[0]?.extensions.code ?? payload?.userErrors?.[0]?.code ?? "done";
}

const isOpen = async (token: string) => (await house.ask(token, MeDocument, {})).data?.viewer !== null;
const soon = () => pause(Math.random() * 8);
const many = <Result>(count: number, work: (nth: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, nth) => work(nth)));

/** Until so many wait for what somebody else holds. */
const waiting = (count: number) =>
  vi.waitFor(
    async () => {
      const [row] = await house.owner(
        "select count(*)::int as count from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()",
      );
      expect(row.count).toBe(count);
    },
    { timeout: 4000, interval: 20 },
  );

describe("sessions that are in use while a firm", () => {
  const ends = {
    revokes: (id: string) => house.ask(firm.davi, RevokeDocument, { id }),
    "ends them": (id: string) => house.ask(firm.davi, EndClientSessionsDocument, { id }),
    "rotates their link": (id: string) => house.ask(firm.davi, RotateDocument, { id }),
    "changes their type": (id: string) =>
      house.ask(firm.davi, EditDocument, { input: { accessId: id, type: "SIMPLIFIED" } }),
  };
  test.each(Object.entries(ends))("%s are over, and neither of the two waits for the other", async (_, end) => {
    for (let round = 0; round < 6; round += 1) {
      const { accessId, open } = await client();
      const tokens = await many(8, () => openLink(house, open));
      // Each is used for the first time in a while, which is noted.
      await house.seed(
        ["identity.session"],
        ["update identity.session set last_used_at = now() - interval '2 minutes' where access_id = $1", [accessId]],
      );
      const [ended, ...used] = await Promise.all([
        end(accessId).then(became),
        ...tokens.map(async (token, nth) => {
          await pause(nth * 3);
          return became(await house.ask(token, MeDocument, {}));
        }),
      ]);
      expect(ended).toBe("done");
      for (const code of used) expect(["done", "UNAUTHENTICATED"]).toContain(code);
      expect(await Promise.all(tokens.map(isOpen))).toEqual(tokens.map(() => false));
    }
  });
});

test("sessions that are signed out of while the firm ends them are over, and both are told so", async () => {
  const leave = {
    "signing out": (token: string) => house.ask(token, SignOutDocument, { everywhere: false }),
    "signing out everywhere": (token: string) => house.ask(token, SignOutDocument, { everywhere: true }),
    "ending one": async (token: string, nth: number) => {
      const { data } = await house.ask(token, SessionsDocument, {});
      const id = data?.sessions?.[nth]?.id ?? "";
      return house.ask(token, EndSessionDocument, { id });
    },
  };
  for (const [how, by] of Object.entries(leave))
    for (let round = 0; round < 6; round += 1) {
      const { accessId, email, password } = await client();
      await setPassword(house, password);
      const tokens = await many(4, () => signInAs(house, email, "APP"));
      const [ended, ...left] = await Promise.all([
        soon().then(() => house.ask(firm.davi, EndClientSessionsDocument, { id: accessId })),
        ...tokens.map((token, nth) => by(token, nth)),
      ]);
      expect(became(ended), how).toBe("done");
      for (const answer of left) expect(["done", "UNAUTHENTICATED", "NOT_FOUND"], how).toContain(became(answer));
      expect(await Promise.all(tokens.map(isOpen))).toEqual(tokens.map(() => false));
    }
});

describe("while a new password is being set", () => {
  const next = "outra frase comprida de teste";

  async function resetToken(email: string): Promise<string> {
    await house.ask(null, RequestPasswordResetDocument, { email });
    return vi.waitFor(() => {
      const mail = house.mails.find(
        ({ to, links }) =>
          to === email && links.length === 1 && links[0]?.includes("/password#") && !mailed.has(links[0]),
      );
      if (!mail) throw new Error("No letter yet.");
      mailed.add(mail.links[0] as string);
      return (mail.links[0] as string).split("#")[1] as string;
    }, 10_000);
  }
  const mailed = new Set<string>();

  /** Sets it as another process does, which has come to its password when `meanwhile` begins, and goes on when somebody waits for it. */
  async function setting(token: string, email: string, meanwhile: () => Promise<Answer<object>>) {
    const passwordHash = await hashPassword(keysOf(house), next);
    let under: Promise<Answer<object>> | undefined;
    await house.house.database.asNobody(async (transaction) => {
      const [found] = await transaction.execute<{ token_id: string; access_id: string | null }[]>(
        "select * from access.token_by_hash(?)",
        [hashOf(token)],
      );
      await transaction.execute("select id from identity.client_access where id = ? for update", [found?.access_id]);
      await transaction.execute("update identity.token set used_at = now() where id = ?", [found?.token_id]);
      await transaction.execute(
        "update identity.login set password_hash = ?, password_set_at = clock_timestamp() where email = ?",
        [passwordHash, email],
      );
      under = meanwhile();
      await waiting(1);
      await transaction.execute("select access.password_set()");
    });
    return became((await under) as Answer<object>);
  }

  const signIn = (email: string, channel: "APP" | null) =>
    house.ask(null, SignInDocument, { input: { email, password: passphrase, channel } });

  test("the old one opens nothing any more that it was used for, a client's or a colleague's", async () => {
    const { email, password } = await client();
    await setPassword(house, password);
    expect(await setting(await resetToken(email), email, () => signIn(email, "APP"))).toBe("CREDENTIALS_INVALID");
    const carla = `carla@${other.domain}`;
    expect(await setting(await resetToken(carla), carla, () => signIn(carla, null))).toBe("CREDENTIALS_INVALID");
  });

  test("what is gone on to from a session of the old one is over with it", async () => {
    const { email, there, token } = await clientOfBoth();
    const reset = await resetToken(email);
    const session = (await house.send(token, "{ session { id } }")).data.session.id as string;
    const under = await house.house.database.command({ session }, async (transaction) => {
      // Whoever goes on has the new session already, and cannot leave the old one yet.
      await transaction.execute("select id from identity.session where id = ? for update", [session]);
      const switching = house.ask(token, SwitchDocument, { accessId: there.accessId });
      await waiting(1);
      const set = house.ask(null, SetPasswordDocument, { input: { token: reset, password: next } });
      await waiting(2);
      return { switching, set };
    });
    expect(became(await under.set)).toBe("done");
    const went = await under.switching;
    expect(became(went)).toBe("done");
    expect(await isOpen(went.data?.switchAccess?.session?.token as string)).toBe(false);
  });
});

test("of going on to another access and signing out one comes first, and no more than one session is left", async () => {
  for (let round = 0; round < 6; round += 1) {
    const { there, token } = await clientOfBoth();
    const to = { accessId: there.accessId };
    const [gone, again, ...left] = await Promise.all([
      house.ask(token, SwitchDocument, to),
      house.ask(token, SwitchDocument, to),
      soon().then(() => house.ask(token, SignOutDocument, { everywhere: round % 2 === 0 })),
      soon().then(() => house.ask(token, SignOutDocument, { everywhere: false })),
      soon().then(() => house.ask(token, SignOutDocument, { everywhere: false })),
    ]);
    for (const answer of [gone, again, ...left]) expect(["done", "UNAUTHENTICATED"]).toContain(became(answer));
    expect([gone, again].filter((answer) => became(answer) === "done").length).toBeLessThanOrEqual(1);
    expect(await isOpen(token)).toBe(false);
  }
});

test("a wrong password is noted at both firms while its owner goes on from one to the other", async () => {
  for (let round = 0; round < 6; round += 1) {
    const { email, here, there, token } = await clientOfBoth();
    const [first] = [here.accessId, there.accessId].sort();
    const under = await house.house.database.asNobody(async (transaction) => {
      await transaction.execute("select * from access.credentials_by_email(?)", [email]);
      await transaction.execute("select id from identity.client_access where id = ? for update", [first]);
      const switching = house.ask(token, SwitchDocument, { accessId: there.accessId });
      await waiting(1);
      const input = { email, password: "não é esta, com certeza", channel: "APP" } as const;
      const failing = house.ask(null, SignInDocument, { input });
      await waiting(2);
      return { switching, failing };
    });
    expect([became(await under.switching), became(await under.failing)]).toEqual(["done", "CREDENTIALS_INVALID"]);
  }
});

test("an admin revokes what it looks at while it is made a member, and both are done", async () => {
  const email = "eva@almeida.example";
  const input = { name: "Eva Prado", email, role: "ADMIN" } as const;
  const invited = await house.ask(firm.davi, InviteStaffDocument, { input });
  const id = invited.data?.inviteStaffMember?.staffMember?.id as string;
  const mail = await vi.waitFor(
    () => house.mails.find(({ to }) => to === email) ?? Promise.reject(new Error("No mail.")),
  );
  await setPassword(house, mail.links[0]?.split("#")[1] as string);
  const eva = await signInAs(house, email);
  const { accessId } = await client();
  const { data } = await house.ask(eva, PreviewDocument, { id: accessId, channel: "WEB" });
  const preview = data?.previewAccess?.session?.token as string;
  const session = (await house.send(preview, "{ session { id } }")).data.session.id as string;
  const under = await house.house.database.command({ session }, async (transaction) => {
    await transaction.execute("select id from identity.session where id = ? for update", [session]);
    const revoking = house.ask(eva, RevokeDocument, { id: accessId });
    await waiting(1);
    const demoting = house.ask(firm.davi, UpdateStaffDocument, { input: { id, role: "MEMBER" } });
    await waiting(2);
    return { revoking, demoting };
  });
  expect(became(await under.demoting)).toBe("done");
  // What became of it is asked anew, in a session that may be over by then.
  expect(["done", "UNAUTHENTICATED"]).toContain(became(await under.revoking));
  const revoked = await house.ask(firm.davi, AccessDocument, { id: accessId });
  expect(revoked.data?.clientAccess?.status).toBe("REVOKED");
  expect(await isOpen(preview)).toBe(false);
});

test("a contact that is deleted is part of something, or not found there", async () => {
  const uses: Record<string, (contactId: string, processId: string) => Promise<Answer<object>>> = {
    party: (contactId: string, id: string) =>
      house.ask(firm.carla, SetPartiesDocument, { id, parties: [{ contactId, role: "CLIENT", side: "ACTIVE" }] }),
    "party from the first": (contactId: string) =>
      house.ask(firm.carla, CreateProcessDocument, {
        input: { kind: "CASE", title: "Novo", parties: [{ contactId, role: "CLIENT", side: "ACTIVE" }] },
      }),
    asked: (contactId: string) => house.ask(firm.carla, AskForDocumentDocument, { input: { contactId, title: "RG" } }),
  };
  for (const [what, use] of Object.entries(uses))
    for (let round = 0; round < 12; round += 1) {
      const id = await person(firm);
      const processId = await process(house, firm.carla, { title: "Inventário" });
      const [deleted, used] = await Promise.all([
        soon().then(() => house.ask(firm.davi, DeleteContactDocument, { id })),
        soon().then(() => use(id, processId)),
      ]);
      expect([`${became(deleted)} ${became(used)}`], what).toEqual([
        expect.stringMatching(/^(done NOT_FOUND|CONFLICT done)$/),
      ]);
    }
});

describe("somebody of the firm who is invited again", () => {
  const invite = async (email: string, role: "ADMIN" | "MEMBER" = "MEMBER") => {
    const answer = await house.ask(firm.davi, InviteStaffDocument, { input: { name: "Eva Prado", email, role } });
    return { code: became(answer), id: answer.data?.inviteStaffMember?.staffMember?.id };
  };
  /** How many mailed links would set a password. */
  async function links(id: string | undefined): Promise<number> {
    const [row] = await house.house.database.asWorker(firm.firmId, (transaction) =>
      transaction.execute<{ count: number }[]>(
        "select count(*)::int as count from identity.token where staff_id = ? and voided_at is null and used_at is null",
        [id],
      ),
    );
    return row?.count ?? 0;
  }

  test("by several at once has one link that holds", async () => {
    for (let round = 0; round < 5; round += 1) {
      const email = `eva-${++people}@almeida.example`;
      await many(3, () => invite(email));
      const { id } = await invite(email);
      expect((await many(3, () => invite(email))).map(({ code }) => code)).toEqual(["done", "done", "done"]);
      expect(await links(id)).toBe(1);
    }
  });

  test("and let go of at the same moment has none, whatever role was said", async () => {
    for (let round = 0; round < 8; round += 1) {
      const email = `eva-${++people}@almeida.example`;
      const { id } = await invite(email);
      const [letGo] = await Promise.all([
        soon().then(() => house.ask(firm.davi, UpdateStaffDocument, { input: { id: id as string, active: false } })),
        soon().then(() => invite(email)),
        soon().then(() => invite(email, "ADMIN")),
      ]);
      expect(became(letGo)).toBe("done");
      expect(await links(id)).toBe(0);
    }
  });
});

test("of a process that is deleted, no court is asked any more", async () => {
  const connectors = await house.ask(firm.davi, CourtConnectorsDocument, {});
  const acceptedVersion = connectors.data?.courtConnectors?.find(({ source }) => source === "DATAJUD")?.terms.version;
  const input = { source: "DATAJUD", acceptedVersion: acceptedVersion as string } as const;
  expect(became(await house.ask(firm.davi, SwitchOnCourtConnectorDocument, { input }))).toBe("done");
  const number = "0710802-55.2018.8.02.0001";
  const id = await process(house, firm.davi, { kind: "LAWSUIT", number, title: "Indenização" });
  const session = (await house.send(firm.davi, "{ session { id } }")).data.session.id as string;
  const under = await house.house.database.command({ session }, async (transaction) => {
    await transaction.execute("select access.lock_firm()");
    const deleting = house.ask(firm.davi, DeleteProcessDocument, { id });
    await waiting(1);
    const requesting = house.ask(firm.carla, RequestCourtUpdateDocument, { processId: id });
    await waiting(2);
    return { deleting, requesting };
  });
  expect([became(await under.deleting), became(await under.requesting)]).toEqual(["done", "NOT_FOUND"]);
});

describe("of a process that is being hidden", () => {
  const hide = (id: string) =>
    house.ask(firm.davi, UpdateProcessDocument, { id, input: { visibility: "PRIVATE", responsibleId: firm.daviId } });

  test("a publication is discarded, or not found", async () => {
    const id = await process(house, firm.davi, { title: "Sociedade" });
    const publication = { externalId: "p", gazette: "DJE", availableOn: "2026-03-02", content: "Intimem-se as partes" };
    await house.ask(firm.davi, ImportPublicationsDocument, { input: { publications: [publication] } });
    const { data } = await house.ask(firm.davi, PublicationQueueDocument, { first: 50 });
    const publicationId = data?.publications?.nodes[0]?.id as string;
    await house.ask(firm.davi, TreatPublicationDocument, { input: { publicationId, processId: id } });
    const session = (await house.send(firm.davi, "{ session { id } }")).data.session.id as string;
    const under = await house.house.database.command({ session }, async (transaction) => {
      await transaction.execute("select id from processes.publication where id = ? for update", [publicationId]);
      const input = { publicationId, discard: true };
      const discarding = house.ask(firm.carla, TreatPublicationDocument, { input });
      await waiting(1);
      const hiding = hide(id);
      // It is hidden while she waits, or after her.
      await Promise.race([hiding, waiting(2)]);
      return { discarding, hiding };
    });
    expect([became(await under.discarding), became(await under.hiding)]).toEqual(["done", "done"]);
    const now = await house.ask(firm.davi, PublicationQueueDocument, { status: "DISCARDED", first: 50 });
    expect(now.data?.publications?.nodes.map((one) => one.id)).toEqual([publicationId]);
  });

  test("what is added is told, or not found, or to be asked for again", async () => {
    const occurredAt = "2026-03-02T10:00:00Z";
    for (let round = 0; round < 5; round += 1) {
      const ids = await many(12, (nth) => process(house, firm.davi, { title: `Sociedade ${nth}` }));
      const add = (processId: string) =>
        house.ask(firm.carla, RecordMovementDocument, { input: { processId, occurredAt, title: "Nota" } });
      const answers = await Promise.all(
        ids.map((id) => Promise.all([add(id), add(id), soon().then(() => add(id)), soon().then(() => hide(id))])),
      );
      for (const answer of answers.flat()) expect(["done", "NOT_FOUND", "UNAVAILABLE"]).toContain(became(answer));
    }
  });
});

test("and in all this nobody was broken off for waiting in a circle", async () => {
  // The server counts what it has broken off within a second.
  await pause(1500);
  const [row] = await house.owner(
    "select deadlocks::int as circles from pg_stat_database where datname = current_database()",
  );
  expect(row.circles).toBe(0);
});
