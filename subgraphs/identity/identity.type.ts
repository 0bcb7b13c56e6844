// The types of the API that identity owns: firms, staff, contacts, client access and signing in.
import { createUnionType, Directive, Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { type InformationCategory, informationCategories } from "../../access/categories.ts";
import {
  type AccessType,
  accessTypes,
  type Channel,
  type Credential,
  channels,
  credentials,
  type Plan,
  plans,
} from "../../access/channels.ts";
import { connectionOf } from "../../platform/connection.ts";
import { DateTime, EmailAddress } from "../../platform/scalars.ts";
import { enumOf, UserError } from "../../platform/user-error.ts";
import { type AccessStatus, accessStatuses } from "./client-access.ts";
import { type ContactKind, type ContactProfile, contactKinds, contactProfiles } from "./contact.ts";
import { type InvitationStatus, invitationStatuses } from "./invitation.ts";
import { type TokenPurpose, tokenPurposes } from "./token.ts";

export const PlanEnum = enumOf(plans);
registerEnumType(PlanEnum, {
  name: "Plan",
  description: "What the firm subscribes to. SMART, COMPANY and VIP include the app.",
  valuesConfig: {
    LIGHT: { description: "Light: the web only." },
    UP: { description: "Up: the web only." },
    SMART: { description: "Smart: the web and the app." },
    COMPANY: { description: "Company: the web and the app." },
    VIP: { description: "VIP: the web and the app." },
  },
});

export const StaffRoleEnum = enumOf(["ADMIN", "MEMBER"] as const);
registerEnumType(StaffRoleEnum, {
  name: "StaffRole",
  description: "What somebody may do at the firm.",
  valuesConfig: {
    ADMIN: { description: "Administrador: sees everything of the firm and grants client access." },
    MEMBER: { description: "Usuário: works on the processes its visibility allows." },
  },
});

export const AccessTypeEnum = enumOf(accessTypes);
registerEnumType(AccessTypeEnum, {
  name: "AccessType",
  description: "How a client comes in. `Firm.channels` tells what each type opens.",
  valuesConfig: {
    STANDARD: {
      description: "Padrão: a link without login on the web; e-mail and password in the app, where the plan has it.",
    },
    SIMPLIFIED: { description: "Simplificado: e-mail and password on the web." },
  },
});

export const ChannelEnum = enumOf(channels);
registerEnumType(ChannelEnum, {
  name: "Channel",
  description: "Where a client comes in.",
  valuesConfig: {
    WEB: { description: "Acesso do Cliente: the browser." },
    APP: { description: "Portal do Cliente: the app." },
  },
});

export const CredentialEnum = enumOf(credentials);
registerEnumType(CredentialEnum, {
  name: "Credential",
  description: "What a session was opened with.",
  valuesConfig: {
    LINK: { description: "The link of the mail, without login: reads only, and never a secret process." },
    PASSWORD: { description: "E-mail and password." },
  },
});

export const InformationCategoryEnum = enumOf(informationCategories);
registerEnumType(InformationCategoryEnum, {
  name: "InformationCategory",
  description: "The kinds of information the firm switches on one by one. Process data is always seen.",
  valuesConfig: {
    AUTOMATIC_MOVEMENTS: { description: "Movements that come from the courts." },
    MANUAL_MOVEMENTS: { description: "Movements that the firm's people write." },
    TASKS: { description: "Tasks." },
    PUBLICATIONS: { description: "Publications that were treated." },
    DOCUMENTS: { description: "Documents of the process's record." },
  },
});

export const AccessStatusEnum = enumOf(accessStatuses);
registerEnumType(AccessStatusEnum, {
  name: "AccessStatus",
  description: "Where an access stands.",
  valuesConfig: {
    INVITED: { description: "Granted; the invitation has not been taken up." },
    ACTIVE: { description: "Taken up." },
    REVOKED: { description: "Removed, for good: a new grant is a new access." },
  },
});

export const ContactProfileEnum = enumOf(contactProfiles);
registerEnumType(ContactProfileEnum, {
  name: "ContactProfile",
  description: "What a contact is to the firm.",
  valuesConfig: {
    CLIENT: { description: "A client: may be granted access." },
    CONTACT: { description: "Anybody else: adverse parties, witnesses, experts." },
  },
});

export const ContactKindEnum = enumOf(contactKinds);
registerEnumType(ContactKindEnum, {
  name: "ContactKind",
  description: "A person or a company.",
  valuesConfig: { PERSON: { description: "Pessoa física." }, COMPANY: { description: "Pessoa jurídica." } },
});

export const InvitationStatusEnum = enumOf(invitationStatuses);
registerEnumType(InvitationStatusEnum, {
  name: "InvitationStatus",
  description: "What became of the mail that tells a client of its access.",
  valuesConfig: {
    QUEUED: { description: "Waiting to be sent." },
    SENT: { description: "Sent." },
    FAILED: { description: "Could not be delivered: see `failure`." },
    ACCEPTED: { description: "Taken up." },
    EXPIRED: { description: "Not taken up in time." },
    CANCELED: { description: "The access was removed, or the invitation sent anew." },
  },
});

export const TokenPurposeEnum = enumOf(tokenPurposes);
registerEnumType(TokenPurposeEnum, {
  name: "TokenPurpose",
  description: "What a mailed token is for.",
  valuesConfig: {
    OPEN_LINK: { description: "Opens the client's processes on the web, without login: `openAccessLink`." },
    SET_PASSWORD: { description: "Sets the password, once: `setPassword`." },
  },
});

export const ChannelUnavailableEnum = enumOf(["TYPE", "PLAN"] as const);
registerEnumType(ChannelUnavailableEnum, {
  name: "ChannelUnavailable",
  description: "Why a channel is not open.",
  valuesConfig: {
    TYPE: { description: "The access type has no such channel." },
    PLAN: { description: "The firm's plan lacks it." },
  },
});

@ObjectType({ description: "Whether a channel is open to an access, and with what.", simpleResolvers: true })
export class ChannelAvailability {
  @Field(() => ChannelEnum, { description: "The channel." })
  channel!: Channel;

  @Field(() => CredentialEnum, {
    nullable: true,
    description: "What opens it; null when the type has no such channel.",
  })
  credential!: Credential | null;

  @Field(() => Boolean, { description: "Whether it is open." })
  available!: boolean;

  @Field(() => ChannelUnavailableEnum, { nullable: true, description: "Why it is not; null when it is." })
  reason!: "TYPE" | "PLAN" | null;
}

@ObjectType("Firm", { description: "A law firm." })
export class FirmType {
  @Field(() => ID, { description: "The firm's id." })
  id!: string;

  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => String, { nullable: true, description: "Whom to write to about personal data (LGPD)." })
  privacyContact!: string | null;

  @Field(() => String, { nullable: true, description: "Whom to ask for help." })
  supportContact!: string | null;

  @Field(() => PlanEnum, { nullable: true, description: "What it subscribes to. Staff only." })
  plan!: Plan | null;
}

