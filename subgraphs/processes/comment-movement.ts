import { z } from "zod";
import { sees } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import { mistake, notFound } from "../../platform/errors.ts";
import { checked, requiredText } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { isId } from "../../platform/text.ts";
import { unlessGone } from "../../platform/unless-gone.ts";
import { authorOf } from "./author.ts";
import { Movement } from "./movement.ts";
import type { CommentMovementInput } from "./movement.type.ts";
import { commentAudiences, MovementComment } from "./movement-comment.ts";

const schema = z.object({
  movementId: z.string(),
  text: requiredText(5000),
  audience: z.enum(commentAudiences),
});

/** Comments a movement. Gives the movement's id; throws the mistakes in the input. */
export async function commentMovement(asking: Asking, input: CommentMovementInput): Promise<string> {
  const said = checked(schema, input);
  return unlessGone(
    () => notFound("input", "movementId"),
    () =>
      asking.command(async (transaction) => {
        const movement = await movementSeen(transaction, said.movementId, ["input", "movementId"]);
        const author = await authorOf(transaction);
        await transaction
          .persist(MovementComment.on(movement, { audience: said.audience, text: said.text, author }))
          .flush();
        return movement.id;
      }),
  );
}

/** Takes a manual movement back, with its comments. Throws NOT_FOUND, and CONFLICT for one that came from a court. */
export async function deleteMovement(asking: Asking, id: string): Promise<string> {
  return asking.command(async (transaction) => {
    await transaction.execute("select access.lock_firm()");
    const movement = await movementSeen(transaction, id, ["id"]);
    if (movement.origin !== "MANUAL")
      throw mistake(
        "CONFLICT",
        ["id"],
        "Andamentos do tribunal não podem ser apagados.",
        "What a court has told cannot be deleted.",
      );
    await transaction.nativeDelete(MovementComment, { movementId: movement.id });
    await transaction.nativeDelete(Movement, { id: movement.id });
    return movement.id;
  });
}

/** Takes a comment back. Throws NOT_FOUND. */
export async function deleteMovementComment(asking: Asking, id: string): Promise<string> {
  if (!isId(id)) throw notFound("id");
  return asking.command(async (transaction) => {
    const [seen] = await transaction.execute(
      `select c.id from processes.comment c where c.id = ? and (${sees.comment("c")})`,
      [id],
    );
    if (!seen) throw notFound("id");
    await transaction.nativeDelete(MovementComment, { id });
    return id;
  });
}

async function movementSeen(transaction: Transaction, id: string, field: string[]): Promise<Movement> {
  if (!isId(id)) throw notFound(...field);
  const [seen] = await transaction.execute(
    `select m.id from processes.movement m where m.id = ? and (${sees.movement("m")})`,
    [id],
  );
  if (!seen) throw notFound(...field);
  return transaction.findOneOrFail(Movement, { id });
}
