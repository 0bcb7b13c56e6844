// An admin looks through a client's eyes: sees what the client sees, changes nothing, and leaves a trace.
import { readFileSync } from "node:fs";
import { buildSchema, getNamedType, isInputObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  DownloadDocument,
  GrantDocument,
  LogDocument,
  MarkSeenDocument,
  PreviewDocument,
  ProcessDataDocument,
  RevokeDocument,
  SignOutDocument,
} from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import {
  contact,
  documentIn,
  type FirmWorld,
  grant,
  openLink,
  process,
  setPassword,
  settleFirm,
  signInAs,
} from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
/** Ana's STANDARD access, with a public process, a secret one and another person's. */
let anas: { accessId: string; open: string | null; password: string | null };
let hers: string;

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example", "LIGHT");
  ({ anas, hers } = await furnish(house, firm));
});
afterAll(() => house.close());

async function furnish(house: TestHouse, firm: FirmWorld) {
  const parties = [{ contactId: firm.anaContact, role: "CLIENT", side: "ACTIVE" } as const];
  const hers = await process(house, firm.davi, { title: "Inventário", parties });
  const secret = await process(house, firm.davi, { title: "Guarda", secret: true, parties });
  await process(house, firm.davi, { title: "De outra pessoa" });
  const anas = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: `ana@clientes.${firm.domain}`,
    type: "STANDARD",
    categories: ["TASKS", "MANUAL_MOVEMENTS"],
  });
  return { hers, secret, anas };
}

async function preview(by: string, id: string, channel?: "WEB" | "APP") {
  const { data } = await house.ask(by, PreviewDocument, { id, channel: channel ?? null });
  const { session, userErrors } = data?.previewAccess ?? {};
  return { session, token: session?.token as string, codes: userErrors?.map(({ code, field }) => [code, field]) };
}

const home = `{ processes { totalCount nodes { id title lastMovementAt unseenMovements movements { totalCount }
  documents { totalCount } } } viewer { ... on ClientAccess { name categories contact { name emails } accessId: id } } }`;

test("Davi sees on each channel to the letter what Ana sees there, and looking is not her having been there", async () => {
  await setPassword(house, anas.password);
  const web = await preview(firm.davi, anas.accessId);
  const app = await preview(firm.davi, anas.accessId, "APP");
  expect(web.session).toMatchObject({
    preview: true,
    channel: "WEB",
    credential: "LINK",
    viewer: { name: "Ana Ribeiro" },
  });
  expect(app.session).toMatchObject({ preview: true, channel: "APP", credential: "PASSWORD" });
  const seen = async (token: string) => {
    const { data, errors } = await house.send(token, home);
    return { data, errors: errors.map(({ path, extensions }) => [path, extensions.code]) };
  };
  // A session's use is noted once it is a minute old; and with a client's own, that she has been here.
  await house.seed(
    ["identity.session"],
    ["update identity.session set last_used_at = now() - interval '2 minutes' where access_id = $1", [anas.accessId]],
  );
  const lastSeen = async () =>
    (await house.send(firm.davi, `{ clientAccess(id: "${anas.accessId}") { lastSeenAt } }`)).data.clientAccess
      .lastSeenAt;
  const [before, wasHere] = [await house.ask(firm.davi, LogDocument, { id: anas.accessId }), await lastSeen()];
  const throughHerEyes = [await seen(web.token), await seen(app.token)];
  expect(throughHerEyes[0]?.data.processes.totalCount).toBe(1);
  expect(throughHerEyes[1]?.data.processes.totalCount).toBe(2);
  for (const token of [web.token, app.token]) await house.ask(token, ProcessDataDocument, { id: hers });
  await house.house.database.views.flush();
  const after = await house.ask(firm.davi, LogDocument, { id: anas.accessId });
  expect([after.data, await lastSeen()]).toEqual([before.data, wasHere]);
  expect(throughHerEyes).toEqual([
    await seen(await openLink(house, anas.open)),
    await seen(await signInAs(house, "ana@clientes.almeida.example", "APP")),
  ]);
});

test("the answer that begins it tells what identity knows of Ana, and of the others' nothing: they are asked from the next on", async () => {
  for (const channel of ["WEB", "APP"]) {
    const { data, errors } = await house.send(
      firm.davi,
      `mutation { previewAccess(accessId: "${anas.accessId}", channel: ${channel}) { session { viewer { ... on ClientAccess {
        name contact { name processes { totalCount } submissions { totalCount } documentRequests { totalCount } } } } } } }`,
    );
    const contact = { name: "Ana Ribeiro", processes: null, submissions: null, documentRequests: null };
    expect(data.previewAccess.session.viewer).toEqual({ name: "Ana Ribeiro", contact });
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(["UNAUTHENTICATED"]));
  }
  // Nor is anything done any more by who asked.
  const { data, errors } = await house.send(
    firm.davi,
    `mutation { previewAccess(accessId: "${anas.accessId}") { userErrors { code } }
      createProcess(input: { kind: CASE, title: "Depois" }) { process { id } } }`,
  );
  expect([data, errors.map(({ extensions }) => extensions.code)]).toEqual([
    { previewAccess: { userErrors: [] }, createProcess: null },
    ["UNAUTHENTICATED"],
  ]);
});

