import type { Storage } from "./storage.ts";

/** A kept file whose content is not known yet. */
export interface Unchecked {
  /** The upload that it came with, for the log. */
  readonly upload: string;
  /** Who sent it: nobody's files are checked more than one at a time. */
  readonly sender: string;
  readonly key: string;
  readonly byteSize: number;
  /** The media type it was announced as. */
  readonly announced: string;
}

/** Tells what files are, apart from the service: whatever is in one, everybody else goes on being answered. */
export interface Checker {
  /**
   * The type of a kept file, when its content is of the announced one; null when it is another, cannot be told, or would cost too
   * much to tell. Throws StorageUnavailable when the file cannot be read, CheckUnavailable when nobody is there to check it.
   */
  typeOf(file: Unchecked, storage: Storage): Promise<string | null>;
  /** Ends whatever is being checked. */
  close(): Promise<void>;
}

export class CheckUnavailable extends Error {
  constructor(cause?: unknown) {
    super("The file could not be checked.", { cause });
  }
}
