// Whatever becomes of an answer on its way: it is read as far as it can be, or refused in one way.
import fc from "fast-check";
import { expect, test } from "vitest";
import { CourtError } from "../courts/court.ts";
import { openDataJud } from "../courts/datajud.ts";
import { pageIn as dataJudPageIn, recordIn } from "../courts/datajud-answer.ts";
import { openDjen } from "../courts/djen.ts";
import { pageIn as djenPageIn } from "../courts/djen-answer.ts";
import { dataJudAnswer, dataJudDocument, djenAnswer, djenItem, openCourtServer } from "./court-server.ts";

const number = "00000011120998260100";

/** What may stand where something else was expected. */
const value = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(null, true, false, 0, -1, 1.5, 1e300, "", " ", "\u0000", "\ud800", "🙂".repeat(400)),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      [],
      {},
      [[[[[[]]]]]],
      [null],
      { nome: [] },
      "20990231",
      "2099-13-45T99:99:99Z",
      99999999999999,
    ),
  },
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ unit: "binary", maxLength: 500 }),
);

interface Mutation {
  readonly at: number;
  readonly how: "replace" | "remove" | "repeat";
  readonly value: unknown;
}

const mutations = fc.array(
  fc.record({
    at: fc.nat(),
    how: fc.constantFrom("replace", "replace", "remove", "repeat"),
    value,
  }) as fc.Arbitrary<Mutation>,
  { minLength: 1, maxLength: 6 },
);

/** The answer with something else in some of its places. */
function mutated(answer: unknown, changes: readonly Mutation[]): unknown {
  const root = { answer: structuredClone(answer) };
  for (const { at, how, value } of changes) {
    const places: [Record<string, unknown>, string][] = [];
    const walk = (node: unknown) => {
      if (typeof node !== "object" || node === null) return;
      for (const key of Object.keys(node)) {
        places.push([node as Record<string, unknown>, key]);
        walk((node as Record<string, unknown>)[key]);
      }
    };
    walk(root);
    const [parent, key] = places[at % places.length] as (typeof places)[number];
    if (how === "remove") delete parent[key];
    else if (how === "repeat" && Array.isArray(parent)) parent.push(structuredClone(parent[key as never]));
    else parent[key] = structuredClone(value);
    if (!("answer" in root)) return undefined;
  }
  return root.answer;
}

function unlessRefused<Read>(read: () => Read): Read | null {
  try {
    return read();
  } catch (error) {
    expect(error).toBeInstanceOf(CourtError);
    return null;
  }
}

const isLine = (text: string, max: number) => text.trim() !== "" && text.length <= max && !/[\p{Cc}\p{Cs}]/u.test(text);

test("DataJud's answers, mutated", async () => {
  const answer = dataJudAnswer([dataJudDocument(), dataJudDocument({ grau: "G2" })]);
  await fc.assert(
    fc.asyncProperty(mutations, async (changes) => {
      const page = unlessRefused(() => dataJudPageIn(mutated(answer, changes)));
      for (const hit of page?.hits ?? []) {
        const record = await recordIn(hit, number);
        if (!record) continue;
        const ids = record.movements.map(({ externalId }) => externalId);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { externalId, occurredAt, code, title, text } of record.movements) {
          expect(externalId.length).toBeLessThanOrEqual(200);
          expect(occurredAt.getTime()).not.toBeNaN();
          expect(code === null || (Number.isInteger(code) && code > 0 && code < 2 ** 31)).toBe(true);
          expect(isLine(title, 300)).toBe(true);
          expect(text === null || (text !== "" && text.length <= 10_000)).toBe(true);
        }
        expect(record.subjects.every((subject) => isLine(subject, 300))).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("DJEN's answers, mutated", () => {
  const { body } = djenAnswer([djenItem(), djenItem({ id: 661000002 })]);
  fc.assert(
    fc.property(mutations, (changes) => {
      const page = unlessRefused(() => djenPageIn(mutated(body, changes)));
      for (const { publication } of page?.items ?? []) {
        expect(isLine(publication.externalId, 200)).toBe(true);
        expect(isLine(publication.gazette, 200)).toBe(true);
        expect(publication.availableOn).toMatch(/^\d{4}-\d\d-\d\d$/);
        expect(publication.processNumber ?? number).toMatch(/^(\d{20}|(?=(.*\d){12})[^\p{Cc}]{12,60})$/u);
        expect(typeof publication.content).toBe("string");
        expect(typeof publication.canceled).toBe("boolean");
      }
    }),
    { numRuns: 2_000 },
  );
});

test("the clients come to an end with whatever they are told", async () => {
  const server = await openCourtServer();
  const manner = { url: server.url, pace: 0, again: { after: "LIMITED", times: 0, pause: 0 }, rest: 0 } as const;
  const dataJud = openDataJud({ ...manner, key: "k", pageSize: 1 });
  const djen = openDjen({ ...manner, pageSize: 2, mostOfOne: 10 });
  const documents = dataJudAnswer([dataJudDocument(), dataJudDocument({ grau: "G2" })]);
  const { body: publications } = djenAnswer([djenItem(), djenItem({ id: 661000002 })], 5);
  const ends = async (run: () => Promise<unknown>) => {
    const error = await run().then(
      () => null,
      (thrown) => thrown,
    );
    expect(error ?? new CourtError("MALFORMED", "")).toBeInstanceOf(CourtError);
  };
  try {
    await fc.assert(
      fc.asyncProperty(mutations, async (changes) => {
        server.always({ body: JSON.stringify(mutated(documents, changes)) ?? "" });
        await ends(() => dataJud.find(number));
        server.always({ body: JSON.stringify(mutated(publications, changes)) ?? "" });
        await ends(async () => {
          for await (const page of djen.publications({ processNumber: number }, "2099-07-01", "2099-07-03"))
            expect(page).not.toEqual([]);
        });
      }),
      { numRuns: 200 },
    );
  } finally {
    await Promise.all([dataJud.close(), djen.close()]);
    await server.close();
  }
});