test("it lives 15 minutes at most, and stands in the log with who looked and where", async () => {
  const { session } = await preview(firm.davi, anas.accessId, "APP");
  const left = new Date(session?.expiresAt as string).getTime() - Date.now();
  expect(left).toBeGreaterThan(14 * 60_000);
  expect(left).toBeLessThanOrEqual(15 * 60_000 + 5_000);
  const { data } = await house.ask(firm.davi, LogDocument, { id: anas.accessId, kinds: ["PREVIEWED"], first: 1 });
  expect(data?.clientAccess?.activity?.nodes).toEqual([
    expect.objectContaining({ kind: "PREVIEWED", channel: "APP", actor: "Davi Almeida" }),
  ]);
});

test("what is downloaded in a preview stands in the log as who looked, what is only viewed not at all; Nina's own does", async () => {
  const email = "nina@clientes.almeida.example";
  const person = { name: "Nina", kind: "PERSON", profile: "CLIENT", emails: [email] } as const;
  const contactId = await contact(house, firm.davi, { ...person, emails: [email] });
  const parties = [{ contactId, role: "CLIENT", side: "ACTIVE" } as const];
  const id = await process(house, firm.davi, { title: "Partilha", parties });
  const document = await documentIn(house, firm.davi, id);
  const granted = { contactId, email, type: "STANDARD", categories: ["DOCUMENTS"] } as const;
  const nina = await grant(house, firm.davi, { ...granted, categories: ["DOCUMENTS"] });
  const look = async (token: string) => {
    expect((await house.ask(token, ProcessDataDocument, { id })).data?.process?.id).toBe(id);
    const { data } = await house.ask(token, DownloadDocument, { id: document });
    expect(await (await fetch(data?.document?.download?.url as string)).text()).toBe("Um texto para o processo.\n");
    await house.house.database.views.flush();
    const log = { id: nina.accessId, kinds: ["PROCESS_VIEWED" as const, "DOCUMENT_DOWNLOADED" as const] };
    const { nodes } = (await house.ask(firm.davi, LogDocument, log)).data?.clientAccess?.activity ?? {};
    return nodes?.map(({ kind, actor, channel, subjectId }) => [kind, actor, channel, subjectId]);
  };
  const { token } = await preview(firm.davi, nina.accessId, "APP");
  const davis = ["DOCUMENT_DOWNLOADED", "Davi Almeida", "APP", document];
  expect(await look(token)).toEqual([davis]);
  const ninas = await look(await openLink(house, nina.open));
  expect(ninas).toHaveLength(3);
  expect(ninas).toEqual(
    expect.arrayContaining([
      davis,
      ["DOCUMENT_DOWNLOADED", "Nina", "WEB", document],
      ["PROCESS_VIEWED", "Nina", "WEB", id],
    ]),
  );
});

test("a preview may call no mutation but to leave, and ends by leaving", async () => {
  const { token } = await preview(firm.davi, anas.accessId, "APP");
  const schema = buildSchema(readFileSync(new URL("../schema/api.graphql", import.meta.url), "utf8"));
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  for (const { name, args, type } of mutations.filter(({ name }) => name !== "signOut")) {
    // Enough for the request's form; nothing of it is to be looked at.
    const given = args.filter((arg) => String(arg.type).endsWith("!"));
    const declared = given.map((arg) => `$${arg.name}: ${arg.type}`).join(", ");
    const passed = given.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
    const variables = Object.fromEntries(given.map((arg) => [arg.name, sample(arg.type)]));
    const answer = await house.send(
      token,
      `mutation${declared && ` (${declared})`} { ${name}${passed && `(${passed})`} { userErrors { code } } }`,
      variables,
    );
    expect([name, String(getNamedType(type)), answer.errors.map(({ extensions }) => extensions.code)]).toEqual([
      name,
      String(getNamedType(type)),
      ["FORBIDDEN"],
    ]);
  }
  expect((await house.ask(token, SignOutDocument, { everywhere: true })).data?.signOut?.userErrors).toEqual([]);
  expect((await house.send(token, "{ session { id } }")).data).toEqual({ session: null });
});

