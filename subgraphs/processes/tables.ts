// The tables of movements and links, to word questions over.
import { questionsOver, type TableOf } from "../../platform/question.ts";
import type { MovementSchema } from "./movement.ts";
import type { MovementCommentSchema } from "./movement-comment.ts";
import type { MovementWordingSchema } from "./movement-wording.ts";
import type { PartySchema } from "./party.ts";
import type { ProcessSchema } from "./process.ts";
import type { ProcessLinkSchema } from "./process-link.ts";

export const questions = questionsOver<{
  "processes.process": TableOf<typeof ProcessSchema>;
  "processes.party": TableOf<typeof PartySchema>;
  "processes.movement": TableOf<typeof MovementSchema>;
  "processes.comment": TableOf<typeof MovementCommentSchema>;
  "processes.movement_wording": TableOf<typeof MovementWordingSchema>;
  "processes.link": TableOf<typeof ProcessLinkSchema>;
}>();
