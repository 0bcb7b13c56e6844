import { z } from "zod";
import { executorOf } from "../../platform/database.ts";
import { type Mistakes, mistake } from "../../platform/errors.ts";
import { checked, id, optionalText } from "../../platform/input.ts";
import { mailQueue, tellClient } from "../../platform/news.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { DocumentRequest } from "./document-request.ts";
import { reviewStatuses, type Submission } from "./submission.ts";
import type { ReviewSubmissionInput } from "./submission.type.ts";
import { submissionToChange } from "./submission-to-change.ts";

const schema = z.object({ submissionId: id, status: z.enum(reviewStatuses), reason: optionalText(2000) });

/**
 * Says what the firm makes of a submission: accepted, it fulfils the request it answers; decided either way, its sender is
 * written to. Gives its id; throws NOT_FOUND, and CONFLICT once it was decided otherwise.
 */
export async function reviewSubmission(asking: Asking, input: ReviewSubmissionInput): Promise<string> {
  const { submissionId, status, reason } = checked(schema, input);
  if (status === "REJECTED" && !reason) throw unreasoned();
  if (status !== "REJECTED" && reason) throw needless();
  const { jobs } = asking.house;
  await asking.command(async (transaction) => {
    const submission = await submissionToChange(transaction, submissionId, ["input", "submissionId"]);
    if (submission.isDecided) {
      if (submission.status === status && submission.reason === reason) return;
      throw decided(submission);
    }
    submission.review(status, reason);
    if (status === "ACCEPTED" && submission.requestId) {
      const request = await transaction.findOneOrFail(DocumentRequest, { id: submission.requestId });
      request.fulfil();
    }
    await transaction.flush();
    if (submission.isDecided)
      await tellClient(jobs, executorOf(transaction), {
        firm: submission.firmId,
        contact: submission.contactId,
        news: "SUBMISSION_REVIEWED",
        cause: submission.id,
      });
  });
  jobs.nudge(mailQueue);
  return submissionId;
}

const unreasoned = (): Mistakes =>
  mistake("REQUIRED", ["input", "reason"], "Diga por que foi recusado.", "Say why it is rejected.");

const needless = (): Mistakes =>
  mistake(
    "INVALID",
    ["input", "reason"],
    "Só o que é recusado tem um motivo.",
    "Only what is rejected is given a reason.",
  );

const decided = ({ status }: Submission): Mistakes =>
  status === "ACCEPTED"
    ? mistake(
        "CONFLICT",
        ["input", "status"],
        "Este envio já foi aceito.",
        "This submission has been accepted already.",
      )
    : mistake(
        "CONFLICT",
        ["input", "status"],
        "Este envio já foi recusado.",
        "This submission has been rejected already.",
      );
