import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Asking } from "../../platform/subgraph.ts";
import { changedProcess } from "./changed-process.ts";
import { linkProcesses, unlinkProcesses } from "./link-processes.ts";
import { type ProcessRow, processOf } from "./process.question.ts";
import { ProcessPayload, ProcessType } from "./process.type.ts";
import { linksOf, type SeenFrom } from "./process-link.question.ts";
import { LinkProcessesInput, ProcessLinkType } from "./process-link.type.ts";

@Resolver(() => ProcessType)
export class ProcessLinksResolver {
  @FieldResolver(() => [ProcessLinkType], { description: "What hangs together with it, of what the viewer may see." })
  async links(@Root() process: ProcessRow, @Ctx() asking: Asking): Promise<SeenFrom[]> {
    return (await asking.load(linksOf, process.id)) ?? [];
  }
}

@Resolver(() => ProcessLinkType)
export class ProcessLinkResolver {
  @FieldResolver(() => ProcessType, { description: "The other process." })
  process(@Root() link: SeenFrom, @Ctx() asking: Asking): Promise<ProcessRow> {
    return processOf(asking, link.otherId);
  }

  @Mutation(() => ProcessPayload, {
    nullable: true,
    description:
      "Links two processes; answers the original. CONFLICT for a second original, another kind between the same two, or a circle. Staff who see both; NOT_FOUND otherwise.",
  })
  linkProcesses(
    @Arg("input", () => LinkProcessesInput, { description: "Which two, and how." }) input: LinkProcessesInput,
    @Ctx() asking: Asking,
  ) {
    return changedProcess(asking, () => linkProcesses(asking, input));
  }

  @Mutation(() => ProcessPayload, {
    nullable: true,
    description: "Takes a link back; answers the original. Staff who see both; NOT_FOUND otherwise.",
  })
  unlinkProcesses(
    @Arg("input", () => LinkProcessesInput, { description: "Which two, and how." }) input: LinkProcessesInput,
    @Ctx() asking: Asking,
  ) {
    return changedProcess(asking, () => unlinkProcesses(asking, input));
  }
}
