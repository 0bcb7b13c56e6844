import { Directive, Field, ID, ObjectType } from "type-graphql";

@ObjectType({
  description: "A lawsuit or a case of the firm. A client sees the ones it is a party to as the firm's client.",
})
@Directive('@key(fields: "id")')
export class Process {
  @Field(() => ID, { description: "The process's id." })
  id!: string;
}
