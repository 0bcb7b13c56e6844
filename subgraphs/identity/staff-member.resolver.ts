import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Asking } from "../../platform/subgraph.ts";
import { type FirmRow, firmsById } from "./firm.question.ts";
import { FirmType } from "./firm.type.ts";
import { type StaffMemberRow, staffOfFirm } from "./staff-member.question.ts";
import { StaffMemberType } from "./staff-member.type.ts";

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
}
