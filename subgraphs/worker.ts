// What is done behind everybody's back: letters go out, and bytes that no document has go away.
import type { Database } from "../platform/database.ts";
import type { Jobs } from "../platform/jobs.ts";
import type { Keys } from "../platform/keys.ts";
import type { Post } from "../platform/mail.ts";
import type { Storage } from "../platform/storage.ts";
import { clearFiles } from "./documents/index.ts";
import { sendDigests, sendInvitations } from "./identity/index.ts";

/** A letter that went out. */
export interface SentMail {
  /** Null for a mail to somebody of a firm. */
  readonly accessId: string | null;
  readonly to: string;
  /** Where it lies; null when a mail server took it. */
  readonly file: string | null;
  readonly links: readonly string[];
}

export interface Workplace {
  readonly database: Database;
  readonly keys: Keys;
  readonly jobs: Jobs;
  readonly post: Post;
  readonly storage: Storage;
  /** What the links in letters start with. */
  readonly publicUrl: () => string;
  /** Told of each letter that went out. */
  readonly onSent?: (sent: SentMail) => void;
}

/** Takes up the work of every queue; it ends with the jobs' stop. */
export async function work(workplace: Workplace): Promise<void> {
  await sendInvitations(workplace);
  await sendDigests(workplace);
  await clearFiles(workplace);
}
