import { defineSubgraph } from "../../platform/subgraph.ts";
import { AccessActivityResolver, AccessEventResolver } from "./access-event.resolver.ts";
import { AccessEvent } from "./access-event.ts";
import { ClientAccessResolver } from "./client-access.resolver.ts";
import { ClientAccess } from "./client-access.ts";
import { ContactResolver } from "./contact.resolver.ts";
import { Contact } from "./contact.ts";
import { FirmResolver } from "./firm.resolver.ts";
import { Firm } from "./firm.ts";
import { guards, references } from "./guards.ts";
import { Invitation } from "./invitation.ts";
import { Login } from "./login.ts";
import { NewsMail } from "./news-mail-state.ts";
import { OtherAccessesResolver } from "./other-access.ts";
import { SessionResolver, SessionViewerResolver } from "./session.resolver.ts";
import { Session } from "./session.ts";
import { StaffMemberResolver } from "./staff-member.resolver.ts";
import { StaffMember } from "./staff-member.ts";
import { Token } from "./token.ts";

export { sendDigests, wantNews } from "./digest-mail.ts";
export { foundFirm } from "./found-firm.ts";
export { type Guide, guideOf } from "./guide.ts";
export { ContactBook, importedContact, staffByEmail } from "./import-contacts.ts";
export { sendLetters } from "./send-letters.ts";
export { setPlan } from "./set-plan.ts";
export { whoIs } from "./who-is.ts";

export const identity = defineSubgraph({
  name: "identity",
  entities: [Firm, StaffMember, Login, Contact, ClientAccess, Invitation, Token, Session, AccessEvent, NewsMail],
  resolvers: [
    SessionResolver,
    SessionViewerResolver,
    FirmResolver,
    StaffMemberResolver,
    ContactResolver,
    ClientAccessResolver,
    AccessActivityResolver,
    OtherAccessesResolver,
    AccessEventResolver,
  ],
  guards,
  references,
  unions: { Viewer: (row: { member: string }) => row.member, AccessSubject: (row: { member: string }) => row.member },
});
