// Readers who take their time: each gets all of its file, and nobody else waits for them.
import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openBucket } from "../platform/bucket.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { openStore, type Store } from "./store.ts";
import { download, upload } from "./transfers.ts";
import { type FirmWorld, process as processOf, settleFirm } from "./world.ts";

/** More of a file than sockets and streams take between here and there. */
const body = Buffer.alloc(20 * 2 ** 20, "Autos do processo.\n");
const sha256 = createHash("sha256").update(body).digest("hex");
/** How long the store may keep silent, in milliseconds: shorter than readers may. */
const patience = 4000;

/** Five processes are given a folder. */
const places = inject("form") === "five processes" ? (["folder"] as const) : (["folder", "bucket"] as const);

describe.each(places)("from a %s", (place) => {
  let store: Store | null = null;
  let house: TestHouse;
  let firm: FirmWorld;
  let processId: string;
  let id: string;
  beforeAll(async () => {
    if (place === "bucket") store = await openStore();
    house = await openTestHouse(store ? { storage: openBucket({ ...store.options, patience }) } : {});
    firm = await settleFirm(house, "almeida.example");
    processId = await processOf(house, firm.carla, { title: "Indenização" });
    id = await (await upload(house, firm.carla, processId, body)).done();
  });
  afterAll(async () => {
    await house?.close();
    await store?.close();
  });

  test("somebody who pauses in the midst of a file gets all of it", async () => {
    const reading = await download(house, firm.carla, id);
    await reading.take(2 ** 20);
    await pause(patience * 1.5);
    expect(await reading.done()).toBe(sha256);
  });

  test("many who pause keep nobody else from fetching and sending", { timeout: 120_000 }, async () => {
    const readers = await Promise.all(Array.from({ length: 80 }, () => download(house, firm.carla, id)));
    await Promise.all(readers.map((one) => one.take(1)));
    const small = Buffer.from("Despacho.\n");
    const before = performance.now();
    const sent = await (await upload(house, firm.carla, processId, small)).done();
    expect(await (await download(house, firm.carla, sent)).done()).toBe(
      createHash("sha256").update(small).digest("hex"),
    );
    // Not only once the others have been given up.
    expect(performance.now() - before).toBeLessThan(20_000);
    for (const reader of readers) reader.leave();
  });
});
