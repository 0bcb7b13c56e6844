// Sent, completed, fetched and deleted all at once, over and over: a document has its bytes, and bytes have their document.
import { randomInt, randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openBucket } from "../platform/bucket.ts";
import {
  CompleteUploadDocument,
  DeleteDocumentDocument,
  DownloadDocument,
  RequestDocumentUploadDocument,
} from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { openStore, type Store } from "./store.ts";
import { type FirmWorld, process as processOf, settleFirm } from "./world.ts";

const rounds = 12;
/** Uploads at a time, each with all that happens to it. */
const atOnce = 6;

describe.each(["folder", "bucket"] as const)("in a %s", (place) => {
  let store: Store | null = null;
  let house: TestHouse;
  let firm: FirmWorld;
  let processId: string;
  beforeAll(async () => {
    if (place === "bucket") store = await openStore();
    house = await openTestHouse(store ? { storage: openBucket(store.options) } : {});
    firm = await settleFirm(house, "almeida.example");
    processId = await processOf(house, firm.carla, { title: "Indenização" });
  });
  afterAll(async () => {
    await house?.close();
    await store?.close();
  });

  /** The keys of all that is kept. */
  const kept = (): string[] =>
    store
      ? store.keys()
      : readdirSync(house.filesFolder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => `${entry.parentPath.split(/[/\\]/).at(-1)}/${entry.name}`);
  const keysOf = async (table: string): Promise<string[]> => {
    const rows = await house.house.database.asWorker(firm.firmId, (transaction) =>
      transaction.execute<{ storage_key: string }[]>(`select storage_key from documents.${table}`),
    );
    return rows.map(({ storage_key }) => storage_key);
  };

  const bodies = () => ["primeiro", "de novo."].map((what) => Buffer.from(`${what} ${randomUUID()}\n`.repeat(2000)));
  const put = async (url: string, body: Buffer) => {
    const headers = { "content-type": "text/plain" };
    return (await fetch(url, { method: "PUT", body: new Uint8Array(body), headers })).status;
  };
  const complete = async (uploadId: string) =>
    (await house.ask(firm.carla, CompleteUploadDocument, { uploadId })).data?.completeUpload;
  const fetched = async (id: string) => {
    const { data } = await house.ask(firm.carla, DownloadDocument, { id });
    const url = data?.document?.download?.url;
    const response = url ? await fetch(url) : null;
    if (response) expect([200, 404]).toContain(response.status);
    return response?.status === 200 ? response.text() : null;
  };
  const remove = (id: string) => house.ask(firm.davi, DeleteDocumentDocument, { id });
  /** With somebody who deletes it, or with nobody. */
  async function round(_: unknown, nth: number): Promise<"there" | "gone" | "never"> {
    const both = bodies();
    const input = { processId, name: "autos.txt", contentType: "text/plain", byteSize: both[0]?.length as number };
    const { data } = await house.ask(firm.carla, RequestDocumentUploadDocument, { input });
    const id = data?.requestDocumentUpload?.uploadId as string;
    const url = data?.requestDocumentUpload?.upload?.url as string;
    let over = false;
    /** Again and again while the file comes, and twice when it has. */
    const meanwhile = async <Answer>(work: () => Promise<Answer>): Promise<Answer[]> => {
      const answers: Answer[] = [];
      for (let left = 2; left > 0; left -= over ? 1 : 0) {
        await pause(randomInt(40));
        answers.push(await work());
      }
      return answers;
    };
    const sending = Promise.all(both.map((body) => put(url, body))).finally(() => {
      over = true;
    });
    const [sent, downloads, ...completions] = await Promise.all([
      sending,
      meanwhile(() => fetched(id)),
      meanwhile(() => complete(id)),
      meanwhile(() => complete(id)),
      nth % 2 ? meanwhile(() => remove(id)) : null,
    ]).then(([sent, downloads, some, others]) => [sent, downloads, ...some, ...others] as const);
    // One of the two came, whole, or none.
    expect([
      sent.filter((status) => status === 204).length <= 1,
      sent.every((one) => [204, 404].includes(one)),
    ]).toEqual([true, true]);
    const came = both[sent.indexOf(204)]?.toString() ?? null;
    for (const text of downloads) if (text !== null) expect(text).toBe(came);
    for (const completion of completions)
      for (const { code } of completion?.userErrors ?? [])
        expect(["UPLOAD_INCOMPLETE", "NOT_FOUND"], code).toContain(code);

    if (nth % 2) await remove(id);
    const now = await fetched(id);
    if (now !== null) expect(now).toBe(came);
    const last = await complete(id);
    if (now !== null) expect(last?.document?.id).toBe(id);
    if (last?.document) {
      expect(await fetched(id)).toBe(came);
    } else expect(await fetched(id)).toBeNull();
    // Never a second time.
    expect(await put(url, both[1] as Buffer)).toBe(404);
    return last?.document ? "there" : completions.some((one) => one?.document) ? "gone" : "never";
  }

  test("no document is without its bytes, and no bytes are without a document", { timeout: 240_000 }, async () => {
    const ends: string[] = [];
    for (let turn = 0; turn < rounds; turn += 1)
      ends.push(...(await Promise.all(Array.from({ length: atOnce }, round))));
    expect(ends).toEqual(expect.arrayContaining(["there", "gone"]));

    // What was never brought to its end is over, and cleared away.
    await house.seed(
      ["documents.upload"],
      ["update documents.upload set expires_at = now() - interval '1 second' where state <> 'DONE'", []],
    );
    await vi.waitFor(
      async () => {
        await house.owner("update jobs.job set start_after = now() where name = 'files' and state < 'active'");
        house.house.jobs.nudge("files");
        expect(kept().sort()).toEqual((await keysOf("document")).sort());
      },
      { timeout: 120_000, interval: 1000 },
    );
    expect((await keysOf("upload")).sort()).toEqual((await keysOf("document")).sort());
  });
});
