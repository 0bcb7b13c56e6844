import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { EmailAddress } from "../../platform/scalars.ts";
import { enumOf, UserError } from "../../platform/user-error.ts";
import { type StaffRole, staffRoles } from "./staff-member.ts";

export const StaffRoleEnum = enumOf(staffRoles);
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
  role!: StaffRole | null;

  @Field(() => Boolean, { nullable: true, description: "Whether they may still sign in. Staff only." })
  active!: boolean | null;
}

@InputType({ description: "Somebody to be taken into the firm." })
export class InviteStaffMemberInput {
  @Field(() => String, { description: "The name: up to 200 characters." })
  name!: string;

  @Field(() => EmailAddress, {
    description: "Where the mail goes, and what they will sign in with. TAKEN when somebody of the firm has it.",
  })
  email!: string;

  @Field(() => StaffRoleEnum, { description: "What they may do." })
  role!: StaffRole;
}

@InputType({ description: "What of a staff member changes. A field left out stays." })
export class UpdateStaffMemberInput {
  @Field(() => ID, { description: "Whom: NOT_FOUND for somebody of another firm." })
  id!: string;

  @Field(() => String, { nullable: true, description: "The name: up to 200 characters." })
  name?: string | null;

  @Field(() => StaffRoleEnum, {
    nullable: true,
    description:
      "What they may do, at once. Another role ends their sessions, but for the one that gives up its own: they sign in anew. LAST_ADMIN when no active admin would be left.",
  })
  role?: StaffRole | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether they may sign in. False ends their sessions at once. LAST_ADMIN when no active admin would be left.",
  })
  active?: boolean | null;
}

@ObjectType({ description: "What became of a staff member.", simpleResolvers: true })
export class StaffMemberPayload {
  @Field(() => StaffMemberType, { nullable: true, description: "The staff member as they are now; null when refused." })
  staffMember!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}
