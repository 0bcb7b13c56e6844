// How a client may come in, as the API tells it.
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { type InformationCategory, informationCategories } from "../../access/categories.ts";
import { accessTypes, type Channel, type Credential, credentials, plans } from "../../access/channels.ts";
import { ChannelEnum } from "../../platform/channel.ts";
import { enumOf } from "../../platform/user-error.ts";

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
  } satisfies Record<InformationCategory, object>,
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
