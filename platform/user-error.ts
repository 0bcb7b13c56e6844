import "reflect-metadata";
import { Directive, Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { type UserErrorCode, userErrorCodes } from "./errors.ts";

/** An enum as TypeGraphQL wants it: an object of its names. */
export const enumOf = <Name extends string>(names: readonly Name[]): { [Key in Name]: Key } =>
  Object.fromEntries(names.map((name) => [name, name])) as { [Key in Name]: Key };

export const UserErrorCodeEnum = enumOf(userErrorCodes);
registerEnumType(UserErrorCodeEnum, {
  name: "UserErrorCode",
  description: "What a person can mend, told by its kind.",
  valuesConfig: {
    INVALID: { description: "The value cannot be what the field wants: malformed, too long, unreadable." },
    REQUIRED: { description: "The field may not be empty." },
    TAKEN: { description: "Something of the firm already has this value, which must be its own." },
    NOT_FOUND: { description: "What was named is not there, or not the firm's." },
    CONTACT_REQUIRED: { description: "An access needs a contact of the firm." },
    CONTACT_EMAIL_REQUIRED: { description: "The contact has no e-mail." },
    CONTACT_NOT_A_CLIENT: { description: "The contact's profile is not CLIENT." },
    CONTACT_EMAIL_NOT_ON_RECORD: { description: "The e-mail is none of the contact's; `addEmailToContact` adds it." },
    PLAN_NOT_ENTITLED: { description: "The firm's plan does not open this channel." },
    CHANNEL_NOT_ALLOWED: { description: "The access's type does not open this channel." },
    TOKEN_INVALID: { description: "The link is not valid: mistyped, used, replaced or too old." },
    CREDENTIALS_INVALID: { description: "E-mail and password do not belong together." },
    PASSWORD_TOO_WEAK: { description: "The password is too short or too easily guessed." },
    FILE_TOO_LARGE: { description: "The file is larger than `uploadPolicy` allows." },
    FILE_TYPE_REFUSED: {
      description: "Files of this type are not taken, or the file's name, announced type and content do not agree.",
    },
    UPLOAD_INCOMPLETE: {
      description: "Not all of the file is there yet: send it, or ask again when it has been sent.",
    },
    QUOTA_EXCEEDED: {
      description:
        "More than a client may send in a day (`uploadPolicy`), than the firm may keep, or than may be asked in a while.",
    },
    STORAGE_UNAVAILABLE: { description: "Files cannot be kept for the moment: try again later." },
    LAST_ADMIN: { description: "The firm would be left without an active administrator." },
    CONNECTOR_UNAVAILABLE: {
      description:
        "This installation does not ask the courts' service: whoever runs it has given no key, or switched it off.",
    },
    CONFLICT: { description: "Something else has changed or stands in the way." },
  },
});

@ObjectType({ description: "A refusal that a person can mend.", simpleResolvers: true })
@Directive("@shareable")
export class UserError {
  @Field(() => UserErrorCodeEnum, { description: "What kind of mistake: for programs." })
  code!: UserErrorCode;

  @Field(() => String, {
    description: "What to tell the person, in the language of Accept-Language (pt-BR or English).",
  })
  message!: string;

  @Field(() => [String], {
    nullable: true,
    description: "Where in the operation's arguments, outermost first; null when it is of no one field.",
  })
  field!: string[] | null;
}

@ObjectType({ description: "What became of something to be deleted.", simpleResolvers: true })
@Directive("@shareable")
export class DeletePayload {
  @Field(() => ID, { nullable: true, description: "The id to evict from a cache; null when refused." })
  deletedId!: string | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}
