import { z } from "zod";
import { executorOf } from "../../platform/database.ts";
import { type Mistakes, mistake } from "../../platform/errors.ts";
import { checked, id, line, optionalText } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { endsAs, kindOf } from "../../platform/upload-policy.ts";
import { clearAwayLater } from "./file-clearing.ts";
import { fileName } from "./file-name.ts";
import { mustSeeProcess } from "./seen-process.ts";
import { Upload } from "./upload.ts";
import type { DocumentUploadInput } from "./upload.type.ts";

const invalid = (pt: string, en: string) => ({ params: { code: "INVALID", text: { pt, en } } });

const schema = z.object({
  processId: id,
  name: fileName,
  description: optionalText(2000),
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
});

export interface AskedUpload {
  readonly id: string;
  readonly grant: string;
  readonly contentType: string;
  readonly expiresAt: Date;
}

/** Asks to send a file to a process. Throws the mistakes in what is announced; nothing has been sent yet. */
export async function requestDocumentUpload(asking: Asking, input: DocumentUploadInput): Promise<AskedUpload> {
  const { processId, ...said } = checked(schema, input);
  const { keys, jobs, maxUploadBytes } = asking.house;
  const kind = kindOf(said.contentType);
  if (!kind) throw typeRefused("contentType");
  if (!endsAs(said.name, kind)) throw typeRefused("name");
  if (said.byteSize > maxUploadBytes) throw tooLarge(maxUploadBytes);
  const { firm, staff, session } = asking.viewer as { firm: string; staff: string; session: string };
  return asking.command(async (transaction) => {
    await mustSeeProcess(transaction, processId, ["input", "processId"]);
    const announced = { ...said, contentType: kind.contentType, processId, firmId: firm, staffId: staff };
    const { upload, grant } = Upload.ask(announced, session, keys);
    await transaction.persist(upload).flush();
    await clearAwayLater(jobs, executorOf(transaction), upload);
    return { id: upload.id, grant, contentType: upload.contentType, expiresAt: upload.expiresAt };
  });
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
