import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { type Asking, payload } from "../../platform/subgraph.ts";
import { invitationsOfStaff } from "./client-access.question.ts";
import { InvitationType } from "./client-access.type.ts";
import { type FirmRow, firmsById } from "./firm.question.ts";
import { FirmType } from "./firm.type.ts";
import { inviteStaffMember } from "./invite-staff-member.ts";
import { type StaffMemberRow, staffById, staffOfFirm } from "./staff-member.question.ts";
import {
  InviteStaffMemberInput,
  StaffMemberPayload,
  StaffMemberType,
  UpdateStaffMemberInput,
} from "./staff-member.type.ts";
import { updateStaffMember } from "./update-staff-member.ts";

@Resolver(() => StaffMemberType)
export class StaffMemberResolver {
  @Query(() => [StaffMemberType], { nullable: true, description: "Everybody at the firm, by name. Staff only." })
  staffMembers(@Ctx() asking: Asking): Promise<StaffMemberRow[]> {
    return staffOfFirm(asking);
  }

  @FieldResolver(() => FirmType, { description: "The firm." })
  firm(@Root() member: StaffMemberRow, @Ctx() asking: Asking): Promise<FirmRow | null> {
    return asking.load(firmsById, member.firmId);
  }

  @FieldResolver(() => InvitationType, {
    nullable: true,
    description:
      "The mail that tells them that they belong to the firm, as last sent; null for who was never mailed one. Admins only.",
  })
  invitation(@Root() member: StaffMemberRow, @Ctx() asking: Asking) {
    return asking.load(invitationsOfStaff, member.id);
  }

  @Mutation(() => StaffMemberPayload, {
    nullable: true,
    description:
      "Takes somebody into the firm and mails them a link to set a password with. Again, for one who has never signed in: mails a new link, and takes the name and role that are said now. Admins.",
  })
  inviteStaffMember(
    @Arg("input", () => InviteStaffMemberInput, { description: "Whom." }) input: InviteStaffMemberInput,
    @Ctx() asking: Asking,
  ) {
    return this.changed(asking, () => inviteStaffMember(asking, input));
  }

  @Mutation(() => StaffMemberPayload, {
    nullable: true,
    description: "Changes a staff member, or lets them in no more. Admins; NOT_FOUND for somebody of another firm.",
  })
  updateStaffMember(
    @Arg("input", () => UpdateStaffMemberInput, { description: "Whom, and what changes." })
    input: UpdateStaffMemberInput,
    @Ctx() asking: Asking,
  ) {
    return this.changed(asking, () => updateStaffMember(asking, input));
  }

  private changed(asking: Asking, command: () => Promise<string>) {
    return payload<{ staffMember: StaffMemberRow | null }>(asking, { staffMember: null }, async () => {
      const id = await command();
      asking.forget();
      return { staffMember: await asking.load(staffById, id) };
    });
  }
}
