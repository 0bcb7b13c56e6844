// What is true of the house only where it is five processes: a part that is away costs its part, and a port without the
// gateway's seal is nobody's.
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Fleet, ProcessName } from "../gateway/fleet.ts";
import { openKeys, randomSecret } from "../platform/keys.ts";
import { seal, sealHeader } from "../platform/seal.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, grant, openLink, process as processOf, settleFirm } from "./world.ts";

let house: TestHouse;
let fleet: Fleet;
let firm: FirmWorld;
let ana: string;
let anasAccess: string;

beforeAll(async () => {
  house = await openTestHouse();
  fleet = house.house.fleet as Fleet;
  firm = await settleFirm(house, "almeida.example");
  await processOf(house, firm.carla, {
    title: "Indenização",
    parties: [{ contactId: firm.anaContact, role: "CLIENT", side: "ACTIVE" }],
  });
  const access = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: ["DOCUMENTS", "TASKS"],
  });
  anasAccess = access.accessId;
  ana = await openLink(house, access.open);
});
afterAll(() => house.close());

test("the answer that begins a session is whoever's it was in no other process", async () => {
  const { data, errors } = await house.send(
    firm.davi,
    `mutation { previewAccess(accessId: "${anasAccess}") { session { viewer { ... on ClientAccess {
      contact { name processes { totalCount } documentRequests { totalCount } } } } } } }`,
  );
  const contact = { name: "Ana Ribeiro", processes: null, documentRequests: null };
  expect(data.previewAccess.session.viewer).toEqual({ contact });
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(["UNAUTHENTICATED", "UNAUTHENTICATED"]);
});

const everything = `{
  viewer { ... on ClientAccess { name contact { name } } }
  processes { nodes { title tasks { totalCount } documents { totalCount } } }
}`;
const whole = {
  viewer: { name: "Ana Ribeiro", contact: { name: "Ana Ribeiro" } },
  processes: { nodes: [{ title: "Indenização", tasks: { totalCount: 0 }, documents: { totalCount: 0 } }] },
};
const withoutDocuments = {
  ...whole,
  processes: { nodes: [{ title: "Indenização", tasks: { totalCount: 0 }, documents: null }] },
};

const asked = async () => {
  const began = Date.now();
  const answer = await house.send(ana, everything);
  return { ...answer, took: Date.now() - began };
};

/** Asks until all of it is answered again. */
async function wholeAgain(): Promise<void> {
  await vi.waitFor(async () => expect((await asked()).data).toEqual(whole), { timeout: 60_000, interval: 200 });
}

const signal = (name: ProcessName, what: "SIGSTOP" | "SIGCONT" | "SIGKILL") => process.kill(fleet.pid(name), what);
const codes = (errors: readonly { extensions: { code: string } }[]) => errors.map(({ extensions }) => extensions.code);

describe("a subgraph that does not answer", () => {
  const halted = new Set<ProcessName>();
  const halt = (name: ProcessName) => {
    signal(name, "SIGSTOP");
    halted.add(name);
  };
  afterEach(async () => {
    for (const name of halted) signal(name, "SIGCONT");
    halted.clear();
    await wholeAgain();
  });

  test.each([
    ["documents", withoutDocuments, ["processes", "nodes", 0, "documents"]],
    ["processes", { viewer: whole.viewer, processes: null }, ["processes"]],
  ] as const)("costs its part and no more than its time: %s", { timeout: 120_000 }, async (name, rest, place) => {
    const usually = await asked();
    expect(usually.data).toEqual(whole);
    halt(name);
    const { data, errors, status, took } = await asked();
    expect({ data, status }).toEqual({ data: rest, status: 200 });
    expect(codes(errors)).toEqual(["UPSTREAM_TIMEOUT"]);
    expect(errors[0]?.path).toEqual(place);
    expect(errors[0]?.message).toBe("Demorou demais. Tente novamente.");
    expect(took).toBeLessThan(6_000 + usually.took);
  });

  test("is not waited for by everybody, for ever", { timeout: 120_000 }, async () => {
    halt("documents");
    await Promise.all(Array.from({ length: 8 }, asked));
    const { data, errors } = await asked();
    expect(data).toEqual(withoutDocuments);
    expect(codes(errors)).toEqual(["UNAVAILABLE"]);
  });

  test("is nobody's signing out: without identity there is no answer, and afterwards she is still in", async () => {
    halt("identity");
    const { data, errors, status } = await asked();
    expect({ data, status }).toEqual({ data: null, status: 503 });
    expect(codes(errors)).toEqual(["UNAVAILABLE"]);
  }, 120_000);
});

