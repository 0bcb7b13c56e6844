// How many objects and pages a PDF has or claims to have: what would cost a reader all of its memory to lay out is found out
// before anybody opens it. Nothing of it is parsed or unpacked here: one pass over its bytes, as long as it is.

import { swept } from "../../platform/sweep.ts";

const most = { objects: 500_000, pages: 50_000 };

/** What stands where an object begins, and where a dictionary tells how many there are: in all, in a stream of them, of pages. */
const telling = new RegExp(
  String.raw`\d(?:%space%)+obj\b|\/(Size|N|Count)(?:%space%)*\+?0*(\d{1,20})`.replaceAll(
    "%space%",
    // To a PDF a zero byte is space, and so is a comment.
    String.raw`[\0\s]|%[^\r\n]{0,200}[\r\n]`,
  ),
  "g",
);

/** More than one of these is long, and may lie in two parts. */
const overlap = 256;

/** Whether a PDF's objects and pages are no more than any that people make. */
export async function hasFewObjects(bytes: AsyncIterable<Uint8Array>): Promise<boolean> {
  const counted: Counted = { found: 0, claimed: 0, pages: 0 };
  let text = "";
  for await (const part of swept(bytes)) {
    text = plain(text + Buffer.from(part.buffer, part.byteOffset, part.length).toString("latin1"));
    text = text.slice(count(text, text.length, counted));
    if (isTooMuch(counted)) return false;
  }
  count(text, Number.POSITIVE_INFINITY, counted);
  return !isTooMuch(counted);
}

interface Counted {
  /** Objects that are there, in streams of them as well. */
  found: number;
  /** How many a table of them says there are. */
  claimed: number;
  pages: number;
}

const isTooMuch = ({ found, claimed, pages }: Counted): boolean =>
  Math.max(found, claimed) > most.objects || pages > most.pages;

/** Counts what ends before a place, and gives where the rest begins. */
function count(text: string, end: number, counted: Counted): number {
  let rest = Math.max(0, text.length - overlap);
  for (const { 0: found, 1: name, 2: number, index } of text.matchAll(telling)) {
    // What touches the end may go on behind it.
    if (index + found.length >= end) return Math.min(index, rest);
    if (name === "Count") counted.pages = Math.max(counted.pages, Number(number));
    else if (name === "Size") counted.claimed = Math.max(counted.claimed, Number(number));
    else counted.found += name === "N" ? Number(number) : 1;
    rest = Math.max(rest, index + found.length);
  }
  return rest;
}

/** A name may be written with its letters as numbers. */
const plain = (text: string): string =>
  text.replaceAll(/#([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
