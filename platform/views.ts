// Processes that clients were answered, on their way to the log: gathered for a second, so that reading costs no writing.
import { LRUCache } from "lru-cache";
import { log } from "./log.ts";

interface View {
  readonly session: string;
  readonly process: string;
  readonly at: number;
}

/** What a database keeps of views: once per session and process in 30 minutes, which the database itself decides. */
export type KeepViews = (views: readonly { session: string; process: string; ageSeconds: number }[]) => Promise<void>;

const everySecond = 1000;
/** More than a second brings; beyond it views are lost, and said to be, rather than memory. */
const mostWaiting = 10_000;

export class Views {
  private waiting: View[] = [];
  private lost = 0;
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> = Promise.resolve();
  /** Noted a short while ago: not worth a statement. */
  private readonly noted = new LRUCache<string, true>({ max: 20_000, ttl: 30 * 60_000 });

  constructor(private readonly keep: KeepViews) {}

  /** A client's session was answered a process. */
  note(session: string, process: string): void {
    const key = `${session} ${process}`;
    if (this.noted.has(key)) return;
    if (this.waiting.length >= mostWaiting) {
      this.lost += 1;
      return;
    }
    this.noted.set(key, true);
    this.waiting.push({ session, process, at: Date.now() });
    this.timer ??= setTimeout(() => void this.flush(), everySecond).unref();
  }

  /** Keeps what is waiting; once more a second later when the database does not take it. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.flushing = this.flushing.then(async () => {
      const views = this.waiting.splice(0);
      if (this.lost > 0) log.error({ lost: this.lost }, "views were not logged: too many at once");
      this.lost = 0;
      if (views.length === 0) return;
      const now = Date.now();
      try {
        await this.keep(views.map(({ session, process, at }) => ({ session, process, ageSeconds: (now - at) / 1000 })));
      } catch (error) {
        log.warn({ err: error, views: views.length }, "views could not be logged yet");
        this.waiting = [...views, ...this.waiting].slice(0, mostWaiting);
        this.timer ??= setTimeout(() => void this.flush(), everySecond).unref();
      }
    });
    return this.flushing;
  }

  /** Keeps what is waiting, for the last time. */
  async close(): Promise<void> {
    await this.flush();
    clearTimeout(this.timer);
    if (this.waiting.length > 0) log.error({ lost: this.waiting.length }, "views were not logged");
  }
}
