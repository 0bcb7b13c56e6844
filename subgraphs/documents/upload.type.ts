import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { DateTime, Url } from "../../platform/scalars.ts";
import { UserError } from "../../platform/user-error.ts";

@ObjectType({ description: "A header of a request.", simpleResolvers: true })
export class RequestHeader {
  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => String, { description: "Its value." })
  value!: string;
}

@ObjectType({
  description:
    "A request to make outside GraphQL, exactly as given. Its address is a secret, short-lived, for this one file and for the session that asked: it answers 404 once that has ended or may no longer see the file.",
  simpleResolvers: true,
})
export class SignedRequest {
  @Field(() => Url, { description: "Where to." })
  url!: string;

  @Field(() => String, { description: "The method: PUT sends a file, GET fetches one (in parts too, by Range)." })
  method!: string;

  @Field(() => [RequestHeader], { description: "The headers to send with it." })
  headers!: RequestHeader[];

  @Field(() => DateTime, { description: "When it must have begun." })
  expiresAt!: Date;
}

@ObjectType("UploadPolicy", { description: "What files the firm takes.", simpleResolvers: true })
export class UploadPolicyType {
  @Field(() => Int, { description: "The largest file, in bytes." })
  maxBytes!: number;

  @Field(() => [String], { description: "The media types. The content is checked, and no macros are taken." })
  contentTypes!: string[];

  @Field(() => Int, { description: "How many files a client may announce in a day of Brazil." })
  clientFilesPerDay!: number;

  @Field(() => Int, { description: "How much they may come to, in units of 1048576 bytes." })
  clientMegabytesPerDay!: number;
}

@InputType({
  description: "Changes to what files the firm takes. A field left out stays, null is as the installation has it.",
})
export class UploadPolicyInput {
  @Field(() => Int, { nullable: true, description: "The largest file, in bytes: no more than the installation takes." })
  maxBytes?: number | null;

  @Field(() => [String], { nullable: true, description: "The media types: some of those the installation takes." })
  contentTypes?: string[] | null;

  @Field(() => Int, { nullable: true, description: "How many files a client may announce in a day." })
  clientFilesPerDay?: number | null;

  @Field(() => Int, { nullable: true, description: "How much they may come to, in units of 1048576 bytes." })
  clientMegabytesPerDay?: number | null;
}

@ObjectType({ description: "What became of the firm's upload policy.", simpleResolvers: true })
export class UploadPolicyPayload {
  @Field(() => UploadPolicyType, { nullable: true, description: "What holds now; null when refused." })
  uploadPolicy!: UploadPolicyType | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}

@ObjectType({ description: "How to send a file.", simpleResolvers: true })
export class UploadPayload {
  @Field(() => ID, {
    nullable: true,
    description: "For completeUpload, when the file has been sent; null when refused.",
  })
  uploadId!: string | null;

  @Field(() => SignedRequest, {
    nullable: true,
    description: "The request to send the file with, once: its body is the file, whole. Null when refused.",
  })
  upload!: SignedRequest | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}

@InputType({ description: "A file to be sent to a process: what it will be checked against when it has come." })
export class DocumentUploadInput {
  @Field(() => ID, { description: "The process it will belong to." })
  processId!: string;

  @Field(() => String, { description: "The file's name, with the ending of its type: up to 200 characters." })
  name!: string;

  @Field(() => String, { nullable: true, description: "What it is about: up to 2000 characters." })
  description?: string | null;

  @Field(() => String, { description: "Its media type, one of uploadPolicy's." })
  contentType!: string;

  @Field(() => Int, { description: "Its size in bytes, exactly." })
  byteSize!: number;

  @Field(() => String, { nullable: true, description: "Its SHA-256, hexadecimal: what comes damaged is refused then." })
  sha256?: string | null;
}
