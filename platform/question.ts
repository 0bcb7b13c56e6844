import type { EntitySchemaWithMeta } from "@mikro-orm/core";
import type { InferKyselyTable } from "@mikro-orm/sql";
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from "kysely";

/** The rule's own views, which every subgraph may ask. */
interface RuleTables {
  "access.my_party": { process_id: string };
  "access.my_process": { process_id: string };
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
