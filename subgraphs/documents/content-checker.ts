// Files are checked in threads, which are ended when they take too much: a file that is made to be read for ever, or to fill
// the memory of whoever reads it, costs its sender that file and nobody else anything.
import { createRequire } from "node:module";
import { buffer } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";
import { MessageChannel } from "node:worker_threads";
import pLimit from "p-limit";
import { Piscina } from "piscina";
import { type Checker, CheckUnavailable, type Unchecked } from "../../platform/checker.ts";
import { log } from "../../platform/log.ts";
import { type ByteRange, type Storage, StorageUnavailable } from "../../platform/storage.ts";
import { swept } from "../../platform/sweep.ts";
import type { Ask, Task, Told } from "./content-thread.ts";

export interface CheckLimits {
  /** How long a check may go on without asking for more of the file, in milliseconds: how long the storage takes is not counted. */
  readonly patience: number;
  /** How much a thread may keep, in megabytes, beside the bytes that it is given. */
  readonly heap: number;
  /** How long a thread is kept that has nothing to do, in milliseconds. */
  readonly idle: number;
}

const usual: CheckLimits = { patience: 10_000, heap: 128, idle: 60_000 };

const threads = 2;
/** How long a thread may take until it asks for the first of a file, in milliseconds. */
const beginning = 30_000;

/** The few settings of the process that a thread needs: where caches lie, and none of what is secret. */
const shared = ["NODE_COMPILE_CACHE", "TEMP", "TMP", "TMPDIR"];

const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Checks files in threads, which are there while files come and for a minute more. */
export function openChecker(limits: Partial<CheckLimits> = {}): Checker {
  const { patience, heap, idle } = { ...usual, ...limits };
  const pool = new Piscina<Task, string | null>({
    filename: fileURLToPath(new URL("./content-thread.ts", import.meta.url)),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idle,
    atomics: "disabled",
    execArgv: ["--import", tsx],
    env: Object.fromEntries(shared.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 16 },
  });
  pool.on("error", (error) => log.error({ err: error }, "a thread that checks files broke"));
  const inTurn = turns();
  const closing = new AbortController();

  const check = async (file: Unchecked, storage: Storage): Promise<string | null> => {
    const { port1: ours, port2: port } = new MessageChannel();
    const reading = new Reading(storage, file);
    const watch = new Watch(patience);
    ours.on("message", async ({ id, range }: Ask) => {
      watch.pause();
      const bytes = await reading.bytes(range);
      ours.postMessage({ id, bytes, failed: reading.failure !== null } satisfies Told, bytes ? [bytes.buffer] : []);
      watch.resume();
    });
    try {
      const { byteSize, announced } = file;
      const signal = AbortSignal.any([watch.signal, closing.signal]);
      const type = await pool.run({ byteSize, announced, port }, { transferList: [port], signal });
      // What a failing storage gave is not what the file is.
      if (reading.failure) throw reading.failure;
      return type;
    } catch (error) {
      if (reading.failure) throw reading.failure;
      if (closing.signal.aborted || watch.hasNotBegun) throw new CheckUnavailable(error);
      if (!watch.signal.aborted && (error as NodeJS.ErrnoException).code !== "ERR_WORKER_OUT_OF_MEMORY") throw error;
      log.warn(
        { upload: file.upload, took: watch.signal.aborted ? "time" : "memory" },
        "a file took too much to check",
      );
      return null;
    } finally {
      watch.end();
      ours.close();
      await reading.end();
    }
  };

  return {
    typeOf: (file, storage) => inTurn(file.sender, () => check(file, storage)),
    async close() {
      closing.abort();
      await pool.destroy();
    },
  };
}

/** Watches that a check asks for bytes again in time, once it has asked first. */
class Watch {
  private readonly over = new AbortController();
  private asked = 0;
  private isBegun = false;
  private clock: NodeJS.Timeout | undefined;

  constructor(private readonly patience: number) {
    this.wind(beginning);
  }

  get signal(): AbortSignal {
    return this.over.signal;
  }

  /** Whether it was given up before the thread had asked for anything: that is no fault of the file's. */
  get hasNotBegun(): boolean {
    return this.over.signal.aborted && !this.isBegun;
  }

  pause(): void {
    this.isBegun = true;
    this.asked += 1;
    this.stop();
  }

  resume(): void {
    this.asked -= 1;
    if (this.asked === 0) this.wind(this.patience);
  }

  end(): void {
    this.asked = Number.POSITIVE_INFINITY;
    this.stop();
  }

  private wind(milliseconds: number): void {
    // Where it is the service that was busy, what has been asked meanwhile is heard first.
    const clock = setTimeout(() => setImmediate(() => this.clock === clock && this.over.abort()), milliseconds);
    this.clock = clock;
  }

  private stop(): void {
    clearTimeout(this.clock);
    this.clock = undefined;
  }
}

/** A kept file as a thread asks for it. */
class Reading {
  /** What the storage failed with. */
  failure: unknown = null;
  private whole: AsyncGenerator<Uint8Array> | undefined;

  constructor(
    private readonly storage: Storage,
    private readonly file: Unchecked,
  ) {}

  /** A part of the file, or what comes next of all of it; null at its end, and when the storage fails. */
  async bytes(range: Ask["range"]): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      const part = await (range ? buffer(this.parts({ start: range.start, end: range.end - 1 })) : this.next());
      // A copy that is given away: what the storage's client reads into may be shared with what comes next.
      return part && new Uint8Array(part);
    } catch (error) {
      this.failure ??= error;
      return null;
    }
  }

  async end(): Promise<void> {
    await this.whole?.return(undefined).catch(() => {});
  }

  private async next(): Promise<Uint8Array | null> {
    this.whole ??= swept(this.parts());
    const { value, done } = await this.whole.next();
    return done ? null : value;
  }

  /** What breaks off says nothing of the file: it is the storage's fault. */
  private async *parts(range?: ByteRange): AsyncGenerator<Uint8Array> {
    const stream = await this.storage.read(this.file.key, range);
    if (!stream) throw new StorageUnavailable(new Error("The file that was just kept is not there."));
    try {
      yield* stream as AsyncIterable<Uint8Array>;
    } catch (error) {
      throw new StorageUnavailable(error);
    }
  }
}

/** Has so many at work at once, and of each sender one: whoever sends many that take long waits for them alone. */
function turns() {
  const limit = pLimit(threads);
  const last = new Map<string, Promise<void>>();
  return <Answer>(sender: string, work: () => Promise<Answer>): Promise<Answer> => {
    const turn = (last.get(sender) ?? Promise.resolve()).then(() => limit(work));
    const over: Promise<void> = turn
      .then(
        () => {},
        () => {},
      )
      .then(() => {
        if (last.get(sender) === over) last.delete(sender);
      });
    last.set(sender, over);
    return turn;
  };
}
