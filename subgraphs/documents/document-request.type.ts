import { Field, ID, InputType, ObjectType } from "type-graphql";
import { connectionOf } from "../../platform/connection.ts";
import { DateOnly, DateTime } from "../../platform/scalars.ts";
import { UserError } from "../../platform/user-error.ts";

@ObjectType("DocumentRequest", {
  description: "What the firm asks a client for (RG, comprovante de residência …), and whether it has come.",
})
export class DocumentRequestType {
  @Field(() => ID, { description: "The request's id: a submission that answers it names it." })
  id!: string;

  @Field(() => String, { description: "What is asked for." })
  title!: string;

  @Field(() => String, { nullable: true, description: "What to mind." })
  instructions!: string | null;

  @Field(() => DateOnly, { nullable: true, description: "Until when it is needed." })
  dueOn!: string | null;

  @Field(() => Boolean, {
    description: "Whether it is done: what was sent for it has been accepted, or the firm has closed it.",
  })
  fulfilled!: boolean;

  @Field(() => DateTime, { description: "When it was asked for." })
  createdAt!: string;
}

export const DocumentRequestConnection = connectionOf(() => DocumentRequestType, "DocumentRequest");

@InputType({ description: "What a client is asked for." })
export class DocumentRequestInput {
  @Field(() => ID, { description: "The contact who is asked: a client reads it in its session." })
  contactId!: string;

  @Field(() => String, { description: "What is asked for: up to 300 characters." })
  title!: string;

  @Field(() => String, { nullable: true, description: "What to mind: up to 2000 characters." })
  instructions?: string | null;

  @Field(() => DateOnly, { nullable: true, description: "Until when it is needed." })
  dueOn?: string | null;
}

@ObjectType({ description: "What became of a request for a document.", simpleResolvers: true })
export class DocumentRequestPayload {
  @Field(() => DocumentRequestType, { nullable: true, description: "The request as it is now; null when refused." })
  documentRequest!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}
