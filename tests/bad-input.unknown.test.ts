// Ids, cursors, CNJ numbers, passwords and tokens that are none, forged, used or of another firm: each gets the one answer of what
// was never there.
import { type FieldNode, isObjectType, parse, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { allWasClear, bare, call, refusals, send } from "./bad-input.asking.ts";
import { askerOf, filled, operationOf, places, schema, valueAt, withValue } from "./bad-input.inputs.ts";
import {
  ana,
  anasLink,
  anasSetUp,
  firm,
  house,
  mine,
  numbers,
  settle,
  type Things,
  theirs,
} from "./bad-input.world.ts";
import { contact, forgetAttempts, grant, openLink, passphrase, process, setPassword } from "./world.ts";

beforeAll(settle);
afterAll(() => house.close());
afterEach(allWasClear);

describe("an id that cannot be one", () => {
  /** Spellings that PostgreSQL would take, and those that others' services take. */
  const telling = ["empty", "upper case", "without hyphens", "NUL behind"];

  test("is answered to the byte like one that was never there, and so is another firm's", async () => {
    const wrong: string[] = [];
    for (const { root, field, path } of places("ID")) {
      const operation = operationOf(root, field.name);
      const base = filled(field.name);
      const real = valueAt(base, path);
      if (typeof real !== "string") wrong.push(`${field.name} has no ${path.join(".")} in the table of inputs`);
      const asker = askerOf(field.name);
      const ask = async (id: string) => bare(await send(asker, operation, withValue(filled(field.name), path, id)));
      const never = await ask(crypto.randomUUID());
      const kind = (Object.keys(mine) as (keyof Things)[]).find((kind) => mine[kind] === real);
      const ids = malformed(String(real));
      for (const what of field.name === "process" ? Object.keys(ids) : telling) {
        const id = ids[what] as string;
        const answer = await ask(id);
        if (answer !== never) wrong.push(`${field.name} ${path.join(".")}: ${what}\n${answer}\nnever there:\n${never}`);
      }
      const foreign = await ask(kind ? theirs[kind] : "");
      if (foreign !== never)
        wrong.push(`${field.name} ${path.join(".")}: another firm's\n${foreign}\nnever there:\n${never}`);
    }
    expect(wrong).toEqual([]);
  });

  test("is a plain null in a query and NOT_FOUND with its field in a mutation", async () => {
    for (const name of ["process", "contact", "clientAccess", "document", "submission"])
      expect((await send(firm.davi, `{ ${name}(id: "x") { id } }`)).data).toEqual({ [name]: null });
    const otherwise = ["grantClientAccess", "signIn", "switchAccess", "markProcessSeen"];
    for (const { root, field, path } of places("ID"))
      if (root === "Mutation" && !otherwise.includes(field.name))
        expect([field.name, await refusals(field.name, path.join("."), "x")]).toEqual([
          field.name,
          [`NOT_FOUND ${path.join(".")}`],
        ]);
    const seen = await call("markProcessSeen", { processId: theirs.process }, {}, ana);
    expect(seen.data?.markProcessSeen).toMatchObject({ userErrors: [{ code: "NOT_FOUND", field: ["processId"] }] });
    expect(await refusals("grantClientAccess", "input.contactId", "x")).toEqual(["CONTACT_REQUIRED input.contactId"]);
    expect(await refusals("signIn", "input.accessId", "x")).toEqual(["CREDENTIALS_INVALID"]);
  });

  test("tells a client nothing of what it may not see, not even a type's name", async () => {
    const consultation = await process(house, firm.davi, { title: "De outra pessoa" });
    for (const selection of ["__typename", "id"]) {
      const never = bare(await send(ana, `{ process(id: "${crypto.randomUUID()}") { ${selection} } }`));
      for (const id of [consultation, theirs.process, mine.process.toUpperCase()])
        expect(bare(await send(ana, `{ process(id: "${id}") { ${selection} } }`))).toBe(never);
      const nobody = bare(await send(ana, `{ contact(id: "${crypto.randomUUID()}") { ${selection} } }`));
      for (const id of [firm.brunoContact, theirs.contact])
        expect(bare(await send(ana, `{ contact(id: "${id}") { ${selection} } }`))).toBe(nobody);
    }
  });

  test("of a number or an object is refused in GraphQL's words", async () => {
    for (const id of [1.5, true, { x: 1 }, ["a", "b"]]) {
      const { errors } = await send(firm.davi, "query ($id: ID!) { process(id: $id) { id } }", { id });
      expect(errors.map((error) => error.extensions.code)).toEqual(["BAD_USER_INPUT"]);
    }
    expect((await send(firm.davi, "query ($id: ID!) { process(id: $id) { id } }", { id: 7 })).data).toEqual({
      process: null,
    });
  });
});

describe("a cursor", () => {
  const [zero, ones] = ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"];
  const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
  const processesBy = (order: string) =>
    `query ($after: String) { list: processes(after: $after, first: 100, orderBy: ${order}) { nodes { id } } }`;
  const rootList = (name: string) =>
    `query ($after: String) { list: ${name}(after: $after, first: 100) { nodes { id } } }`;
  const inProcess = (name: string) => () =>
    `query ($after: String) { in: process(id: "${mine.process}") { list: ${name}(after: $after) { nodes { id } } } }`;
  const onRecord = (name: string) => () =>
    `query ($after: String) { in: contact(id: "${mine.contact}") { list: ${name}(after: $after) { nodes { id } } } }`;
  const inContact = () =>
    `query ($after: String) { in: contact(id: "${firm.anaContact}") { list: processes(after: $after) { nodes { id } } } }`;
  const inLog = () =>
    `query ($after: String) { in: clientAccess(id: "${mine.access}") { list: activity(after: $after) { nodes { id } } } }`;
  /** Every list: the order its cursors are of, and the first and the last value there can be in it. */
  const lists: [query: () => string, order: string, first: string, last: string][] = [
    [() => processesBy("FILED"), "FILED", "9999-12-31", "0001-01-01"],
    [() => processesBy("TITLE"), "TITLE", "", "\u{10ffff}"],
    [
      () => processesBy("LAST_MOVEMENT"),
      "LAST_MOVEMENT",
      "9999-12-31T00:00:00.000000Z 9999-12-31",
      "0001-01-01T00:00:00.000000Z 0001-01-01",
    ],
    [() => rootList("contacts"), "NAME", "", "\u{10ffff}"],
    [() => rootList("clientAccesses"), "NAME", "", "\u{10ffff}"],
    [() => rootList("publications"), "AVAILABLE", "9999-12-31", "0001-01-01"],
    [() => rootList("submissions"), "CREATED", "9999-12-31T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z"],
    [onRecord("submissions"), "CREATED", "9999-12-31T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z"],
    [onRecord("documentRequests"), "CREATED", "9999-12-31T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z"],
    [inContact, "LAST_MOVEMENT", "9999-12-31T00:00:00.000000Z 9999-12-31", "0001-01-01T00:00:00.000000Z 0001-01-01"],
    [inLog, "AT", "9999-12-31T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z"],
    [inProcess("documents"), "CREATED", "9999-12-31T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z"],
    [inProcess("movements"), "OCCURRED", "9999-12-31T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z"],
    [inProcess("tasks"), "CREATED", "9999-12-31T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z"],
    [inProcess("publications"), "AVAILABLE", "9999-12-31", "0001-01-01"],
  ];
  test("is tried of every list there is", () => {
    const tried = lists.map(([query]) => {
      const info = new TypeInfo(schema);
      let list = "";
      const Field = ({ alias, name }: FieldNode) => {
        if (alias?.value === "list") list = `${info.getParentType()?.name}.${name.value}`;
      };
      visit(parse(query()), visitWithTypeInfo(info, { Field }));
      return list;
    });
    const all = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields()).flatMap(({ name, args }) =>
          args.some((arg) => arg.name === "after") ? `${type.name}.${name}` : [],
        ),
      );
    expect([...new Set(tried)].toSorted()).toEqual(all.toSorted());
  });

  const codes = async (query: string, after: string, by = firm.davi) =>
    (await send(by, query, { after })).errors.map(({ extensions }) => extensions.code);

  test("that is none, or another order's, is BAD_USER_INPUT", async () => {
    const garbage: Record<string, string> = {
      empty: "",
      garbage: "garbage!",
      "no JSON": "AAAA",
      "bytes that are no text": Buffer.from([0xff, 0xfe, 0x00]).toString("base64url"),
      "an object": Buffer.from('{"order":"FILED"}').toString("base64url"),
      "the old kind": Buffer.from("arrayconnection:1").toString("base64"),
      "too few parts": cursor("FILED", zero),
      "too many": cursor("FILED", "2026-01-01", zero, 1),
      "an unknown order": cursor("VISIBILITY", "2026-01-01", zero),
      "numbers for texts": cursor("FILED", 1, 2),
      "an order in an array": cursor(["FILED"], "2026-01-01", zero),
      "an id that is none": cursor("FILED", "2026-01-01", "x"),
      "NUL in the value": cursor("FILED", "2026-01-01\u0000", zero),
      "NUL behind": `${cursor("FILED", "2026-01-01", zero)}\u0000`,
      "10 KB": "A".repeat(10_240),
      "a value of 10 KB": cursor("FILED", "x".repeat(7_000), zero),
      padded: `${Buffer.from(JSON.stringify(["FILED", "2026-01-01", zero])).toString("base64")}==`,
    };
    for (const [what, after] of Object.entries(garbage))
      expect([what, await codes(processesBy("FILED"), after)]).toEqual([what, ["BAD_USER_INPUT"]]);
    for (const [query, order] of lists)
      for (const after of [
        "garbage!",
        ...lists.filter(([, of]) => of !== order).map(([, of, first]) => cursor(of, first, zero)),
      ])
        expect([query(), after, await codes(query(), after)]).toEqual([query(), after, ["BAD_USER_INPUT"]]);
  });

  const noDays = [
    "2026-02-30",
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "0000-01-01",
    "20260101",
    "infinity",
    "today",
  ];
  const noMoments = [
    ...noDays.slice(0, 5).map((day) => `${day}T00:00:00.000000Z`),
    "2026-02-20T24:00:01.000000Z",
    "2026-02-20T10:60:00.000000Z",
    "2026-02-20T10:00:00.000000+99",
    "infinity",
    "now",
  ];

  test.each([...noDays, "１０００-01-01", "-2026-01-01", "2026-01-01 ", ""])(
    "at the day %j is BAD_USER_INPUT",
    async (day) => {
      for (const [query, order, first] of lists)
        if (/^\d{4}-\d\d-\d\d$/.test(first))
          expect([query(), await codes(query(), cursor(order, day, zero))]).toEqual([query(), ["BAD_USER_INPUT"]]);
      const moment = "2026-01-01T00:00:00.000000Z";
      const last = cursor("LAST_MOVEMENT", `${moment} ${day}`, zero);
      expect(await codes(processesBy("LAST_MOVEMENT"), last)).toEqual(["BAD_USER_INPUT"]);
    },
  );

  test.each([...noMoments, ""])("at the moment %j is BAD_USER_INPUT", async (moment) => {
    for (const [query, order, first] of lists)
      if (/Z$/.test(first))
        expect([query(), await codes(query(), cursor(order, moment, zero))]).toEqual([query(), ["BAD_USER_INPUT"]]);
    const last = cursor("LAST_MOVEMENT", `${moment} 2026-01-01`, zero);
    expect(await codes(processesBy("LAST_MOVEMENT"), last)).toEqual(["BAD_USER_INPUT"]);
  });

  test("that was forged is a position like any other: behind it stands what the viewer may see, and nothing else", async () => {
    for (const [by, some] of [
      [firm.davi, lists],
      [ana, lists.slice(0, 3)],
    ] as const)
      for (const [query, order, first, last] of some) {
        const listOf = async (after: string | null) => {
          const { data, errors } = await send(by, query(), { after });
          expect([query(), errors]).toEqual([query(), []]);
          return (data.in?.list ?? data.list).nodes as { id: string }[];
        };
        const all = await listOf(null);
        for (const id of [theirs.process, theirs.contact]) expect(await listOf(cursor(order, first, id))).toEqual(all);
        expect(await listOf(cursor(order, last, first > last ? zero : ones))).toEqual([]);
        for (const { id } of all) expect(Object.values(theirs)).not.toContain(id);
      }
    for (const value of ["\ud800", "'; drop table x; --", "%", "\\", "a".repeat(1_000)])
      for (const [query, order] of lists.filter(([, order]) => ["TITLE", "NAME"].includes(order))) {
        const { data, errors } = await send(firm.davi, query(), { after: cursor(order, value, zero) });
        expect(errors).toEqual([]);
        for (const { id } of data.list.nodes) expect(Object.values(theirs)).not.toContain(id);
      }
  });
});

