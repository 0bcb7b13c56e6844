// The one way to the rows: as somebody. Questions go to the reader, which reads rows; commands load entities and flush
// them in one transaction. Both enter first, so the policies know who is asking.
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite, types } from "@electric-sql/pglite";
import type { EntityManager, EntityName, MikroORM } from "@mikro-orm/core";
import type { SqlEntityManager } from "@mikro-orm/sql";
import { CompiledQuery, type Kysely } from "kysely";
import type { Pool, PoolClient } from "pg";
import { fromKysely } from "pg-boss";
import { appRole } from "../access/rows.ts";
import type { Viewer } from "../access/viewer.ts";
import { Refusal, subgraphNames } from "./config.ts";
import { type JobsDatabase, type SqlExecutor, throughKysely } from "./jobs.ts";
import { Views } from "./views.ts";

/** A query as Kysely compiles it, typed by its rows. */
export interface Question<Row> {
  compile(): CompiledQuery<Row>;
}
type Answers<Questions extends readonly Question<unknown>[]> = {
  [Index in keyof Questions]: Questions[Index] extends Question<infer Row> ? Row[] : never;
};

/** Who enters: whatever else a viewer is said to be, `access.enter()` reads it from the session. */
export type Entering = Pick<Viewer, "session">;

/** What a transaction can do: entities by MikroORM, and statements of its own. */
export type Transaction = SqlEntityManager;

export interface Database {
  readonly embedded: boolean;
  /** Answers questions as the viewer, read only, in one transaction and, on a server, in one flight. */
  read<Questions extends readonly Question<unknown>[]>(
    viewer: Entering,
    ...questions: Questions
  ): Promise<Answers<Questions>>;
  /** Runs a command as the viewer: all of it or nothing. */
  command<Answer>(viewer: Entering, work: (transaction: Transaction) => Promise<Answer>): Promise<Answer>;
  /** Runs as somebody who is leaving: nothing is seen but the own sessions. */
  asLeaving<Answer>(viewer: Viewer, work: (transaction: Transaction) => Promise<Answer>): Promise<Answer>;
  /** One statement before there is a viewer, prepared once: nothing is seen but what the definers of entering.sql tell. */
  askAsNobody<Row>(statement: string, values: readonly unknown[]): Promise<Row[]>;
  /** Runs before there is a viewer: nothing is seen but what the three definers of entering.sql tell. */
  asNobody<Answer>(work: (transaction: Transaction) => Promise<Answer>): Promise<Answer>;
  /** Runs a job of one firm. */
  asWorker<Answer>(firm: string, work: (transaction: Transaction) => Promise<Answer>): Promise<Answer>;
  /** Founds a firm: for whoever owns the database, and not for the service. */
  asOperator<Answer>(firm: string, work: (transaction: Transaction) => Promise<Answer>): Promise<Answer>;
  /** Whether it answers. */
  isReady(): Promise<boolean>;
  /** Runs what only whoever owns the database may call: no table shows it anything. */
  asOwner<Answer>(work: (transaction: Transaction) => Promise<Answer>): Promise<Answer>;
  /** Whether no firm has been founded here. */
  isEmpty(): Promise<boolean>;
  /** The job queues' own way in, as the service's role. */
  readonly jobs: JobsDatabase;
  /** What clients were answered, on its way to the log; closing keeps what is waiting. */
  readonly views: Views;
  close(): Promise<void>;
}

/** The embedded PostgreSQL, kept in a folder, or in memory without one. Its caller closes it. */
export async function openEmbedded(folder: string | null, snapshot?: Blob): Promise<PGlite> {
  if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return PGlite.create({
    // A day is the text it was written as, as MikroORM has it from a server.
    parsers: { [types.DATE]: (day) => day },
    ...(folder ? { dataDir: join(folder, "postgres") } : {}),
    ...(snapshot ? { loadDataDir: snapshot } : {}),
  });
}

