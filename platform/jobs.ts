// The room around pg-boss: jobs that are born in the caller's transaction and are done at least once.
import type { Kysely } from "@mikro-orm/sql";
import { fromKysely, getConstructionPlans, getMigrationPlans, type JobWithMetadata, PgBoss } from "pg-boss";
import library from "pg-boss/package.json" with { type: "json" };
import { dayInBrasilia, inBrasilia } from "./brasilia.ts";

/** Runs one statement a call. */
export interface SqlExecutor {
  // biome-ignore lint/suspicious/noExplicitAny: pg-boss wants it so
  executeSql(text: string, values?: unknown[]): Promise<{ rows: any[] }>;
}

/** `transaction` commits when the work is done and rolls back when it throws; nobody else's statements come between. */
export interface JobsDatabase extends SqlExecutor {
  transaction<T>(work: (sql: SqlExecutor) => Promise<T>): Promise<T>;
}

export interface Jobs {
  /** Rolls back with the caller's transaction, whose executor it takes: with any other, PGlite waits for itself. */
  enqueue(queue: string, data: object, transaction: SqlExecutor, when?: { afterSeconds: number }): Promise<void>;
  /** One job at a time. A job is done again when the handler throws, or when the process dies before it returns. */
  work(queue: string, handler: Handler): Promise<void>;
  /**
   * One job a day, at an hour of Brasília: `{ day: "2026-03-02" }`, however many workers there are. A day on which nobody
   * works is made up for when somebody does again.
   */
  daily(queue: string, hour: number): void;
  /** After a commit in the same process: the worker looks now, not at its next poll. Elsewhere it does nothing. */
  nudge(queue: string): void;
  start(): Promise<void>;
  /** Lets a running job end, for at most ten seconds; then it goes back to be tried again. */
  stop(): Promise<void>;
}

interface Options {
  db: JobsDatabase;
  queues: string[];
  log: { warn(o: object, m: string): void; error(o: object, m: string): void };
  pollSeconds?: number;
}

type Handler = (data: never) => Promise<void>;

const schema = "jobs";

/** Where the jobs of a queue come to when their last attempt has failed, for what is to be told of it. */
export const givenUp = { mail: "mail-given-up" } as const;

// Six attempts over a quarter to half an hour. A killed worker's job is free after two to three minutes.
const usual = { retryLimit: 5, retryDelay: 30, retryBackoff: true, expireInSeconds: 120 };

/** Every queue there is, with how often it tries. One that others point to comes before them. */
export const queuePlans = {
  [givenUp.mail]: usual,
  // Mail servers are away for hours: thirteen attempts over ten to twelve of them.
  mail: { ...usual, retryLimit: 12, retryDelayMax: 2 * 3600, deadLetter: givenUp.mail },
  files: usual,
  news: usual,
  // The courts' public services.
  datajud: usual,
  djen: usual,
};
export const queues: string[] = Object.keys(queuePlans);
const maintenanceSeconds = 60;
const longerThanAnyJob = 10 * 365 * 86_400;

export function openJobs({ db, queues, log, pollSeconds = 1 }: Options): Jobs {
  const boss = connect(db);
  boss.on("error", (error) => log.error({ err: error }, "The job queue met an error."));
  boss.on("warning", ({ message, data }) => log.warn({ data }, message));

  const handlers = new Map<string, Handler>();
  const workers = new Map<string, string>();
  const dailies = new Map<string, number>();
  let started = false;
  let maintenance: NodeJS.Timeout | undefined;

  return {
    async enqueue(queue, data, transaction, when) {
      // pg-boss would look up a queue it does not know on another connection, for which PGlite has none.
      if (!started || !queues.includes(queue)) throw new Error(`The queue ${queue} is not open.`);
      await boss.send(queue, data, { db: transaction, ...(when ? { startAfter: when.afterSeconds } : {}) });
    },

    async work(queue, handler) {
      if (!queues.includes(queue)) throw new Error(`The queue ${queue} is not open.`);
      if (handlers.has(queue)) throw new Error(`The queue ${queue} has a worker already.`);
      handlers.set(queue, handler);
      if (started) await begin(queue, handler);
    },

    daily(queue, hour) {
      if (!queues.includes(queue)) throw new Error(`The queue ${queue} is not open.`);
      dailies.set(queue, hour);
      if (started) planDays();
    },

    nudge(queue) {
      const worker = workers.get(queue);
      if (worker) boss.notifyWorker(worker);
    },

    async start() {
      if (started) return;
      try {
        await boss.start();
        // Asked by name, so that pg-boss knows each of them before the first enqueue.
        for (const queue of queues) await boss.findJobs(queue, { key: "none" });
      } catch (error) {
        await boss.stop({ close: false });
        throw new Error(`The job queues cannot be opened: have the migrations run? ${(error as Error).message}`, {
          cause: error,
        });
      }
      started = true;
      for (const [queue, handler] of handlers) await begin(queue, handler);
    },

    async stop() {
      clearInterval(maintenance);
      maintenance = undefined;
      await boss.stop({ close: false, timeout: 10_000 });
      started = false;
      workers.clear();
    },
  };

  // The next day's job is asked for again and again; pg-boss keeps the first of each key.
  function planDays() {
    for (const [queue, hour] of dailies) {
      const { day, at } = nextAt(hour, new Date());
      const once = { singletonKey: day, singletonSeconds: longerThanAnyJob, startAfter: at };
      boss
        .send(queue, { day }, once)
        .catch((error: unknown) => log.error({ err: error, queue }, "A day's job could not be planned."));
    }
  }

  async function begin(queue: string, handler: Handler) {
    const worker = await boss.work(
      queue,
      { includeMetadata: true, pollingIntervalSeconds: pollSeconds },
      async ([job]: JobWithMetadata<unknown>[]) => {
        try {
          if (job) await attempt(job, handler);
        } finally {
          // Where one job was there may be more: look again before the next poll.
          boss.notifyWorker(worker);
        }
      },
    );
    workers.set(queue, worker);
    if (!maintenance) {
      maintain();
      maintenance = setInterval(maintain, maintenanceSeconds * 1000);
    }
  }

  async function attempt(job: JobWithMetadata<unknown>, handler: Handler) {
    try {
      await handler(job.data as never);
    } catch (error) {
      const what = { err: error, queue: job.name, job: job.id, attempt: job.retryCount + 1 };
      if (job.retryCount < job.retryLimit) log.warn(what, "A job failed and will be tried again.");
      else log.error(what, "A job failed for the last time.");
      // pg-boss keeps what is thrown in its table, and the words of a mail server quote addresses.
      throw new Error(`${(error as Error)?.name}: see the log`);
    }
  }

  // Frees the jobs of workers that died and, once a day, deletes what was done a week ago.
  function maintain() {
    planDays();
    boss.supervise().catch((error: unknown) => log.error({ err: error }, "The job queue could not be maintained."));
  }
}