describe("a CNJ number", () => {
  // brazil.md, section 1: invalid though common in READMEs; and the check digits 00, 01 and 99 that mod 97 alone lets pass.
  const invalid = [
    "0008265-72.2018.4.05.8300",
    "0000001-02.2024.8.17.0001",
    "0001234-56.2024.8.26.0100",
    "0000001-23.2026.8.26.0100",
    "5001234-56.2026.4.04.7000",
    "0000034-01.2099.8.26.0100",
    "0000047-00.2099.8.26.0100",
    "0000021-99.2099.8.26.0100",
    "0000001-12.2099.8.26.0100",
    "O000001-11.2099.8.26.0100",
    "000000１-11.2099.8.26.0100",
    "0000001 - 11.2099.8.26.0100",
    "0000001-11.2099.8.26.010",
    "0000001-11.2099.8.26.01000",
    "0000001.11.2099.8.26.0100",
    "00000011120998260100x",
    "00000011120998260100\u0000",
    "00000011120998260100\n0",
    "-0000011120998260100",
    "1e19",
    " ",
    "",
  ];

  test("that is none is null when looked for, and INVALID when written down", async () => {
    for (const number of invalid) {
      const looked = await send(firm.davi, "query ($n: String!) { processByNumber(number: $n) { id } }", { n: number });
      expect([number, looked.data, looked.errors]).toEqual([number, { processByNumber: null }, []]);
      for (const name of ["createProcess", "updateProcess"])
        expect([number, await refusals(name, "input.number", number)]).toEqual([number, ["INVALID input.number"]]);
    }
  });

  test("finds its process masked, bare, and with blanks around it, and another firm's is none", async () => {
    const looking = (n: string) => send(firm.davi, "query ($n: String!) { processByNumber(number: $n) { id } }", { n });
    const number = numbers.mine;
    for (const written of [number, number.replace(/\D/g, ""), `  ${number}\n`])
      expect((await looking(written)).data).toEqual({ processByNumber: { id: mine.process } });
    expect(bare(await looking(numbers.theirs))).toBe(bare(await looking(numbers.nobodys)));
    expect(await refusals("createProcess", "input.number", number.replace(/\D/g, ""))).toEqual(["TAKEN input.number"]);
  });
});