const common = {
  logger: () => {},
  discovery: { warnWhenNoEntities: false },
  forceUtcTimezone: true,
  schemaGenerator: { ignoreRoutines: true, createForeignKeyConstraints: true },
  ensureDatabase: false,
} as const;

/** MikroORM over a database as it is, without taking up the service's role: for migrations and for owners. */
export async function openAsOwner(
  source: PGlite | string,
  entities: EntityName[],
  more: Record<string, unknown> = {},
): Promise<MikroORM> {
  // Each driver is loaded where it is used: a start pays for one of them.
  if (typeof source === "string") {
    const { MikroORM, PostgreSqlDriver } = await import("@mikro-orm/postgresql");
    return (await MikroORM.init({
      ...common,
      ...more,
      entities,
      driver: PostgreSqlDriver,
      clientUrl: source,
    })) as never;
  }
  const { MikroORM, PgliteDriver } = await import("@mikro-orm/pglite");
  const driverOptions = { pglite: () => source };
  return (await MikroORM.init({
    ...common,
    ...more,
    entities,
    driver: PgliteDriver,
    dbName: "postgres",
    driverOptions,
  })) as never;
}

/**
 * Opens the database for serving. On a server `source` is the address of a login that owns nothing, and `owner` the
 * address of the one that does, for the operator's commands; a process that only serves has none.
 */
