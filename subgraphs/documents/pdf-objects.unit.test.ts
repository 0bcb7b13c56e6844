import { expect, test } from "vitest";
import { hasFewObjects } from "./pdf-objects.ts";

/** Gives a text in parts of a length. */
async function* inParts(text: string, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < text.length; at += length) yield Buffer.from(text.slice(at, at + length), "latin1");
}

test.each<[string, string, boolean]>([
  ["the objects of a document", "1 0 obj << /Type /Pages /Count 12 >> endobj trailer << /Size 2 >>", true],
  ["as many objects as there may be", "1 0 obj\n".repeat(500_000), true],
  ["one more", "1 0 obj\n".repeat(500_001), false],
  ["a table of more", "trailer << /Size 500001 >>", false],
  ["a table of as many, and as many there", `${"1 0 obj\n".repeat(1000)}trailer << /Size 500000 >>`, true],
  ["streams of more in all", "<< /Type /ObjStm /N 250001 >> << /Type /ObjStm /N 250001 >>", false],
  ["more pages than there may be", "<< /Type /Pages /Count\n50001 >>", false],
  ["a name written with numbers", "<< /S#69z#65 2147483647 >>", false],
  ["a number without end", `<< /Size ${"9".repeat(400)} >>`, false],
  ["objects parted by zero bytes", "1 0\0obj\n".repeat(500_001), false],
  ["objects parted by comments", "1 0%x\nobj\n".repeat(500_001), false],
  ["more pages, behind zeros, a sign and a comment", `<< /Count %x\n +${"0".repeat(21)}99999999 >>`, false],
  ["a negative number", "<< /Type /Outlines /Count -3 >>", true],
])("%s: %#", async (_, text, fits) => {
  for (const length of [text.length, 65_536, 61])
    expect(await hasFewObjects(inParts(text, length)), `in parts of ${length}`).toBe(fits);
});