@ObjectType("StaffMember", { description: "Somebody who works at the firm." })
@Directive('@key(fields: "id")')
export class StaffMemberType {
  @Field(() => ID, { description: "The staff member's id." })
  id!: string;

  @Field(() => String, { description: "The name. A client reads it of those its processes name." })
  name!: string;

  @Field(() => EmailAddress, { nullable: true, description: "The e-mail they sign in with. Staff only." })
  email!: string | null;

  @Field(() => StaffRoleEnum, { nullable: true, description: "What they may do. Staff only." })
  role!: "ADMIN" | "MEMBER" | null;

  @Field(() => Boolean, { nullable: true, description: "Whether they may still sign in. Staff only." })
  active!: boolean | null;
}

@ObjectType("Contact", { description: "A ficha de contato: a person or company the firm knows." })
@Directive('@key(fields: "id")')
export class ContactType {
  @Field(() => ID, { description: "The contact's id." })
  id!: string;

  @Field(() => Int, {
    description: "Counts its changes: give it as `expectedVersion` to not overwrite somebody else's.",
  })
  version!: number;

  @Field(() => String, { description: "The name." })
  name!: string;

  @Field(() => ContactKindEnum, { description: "Person or company." })
  kind!: ContactKind;

  @Field(() => ContactProfileEnum, { description: "What it is to the firm." })
  profile!: ContactProfile;

  @Field(() => [EmailAddress], { description: "Its e-mails." })
  emails!: string[];

  @Field(() => [String], { description: "Its telephones, as written." })
  phones!: string[];

  @Field(() => String, { nullable: true, description: "CPF or CNPJ, bare." })
  taxId!: string | null;
}