test("leaving everywhere from a preview ends no session of Ana's, and Ana's leaving none of a preview", async () => {
  const ana = await openLink(house, anas.open);
  const davis = await preview(firm.davi, anas.accessId);
  const open = async (token: string) => (await house.send(token, "{ session { id } }")).data.session !== null;
  await house.ask((await preview(firm.davi, anas.accessId)).token, SignOutDocument, { everywhere: true });
  expect([await open(ana), await open(davis.token)]).toEqual([true, true]);
  await house.ask(ana, SignOutDocument, { everywhere: true });
  expect([await open(ana), await open(davis.token)]).toEqual([false, true]);
});

describe("a preview is refused", () => {
  test("to whoever is no admin of the firm, and of what the client has no door to", async () => {
    for (const token of [firm.carla, await openLink(house, anas.open)]) {
      const { data, errors } = await house.ask(token, PreviewDocument, { id: anas.accessId });
      expect([data, errors.map(({ extensions }) => extensions.code)]).toEqual([{ previewAccess: null }, ["FORBIDDEN"]]);
    }
    expect((await preview(other.davi, anas.accessId)).codes).toEqual([["NOT_FOUND", ["accessId"]]]);
    const { data } = await house.ask(firm.davi, GrantDocument, {
      input: {
        contactId: firm.brunoContact,
        email: "bruno@clientes.almeida.example",
        type: "SIMPLIFIED",
        categories: [],
      },
    });
    const brunos = data?.grantClientAccess?.clientAccess?.id as string;
    expect((await preview(firm.davi, brunos, "APP")).codes).toEqual([["CHANNEL_NOT_ALLOWED", ["channel"]]]);
    expect((await preview(firm.davi, brunos, "WEB")).session).toMatchObject({ credential: "PASSWORD" });
    await house.ask(firm.davi, RevokeDocument, { id: brunos });
    expect((await preview(firm.davi, brunos)).codes).toEqual([["CONFLICT", ["accessId"]]]);
    const light = await furnish(house, other);
    expect((await preview(other.davi, light.anas.accessId, "APP")).codes).toEqual([["PLAN_NOT_ENTITLED", ["channel"]]]);
  });
});

describe.each([
  ["guards", { walls: { guards: true }, rowLevelSecurity: false }],
  ["row-level security", { walls: { guards: false }, rowLevelSecurity: true }],
])("with %s alone", (_, options) => {
  test("a preview marks nothing seen, and shows nothing that Ana does not see", async () => {
    const bare = await openTestHouse(options);
    try {
      const world = await settleFirm(bare, "almeida.example");
      const made = await furnish(bare, world);
      const { data } = await bare.ask(world.davi, PreviewDocument, { id: made.anas.accessId, channel: "WEB" });
      const token = data?.previewAccess?.session?.token as string;
      expect((await bare.ask(token, ProcessDataDocument, { id: made.hers })).data?.process?.id).toBe(made.hers);
      expect((await bare.ask(token, ProcessDataDocument, { id: made.secret })).data?.process).toBeNull();
      await bare.ask(token, MarkSeenDocument, { id: made.hers });
      const { id } = (await bare.send(token, "{ session { id } }")).data.session;
      const asPreview = (sql: string) =>
        bare.house.database.command({ session: id }, (transaction) => transaction.execute(sql, [made.hers]));
      expect(await asPreview("select 1 from processes.seen where process_id = ?")).toEqual([]);
      const marking = asPreview(
        `insert into processes.seen (process_id, access_id, firm_id, seen_at)
         values (?, access.claim('access')::uuid, access.claim('firm')::uuid, now())`,
      );
      if (options.rowLevelSecurity) await expect(marking).rejects.toThrow("row-level security");
      else await marking;
    } finally {
      await bare.close();
    }
  });
});

/** Any value of an input's type. */
function sample(type: unknown): unknown {
  const text = String(type).replace(/!$/, "");
  if (text.startsWith("[")) return [];
  if (isInputObjectType(type)) return {};
  const schema = buildSchema(readFileSync(new URL("../schema/api.graphql", import.meta.url), "utf8"));
  const named = schema.getType(text);
  if (isInputObjectType(named))
    return Object.fromEntries(
      Object.values(named.getFields())
        .filter((field) => String(field.type).endsWith("!"))
        .map((field) => [field.name, sample(field.type)]),
    );
  if (named && "getValues" in named) return named.getValues()[0]?.name;
  return (
    {
      Int: 1,
      Boolean: true,
      EmailAddress: "a@b.example",
      DateTime: "2026-01-01T00:00:00Z",
      Date: "2026-01-01",
      URL: "https://a.example",
    }[text] ?? "x"
  );
}