export async function openDatabase(
  source: PGlite | string,
  entities: EntityName[],
  owner: string | null = null,
): Promise<Database> {
  const database = await (typeof source === "string" ? onServer(source, entities, owner) : embedded(source, entities));
  try {
    await assertOwnsNothing(database);
    await assertEveryTableIsGuarded(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

const embedded = async (source: PGlite, entities: EntityName[]) =>
  new EmbeddedDatabase(await openAsOwner(source, entities));

async function onServer(source: string, entities: EntityName[], owner: string | null): Promise<Database> {
  const options = [
    "-c plan_cache_mode=force_generic_plan",
    "-c statement_timeout=10000",
    "-c lock_timeout=5000",
    "-c idle_in_transaction_session_timeout=10000",
    "-c timezone=UTC",
  ].join(" ");
  const orm = await openAsOwner(source, entities, {
    pool: { min: 0, max: 10 },
    driverOptions: { options, pipeline: true, connectionTimeoutMillis: 3000 },
  });
  return new ServerDatabase(orm, entities, owner);
}

/** Refuses to serve as a login that may do more than the service's role: row-level security would not hold it. */
async function assertOwnsNothing(database: Database): Promise<void> {
  if (database.embedded) return;
  const [login] = await database.asNobody((transaction) =>
    transaction.execute<{ name: string; mighty: boolean }[]>(
      `select rolname as name, rolsuper or rolbypassrls or rolcreaterole
         or pg_has_role(oid, 'andamento_owner', 'member') or pg_has_role(oid, 'andamento_rule', 'member') as mighty
       from pg_roles where rolname = session_user`,
    ),
  );
  if (!login || login.mighty)
    throw new Refusal(
      "The service does not run as a login that owns the database: give it one that is a member of andamento_app alone.",
    );
}

/** Refuses to open with a table that row-level security does not hold for, or that no policy speaks of. */
async function assertEveryTableIsGuarded(database: Database): Promise<void> {
  const open = await database.asNobody((transaction) =>
    transaction.execute<{ name: string }[]>(
      `select n.nspname || '.' || c.relname as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any (?::text[]) and c.relkind in ('r', 'p', 'm', 'f')
         and c.oid <> 'access.door'::regclass
         and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))
       order by 1`,
      [`{access,${subgraphNames.join(",")}}`],
    ),
  );
  if (open.length > 0)
    throw new Refusal(
      `These tables are not guarded by row-level security: ${open.map(({ name }) => name).join(", ")}.`,
    );
}

abstract class OpenDatabase implements Database {
  abstract readonly embedded: boolean;
  abstract askAsNobody<Row>(statement: string, values: readonly unknown[]): Promise<Row[]>;
  /** The same database, as whoever owns it. */
  protected abstract ofOwner(): Promise<MikroORM>;
  abstract read<Questions extends readonly Question<unknown>[]>(
    viewer: Entering,
    ...questions: Questions
  ): Promise<Answers<Questions>>;

  constructor(protected readonly orm: MikroORM) {}

  protected get client(): Kysely<unknown> {
    return (this.orm.em as unknown as SqlEntityManager).getConnection().getClient() as Kysely<unknown>;
  }

  command<Answer>(viewer: Entering, work: (transaction: Transaction) => Promise<Answer>): Promise<Answer> {
    return this.transaction(["select access.enter(?)", [viewer.session]], work);
  }

  asLeaving<Answer>(viewer: Viewer, work: (transaction: Transaction) => Promise<Answer>): Promise<Answer> {
    return this.transaction(["select access.enter_to_leave(?)", [viewer.session]], work);
  }

  asNobody<Answer>(work: (transaction: Transaction) => Promise<Answer>): Promise<Answer> {
    return this.transaction(null, work);
  }

  asWorker<Answer>(firm: string, work: (transaction: Transaction) => Promise<Answer>): Promise<Answer> {
    return this.transaction(["select access.enter_worker(?)", [firm]], work);
  }

  async asOperator<Answer>(firm: string, work: (transaction: Transaction) => Promise<Answer>): Promise<Answer> {
    const orm = await this.ofOwner();
    return orm.em.fork().transactional(async (em) => {
      const transaction = em as unknown as Transaction;
      await transaction.execute("set local role andamento_owner");
      await transaction.execute("select access.enter_operator(?)", [firm]);
      await transaction.execute(`set local role ${appRole}`);
      return work(transaction);
    });
  }

  async isReady(): Promise<boolean> {
    const [found] = await this.asNobody((transaction) =>
      transaction.execute<{ ready: boolean }[]>("select true as ready"),
    );
    return found?.ready === true;
  }

  async asOwner<Answer>(work: (transaction: Transaction) => Promise<Answer>): Promise<Answer> {
    const orm = await this.ofOwner();
    return orm.em.fork().transactional(async (em) => {
      const transaction = em as unknown as Transaction;
      await transaction.execute("set local role andamento_owner");
      return work(transaction);
    });
  }

  async isEmpty(): Promise<boolean> {
    const [found] = await this.asNobody((transaction) =>
      transaction.execute<{ founded: boolean }[]>("select access.founded() as founded"),
    );
    return !found?.founded;
  }

  get jobs(): JobsDatabase {
    return throughKysely(this.client, this.embedded ? appRole : undefined);
  }

  readonly views = new Views(async (views) => {
    const list = (values: readonly (string | number)[]) => `{${values.join(",")}}`;
    await this.asNobody((transaction) =>
      transaction.execute("select access.log_views(?::uuid[], ?::uuid[], ?::double precision[])", [
        list(views.map(({ session }) => session)),
        list(views.map(({ process }) => process)),
        list(views.map(({ ageSeconds }) => ageSeconds)),
      ]),
    );
  });

  async close(): Promise<void> {
    await this.views.close();
    await this.orm.close();
  }

  private transaction<Answer>(
    enter: [string, unknown[]] | null,
    work: (transaction: Transaction) => Promise<Answer>,
  ): Promise<Answer> {
    return this.orm.em.fork().transactional(async (em: EntityManager) => {
      const transaction = em as unknown as Transaction;
      if (this.embedded) await transaction.execute(`set local role ${appRole}`);
      if (enter) await transaction.execute(...enter);
      return work(transaction);
    });
  }
}

/** A transaction's statements, for the job queues to take part in it. */
export function executorOf(transaction: Transaction): SqlExecutor {
  const client = transaction.getTransactionContext();
  if (!client) throw new Error("There is no transaction to take part in.");
  return fromKysely(client as never) as SqlExecutor;
}

class EmbeddedDatabase extends OpenDatabase {
  readonly embedded = true;

  protected async ofOwner(): Promise<MikroORM> {
    return this.orm;
  }

  askAsNobody<Row>(statement: string, values: readonly unknown[]): Promise<Row[]> {
    return this.client.transaction().execute(async (transaction) => {
      await transaction.executeQuery(CompiledQuery.raw(`set local role ${appRole}`));
      return (await transaction.executeQuery(CompiledQuery.raw(statement, [...values]))).rows as Row[];
    });
  }

  read<Questions extends readonly Question<unknown>[]>(
    viewer: Entering,
    ...questions: Questions
  ): Promise<Answers<Questions>> {
    return this.client.transaction().execute(async (transaction) => {
      await transaction.executeQuery(
        CompiledQuery.raw(
          `select set_config('role', '${appRole}', true), set_config('transaction_read_only', 'on', true), access.enter($1)`,
          [viewer.session],
        ),
      );
      const answers: unknown[] = [];
      for (const question of questions) answers.push((await transaction.executeQuery(question.compile())).rows);
      return answers as Answers<Questions>;
    });
  }
}

class ServerDatabase extends OpenDatabase {
  readonly embedded = false;
  private owner: Promise<MikroORM> | undefined;

  constructor(
    orm: MikroORM,
    private readonly entities: EntityName[],
    private readonly ownerAddress: string | null,
  ) {
    super(orm);
  }

  protected ofOwner(): Promise<MikroORM> {
    if (!this.ownerAddress) throw new Refusal("This needs the address of the login that owns the database.");
    this.owner ??= openAsOwner(this.ownerAddress, this.entities, { pool: { min: 0, max: 2 } });
    return this.owner;
  }

  override async close(): Promise<void> {
    await (await this.owner)?.close();
    await super.close();
  }

  async askAsNobody<Row>(statement: string, values: readonly unknown[]): Promise<Row[]> {
    const client = await this.connection();
    // Alone it is a transaction of its own.
    const [landed] = await Promise.allSettled([
      client.query({ name: nameOf(statement), text: statement, values: [...values] }),
    ]);
    release(client, landed.status === "rejected" ? landed.reason : undefined);
    if (landed.status === "rejected") throw landed.reason;
    return landed.value.rows as Row[];
  }

  private async connection(): Promise<PoolClient> {
    const pool = await (this.orm.em as never as { getConnection(): { getNativeClient(): Promise<Pool> } })
      .getConnection()
      .getNativeClient();
    return pool.connect();
  }

  async read<Questions extends readonly Question<unknown>[]>(
    viewer: Entering,
    ...questions: Questions
  ): Promise<Answers<Questions>> {
    const compiled = questions.map((question) => question.compile());
    const client = await this.connection();
    // Everything is on the wire before anything is awaited. If entering fails, the rest runs in an aborted transaction.
    const flight = [
      client.query("begin read only"),
      client.query({ name: "enter", text: "select access.enter($1)", values: [viewer.session] }),
      ...compiled.map(({ sql, parameters }) => client.query({ name: nameOf(sql), text: sql, values: [...parameters] })),
      client.query("commit"),
    ];
    const landed = await Promise.allSettled(flight);
    const failed = landed.find((one) => one.status === "rejected");
    release(client, failed?.reason);
    if (failed) throw failed.reason;
    return landed.slice(2, -1).map((one) => (one.status === "fulfilled" ? one.value.rows : [])) as Answers<Questions>;
  }
}

/** A connection that broke is thrown away; one whose statement was refused goes back to the pool, out of its transaction. */
function release(client: PoolClient, reason: unknown): void {
  const refused =
    typeof (reason as { code?: unknown })?.code === "string" && (reason as { severity?: unknown }).severity === "ERROR";
  client.release(reason && !refused ? true : undefined);
}

const names = new Map<string, string>();

/** A prepared statement's name: its text's digest, worked out once for each text. */
function nameOf(sql: string): string {
  let name = names.get(sql);
  if (!name) {
    name = createHash("sha256").update(sql).digest("base64url").slice(0, 24);
    names.set(sql, name);
  }
  return name;
}
