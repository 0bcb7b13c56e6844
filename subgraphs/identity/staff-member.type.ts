import { Directive, Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { EmailAddress } from "../../platform/scalars.ts";
import { enumOf } from "../../platform/user-error.ts";

export const StaffRoleEnum = enumOf(["ADMIN", "MEMBER"] as const);
registerEnumType(StaffRoleEnum, {
  name: "StaffRole",
  description: "What somebody may do at the firm.",
  valuesConfig: {
    ADMIN: { description: "Administrador: sees everything of the firm and grants client access." },
    MEMBER: { description: "Usuário: works on the processes its visibility allows." },
  },
});

@ObjectType("StaffMember", { description: "Somebody who works at the firm." })
@Directive('@key(fields: "id")')
export class StaffMemberType {
  @Field(() => ID, { description: "The staff member's id." })
  id!: string;

  @Field(() => String, { description: "The name. A client reads it of those its processes name." })
  name!: string;

  @Field(() => EmailAddress, { nullable: true, description: "The e-mail they sign in with. Staff only." })
  email!: string | null;

  @Field(() => StaffRoleEnum, { nullable: true, description: "What they may do. Staff only." })
  role!: "ADMIN" | "MEMBER" | null;

  @Field(() => Boolean, { nullable: true, description: "Whether they may still sign in. Staff only." })
  active!: boolean | null;
}
