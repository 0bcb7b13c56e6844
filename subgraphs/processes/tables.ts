// The tables of movements, links and courts, to word questions over.
import { questionsOver, type TableOf } from "../../platform/question.ts";
import type { CourtAcceptanceSchema } from "./court-acceptance.ts";
import type { CourtConnectorSchema } from "./court-connector.ts";
import type { CourtRegistrationSchema } from "./court-registration.ts";
import type { CourtUpdateSchema } from "./court-update.ts";
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
  "processes.court_connector": TableOf<typeof CourtConnectorSchema>;
  "processes.court_acceptance": TableOf<typeof CourtAcceptanceSchema>;
  "processes.court_registration": TableOf<typeof CourtRegistrationSchema>;
  "processes.court_update": TableOf<typeof CourtUpdateSchema>;
  "processes.link": TableOf<typeof ProcessLinkSchema>;
}>();
