import { Directive, Field, ID, ObjectType } from "type-graphql";

@ObjectType({ description: "A ficha de contato: a person or company the firm knows." })
@Directive('@key(fields: "id")')
export class Contact {
  @Field(() => ID, { description: "The contact's id." })
  id!: string;
}
