import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { type CourtSegment, courtSegments } from "../../courts/cnj-court.ts";
import { connectionOf } from "../../platform/connection.ts";
import { DateOnly, DateTime } from "../../platform/scalars.ts";
import { enumOf, UserError } from "../../platform/user-error.ts";
import { type PartyRole, type PartySide, partyRoles, partySides } from "./party.ts";
import {
  type CourtDegree,
  courtDegrees,
  type ProcessKind,
  type ProcessStatus,
  type ProcessVisibility,
  processKinds,
  processStatuses,
  processVisibilities,
} from "./process.ts";

export const ProcessKindEnum = enumOf(processKinds);
registerEnumType(ProcessKindEnum, {
  name: "ProcessKind",
  description: "What kind of process.",
  valuesConfig: {
    LAWSUIT: { description: "Processo: before a court, with a CNJ number or one of before 2010." },
    CASE: { description: "Caso: the firm's work outside of the courts; it has no number and no court." },
  },
});

export const ProcessStatusEnum = enumOf(processStatuses);
registerEnumType(ProcessStatusEnum, {
  name: "ProcessStatus",
  description: "Where a process stands. Closed ones stay visible.",
  valuesConfig: {
    ACTIVE: { description: "Ativo." },
    SUSPENDED: { description: "Suspenso." },
    CLOSED: { description: "Encerrado." },
  },
});

export const ProcessVisibilityEnum = enumOf(processVisibilities);
registerEnumType(ProcessVisibilityEnum, {
  name: "ProcessVisibility",
  description: "Who inside the firm sees a process. Not to be confused with secrecy (segredo de justiça).",
  valuesConfig: {
    PUBLIC: { description: "Everybody at the firm, and its client." },
    TEAM: { description: "Its team and responsible; its client where the access includes team processes." },
    PRIVATE: { description: "Its responsible; its client where the access includes private processes." },
  },
});

export const PartyRoleEnum = enumOf(partyRoles);
registerEnumType(PartyRoleEnum, {
  name: "PartyRole",
  description: "What a party is in a process.",
  valuesConfig: {
    CLIENT: { description: "The firm's client: the only role that lets a contact see the process." },
    ADVERSE: { description: "The other side." },
    WITNESS: { description: "A witness." },
    EXPERT: { description: "A court-appointed expert." },
    OTHER: { description: "Anybody else involved." },
  },
});

export const PartySideEnum = enumOf(partySides);
registerEnumType(PartySideEnum, {
  name: "PartySide",
  description: "A party's side (polo).",
  valuesConfig: {
    ACTIVE: { description: "Polo ativo: who asks." },
    PASSIVE: { description: "Polo passivo: of whom it is asked." },
    OTHER: { description: "Neither." },
  },
});

export const CourtDegreeEnum = enumOf(courtDegrees);
registerEnumType(CourtDegreeEnum, {
  name: "CourtDegree",
  description: "The degree of jurisdiction (grau).",
  valuesConfig: {
    G1: { description: "First degree." },
    G2: { description: "Second degree." },
    JE: { description: "Juizado especial." },
    TR: { description: "Turma recursal." },
    TRU: { description: "Turma regional de uniformização." },
    SUP: { description: "Superior court." },
  },
});

export const CourtSegmentEnum = enumOf(courtSegments);
registerEnumType(CourtSegmentEnum, {
  name: "CourtSegment",
  description: "A segment of the judiciary.",
  valuesConfig: {
    SUPREME_COURT: { description: "Supremo Tribunal Federal." },
    NATIONAL_COUNCIL: { description: "Conselho Nacional de Justiça." },
    SUPERIOR_COURT: { description: "Superior Tribunal de Justiça." },
    FEDERAL: { description: "Justiça Federal." },
    LABOR: { description: "Justiça do Trabalho." },
    ELECTORAL: { description: "Justiça Eleitoral." },
    MILITARY: { description: "Justiça Militar da União." },
    STATE: { description: "Justiça dos Estados e do Distrito Federal." },
    STATE_MILITARY: { description: "Justiça Militar Estadual." },
  },
});

export enum ProcessOrder {
  LAST_MOVEMENT = "LAST_MOVEMENT",
  FILED = "FILED",
  TITLE = "TITLE",
}
registerEnumType(ProcessOrder, {
  name: "ProcessOrder",
  description: "How a list of processes is ordered.",
  valuesConfig: {
    LAST_MOVEMENT: {
      description: "By the latest movement the viewer may see, the latest first; by filing date where there is none.",
    },
    FILED: { description: "By filing date, the latest first; those without one last." },
    TITLE: { description: "By title, A to Z, without regard to accents and case." },
  },
});

