// The courts' services are asked at night, one question at a time for each firm. What is due, what was asked and what came of it
// stands in tables: whatever dies meanwhile, the next job goes on from there. A job asks one question and leaves the next one to
// the job after it.
import { createHash } from "node:crypto";
import { CourtError, type DataJud, type Djen } from "../../courts/court.ts";
import type { CourtSettings } from "../../platform/config.ts";
import { type Database, executorOf, type Transaction } from "../../platform/database.ts";
import { type Jobs, nextAt } from "../../platform/jobs.ts";
import { log } from "../../platform/log.ts";
import { askDataJud } from "./ask-datajud.ts";
import { askDjen } from "./ask-djen.ts";
import { type CourtProblem, type CourtSource, courtSources } from "./court-connector.ts";
import { courtTerms } from "./court-terms.ts";
import { failedUpdate } from "./due-process.ts";

export const queueOf: Readonly<Record<CourtSource, string>> = { DATAJUD: "datajud", DJEN: "djen" };

/** In Brasília: the gazette of the day is out, and nobody has come to work. */
const hour = 2;
/** Over which the firms are spread: the letters with the news go out after it. */
const nightSeconds = 4 * 3600;
/** Longer than any question, and shorter than a job may take. */
const questionSeconds = 100;
const busySeconds = 115;
/** What comes due before the next night is waited for. */
const waitSeconds = 12 * 3600;

/** A night's; then one for each firm; then one question after the other of a run, or about one process that somebody wants asked. */
interface Job {
  readonly day?: string;
  readonly firm?: string;
  readonly run?: number;
  readonly process?: string;
}

export interface CourtRoom {
  readonly database: Database;
  readonly jobs: Jobs;
  /** Which services may be asked. */
  readonly settings: CourtSettings;
  readonly courts: { readonly DATAJUD: DataJud | null; readonly DJEN: Djen | null };
}

/** Keeps what a service told, as the worker of the firm. Gives how much of it was not there. */
type Keeping = (transaction: Transaction) => Promise<number>;

/** One question that was put to a service. */
export interface Question {
  /**
   * Asks. What comes in parts is kept part by part, and stands whatever comes after it; what is left to keep is given. Both say
   * how many were not there. Throws CourtError; nothing is held in the database meanwhile.
   */
  ask(signal: AbortSignal, keep: (work: Keeping) => Promise<void>): Promise<Keeping>;
  /** Notes in the database why there was no answer, and when to ask again. */
  failed(transaction: Transaction, failure: CourtError["failure"], againInSeconds: number): Promise<void>;
}

/** Whether the firm has the service switched on, and has accepted the present terms. */
export async function isSwitchedOn(transaction: Transaction, source: CourtSource): Promise<boolean> {
  const [found] = await transaction.execute(
    `select from processes.court_connector c
     where c.firm_id = access.claim('firm')::uuid and c.source = ? and c.active
       and (select a.version from processes.court_acceptance a where a.firm_id = c.firm_id and a.source = c.source
            order by a.accepted_at desc limit 1) = ?`,
    [source, courtTerms[source].version],
  );
  return found !== undefined;
}

/** Begins to ask what is due for the firm; an earlier run ends. */
export async function startRun(transaction: Transaction, jobs: Jobs, source: CourtSource): Promise<void> {
  const [begun] = await transaction.execute<{ firm: string; run: number }[]>(
    `update processes.court_connector set run = run + 1, failures = 0, next_at = now()
     where firm_id = access.claim('firm')::uuid and source = ? returning firm_id as firm, run`,
    [source],
  );
  if (begun) await jobs.enqueue(queueOf[source], begun satisfies Job, executorOf(transaction));
}

/** Asks the courts' services for every firm that wants it. */
export async function askCourts(room: CourtRoom): Promise<void> {
  for (const source of courtSources) {
    await room.jobs.work(queueOf[source], (job: Job) => work(room, source, job));
    if (room.courts[source]) room.jobs.daily(queueOf[source], hour);
  }
}

