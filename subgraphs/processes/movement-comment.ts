import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";
import type { Movement, MovementOrigin } from "./movement.ts";

export const commentAudiences = ["CLIENT", "INTERNAL"] as const;
export type CommentAudience = (typeof commentAudiences)[number];

export const MovementCommentSchema = defineEntity({
  name: "MovementComment",
  schema: "processes",
  tableName: "comment",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    processId: p.uuid(),
    movementId: p.uuid(),
    /** The movement's: a comment is of its category. */
    origin: p.text().$type<MovementOrigin>().check("origin in ('AUTOMATIC', 'MANUAL')"),
    audience: p.text().$type<CommentAudience>().check("audience in ('CLIENT', 'INTERNAL')"),
    text: p.text(),
    /** By the name of then. */
    author: p.text(),
    createdAt: p.datetime(),
  },
  uniques: [{ name: "comment_of_firm", properties: ["firmId", "id"] }],
  indexes: [
    { name: "comment_of_movement", properties: ["movementId", "createdAt"] },
    { name: "comment_of_process", properties: ["processId"] },
  ],
  ...rows.comment,
});

/** What a lawyer says of a movement: to the client, or to colleagues only. */
export class MovementComment extends MovementCommentSchema.class {
  static on(movement: Movement, fields: { audience: CommentAudience; text: string; author: string }): MovementComment {
    return Object.assign(new MovementComment(), {
      id: randomUUID(),
      firmId: movement.firmId,
      processId: movement.processId,
      movementId: movement.id,
      origin: movement.origin,
      createdAt: new Date(),
      ...fields,
    });
  }
}
MovementCommentSchema.setClass(MovementComment);