@ObjectType({ description: "Where a lawsuit runs: what the court says of it.", simpleResolvers: true })
export class Court {
  @Field(() => String, {
    nullable: true,
    description: "The tribunal: TJSP, TRT2 … By the number, where nobody said it.",
  })
  tribunal!: string | null;

  @Field(() => CourtSegmentEnum, { nullable: true, description: "The segment of the judiciary, by the number." })
  segment!: CourtSegment | null;

  @Field(() => String, { nullable: true, description: "The juízo or vara: 1ª Vara Cível." })
  division!: string | null;

  @Field(() => String, { nullable: true, description: "The foro or comarca." })
  venue!: string | null;

  @Field(() => CourtDegreeEnum, { nullable: true, description: "The degree of jurisdiction." })
  degree!: CourtDegree | null;

  @Field(() => String, { nullable: true, description: "The class: Procedimento Comum Cível." })
  className!: string | null;

  @Field(() => [String], { description: "The subjects, in the court's words." })
  subjects!: string[];
}

@ObjectType("Process", {
  description: "A lawsuit or a case of the firm. A client sees the ones it is a party to as the firm's client.",
})
@Directive('@key(fields: "id")')
export class ProcessType {
  @Field(() => ID, { description: "The process's id." })
  id!: string;

  @Field(() => Int, {
    description:
      "Counts its changes, of its parties too: give it as `expectedVersion` to not overwrite somebody else's.",
  })
  version!: number;

  @Field(() => ProcessKindEnum, { description: "Lawsuit or case." })
  kind!: ProcessKind;

  @Field(() => String, {
    nullable: true,
    description:
      "The CNJ number, masked: 0000001-11.2099.8.26.0100; null for a case, and for a lawsuit of before 2010 that got none.",
  })
  number!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The number a lawsuit had before there were CNJ numbers (2010), as its court wrote it.",
  })
  legacyNumber!: string | null;

  @Field(() => String, { description: "What the firm calls it." })
  title!: string;

  @Field(() => ProcessStatusEnum, { description: "Where it stands." })
  status!: ProcessStatus;

  @Field(() => DateOnly, { nullable: true, description: "The day it was filed." })
  filedOn!: string | null;

  @Field(() => String, { nullable: true, description: "The value of the claim in reais, decimal: 1234.56." })
  claimValue!: string | null;

  @Field(() => ProcessVisibilityEnum, { nullable: true, description: "Who inside the firm sees it. Staff only." })
  visibility!: ProcessVisibility | null;

  @Field(() => Boolean, {
    description:
      "Whether it runs in segredo de justiça; to a client also when an original that it inherits from does. A link session never sees such a process.",
  })
  secret!: boolean;

  @Field(() => DateTime, { description: "When the firm registered it." })
  createdAt!: string;

  @Field(() => DateTime, { description: "When it was last changed." })
  updatedAt!: string;
}

@ObjectType({ description: "Somebody involved in a process." })
export class ProcessParty {
  @Field(() => String, { description: "The party's name, as it was when it was written down." })
  name!: string;

  @Field(() => PartyRoleEnum, { description: "What it is in the process." })
  role!: PartyRole;

  @Field(() => PartySideEnum, { description: "Its side." })
  side!: PartySide;
}

export const ProcessConnection = connectionOf(() => ProcessType, "Process");

@InputType({ description: "Which processes. What is left out does not narrow." })
export class ProcessFilter {
  @Field(() => ProcessKindEnum, { nullable: true, description: "Lawsuits only, or cases only." })
  kind?: ProcessKind | null;

  @Field(() => ProcessStatusEnum, { nullable: true, description: "Of one status only." })
  status?: ProcessStatus | null;

  @Field(() => String, {
    nullable: true,
    description: "Part of the number, the old number, the title or a party's name, without regard to accents and case.",
  })
  search?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Those with movements the client has not seen; false: those without. Clients only: FORBIDDEN otherwise.",
  })
  unseen?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description: "Those a contact is a party to, in whatever role. Staff only: FORBIDDEN otherwise.",
  })
  contactId?: string | null;
}

@InputType({ description: "Where a lawsuit runs. In an update, a field left out stays and null clears it." })
export class CourtInput {
  @Field(() => String, { nullable: true, description: "The tribunal: TJSP, TRT2 … Up to 60 characters." })
  tribunal?: string | null;

  @Field(() => String, { nullable: true, description: "The juízo or vara. Up to 200 characters." })
  division?: string | null;

  @Field(() => String, { nullable: true, description: "The foro or comarca. Up to 200 characters." })
  venue?: string | null;

  @Field(() => CourtDegreeEnum, { nullable: true, description: "The degree of jurisdiction." })
  degree?: CourtDegree | null;

  @Field(() => String, { nullable: true, description: "The class. Up to 200 characters." })
  className?: string | null;

