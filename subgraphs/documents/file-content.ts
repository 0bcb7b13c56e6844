// Whether a file's content is what it was announced as. Nothing is believed that its sender says.
import { fileTypeFromBlob } from "file-type";
import { StorageUnavailable } from "../../platform/storage.ts";
import { type FileKind, kindOf } from "../../platform/upload-policy.ts";
import { isSoundImage } from "./image-size.ts";
import { type Bytes, isSoundOffice } from "./office-file.ts";
import { hasFewObjects } from "./pdf-objects.ts";
import { isSoundText, markup } from "./text-file.ts";

/** The type of a file, when its content is of the announced one; null when it is another or cannot be told. */
export async function checkedType(
  bytes: Bytes,
  whole: () => AsyncIterable<Uint8Array>,
  announced: string,
): Promise<string | null> {
  const kind = kindOf(announced);
  if (!kind) return null;
  const isOfKind = kind.detected.length === 0 ? await isSoundText(whole()) : await isBinary(bytes, kind, whole);
  return isOfKind ? kind.contentType : null;
}

async function isBinary(bytes: Bytes, kind: FileKind, whole: () => AsyncIterable<Uint8Array>): Promise<boolean> {
  const detected = await detect(bytes);
  if (!detected || !kind.detected.includes(detected)) return false;
  if (kind.contentType === "application/pdf") return (await isWholePdf(bytes)) && hasFewObjects(whole());
  if (kind.contentType.startsWith("image/")) return isSoundImage(bytes, kind.contentType);
  if (kind.contentType === "audio/mpeg") return hasSoundBehindTag(bytes);
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

/** Begins like a PDF and ends like one: what only begins like one may be a page for a browser. */
async function isWholePdf({ size, part }: Bytes): Promise<boolean> {
  const head = (await part(0, 1024)).toString("latin1");
  const tail = (await part(Math.max(0, size - 65_536), size)).toString("latin1");
  return /^%PDF-\d/.test(head) && !markup.test(head) && /startxref\s+\d+\s+%%EOF/.test(tail);
}

/** A tag that claims all there is, or more, is taken for sound by its name alone, and may hold a page for a browser. */
async function hasSoundBehindTag({ size, part }: Bytes): Promise<boolean> {
  const head = await part(0, 10);
  if (head.toString("latin1", 0, 3) !== "ID3") return true;
  const length = head.subarray(6).reduce((sum, seven) => sum * 128 + (seven & 0x7f), 0);
  return 10 + length < size;
}