describe("signing in", () => {
  const entering = (email: string, password: string, more: object = {}) =>
    call("signIn", { input: { email, password, ...more } }, {}, null);

  test("with an unknown e-mail reads like signing in with a wrong password", async () => {
    await forgetAttempts(house);
    const unknown = bare(await entering("ninguem@almeida.example", passphrase));
    expect(unknown).toContain("CREDENTIALS_INVALID");
    for (const [email, password, more] of [
      ["davi@almeida.example", "outra frase bem comprida", {}],
      ["davi@almeida.example", "", {}],
      ["davi@almeida.example", "x".repeat(50_000), {}],
      ["davi@almeida.example", `${passphrase}\u0000`, {}],
      ["davi@almeida.example", `${passphrase} `, {}],
      ["davi@almeida.example", passphrase.toUpperCase(), {}],
      ["bruno@clientes.almeida.example", "outra frase bem comprida", { channel: "WEB" }],
      ["bruno@clientes.almeida.example", "outra frase bem comprida", { channel: "APP" }],
      ["bruno@clientes.almeida.example", passphrase, { channel: "WEB", accessId: theirs.access }],
      ["ana@clientes.almeida.example", passphrase, { channel: "APP" }],
      ["ninguem@almeida.example", "", { channel: "WEB", accessId: mine.access }],
    ] as const)
      expect(bare(await entering(email, password, more))).toBe(unknown);
  });

  test("with a password of 1 MB is refused at the door", async () => {
    const { status, errors } = await entering("davi@almeida.example", "x".repeat(1_048_576));
    expect([status, errors[0]?.extensions.code]).toEqual([413, "QUERY_TOO_COMPLEX"]);
  });

  test("with a token that is none is to be nobody", async () => {
    const nobody = bare(await send("x".repeat(43), "{ viewer { __typename } processes { totalCount } }"));
    expect(nobody).toContain("UNAUTHENTICATED");
    for (const token of [
      firm.davi.slice(1),
      `${firm.davi}=`,
      firm.davi.toLowerCase(),
      `${firm.davi}A`,
      anasLink,
      mine.staff,
    ])
      expect(bare(await send(token, "{ viewer { __typename } processes { totalCount } }"))).toBe(nobody);
    for (const authorization of [
      "",
      "Bearer",
      "Basic eDp4",
      `bearer ${firm.davi}`,
      `Bearer  ${firm.davi}`,
      `Token ${firm.davi}`,
    ]) {
      const answer = await send(null, "{ viewer { __typename } processes { totalCount } }", {}, { authorization });
      expect(bare(answer)).toBe(nobody);
    }
  });
});