@ObjectType("Invitation", { description: "The mail that tells a client of its access.", simpleResolvers: true })
export class InvitationType {
  @Field(() => InvitationStatusEnum, { description: "What became of it." })
  status!: InvitationStatus;

  @Field(() => String, { nullable: true, description: "Why it could not be delivered." })
  failure!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was sent." })
  sentAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was taken up." })
  acceptedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: "Until when it can be taken up." })
  expiresAt!: string | null;
}

@ObjectType("ClientAccess", { description: "One client's permission to follow its processes at one firm." })
export class ClientAccessType {
  @Field(() => ID, { description: "The access's id." })
  id!: string;

  @Field(() => Int, { description: "Counts its changes." })
  version!: number;

  @Field(() => String, { description: "The name the client is greeted by." })
  name!: string;

  @Field(() => EmailAddress, { nullable: true, description: "Where its mails go, and what it signs in with." })
  email!: string | null;

  @Field(() => AccessTypeEnum, { description: "How the client comes in." })
  type!: AccessType;

  @Field(() => [InformationCategoryEnum], { description: "What the firm has switched on, beside process data." })
  categories!: InformationCategory[];

  @Field(() => Boolean, { description: "Whether processes of visibility TEAM are included." })
  includesTeamProcesses!: boolean;

  @Field(() => Boolean, { description: "Whether processes of visibility PRIVATE are included." })
  includesPrivateProcesses!: boolean;

  @Field(() => AccessStatusEnum, { description: "Where it stands." })
  status!: AccessStatus;

  @Field(() => DateTime, { description: "When it was granted." })
  createdAt!: string;

  @Field(() => DateTime, { description: "When it was last changed." })
  updatedAt!: string;

  @Field(() => DateTime, { nullable: true, description: "When the client was last here, to the minute." })
  lastSeenAt!: string | null;
}

export const Viewer = createUnionType({
  name: "Viewer",
  description: "What a session is signed in as: a client, by its access, or somebody of the firm.",
  types: () => [ClientAccessType, StaffMemberType] as const,
});

@ObjectType("Session", { description: "One signing in." })
export class SessionType {
  @Field(() => ID, { description: "The session's id." })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "What to send as `Authorization: Bearer` from the next request on. Only in the answer that starts the session.",
  })
  token!: string | null;

  @Field(() => ChannelEnum, { nullable: true, description: "The client's channel; null for staff." })
  channel!: Channel | null;

  @Field(() => CredentialEnum, { description: "What it was opened with." })
  credential!: Credential;

  @Field(() => Boolean, { description: "Whether it is an admin looking through a client's eyes." })
  preview!: boolean;

  @Field(() => DateTime, { description: "When it ends at the latest." })
  expiresAt!: string;
}

@ObjectType({ description: "What a mailed token would open, told before it is used.", simpleResolvers: true })
export class TokenInfo {
  @Field(() => TokenPurposeEnum, { description: "What it is for." })
  purpose!: TokenPurpose;

  @Field(() => String, { description: "The firm whose processes it opens." })
  firmName!: string;

  @Field(() => Boolean, {
    description: "Whether a password is still to be set. False: its owner has one, and signs in with it.",
  })
  needsPassword!: boolean;

  @Field(() => DateTime, { description: "Until when it can be used." })
  expiresAt!: string;
}

export const ClientAccessConnection = connectionOf(() => ClientAccessType, "ClientAccess");
export const ContactConnection = connectionOf(() => ContactType, "Contact");

@ObjectType({ description: "What became of signing in.", simpleResolvers: true })
export class SignInPayload {
  @Field(() => SessionType, {
    nullable: true,
    description: "The new session; null when refused. It counts from the next request on.",
  })
  session!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}

@ObjectType({ description: "What became of setting a password.", simpleResolvers: true })
export class SetPasswordPayload {
  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}

@ObjectType({ description: "What became of signing out.", simpleResolvers: true })
export class SignOutPayload {
  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}

@ObjectType({ description: "What became of a client access.", simpleResolvers: true })
export class ClientAccessPayload {
  @Field(() => ClientAccessType, { nullable: true, description: "The access as it is now; null when refused." })
  clientAccess!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}

@ObjectType({ description: "What became of a contact.", simpleResolvers: true })
export class ContactPayload {
  @Field(() => ContactType, { nullable: true, description: "The contact as it is now; null when refused." })
  contact!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}
