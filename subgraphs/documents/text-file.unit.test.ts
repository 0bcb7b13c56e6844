import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { isSoundText } from "./text-file.ts";

const told = (bytes: Buffer, size: number) => {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(bytes.subarray(at, at + size));
  return isSoundText(Readable.from(parts));
};

const texts = ["", "a", "Petição inicial\n\tçãé €uro 𝄞 fim", "\ufeffcom marca", "𝄞", "é".repeat(3000)];
const none: [what: string, bytes: Buffer][] = [
  ["NUL", Buffer.from("a\u0000b")],
  ["an escape", Buffer.from("a\u001b[2Jb")],
  ["a byte alone", Buffer.from([0x61, 0xff, 0x61])],
  ["a continuation alone", Buffer.from([0x61, 0x80, 0x61])],
  ["an overlong slash", Buffer.from([0xc0, 0xaf])],
  ["half of a pair", Buffer.from([0xed, 0xa0, 0x80])],
  ["an end in the midst of a character", Buffer.from("fim €").subarray(0, -1)],
  ["a character that is cut by another", Buffer.from([0xe2, 0x82, 0xc3, 0xa9])],
  ["no character", Buffer.from("a\ufffeb")],
  ["no character at the end", Buffer.from("a\uffff")],
  ["UTF-16", Buffer.from("texto", "utf16le")],
  ["a page", Buffer.from("  <html>")],
  ["a page after a mark", Buffer.from("\ufeff<!DOCTYPE html>")],
  ["a letter archive", Buffer.from("MIME-Version: 1.0\n")],
  ["an archive as browsers save it", Buffer.from("From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nx")],
  ["a script further down", Buffer.from(`${" ".repeat(500)}texto <script>`)],
];

test("text is text however it is cut into parts", async () => {
  for (const text of texts)
    for (const size of [1, 2, 3, 4, 5, 7, 64, 100_000])
      expect([text, size, await told(Buffer.from(text), size)]).toEqual([text, size, true]);
});

test.each(none)("%s is no text, however it is cut into parts", async (_, bytes) => {
  for (const size of [1, 2, 3, 4, 5, 7, 64, 100_000])
    for (const before of ["", "x", "é", "€", "𝄞"])
      if (before === "" || !/page|archive/.test(_))
        expect([size, before, await told(Buffer.concat([Buffer.from(before), bytes]), size)]).toEqual([
          size,
          before,
          false,
        ]);
});
