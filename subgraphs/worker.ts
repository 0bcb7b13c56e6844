// What is done behind everybody's back: letters go out, bytes that no document has go away, and the courts are asked.
import { openDataJud } from "../courts/datajud.ts";
import { openDjen } from "../courts/djen.ts";
import type { CourtSettings } from "../platform/config.ts";
import type { Database } from "../platform/database.ts";
import type { Jobs } from "../platform/jobs.ts";
import type { Keys } from "../platform/keys.ts";
import { log } from "../platform/log.ts";
import type { Post } from "../platform/mail.ts";
import type { Storage } from "../platform/storage.ts";
import { clearFiles } from "./documents/index.ts";
import { sendDigests, sendLetters } from "./identity/index.ts";
import { askCourts } from "./processes/index.ts";

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
  /** The courts' services that may be asked; left out, none. */
  readonly courts?: CourtSettings;
  /** Told of each letter that went out. */
  readonly onSent?: (sent: SentMail) => void;
}

/** Takes up the work of every queue; it ends with the jobs' stop. Gives what is to be called after that. */
export async function work(workplace: Workplace): Promise<() => Promise<void>> {
  const { courts = { DATAJUD: null, DJEN: null } } = workplace;
  const dataJud = courts.DATAJUD && openDataJud({ ...courts.DATAJUD, log });
  const djen = courts.DJEN && openDjen({ ...courts.DJEN, log });
  await sendLetters(workplace);
  await sendDigests(workplace);
  await clearFiles(workplace);
  await askCourts({ ...workplace, settings: courts, courts: { DATAJUD: dataJud, DJEN: djen } });
  return async () => {
    await Promise.all([dataJud?.close(), djen?.close()]);
  };
}