  @Field(() => [String], { nullable: true, description: "The subjects: up to 50 of up to 200 characters." })
  subjects?: string[] | null;
}

@InputType({ description: "Somebody involved: a contact of the firm, or a name." })
export class ProcessPartyInput {
  @Field(() => ID, {
    nullable: true,
    description: "The contact's id. Needed for the role CLIENT: it is the contact who will see.",
  })
  contactId?: string | null;

  @Field(() => String, { nullable: true, description: "The name; left out, the contact's. Up to 200 characters." })
  name?: string | null;

  @Field(() => PartyRoleEnum, { description: "What it is in the process." })
  role!: PartyRole;

  @Field(() => PartySideEnum, { description: "Its side." })
  side!: PartySide;
}

@InputType({ description: "A new process." })
export class ProcessInput {
  @Field(() => ProcessKindEnum, { description: "Lawsuit or case." })
  kind!: ProcessKind;

  @Field(() => String, {
    nullable: true,
    description:
      "The CNJ number, masked or bare: REQUIRED for a lawsuit without `legacyNumber`, INVALID for a case, TAKEN when the firm has it.",
  })
  number?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The number of before 2010, in any form: up to 60 characters. INVALID for a case.",
  })
  legacyNumber?: string | null;

  @Field(() => String, { description: "What the firm calls it: up to 300 characters." })
  title!: string;

  @Field(() => ProcessStatusEnum, { nullable: true, description: "Left out: ACTIVE." })
  status?: ProcessStatus | null;

  @Field(() => ProcessVisibilityEnum, { nullable: true, description: "Left out: PUBLIC." })
  visibility?: ProcessVisibility | null;

  @Field(() => Boolean, { nullable: true, description: "Segredo de justiça. Left out: no." })
  secret?: boolean | null;

  @Field(() => CourtInput, { nullable: true, description: "Where it runs. INVALID for a case." })
  court?: CourtInput | null;

  @Field(() => DateOnly, { nullable: true, description: "The day it was filed." })
  filedOn?: string | null;

  @Field(() => String, { nullable: true, description: "The value of the claim in reais: 1234.56." })
  claimValue?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The staff member responsible for it: NOT_FOUND for who is not active at the firm. A client reads the name.",
  })
  responsibleId?: string | null;

  @Field(() => [ID], { nullable: true, description: "The staff members on it, active ones: up to 100." })
  teamMemberIds?: string[] | null;

  @Field(() => [ProcessPartyInput], { nullable: true, description: "Who is involved: up to 200." })
  parties?: ProcessPartyInput[] | null;
}

@InputType({
  description: "Changes to a process. A field left out stays as it is, null clears it. Parties: setProcessParties.",
})
export class UpdateProcessInput {
  @Field(() => Int, {
    nullable: true,
    description:
      "The version this change is based on: CONFLICT when it has changed since. Left out: the last one wins.",
  })
  expectedVersion?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The CNJ number, masked or bare; TAKEN when the firm has it. A lawsuit keeps it or its old one.",
  })
  number?: string | null;

  @Field(() => String, { nullable: true, description: "The number of before 2010: up to 60 characters." })
  legacyNumber?: string | null;

  @Field(() => String, { nullable: true, description: "What the firm calls it: up to 300 characters." })
  title?: string | null;

  @Field(() => ProcessStatusEnum, { nullable: true, description: "Where it stands." })
  status?: ProcessStatus | null;

  @Field(() => ProcessVisibilityEnum, { nullable: true, description: "Who inside the firm sees it." })
  visibility?: ProcessVisibility | null;

  @Field(() => Boolean, { nullable: true, description: "Segredo de justiça." })
  secret?: boolean | null;

  @Field(() => CourtInput, { nullable: true, description: "Where it runs, field by field; null clears all of it." })
  court?: CourtInput | null;

  @Field(() => DateOnly, { nullable: true, description: "The day it was filed." })
  filedOn?: string | null;

  @Field(() => String, { nullable: true, description: "The value of the claim in reais: 1234.56." })
  claimValue?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The staff member responsible for it: NOT_FOUND for who is not active at the firm. Who is it already stays, also after leaving.",
  })
  responsibleId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: "The staff members on it: replaces the list. Up to 100, active ones or on it already.",
  })
  teamMemberIds?: string[] | null;
}

@ObjectType({ description: "What became of a process.", simpleResolvers: true })
export class ProcessPayload {
  @Field(() => ProcessType, {
    nullable: true,
    description: "The process as it is now; null when refused, or when it is now hidden from who asked.",
  })
  process!: object | null;

  @Field(() => [UserError], { description: "What stood in the way; empty when done." })
  userErrors!: UserError[];
}
