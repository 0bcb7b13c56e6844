// The inputs of identity's operations.
import { Field, ID, InputType, Int } from "type-graphql";
import type { InformationCategory } from "../../access/categories.ts";
import type { AccessType, Channel } from "../../access/channels.ts";
import { EmailAddress } from "../../platform/scalars.ts";
import type { ContactKind, ContactProfile } from "./contact.ts";
import {
  AccessTypeEnum,
  ChannelEnum,
  ContactKindEnum,
  ContactProfileEnum,
  InformationCategoryEnum,
} from "./identity.type.ts";

@InputType({ description: "E-mail and password." })
export class SignInInput {
  @Field(() => EmailAddress, { description: "The e-mail." })
  email!: string;

  @Field(() => String, { description: "The password." })
  password!: string;

  @Field(() => ChannelEnum, { nullable: true, description: "Where a client comes in; null for staff." })
  channel?: Channel | null;

  @Field(() => ID, { nullable: true, description: "Which of several accesses; left out, the last used." })
  accessId?: string | null;
}

@InputType({ description: "A password to be set with a mailed token." })
export class SetPasswordInput {
  @Field(() => String, { description: "The token of the mail." })
  token!: string;

  @Field(() => String, { description: "The password: 15 to 256 characters, no other rules." })
  password!: string;
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

@InputType({ description: "A new contact." })
export class ContactInput {
  @Field(() => String, { description: "The name: up to 200 characters." })
  name!: string;

  @Field(() => ContactKindEnum, { description: "Person or company." })
  kind!: ContactKind;

  @Field(() => ContactProfileEnum, { description: "What it is to the firm." })
  profile!: ContactProfile;

  @Field(() => [EmailAddress], { description: "Its e-mails: up to 20." })
  emails!: string[];

  @Field(() => [String], {
    nullable: true,
    description: "Its telephones, as written: up to 20 of up to 40 characters.",
  })
  phones?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "CPF, or CNPJ with digits only or with letters; masked or bare. TAKEN when another contact of the firm has it.",
  })
  taxId?: string | null;
}

@InputType({
  description: "Changes to a contact. A field left out stays as it is, null clears it; a list given replaces the list.",
})
export class UpdateContactInput {
  @Field(() => Int, {
    nullable: true,
    description:
      "The version this change is based on: CONFLICT when it has changed since. Left out: the last one wins.",
  })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true, description: "The name: up to 200 characters." })
  name?: string | null;

  @Field(() => ContactKindEnum, { nullable: true, description: "Person or company." })
  kind?: ContactKind | null;

  @Field(() => ContactProfileEnum, {
    nullable: true,
    description: "What it is to the firm. CONFLICT while an access needs it to be CLIENT.",
  })
  profile?: ContactProfile | null;

  @Field(() => [EmailAddress], {
    nullable: true,
    description: "Its e-mails. CONFLICT when one that an access uses would go.",
  })
  emails?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Its telephones." })
  phones?: string[] | null;

  @Field(() => String, { nullable: true, description: "CPF or CNPJ." })
  taxId?: string | null;
}
