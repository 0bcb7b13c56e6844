import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const MovementWordingSchema = defineEntity({
  name: "MovementWording",
  schema: "processes",
  tableName: "movement_wording",
  properties: {
    firmId: p.uuid().primary(),
    /** The TPU code. */
    code: p.integer().primary(),
    /** Both of them, or neither: then the firm wants nothing said. */
    headline: p.text().nullable(),
    text: p.text().nullable(),
  },
  checks: [
    { name: "movement_wording_is_whole", expression: "(headline is null) = (text is null)" },
    { name: "movement_wording_code", expression: "code > 0" },
  ],
  ...rows.movementWording,
});

/** A firm's own words for a kind of court movement. */
export class MovementWording extends MovementWordingSchema.class {}
MovementWordingSchema.setClass(MovementWording);
