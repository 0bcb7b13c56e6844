// How many pixels an image claims to have, from its header: nothing is decoded here, and what would cost a reader all of its
// memory to decode is found out before anybody tries.
import { parsers } from "probe-image-size/sync.js";
import type { Bytes } from "./office-file.ts";

const mebibyte = 1024 * 1024;
/** Fifty of the megapixels that cameras count. */
const mostPixels = 50 * mebibyte;
/** Pages of one file. */
const mostPages = 1000;

/** How each type says its size. HEIC and AVIF say it alike. */
const parserOf: Readonly<Record<string, keyof typeof parsers>> = {
  "image/jpeg": "jpeg",
  "image/png": "png",
  "image/gif": "gif",
  "image/webp": "webp",
  "image/heic": "avif",
  "image/heif": "avif",
};

/** Whether an image tells its size, and each picture in it is of one that can be decoded. */
export async function isSoundImage(bytes: Bytes, contentType: string): Promise<boolean> {
  const parser = parserOf[contentType];
  return parser ? isSmall(await bytes.part(0, 2 * mebibyte), parser) : isSoundTiff(bytes);
}

function isSmall(head: Buffer, parser: keyof typeof parsers): boolean {
  const size = sizeIn(head, parser);
  if (!size) return false;
  return [size, ...(size.variants ?? [])].every(
    ({ width, height }) => width > 0 && height > 0 && width * height <= mostPixels,
  );
}

function sizeIn(head: Buffer, parser: keyof typeof parsers): ReturnType<(typeof parsers)[typeof parser]> {
  try {
    return parsers[parser](parser === "webp" ? whole(head) : head);
  } catch {
    // What a broken file breaks is not its reader's fault.
    return undefined;
  }
}

/** A WebP's beginning, as long as it says that it is: of one that says more its reader tells nothing. */
function whole(head: Buffer): Buffer {
  if (head.length < 8 || head.readUInt32LE(4) + 8 <= head.length) return head;
  const copy = Buffer.from(head);
  copy.writeUInt32LE(head.length - 8, 4);
  return copy;
}

/** A TIFF's pages tell their sizes wherever in the file they like: each is laid behind a header of its own. */
async function isSoundTiff({ size, part }: Bytes): Promise<boolean> {
  const head = Buffer.from(await part(0, 8));
  if (head.length < 8) return false;
  const isBigEndian = head[0] === 0x4d;
  const number = (from: Buffer, at: number, length: 2 | 4): number =>
    isBigEndian ? from.readUIntBE(at, length) : from.readUIntLE(at, length);
  let at = number(head, 4, 4);
  isBigEndian ? head.writeUInt32BE(8, 4) : head.writeUInt32LE(8, 4);
  const visited = new Set<number>();
  let read = 0;
  for (let page = 0; at !== 0; page += 1) {
    // No file holds more of them than it has bytes, unless they lie on each other or go round.
    if (page === mostPages || at + 2 > size || visited.has(at) || read > size) return false;
    visited.add(at);
    const length = number(await part(at, at + 2), 0, 2) * 12 + 2;
    const directory = await part(at, at + length + 4);
    read += directory.length;
    if (directory.length < length + 4 || !isSmall(Buffer.concat([head, directory]), "tiff")) return false;
    at = number(directory, length, 4);
  }
  return true;
}
