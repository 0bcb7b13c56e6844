import { defineSubgraph } from "../../platform/subgraph.ts";
import { ClientAccess } from "./client-access.ts";
import { Contact } from "./contact.ts";
import { Firm } from "./firm.ts";
import { guards, references } from "./guards.ts";
import {
  ClientAccessResolver,
  ContactResolver,
  FirmResolver,
  SessionResolver,
  SessionViewerResolver,
  StaffMemberResolver,
} from "./identity.resolver.ts";
import { Invitation } from "./invitation.ts";
import { Login } from "./login.ts";
import { Session } from "./session.ts";
import { StaffMember } from "./staff-member.ts";
import { Token } from "./token.ts";

export { foundFirm } from "./found-firm.ts";
export { sendInvitations } from "./invitation-mail.ts";
export { whoIs } from "./who-is.ts";

export const identity = defineSubgraph({
  name: "identity",
  entities: [Firm, StaffMember, Login, Contact, ClientAccess, Invitation, Token, Session],
  resolvers: [
    SessionResolver,
    SessionViewerResolver,
    FirmResolver,
    StaffMemberResolver,
    ContactResolver,
    ClientAccessResolver,
  ],
  guards,
  references,
  unions: { Viewer: (row: { member: string }) => row.member },
});
