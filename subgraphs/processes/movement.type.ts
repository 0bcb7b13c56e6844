import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf } from "../../platform/connection.ts";
import { DateTime } from "../../platform/scalars.ts";
import { enumOf, UserError } from "../../platform/user-error.ts";
import { type MovementOrigin, movementOrigins } from "./movement.ts";
import { type CommentAudience, commentAudiences } from "./movement-comment.ts";
import type { CourtDegree } from "./process.ts";
import { CourtDegreeEnum } from "./process.type.ts";

export const MovementOriginEnum = enumOf(movementOrigins);
registerEnumType(MovementOriginEnum, {
  name: "MovementOrigin",
  description: "Where a movement comes from: each is a kind of information of its own.",
  valuesConfig: {
    AUTOMATIC: { description: "Andamento automático: from the court." },
    MANUAL: { description: "Histórico manual: written by the firm's people." },
  },
});

export const CommentAudienceEnum = enumOf(commentAudiences);
registerEnumType(CommentAudienceEnum, {
  name: "CommentAudience",
  description: "Whom a comment is for.",
  valuesConfig: {
    CLIENT: { description: "The client, and the firm." },
    INTERNAL: { description: "The firm only: it never leaves it." },
  },
});

@ObjectType("Movement", { description: "Something that happened in a process (andamento)." })
export class MovementType {
  @Field(() => ID, { description: "The movement's id." })
  id!: string;

  @Field(() => MovementOriginEnum, { description: "From the court, or from the firm." })
  origin!: MovementOrigin;

  @Field(() => DateTime, { description: "When it happened." })
  occurredAt!: string;

  @Field(() => CourtDegreeEnum, { nullable: true, description: "The degree it happened in." })
  degree!: CourtDegree | null;

  @Field(() => String, { description: "What happened, in the court's or the firm's words." })
  title!: string;

  @Field(() => String, { nullable: true, description: "More of it." })
  text!: string | null;

  @Field(() => Int, { nullable: true, description: "The TPU code of a court movement." })
  code!: number | null;

  @Field(() => String, { nullable: true, description: "Who wrote a manual one: the name as it was then." })
  author!: string | null;

  @Field(() => Boolean, {
    description:
      "Whether it came after this access last marked the process seen: by its arrival, not by its date. False for staff.",
  })
  unseen!: boolean;
}

@ObjectType("MovementComment", { description: "What the firm's lawyer says of a movement." })
export class MovementCommentType {
  @Field(() => ID, { description: "The comment's id." })
  id!: string;

  @Field(() => String, { description: "What is said." })
  text!: string;

  @Field(() => String, { description: "Who said it: the name as it was then." })
  author!: string;

  @Field(() => CommentAudienceEnum, { description: "Whom it is for. A client gets those for clients only." })
  audience!: CommentAudience;

  @Field(() => DateTime, { description: "When it was said." })
  createdAt!: string;
}

export const MovementConnection = connectionOf(() => MovementType, "Movement");

@InputType({ description: "A movement written by the firm." })
export class RecordMovementInput {
  @Field(() => ID, { description: "The process it happened in." })
  processId!: string;

  @Field(() => DateTime, { description: "When it happened." })
  occurredAt!: Date;

  @Field(() => String, { description: "What happened: up to 300 characters." })
  title!: string;

  @Field(() => String, { nullable: true, description: "More of it: up to 10,000 characters." })
  text?: string | null;

  @Field(() => CourtDegreeEnum, { nullable: true, description: "The degree it happened in." })
  degree?: CourtDegree | null;
}

@InputType({ description: "A movement as a court tells it." })
export class CourtMovementInput {
  @Field(() => String, {
    description: "What the source calls it: the same one twice adds nothing. Up to 200 characters.",
  })
  externalId!: string;

  @Field(() => DateTime, { description: "When it happened." })
  occurredAt!: Date;

  @Field(() => Int, { nullable: true, description: "Its TPU code." })
  code?: number | null;

  @Field(() => String, { description: "The court's words: up to 300 characters." })
  title!: string;

  @Field(() => String, { nullable: true, description: "More of it: up to 10,000 characters." })
  text?: string | null;

  @Field(() => CourtDegreeEnum, { nullable: true, description: "The degree it happened in." })
  degree?: CourtDegree | null;
}

@InputType({ description: "What a court tells of one process." })
export class ImportCourtMovementsInput {
  @Field(() => String, {
    description: "The process's CNJ number, masked or bare: NOT_FOUND when the firm has none of it.",
  })
  processNumber!: string;

  @Field(() => [CourtMovementInput], {
    description: "The movements: up to 1,000. A wrong one is refused with its index, the others are kept.",
  })
  movements!: CourtMovementInput[];
}

@InputType({ description: "A comment on a movement." })
export class CommentMovementInput {
  @Field(() => ID, { description: "The movement." })
  movementId!: string;

  @Field(() => String, { description: "What is said: up to 5,000 characters." })
  text!: string;

  @Field(() => CommentAudienceEnum, { description: "Whom it is for." })
  audience!: CommentAudience;
}

@ObjectType({ description: "What became of a movement.", simpleResolvers: true })
export class MovementPayload {
  @Field(() => MovementType, { nullable: true, description: "The movement as it is now; null when refused." })
  movement!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}
