import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf } from "../../platform/connection.ts";
import { DateOnly } from "../../platform/scalars.ts";
import { enumOf, UserError } from "../../platform/user-error.ts";
import { type PublicationStatus, publicationStatuses } from "./publication.ts";

export const PublicationStatusEnum = enumOf(publicationStatuses);
registerEnumType(PublicationStatusEnum, {
  name: "PublicationStatus",
  description: "What the firm has made of a publication. Clients see TREATED ones of their processes only.",
  valuesConfig: {
    PENDING: { description: "Nobody has treated it." },
    TREATED: { description: "Linked to a process." },
    DISCARDED: { description: "Found to be of no process of the firm." },
  },
});

@ObjectType("Publication", { description: "What an official gazette published (publicação)." })
export class PublicationType {
  @Field(() => ID, { description: "The publication's id." })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "Counts its changes, a cancelation too: give it as `expectedVersion` to not overwrite somebody else's. Staff only.",
  })
  version!: number | null;

  @Field(() => String, { description: "The gazette: DJEN, DJE-TJSP …" })
  gazette!: string;

  @Field(() => DateOnly, { description: "The day it was made available." })
  availableOn!: string;

  @Field(() => DateOnly, {
    nullable: true,
    description: "The day it counts as published; null when the source does not say.",
  })
  publishedOn!: string | null;

  @Field(() => String, {
    description:
      "Its text as HTML that is safe to show: paragraphs, line breaks, lists, tables and emphasis, without any attribute. Keep its line breaks (white-space: pre-line).",
  })
  content!: string;

  @Field(() => PublicationStatusEnum, { description: "What the firm has made of it. To a client always TREATED." })
  status!: PublicationStatus;

  @Field(() => Boolean, { description: "Whether the gazette has taken it back." })
  canceled!: boolean;
}

export const PublicationConnection = connectionOf(() => PublicationType, "Publication");

@InputType({ description: "A publication as a gazette tells it." })
export class PublicationInput {
  @Field(() => String, {
    description: "What the source calls it: the same one twice adds nothing. Up to 200 characters.",
  })
  externalId!: string;

  @Field(() => String, { description: "The gazette: up to 200 characters." })
  gazette!: string;

  @Field(() => DateOnly, { description: "The day it was made available." })
  availableOn!: string;

  @Field(() => DateOnly, { nullable: true, description: "The day it counts as published." })
  publishedOn?: string | null;

  @Field(() => String, {
    description:
      "Its text, as plain text or HTML, up to 100,000 characters. Markup beyond paragraphs, lists, tables and emphasis is taken away, with scripts and styles and every attribute: REQUIRED when nothing is left.",
  })
  content!: string;

  @Field(() => String, {
    nullable: true,
    description: "The number it came with, a CNJ number or not: up to 60 characters.",
  })
  processNumber?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether the gazette has taken it back. Of one that is there this is marked, and nothing else changes.",
  })
  canceled?: boolean | null;
}

@InputType({ description: "What gazettes tell." })
export class ImportPublicationsInput {
  @Field(() => [PublicationInput], {
    description: "The publications: up to 1,000. A wrong one is refused with its index, the others are kept.",
  })
  publications!: PublicationInput[];
}

@InputType({ description: "What becomes of a publication: exactly one of `processId` and `discard`." })
export class TreatPublicationInput {
  @Field(() => ID, { description: "The publication." })
  publicationId!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "The version the person has read: CONFLICT when somebody has treated it since, or the gazette has taken it back. Left out: the last one wins, also over the process that somebody else has just linked it to.",
  })
  expectedVersion?: number | null;

  @Field(() => ID, {
    nullable: true,
    description: "The process it is of: NOT_FOUND when not there, REQUIRED when it is not to be discarded either.",
  })
  processId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "It is of no process of the firm: INVALID beside a process.",
  })
  discard?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether the gazette has taken it back, where that was marked or missed by mistake. Left out, it stays; should the source say again that it is canceled, it is marked again.",
  })
  canceled?: boolean | null;
}

@ObjectType({ description: "What became of a publication.", simpleResolvers: true })
export class PublicationPayload {
  @Field(() => PublicationType, { nullable: true, description: "The publication as it is now; null when refused." })
  publication!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}
