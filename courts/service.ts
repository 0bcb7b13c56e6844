// A public service of the courts, asked with restraint: spaced, cut off in time and size, a little patient with its
// moods, and left alone while it is down or wants to be. Redirects are not followed: what is asked for goes to one place.
import { setTimeout } from "node:timers/promises";
import CircuitBreaker from "opossum";
import pRetry from "p-retry";
import pThrottle from "p-throttle";
import type { Logger } from "pino";
import { type Dispatcher, Pool } from "undici";
import { CourtError, type CourtFailure } from "./court.ts";

/** How a service wants to be asked; times in milliseconds. */
export interface Manner {
  /** At most one request in so long, over everybody who asks through one client. */
  readonly pace: number;
  /** How long an answer may take until its last byte. */
  readonly patience: number;
  /** How large an answer may be, in bytes. */
  readonly largestAnswer: number;
  /** What is asked again: after the pause, which doubles each time. */
  readonly again: { readonly after: CourtFailure; readonly times: number; readonly pause: number };
  /** How long nobody asks when three requests in a row got no answer; then one finds out. */
  readonly rest: number;
  /** How long nobody asks when the service has had enough and does not say for how long. */
  readonly limitRest: number;
}

export interface ServiceOptions extends Manner {
  readonly url: string;
  readonly log?: Pick<Logger, "warn"> | undefined;
}

export interface Question {
  readonly method: "GET" | "POST";
  /** Relative to the service's address. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  /** What it says as JSON; null unless the status is 200. */
  readonly said: unknown;
}

const failuresInARow = 3;

export class Service {
  private readonly pool: Pool;
  private readonly breaker: CircuitBreaker<[Question, AbortSignal?], Answer>;
  private readonly turn: () => unknown;
  /** Nobody asks before. */
  private restUntil = 0;
  /** Those who wait for their turn ask no earlier. */
  private waitUntil = 0;

  constructor(
    private readonly name: string,
    private readonly options: ServiceOptions,
  ) {
    this.pool = new Pool(new URL(options.url).origin, { connections: 4, pipelining: 1 });
    this.turn = pThrottle({ limit: 1, interval: options.pace })(() => {});
    this.breaker = new CircuitBreaker((question: Question, signal?: AbortSignal) => this.call(question, signal), {
      timeout: false,
      resetTimeout: options.rest,
      // Its own count is of shares in a window, which slow failures are longer than: it counts those in a row, below.
      volumeThreshold: Number.MAX_SAFE_INTEGER,
      errorFilter: (error) => !(error instanceof CourtError && error.failure === "UNAVAILABLE"),
    });
    let failures = 0;
    this.breaker.on("success", () => {
      failures = 0;
    });
    this.breaker.on("failure", () => {
      failures += 1;
      if (failures >= failuresInARow) this.breaker.open();
    });
  }

