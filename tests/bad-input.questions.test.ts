// Questions in the wrong form, too large, or none at all, and what meets a fault of ours: each is told so in a documented code, and
// nothing of the inside.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { allWasClear, type Body, breaking, call, examined, post, send, spoilt } from "./bad-input.asking.ts";
import { fields, filled, operationOf } from "./bad-input.inputs.ts";
import { firm, house, mine, settle } from "./bad-input.world.ts";
import { passphrase } from "./world.ts";

beforeAll(settle);
afterAll(() => house.close());
afterEach(allWasClear);

describe("a question in the wrong form", () => {
  const page = "query ($first: Int) { processes(first: $first) { nodes { id } } }";
  test.each<[string, string, object, string]>([
    ["an unknown enum value", "{ processes(orderBy: NEWEST) { totalCount } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    [
      "one that is almost right",
      "{ processes(filter: { kind: LAWSUITS }) { totalCount } }",
      {},
      "GRAPHQL_VALIDATION_FAILED",
    ],
    [
      "one in a variable",
      "query ($kind: ProcessKind) { processes(filter: { kind: $kind }) { totalCount } }",
      { kind: "LAWSUI" },
      "BAD_USER_INPUT",
    ],
    ["a field that is not there", "{ proces { id } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["a field of one member of a union", "{ viewer { role } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["an argument that is not there", "{ process(id: 1, firm: 2) { id } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["an unknown type", "{ viewer { ... on StafMember { id } } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["an unknown directive", "{ __typename @skp(if: true) }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["no selection", "{ viewer }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["a missing variable", "query ($id: ID!) { process(id: $id) { id } }", {}, "BAD_USER_INPUT"],
    ["null for what is required", "query ($id: ID!) { process(id: $id) { id } }", { id: null }, "BAD_USER_INPUT"],
    ["a variable nobody declared", "{ process(id: $id) { id } }", { id: "x" }, "GRAPHQL_VALIDATION_FAILED"],
    ["a text for a number", page, { first: "ten" }, "BAD_USER_INPUT"],
    ["a text that reads as a number", page, { first: "10" }, "BAD_USER_INPUT"],
    ["a list for a number", page, { first: [1, 2] }, "BAD_USER_INPUT"],
    ["half a row", page, { first: 1.5 }, "BAD_USER_INPUT"],
    ["first: -1", page, { first: -1 }, "BAD_USER_INPUT"],
    ["first: 101", page, { first: 101 }, "BAD_USER_INPUT"],
    ["first: 1e9", page, { first: 1e9 }, "BAD_USER_INPUT"],
    ["first: 2147483647", page, { first: 2147483647 }, "BAD_USER_INPUT"],
    ["first: 2147483648", page, { first: 2147483648 }, "BAD_USER_INPUT"],
    ["first: -1 written out", "{ processes(first: -1) { totalCount } }", {}, "BAD_USER_INPUT"],
    ["first: 101 deep inside", `{ contacts { nodes { processes(first: 101) { totalCount } } } }`, {}, "BAD_USER_INPUT"],
    [
      "first: 2147483648 written out",
      "{ processes(first: 2147483648) { totalCount } }",
      {},
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["half a text", '{ process(id: "', {}, "GRAPHQL_PARSE_FAILED"],
    ["no text at all", "#", {}, "GRAPHQL_PARSE_FAILED"],
    ["SQL", "select * from identity.firm", {}, "GRAPHQL_PARSE_FAILED"],
    [
      "a fragment cycle",
      "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }",
      {},
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["the subgraphs' own door", "{ _entities(representations: []) { __typename } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["the subgraphs' own schema", "{ _service { sdl } }", {}, "GRAPHQL_VALIDATION_FAILED"],
  ])("such as %s is told so", async (_, query, variables, code) => {
    const answer = await send(firm.davi, query, variables);
    expect(new Set(answer.errors.map(({ extensions }) => extensions.code))).toEqual(new Set([code]));
    expect(answer.errors.length).toBeLessThanOrEqual(10);
  });

  test("may ask for no rows, and leave first out or null", async () => {
    const asking = (first: unknown) => send(firm.davi, page, first === undefined ? {} : { first });
    expect((await asking(0)).data.processes.nodes).toEqual([]);
    expect((await asking(null)).data).toEqual((await asking(undefined)).data);
    expect((await asking(100)).errors).toEqual([]);
  });

  test("is told in ten errors at most", async () => {
    const { errors } = await call("createContact", spoilt("createContact", "input.emails", Array(60).fill(7)));
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(errors.length).toBeLessThanOrEqual(10);
  });

  test("that names no operation of several is no fault of ours", async () => {
    const codes = async (body: object) => {
      const answer = await post(JSON.stringify(body));
      expect(answer.status).toBe(400);
      return answer.errors.map(({ extensions }) => extensions.code);
    };
    const two = "query A { __typename } query B { __typename }";
    expect(await codes({ query: two })).toEqual(["BAD_REQUEST"]);
    expect(await codes({ query: two, operationName: "C" })).toEqual(["BAD_REQUEST"]);
    expect(await codes({ query: two, operationName: "__proto__" })).toEqual(["BAD_REQUEST"]);
    expect(await codes({ query: two, operationName: "constructor" })).toEqual(["BAD_REQUEST"]);
  });

  test("such as a subscription is refused, there being none", async () => {
    const { status, errors } = await post(JSON.stringify({ query: "subscription { movements { id } }" }));
    expect(status).toBe(400);
    expect(["GRAPHQL_VALIDATION_FAILED", "BAD_REQUEST"]).toContain(errors[0]?.extensions.code);
  });

  test("such as a persisted query is refused, there being none", async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: "a".repeat(64) } };
    for (const body of [{ extensions }, { query: "{ __typename }", extensions }]) {
      const { errors } = await post(JSON.stringify(body));
      expect(errors.map((error) => error.extensions.code)).toEqual(["BAD_REQUEST"]);
    }
  });

  test("still finds the schema, in development", async () => {
    const { data } = await send(null, '{ __schema { queryType { name } } __type(name: "Process") { name } }');
    expect(data).toEqual({ __schema: { queryType: { name: "Query" } }, __type: { name: "Process" } });
  });
});

describe("a question that is too large", () => {
  const loop = "processes { nodes { parties { contact { ";
  const hundreds = (first: string) =>
    `processes(first: ${first}) { nodes { parties { contact { `.repeat(3).concat("id", " } } } }".repeat(3));
  const around = (times: number, inside: string) => loop.repeat(times) + inside + " }".repeat(4 * times);
  test.each<[string, string]>([
    ["16 levels deep", `{ ${around(4, "id")} }`],
    ["as deep through a fragment", `{ ${around(3, "...a")} } fragment a on Contact { ${around(1, "id")} }`],
    ["as deep through a fragment called __schema", `{ ...__schema } fragment __schema on Query { ${around(4, "id")} }`],
    [
      "as deep through a fragment that was counted where it is shallow",
      `{ contact(id: 1) { ...a } ${around(3, "...a")} } fragment a on Contact { ${around(1, "id")} }`,
    ],
    ["200 aliases", `{ ${Array.from({ length: 200 }, (_, i) => `a${i}: viewer { __typename }`).join(" ")} }`],
    ["200 aliases of __typename", `{ ${Array.from({ length: 200 }, (_, i) => `a${i}: __typename`).join(" ")} }`],
    [
      "200 aliases through fragments",
      `{ ${"...a ".repeat(20)} } fragment a on Query { ${Array.from({ length: 10 }, (_, i) => `a${i}: __typename`).join(" ")} }`,
    ],
    [
      "60 directives",
      `{ ${Array.from({ length: 60 }, (_, i) => `a${i % 20}: __typename @include(if: true)`).join(" ")} }`,
    ],
    ["5000 tokens", `{ ${"__typename ".repeat(5_000)} }`],
    ["a million rows, a hundred at a time", `{ ${hundreds("100")} }`],
    ["a million rows, a hundred at a time by a variable", `query ($first: Int = 100) { ${hundreds("$first")} }`],
    [
      "links of links of links of links",
      `{ process(id: 1) { ${"links { process { ".repeat(4)} id ${"} } ".repeat(4)} } }`,
    ],
    [
      "a million rows, beside a fragment that is spread too often to be counted",
      `{ ${hundreds("100")} session { ${"...d ".repeat(8)} } }
       ${[..."abcd"].map((name, at, all) => `fragment ${name} on Session { ${at ? `...${all[at - 1]} `.repeat(12) : "id"} }`).join(" ")}`,
    ],
    ["a list 800 deep", `{ process(id: ${"[".repeat(800)}1${"]".repeat(800)}) { id } }`],
  ])("(%s) is QUERY_TOO_COMPLEX", async (_, query) => {
    const { status, errors } = await send(firm.davi, query);
    expect(status).toBe(400);
    expect(errors[0]).toMatchObject({
      message: "O pedido é grande demais.",
      extensions: { code: "QUERY_TOO_COMPLEX" },
    });
    expect(errors.length).toBeLessThanOrEqual(10);
  });

  test("is told so when lists without pages bring more than anybody guessed", async () => {
    const hub = mine.process;
    const leaves = Array.from({ length: 110 }, () => crypto.randomUUID());
    await house.seed(
      ["processes.process", "processes.link"],
      [
        `insert into processes.process (id, firm_id, version, kind, title, title_folded, status, visibility, secret, subjects, team_ids, created_at, updated_at)
         select id, $2, 1, 'CASE', 'Ramo', 'ramo', 'ACTIVE', 'PUBLIC', false, '{}', '{}', now(), now() from unnest($1::uuid[]) id`,
        [leaves, firm.firmId],
      ],
      [
        `insert into processes.link (id, firm_id, original_id, linked_id, kind)
         select gen_random_uuid(), $2, $3, id, 'ATTACHMENT' from unnest($1::uuid[]) id`,
        [leaves, firm.firmId, hub],
      ],
    );
    const links = (times: number): string => (times ? `links { process { ${links(times - 1)} } }` : "title");
    expect((await send(firm.davi, `{ process(id: "${hub}") { ${links(1)} } }`)).data.process.links).toHaveLength(110);
    const { data, errors } = await send(firm.davi, `{ process(id: "${hub}") { ${links(3)} } }`);
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(["QUERY_TOO_COMPLEX"]));
    expect(JSON.stringify(data).match(/Ramo/g)?.length ?? 0).toBeLessThan(10_000);
    await house.owner("delete from processes.process where id = any ($1::uuid[])", [leaves]);
  });

  test("is told so before it is read, when its body is", async () => {
    const query = { query: "{ __typename }", variables: { x: "x".repeat(200_000) } };
    expect(await post(JSON.stringify(query))).toMatchObject({
      status: 413,
      errors: [{ message: "O pedido é grande demais.", extensions: { code: "QUERY_TOO_COMPLEX" } }],
    });
  });
});

describe("a body that is no question", () => {
  const json = { "content-type": "application/json" };
  const asking = JSON.stringify({ query: "{ __typename }" });
  test.each<[string, Body, Record<string, string>?]>([
    ["no JSON", "{"],
    ["nothing", ""],
    ["null", "null"],
    ["a text", '"{ __typename }"'],
    ["a list", `[${asking}]`],
    ["an empty list", "[]"],
    ["an object without a query", "{}"],
    ["a query that is a number", '{"query":1}'],
    ["a query that is null", '{"query":null}'],
    ["variables that are a text", '{"query":"{__typename}","variables":"{}"}'],
    ["variables that are a list", '{"query":"{__typename}","variables":[1]}'],
    ["extensions that are a text", '{"query":"{__typename}","extensions":"x"}'],
    ["an operation's name that is a number", '{"query":"{__typename}","operationName":1}'],
    ["a form", "query=%7B__typename%7D", { "content-type": "application/x-www-form-urlencoded" }],
    ["plain text", asking, { "content-type": "text/plain" }],
    ["GraphQL without JSON", "{ __typename }", { "content-type": "application/graphql" }],
    ["an unheard-of charset", asking, { "content-type": "application/json; charset=klingon" }],
    ["an unheard-of encoding", asking, { ...json, "content-encoding": "zip" }],
    ["gzip that is none", asking, { ...json, "content-encoding": "gzip" }],
    [
      "a multipart form",
      "--x--",
      { "content-type": "multipart/form-data; boundary=x", "apollo-require-preflight": "1" },
    ],
    ["what wants another answer than JSON", asking, { ...json, accept: "text/html" }],
    ["bytes that are no text", new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) as never],
  ])("(%s) is BAD_REQUEST", async (_, body, headers = json) => {
    const { status, errors } = await post(body, headers);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["BAD_REQUEST"]);
  });

  test.each(["GET", "PUT", "DELETE", "PATCH"])("comes by %s to METHOD_NOT_ALLOWED", async (method) => {
    for (const path of ["/graphql", "/graphql?query=%7B__typename%7D"]) {
      const response = await fetch(house.url + path, { method, headers: json });
      const answer = await examined(`${method} ${path}`, response);
      expect(answer.status).toBe(405);
      expect(answer.headers.get("allow")).toBe("POST");
      expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(["METHOD_NOT_ALLOWED"]);
    }
  });
});

describe("names that JavaScript gives a meaning to", () => {
  test("are names like any other, as aliases", async () => {
    const query =
      "{ __proto__: session { __proto__: credential constructor: id } constructor: viewer { toString: __typename } hasOwnProperty: process(id: 1) { id } }";
    const answer = await send(firm.davi, query);
    const read = JSON.parse(answer.text).data;
    expect(Object.keys(read)).toEqual(["__proto__", "constructor", "hasOwnProperty"]);
    expect(read.constructor).toEqual({ toString: "StaffMember" });
    expect(read.hasOwnProperty).toBeNull();
  });

  test("change nothing as variables, and are no fields of an input", async () => {
    const query = "query ($id: ID!) { process(id: $id) { id } }";
    const polluted = `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"id":"x"}`;
    const answer = await post(`{"query":${JSON.stringify(query)},"variables":${polluted}}`, {
      "content-type": "application/json",
      authorization: `Bearer ${firm.davi}`,
    });
    expect(answer.data).toEqual({ process: null });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    const create = operationOf("Mutation", "createContact");
    const input = JSON.stringify((filled("createContact") as { input: object }).input);
    for (const key of ["__proto__", "constructor", "prototype"]) {
      const body = `{"query":${JSON.stringify(create)},"variables":{"input":{"${key}":{"profile":"CLIENT"},${input.slice(1)}}}`;
      const { errors } = await post(body, {
        "content-type": "application/json",
        authorization: `Bearer ${firm.davi}`,
      });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
    }
    for (const operationName of ["__proto__", "toString"]) {
      const { data } = await post(JSON.stringify({ query: `query ${operationName} { __typename }`, operationName }));
      expect(data).toEqual({ __typename: "Query" });
    }
  });

  test("and no input takes a firm, an owner or a version of its own", async () => {
    for (const field of fields("Mutation")) {
      if (!field.args.some(({ name }) => name === "input")) continue;
      for (const key of ["firmId", "version", "createdAt"]) {
        const { errors } = await call(field.name, spoilt(field.name, `input.${key}`, "x"));
        expect([field.name, key, errors[0]?.extensions.code]).toEqual([field.name, key, "BAD_USER_INPUT"]);
      }
    }
  });
});

describe("when something really breaks", () => {
  test("the answer is a masked fault with the request's id, what is whole is answered, and all is well again after", async () => {
    breaking();
    const home = "{ viewer { __typename } processes { totalCount nodes { id title } } }";
    const whole = (await send(firm.davi, home)).data;
    const asking = (query: string, variables = {}, headers = {}) => send(firm.davi, query, variables, headers);
    await house.owner("alter table processes.process rename to gone");
    try {
      const answer = await asking(home);
      expect(answer.status).toBe(200);
      expect(answer.data).toEqual({ viewer: { __typename: "StaffMember" }, processes: null });
      expect(answer.errors).toEqual([
        {
          message: "Algo deu errado do nosso lado. Informe o código do pedido ao suporte.",
          path: ["processes"],
          extensions: { code: "INTERNAL_SERVER_ERROR", requestId: answer.headers.get("x-request-id") },
        },
      ]);
      const english = await asking(home, {}, { "accept-language": "en" });
      expect(english.errors[0]?.message).toBe("Something went wrong on our side. Tell support the request id.");
      for (const [query, variables] of [
        [`{ process(id: "${mine.process}") { id } }`, {}],
        [`{ contact(id: "${firm.anaContact}") { name processes { nodes { id } } } }`, {}],
        [operationOf("Mutation", "createProcess"), { input: { kind: "CASE", title: "Outra" } }],
        [operationOf("Mutation", "updateProcess"), { id: mine.process, input: { title: "Outra" } }],
        [operationOf("Mutation", "setProcessParties"), { processId: mine.process, parties: [] }],
      ] as const) {
        const { errors, text } = await asking(query, variables);
        expect(errors.map(({ extensions }) => extensions.code)).toEqual(["INTERNAL_SERVER_ERROR"]);
        expect(text).not.toMatch(/gone|processes\.process|42P01/);
      }
    } finally {
      await house.owner("alter table processes.gone rename to process");
    }
    expect((await asking(home)).data).toEqual(whole);
  });

  test("nobody is let in while nobody can be recognized", async () => {
    breaking();
    await house.owner("alter table identity.session rename to gone");
    try {
      for (const query of ["{ viewer { __typename } }", "{ processes { totalCount } }"]) {
        const { status, data, errors } = await send(firm.davi, query);
        expect([status, data ?? null, errors.map(({ extensions }) => extensions.code)]).toEqual([
          503,
          null,
          ["UNAVAILABLE"],
        ]);
      }
      const { data, errors } = await call(
        "signIn",
        { input: { email: "davi@almeida.example", password: passphrase } },
        {},
        null,
      );
      expect([data?.signIn ?? null, errors.map(({ extensions }) => extensions.code)]).toEqual([
        null,
        ["INTERNAL_SERVER_ERROR"],
      ]);
    } finally {
      await house.owner("alter table identity.gone rename to session");
    }
    expect((await send(firm.davi, "{ viewer { __typename } }")).data).toEqual({
      viewer: { __typename: "StaffMember" },
    });
  });
});
