import { line } from "../../platform/input.ts";
import { endsAs, kindOf } from "../../platform/upload-policy.ts";

/** Marks that turn the direction of reading, so that a name reads as if it ended otherwise. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** The name of a file as people know it: one line, for reading and never for finding the file. */
export const fileName = line(200).refine((name) => !turning.test(name), {
  params: {
    code: "INVALID",
    text: {
      pt: "Há caracteres que não podem ser usados.",
      en: "There are characters that cannot be used.",
    },
  },
});

/** The name a file is downloaded under: without slashes, and ending as its type's names do whatever it is called. */
export function downloadName(name: string, contentType: string): string {
  const plain = name.replaceAll(/[/\\:*?"<>|%]/g, "_");
  const kind = kindOf(contentType);
  return !kind || endsAs(plain, kind) ? plain : `${plain}.${kind.extensions[0]}`;
}