  /**
   * What the service answers. Throws CourtError for no answer, and for those that mean the same everywhere; the signal's
   * reason when it says so.
   */
  async ask(question: Question, signal?: AbortSignal): Promise<Answer> {
    const { after, times, pause } = this.options.again;
    try {
      return await pRetry(() => this.once(question, signal), {
        retries: times,
        minTimeout: pause,
        ...(signal && { signal }),
        // A service that says how long it wants to be left alone means it.
        shouldRetry: ({ error }) =>
          error instanceof CourtError &&
          error.failure === after &&
          error.retryAfterSeconds === null &&
          !this.breaker.opened,
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw this.told(error);
    }
  }

  async close(): Promise<void> {
    this.breaker.shutdown();
    await this.pool.destroy();
  }

  private async once(question: Question, signal?: AbortSignal): Promise<Answer> {
    for (;;) {
      this.refuseWhileResting();
      await unlessAborted(this.turn(), signal);
      const wait = this.waitUntil - Date.now();
      if (wait <= 0) break;
      await setTimeout(wait, undefined, signal && { signal });
    }
    this.refuseWhileResting();
    return this.breaker.fire(question, signal);
  }

  private refuseWhileResting(): void {
    const rest = this.restUntil - Date.now();
    if (rest > 0) throw new CourtError("LIMITED", `${this.name} wants to be asked less.`, Math.ceil(rest / 1000));
    if (this.breaker.opened) throw this.down();
  }

  private async call(question: Question, signal?: AbortSignal): Promise<Answer> {
    const late = AbortSignal.timeout(this.options.patience);
    try {
      const { pathname } = new URL(this.options.url);
      const response = await this.pool.request({
        method: question.method,
        path: `${pathname.replace(/\/$/, "")}/${question.path}`,
        ...(question.query && { query: question.query }),
        headers: { accept: "application/json", ...question.headers },
        body: question.body ?? null,
        headersTimeout: 0,
        bodyTimeout: 0,
        signal: signal ? AbortSignal.any([signal, late]) : late,
      });
      return await this.read(response);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof CourtError) throw error;
      throw this.failed("UNAVAILABLE", late.aborted ? "did not answer in time" : "could not be reached", null, error);
    }
  }

  private async read(response: Dispatcher.ResponseData): Promise<Answer> {
    const { statusCode: status, headers, body } = response;
    if (/^0+$/.test(String(headers["x-ratelimit-remaining"])))
      this.waitUntil = Date.now() + (secondsIn(headers["retry-after"]) ?? this.options.limitRest / 1000) * 1000;
    if (status === 200) return { status, said: await this.json(body) };
    await body.dump({ limit: 65_536 });
    if (status === 401 || status === 403) throw this.failed("REFUSED", `refuses this caller (${status})`);
    if (status === 429)
      throw this.failed("LIMITED", "wants to be asked less", secondsIn(headers["retry-after"]) ?? null);
    if (status >= 500 || status === 408) throw this.failed("UNAVAILABLE", `failed (${status})`);
    return { status, said: null };
  }

  private async json(body: Dispatcher.ResponseData["body"]): Promise<unknown> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > this.options.largestAnswer) throw this.failed("MALFORMED", "answered too much");
      chunks.push(chunk);
    }
    try {
      return JSON.parse(Buffer.concat(chunks).toString("utf8"));
    } catch {
      // Not passed on as the cause: the message would quote what was said.
      throw this.failed("MALFORMED", "did not answer in JSON");
    }
  }

  /** The failure as it goes out: with how long to wait, and the service left alone for so long. */
  private told(error: unknown): unknown {
    if (CircuitBreaker.isOurError(error as Error)) return this.down();
    if (!(error instanceof CourtError)) return error;
    this.options.log?.warn(
      { service: this.name, failure: error.failure, err: error },
      "a court's service did not answer",
    );
    if (error.failure !== "LIMITED") return error;
    const seconds = error.retryAfterSeconds ?? Math.ceil(this.options.limitRest / 1000);
    // Who is refused while it rests does not make the rest longer.
    if (this.restUntil <= Date.now()) this.restUntil = Date.now() + seconds * 1000;
    return new CourtError("LIMITED", error.message, seconds);
  }

  private down(): CourtError {
    return new CourtError(
      "UNAVAILABLE",
      `${this.name} is left alone for a while.`,
      Math.ceil(this.options.rest / 1000),
    );
  }

  private failed(failure: CourtFailure, how: string, after: number | null = null, cause?: unknown): CourtError {
    const error = new CourtError(failure, `${this.name} ${how}.`, after);
    if (cause !== undefined) error.cause = cause;
    return error;
  }
}

/** Retry-After: seconds, or a date. At most an hour is believed. */
function secondsIn(header: string | string[] | undefined): number | undefined {
  if (typeof header !== "string") return;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(Math.ceil(seconds), 1), 3600);
}

async function unlessAborted(promise: unknown, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return void (await promise);
  signal.throwIfAborted();
  const done = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true, signal: done.signal });
  });
  try {
    await Promise.race([promise, aborted]);
  } finally {
    done.abort();
  }
}