async function work(room: CourtRoom, source: CourtSource, job: Job): Promise<void> {
  const { database, jobs } = room;
  if (!room.courts[source]) return;
  if (!job.firm) return toFirms(room, source);
  if (job.run === undefined && !job.process)
    return database.asWorker(job.firm, async (transaction) => {
      if (await isSwitchedOn(transaction, source)) await startRun(transaction, jobs, source);
    });
  const question = await database.asWorker(job.firm, (transaction) => begin(room, transaction, source, job));
  if (question) await answer(room, source, job, job.firm, question);
  jobs.nudge(queueOf[source]);
}

async function toFirms({ database, jobs }: CourtRoom, source: CourtSource): Promise<void> {
  await database.asNobody(async (transaction) => {
    const firms = await transaction.execute<{ firm: string }[]>("select access.firm_ids() as firm");
    for (const { firm } of firms) {
      const afterSeconds = createHash("sha256").update(firm).digest().readUInt32BE() % nightSeconds;
      await jobs.enqueue(queueOf[source], { firm } satisfies Job, executorOf(transaction), { afterSeconds });
    }
  });
}

/** The next question, and the firm's turn with it; null when there is nothing to ask now. What is to be asked later has a job. */
async function begin(
  room: CourtRoom,
  transaction: Transaction,
  source: CourtSource,
  job: Job,
): Promise<Question | null> {
  if (!(await isSwitchedOn(transaction, source))) return null;
  const [connector] = await transaction.execute<{ run: number; busy: boolean }[]>(
    `select run, coalesce(busy_until > clock_timestamp(), false) as busy from processes.court_connector
     where firm_id = access.claim('firm')::uuid and source = ? for update`,
    [source],
  );
  if (!connector || (job.run !== undefined && connector.run !== job.run)) return null;
  if (connector.busy) {
    await goOn(room, transaction, source, job, 20);
    return null;
  }
  const [pause] = await transaction.execute<{ reason: CourtProblem; seconds: number }[]>(
    "select reason, seconds from access.paused_court(?, ?)",
    [source, markOf(room.settings, source)],
  );
  if (pause) {
    if (job.process) await failedUpdate(transaction, source, job.process, pause.reason, pause.seconds);
    await stumble(room, transaction, source, job, pause.reason, pause.seconds);
    return null;
  }
  const question =
    source === "DATAJUD"
      ? await askDataJud(transaction, room.courts.DATAJUD as DataJud, job.process ?? null)
      : await askDjen(transaction, room.courts.DJEN as Djen);
  if (typeof question === "number" || question === null) {
    if (!job.process) await rest(room, transaction, source, job, question);
    return null;
  }
  await transaction.execute(
    `update processes.court_connector set asked_at = now(), busy_until = clock_timestamp() + make_interval(secs => ?)
     where firm_id = access.claim('firm')::uuid and source = ?`,
    [busySeconds, source],
  );
  return question;
}

/** All that was due is asked: goes on when more will be, where that is before the next night. */
async function rest(
  room: CourtRoom,
  transaction: Transaction,
  source: CourtSource,
  job: Job,
  dueInSeconds: number | null,
): Promise<void> {
  const seconds = dueInSeconds !== null && dueInSeconds <= waitSeconds ? Math.max(dueInSeconds, 60) : null;
  await transaction.execute(
    `update processes.court_connector set next_at = now() + make_interval(secs => ?::int)
     where firm_id = access.claim('firm')::uuid and source = ?`,
    [seconds, source],
  );
  if (seconds !== null) await goOn(room, transaction, source, job, seconds);
}