/** The next moment of an hour in Brasília, and its day there. */
export function nextAt(hour: number, now: Date): { day: string; at: Date } {
  const today = inBrasilia(now).startOf("day").set({ hour });
  const at = (today.toMillis() > now.getTime() ? today : today.plus({ days: 1 })).toJSDate();
  return { day: dayInBrasilia(at), at };
}

/** Run by the owner with the migrations: creates or upgrades the schema "jobs", its queues and the service's rights. */
export async function prepareJobs(db: JobsDatabase): Promise<void> {
  const boss = connect(db);
  const installed = (await boss.isInstalled()) ? ((await boss.schemaVersion()) ?? 0) : 0;
  if (!installed) await run(db, getConstructionPlans(schema));
  // An index cannot be built concurrently inside a transaction, and nobody works while migrations run.
  else if (installed < library.pgboss.schema) {
    await run(db, getMigrationPlans(schema, installed).replaceAll(/\bCONCURRENTLY\b/g, ""));
  }
  for (const [queue, plan] of Object.entries(queuePlans)) {
    await boss.createQueue(queue, plan);
    await boss.updateQueue(queue, plan);
  }
  await run(db, rights);
}

/** For PGlite and for a server: Kysely keeps a transaction's statements together. `role` acts in the login's place. */
export function throughKysely(kysely: Kysely<unknown>, role?: string): JobsDatabase {
  const transaction: JobsDatabase["transaction"] = (work) =>
    kysely.transaction().execute(async (trx) => {
      const sql = fromKysely(trx);
      if (role) await sql.executeSql(`set local role ${role}`);
      return work(sql);
    });
  const alone = fromKysely(kysely);
  return {
    transaction,
    executeSql: (text, values) =>
      role ? transaction((sql) => sql.executeSql(text, values)) : alone.executeSql(text, values),
  };
}

// Without migrate, start() only compares versions; without supervise and schedule, pg-boss does nothing by itself.
function connect(db: JobsDatabase): PgBoss {
  return new PgBoss({
    db: { executeSql: (text, values) => (values?.length ? db.executeSql(text, values) : run(db, text)) },
    schema,
    migrate: false,
    supervise: false,
    schedule: false,
    reindex: false,
    monitorVacuum: false,
    monitorIntervalSeconds: maintenanceSeconds / 2,
    queueCacheIntervalSeconds: 3600,
  });
}

// pg-boss writes scripts with a begin and a commit of their own; PGlite and Kysely take one statement a call.
async function run(db: JobsDatabase, script: string): Promise<{ rows: unknown[] }> {
  const [first = "", ...others] = statements(script);
  if (!others.length) return db.executeSql(first);
  return db.transaction(async (sql) => {
    const rows: unknown[] = [];
    for (const statement of [first, ...others]) rows.push(...(await sql.executeSql(statement)).rows);
    return { rows };
  });
}

function statements(script: string): string[] {
  const found = script.match(/(?:\$(\w*)\$[\s\S]*?\$\1\$|'[^']*'|--[^\n]*|[^;])+/g) ?? [];
  return found.filter((one) => one.trim() && !/^\s*(begin|commit)\s*$/i.test(one));
}

// Only what start, send, work and supervise touch. Above all not table bam: what stands there the owner executes.
const rights = `
  revoke all on schema ${schema} from public, andamento_app;
  revoke all on all tables in schema ${schema} from public, andamento_app;
  revoke all on all functions in schema ${schema} from public, andamento_app;
  revoke all on type ${schema}.job_state from public, andamento_app;
  grant usage on schema ${schema} to andamento_app;
  grant execute on function ${schema}.job_now() to andamento_app;
  grant select on ${schema}.version, ${schema}.queue to andamento_app;
  grant update (
    monitor_claim_on, monitor_on, maintain_on, deferred_count, queued_count, ready_count, active_count, failed_count,
    total_count, singletons_active, ready_history
  ) on ${schema}.queue to andamento_app;
  grant select, insert, update, delete on ${schema}.job, ${schema}.job_common to andamento_app;
  grant select, delete on ${schema}.job_dependency to andamento_app;
`;
