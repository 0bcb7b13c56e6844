export {};

declare module "vitest" {
  interface ProvidedContext {
    /** Which half runs: PGlite in this process, or a PostgreSQL server. Absent in unit tests. */
    database: "embedded" | "server";
    /** A server on which the tests may create databases of their own. Only in the server half. */
    postgresUrl: string;
    /** What a migrated, empty database is made from: a file of the embedded one, or a template's name on the server. */
    template: string;
  }
}