describe("a process that was killed", () => {
  const killed = async (name: ProcessName) => {
    const before = fleet.pid(name);
    signal(name, "SIGKILL");
    return async () => {
      await vi.waitFor(() => expect(fleet.pid(name)).not.toBe(before), { timeout: 60_000 });
      await fleet.back(name);
      await wholeAgain();
    };
  };

  test.each([
    ["documents", withoutDocuments],
    ["processes", { viewer: whole.viewer, processes: null }],
  ] as const)("costs its part until it is back: %s", { timeout: 120_000 }, async (name, rest) => {
    const back = await killed(name);
    const { data, errors } = await asked();
    expect(data).toEqual(rest);
    expect(codes(errors)).toEqual(["UNAVAILABLE"]);
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|ECONN|socket/);
    await back();
  });

  test("takes no session with it: identity", { timeout: 120_000 }, async () => {
    const back = await killed("identity");
    expect((await asked()).status).toBe(503);
    await back();
  });

  test("takes no session with it: the gateway", { timeout: 120_000 }, async () => {
    const before = fleet.pid("gateway");
    signal("gateway", "SIGKILL");
    await vi.waitFor(() => expect(fleet.pid("gateway")).not.toBe(before), { timeout: 60_000 });
    await fleet.back("gateway");
    await wholeAgain();
  });

  test("takes no letter with it: the worker", { timeout: 120_000 }, async () => {
    const before = fleet.pid("worker");
    signal("worker", "SIGKILL");
    const { data } = await house.send(
      firm.davi,
      "mutation($input: GrantClientAccessInput!) { grantClientAccess(input: $input) { clientAccess { id } } }",
      {
        input: {
          contactId: firm.brunoContact,
          email: "bruno@clientes.almeida.example",
          type: "STANDARD",
          categories: [],
        },
      },
    );
    await vi.waitFor(() => expect(fleet.pid("worker")).not.toBe(before), { timeout: 60_000 });
    await house.mailOf(data.grantClientAccess.clientAccess.id);
  });
});

describe("a subgraph's port", () => {
  const subgraphs = ["identity", "processes", "documents"] as const;
  const questions = [
    "{ _service { sdl } }",
    '{ _entities(representations: [{ __typename: "Process", id: "0" }]) { __typename } }',
    "{ __typename }",
  ];
  const body = JSON.stringify({ query: "{ __typename }" });

  async function told(name: ProcessName, path: string, init: RequestInit): Promise<{ status: number; text: string }> {
    const response = await fetch(`${fleet.addressOf(name)}${path}`, init);
    return { status: response.status, text: await response.text() };
  }
  const post = (name: ProcessName, mark?: string, text = body) =>
    told(name, "/graphql", { method: "POST", headers: mark ? { [sealHeader]: mark } : {}, body: text });
  const sealed = (to: string, ring = house.ring, text = body) =>
    seal(
      openKeys({ environment: ring, file: "" }),
      { to, method: "POST", path: "/graphql", body: text },
      { id: "a test", viewer: null, language: "pt" },
    );
  const nothing = { status: 404, text: "" };

  test.each(subgraphs)("answers the gateway's seal, once: %s", async (name) => {
    const mark = sealed(name);
    expect(await post(name, mark)).toEqual({ status: 200, text: '{"data":{"__typename":"Query"}}' });
    expect(await post(name, mark)).toEqual(nothing);
  });

  test.each(subgraphs)("answers nothing without it: %s", async (name) => {
    for (const query of questions) expect(await post(name, undefined, JSON.stringify({ query }))).toEqual(nothing);
    for (const [method, path] of [
      ["GET", "/"],
      ["GET", "/graphql?query={__typename}"],
      ["POST", "/ready"],
      ["POST", "/who-is"],
      ["POST", "/file"],
      ["POST", "/bytes"],
      ["PUT", "/file?grant=x"],
      ["OPTIONS", "/graphql"],
      ["DELETE", "/"],
    ] as const)
      expect(await told(name, path, { method }), `${method} ${path}`).toEqual(nothing);
  });

  test.each(subgraphs)("answers nothing to a seal that is not one for it: %s", async (name) => {
    const mark = sealed(name);
    const other = subgraphs.find((one) => one !== name) as string;
    for (const [what, wrong] of [
      ["altered at its end", mark.slice(0, -1) + (mark.endsWith("A") ? "B" : "A")],
      ["altered at its beginning", (mark.startsWith("A") ? "B" : "A") + mark.slice(1)],
      ["for another subgraph", sealed(other)],
      ["by another house", sealed(name, `${house.ring.split(":")[0]}:${randomSecret()}`)],
      ["over another body", sealed(name, house.ring, `${body} `)],
    ] as const)
      expect(await post(name, wrong), what).toEqual(nothing);
    expect((await post(name, mark)).status).toBe(200);
  });

  test.each(subgraphs)("answers nothing to a seal that is over: %s", async (name) => {
    vi.useFakeTimers({ now: Date.now() - 11_000, toFake: ["Date"] });
    const mark = sealed(name);
    vi.useRealTimers();
    expect(await post(name, mark)).toEqual(nothing);
  });

  test.each(subgraphs)("says that it lives, and no more: %s", async (name) => {
    expect(await told(name, "/livez", {})).toEqual({ status: 204, text: "" });
  });
});

test("the gateway says whether all of it is there, and no more", { timeout: 120_000 }, async () => {
  const ready = async () => {
    const response = await fetch(`${house.url}/readyz`);
    return { status: response.status, text: await response.text() };
  };
  expect(await ready()).toEqual({ status: 204, text: "" });
  const before = fleet.pid("documents");
  signal("documents", "SIGKILL");
  expect(await ready()).toEqual({ status: 503, text: "" });
  await vi.waitFor(() => expect(fleet.pid("documents")).not.toBe(before), { timeout: 60_000 });
  await fleet.back("documents");
  await vi.waitFor(async () => expect((await ready()).status).toBe(204), { timeout: 30_000 });
});
