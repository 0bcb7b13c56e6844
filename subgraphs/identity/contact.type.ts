import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf } from "../../platform/connection.ts";
import { EmailAddress } from "../../platform/scalars.ts";
import { enumOf, UserError } from "../../platform/user-error.ts";
import { type ContactKind, type ContactProfile, contactKinds, contactProfiles } from "./contact.ts";

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

export const ContactConnection = connectionOf(() => ContactType, "Contact");

@ObjectType({ description: "What became of a contact.", simpleResolvers: true })
export class ContactPayload {
  @Field(() => ContactType, { nullable: true, description: "The contact as it is now; null when refused." })
  contact!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
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
