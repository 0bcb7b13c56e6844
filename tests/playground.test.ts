// In production the playground and the schema are there for an administrator, and for everybody else they never were.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Gateway, openGateway } from "../gateway/gateway.ts";
import { inProcess } from "../gateway/in-process.ts";
import { bundle } from "../gateway/playground/bundle.ts";
import { openKeys } from "../platform/keys.ts";
import { openFolder } from "../platform/storage.ts";
import { SignOutDocument } from "../schema/operations.ts";
import { openChecker } from "../subgraphs/index.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, grant, openLink, passphrase, setPassword, settleFirm, signInAs } from "./world.ts";

let house: TestHouse;
let production: Gateway;
let url: string;
let folder: string;
let firm: FirmWorld;
/** Everybody who is not an administrator, by what they bring. */
let others: Record<string, Record<string, string>>;
const paths = ["/playground", "/playground/", "/playground/examples.json", "/playground/playground.js"];
const parts: string[] = [];

beforeAll(async () => {
  house = await openTestHouse();
  folder = mkdtempSync(join(tmpdir(), "andamento-playground-"));
  const { database, jobs } = house.house;
  const inside = {
    database,
    jobs,
    keys: openKeys({ environment: null, file: join(folder, "keys") }),
    storage: openFolder(join(folder, "files")),
    checker: openChecker(),
    maxUploadBytes: 1024,
    publicUrl: () => house.url,
  };
  // A second door to the same world, as it is in production.
  production = await openGateway({ transport: await inProcess(inside), origins: [], introspection: false });
  url = await production.listen("127.0.0.1", 0);
  firm = await settleFirm(house, "almeida.example");
  const ana = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: [],
  });
  const bruno = await grant(house, firm.davi, {
    contactId: firm.brunoContact,
    email: "bruno@clientes.almeida.example",
    type: "SIMPLIFIED",
    categories: [],
  });
  await setPassword(house, bruno.password);
  const link = await openLink(house, ana.open);
  others = {
    nobody: {},
    "somebody with a token that never was": bearer("A".repeat(43)),
    "somebody with a password for a token": bearer(encodeURIComponent(passphrase)),
    "Ana, by her link": bearer(link),
    "Ana, by her link in a cookie": cookie(link),
    "Bruno, a client with a password": bearer(await signInAs(house, "bruno@clientes.almeida.example", "WEB")),
    "Carla, the lawyer": bearer(firm.carla),
    "Carla, by cookie": cookie(firm.carla),
    "Ana's token beside Davi's cookie": { ...bearer(link), ...cookie(firm.davi) },
    "Davi's token in another cookie": { cookie: `andamento=${firm.davi}; x__Host-andamento=${firm.davi}` },
  };
  for (const name of (await bundle()).keys()) parts.push(`/playground/${name}`);
});
afterAll(async () => {
  await production?.close();
  await house?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test("Davi, the administrator, has the page and all of its parts, by his token or by his cookie", async () => {
  for (const path of [...paths, ...parts])
    expect((await fetch(url + path, { headers: cookie(firm.davi) })).status, path).toBe(200);
  for (const path of paths)
    for (const brought of [bearer(firm.davi), { cookie: `a=b; __Host-andamento=${firm.davi}; c=d` }])
      expect((await fetch(url + path, { headers: brought })).status, path).toBe(200);
});

test("everybody else is told of each of them what is told of a place that never was", async () => {
  for (const [who, brought] of Object.entries(others)) {
    const nowhere = await told(`${url}/nowhere`, { headers: brought });
    expect(nowhere).toMatchObject({ status: 404, body: { errors: [{ extensions: { code: "NOT_FOUND" } }] } });
    for (const path of who === "nobody" ? [...paths, ...parts] : paths)
      expect(await told(url + path, { headers: brought }), `${who}: ${path}`).toEqual(nowhere);
    expect(await told(`${url}/playground`, { headers: brought, method: "POST" }), who).toEqual(nowhere);
  }
});

test("the schema is told to Davi and to nobody else, whoever asked for it before", async () => {
  for (const query of [
    "{ __schema { types { name description } } }",
    '{ viewer { __typename } again: __type(name: "Process") { fields { name } } }',
    "{ ...Hidden } fragment Hidden on Query { __schema { queryType { name } } }",
  ]) {
    const [nobody, davi, ...rest] = [{}, bearer(firm.davi), ...Object.values(others)];
    for (const brought of [nobody, davi, ...rest, davi]) {
      const { status, body } = await asks(query, brought);
      if (brought === davi) expect(body).toEqual({ data: expect.any(Object) });
      else {
        expect(status).toBe(400);
        expect(body).toEqual({
          errors: [expect.objectContaining({ message: expect.stringMatching(/introspection/) })],
        });
        expect(body.errors[0].extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
      }
    }
  }
});

test("what a type is called is no secret of the schema's: everybody may ask an answer its type", async () => {
  expect((await asks("{ __typename viewer { __typename } }", {})).body).toEqual({
    data: { __typename: "Query", viewer: null },
  });
});

test("outside production everybody has the page and the schema", async () => {
  expect((await fetch(`${house.url}/playground`)).status).toBe(200);
  expect((await house.send(null, "{ __schema { queryType { name } } }")).data).toEqual({
    __schema: { queryType: { name: "Query" } },
  });
});

test("Davi signs out, and has neither", async () => {
  const davi = await signInAs(house, "davi@almeida.example");
  const schema = "{ __schema { queryType { name } } }";
  expect((await fetch(`${url}/playground`, { headers: cookie(davi) })).status).toBe(200);
  expect((await asks(schema, bearer(davi))).status).toBe(200);
  await house.ask(davi, SignOutDocument, {});
  expect((await fetch(`${url}/playground`, { headers: cookie(davi) })).status).toBe(404);
  expect((await asks(schema, bearer(davi))).status).toBe(400);
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const cookie = (token: string) => ({ cookie: `__Host-andamento=${token}` });

/** An answer without what is its own: the request's id, and the time. */
async function told(address: string, init: RequestInit) {
  const response = await fetch(address, init);
  const { "x-request-id": _id, date: _date, ...headers } = Object.fromEntries(response.headers);
  const body = (await response.json()) as any;
  for (const error of body.errors) error.extensions.requestId = "";
  return { status: response.status, headers, body };
}

async function asks(query: string, headers: Record<string, string>): Promise<{ status: number; body: any }> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: await response.json() };
}
