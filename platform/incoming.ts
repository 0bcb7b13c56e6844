import type { IncomingMessage } from "node:http";
import { swept } from "./sweep.ts";

/**
 * A request's body for whoever may stop reading it halfway: the rest is read and thrown away, so that the sender hears the
 * answer. By itself a stream that is left cuts the connection, and nobody is told anything. A sender is cut off of whom nothing
 * comes for so many milliseconds, while it is waited for: what is done with its bytes may take longer.
 */
export async function* bytesOf(request: IncomingMessage, patience?: number): AsyncGenerator<Uint8Array> {
  const parts = request.iterator({ destroyOnReturn: false });
  try {
    yield* swept(patience === undefined ? parts : inTime(parts, patience, () => request.destroy()));
  } finally {
    request.resume();
  }
}

/** Passes the parts on, and gives up when one does not come in so many milliseconds: not while nobody asks for it. */
export async function* inTime(parts: AsyncIterator<Uint8Array>, patience: number, giveUp: () => void) {
  try {
    for (;;) {
      const late = setTimeout(giveUp, patience);
      const { value, done } = await parts.next().finally(() => clearTimeout(late));
      if (done) return;
      yield value as Uint8Array;
    }
  } finally {
    // Until it is told so it goes on holding the stream, which then cannot be read and thrown away.
    await parts.return?.();
  }
}
