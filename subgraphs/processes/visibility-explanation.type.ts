import { Field, ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../../platform/user-error.ts";

export const visibilityRules = [
  "ACCESS_ACTIVE",
  "PARTY",
  "INHERITED",
  "TEAM_INCLUDED",
  "PRIVATE_INCLUDED",
  "SECRECY",
  "CHANNEL",
] as const;
export type VisibilityRule = (typeof visibilityRules)[number];

export const VisibilityRuleEnum = enumOf(visibilityRules);
registerEnumType(VisibilityRuleEnum, {
  name: "VisibilityRule",
  description: "What decides whether a client sees a process.",
  valuesConfig: {
    ACCESS_ACTIVE: { description: "The access has not been removed." },
    PARTY: { description: "The client's contact is a party of role CLIENT to the process itself." },
    INHERITED: {
      description:
        "It is, to the process or, where that has no client of its own, to the one it is an appeal or offshoot of.",
    },
    TEAM_INCLUDED: { description: "The process is not for its team only, or the access includes team processes." },
    PRIVATE_INCLUDED: { description: "The process is not private, or the access includes private processes." },
    SECRECY: { description: "The process is not in segredo de justiça, or the client comes in with a password." },
    CHANNEL: { description: "The access's type and the firm's plan open the channel." },
  },
});

@ObjectType({
  description: "Why a client sees, or does not see, a process on one channel. Admins.",
  simpleResolvers: true,
})
export class VisibilityExplanation {
  @Field(() => Boolean, {
    description: "Whether it sees it: when all of the checks are passed, PARTY left aside, for INHERITED is enough.",
  })
  visible!: boolean;

  @Field(() => [VisibilityCheck], { description: "Every rule with its verdict, always all of them and in one order." })
  checks!: VisibilityCheck[];
}

@ObjectType({ description: "One rule's verdict.", simpleResolvers: true })
export class VisibilityCheck {
  @Field(() => VisibilityRuleEnum, { description: "The rule: for programs." })
  rule!: VisibilityRule;

  @Field(() => Boolean, { description: "Whether it lets the client see the process, or does not matter here." })
  passed!: boolean;

  @Field(() => String, { description: "Why, in the language of Accept-Language (pt-BR or English): for people." })
  detail!: string;
}
