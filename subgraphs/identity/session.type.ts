import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import type { Channel, Credential } from "../../access/channels.ts";
import { ChannelEnum } from "../../platform/channel.ts";
import { DateTime, EmailAddress, Url } from "../../platform/scalars.ts";
import { enumOf, UserError } from "../../platform/user-error.ts";
import { CredentialEnum } from "./channel.type.ts";
import { ClientAccessType } from "./client-access.type.ts";
import { StaffMemberType } from "./staff-member.type.ts";
import { type TokenPurpose, tokenPurposes } from "./token.ts";

export const TokenPurposeEnum = enumOf(tokenPurposes);
registerEnumType(TokenPurposeEnum, {
  name: "TokenPurpose",
  description: "What a mailed token is for.",
  valuesConfig: {
    OPEN_LINK: { description: "Opens the client's processes on the web, without login: `openAccessLink`." },
    SET_PASSWORD: { description: "Sets the password, or a new one, once: `setPassword`." },
  },
});

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
      "What to send as `Authorization: Bearer` from the next request on. Only in the answer that starts the session; null where the request brought `X-Session: cookie`, and the gateway set the cookie.",
  })
  token!: string | null;

  @Field(() => ChannelEnum, { nullable: true, description: "The client's channel; null for staff." })
  channel!: Channel | null;

  @Field(() => CredentialEnum, { description: "What it was opened with." })
  credential!: Credential;

  @Field(() => Boolean, { description: "Whether it is an admin looking through a client's eyes." })
  preview!: boolean;

  @Field(() => Boolean, {
    description:
      "Whether it may send documents (requestSubmissionUpload): a password session of a STANDARD access, or of any where the firm allows it. Whether to show the button.",
  })
  maySubmit!: boolean;

  @Field(() => DateTime, { description: "When it ends at the latest." })
  expiresAt!: string;
}

@ObjectType("SessionInfo", { description: "One of one's own open sessions." })
export class SessionInfoType {
  @Field(() => ID, { description: "The session's id: `endSession` ends it." })
  id!: string;

  @Field(() => ChannelEnum, { nullable: true, description: "The client's channel; null for staff." })
  channel!: Channel | null;

  @Field(() => CredentialEnum, { description: "What it was opened with." })
  credential!: Credential;

  @Field(() => DateTime, { description: "When it began." })
  startedAt!: string;

  @Field(() => DateTime, { description: "When it was last used, to the minute." })
  lastUsedAt!: string;

  @Field(() => Boolean, { description: "Whether it is the one this request came with." })
  current!: boolean;
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

  @Field(() => Url, {
    nullable: true,
    description: "The page that tells a client step by step how to come in at this firm; null for the firm's people.",
  })
  guideUrl!: string | null;
}

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

@ObjectType({ description: "That a new password was asked for, and nothing of whose it is.", simpleResolvers: true })
export class RequestPasswordResetPayload {
  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}

@ObjectType({ description: "What became of signing out.", simpleResolvers: true })
export class SignOutPayload {
  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}

@InputType({ description: "E-mail and password." })
export class SignInInput {
  @Field(() => EmailAddress, { description: "The e-mail." })
  email!: string;

  @Field(() => String, { description: "The password." })
  password!: string;

  @Field(() => ChannelEnum, { nullable: true, description: "Where a client comes in; null for staff." })
  channel?: Channel | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Which of several accesses, or the staff member's id of who works at several firms; left out, the last used.",
  })
  accessId?: string | null;
}

@InputType({ description: "A password to be set with a mailed token." })
export class SetPasswordInput {
  @Field(() => String, { description: "The token of the mail." })
  token!: string;

  @Field(() => String, {
    description:
      "The password: 15 to 256 characters, none of them asked for; not what is tried first (PASSWORD_TOO_WEAK says why).",
  })
  password!: string;
}
