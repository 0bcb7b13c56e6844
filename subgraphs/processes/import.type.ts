import { Field, Int, ObjectType } from "type-graphql";
import { UserError } from "../../platform/user-error.ts";

@ObjectType({
  description: "What became of an import. What is wrong is refused by itself, the rest is kept.",
  simpleResolvers: true,
})
export class ImportPayload {
  @Field(() => Int, { description: "How many were not there before." })
  added!: number;

  @Field(() => Int, { description: "How many were there already. A cancelation that is marked on one counts here." })
  unchanged!: number;

  @Field(() => [UserError], { description: "What was refused: `field` has the index in the list." })
  userErrors!: UserError[];
}
