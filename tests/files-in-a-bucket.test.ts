// The journey of a file where it is kept in a bucket, while the store behaves well and while it does not.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openBucket } from "../platform/bucket.ts";
import { newKey, type Storage } from "../platform/storage.ts";
import {
  CompleteUploadDocument,
  DeleteDocumentDocument,
  DownloadDocument,
  RequestDocumentUploadDocument,
} from "../schema/operations.ts";
import { png } from "./file-bodies.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { openStore, type Store } from "./store.ts";
import { type FirmWorld, process, settleFirm } from "./world.ts";

let store: Store;
let storage: Storage;
let house: TestHouse;
let firm: FirmWorld;
let processId: string;
beforeAll(async () => {
  store = await openStore();
  storage = openBucket(store.options);
  house = await openTestHouse({ storage });
  firm = await settleFirm(house, "almeida.example");
  processId = await process(house, firm.carla, { title: "Indenização" });
});
afterAll(async () => {
  await house?.close();
  await store?.close();
});

const PDF = "application/pdf";
const pdf = (body: string = randomUUID()) =>
  Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% ${body}\nstartxref\n9\n%%EOF\n`);

async function asked(body: Buffer): Promise<{ uploadId: string; url: string }> {
  const input = { processId, name: "a.pdf", contentType: PDF, byteSize: body.length };
  const { data } = await house.ask(firm.carla, RequestDocumentUploadDocument, { input });
  const { uploadId, upload } = data?.requestDocumentUpload ?? {};
  if (!uploadId || !upload) throw new Error(JSON.stringify(data));
  return { uploadId, url: upload.url };
}
const put = async (url: string, body: Buffer): Promise<number> =>
  (await fetch(url, { method: "PUT", body: new Uint8Array(body), headers: { "content-type": PDF } })).status;
const completed = async (uploadId: string) =>
  (await house.ask(firm.carla, CompleteUploadDocument, { uploadId })).data?.completeUpload;
const download = async (id: string) =>
  (await house.ask(firm.carla, DownloadDocument, { id })).data?.document?.download?.url as string;
const keyOf = async (uploadId: string): Promise<string> => {
  await house.owner("alter table documents.upload no force row level security");
  const [row] = await house.owner("select storage_key from documents.upload where id = $1", [uploadId]);
  await house.owner("alter table documents.upload force row level security");
  return row.storage_key;
};

const jobsOf =
  "select id from jobs.job where name = 'files' and state = 'created' and start_after > now() and data ->> 'key' = $1";

test("it comes in, goes out whole and in parts, and its bytes go with it", async () => {
  for (const how of ["well", "slow"] as const) {
    store.behave(how);
    const body = pdf();
    const { uploadId, url } = await asked(body);
    expect(await put(url, body)).toBe(204);
    expect(await put(url, body)).toBe(404);
    expect(await completed(uploadId)).toMatchObject({ userErrors: [], document: { byteSize: body.length } });
    const key = await keyOf(uploadId);
    const fetching = await download(uploadId);
    expect(await (await fetch(fetching)).text()).toBe(body.toString());
    const part = await fetch(fetching, { headers: { range: "bytes=0-7" } });
    expect([part.status, await part.text()]).toEqual([206, "%PDF-1.7"]);
    await house.ask(firm.carla, DeleteDocumentDocument, { id: uploadId });
    expect((await fetch(fetching)).status).toBe(404);
    await vi.waitFor(async () => expect(await storage.sizeOf(key)).toBeNull(), { timeout: 10_000 });
  }
  store.behave("well");
});

test("while the store is gone, refuses or is full, it is told to be unavailable and nothing is made of it; afterwards all is there", async () => {
  const body = pdf();
  const kept = await asked(body);
  await put(kept.url, body);
  const came = await asked(body);
  await put(came.url, body);
  await completed(kept.uploadId);
  for (const how of ["gone", "busy", "overrun", "failing", "full"] as const) {
    const late = await asked(body);
    const key = await keyOf(late.uploadId);
    store.behave(how);
    expect(await put(late.url, body)).toBe(503);
    if (how !== "full") {
      const answer = await fetch(await download(kept.uploadId));
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "30"]);
      expect((await completed(came.uploadId))?.userErrors).toMatchObject([{ code: "STORAGE_UNAVAILABLE" }]);
    }
    store.behave("well");
    expect((await completed(late.uploadId))?.document).toBeNull();
    expect(await storage.sizeOf(key)).toBeNull();
    // What the store may do late all the same is looked for then, and is not where the next try goes.
    expect(await house.owner(jobsOf, [key])).toHaveLength(1);
    expect(await keyOf(late.uploadId)).not.toBe(key);
    expect(await put(late.url, body)).toBe(204);
    expect(await put(late.url, body)).toBe(404);
    expect((await completed(late.uploadId))?.document).not.toBeNull();
  }
  expect((await completed(came.uploadId))?.userErrors).toEqual([]);
  expect((await fetch(await download(kept.uploadId))).status).toBe(200);
});

test("a store that has no more room after a file's first part keeps no part of it", async () => {
  const body = Buffer.from("Autos.\n".repeat(1_800_000));
  const input = { processId, name: "autos.txt", contentType: "text/plain", byteSize: body.length };
  const { data } = await house.ask(firm.carla, RequestDocumentUploadDocument, { input });
  const { uploadId, upload } = data?.requestDocumentUpload ?? {};
  const headers = { "content-type": "text/plain" };
  const sent = async () =>
    (await fetch(upload?.url as string, { method: "PUT", body: new Uint8Array(body), headers })).status;
  const id = uploadId as string;
  const key = await keyOf(id);
  store.behave("filling");
  expect(await sent()).toBe(503);
  store.behave("well");
  expect(await completed(id)).toMatchObject({ document: null, userErrors: [{ code: "UPLOAD_INCOMPLETE" }] });
  expect(await storage.sizeOf(key)).toBeNull();
  expect(store.leftParts()).toEqual([]);
  expect(await sent()).toBe(204);
  expect((await completed(id))?.userErrors).toEqual([]);
});

test("what a store breaks off is never taken for whole: not when it comes in, and not by who downloads it", async () => {
  const body = pdf();
  const kept = await asked(body);
  await put(kept.url, body);
  await completed(kept.uploadId);
  const late = await asked(body);
  const key = await keyOf(late.uploadId);
  store.behave("breaking");
  expect(await put(late.url, body)).toBe(503);
  const answer = await fetch(await download(kept.uploadId));
  await expect(answer.arrayBuffer()).rejects.toThrow();
  store.behave("well");
  expect((await completed(late.uploadId))?.document).toBeNull();
  expect(await storage.sizeOf(key)).toBeNull();
  expect(await (await fetch(await download(kept.uploadId))).text()).toBe(body.toString());
});

test.each([
  ["a.pdf", PDF, pdf()],
  ["a.txt", "text/plain", Buffer.from("Autos.\n")],
  ["a.png", "image/png", png],
])(
  "what a store breaks off while %s is checked is no fault of the file's, which may be sent again",
  async (name, contentType, body) => {
    const input = { processId, name, contentType, byteSize: body.length };
    const { data } = await house.ask(firm.carla, RequestDocumentUploadDocument, { input });
    const { uploadId, upload } = data?.requestDocumentUpload ?? {};
    const sent = async () =>
      (
        await fetch(upload?.url as string, {
          method: "PUT",
          body: new Uint8Array(body),
          headers: { "content-type": contentType },
        })
      ).status;
    store.behave("tiring");
    expect(await sent()).toBe(503);
    store.behave("well");
    expect((await completed(uploadId as string))?.userErrors).toMatchObject([{ code: "UPLOAD_INCOMPLETE" }]);
    expect(await sent()).toBe(204);
    expect((await completed(uploadId as string))?.userErrors).toEqual([]);
  },
);

test("what is deleted while the store is gone is not downloaded any more, and its bytes go when it is back", async () => {
  const body = pdf();
  const { uploadId, url } = await asked(body);
  await put(url, body);
  await completed(uploadId);
  const key = await keyOf(uploadId);
  const fetching = await download(uploadId);
  store.behave("gone");
  const { data } = await house.ask(firm.carla, DeleteDocumentDocument, { id: uploadId });
  expect(data?.deleteDocument?.userErrors).toEqual([]);
  expect((await fetch(fetching)).status).toBe(404);
  // Put off for ten minutes, which are over at once here.
  const putOff =
    "select count(*)::int as n from jobs.job where name = 'files' and state = 'created' and data ->> 'key' = $1";
  await vi.waitFor(async () => expect(await house.owner(putOff, [key])).toEqual([{ n: 1 }]), { timeout: 20_000 });
  store.behave("well");
  expect(await storage.sizeOf(key)).toBe(body.length);
  await house.owner("update jobs.job set start_after = now() where name = 'files' and data ->> 'key' = $1", [key]);
  await vi.waitFor(async () => expect(await storage.sizeOf(key)).toBeNull(), { timeout: 20_000 });
});

test("what a store keeps otherwise than it got it becomes no document, and is not kept", async () => {
  const body = pdf();
  const { uploadId, url } = await asked(body);
  const key = await keyOf(uploadId);
  store.behave("corrupting");
  expect(await put(url, body)).toBe(503);
  store.behave("well");
  expect(await completed(uploadId)).toMatchObject({ document: null, userErrors: [{ code: "UPLOAD_INCOMPLETE" }] });
  expect(await storage.sizeOf(key)).toBeNull();
  expect(await storage.sizeOf(newKey(firm.firmId))).toBeNull();
});