describe("a mailed token", () => {
  const swapped = (text: string) =>
    text.replace(/[a-z]/gi, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()));
  /** Another last letter for the same bits. */
  const alias = (token: string) => {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return token.slice(0, -1) + letters[letters.indexOf(token.slice(-1)) ^ 1];
  };

  test("that was mistyped, cut, padded or meant for something else gets one answer, and stays good", async () => {
    const operations = {
      openAccessLink: (token: string) => ({ token }),
      setPassword: (token: string) => ({ input: { token, password: passphrase } }),
      checkToken: (token: string) => ({ token }),
    };
    for (const [name, variables] of Object.entries(operations)) {
      const operation = operationOf(name === "checkToken" ? "Query" : "Mutation", name);
      const right = name === "setPassword" ? anasSetUp : anasLink;
      const never = bare(await send(null, operation, variables("A".repeat(43))));
      expect(never).toContain(name === "checkToken" ? '{"checkToken":null}' : "TOKEN_INVALID");
      for (const token of [
        "",
        right.slice(1),
        right.slice(0, -1),
        `${right}=`,
        ` ${right}`,
        `${right}\n`,
        `${right}\u0000`,
        swapped(right),
        right.toLowerCase(),
        alias(right),
        `${house.url}/open#${right}`,
        firm.davi,
        ...(name === "openAccessLink" ? [anasSetUp] : name === "setPassword" ? [anasLink] : []),
        "A".repeat(10_240),
        "１".repeat(43),
      ])
        expect([name, token, bare(await send(null, operation, variables(token)))]).toEqual([name, token, never]);
    }
    const { data } = await send(
      null,
      "query ($a: String!, $b: String!) { a: checkToken(token: $a) { purpose } b: checkToken(token: $b) { purpose } }",
      { a: anasLink, b: anasSetUp },
    );
    expect(data).toEqual({ a: { purpose: "OPEN_LINK" }, b: { purpose: "SET_PASSWORD" } });
  });

  test("that was used, or is of a revoked access, gets the same answer", async () => {
    const elisa = await contact(house, firm.davi, {
      name: "Elisa Prado",
      kind: "PERSON",
      profile: "CLIENT",
      emails: ["elisa@clientes.almeida.example"],
    });
    const access = await grant(house, firm.davi, {
      contactId: elisa,
      email: "elisa@clientes.almeida.example",
      type: "STANDARD",
      categories: [],
    });
    const setting = (token: string | null) => call("setPassword", { input: { token, password: passphrase } }, {}, null);
    const opening = (token: string | null) => call("openAccessLink", { token }, {}, null);
    const checking = (token: string | null) => send(null, operationOf("Query", "checkToken"), { token });
    const never = "B".repeat(43);
    await setPassword(house, access.password);
    expect(bare(await setting(access.password))).toBe(bare(await setting(never)));
    expect(bare(await checking(access.password))).toBe(bare(await checking(never)));
    await openLink(house, access.open);
    await call("revokeClientAccess", { accessId: access.accessId });
    expect(bare(await opening(access.open))).toBe(bare(await opening(never)));
    expect(bare(await checking(access.open))).toBe(bare(await checking(never)));
  });
});

const malformed = (real: string): Record<string, string> => ({
  empty: "",
  "a blank": " ",
  "no uuid": "not-a-uuid",
  "upper case": real.toUpperCase(),
  "a blank before": ` ${real}`,
  "a blank behind": `${real} `,
  "a line break behind": `${real}\n`,
  "Unicode digits": real.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  "a type before": `Process:${real}`,
  "a type before, encoded": Buffer.from(`Process:${real}`).toString("base64"),
  "in braces": `{${real}}`,
  "without hyphens": real.replaceAll("-", ""),
  "a letter too many": `${real}0`,
  "NUL behind": `${real}\u0000`,
  "10 KB": "a".repeat(10_240),
  "a number": "1",
});
