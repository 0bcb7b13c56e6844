// What is said of a file before it is sent, whoever sends it: read, and refused where it cannot be taken.
import { z } from "zod";
import { type Mistakes, mistake } from "../../platform/errors.ts";
import { line } from "../../platform/input.ts";
import { endsAs, kindOf } from "../../platform/upload-policy.ts";
import { fileName } from "./file-name.ts";
import type { EffectivePolicy } from "./upload-policy.ts";

const invalid = (pt: string, en: string) => ({ params: { code: "INVALID", text: { pt, en } } });

/** The fields of an input that announce a file. */
export const announcedFile = {
  name: fileName,
  contentType: line(200),
  byteSize: z.number().refine((size) => size > 0, invalid("O arquivo está vazio.", "The file is empty.")),
  sha256: z
    .string()
    .nullish()
    .transform((s) => s?.trim().toLowerCase() || null)
    .refine(
      (s) => s === null || /^[0-9a-f]{64}$/.test(s),
      invalid("Informe o SHA-256 em 64 dígitos hexadecimais.", "Give the SHA-256 as 64 hexadecimal digits."),
    ),
};

/** Gives the media type that the file will be checked against; throws FILE_TYPE_REFUSED and FILE_TOO_LARGE. */
export function takenType(
  said: { name: string; contentType: string; byteSize: number },
  { maxBytes, contentTypes }: EffectivePolicy,
): string {
  const kind = kindOf(said.contentType);
  if (!kind || !contentTypes.includes(kind.contentType)) throw typeRefused("contentType");
  if (!endsAs(said.name, kind)) throw typeRefused("name");
  if (said.byteSize > maxBytes) throw tooLarge(maxBytes);
  return kind.contentType;
}

const typeRefused = (field: "contentType" | "name"): Mistakes =>
  mistake(
    "FILE_TYPE_REFUSED",
    ["input", field],
    field === "name" ? "O nome do arquivo não termina como os deste tipo." : "Arquivos deste tipo não são aceitos.",
    field === "name" ? "The file's name does not end as those of its type do." : "Files of this type are not taken.",
  );

function tooLarge(maxBytes: number): Mistakes {
  const megabytes = Math.floor((maxBytes / 1024 / 1024) * 10) / 10;
  return mistake(
    "FILE_TOO_LARGE",
    ["input", "byteSize"],
    `O arquivo passa de ${megabytes.toLocaleString("pt-BR")} MB.`,
    `The file is larger than ${megabytes} MB.`,
  );
}
