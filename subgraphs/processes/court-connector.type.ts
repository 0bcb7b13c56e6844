import { Field, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { DateTime } from "../../platform/scalars.ts";
import { enumOf, UserError } from "../../platform/user-error.ts";
import { type CourtProblem, type CourtSource, courtProblems, courtSources } from "./court-connector.ts";
import { type CourtOutcome, courtOutcomes } from "./court-update.ts";

export const CourtSourceEnum = enumOf(courtSources);
registerEnumType(CourtSourceEnum, {
  name: "CourtSource",
  description: "A public service of the courts.",
  valuesConfig: {
    DATAJUD: { description: "DataJud, of the CNJ: movements, class, subjects and degree, by the process's number." },
    DJEN: { description: "DJEN, the courts' national gazette: publications, by OAB registration." },
  },
});

const courtConnectorStates = ["NOT_AVAILABLE", "OFF", "TERMS_CHANGED", "ON"] as const;
export type CourtConnectorState = (typeof courtConnectorStates)[number];
export const CourtConnectorStateEnum = enumOf(courtConnectorStates);
registerEnumType(CourtConnectorStateEnum, {
  name: "CourtConnectorState",
  description: "Whether a service of the courts is asked for the firm.",
  valuesConfig: {
    NOT_AVAILABLE: {
      description: "This installation does not ask it: without a key, or switched off by whoever runs it.",
    },
    OFF: { description: "Switched off, as at first: nothing is asked." },
    TERMS_CHANGED: { description: "Switched on, and resting until the terms' present version is accepted." },
    ON: { description: "Switched on." },
  },
});

export const CourtProblemEnum = enumOf(courtProblems);
registerEnumType(CourtProblemEnum, {
  name: "CourtProblemKind",
  description: "Why a service of the courts gave no answer.",
  valuesConfig: {
    UNAVAILABLE: { description: "It failed, or did not answer in time: it is asked again by itself, later and later." },
    LIMITED: { description: "It wants to be asked less: it is asked again after a pause." },
    REFUSED: { description: "It refuses this installation: its key was changed, or its place is not allowed." },
    MALFORMED: { description: "It answered what cannot be read." },
  },
});

export const CourtOutcomeEnum = enumOf(courtOutcomes);
registerEnumType(CourtOutcomeEnum, {
  name: "CourtOutcome",
  description: "What came of asking a service of the courts about a process.",
  valuesConfig: {
    UPDATED: { description: "It is known there; what was new has come in." },
    NOT_FOUND: {
      description:
        "It is not known there yet: new ones come days to weeks late. It is asked again. So reads, too, what comes from a process in segredo de justiça, of which nobody outside is asked.",
    },
    NOT_COVERED: { description: "The service holds no processes of this court." },
    UNAVAILABLE: { description: "The service failed: it is asked again." },
    LIMITED: { description: "The service wants to be asked less: it is asked again." },
    REFUSED: { description: "The service refuses this installation." },
    MALFORMED: { description: "The answer could not be read: it is asked again." },
  },
});

@ObjectType({
  description: "What a firm accepts before a service of the courts is asked for it.",
  simpleResolvers: true,
})
export class CourtTerms {
  @Field(() => String, { description: "To be given back when they are accepted." })
  version!: string;

  @Field(() => String, { description: "Their text, in the language of Accept-Language: paragraphs, with line breaks." })
  text!: string;
}

@ObjectType({ description: "That somebody accepted the terms: kept for good.", simpleResolvers: true })
export class CourtTermsAcceptance {
  @Field(() => String, { description: "Which version." })
  version!: string;

  @Field(() => DateTime, { description: "When." })
  acceptedAt!: string;

  @Field(() => String, { description: "Who, by the name of then." })
  acceptedBy!: string;
}

@ObjectType({ description: "A lawyer's registration at the OAB.", simpleResolvers: true })
export class OabRegistration {
  @Field(() => String, { description: "Its digits: 123456." })
  number!: string;

  @Field(() => String, { description: "Its state: SP." })
  state!: string;
}

@ObjectType({ description: "What is wrong, for the firm's administrator.", simpleResolvers: true })
export class CourtConnectorProblem {
  @Field(() => CourtProblemEnum, { description: "What kind of problem: for programs." })
  kind!: CourtProblem;

  @Field(() => String, { description: "What to tell the person, in the language of Accept-Language." })
  message!: string;
}

@ObjectType({
  description: "How many of the firm's lawsuits were asked about, by what came of it.",
  simpleResolvers: true,
})
export class CourtCounts {
  @Field(() => Int, { description: "Known to the service." })
  updated!: number;

  @Field(() => Int, { description: "Not known to it yet." })
  notFound!: number;

  @Field(() => Int, { description: "Of courts that the service does not hold." })
  notCovered!: number;

  @Field(() => Int, { description: "The last answer was none, or could not be read." })
  failed!: number;

  @Field(() => Int, { description: "Not asked about so far." })
  waiting!: number;

  @Field(() => Int, { description: "Never asked about: in segredo de justiça, or come from one that is." })
  secret!: number;
}

@ObjectType("CourtConnector", { description: "A public service of the courts, as it is asked for the firm." })
export class CourtConnectorType {
  @Field(() => CourtSourceEnum, { description: "Which service." })
  source!: CourtSource;

  @Field(() => DateTime, { nullable: true, description: "When it was last asked for the firm; null: never." })
  askedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it last answered; null: never." })
  succeededAt!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it is asked again; null when there is nothing left to ask before the next night.",
  })
  nextAt!: string | null;

  @Field(() => Int, { description: "How many movements or publications it has brought that were not there." })
  brought!: number;
}

@ObjectType("CourtUpdate", { description: "When DataJud was asked about a process, and what came of it." })
export class CourtUpdateType {
  @Field(() => DateTime, {
    nullable: true,
    description: "When somebody of the firm wanted it asked; null: nobody did.",
  })
  requestedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was last asked; null: not yet." })
  askedAt!: string | null;

  @Field(() => CourtOutcomeEnum, { nullable: true, description: "What came of it; null: not asked yet." })
  outcome!: CourtOutcome | null;
}

@InputType({ description: "A service of the courts to be asked for the firm." })
export class SwitchOnCourtConnectorInput {
  @Field(() => CourtSourceEnum, {
    description: "Which service. CONNECTOR_UNAVAILABLE where this installation asks it not.",
  })
  source!: CourtSource;

  @Field(() => String, {
    description:
      "The version of the terms that is accepted: the present one's. CONFLICT for an earlier one, INVALID for what is none.",
  })
  acceptedVersion!: string;
}

@InputType({ description: "A lawyer's registration at the OAB." })
export class OabRegistrationInput {
  @Field(() => String, { description: "Its number, with or without points: up to 7 digits." })
  number!: string;

  @Field(() => String, { description: "Its state, in two letters." })
  state!: string;
}

@ObjectType({ description: "What became of a connector.", simpleResolvers: true })
export class CourtConnectorPayload {
  @Field(() => CourtConnectorType, { nullable: true, description: "The connector as it is now; null when refused." })
  courtConnector!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}

@ObjectType({ description: "What became of asking about a process.", simpleResolvers: true })
export class CourtUpdatePayload {
  @Field(() => CourtUpdateType, { nullable: true, description: "As it is now; null when refused." })
  courtUpdate!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}
