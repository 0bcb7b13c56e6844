// Office files are archives. What is in one is told by the directory at its end, which office programs go by.
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { createInflateRaw, inflateRaw } from "node:zlib";
import { StorageUnavailable } from "../../platform/storage.ts";
import { swept } from "../../platform/sweep.ts";

const inflate = promisify(inflateRaw);

/** Reads parts of a file: from `start` up to and without `end`. */
export interface Bytes {
  readonly size: number;
  part(start: number, end: number): Promise<Buffer>;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

const mebibyte = 1024 * 1024;
const most = { entries: 1000, directory: 4 * mebibyte, unpacked: 200 * mebibyte, ratio: 100, contents: mebibyte };

const programs = /(^|\/)vba(project|data)[^/]*$|(^|\/)(macrosheets|activex|basic|scripts)\//i;
/** Nor a type that is written so that it is not read as one. */
const macros = /macroenabled|vbaproject|macrosheet|activex|&#/i;
/** Behind comments as well, which may be as long as they like; what is text in a document has no such brackets. */
const entities = /<!\s{0,32}(doctype|entity)/i;
/** More than one of these is long. */
const overlap = 64;

/** Whether it is an office file of the type, of a size that can be unpacked, without macros or other programs in it. */
export async function isSoundOffice(bytes: Bytes, contentType: string): Promise<boolean> {
  const entries = await directoryOf(bytes);
  if (!entries || entries.length > most.entries || entries.some(({ name }) => programs.test(name))) return false;
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (unpacked > most.unpacked || unpacked > most.ratio * bytes.size || !areApart(entries)) return false;
  if (new Set(entries.map(({ name }) => name.toLowerCase())).size !== entries.length) return false;
  const open = contentType.includes("opendocument");
  const told = entries.find(({ name }) => name === (open ? "mimetype" : "[Content_Types].xml"));
  const contents = told && (await contentsOf(bytes, told));
  if (!contents) return false;
  const isOfType = open
    ? contents.trim() === contentType
    : contents.includes(`"${contentType}.main+xml"`) && !macros.test(contents);
  if (!isOfType) return false;
  for (const entry of entries) if (!(await unpacksAsSaid(bytes, entry))) return false;
  return true;
}

/** Whether no two entries share bytes: a few that do can unpack to any size. */
function areApart(entries: readonly Entry[]): boolean {
  const inOrder = entries.toSorted((a, b) => a.offset - b.offset);
  return inOrder.every(({ offset, packed }, index) => {
    const next = inOrder[index + 1];
    return !next || offset + 30 + packed <= next.offset;
  });
}

/** Whether an entry unpacks to the size it says, and if it is XML, declares no entities of its own. */
async function unpacksAsSaid(bytes: Bytes, entry: Entry): Promise<boolean> {
  if (entry.method !== 0 && entry.method !== 8) return false;
  const start = await startOf(bytes, entry);
  if (start === null || start + entry.packed > bytes.size) return false;
  const packed = Readable.from(partsOf(bytes, start, start + entry.packed));
  const content = entry.method === 0 ? packed : packed.pipe(createInflateRaw());
  packed.on("error", (error) => content.destroy(error));
  let size = 0;
  let isMarkup: boolean | null = null;
  let text = "";
  try {
    for await (const chunk of swept(content)) {
      size += chunk.length;
      if (size > entry.unpacked) break;
      if (isMarkup === false) continue;
      // Of each character of two bytes one is left.
      text += chunk.toString("latin1").replaceAll("\0", "");
      const [first] = /[^\s\xef\xbb\xbf\xfe\xff]/.exec(text) ?? [];
      isMarkup ??= first === undefined ? null : first === "<";
      if (isMarkup && entities.test(text)) return false;
      text = text.slice(-overlap);
    }
  } catch (error) {
    if (error instanceof StorageUnavailable) throw error;
    return false;
  }
  return size === entry.unpacked;
}

async function* partsOf({ part }: Bytes, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += mebibyte) yield part(at, Math.min(end, at + mebibyte));
}

/** Where an entry's bytes begin; null when there is no entry where the directory says. */
async function startOf({ size, part }: Bytes, { offset }: Entry): Promise<number | null> {
  if (offset + 30 > size) return null;
  const header = await part(offset, offset + 30);
  if (header.readUInt32LE(0) !== 0x04034b50) return null;
  return offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** The archive's directory; null when it has none that is whole, or anything stands before or behind the archive. */
async function directoryOf({ size, part }: Bytes): Promise<Entry[] | null> {
  const tailStart = Math.max(0, size - 65_557);
  const tail = await part(tailStart, size);
  let at = tail.length - 22;
  while (at >= 0 && !(tail.readUInt32LE(at) === 0x06054b50 && at + 22 + tail.readUInt16LE(at + 20) === tail.length))
    at -= 1;
  if (at < 0) return null;
  const count = tail.readUInt16LE(at + 10);
  const length = tail.readUInt32LE(at + 12);
  const start = tail.readUInt32LE(at + 16);
  if (length > most.directory || start + length !== tailStart + at) return null;
  const directory = await part(start, start + length);
  const entries: Entry[] = [];
  let from = 0;
  while (from + 46 <= directory.length && directory.readUInt32LE(from) === 0x02014b50) {
    const encrypted = (directory.readUInt16LE(from + 8) & 1) === 1;
    const nameLength = directory.readUInt16LE(from + 28);
    const end = from + 46 + nameLength;
    if (encrypted || end > directory.length) return null;
    entries.push({
      name: directory.toString("utf8", from + 46, end).replaceAll("\\", "/"),
      method: directory.readUInt16LE(from + 10),
      packed: directory.readUInt32LE(from + 20),
      unpacked: directory.readUInt32LE(from + 24),
      offset: directory.readUInt32LE(from + 42),
    });
    from = end + directory.readUInt16LE(from + 30) + directory.readUInt16LE(from + 32);
  }
  return from === directory.length && entries.length === count ? entries : null;
}

/** An entry's text; null when it cannot be unpacked or is larger than it says. */
async function contentsOf(bytes: Bytes, entry: Entry): Promise<string | null> {
  if (entry.packed > most.contents || entry.unpacked > most.contents) return null;
  const start = await startOf(bytes, entry);
  if (start === null) return null;
  const packed = await bytes.part(start, start + entry.packed);
  if (entry.method === 0) return packed.toString("utf8");
  if (entry.method !== 8) return null;
  try {
    return (await inflate(packed, { maxOutputLength: most.contents })).toString("utf8");
  } catch {
    return null;
  }
}
