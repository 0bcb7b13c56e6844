// The same of every storage: a folder of this machine, and a bucket of a store on loopback.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openStore, type Store } from "../tests/store.ts";
import { openBucket } from "./bucket.ts";
import { FileTooLong, newKey, openFolder, type Storage, StorageUnavailable } from "./storage.ts";

const folder = mkdtempSync(join(tmpdir(), "andamento-storage-"));
let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const root = join(folder, "files");
/** With what is kept there of files that are not whole. */
const kinds: [string, () => Storage, () => string[]][] = [
  ["a folder", () => openFolder(root), () => readdirSync(join(root, "incoming"))],
  ["a bucket", () => openBucket(store.options), () => store.leftParts()],
];

const key = () => newKey(randomUUID());
async function* chunks(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}
const sha256 = (...parts: Uint8Array[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};

describe.each(kinds)("%s", (_, open, halves) => {
  test("keeps what a stream brings, and tells its size and hash", async () => {
    const storage = open();
    const [at, parts] = [key(), [Buffer.from("Petição "), Buffer.from("inicial")]];
    expect(await storage.write(at, chunks(...parts), 100)).toEqual({ byteSize: 17, sha256: sha256(...parts) });
    expect(await storage.sizeOf(at)).toBe(17);
    expect(await text((await storage.read(at)) as never)).toBe("Petição inicial");
    expect(await text((await storage.read(at, { start: 10, end: 13 })) as never)).toBe("inic");
    expect(await text((await storage.read(at, { start: 16, end: 16 })) as never)).toBe("l");
  });

  test("keeps what does not fit into one part", async () => {
    const storage = open();
    const [at, parts] = [key(), Array.from({ length: 12 }, () => randomBytes(1024 * 1024))];
    const kept = await storage.write(at, chunks(...parts), 12 * 1024 * 1024);
    expect(kept).toEqual({ byteSize: 12 * 1024 * 1024, sha256: sha256(...parts) });
    const hash = createHash("sha256");
    for await (const chunk of (await storage.read(at)) as never as AsyncIterable<Buffer>) hash.update(chunk);
    expect(hash.digest("hex")).toBe(kept.sha256);
  });

  test("holds nothing open for whoever leaves, before the first byte or behind it", async () => {
    const storage = open();
    const at = key();
    // More than is on its way to somebody who does not read.
    await storage.write(at, chunks(Buffer.alloc(12 * 1024 * 1024)), 12 * 1024 * 1024);
    const isOpen = () =>
      process.getActiveResourcesInfo().filter((one) => /^(TCPSocketWrap|FSReqPromise|FileHandle)$/.test(one)).length +
      (existsSync("/proc/self/fd") ? readdirSync("/proc/self/fd").length : 0);
    for (const reads of [false, true]) {
      const before = isOpen();
      for (let times = 0; times < 20; times += 1) {
        const bytes = await storage.read(at);
        if (reads) await bytes?.iterator({ destroyOnReturn: false }).next();
        bytes?.destroy();
      }
      await vi.waitFor(() => expect(isOpen()).toBeLessThan(before + 10), { timeout: 30_000 });
    }
  });

  test("has nothing where nothing was kept, and removes it as if there were", async () => {
    const storage = open();
    const at = key();
    expect([await storage.read(at), await storage.sizeOf(at)]).toEqual([null, null]);
    expect(await storage.read(at, { start: 0, end: 1 })).toBeNull();
    await storage.remove(at);
  });

  test("removes what it kept", async () => {
    const storage = open();
    const at = key();
    await storage.write(at, chunks(Buffer.from("x")), 1);
    await storage.remove(at);
    expect([await storage.read(at), await storage.sizeOf(at)]).toEqual([null, null]);
  });

  test.each([1, 6 * 1024 * 1024])("keeps nothing of a stream that brings more than it may (%i bytes)", async (size) => {
    const storage = open();
    const at = key();
    const parts = Array.from({ length: 2 }, () => Buffer.alloc(size));
    await expect(storage.write(at, chunks(...parts), size)).rejects.toThrow(FileTooLong);
    expect(await storage.sizeOf(at)).toBeNull();
  });

  test.each([1, 6 * 1024 * 1024])(
    "keeps nothing of a stream that breaks, and throws what it threw (%i bytes)",
    async (size) => {
      const storage = open();
      const at = key();
      async function* breaking(): AsyncGenerator<Uint8Array> {
        yield Buffer.alloc(size);
        throw new Error("whoever was sending has gone");
      }
      await expect(storage.write(at, breaking(), 100 * size)).rejects.toThrow("whoever was sending has gone");
      expect(await storage.sizeOf(at)).toBeNull();
    },
  );

  test("removes what whoever died in the midst of a file has left of it, and of no other", async () => {
    const [at, other] = [key(), key()];
    const { promise: dying, resolve: die } = Promise.withResolvers<void>();
    async function* half(): AsyncGenerator<Uint8Array> {
      yield randomBytes(6 * 1024 * 1024);
      await dying;
      throw new Error("it lived, and found that nobody waits for it");
    }
    const writes = [at, other].map((one) => open().write(one, half(), 100 * 1024 * 1024));
    for (const write of writes) write.catch(() => {});
    await vi.waitFor(() => expect(halves()).toHaveLength(2), { timeout: 10_000 });
    // Another process, to which nothing is known of this one's.
    const sweeper = open();
    await sweeper.remove(at);
    expect(halves()).toHaveLength(1);
    await sweeper.remove(other);
    expect(halves()).toEqual([]);
    die();
    await Promise.all(writes.map((write) => expect(write).rejects.toThrow()));
    expect([await sweeper.sizeOf(at), await sweeper.sizeOf(other), halves()]).toEqual([null, null, []]);
  });

  test.each(["../fora", "a/b", "", `${randomUUID()}/../${randomUUID()}`, `/${newKey(randomUUID())}`])(
    "has no place for the key %j",
    async (wrong) => {
      const storage = open();
      await expect(storage.write(wrong, chunks(Buffer.from("x")), 1)).rejects.toThrow();
      await expect(storage.read(wrong)).rejects.toThrow();
      await expect(storage.remove(wrong)).rejects.toThrow();
    },
  );
});

test("a store that is not there, or not ours to use, is unavailable", async () => {
  const elsewhere = [
    { ...store.options, endpoint: "http://127.0.0.1:9" },
    { ...store.options, bucket: "nenhum" },
    { ...store.options, accessKeyId: "nobody" },
  ].map(openBucket);
  for (const storage of elsewhere) {
    await expect(storage.write(key(), chunks(Buffer.from("x")), 1)).rejects.toThrow(StorageUnavailable);
    await expect(storage.read(key())).rejects.toThrow(StorageUnavailable);
    await expect(storage.remove(key())).rejects.toThrow(StorageUnavailable);
  }
});

test("a folder that is no folder is unavailable", async () => {
  const broken = join(folder, "broken");
  const storage = openFolder(broken);
  const at = key();
  writeFileSync(join(broken, at.split("/")[0] as string), "");
  await expect(storage.write(at, chunks(Buffer.from("x")), 1)).rejects.toThrow(StorageUnavailable);
  await expect(storage.read(at)).rejects.toThrow(StorageUnavailable);
  expect(readdirSync(join(broken, "incoming"))).toEqual([]);
});
