import type { Jobs, SqlExecutor } from "./jobs.ts";

/** The queue of whoever removes files that nothing knows of any more. */
export const clearingQueue = "files";

/** A file to remove. */
export interface Removal {
  readonly firm: string;
  readonly key: string;
}

/** Has a file removed, at once or later, in the transaction that deletes the last that is known of it. */
export const clearAway = (
  jobs: Jobs,
  executor: SqlExecutor,
  firm: string,
  key: string,
  when?: { afterSeconds: number },
): Promise<void> => jobs.enqueue(clearingQueue, { firm, key } satisfies Removal, executor, when);
