// How many objects and pages a PDF has or claims to have: what would cost a reader all of its memory to lay out is found out
// before anybody opens it. Nothing of it is parsed or unpacked here: one pass over its bytes, as long as it is.

import { swept } from "../../platform/sweep.ts";

const most = { objects: 500_000, pages: 50_000 };

// To a PDF a zero byte is space, and so is a comment.
const space = String.raw`(?:[\0\s]|%[^\r\n]{0,200}[\r\n])`;

/**
 * What stands where an object begins, and where a dictionary tells how many there are: in all, in a stream of them, of pages.
 * Space is looked for backwards, from what it leads to. Forwards it would be read to its end from each digit or name in it: a
 * file that is nothing but comments would keep the whole service waiting for hours.
 */
const beginning = new RegExp(String.raw`(?<=\d${space}+)obj\b`, "g");
/** Each name for itself: where one stands in a comment behind another, a number is of both. */
const numberOf = (name: string): RegExp => new RegExp(String.raw`(?<!\d)(?<=\/${name}${space}*\+?)0*(\d{1,20})`, "g");

interface Counted {
  /** Objects that are there, in streams of them as well. */
  found: number;
  /** How many a table of them says there are. */
  claimed: number;
  pages: number;
}

const telling: readonly [what: RegExp, counts: (counted: Counted, number: number) => void][] = [
  [beginning, (counted) => (counted.found += 1)],
  [numberOf("N"), (counted, number) => (counted.found += number)],
  [numberOf("Size"), (counted, number) => (counted.claimed = Math.max(counted.claimed, number))],
  [numberOf("Count"), (counted, number) => (counted.pages = Math.max(counted.pages, number))],
];

/** More than one of these is long, with what stands before it, and may lie in two parts. */
const overlap = 256;

/** Whether a PDF's objects and pages are no more than any that people make. */
export async function hasFewObjects(bytes: AsyncIterable<Uint8Array>): Promise<boolean> {
  const counted: Counted = { found: 0, claimed: 0, pages: 0 };
  let text = "";
  /** How much of the text has been counted, and is there for what stands behind it. */
  let done = 0;
  for await (const part of swept(bytes)) {
    const more = Buffer.from(part.buffer, part.byteOffset, part.length).toString("latin1");
    text = text.slice(0, done) + plain(text.slice(done) + more);
    const rest = count(text, done, text.length, counted);
    if (isTooMuch(counted)) return false;
    text = text.slice(Math.max(0, rest - overlap));
    done = Math.min(rest, overlap);
  }
  count(text, done, Number.POSITIVE_INFINITY, counted);
  return !isTooMuch(counted);
}

const isTooMuch = ({ found, claimed, pages }: Counted): boolean =>
  Math.max(found, claimed) > most.objects || pages > most.pages;

/** Counts what lies between two places, and gives where the rest begins. */
function count(text: string, from: number, end: number, counted: Counted): number {
  let last = Math.max(from, text.length - overlap);
  let cut = text.length;
  for (const [what, counts] of telling) {
    what.lastIndex = from;
    for (const { 0: found, 1: number, index } of text.matchAll(what)) {
      const isEndless = found.length > overlap;
      // What touches the end may go on behind it.
      if (index + found.length >= end && !isEndless) cut = Math.min(cut, index);
      else {
        counts(counted, isEndless ? Number.POSITIVE_INFINITY : Number(number));
        last = Math.max(last, index + found.length);
      }
    }
  }
  return Math.min(last, cut);
}

/** A name may be written with its letters as numbers. */
const plain = (text: string): string =>
  text.replaceAll(/#([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