async function answer(room: CourtRoom, source: CourtSource, job: Job, firm: string, question: Question): Promise<void> {
  const signal = AbortSignal.timeout(questionSeconds * 1000);
  const keep = (work: Keeping, done: boolean): Promise<void> =>
    room.database.asWorker(firm, async (transaction) => {
      // Switched off meanwhile: what was asked before is not wanted any more.
      const brought = (await isSwitchedOn(transaction, source)) ? await work(transaction) : 0;
      await transaction.execute(
        `update processes.court_connector set succeeded_at = now(), problem = null, failures = 0, brought = brought + ?
         where firm_id = access.claim('firm')::uuid and source = ?`,
        [brought, source],
      );
      if (done) await turnOver(room, transaction, source, job);
    });
  try {
    await keep(await question.ask(signal, (work) => keep(work, false)), true);
  } catch (error) {
    const { failure, retryAfterSeconds } = failureOf(error, signal, source);
    await room.database.asWorker(firm, async (transaction) => {
      const seconds = await pauseAfter(room, transaction, source, failure, retryAfterSeconds);
      await question.failed(transaction, failure, seconds);
      if (failure === "NOT_COVERED") await turnOver(room, transaction, source, job);
      else await stumble(room, transaction, source, job, failure, seconds);
    });
  }
}

/** The firm's next question, which may be asked now. */
async function turnOver(room: CourtRoom, transaction: Transaction, source: CourtSource, job: Job): Promise<void> {
  await transaction.execute(
    `update processes.court_connector set busy_until = null where firm_id = access.claim('firm')::uuid and source = ?`,
    [source],
  );
  if (!job.process) await goOn(room, transaction, source, job, 0);
}

/** What the clients do not say themselves: an answer that took too long is none, and one that could not be kept was no good. */
function failureOf(error: unknown, signal: AbortSignal, source: CourtSource): CourtError {
  if (error instanceof CourtError) return error;
  if (signal.aborted) return new CourtError("UNAVAILABLE", `${source} took too long.`);
  log.error({ source, err: error }, "what a court told could not be kept");
  return new CourtError("MALFORMED", `${source} told what could not be kept.`);
}

/** For how many seconds the service is not asked for this firm; where it answers nobody at all, for no firm. */
async function pauseAfter(
  room: CourtRoom,
  transaction: Transaction,
  source: CourtSource,
  failure: CourtError["failure"],
  told: number | null,
): Promise<number> {
  if (failure === "NOT_COVERED") return 30 * 86_400;
  if (failure === "REFUSED" || failure === "LIMITED") {
    const tomorrow = Math.ceil((nextAt(hour, new Date()).at.getTime() - Date.now()) / 1000);
    const seconds = failure === "REFUSED" ? tomorrow : (told ?? 60);
    await transaction.execute("select access.pause_court(?, ?, ?, ?)", [
      source,
      failure,
      seconds,
      markOf(room.settings, source),
    ]);
    return seconds;
  }
  const [connector] = await transaction.execute<{ failures: number }[]>(
    "select failures from processes.court_connector where firm_id = access.claim('firm')::uuid and source = ?",
    [source],
  );
  // Doubled with each failure in a row: from a minute up to an hour.
  return Math.max(told ?? 0, Math.min(60 * 2 ** (connector?.failures ?? 0), 3600));
}

/** Notes why there is no answer, for the admin to read, and goes on later. */
async function stumble(
  room: CourtRoom,
  transaction: Transaction,
  source: CourtSource,
  job: Job,
  problem: CourtProblem,
  seconds: number,
): Promise<void> {
  await transaction.execute(
    `update processes.court_connector set busy_until = null, problem = case when active then ? end, failures = failures + 1,
       next_at = now() + make_interval(secs => ?) where firm_id = access.claim('firm')::uuid and source = ?`,
    [problem, seconds, source],
  );
  // A key that is changed meanwhile is noticed within the hour.
  if (!job.process) await goOn(room, transaction, source, job, Math.min(seconds, 3600));
}

const goOn = (
  { jobs }: CourtRoom,
  transaction: Transaction,
  source: CourtSource,
  job: Job,
  seconds: number,
): Promise<void> =>
  jobs.enqueue(queueOf[source], job, executorOf(transaction), ...(seconds > 0 ? [{ afterSeconds: seconds }] : []));

/** Whom a service refuses: another key, or another address, is somebody else. */
function markOf(settings: CourtSettings, source: CourtSource): string {
  const said = source === "DATAJUD" ? `${settings.DATAJUD?.url} ${settings.DATAJUD?.key}` : `${settings.DJEN?.url}`;
  return createHash("sha256").update(said).digest("base64url").slice(0, 16);
}
