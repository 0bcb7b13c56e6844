// What is done with of a file is given back while the rest of it passes. A part of it is a small object with its bytes outside
// of the heap, and by itself Node collects such objects after tens of megabytes only.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const every = 4 * 2 ** 20;

// V8's own collector, which is there for who asks for it.
setFlagsFromString("--expose-gc");
const collect: (options: { type: "minor" }) => void = runInNewContext("gc");

let passed = 0;

/** Passes the parts on, and has the young ones that nobody holds collected after every few megabytes: a millisecond each. */
export async function* swept(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const part of parts) {
    yield part as Buffer;
    passed += part.byteLength;
    if (passed < every) continue;
    passed = 0;
    collect({ type: "minor" });
  }
}
