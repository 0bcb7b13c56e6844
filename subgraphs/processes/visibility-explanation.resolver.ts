import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { Channel } from "../../access/channels.ts";
import { ChannelEnum } from "../../platform/channel.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { isId } from "../../platform/text.ts";
import { explainVisibility } from "./explain-visibility.ts";
import { VisibilityExplanation } from "./visibility-explanation.type.ts";

@Resolver()
export class VisibilityExplanationResolver {
  @Query(() => VisibilityExplanation, {
    nullable: true,
    description:
      "Why a client sees, or does not see, a process on a channel: every rule with its verdict. Null when access or process is not the firm's. Admins.",
  })
  explainVisibility(
    @Arg("accessId", () => ID, { description: "The access's id." }) accessId: string,
    @Arg("processId", () => ID, { description: "The process's id." }) processId: string,
    @Arg("channel", () => ChannelEnum, {
      nullable: true,
      defaultValue: "WEB",
      description: "The channel the client comes in by: a link never opens a secret process.",
    })
    channel: Channel | null | undefined,
    @Ctx() asking: Asking,
  ): Promise<VisibilityExplanation | null> | null {
    return isId(accessId) && isId(processId) ? explainVisibility(asking, accessId, processId, channel ?? "WEB") : null;
  }
}
