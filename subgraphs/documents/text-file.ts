import { isUtf8 } from "node:buffer";
import { swept } from "../../platform/sweep.ts";

/** How much of its beginning tells a page or a letter archive from a text. */
const headBytes = 4096;

/** Whether the beginning of a file is that of a page for a browser. */
export const markup = /<(?:!doctype|\?xml|html|head|body|script|svg|iframe|style|meta|title)\b/i;

/**
 * Valid UTF-8 without control characters that text does not have, and not the beginning of a page or a letter archive. It is
 * looked at as bytes, part after part: as text each part would be in memory twice.
 */
export async function isSoundText(stream: AsyncIterable<Uint8Array>): Promise<boolean> {
  let head = Buffer.alloc(0);
  // The bytes of a character that the parts were cut in.
  let cut = Buffer.alloc(0);
  for await (const part of swept(stream)) {
    if (head.length < headBytes) head = Buffer.concat([head, part.subarray(0, headBytes - head.length)]);
    const rest = cut.length > 0 ? lengthFrom(cut[0] as number) - cut.length : 0;
    cut = Buffer.concat([cut, part.subarray(0, rest)]);
    if (cut.length > 0 && rest > part.length) continue;
    const whole = part.subarray(Math.min(rest, part.length), lastWhole(part));
    if (!isText(cut) || !isText(whole)) return false;
    cut = Buffer.from(part.subarray(Math.max(rest, lastWhole(part))));
  }
  const beginning = new TextDecoder().decode(head);
  const [header = ""] = beginning.trimStart().split(/\r?\n\r?\n/, 1);
  return cut.length === 0 && !/^<[!?/a-z]/i.test(header) && !/^mime-version:/im.test(header) && !markup.test(beginning);
}

/** How many bytes a character has that begins with this one. */
const lengthFrom = (byte: number): number => (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1);

/** Where the last character begins that is cut off at a part's end; the end when none is. */
function lastWhole(part: Buffer): number {
  for (let at = part.length - 1; at >= Math.max(0, part.length - 3); at -= 1) {
    const byte = part[at] as number;
    if (byte >= 0xc0) return at + lengthFrom(byte) > part.length ? at : part.length;
    if (byte < 0x80) return part.length;
  }
  return part.length;
}

/** What Unicode says is no character. */
const noncharacters = [Buffer.from("\ufffe"), Buffer.from("\uffff")];

function isText(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32)) return false;
  return isUtf8(bytes) && !noncharacters.some((none) => bytes.includes(none));
}
