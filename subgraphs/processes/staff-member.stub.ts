import { Directive, Field, ID, ObjectType } from "type-graphql";

@ObjectType({ description: "Somebody who works at the firm.", simpleResolvers: true })
@Directive('@key(fields: "id", resolvable: false)')
export class StaffMember {
  @Field(() => ID, { description: "The staff member's id." })
  id!: string;
}
