import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { type AccessType, channelsOf } from "../../access/channels.ts";
import { type Asking, payload } from "../../platform/subgraph.ts";
import { AccessTypeEnum, ChannelAvailability } from "./channel.type.ts";
import { type FirmRow, firmsById } from "./firm.question.ts";
import { FirmInput, FirmPayload, FirmType, Portal } from "./firm.type.ts";
import { updateFirm } from "./update-firm.ts";

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

  @FieldResolver(() => Portal, { description: "How its portal presents itself." })
  portal(@Root() firm: FirmRow, @Ctx() asking: Asking): Portal {
    return {
      name: firm.portalName ?? firm.name,
      iconUrl: firm.portalIconUrl,
      webUrl: firm.portalWebUrl ?? asking.house.publicUrl(),
      stores: firm.portalStores,
    };
  }

  @Mutation(() => FirmPayload, { nullable: true, description: "Changes one's firm. Admins." })
  updateFirm(@Arg("input", () => FirmInput, { description: "What changes." }) input: FirmInput, @Ctx() asking: Asking) {
    return payload<{ firm: FirmRow | null }>(asking, { firm: null }, async () => {
      const id = await updateFirm(asking, input);
      asking.forget();
      return { firm: await asking.load(firmsById, id) };
    });
  }
}
