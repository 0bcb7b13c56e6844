// Asks a ClamAV daemon whether a file is clean, by its INSTREAM command (docs/decisions/scanner.md).
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";

export interface Scanner {
  /** Throws ScannerUnavailable when no answer can be had: what was not scanned is not clean. */
  isClean(bytes: AsyncIterable<Uint8Array>): Promise<boolean>;
}

export class ScannerUnavailable extends Error {
  constructor(cause: unknown) {
    super("The scanner failed.", { cause });
  }
}

/** A daemon's address: `host:port`, or the path of its socket. It may keep silent for so many milliseconds. */
export function openScanner(address: string, patience = 30_000): Scanner {
  return {
    async isClean(bytes) {
      const socket = connect(placeOf(address));
      try {
        return await asked(socket, bytes, patience);
      } catch (error) {
        throw new ScannerUnavailable(error);
      } finally {
        socket.destroy();
      }
    },
  };
}

/** Whether a text is `host:port` or a path. */
export const isScannerAddress = (address: string): boolean =>
  address.startsWith("/") || /^[^:\s]+:\d{1,5}$/.test(address);

function placeOf(address: string): { path: string } | { host: string; port: number } {
  if (address.startsWith("/")) return { path: address };
  const [host = "", port] = address.split(":");
  return { host, port: Number(port) };
}

async function asked(socket: Socket, bytes: AsyncIterable<Uint8Array>, patience: number): Promise<boolean> {
  socket.setTimeout(patience, () => socket.destroy(new Error("The scanner takes too long.")));
  await once(socket, "connect");
  // Read from the beginning: a daemon that has seen enough answers before everything is sent.
  const reply = text(socket);
  reply.catch(() => {});
  const over = new AbortController();
  try {
    const sending = pipeline(framed(bytes), socket, { end: false, signal: over.signal });
    sending.catch(() => {});
    // A daemon that leaves politely ends the reply, and what is still to be sent would wait for it for ever.
    await Promise.race([sending, reply]);
    return verdictOf((await reply).replaceAll("\0", "").trim());
  } finally {
    over.abort();
  }
}

function verdictOf(said: string): boolean {
  if (said === "stream: OK") return true;
  if (/^stream: .+ FOUND$/.test(said)) return false;
  throw new Error(`The scanner answered otherwise: ${said.slice(0, 200)}`);
}

/** The command, each chunk with its length before it, and the length of nothing. */
async function* framed(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  yield Buffer.from("zINSTREAM\0");
  for await (const chunk of bytes) if (chunk.length > 0) yield Buffer.concat([lengthOf(chunk.length), chunk]);
  yield lengthOf(0);
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}
