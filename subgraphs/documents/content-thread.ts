// What runs in a thread of its own, and knows of a file what it is given here: no storage, no database, no keys.
import type { MessagePort } from "node:worker_threads";
import { StorageUnavailable } from "../../platform/storage.ts";
import { checkedType } from "./file-content.ts";

/** What a thread is given of a file. */
export interface Task {
  readonly byteSize: number;
  readonly announced: string;
  /** Where it asks for the file's bytes. */
  readonly port: MessagePort;
}

/** From `start` up to and without `end`; without both, what comes next of the whole file. */
export interface Ask {
  readonly id: number;
  readonly range?: { readonly start: number; readonly end: number };
}

/** The bytes, or none when the file is at its end; or that the storage failed. */
export interface Told {
  readonly id: number;
  readonly bytes: Uint8Array<ArrayBuffer> | null;
  readonly failed: boolean;
}

/** The type of a file, when its content is of the announced one; null when it is another or cannot be told. */
export default async function check({ byteSize, announced, port }: Task): Promise<string | null> {
  const waiting = new Map<number, (told: Told) => void>();
  port.on("message", (told: Told) => {
    waiting.get(told.id)?.(told);
    waiting.delete(told.id);
  });
  let asked = 0;
  const ask = async (range?: Ask["range"]): Promise<Buffer | null> => {
    asked += 1;
    const id = asked;
    const { bytes, failed } = await new Promise<Told>((resolve) => {
      waiting.set(id, resolve);
      port.postMessage((range ? { id, range } : { id }) satisfies Ask);
    });
    // Of what failed nothing is known here: whoever was asked keeps it.
    if (failed) throw new StorageUnavailable(undefined);
    return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  };
  async function* whole(): AsyncGenerator<Buffer> {
    for (let part = await ask(); part; part = await ask()) yield part;
  }
  const bytes = {
    size: byteSize,
    async part(start: number, end: number) {
      const range = { start, end: Math.min(end, byteSize) };
      return (range.start < range.end && (await ask(range))) || Buffer.alloc(0);
    },
  };
  try {
    return await checkedType(bytes, whole, announced);
  } finally {
    port.close();
  }
}
