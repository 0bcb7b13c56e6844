// Loaded into a process of the product before its own code. Asked by SIGUSR2, it writes down how many bytes its memory holds
// now, and held at most since it was asked last: without what nobody needs any more, which it has collected each time. What its
// threads hold now is of it, with what they have not collected yet.
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isMainThread } from "node:worker_threads";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

let peak = 0;
let isWatched = false;

function held() {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  peak = Math.max(peak, heapUsed + external);
  return heapUsed + external;
}

const threads = new Set();

async function heldInThreads() {
  // One that goes meanwhile holds nothing; and older Nodes cannot ask them.
  const told = await Promise.all([...threads].map((thread) => thread.getHeapStatistics?.().catch(() => null)));
  return told.reduce((sum, one) => sum + (one ? one.used_heap_size + one.external_memory : 0), 0);
}

/** Collecting takes its time: the process has most of it for its work. */
function watch() {
  setTimeout(() => {
    held();
    watch();
  }, 1000).unref();
}

if (isMainThread) {
  process.on("worker", (thread) => {
    threads.add(thread);
    thread.once("exit", () => threads.delete(thread));
  });
  process.on("SIGUSR2", async () => {
    if (!isWatched) watch();
    isWatched = true;
    // What a first collection lets go of may hold on to more.
    held();
    await setImmediate();
    const inThreads = await heldInThreads();
    const now = held();
    const file = join(process.env.MEMORY_FOLDER, String(process.pid));
    writeFileSync(`${file}.part`, JSON.stringify({ held: now + inThreads, peak }));
    peak = now;
    renameSync(`${file}.part`, file);
  });
}
