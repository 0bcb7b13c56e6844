import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf } from "../../platform/connection.ts";
import { DateTime } from "../../platform/scalars.ts";
import { enumOf, UserError } from "../../platform/user-error.ts";
import { type ReviewStatus, reviewStatuses, type SubmissionStatus, submissionStatuses } from "./submission.ts";

export const SubmissionStatusEnum = enumOf(submissionStatuses);
registerEnumType(SubmissionStatusEnum, {
  name: "SubmissionStatus",
  description: "How far a submission has come.",
  valuesConfig: {
    AWAITING_UPLOAD: { description: "Announced; its file has not come. Its sender's alone to see." },
    SCANNING: {
      description: "Its file has come and is being checked, until completeUpload. Its sender's alone to see.",
    },
    RECEIVED: { description: "Received by the firm, which has not looked at it." },
    IN_REVIEW: { description: "The firm is looking at it." },
    ACCEPTED: { description: "The firm has accepted it; the request it answers is fulfilled." },
    REJECTED: { description: "The firm has rejected it: `reason` says why." },
  },
});

export const ReviewStatusEnum = enumOf(reviewStatuses);
registerEnumType(ReviewStatusEnum, {
  name: "ReviewStatus",
  description: "What a review can make of a submission.",
  valuesConfig: {
    IN_REVIEW: { description: "Being looked at: the client sees that, and is not written to." },
    ACCEPTED: { description: "Accepted, for good." },
    REJECTED: { description: "Rejected, for good, with a reason that the client reads." },
  },
});

@ObjectType("Submission", {
  description:
    "What a client sent to its contact record (envio de documento), and what became of it. The client sees its own, whatever kinds of information are switched on.",
})
@Directive('@key(fields: "id")')
export class SubmissionType {
  @Field(() => ID, { description: "The submission's id." })
  id!: string;

  @Field(() => String, { description: "What it is, in the client's words." })
  description!: string;

  @Field(() => SubmissionStatusEnum, { description: "How far it has come." })
  status!: SubmissionStatus;

  @Field(() => String, { nullable: true, description: "Why it was rejected; null unless it was." })
  reason!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When the firm received it; null until then." })
  submittedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was accepted or rejected; null until then." })
  reviewedAt!: string | null;
}

export const SubmissionConnection = connectionOf(() => SubmissionType, "Submission");

@InputType({ description: "A file to be sent to one's own contact record: what it will be checked against." })
export class SubmissionUploadInput {
  @Field(() => String, { description: "What it is, in one's own words: up to 2000 characters." })
  description!: string;

  @Field(() => String, { description: "The file's name, with the ending of its type: up to 200 characters." })
  name!: string;

  @Field(() => String, { description: "Its media type, one of uploadPolicy's." })
  contentType!: string;

  @Field(() => Int, { description: "Its size in bytes, exactly." })
  byteSize!: number;

  @Field(() => String, { nullable: true, description: "Its SHA-256, hexadecimal: what comes damaged is refused then." })
  sha256?: string | null;

  @Field(() => ID, { nullable: true, description: "The firm's request that it answers; left out, none." })
  requestId?: string | null;
}

@InputType({ description: "What the firm says of a submission." })
export class ReviewSubmissionInput {
  @Field(() => ID, { description: "The submission." })
  submissionId!: string;

  @Field(() => ReviewStatusEnum, { description: "What it becomes." })
  status!: ReviewStatus;

  @Field(() => String, {
    nullable: true,
    description:
      "Why it is rejected, for the client to read: required then, up to 2000 characters, and for nothing else.",
  })
  reason?: string | null;
}

@ObjectType({ description: "What became of a submission.", simpleResolvers: true })
export class SubmissionPayload {
  @Field(() => SubmissionType, { nullable: true, description: "The submission as it is now; null when refused." })
  submission!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}
