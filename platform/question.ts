import type { EntitySchemaWithMeta } from "@mikro-orm/core";
import type { InferKyselyTable } from "@mikro-orm/sql";
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  type SelectQueryBuilder,
  sql,
} from "kysely";
import { fold } from "./text.ts";

/** The rule's own views, which every subgraph may ask. */
interface RuleTables {
  "access.my_party": { process_id: string; last_movement_at: string | null };
  "access.my_process": { process_id: string; last_movement_at: string | null };
}

/** Kysely typed by a subgraph's entities, to word questions with. It has no connection: the reader asks them. */
export function questionsOver<Tables>(): Kysely<Tables & RuleTables> {
  return new Kysely<Tables & RuleTables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

export type TableOf<Entity extends EntitySchemaWithMeta> = InferKyselyTable<Entity>;

/** The rule's verdict on a row, as a column beside it: one of the expressions of access/rows.ts over the row's alias. */
export const verdict = (sees: (row: string) => string, row: string): RawBuilder<boolean | null> =>
  sql<boolean | null>`${sql.raw(`(${sees(row)})`)}`;

/** A question's row. */
export type RowOf<Question extends { execute(): Promise<unknown[]> }> = Awaited<
  ReturnType<Question["execute"]>
>[number];

/** Is one of the ids: one statement, and one prepared text, however many there are. */
export const among = (ids: readonly string[]): RawBuilder<string> => sql<string>`any (${[...ids]}::uuid[])`;

export const byId = <Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));

/** The firm of whoever is asking. */
export const thisFirm = sql<string>`(select access.claim('firm')::uuid)`;

/** What a person typed, to be looked for anywhere in a folded text: its wildcards mean themselves. */
export const containing = (typed: string): string => `%${fold(typed).replace(/[\\%_]/g, "\\$&")}%`;

const counting = questionsOver<unknown>();

/** How many rows a question has, and whether the rule lets the viewer see all of them. */
export async function countIn(
  reader: { read(...questions: [Counted]): Promise<[CountRow[]]> },
  // biome-ignore lint/suspicious/noExplicitAny: any question over any tables, whose rows carry a verdict
  question: SelectQueryBuilder<any, any, { verdict: boolean | null }>,
): Promise<{ total: number; verdict: boolean | null }> {
  const [[row]] = await reader.read(
    counting
      .selectFrom(question.as("c"))
      .select([
        sql<string>`count(*)`.as("total"),
        sql<boolean | null>`bool_and(coalesce(c.verdict, false))`.as("verdict"),
      ]),
  );
  return { total: Number(row?.total ?? 0), verdict: row?.verdict ?? null };
}

interface CountRow {
  total: string;
  verdict: boolean | null;
}
interface Counted {
  compile(): CompiledQuery<CountRow>;
}
