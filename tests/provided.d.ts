export {};

declare module "vitest" {
  interface ProvidedContext {
    /** The database: PGlite in this process, or a PostgreSQL server. Absent in unit tests. */
    database: "embedded" | "server";
    /** The house: in the test's process, or five processes of their own. */
    form: "one process" | "five processes";
    /** A server on which the tests may create databases of their own. Only in the server half. */
    postgresUrl: string;
    /** The same server, as the login that the houses serve as. */
    servingUrl: string;
    /** What a migrated, empty database is made from: a file of the embedded one, or a template's name on the server. */
    template: string;
  }
}
