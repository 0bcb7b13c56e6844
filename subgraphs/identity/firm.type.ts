import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import type { Plan } from "../../access/channels.ts";
import { Url } from "../../platform/scalars.ts";
import { enumOf, UserError } from "../../platform/user-error.ts";
import { PlanEnum } from "./channel.type.ts";
import { type AppPlatform, appPlatforms } from "./firm.ts";

export const AppPlatformEnum = enumOf(appPlatforms);
registerEnumType(AppPlatformEnum, {
  name: "AppPlatform",
  description: "What an app runs on.",
  valuesConfig: { ANDROID: { description: "Android." }, IOS: { description: "iPhone and iPad." } },
});

@ObjectType({ description: "Where the portal's app is, which costs the client nothing.", simpleResolvers: true })
export class AppStore {
  @Field(() => AppPlatformEnum, { description: "What it runs on." })
  platform!: AppPlatform;

  @Field(() => String, { description: "The app's name in the store." })
  name!: string;

  @Field(() => Url, { description: "Its page there." })
  url!: string;
}

@ObjectType({ description: "How a firm's portal presents itself.", simpleResolvers: true })
export class Portal {
  @Field(() => String, { description: "Its name: the firm's, unless it has one of its own." })
  name!: string;

  @Field(() => Url, { nullable: true, description: "Its icon." })
  iconUrl!: string | null;

  @Field(() => Url, { description: "Where it is on the web." })
  webUrl!: string;

  @Field(() => [AppStore], { description: "Where its app is; empty without one." })
  stores!: AppStore[];
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

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether clients of a SIMPLIFIED access may send documents too. Staff only.",
  })
  simplifiedMaySubmit!: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many days the links it mails to STANDARD accesses can be used in all; null as the installation has it: 180, unless it says less. Staff only.",
  })
  linkDays!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "After how many days without being opened such a link is over, whatever is left of `linkDays`; null as the installation has it: 30, unless it says less. Staff only.",
  })
  linkUnusedDays!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether its mails say it in English too, below the Portuguese. Staff only.",
  })
  mailsInEnglish!: boolean | null;
}

@InputType({ description: "An app of the portal." })
export class AppStoreInput {
  @Field(() => AppPlatformEnum, { description: "What it runs on." })
  platform!: AppPlatform;

  @Field(() => String, { description: "The app's name in the store: up to 100 characters." })
  name!: string;

  @Field(() => Url, { description: "Its page there, https." })
  url!: string;
}

@InputType({ description: "What of the portal changes. A field left out stays; null clears it." })
export class PortalInput {
  @Field(() => String, { nullable: true, description: "Its name; null for the firm's. Up to 100 characters." })
  name?: string | null;

  @Field(() => Url, { nullable: true, description: "Its icon, https." })
  iconUrl?: string | null;

  @Field(() => Url, { nullable: true, description: "Where it is on the web, https; null for this service's pages." })
  webUrl?: string | null;

  @Field(() => [AppStoreInput], { nullable: true, description: "Where its app is, in place of what was: up to 10." })
  stores?: AppStoreInput[] | null;
}

@InputType({ description: "What of the firm changes. A field left out stays; null clears it." })
export class FirmInput {
  @Field(() => PortalInput, { nullable: true, description: "How its portal presents itself." })
  portal?: PortalInput | null;

  @Field(() => String, { nullable: true, description: "Its name: up to 200 characters." })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Whom to write to about personal data (LGPD): up to 200 characters.",
  })
  privacyContact?: string | null;

  @Field(() => String, { nullable: true, description: "Whom to ask for help: up to 200 characters." })
  supportContact?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether clients of a SIMPLIFIED access may send documents too.",
  })
  simplifiedMaySubmit?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many days the links mailed from now on can be used in all: 1 to as many as the installation has, 180 unless it says less; null for those. Links that were mailed before keep theirs: `rotateAccessLink` mails a new one.",
  })
  linkDays?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "After how many days without being opened such a link is over: 1 to as many as the installation has, 30 unless it says less; null for those. Each opening begins them anew.",
  })
  linkUnusedDays?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether its mails say it in English too, below the Portuguese: they do by default, and with null.",
  })
  mailsInEnglish?: boolean | null;
}

@ObjectType({ description: "What became of the firm.", simpleResolvers: true })
export class FirmPayload {
  @Field(() => FirmType, { nullable: true, description: "The firm as it is now; null when refused." })
  firm!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}
