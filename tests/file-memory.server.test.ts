// Files pass through the service and are never held in its memory, however many are on their way and whoever is slow.
import { createHash, randomBytes } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { defaultMaxBytes } from "../platform/upload-policy.ts";
import { emptyDatabase, servingOf } from "./house.ts";
import { openService, type ServiceForm } from "./service.ts";
import { openStore } from "./store.ts";
import { download, upload } from "./transfers.ts";
import { process as processOf, settleFirm } from "./world.ts";

const megabyte = 1024 * 1024;
const body = Buffer.from(randomBytes(defaultMaxBytes / 2).toString("hex"));
const sha256 = createHash("sha256").update(body).digest("hex");
/** How many are on their way at once: held, they would come to five times 32 MB. */
const many = Array.from({ length: 5 });

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function settled(form: ServiceForm, place: "folder" | "bucket") {
  const { source, drop } = await emptyDatabase();
  closing.push(drop);
  const store = place === "bucket" ? await openStore() : null;
  if (store) closing.push(() => store.close());
  const service = await openService({
    ...{ form, database: source as string, serving: servingOf(source as string) },
    ...(store ? { bucket: store.options } : {}),
  });
  closing.push(() => service.close());
  const { carla } = await settleFirm(service, "almeida.example");
  const processId = await processOf(service, carla, { title: "Indenização" });
  return {
    service,
    sending: () => upload(service, carla, processId, body),
    fetching: download.bind(null, service, carla),
  };
}

// To a bucket a file goes in parts of 5 MB, one after the other, and of what has gone some waits for the collector: the busier the
// machine, the more. `npm run bench -- files` measures a file alone.
test.each<[ServiceForm, "folder" | "bucket", number, number]>([
  ["one process", "folder", 20, 20],
  ["five processes", "folder", 20, 20],
  ["one process", "bucket", 20 * many.length, 30],
  ["five processes", "bucket", 20 * many.length, 30],
])(
  "%s with a %s: of five files of 32 MB at once, whose senders and readers wait, less than %i MB are held, and on their way less than %i MB of each",
  { timeout: 240_000 },
  async (form, place, most, each) => {
    const { service, sending, fetching } = await settled(form, place);
    // What the first one loads and compiles is not the file's.
    expect(await (await fetching(await (await sending()).done())).done()).toBe(sha256);
    const { held: idle } = await service.memory();
    /** The most that was held of them since the last time, and what is now. */
    const grown = async () => {
      const { held, peak } = await service.memory();
      return { held: Math.round((held - idle) / megabyte), peak: Math.round((peak - idle) / megabyte) };
    };

    const uploads = await Promise.all(many.map(sending));
    await Promise.all(uploads.map((one) => one.to(body.length - 1)));
    const allButSent = await grown();
    const ids = await Promise.all(uploads.map((one) => one.done()));
    const sent = await grown();
    const downloads = await Promise.all(ids.map(fetching));
    await Promise.all(downloads.map((one) => one.take(megabyte)));
    const hardlyFetched = await grown();
    expect(await Promise.all(downloads.map((one) => one.done()))).toEqual(many.map(() => sha256));
    const fetched = await grown();
    // Told with their figures, when there are any.
    const tooMuch = Object.entries({ allButSent, sent, hardlyFetched, fetched }).filter(
      ([, { held, peak }]) => held >= most || peak >= each * many.length,
    );
    expect(tooMuch).toEqual([]);
  },
);
