import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../../platform/user-error.ts";
import { type ProcessLinkKind, processLinkKinds } from "./process-link.ts";

export const ProcessLinkKindEnum = enumOf(processLinkKinds);
registerEnumType(ProcessLinkKindEnum, {
  name: "ProcessLinkKind",
  description: "How two processes hang together.",
  valuesConfig: {
    APPEAL: { description: "Recurso: without a client of its own, it is seen by the original's." },
    OFFSHOOT: { description: "Desdobramento: without a client of its own, it is seen by the original's." },
    ATTACHMENT: { description: "Anexo or apenso: grants nothing." },
  },
});

@ObjectType("ProcessLink", {
  description: "A process that hangs together with this one. Only those the viewer may see are told.",
})
export class ProcessLinkType {
  @Field(() => ProcessLinkKindEnum, { description: "How." })
  kind!: ProcessLinkKind;

  @Field(() => Boolean, { description: "Whether `process` is the one appealed from, attached to …" })
  isOriginal!: boolean;
}

@InputType({ description: "Two processes, and how they hang together." })
export class LinkProcessesInput {
  @Field(() => ID, { description: "The one appealed from, attached to …" })
  originalId!: string;

  @Field(() => ID, { description: "The appeal, the offshoot, the attached one." })
  linkedId!: string;

  @Field(() => ProcessLinkKindEnum, { description: "How." })
  kind!: ProcessLinkKind;
}
