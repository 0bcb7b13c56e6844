// Identity's tables, to word questions over.
import { questionsOver, type TableOf } from "../../platform/question.ts";
import type { ClientAccessSchema } from "./client-access.ts";
import type { ContactSchema } from "./contact.ts";
import type { FirmSchema } from "./firm.ts";
import type { InvitationSchema } from "./invitation.ts";
import type { NewsMailSchema } from "./news-mail-state.ts";
import type { SessionSchema } from "./session.ts";
import type { StaffMemberSchema } from "./staff-member.ts";
import type { TokenSchema } from "./token.ts";

export const questions = questionsOver<{
  "identity.firm": TableOf<typeof FirmSchema>;
  "identity.staff_member": TableOf<typeof StaffMemberSchema>;
  "identity.contact": TableOf<typeof ContactSchema>;
  "identity.client_access": TableOf<typeof ClientAccessSchema>;
  "identity.invitation": TableOf<typeof InvitationSchema>;
  "identity.token": TableOf<typeof TokenSchema>;
  "identity.news_mail": TableOf<typeof NewsMailSchema>;
  "identity.session": TableOf<typeof SessionSchema>;
}>();
