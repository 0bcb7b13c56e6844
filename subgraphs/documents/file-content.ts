// Whether a file's content is what it was announced as. Nothing is believed that its sender says.
import { buffer } from "node:stream/consumers";
import { TextDecoder } from "node:util";
import { fileTypeFromBlob } from "file-type";
import { type Storage, StorageUnavailable } from "../../platform/storage.ts";
import { type FileKind, kindOf } from "../../platform/upload-policy.ts";
import { isSoundImage } from "./image-size.ts";
import { type Bytes, isSoundOffice } from "./office-file.ts";

/** The type of a kept file, when its content is of the announced one; null when it is another or cannot be told. */
export async function checkedType(
  storage: Storage,
  key: string,
  byteSize: number,
  announced: string,
): Promise<string | null> {
  const kind = kindOf(announced);
  if (!kind) return null;
  const isOfKind =
    kind.detected.length === 0 ? await isText(storage, key) : await isBinary(bytesOf(storage, key, byteSize), kind);
  return isOfKind ? kind.contentType : null;
}

/** Reads parts of a kept file. */
const bytesOf = (storage: Storage, key: string, size: number): Bytes => ({
  size,
  async part(start, end) {
    if (start >= end) return Buffer.alloc(0);
    const stream = await storage.read(key, { start, end: Math.min(end, size) - 1 });
    if (!stream) throw new StorageUnavailable(new Error("The file that was just kept is not there."));
    return buffer(stream);
  },
});

async function isBinary(bytes: Bytes, kind: FileKind): Promise<boolean> {
  const detected = await detect(bytes);
  if (!detected || !kind.detected.includes(detected)) return false;
  if (kind.contentType === "application/pdf") return isSoundPdf(bytes);
  if (kind.contentType.startsWith("image/")) return isSoundImage(bytes, kind.contentType);
  return kind.contentType.startsWith("application/") ? isSoundOffice(bytes, kind.contentType) : true;
}

/** What file-type makes of it, which reads no more than it needs. */
async function detect({ size, part }: Bytes): Promise<string | null> {
  const blob = {
    size,
    type: "",
    slice: (start = 0, end = size) => ({
      arrayBuffer: async () => new Uint8Array(await part(start, end)).buffer,
    }),
  };
  try {
    return (await fileTypeFromBlob(blob as Blob))?.mime ?? null;
  } catch (error) {
    if (error instanceof StorageUnavailable) throw error;
    // What a broken file breaks is not its reader's fault.
    return null;
  }
}

const markup = /<(?:!doctype|\?xml|html|head|body|script|svg|iframe|style|meta|title)\b/i;

/** Begins like a PDF and ends like one: what only begins like one may be a page for a browser. */
async function isSoundPdf({ size, part }: Bytes): Promise<boolean> {
  const head = (await part(0, 1024)).toString("latin1");
  const tail = (await part(Math.max(0, size - 65_536), size)).toString("latin1");
  return /^%PDF-\d/.test(head) && !markup.test(head) && /startxref\s+\d+\s+%%EOF/.test(tail);
}

/** Valid UTF-8 without control characters that text does not have, and not the beginning of a page or a letter archive. */
async function isText(storage: Storage, key: string): Promise<boolean> {
  const stream = await storage.read(key);
  if (!stream) throw new StorageUnavailable(new Error("The file that was just kept is not there."));
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let head = "";
  for await (const chunk of stream) {
    const text = decodedBy(decoder, chunk as Buffer);
    if (text === null || controls.test(text)) return false;
    if (head.length < 1024) head += text.slice(0, 1024);
  }
  return decodedBy(decoder) !== null && !/^\s*(?:<[!?/a-z]|mime-version:)/i.test(head) && !markup.test(head);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const controls = /[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/;

/** The text of a chunk, or with none the end of it; null when it is not UTF-8. */
function decodedBy(decoder: TextDecoder, chunk?: Buffer): string | null {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    return null;
  }
}
