import { Directive, Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf } from "../../platform/connection.ts";
import { DateTime } from "../../platform/scalars.ts";
import { enumOf } from "../../platform/user-error.ts";
import { type DocumentSource, documentSources } from "./document.ts";

export const DocumentSourceEnum = enumOf(documentSources);
registerEnumType(DocumentSourceEnum, {
  name: "DocumentSource",
  description: "Who brought a document.",
  valuesConfig: { FIRM: { description: "The firm." }, CLIENT: { description: "The client, who submitted it." } },
});

@ObjectType("Document", { description: "A file of a process's record." })
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
