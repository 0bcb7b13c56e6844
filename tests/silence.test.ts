// Who waits for a store or a scanner that keeps silent is told so; a sender that keeps silent is not waited for.
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openBucket } from "../platform/bucket.ts";
import { openScanner } from "../platform/scanner.ts";
import { CompleteUploadDocument, DownloadDocument, RequestDocumentUploadDocument } from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { openStore, type Store } from "./store.ts";
import { download, upload } from "./transfers.ts";
import { type FirmWorld, process as processOf, settleFirm } from "./world.ts";

/** Shorter for senders than for what stands behind, as it would be with a scanner that takes its time. */
const [senders, behind] = [400, 1500];

let store: Store;
let daemon: Server;
let house: TestHouse;
let firm: FirmWorld;
let processId: string;
/** Whether the daemon answers what it is asked. */
let answers = true;
const connections = new Set<Socket>();

beforeAll(async () => {
  store = await openStore();
  daemon = createServer((socket) => {
    connections.add(socket);
    socket.on("error", () => {}).on("close", () => connections.delete(socket));
    socket.on("data", (chunk) => {
      if (answers && chunk.subarray(-4).equals(Buffer.alloc(4))) socket.end("stream: OK\0");
    });
  });
  await once(daemon.listen(0, "127.0.0.1"), "listening");
  house = await openTestHouse({
    storage: openBucket({ ...store.options, patience: behind }),
    scanner: openScanner(`127.0.0.1:${(daemon.address() as AddressInfo).port}`, behind),
    filePatience: senders,
  });
  firm = await settleFirm(house, "almeida.example");
  processId = await processOf(house, firm.carla, { title: "Indenização" });
});
afterEach(() => {
  store.behave("well");
  answers = true;
});
afterAll(async () => {
  await house?.close();
  await store?.close();
  for (const socket of connections) socket.destroy();
  daemon?.close();
});

const body = (bytes: number) => Buffer.from("Autos do processo.\n".repeat(Math.ceil(bytes / 19)));

async function asked(bytes: Buffer) {
  const input = { processId, name: "autos.txt", contentType: "text/plain", byteSize: bytes.length };
  const { data } = await house.ask(firm.carla, RequestDocumentUploadDocument, { input });
  const { uploadId, upload } = data?.requestDocumentUpload ?? {};
  const headers = { "content-type": "text/plain" };
  return {
    id: uploadId as string,
    async put() {
      const answer = await fetch(upload?.url as string, { method: "PUT", body: new Uint8Array(bytes), headers });
      return [answer.status, answer.headers.get("retry-after")];
    },
    complete: async () =>
      (await house.ask(firm.carla, CompleteUploadDocument, { uploadId: uploadId as string })).data?.completeUpload,
  };
}

// All of the one is there before the store is asked for anything, and of the other most is still to come.
test.each([200_000, 20_000_000])(
  "a store that never answers is told of, and the file sent again: %i bytes",
  async (size) => {
    const file = await asked(body(size));
    store.behave("silent");
    expect(await file.put()).toEqual([503, "30"]);
    store.behave("well");
    expect(await file.put()).toEqual([204, null]);
    expect((await file.complete())?.document?.id).toBe(file.id);
  },
);

test("a scanner that never answers is told of, and the file sent again", async () => {
  const file = await asked(body(200_000));
  answers = false;
  expect(await file.put()).toEqual([503, "30"]);
  answers = true;
  expect(await file.put()).toEqual([204, null]);
  expect((await file.complete())?.document?.id).toBe(file.id);
});

test("while a store never answers, completing and fetching tell of it, and nobody else waits", async () => {
  const [there, come] = [await asked(body(1000)), await asked(body(1000))];
  for (const file of [there, come]) await file.put();
  await there.complete();
  const { data } = await house.ask(firm.carla, DownloadDocument, { id: there.id });
  store.behave("silent");
  const waiting = Promise.all([come.complete(), come.complete(), fetch(data?.document?.download?.url as string)]);
  let isOver = false;
  waiting.finally(() => {
    isOver = true;
  });
  // The same row and its lock are to be had meanwhile, and so are the others'.
  await house.owner("select pg_advisory_xact_lock(hashtextextended('andamento upload ' || $1::uuid, 0))", [come.id]);
  expect((await house.ask(firm.carla, DownloadDocument, { id: there.id })).data?.document?.download).not.toBeNull();
  expect(isOver).toBe(false);
  const [first, second, fetching] = await waiting;
  for (const completion of [first, second])
    expect(completion).toMatchObject({ document: null, userErrors: [{ code: "STORAGE_UNAVAILABLE" }] });
  expect(fetching.status).toBe(503);
  store.behave("well");
  expect((await come.complete())?.userErrors).toEqual([]);
});

test("a sender that keeps silent is cut off", async () => {
  const bytes = body(200_000);
  const sending = await upload(house, firm.carla, processId, bytes);
  await sending.to(100_000);
  await expect(sending.answered).rejects.toThrow();
});

test.each([
  ["of no grant", "PUT", "/files/x", 404],
  ["of no address", "PUT", "/files/x/y", 404],
  ["of an address that is none", "PUT", "/files/%E0%A4%A", 400],
])("a sender %s that takes its time is answered, and cut off", async (_, method, path, status) => {
  const { hostname, port } = new URL(house.url);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.on("error", () => {});
  // However it is: who still sends finds the connection reset.
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n`);
  const dripping = setInterval(() => socket.write("x"), senders / 8);
  try {
    await closed;
  } finally {
    clearInterval(dripping);
  }
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test("a reader that takes its time is not waited for for ever", async () => {
  // For who takes all that comes it is enough on a busy machine as well.
  const patient = await openTestHouse({ fileTime: 5000 });
  try {
    const { carla } = await settleFirm(patient, "almeida.example");
    const bytes = body(20_000_000);
    const of = await processOf(patient, carla, { title: "Indenização" });
    const id = await (await upload(patient, carla, of, bytes)).done();
    expect(await (await download(patient, carla, id)).done()).toHaveLength(64);
    const reading = await download(patient, carla, id);
    const dripping = async () => {
      for (let taken = 0; taken < bytes.length; taken += 2 ** 16) {
        await reading.take(2 ** 16);
        await pause(60);
      }
    };
    await expect(dripping()).rejects.toThrow();
  } finally {
    await patient.close();
  }
});
