// The queue of letters: what is put into it, and what its worker has at hand. Jobs carry ids, never words or secrets.
import { type Database, executorOf, type Transaction } from "../../platform/database.ts";
import type { Jobs } from "../../platform/jobs.ts";
import type { Keys } from "../../platform/keys.ts";
import { log } from "../../platform/log.ts";
import { type Letter, type Post, Undeliverable } from "../../platform/mail.ts";

export const mailQueue = "mail";

/** A letter to be written to somebody of a firm, or to one of its clients. */
export type LetterJob = { readonly firm: string } & (
  | {
      /** The invitation that the letter is; "rotated": with the link that takes the place of an earlier one. */
      readonly invitation: string;
      readonly kind?: "rotated";
    }
  /** To the address that the access had before this invitation. */
  | { readonly invitation: string; readonly kind: "moved" }
  /** To somebody new of the firm: the token of the letter and the invitation that it is, which those queued before had none of. */
  | { readonly token: string; readonly invitation?: string; readonly kind: "staff" }
  /** The token of the letter: "reset" to set a new password; "password-set" after it was. */
  | { readonly token: string; readonly kind: "reset" | "password-set" }
  | NewDeviceJob
);

/** A password was used on a device that is not known, or a link opened. */
export interface NewDeviceJob {
  readonly kind: "new-device";
  /** Whether it was the link. */
  readonly link?: true;
  readonly session: string;
  readonly access: string | null;
  readonly staff: string | null;
  readonly at: string;
}

/** Queues a letter in the transaction of its cause. The caller nudges the queue when that is committed. */
export const enqueueLetter = (jobs: Jobs, transaction: Transaction, job: LetterJob): Promise<void> =>
  jobs.enqueue(mailQueue, job, executorOf(transaction));

export interface Room {
  readonly database: Database;
  readonly keys: Keys;
  readonly post: Post;
  readonly jobs: Jobs;
  /** What the links in the mail start with. */
  readonly publicUrl: () => string;
  /** Told of each letter that went out. */
  readonly onSent?: (sent: { accessId: string | null; to: string; file: string | null; links: string[] }) => void;
}

/** What the letters' Message-IDs end with. */
export const hostOf = ({ publicUrl }: Pick<Room, "publicUrl">): string => new URL(publicUrl()).hostname;

export interface Written {
  letter: Letter;
  links: string[];
  /** Null in a letter that is not of one access. */
  accessId: string | null;
}

/** Hands a letter over. False when the mail server refused it for good, which is noted with what it was about. */
export async function postLetter(room: Room, { letter, links, accessId }: Written, about: object): Promise<boolean> {
  try {
    const { file } = await room.post.send(letter);
    room.onSent?.({ accessId, to: letter.to.address, file, links });
    return true;
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
    log.warn(about, "a letter could not be delivered");
    return false;
  }
}
