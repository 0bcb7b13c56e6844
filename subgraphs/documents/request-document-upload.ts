import { z } from "zod";
import { notFound } from "../../platform/errors.ts";
import { checked, id, optionalText } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { unlessGone } from "../../platform/unless-gone.ts";
import { announcedFile, takenType } from "./announced-file.ts";
import { type AskedUpload, askUpload } from "./asked-upload.ts";
import { mustSeeProcess } from "./seen-process.ts";
import type { DocumentUploadInput } from "./upload.type.ts";
import { policyIn } from "./upload-policy.ts";

const schema = z.object({ processId: id, description: optionalText(2000), ...announcedFile });

/** Asks to send a file to a process. Throws the mistakes in what is announced; nothing has been sent yet. */
export async function requestDocumentUpload(asking: Asking, input: DocumentUploadInput): Promise<AskedUpload> {
  const said = checked(schema, input);
  const { staff } = asking.viewer as { staff: string };
  const ask = () =>
    asking.command(async (transaction) => {
      const contentType = takenType(said, await policyIn(transaction, asking));
      await mustSeeProcess(transaction, said.processId, ["input", "processId"]);
      return askUpload(asking, transaction, {
        ...said,
        contentType,
        staffId: staff,
        accessId: null,
        submissionId: null,
      });
    });
  return unlessGone(() => notFound("input", "processId"), ask);
}
