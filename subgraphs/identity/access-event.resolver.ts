import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { AccessEventKind } from "../../platform/access-log.ts";
import { isMoment, PageArgs, pageRequest } from "../../platform/connection.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { Language, Text } from "../../platform/text.ts";
import { type AccessEventRow, eventsOf } from "./access-event.question.ts";
import { AccessEventConnection, AccessEventKindEnum, AccessEventType } from "./access-event.type.ts";
import type { ClientAccessRow } from "./client-access.question.ts";
import { ClientAccessType } from "./client-access.type.ts";
import { AccessSubjectUnion } from "./subject.stub.ts";

@Resolver(() => ClientAccessType)
export class AccessActivityResolver {
  @FieldResolver(() => AccessEventConnection, {
    nullable: true,
    description: "What was done with the access, the newest first: for admins, and for the client its own.",
  })
  activity(
    @Root() access: ClientAccessRow,
    @Arg("kinds", () => [AccessEventKindEnum], { nullable: true, description: "Of these kinds only." })
    kinds: AccessEventKind[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() asking: Asking,
  ) {
    return eventsOf(asking, access.id, kinds ?? null, pageRequest(page, "AT", isMoment));
  }
}

@Resolver(() => AccessEventType)
export class AccessEventResolver {
  @FieldResolver(() => AccessSubjectUnion, {
    nullable: true,
    description: "What it is about, as far as it is there and the viewer may see it today.",
  })
  subject(@Root() event: AccessEventRow) {
    const { subjectId, subjectType, subjectVerdict } = event;
    return subjectId && subjectType && subjectVerdict ? { id: subjectId, member: subjectType, verdict: true } : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "More about it, for people to read." })
  detail(@Root() event: AccessEventRow, @Ctx() asking: Asking): string | null {
    return detailOf(event, asking.request.language);
  }
}

/** The codes that an event may carry, in words. What is no code stands for itself. */
const words: Readonly<Record<string, Text>> = {
  name: { pt: "nome", en: "name" },
  type: { pt: "tipo", en: "type" },
  categories: { pt: "informações liberadas", en: "information switched on" },
  includesTeamProcesses: { pt: "processos da equipe", en: "team processes" },
  includesPrivateProcesses: { pt: "processos privados", en: "private processes" },
  NEW_DEVICE: { pt: "aparelho ou navegador novo", en: "a new device or browser" },
  CREDENTIALS_INVALID: { pt: "senha incorreta", en: "wrong password" },
  TOKEN_INVALID: { pt: "link que não vale mais", en: "a link that is no longer valid" },
  CHANNEL_NOT_ALLOWED: { pt: "canal que este acesso não tem", en: "a channel this access does not have" },
  PLAN_NOT_ENTITLED: { pt: "canal que o plano não inclui", en: "a channel the plan does not include" },
};

function detailOf({ kind, details }: AccessEventRow, language: Language): string | null {
  if (details.length === 0) return null;
  return details.map((one) => words[one]?.[language] ?? one).join(kind === "EMAIL_CHANGED" ? " → " : ", ");
}
