// Where files are kept, under keys made here. What a person called a file is never part of where it lies.
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { mkdir, open, rename, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import type { Config } from "./config.ts";

export interface Kept {
  readonly byteSize: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Bytes from the first to the last, both of them included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Every method throws StorageUnavailable when the storage itself fails. */
export interface Storage {
  /**
   * Keeps what a stream brings, without ever holding all of it in memory. When it returns the file is there for good; when
   * it throws, what the stream threw or FileTooLong, nothing is.
   */
  write(key: string, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Kept>;
  /** A file's bytes; null when there is none of this key. */
  read(key: string, range?: ByteRange): Promise<Readable | null>;
  /** A file's size; null when there is none of this key. */
  sizeOf(key: string): Promise<number | null>;
  /** Removes a file, and what a writer of it that died has left; it is no fault if there is none. */
  remove(key: string): Promise<void>;
}

export class StorageUnavailable extends Error {
  constructor(cause: unknown) {
    super("The storage failed.", { cause });
  }
}

/** The stream brought more than it may. */
export class FileTooLong extends Error {}

/** A new key for a file of a firm. */
export const newKey = (firmId: string): string => `${firmId}/${randomUUID()}`;

/** Where a key leads, and it leads nowhere else: anything but a key of ours is a fault. */
export function pathOf(key: string): string {
  if (!/^[0-9a-f-]{36}\/[0-9a-f-]{36}$/.test(key)) throw new Error("This is no key of the storage.");
  return key;
}

/** The storage that is configured: a bucket, or a folder of this machine. */
export async function openStorage({ dataFolder, bucket }: Pick<Config, "dataFolder" | "bucket">): Promise<Storage> {
  // The client of a bucket takes its time to load: only whoever has one pays for it.
  return bucket ? (await import("./bucket.ts")).openBucket(bucket) : openFolder(join(dataFolder, "files"));
}

const hour = 3_600_000;

/** Files in a folder of this machine. */
export function openFolder(root: string): Storage {
  const incoming = join(root, "incoming");
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  removeLeftovers(incoming);
  /** Where a file is until all of it has come: whoever removes it finds it there. */
  const temporaryOf = (key: string) => join(incoming, pathOf(key).replace("/", "."));

  return {
    async write(key, source, maxBytes) {
      const path = join(root, pathOf(key));
      const temporary = temporaryOf(key);
      const file = await kept(open(temporary, "wx", 0o600));
      try {
        const hash = createHash("sha256");
        let byteSize = 0;
        for await (const chunk of source) {
          byteSize += chunk.length;
          if (byteSize > maxBytes) throw new FileTooLong();
          hash.update(chunk);
          await kept(file.writeFile(chunk));
        }
        await kept(file.sync());
        await kept(file.close());
        await kept(mkdir(dirname(path), { recursive: true, mode: 0o700 }));
        await kept(rename(temporary, path));
        await kept(syncFolder(dirname(path)));
        return { byteSize, sha256: hash.digest("hex") };
      } catch (error) {
        await file.close().catch(() => {});
        await unlink(temporary).catch(() => {});
        throw error;
      }
    },

    async read(key, range) {
      const file = await unlessMissing(open(join(root, pathOf(key)), "r"));
      return file?.createReadStream({ ...range, highWaterMark: 256 * 1024 }) ?? null;
    },

    async sizeOf(key) {
      return (await unlessMissing(stat(join(root, pathOf(key)))))?.size ?? null;
    },

    async remove(key) {
      // In the order in which it passes from one to the other, or it would slip through.
      await unlessMissing(unlink(temporaryOf(key)));
      await unlessMissing(unlink(join(root, pathOf(key))));
    },
  };
}

/** What a process that died was still receiving, where nobody came to remove it. Nothing is received for an hour. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const touched = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (touched < Date.now() - hour) rmSync(path, { force: true });
  }
}

/** After a rename the folder has to be on the disk too. */
async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}

const kept = <Answer>(work: Promise<Answer>): Promise<Answer> =>
  work.catch((error: unknown) => {
    throw new StorageUnavailable(error);
  });

const unlessMissing = <Answer>(work: Promise<Answer>): Promise<Answer | null> =>
  kept(
    work.catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    }),
  );
