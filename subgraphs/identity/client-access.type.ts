import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import type { InformationCategory } from "../../access/categories.ts";
import type { AccessType } from "../../access/channels.ts";
import { connectionOf } from "../../platform/connection.ts";
import { DateTime, EmailAddress } from "../../platform/scalars.ts";
import { enumOf, UserError } from "../../platform/user-error.ts";
import { AccessTypeEnum, InformationCategoryEnum } from "./channel.type.ts";
import { type AccessStatus, accessStatuses } from "./client-access.ts";
import { type InvitationStatus, invitationStatuses } from "./invitation.ts";

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

export const InvitationStatusEnum = enumOf(invitationStatuses);
registerEnumType(InvitationStatusEnum, {
  name: "InvitationStatus",
  description: "What became of the mail that tells a client of its access, or somebody that they belong to the firm.",
  valuesConfig: {
    QUEUED: { description: "Waiting to be sent." },
    SENT: { description: "Sent." },
    FAILED: { description: "Could not be delivered: see `failure`." },
    ACCEPTED: { description: "Taken up." },
    EXPIRED: { description: "Not taken up in time." },
    CANCELED: { description: "Access or person was removed, or the invitation sent anew." },
  },
});

@ObjectType("Invitation", {
  description: "The mail that tells a client of its access, or somebody that they belong to the firm.",
  simpleResolvers: true,
})
export class InvitationType {
  @Field(() => InvitationStatusEnum, { description: "What became of it." })
  status!: InvitationStatus;

  @Field(() => String, {
    nullable: true,
    description: "Why it is FAILED, or while it is QUEUED why it has not gone out yet: in words for the admin.",
  })
  failure!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was sent." })
  sentAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was taken up." })
  acceptedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: "Until when it can be taken up." })
  expiresAt!: string | null;
}

@ObjectType("AccessLink", {
  description: "The link that opens a STANDARD access without login.",
  simpleResolvers: true,
})
export class AccessLinkType {
  @Field(() => DateTime, { nullable: true, description: "When it last opened the access; null when it never has." })
  lastUsedAt!: string | null;

  @Field(() => DateTime, {
    description: "Until when it can be used, unless it is used meanwhile and lasts longer. May have passed.",
  })
  expiresAt!: string;
}

@ObjectType("NewsByMail", {
  description: "The daily letters that say how many news there are for a client, and name none.",
})
export class NewsByMailType {
  @Field(() => Boolean, { description: "Whether the client wants them: each letter has a link to end them." })
  wanted!: boolean;

  @Field(() => DateTime, {
    nullable: true,
    description: "When the last one was taken by a mail server. Not told to a link.",
  })
  lastSentAt!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Why the newest one could not be delivered, in words; null when it could. Not told to a link.",
  })
  failure!: string | null;
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

export const ClientAccessConnection = connectionOf(() => ClientAccessType, "ClientAccess");

@ObjectType({ description: "What became of a client access.", simpleResolvers: true })
export class ClientAccessPayload {
  @Field(() => ClientAccessType, { nullable: true, description: "The access as it is now; null when refused." })
  clientAccess!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}

@InputType({ description: "A client access to be granted." })
export class GrantClientAccessInput {
  @Field(() => ID, {
    description: "The contact: CONTACT_REQUIRED when it is not the firm's, CONTACT_NOT_A_CLIENT by its profile.",
  })
  contactId!: string;

  @Field(() => String, {
    nullable: true,
    description: "The name to greet by; left out, the contact's. Up to 200 characters.",
  })
  name?: string | null;

  @Field(() => EmailAddress, {
    description: "One of the contact's e-mails. TAKEN when another access of the firm has it.",
  })
  email!: string;

  @Field(() => AccessTypeEnum, { description: "How the client comes in." })
  type!: AccessType;

  @Field(() => [InformationCategoryEnum], {
    description: "What is switched on. None at all is allowed: process data only.",
  })
  categories!: InformationCategory[];

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: "Include processes of visibility TEAM." })
  includesTeamProcesses?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "Include processes of visibility PRIVATE.",
  })
  includesPrivateProcesses?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "Add the e-mail to the contact when it is none of its own yet.",
  })
  addEmailToContact?: boolean | null;
}

@InputType({
  description:
    "What of an access changes. A field left out stays; a list given replaces. Another `type` or `email` ends all sessions and links and sends the invitation anew; anything else holds from the next request.",
})
export class UpdateClientAccessInput {
  @Field(() => ID, { description: "The access: NOT_FOUND for another firm's, CONFLICT when it was removed." })
  accessId!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "The version that was read: CONFLICT when somebody changed the access meanwhile. Left out: the last one wins.",
  })
  expectedVersion?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The name to greet by; null for the contact's. Up to 200 characters.",
  })
  name?: string | null;

  @Field(() => EmailAddress, {
    nullable: true,
    description:
      "One of the contact's e-mails. The old address is told that the access was moved. TAKEN when another access of the firm has it.",
  })
  email?: string | null;

  @Field(() => AccessTypeEnum, { nullable: true, description: "How the client comes in." })
  type?: AccessType | null;

  @Field(() => [InformationCategoryEnum], {
    nullable: true,
    description: "What is switched on, in place of what was. None at all is allowed: process data only.",
  })
  categories?: InformationCategory[] | null;

  @Field(() => Boolean, { nullable: true, description: "Include processes of visibility TEAM." })
  includesTeamProcesses?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Include processes of visibility PRIVATE." })
  includesPrivateProcesses?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "Add the e-mail to the contact when it is none of its own yet.",
  })
  addEmailToContact?: boolean | null;
}
