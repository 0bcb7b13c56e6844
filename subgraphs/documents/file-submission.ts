import { mistake, notFound } from "../../platform/errors.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { unlessGone } from "../../platform/unless-gone.ts";
import { Document } from "./document.ts";
import { mustSeeProcess } from "./seen-process.ts";
import { submissionToChange } from "./submission-to-change.ts";

/**
 * Puts what a client sent into a process: a document of its own, over the same bytes. Gives both ids; throws NOT_FOUND, and
 * CONFLICT for what was rejected and what is in a process already.
 */
export async function fileSubmission(
  asking: Asking,
  submissionId: string,
  processId: string,
): Promise<{ document: string; submission: string }> {
  const file = () =>
    asking.command(async (transaction) => {
      const submission = await submissionToChange(transaction, submissionId, ["submissionId"]);
      await mustSeeProcess(transaction, processId, ["processId"]);
      if (submission.status === "REJECTED")
        throw mistake("CONFLICT", ["submissionId"], "Este envio foi recusado.", "This submission was rejected.");
      if (submission.filedId)
        throw mistake(
          "CONFLICT",
          ["submissionId"],
          "Este envio já está em um processo.",
          "This submission is in a process already.",
        );
      const sent = submission.documentId && (await transaction.findOne(Document, { id: submission.documentId }));
      if (!sent) throw notFound("submissionId");
      const filed = sent.copyIn(processId);
      await transaction.persist(filed).flush();
      submission.file(filed.id);
      await transaction.flush();
      return { document: filed.id, submission: submission.id };
    });
  return unlessGone(() => notFound("processId"), file);
}
