import { Field, InputType, Int, ObjectType } from "type-graphql";
import { UserError } from "../../platform/user-error.ts";

@ObjectType({ description: "What a movement means, in plain language.", simpleResolvers: true })
export class MovementExplanation {
  @Field(() => String, { description: "In a few words: for a list." })
  headline!: string;

  @Field(() => String, { description: "In a sentence or two." })
  text!: string;
}

@ObjectType("MovementWording", { description: "How the court movements of one TPU code are explained to clients." })
export class MovementWordingType {
  @Field(() => Int, { description: "The TPU code." })
  code!: number;
}

@InputType({
  description:
    "Words of the firm's own for a TPU code. With neither words nor `silenced` the house's words stand again.",
})
export class MovementWordingInput {
  @Field(() => Int, {
    description: "The TPU code. What stands under it in the TPU, and has no words of its own, goes with it.",
  })
  code!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "The version these words are based on: CONFLICT when the firm's have changed since. Left out: the last one wins.",
  })
  expectedVersion?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "In a few words: up to 120 characters. REQUIRED where `text` is given.",
  })
  headline?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "In a sentence or two: up to 1,000 characters. REQUIRED where `headline` is given.",
  })
  text?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "Whether clients are told nothing of this code. INVALID beside words.",
  })
  silenced?: boolean | null;
}

@ObjectType({ description: "What became of the words for a code.", simpleResolvers: true })
export class MovementWordingPayload {
  @Field(() => MovementWordingType, { nullable: true, description: "The code as it is now; null when refused." })
  movementWording!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}
