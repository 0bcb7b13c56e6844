import { z } from "zod";
import { sees } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import { mistake, notFound } from "../../platform/errors.ts";
import { checked, id, requiredText } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { announcedFile, takenType } from "./announced-file.ts";
import { type AskedUpload, askUpload } from "./asked-upload.ts";
import { countOfClient } from "./quota.ts";
import { Submission } from "./submission.ts";
import type { SubmissionUploadInput } from "./submission.type.ts";
import { policyIn } from "./upload-policy.ts";

const schema = z.object({ description: requiredText(2000), requestId: id.nullish(), ...announcedFile });

/** Asks to send a file to one's own contact record. Throws the mistakes in what is announced; nothing has been sent yet. */
export async function requestSubmissionUpload(asking: Asking, input: SubmissionUploadInput): Promise<AskedUpload> {
  const { requestId = null, ...said } = checked(schema, input);
  const { firm, access, contact } = asking.viewer as { firm: string; access: string; contact: string };
  return asking.command(async (transaction) => {
    const policy = await policyIn(transaction, asking);
    const contentType = takenType(said, policy);
    if (requestId) await mustBeOpen(transaction, requestId);
    await countOfClient(transaction, { firm, contact }, said.byteSize, policy);
    const { description } = said;
    const submission = Submission.announce({
      firmId: firm,
      contactId: contact,
      accessId: access,
      description,
      requestId,
    });
    await transaction.persist(submission).flush();
    return askUpload(asking, transaction, {
      ...said,
      contentType,
      processId: null,
      staffId: null,
      accessId: access,
      submissionId: submission.id,
    });
  });
}

/** Throws NOT_FOUND for a request that is none of the client's, CONFLICT for one that is done. */
async function mustBeOpen(transaction: Transaction, requestId: string): Promise<void> {
  const [request] = await transaction.execute<{ fulfilled: boolean }[]>(
    `select r.fulfilled_at is not null as fulfilled from documents.document_request r
     where r.id = ? and (${sees.documentRequest("r")})`,
    [requestId],
  );
  if (!request) throw notFound("input", "requestId");
  if (request.fulfilled)
    throw mistake(
      "CONFLICT",
      ["input", "requestId"],
      "Este pedido já foi atendido ou encerrado.",
      "This request is fulfilled or closed already.",
    );
}
