import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type Checker, CheckUnavailable } from "../../platform/checker.ts";
import { log } from "../../platform/log.ts";
import { newKey, openFolder, type Storage, StorageUnavailable } from "../../platform/storage.ts";
import { DOCX, directories, docx, jpegWith, PDF, part, pdf, webp } from "../../tests/file-bodies.ts";
import { openChecker } from "./content-checker.ts";

let folder: string;
let storage: Storage;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "andamento-checker-"));
  storage = openFolder(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open: Checker[] = [];
const opened = (...limits: Parameters<typeof openChecker>): Checker => {
  const checker = openChecker(...limits);
  open.push(checker);
  return checker;
};
afterEach(async () => {
  vi.restoreAllMocks();
  for (const checker of open.splice(0)) await checker.close();
});

interface Sample {
  readonly announced: string;
  readonly body: Buffer;
}
/** Asks what a file is that is kept already. */
async function kept({ announced, body }: Sample) {
  const key = newKey(randomUUID());
  await storage.write(key, one(body), body.length);
  return (checker: Checker, { sender = "ana", from = storage } = {}) =>
    checker.typeOf({ upload: randomUUID(), sender, key, byteSize: body.length, announced }, from);
}
async function* one(body: Buffer) {
  yield body;
}

const honest: Sample = { announced: PDF, body: pdf() };
/** Read for ever: it ends where it begins. */
const endless: Sample = { announced: "image/webp", body: webp(part("ANIM", Buffer.alloc(8), 2 ** 32 - 8)) };
/** Read for a day, with every step of it kept in mind. */
const heavy: Sample = { announced: "image/jpeg", body: jpegWith(directories(1800)) };
/** Longer than what is read of it at once. */
const long: Sample = { announced: "text/plain", body: Buffer.from("Autos do processo.\n".repeat(60_000)) };

test("a file that is read for ever is given up, everybody else goes on meanwhile, and the next one is checked", async () => {
  const warned = vi.spyOn(log, "warn");
  const patience = 3000;
  const checker = opened({ patience });
  const [first, next] = [await kept(endless), await kept(honest)];
  let isOver = false;
  const judged = first(checker).finally(() => {
    isOver = true;
  });
  let longest = 0;
  for (let last = performance.now(); !isOver; last = performance.now()) {
    await new Promise(setImmediate);
    longest = Math.max(longest, performance.now() - last);
  }
  expect(await judged).toBeNull();
  expect(longest).toBeLessThan(patience);
  expect(warned.mock.calls).toEqual([[{ upload: expect.any(String), took: "time" }, expect.any(String)]]);
  expect(await next(checker)).toBe(PDF);
});

test("a file that fills the memory is given up, and the next one is checked", async () => {
  const warned = vi.spyOn(log, "warn");
  const checker = opened({ patience: 60_000, heap: 32 });
  const [first, next] = [await kept(heavy), await kept(honest)];
  expect(await first(checker)).toBeNull();
  expect(warned.mock.calls).toEqual([[{ upload: expect.any(String), took: "memory" }, expect.any(String)]]);
  expect(await next(checker)).toBe(PDF);
});

describe("of files that are read for ever", () => {
  /** Asks of so many, one after the other, and counts those that are over. */
  const many = async (checker: Checker, ...senders: string[]) => {
    const asking = await kept(endless);
    const over = { count: 0 };
    const all = senders.map((sender) =>
      asking(checker, { sender }).finally(() => {
        over.count += 1;
      }),
    );
    return { over, all: Promise.allSettled(all) };
  };

  test("one at a time is checked of each sender: nobody else waits", async () => {
    const checker = opened({ patience: 60_000 });
    const next = await kept(honest);
    const { over, all } = await many(checker, "ana", "ana", "ana", "ana");
    expect(await next(checker, { sender: "bia" })).toBe(PDF);
    expect(over.count).toBe(0);
    await checker.close();
    for (const { status, ...rest } of await all)
      expect([status, "reason" in rest && rest.reason]).toEqual(["rejected", expect.any(CheckUnavailable)]);
  });

  test("those of several senders make nobody wait for longer than for one", async () => {
    const checker = opened({ patience: 1500 });
    const next = await kept(honest);
    const { over, all } = await many(checker, "ana", "ana", "bia", "bia", "ana", "bia");
    expect(await next(checker, { sender: "caio" })).toBe(PDF);
    expect(over.count).toBeLessThanOrEqual(2);
    await checker.close();
    await all;
  });
});

describe("a storage", () => {
  test.each<[string, Sample]>([
    ["text", long],
    ["a PDF", honest],
    ["an office file", { announced: DOCX, body: docx() }],
  ])("that fails in the midst of %s is told of, and says nothing of the file", async (_, sample) => {
    const checker = opened();
    const asking = await kept(sample);
    let isGone = false;
    const breaking: Storage = {
      ...storage,
      async read(key, range) {
        if (isGone) throw new StorageUnavailable(new Error("gone"));
        isGone = true;
        const bytes = await storage.read(key, range);
        return sample === long ? (bytes?.once("data", () => bytes.destroy(new Error("gone"))) ?? null) : bytes;
      },
    };
    await expect(asking(checker, { from: breaking })).rejects.toThrow(StorageUnavailable);
    expect(await asking(checker)).toBe(sample.announced);
  });

  test("may take longer than a check", async () => {
    const checker = opened({ patience: 1500 });
    const [asking, other] = [await kept(long), await kept(endless)];
    const reading = Promise.withResolvers<void>();
    const passed = Promise.withResolvers<void>();
    const slow: Storage = {
      ...storage,
      async read(key, range) {
        reading.resolve();
        await passed.promise;
        return storage.read(key, range);
      },
    };
    const type = asking(checker, { from: slow });
    await reading.promise;
    expect(await other(checker, { sender: "bia" })).toBeNull();
    passed.resolve();
    expect(await type).toBe(long.announced);
  });
});

describe("a thread", () => {
  /** The thread that a check makes. */
  const made = async (work: () => Promise<unknown>): Promise<Worker> => {
    const [[worker]] = await Promise.all([once(process, "worker") as Promise<[Worker]>, work()]);
    return worker;
  };

  test("is made for the first file, serves the next one too, and goes when none comes", async () => {
    const checker = opened({ idle: 1500 });
    const asking = await kept(honest);
    const worker = await made(() => asking(checker));
    const gone = once(worker, "exit");
    const another = vi.fn();
    process.on("worker", another);
    try {
      expect(await asking(checker)).toBe(PDF);
      expect(another).not.toHaveBeenCalled();
      await gone;
    } finally {
      process.off("worker", another);
    }
    expect(await asking(checker)).toBe(PDF);
  });

  test("goes with its house, and nothing is checked after that", async () => {
    const checker = opened();
    const asking = await kept(honest);
    const worker = await made(() => asking(checker));
    const gone = once(worker, "exit");
    await checker.close();
    await gone;
    await expect(asking(checker)).rejects.toThrow(CheckUnavailable);
  });
});
