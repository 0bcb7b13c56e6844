import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { isMoment, PageArgs, pageRequest } from "../../platform/connection.ts";
import { type Asking, payload } from "../../platform/subgraph.ts";
import { isId } from "../../platform/text.ts";
import { Contact } from "./contact.stub.ts";
import { type DocumentRow, documentsById } from "./document.question.ts";
import { changedDocument } from "./document.resolver.ts";
import { DocumentPayload, DocumentType } from "./document.type.ts";
import { type DocumentRequestRow, documentRequestsById } from "./document-request.question.ts";
import { DocumentRequestType } from "./document-request.type.ts";
import { fileSubmission } from "./file-submission.ts";
import { requestSubmissionUpload } from "./request-submission-upload.ts";
import { reviewSubmission } from "./review-submission.ts";
import { uploadBy } from "./signed-request.ts";
import { type SubmissionRow, submissionQueue, submissionsById, submissionsOf } from "./submission.question.ts";
import type { SubmissionStatus } from "./submission.ts";
import {
  ReviewSubmissionInput,
  SubmissionConnection,
  SubmissionPayload,
  SubmissionStatusEnum,
  SubmissionType,
  SubmissionUploadInput,
} from "./submission.type.ts";
import { UploadPayload } from "./upload.type.ts";

@Resolver(() => SubmissionType)
export class SubmissionResolver {
  @Query(() => SubmissionType, {
    nullable: true,
    description: "One submission; null when there is none, or none the viewer may see.",
  })
  submission(
    @Arg("id", () => ID, { description: "The submission's id." }) id: string,
    @Ctx() asking: Asking,
  ): Promise<SubmissionRow | null> | null {
    return isId(id) ? asking.load(submissionsById, id) : null;
  }

  @Query(() => SubmissionConnection, {
    nullable: true,
    description: "What the firm's clients have sent, the newest first: from RECEIVED on. Staff only.",
  })
  submissions(
    @Arg("status", () => SubmissionStatusEnum, { nullable: true, description: "Those that are so; left out, all." })
    status: SubmissionStatus | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() asking: Asking,
  ) {
    return submissionQueue(asking, status ?? null, pageRequest(page, "CREATED", isMoment));
  }

  @FieldResolver(() => Contact, { nullable: true, description: "Whose contact record it was sent to." })
  contact(@Root() submission: SubmissionRow): Contact | null {
    return submission.contactVerdict ? ({ id: submission.contactId, verdict: true } as Contact) : null;
  }

  @FieldResolver(() => DocumentRequestType, { nullable: true, description: "The firm's request that it answers." })
  request(@Root() submission: SubmissionRow, @Ctx() asking: Asking): Promise<DocumentRequestRow | null> | null {
    return submission.requestId ? asking.load(documentRequestsById, submission.requestId) : null;
  }

  @FieldResolver(() => DocumentType, {
    nullable: true,
    description: "What was sent, to be downloaded; null until it is received.",
  })
  document(@Root() submission: SubmissionRow, @Ctx() asking: Asking): Promise<DocumentRow | null> | null {
    return submission.documentId ? asking.load(documentsById, submission.documentId) : null;
  }

  @FieldResolver(() => DocumentType, {
    nullable: true,
    description:
      "The document that the firm made of it in a process; null when there is none, or in no process that one sees. Staff only.",
  })
  filedAs(@Root() submission: SubmissionRow, @Ctx() asking: Asking): Promise<DocumentRow | null> | null {
    return submission.filedId ? asking.load(documentsById, submission.filedId) : null;
  }

  @Mutation(() => UploadPayload, {
    nullable: true,
    description:
      "Asks to send a file to one's own contact record: then make the `upload` request with the file as its body, and call completeUpload. FILE_TOO_LARGE, FILE_TYPE_REFUSED or QUOTA_EXCEEDED by uploadPolicy; CONFLICT for a request that is done. Clients whose session has maySubmit.",
  })
  requestSubmissionUpload(
    @Arg("input", () => SubmissionUploadInput, { description: "The file." }) input: SubmissionUploadInput,
    @Ctx() asking: Asking,
  ) {
    return payload<Omit<UploadPayload, "userErrors">>(asking, { uploadId: null, upload: null }, async () => {
      const asked = await requestSubmissionUpload(asking, input);
      return { uploadId: asked.id, upload: uploadBy(asking, asked) };
    });
  }

  @Mutation(() => SubmissionPayload, {
    nullable: true,
    description:
      "Says what the firm makes of a submission. Accepted, it fulfils the request it answers; accepted or rejected, its sender is told by mail that there is news. CONFLICT once it was decided otherwise. Staff.",
  })
  reviewSubmission(
    @Arg("input", () => ReviewSubmissionInput, { description: "What it becomes." }) input: ReviewSubmissionInput,
    @Ctx() asking: Asking,
  ) {
    return payload<{ submission: SubmissionRow | null }>(asking, { submission: null }, async () => {
      const id = await reviewSubmission(asking, input);
      asking.forget();
      return { submission: await asking.load(submissionsById, id) };
    });
  }

  @Mutation(() => DocumentPayload, {
    nullable: true,
    description:
      "Puts what a client sent into a process, as a document of its own: from then on the kind DOCUMENTS governs it there. CONFLICT for what was rejected or is in a process already. Staff who see the process; NOT_FOUND otherwise.",
  })
  fileSubmission(
    @Arg("submissionId", () => ID, { description: "The submission's id." }) submissionId: string,
    @Arg("processId", () => ID, { description: "The process's id." }) processId: string,
    @Ctx() asking: Asking,
  ) {
    return changedDocument(asking, () => fileSubmission(asking, submissionId, processId));
  }
}

@Resolver(() => Contact)
export class ContactSubmissionsResolver {
  @FieldResolver(() => SubmissionConnection, {
    nullable: true,
    description: "What the client has sent, the newest first. Staff see what has come; the client all of its own.",
  })
  submissions(@Root() contact: Contact, @Args(() => PageArgs) page: PageArgs, @Ctx() asking: Asking) {
    return submissionsOf(asking, contact.id, pageRequest(page, "CREATED", isMoment));
  }
}
