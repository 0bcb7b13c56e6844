// Whatever a person types into a form is taken, or refused in the field where it stands.
import { type GraphQLInputObjectType, getNamedType, isNonNullType } from "graphql";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { allWasClear, call, refusals, send, spoilt } from "./bad-input.asking.ts";
import { fields, filled, listsIn, pathsTo, places, valueAt, withValue } from "./bad-input.inputs.ts";
import { firm, house, mine, numbers, settle, theirs } from "./bad-input.world.ts";
import { forgetAttempts } from "./world.ts";

beforeAll(settle);
afterAll(() => house.close());
afterEach(allWasClear);

describe("what a person types", () => {
  const wrong = {
    "10 KB": (typed: string) => typed + "x".repeat(10_240),
    "a control character": (typed: string) => `${typed.slice(0, 1)}\u0007${typed.slice(1)}`,
    NUL: (typed: string) => `${typed.slice(0, 1)}\u0000${typed.slice(1)}`,
    "a lone surrogate": (typed: string) => `${typed.slice(0, 1)}\ud800${typed.slice(1)}`,
  };
  const doubtful = { nothing: () => "", "an RTL override": (typed: string) => `\u202e${typed}` };
  const signing = ["signIn", "openAccessLink", "setPassword"];
  /** What is told of otherwise: by a test of its own. */
  const apart = ["processNumber", "content"];

  test("into a form is refused with each field where it cannot be, in Portuguese, and in English on demand", async () => {
    for (const field of fields("Mutation").filter(({ name }) => !signing.includes(name))) {
      const all = field.args.flatMap((arg) => [...pathsTo("String", arg.type, [arg.name])].map(({ path }) => path));
      const paths = all.filter((path) => !apart.includes(path[path.length - 1] as string));
      // A body has room for no more at once.
      for (; paths.length > 0; paths.splice(0, 8)) {
        const some = paths.slice(0, 8);
        const told = async (spoil: (typed: string) => string, language = "pt-BR") => {
          let variables = filled(field.name);
          for (const path of some)
            variables = withValue(variables, path, spoil(String(valueAt(variables, path) ?? "abc")));
          const { data, text } = await call(field.name, variables, { "accept-language": language });
          if (!data?.[field.name]) expect.fail(`${field.name} answers ${text}`);
          return data[field.name].userErrors as { code: string; field: string[]; message: string }[];
        };
        const everywhere = some.map((path) => `INVALID ${path.join(".")}`).toSorted();
        for (const [what, spoil] of Object.entries(wrong)) {
          const refused = (await told(spoil)).map((one) => `${one.code} ${one.field.join(".")}`).toSorted();
          expect([field.name, what, refused]).toEqual([field.name, what, everywhere]);
        }
        for (const [what, spoil] of Object.entries(doubtful))
          for (const one of await told(spoil)) {
            expect([field.name, what, one.code]).toEqual([
              field.name,
              what,
              expect.stringMatching(/^(REQUIRED|INVALID)$/),
            ]);
            expect(some).toContainEqual(one.field);
          }
        const portuguese = (await told(wrong.NUL)).map(({ message }) => message);
        for (const { message } of await told(wrong.NUL, "en")) expect(portuguese).not.toContain(message);
      }
    }
  });

  test("of a number to look a process up by, or of a gazette's text, is refused too", async () => {
    for (const spoil of Object.values({ ...wrong, ...doubtful }))
      expect(await refusals("importCourtMovements", "input.processNumber", spoil(numbers.mine))).toEqual([
        "NOT_FOUND input.processNumber",
      ]);
    const content = "input.publications.0.content";
    for (const what of ["a control character", "NUL", "a lone surrogate"] as const)
      expect(await refusals("importPublications", content, wrong[what]("abc"))).toEqual([`INVALID ${content}`]);
    expect(await refusals("importPublications", content, "x".repeat(100_001))).toEqual([`INVALID ${content}`]);
    expect(await refusals("importPublications", content, " \n ")).toEqual([`REQUIRED ${content}`]);
    const number = "input.publications.0.processNumber";
    for (const what of Object.keys(wrong) as (keyof typeof wrong)[])
      expect(await refusals("importPublications", number, wrong[what]("abc"))).toEqual([`INVALID ${number}`]);
  });

  test("to sign in is refused like anything else that is wrong", async () => {
    for (const [name, path, code] of [
      ["signIn", "input.password", "CREDENTIALS_INVALID"],
      ["openAccessLink", "token", "TOKEN_INVALID token"],
      ["setPassword", "input.token", "TOKEN_INVALID input.token"],
      ["setPassword", "input.password", "PASSWORD_TOO_WEAK input.password"],
    ] as const)
      for (const [what, spoil] of Object.entries({ ...wrong, ...doubtful })) {
        await forgetAttempts(house);
        expect([name, what, await refusals(name, path, spoil("abc"))]).toEqual([name, what, [code]]);
      }
    expect(places("String").filter(({ field }) => signing.includes(field.name))).toHaveLength(4);
  });

  test("is REQUIRED where a text that is needed has nothing in it", async () => {
    /** What is not written but chosen. */
    const chosen: Record<string, string> = {
      "importCourtMovements input.processNumber": "NOT_FOUND",
      "updateUploadPolicy input.contentTypes.0": "INVALID",
    };
    const texts = places("String", "Mutation").filter(
      ({ field, type }) => !signing.includes(field.name) && isNonNullType(type),
    );
    expect(texts.length).toBeGreaterThan(20);
    for (const { field, path } of texts)
      for (const nothing of ["", " \u00a0\n "]) {
        const at = path.join(".");
        const told = [field.name, await refusals(field.name, at, nothing)];
        expect(told).toEqual([field.name, [`${chosen[`${field.name} ${at}`] ?? "REQUIRED"} ${at}`]]);
      }
    const { data } = await call("createContact", spoilt("createContact", "input.name", ""));
    expect(data?.createContact.userErrors[0].message).toBe("Preencha este campo.");
  });

  test("is REQUIRED where null would clear what cannot be without it, and null clears the rest", async () => {
    /** What an update may leave out, and not clear. */
    const kept: Record<string, string[]> = {
      updateContact: ["name", "kind", "profile"],
      updateProcess: ["title", "status", "visibility", "secret", "number"],
      updateTask: ["title", "status"],
      updateDocument: ["name"],
      updateClientAccess: ["type", "email"],
      updateFirm: ["name"],
      updateStaffMember: ["name", "role", "active"],
    };
    for (const field of fields("Mutation").filter(({ name }) => name.startsWith("update"))) {
      const [input] = field.args.filter(({ name }) => name === "input");
      for (const { name, type } of Object.values((getNamedType(input?.type) as GraphQLInputObjectType).getFields())) {
        if (isNonNullType(type)) continue;
        // Bruno's access uses his e-mail.
        const code = `${field.name}.${name}` === "updateContact.emails" ? "CONFLICT" : "REQUIRED";
        const isKept = code === "CONFLICT" || kept[field.name]?.includes(name);
        const told = [field.name, name, await refusals(field.name, `input.${name}`, null)];
        expect(told).toEqual([field.name, name, isKept ? [`${code} input.${name}`] : []]);
      }
    }
    // Iara goes on sending.
    await call("updateFirm", { input: { simplifiedMaySubmit: true } });
    for (const [name, path] of [
      ["createProcess", "input.number"],
      ["treatPublication", "input.processId"],
      ["reviewSubmission", "input.reason"],
    ] as const)
      expect([name, await refusals(name, path, null)]).toEqual([name, [`REQUIRED ${path}`]]);
  });

  test("is INVALID, and not missing, where there is too much of it", async () => {
    const party = { name: "Banco", role: "ADVERSE", side: "PASSIVE" };
    const moved = { externalId: "1", occurredAt: "2026-03-02T12:00:00Z", title: "Juntada" };
    const published = { externalId: "1", gazette: "DJE", availableOn: "2026-03-02", content: "Intimação" };
    /** By what a list is called: one of its items, and how many there may be. */
    const most: Record<string, [item: unknown, most: number]> = {
      emails: ["a@b.example", 20],
      phones: ["11", 20],
      parties: [party, 200],
      subjects: ["Dano", 50],
      teamMemberIds: [mine.staff, 100],
      categories: ["TASKS", 50],
      contentTypes: ["application/pdf", 50],
      stores: [{ platform: "IOS", name: "Almeida", url: "https://apps.example/1" }, 10],
      movements: [moved, 1000],
      registrations: [{ number: "123456", state: "SP" }, 50],
      publications: [published, 1000],
    };
    const lists = fields("Mutation").flatMap((field) =>
      field.args.flatMap((arg) => [...listsIn(arg.type, [arg.name])].map((path) => ({ name: field.name, path }))),
    );
    expect(lists.length).toBeGreaterThan(12);
    for (const { name, path } of lists) {
      const [item, many] = most[path.at(-1) as string] ?? expect.fail(`${name} has a list ${path.join(".")}`);
      const told = [name, await refusals(name, path.join("."), Array(many + 1).fill(item))];
      expect(told).toEqual([name, [`INVALID ${path.join(".")}`]]);
    }
  });

  test("as a day or a moment is refused where the calendar has none", async () => {
    const days = ["2026-02-30", "2026-13-01", "0000-01-01", "26-01-01", "2026-1-1", "hoje", ""];
    const moments = [
      ...days.slice(0, 5).map((day) => `${day}T00:00:00Z`),
      "2026-03-02T25:00:00Z",
      "2026-03-02",
      "agora",
    ];
    const outside = ["0000-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-23:59"];
    expect(places("Date").length).toBeGreaterThan(3);
    expect(places("DateTime").length).toBeGreaterThan(1);
    for (const [scalar, values] of [
      ["Date", days],
      ["DateTime", [...moments, ...outside, ""]],
    ] as const)
      for (const { field, path } of places(scalar))
        for (const value of values)
          expect([field.name, value, await refusals(field.name, path.join("."), value)]).toEqual([
            field.name,
            value,
            [`INVALID ${path.join(".")}`],
          ]);
    for (const since of [...outside, "2026-02-30T00:00:00Z", "ontem"]) {
      const query = `query ($since: DateTime) { process(id: "${mine.process}") { movements(since: $since) { totalCount } } }`;
      const { errors } = await send(firm.davi, query, { since });
      expect([since, errors.map(({ extensions }) => extensions.code)]).toEqual([since, ["BAD_USER_INPUT"]]);
    }
  });

  test("as a number is refused where it is none", async () => {
    for (const { root, field, path } of places("Int"))
      if (root === "Mutation")
        for (const value of [2_147_483_648, -2_147_483_649, 1.5, "1", true])
          expect([field.name, value, await refusals(field.name, path.join("."), value)]).toEqual([
            field.name,
            value,
            ["BAD_USER_INPUT"],
          ]);
    for (const name of ["requestDocumentUpload", "requestSubmissionUpload"]) {
      for (const byteSize of [0, -1, -2_147_483_648])
        expect(await refusals(name, "input.byteSize", byteSize)).toEqual(["INVALID input.byteSize"]);
      expect(await refusals(name, "input.byteSize", 2_147_483_647)).toEqual(["FILE_TOO_LARGE input.byteSize"]);
    }
    for (const name of ["maxBytes", "clientFilesPerDay", "clientMegabytesPerDay"])
      for (const value of [-1, -2_147_483_648, 2_147_483_647])
        expect(await refusals("updateUploadPolicy", `input.${name}`, value)).toEqual([`INVALID input.${name}`]);
    expect(await refusals("updateUploadPolicy", "input.maxBytes", 0)).toEqual(["INVALID input.maxBytes"]);
    const versions = places("Int", "Mutation").filter(({ path }) => path.at(-1) === "expectedVersion");
    expect(versions.length).toBeGreaterThan(4);
    for (const { field, path } of versions)
      for (const version of [0, -1, -2_147_483_648, 2_147_483_647]) {
        const told = [field.name, await refusals(field.name, path.join("."), version)];
        expect(told).toEqual([field.name, [`CONFLICT ${path.join(".")}`]]);
      }
    for (const code of [-2_147_483_648, 0, 2_147_483_647])
      expect(await refusals("importCourtMovements", "input.movements.0.code", code)).toEqual([]);
  });

  /** Everywhere in the mutations where something is written whose name says how. */
  const written = (name: string) => places("String", "Mutation").filter(({ path }) => path.at(-1) === name);

  test("as money, CPF or CNPJ is refused where it is none", async () => {
    const amounts = ["1.234,56", "-1", "1e3", "0x10", "NaN", "Infinity", "12345678901234", "1.234", "١٢", "R$ 1"];
    const none = ["111.111.111-11", "123.456.789-00", "00.000.000/0000-00", "x", "5299822472", "１２３"];
    // With letters: a wrong digit, letters where the digits are, all the same, one sign too few, Cyrillic.
    const lettered = [
      "12.ABC.345/01DE-36",
      "12.ABC.345/01DE-3A",
      "AA.AAA.AAA/AAAA-AA",
      "12ABC34501DE3",
      "12.АВС.345/01DE-35",
    ];
    for (const [name, values] of [
      ["claimValue", amounts],
      ["taxId", [...none, ...lettered]],
    ] as const) {
      expect(written(name).map(({ field }) => field.name)).toHaveLength(2);
      for (const { field, path } of written(name))
        for (const value of values) {
          const told = [field.name, value, await refusals(field.name, path.join("."), value)];
          expect(told).toEqual([field.name, value, [`INVALID ${path.join(".")}`]]);
        }
    }
  });

  test("as an e-mail is refused where it is none", async () => {
    const none = ["", "x", "a@", "@b", "a b@c.example", "a@b", "é@b.example", `${"a".repeat(250)}@b.example`];
    const dangerous = ["a@b.example\r\nBcc: c@d.example", "a@b.example\u0000", "a@b.example\ud800"];
    expect(places("EmailAddress", "Mutation").length).toBeGreaterThan(6);
    for (const { field, path } of places("EmailAddress")) {
      for (const email of [...none, ...dangerous]) {
        const told = [field.name, email, await refusals(field.name, path.join("."), email)];
        expect(told).toEqual([field.name, email, [`INVALID ${path.join(".")}`]]);
      }
      for (const value of [7, true, {}])
        expect([field.name, await refusals(field.name, path.join("."), value)]).toEqual([
          field.name,
          ["BAD_USER_INPUT"],
        ]);
    }
  });

  test("as an address on the web is refused where a browser would do something else with it", async () => {
    const wrongOnes = [
      ...["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "x", "https://", "//a.example"],
      ...["java\u0000script:alert(1)", "https://a.example/\u0007", `https://a.example/${"a".repeat(2_000)}`],
    ];
    expect(places("URL", "Mutation").length).toBeGreaterThan(2);
    for (const { field, path, type } of places("URL")) {
      for (const url of wrongOnes) {
        const told = [field.name, url.slice(0, 30), await refusals(field.name, path.join("."), url)];
        expect(told).toEqual([field.name, url.slice(0, 30), [`INVALID ${path.join(".")}`]]);
      }
      for (const value of [7, true, {}])
        expect([field.name, await refusals(field.name, path.join("."), value)]).toEqual([
          field.name,
          ["BAD_USER_INPUT"],
        ]);
      const nothing = await refusals(field.name, path.join("."), " ");
      expect(nothing).toEqual(isNonNullType(type) ? [`REQUIRED ${path.join(".")}`] : []);
    }
  });

  test("into a search box finds something or nothing", async () => {
    for (const search of [
      "",
      " ",
      "%",
      "_",
      "\\",
      "'",
      "a\u0000b",
      "\ud800",
      "\u202e",
      "x".repeat(5_120),
      "(?i).*",
      "á".repeat(300),
    ])
      for (const list of ["contacts(search: $s)", "clientAccesses(search: $s)", "processes(filter: { search: $s })"]) {
        const { data, errors } = await send(
          firm.davi,
          `query ($s: String) { it: ${list} { totalCount nodes { id } } }`,
          {
            s: search,
          },
        );
        expect(errors).toEqual([]);
        for (const { id } of data.it.nodes) expect(Object.values(theirs)).not.toContain(id);
        if (["%", "_", "\\", "'"].includes(search)) expect([search, data.it.totalCount]).toEqual([search, 0]);
      }
  });

  test("is answered in Portuguese, unless English is wanted or Portuguese is not", async () => {
    const said = async (language?: string) =>
      (await send(null, "{ processes { totalCount } }", {}, language ? { "accept-language": language } : {})).errors[0]
        ?.message;
    for (const language of [undefined, "pt-BR", "pt", "en;q=0.5, pt-BR", "*"])
      expect([language, await said(language)]).toEqual([language, "Entre para continuar."]);
    for (const language of ["en", "en-US", "de", "en, pt;q=0.5"])
      expect([language, await said(language)]).toEqual([language, "Sign in to continue."]);
    expect(await said("x".repeat(2_000))).toMatch(/\./);
  });
});
