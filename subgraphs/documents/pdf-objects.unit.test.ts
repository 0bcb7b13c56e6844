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
  ["more pages, behind a comment with another name", "<< /Count %/Size\n 50001 >>", false],
  ["streams behind comments with other names", "<< /N %/Size\n 400000 >> ".repeat(2), false],
  ["zeros without end", `<< /N ${"0".repeat(70_000)}1 >>`, false],
  ["a negative number", "<< /Type /Outlines /Count -3 >>", true],
])("%s: %#", async (_, text, fits) => {
  for (const length of [text.length, 65_536, 61])
    expect(await hasFewObjects(inParts(text, length)), `in parts of ${length}`).toBe(fits);
});

test.each<[string, string]>([
  ["digits in comments", "%1\n"],
  ["names in comments", "/N%/N\n"],
  ["names and numbers in comments", "%/N 1\n"],
  ["comments in comments", "% % 0\n"],
  ["objects in comments", "% obj\n"],
  ["objects without a number", "obj%\n"],
  ["space", " "],
  ["names", "/Size "],
  ["letters of names written with numbers", "#4e"],
])("two megabytes of %s are read in the time of their length", { timeout: 120_000 }, async (_, unit) => {
  const text = unit.repeat((2 * 2 ** 20) / unit.length);
  const before = performance.now();
  expect(await hasFewObjects(inParts(text, 2 ** 18))).toBe(true);
  // Read once more for each of its lines it would be minutes.
  expect(performance.now() - before).toBeLessThan(10_000);
});
