import { Arg, FieldResolver, Resolver, Root } from "type-graphql";
import { type AccessType, channelsOf } from "../../access/channels.ts";
import { AccessTypeEnum, ChannelAvailability } from "./channel.type.ts";
import type { FirmRow } from "./firm.question.ts";
import { FirmType } from "./firm.type.ts";

@Resolver(() => FirmType)
export class FirmResolver {
  @FieldResolver(() => [ChannelAvailability], {
    nullable: true,
    description: "What a grant of a type would open here. Staff only.",
  })
  channels(
    @Root() firm: FirmRow,
    @Arg("type", () => AccessTypeEnum, { description: "The access type." }) type: AccessType,
  ) {
    return channelsOf(type, firm.plan);
  }
}
