import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf } from "../../platform/connection.ts";
import { DateTime } from "../../platform/scalars.ts";
import { enumOf, UserError } from "../../platform/user-error.ts";
import { type DocumentSource, documentSources } from "./document.ts";
import { SubmissionType } from "./submission.type.ts";

export const DocumentSourceEnum = enumOf(documentSources);
registerEnumType(DocumentSourceEnum, {
  name: "DocumentSource",
  description: "Who brought a document.",
  valuesConfig: { FIRM: { description: "The firm." }, CLIENT: { description: "The client, who submitted it." } },
});

@ObjectType("Document", { description: "A file of a process's record, or of a client's contact record." })
@Directive('@key(fields: "id")')
export class DocumentType {
  @Field(() => ID, { description: "The document's id." })
  id!: string;

  @Field(() => String, { description: "Its name, as people know it." })
  name!: string;

  @Field(() => String, { nullable: true, description: "What it is about." })
  description!: string | null;

  @Field(() => String, { description: "Its media type, as detected from its content." })
  contentType!: string;

  @Field(() => Int, { description: "Its size in bytes." })
  byteSize!: number;

  @Field(() => String, { description: "SHA-256 of its content, hexadecimal." })
  sha256!: string;

  @Field(() => DocumentSourceEnum, { description: "Who brought it." })
  source!: DocumentSource;

  @Field(() => DateTime, { description: "When it came into the record." })
  createdAt!: string;
}

export const DocumentConnection = connectionOf(() => DocumentType, "Document");

@InputType({ description: "Changes to a document. A field left out stays as it is, null clears it." })
export class UpdateDocumentInput {
  @Field(() => String, { nullable: true, description: "Its name, as people know it: up to 200 characters." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "What it is about: up to 2000 characters." })
  description?: string | null;
}

@ObjectType({ description: "What became of a document.", simpleResolvers: true })
export class DocumentPayload {
  @Field(() => DocumentType, { nullable: true, description: "The document as it is now; null when refused." })
  document!: object | null;

  @Field(() => SubmissionType, {
    nullable: true,
    description: "The submission that is the cause, as it is now; null without one, and when refused.",
  })
  submission!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}
