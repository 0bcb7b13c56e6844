import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { type AccessType, channelsOf } from "../../access/channels.ts";
import { Url } from "../../platform/scalars.ts";
import { type Asking, payload } from "../../platform/subgraph.ts";
import { AccessTypeEnum, ChannelAvailability } from "./channel.type.ts";
import { type FirmRow, firmsById } from "./firm.question.ts";
import { FirmInput, FirmPayload, FirmType, Portal } from "./firm.type.ts";
import { guideUrl } from "./guide.ts";
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

  @FieldResolver(() => Url, {
    nullable: true,
    description:
      "The page that tells clients of a type step by step how to come in, to be printed or sent to them. It asks for no sign-in and names no client. Staff only.",
  })
  guideUrl(
    @Root() firm: FirmRow,
    @Arg("type", () => AccessTypeEnum, { description: "The access type." }) type: AccessType,
    @Ctx() asking: Asking,
  ): string {
    return guideUrl(asking.house.publicUrl(), firm.id, type);
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
