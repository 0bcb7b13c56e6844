import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from "type-graphql";
import { isMoment, PageArgs, pageRequest } from "../../platform/connection.ts";
import { badInput } from "../../platform/errors.ts";
import { DateTime } from "../../platform/scalars.ts";
import { type Asking, payload, userErrorsOf } from "../../platform/subgraph.ts";
import { DeletePayload } from "../../platform/user-error.ts";
import { changedProcess } from "./changed-process.ts";
import { commentMovement, deleteMovement, deleteMovementComment } from "./comment-movement.ts";
import { deleted } from "./deleted.ts";
import { ImportPayload } from "./import.type.ts";
import { importCourtMovements } from "./import-court-movements.ts";
import { markProcessSeen } from "./mark-process-seen.ts";
import {
  type CommentRow,
  commentsOf,
  type MovementRow,
  movementsById,
  movementsOf,
  unseenOf,
} from "./movement.question.ts";
import type { MovementOrigin } from "./movement.ts";
import {
  CommentMovementInput,
  ImportCourtMovementsInput,
  MovementCommentType,
  MovementConnection,
  MovementOriginEnum,
  MovementPayload,
  MovementType,
  RecordMovementInput,
} from "./movement.type.ts";
import { type ProcessRow, processOf } from "./process.question.ts";
import { ProcessPayload, ProcessType } from "./process.type.ts";
import { recordMovement } from "./record-movement.ts";

@Resolver(() => ProcessType)
export class ProcessMovementsResolver {
  @FieldResolver(() => MovementConnection, {
    nullable: true,
    description:
      "The timeline, the latest first. With one of the two movement categories it holds that origin only; CATEGORY_NOT_ENABLED when neither is on, or the origin asked for is not.",
  })
  movements(
    @Root() process: ProcessRow,
    @Arg("origin", () => MovementOriginEnum, { nullable: true, description: "Of one origin only." }) origin:
      | MovementOrigin
      | undefined,
    @Arg("since", () => DateTime, { nullable: true, description: "That happened then or later." }) since:
      | Date
      | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() asking: Asking,
  ) {
    const request = pageRequest(page, "OCCURRED", isMoment);
    if (since && Number.isNaN(since.getTime()))
      throw badInput("since não é um momento do calendário.", "since is not a moment of the calendar.");
    return movementsOf(asking, process.id, { origin, since: since?.toISOString() }, request);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      "When the latest movement that the viewer may see happened; null when there is none, or no movement category is on.",
  })
  lastMovementAt(@Root() process: ProcessRow): ProcessRow["lastMovementAt"] {
    return process.lastMovementAt;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "How many movements came since this access last marked the process seen, of those it may see; null for staff, and when no movement category is on.",
  })
  async unseenMovements(@Root() process: ProcessRow, @Ctx() asking: Asking): Promise<number | null> {
    if (asking.viewer?.kind !== "client") return null;
    if (!(await asking.opens("AUTOMATIC_MOVEMENTS")) && !(await asking.opens("MANUAL_MOVEMENTS"))) return null;
    return (await asking.load(unseenOf, process.id)) ?? 0;
  }

  @Mutation(() => ProcessPayload, {
    nullable: true,
    description:
      "Marks a process seen: what it holds is no longer new. Clients, by link too; in a preview it changes nothing.",
  })
  markProcessSeen(
    @Arg("processId", () => ID, { description: "The process's id." }) processId: string,
    @Ctx() asking: Asking,
  ) {
    return changedProcess(asking, () => markProcessSeen(asking, processId));
  }
}

@Resolver(() => MovementType)
export class MovementResolver {
  @FieldResolver(() => ProcessType, { description: "The process it happened in." })
  process(@Root() movement: MovementRow, @Ctx() asking: Asking): Promise<ProcessRow> {
    return processOf(asking, movement.processId);
  }

  @FieldResolver(() => [MovementCommentType], {
    description: "What the firm's lawyers say of it, the earliest first. A client gets those for clients only.",
  })
  async comments(@Root() movement: MovementRow, @Ctx() asking: Asking): Promise<CommentRow[]> {
    return (await asking.load(commentsOf, movement.id)) ?? [];
  }

  @Mutation(() => MovementPayload, {
    nullable: true,
    description: "Writes a movement down. Staff who see the process; NOT_FOUND otherwise.",
  })
  recordMovement(
    @Arg("input", () => RecordMovementInput, { description: "What happened." }) input: RecordMovementInput,
    @Ctx() asking: Asking,
  ) {
    return this.changed(asking, () => recordMovement(asking, input));
  }

  @Mutation(() => ImportPayload, {
    nullable: true,
    description:
      "Takes in what a court tells of a process. The same twice adds nothing; wrong items are refused one by one. Staff who see it.",
  })
  async importCourtMovements(
    @Arg("input", () => ImportCourtMovementsInput, { description: "The process and its movements." })
    input: ImportCourtMovementsInput,
    @Ctx() asking: Asking,
  ) {
    const answer = await payload<{ added: number; unchanged: number; mistakes: [] }>(
      asking,
      { added: null, unchanged: null, mistakes: null },
      () => importCourtMovements(asking, input) as never,
    );
    return {
      added: answer.added ?? 0,
      unchanged: answer.unchanged ?? 0,
      userErrors: [...answer.userErrors, ...userErrorsOf(asking, answer.mistakes ?? [])],
    };
  }

  @Mutation(() => MovementPayload, {
    nullable: true,
    description: "Comments a movement, for the client or for the firm only. Staff who see it.",
  })
  commentMovement(
    @Arg("input", () => CommentMovementInput, { description: "What is said." }) input: CommentMovementInput,
    @Ctx() asking: Asking,
  ) {
    return this.changed(asking, () => commentMovement(asking, input));
  }

  @Mutation(() => DeletePayload, {
    nullable: true,
    description: "Takes a manual movement back, with its comments; CONFLICT for a court's. Staff who see it.",
  })
  deleteMovement(@Arg("id", () => ID, { description: "The movement's id." }) id: string, @Ctx() asking: Asking) {
    return deleted(asking, () => deleteMovement(asking, id));
  }

  @Mutation(() => DeletePayload, { nullable: true, description: "Takes a comment back. Staff who see it." })
  deleteMovementComment(@Arg("id", () => ID, { description: "The comment's id." }) id: string, @Ctx() asking: Asking) {
    return deleted(asking, () => deleteMovementComment(asking, id));
  }

  private changed(asking: Asking, command: () => Promise<string>) {
    return payload<{ movement: MovementRow | null }>(asking, { movement: null }, async () => {
      const id = await command();
      asking.forget();
      return { movement: await asking.load(movementsById, id) };
    });
  }
}
