// News for a client or for the firm, by mail. Whoever has some asks for it here, in the transaction of its cause and by ids alone; identity
// knows the addresses and writes the letters, which say that there is something and never what.
import type { Jobs, SqlExecutor } from "./jobs.ts";

export const mailQueue = "mail";

export interface ClientNews {
  readonly firm: string;
  readonly contact: string;
  readonly news: "DOCUMENT_REQUESTED" | "SUBMISSION_REVIEWED";
  /** The id of what it is about: told again, it is the same letter. */
  readonly cause: string;
}

export interface FirmNews {
  readonly firm: string;
  /** What was asked for has come; or a client's file was refused by the scanner. */
  readonly news: "SUBMISSION_RECEIVED" | "SUBMISSION_INFECTED";
  /** Who waits for it; null when that is not known, and then the firm's support is told. */
  readonly staff: string | null;
  readonly cause: string;
}

/** Has every access of a contact told, in the transaction that is the cause. */
export const tellClient = (jobs: Jobs, executor: SqlExecutor, news: ClientNews): Promise<void> =>
  jobs.enqueue(mailQueue, news, executor);

/** Has whoever waits for it at the firm told, or else the firm's support, in the transaction that is the cause. */
export const tellFirm = (jobs: Jobs, executor: SqlExecutor, news: FirmNews): Promise<void> =>
  jobs.enqueue(mailQueue, news, executor);
