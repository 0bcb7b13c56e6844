import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { type Asking, payload } from "../../platform/subgraph.ts";
import type { Text } from "../../platform/text.ts";
import {
  type Connector,
  courtConnector,
  courtConnectors,
  courtCounts,
  courtUpdatesOf,
  isAccepted,
  oabRegistrations,
} from "./court-connector.question.ts";
import type { CourtProblem, CourtSource } from "./court-connector.ts";
import {
  CourtConnectorPayload,
  CourtConnectorProblem,
  type CourtConnectorState,
  CourtConnectorStateEnum,
  CourtConnectorType,
  CourtCounts,
  CourtSourceEnum,
  CourtTerms,
  CourtTermsAcceptance,
  CourtUpdatePayload,
  CourtUpdateType,
  OabRegistration,
  OabRegistrationInput,
  SwitchOnCourtConnectorInput,
} from "./court-connector.type.ts";
import { courtTerms } from "./court-terms.ts";
import type { ProcessRow } from "./process.question.ts";
import { ProcessType } from "./process.type.ts";
import { requestCourtUpdate } from "./request-court-update.ts";
import { setOabRegistrations, versionOfRegistrations } from "./set-oab-registrations.ts";
import { switchOffCourtConnector, switchOnCourtConnector } from "./switch-court-connector.ts";

@Resolver(() => CourtConnectorType)
export class CourtConnectorResolver {
  @Query(() => [CourtConnectorType], {
    nullable: true,
    description:
      "The public services of the courts that the firm may have asked, off until it accepts their terms. Admins.",
  })
  courtConnectors(@Ctx() asking: Asking): Promise<Connector[]> {
    return courtConnectors(asking);
  }

  @FieldResolver(() => CourtConnectorStateEnum, { description: "Whether it is asked." })
  state(@Root() connector: Connector): CourtConnectorState {
    if (!connector.available) return "NOT_AVAILABLE";
    if (!connector.active) return "OFF";
    return isAccepted(connector) ? "ON" : "TERMS_CHANGED";
  }

  @FieldResolver(() => CourtTerms, { description: "What has to be accepted, as it reads at present." })
  terms(@Root() { source }: Connector, @Ctx() asking: Asking): CourtTerms {
    const { version, text } = courtTerms[source];
    return { version, text: text[asking.request.language] };
  }

  @FieldResolver(() => [CourtTermsAcceptance], { description: "Who accepted which version, the latest first." })
  acceptances(@Root() { acceptances }: Connector): Connector["acceptances"] {
    return acceptances;
  }

  @FieldResolver(() => CourtConnectorProblem, {
    nullable: true,
    description: "What is wrong; null when the last answer was one. The product goes on without.",
  })
  problem(@Root() { source, problem }: Connector, @Ctx() asking: Asking): CourtConnectorProblem | null {
    return problem && { kind: problem, message: problems[source][problem][asking.request.language] };
  }

  @FieldResolver(() => [OabRegistration], {
    description: "The registrations that DJEN is asked for; without any it is asked by number. None for DataJud.",
  })
  registrations(@Root() { source }: Connector, @Ctx() asking: Asking): Promise<OabRegistration[]> | [] {
    return source === "DJEN" ? oabRegistrations(asking) : [];
  }

  @FieldResolver(() => Int, {
    description:
      "Changes whenever `registrations` do: give it as `expectedVersion` to not overwrite somebody else's. DJEN's.",
  })
  async registrationsVersion(@Root() { source }: Connector, @Ctx() asking: Asking): Promise<number> {
    return versionOfRegistrations(source === "DJEN" ? await oabRegistrations(asking) : []);
  }

  @FieldResolver(() => CourtCounts, { nullable: true, description: "DataJud's lawsuits; null for DJEN." })
  processes(@Root() { source }: Connector, @Ctx() asking: Asking): Promise<CourtCounts> | null {
    return source === "DATAJUD" ? courtCounts(asking) : null;
  }

  @Mutation(() => CourtConnectorPayload, {
    nullable: true,
    description:
      "Accepts a service's terms and has it asked for the firm from now on: at once, and every night. Admins.",
  })
  switchOnCourtConnector(
    @Arg("input", () => SwitchOnCourtConnectorInput, { description: "The service, and what is accepted." })
    input: SwitchOnCourtConnectorInput,
    @Ctx() asking: Asking,
  ) {
    return changed(asking, input.source, () => switchOnCourtConnector(asking, input));
  }

  @Mutation(() => CourtConnectorPayload, {
    nullable: true,
    description: "Has a service asked no more for the firm. What it has brought stays. Admins.",
  })
  switchOffCourtConnector(
    @Arg("source", () => CourtSourceEnum, { description: "The service." }) source: CourtSource,
    @Ctx() asking: Asking,
  ) {
    return changed(asking, source, () => switchOffCourtConnector(asking, source));
  }

  @Mutation(() => CourtConnectorPayload, {
    nullable: true,
    description: "Says under which registrations publications are looked for in DJEN: these, and no others. Admins.",
  })
  setOabRegistrations(
    @Arg("registrations", () => [OabRegistrationInput], { description: "All of them: up to 50; none is allowed." })
    registrations: OabRegistrationInput[],
    @Arg("expectedVersion", () => Int, {
      nullable: true,
      description:
        "The `registrationsVersion` this list is based on: CONFLICT when they have changed since. Left out: the last one wins, also over a registration somebody else has just added.",
    })
    expectedVersion: number | undefined,
    @Ctx() asking: Asking,
  ) {
    return changed(asking, "DJEN", () => setOabRegistrations(asking, registrations, expectedVersion));
  }
}

const changed = (asking: Asking, source: CourtSource, command: () => Promise<void>) =>
  payload<{ courtConnector: Connector }>(asking, { courtConnector: null }, async () => {
    await command();
    return { courtConnector: await courtConnector(asking, source) };
  });

@Resolver(() => ProcessType)
export class ProcessCourtUpdateResolver {
  @FieldResolver(() => CourtUpdateType, {
    nullable: true,
    description: "When DataJud was last asked about it, and what came of it; null: never. Staff only.",
  })
  courtUpdate(@Root() process: ProcessRow, @Ctx() asking: Asking): Promise<object | null> {
    return asking.load(courtUpdatesOf, process.id);
  }

  @Mutation(() => CourtUpdatePayload, {
    nullable: true,
    description:
      "Has DataJud asked about a process now. CONFLICT while the connector is not on; INVALID for a case and for segredo de justiça; QUOTA_EXCEEDED within 15 minutes of the last time, or after 60 requests of the firm in an hour. Staff who see it; NOT_FOUND otherwise.",
  })
  requestCourtUpdate(
    @Arg("processId", () => ID, { description: "The process's id." }) processId: string,
    @Ctx() asking: Asking,
  ) {
    return payload<{ courtUpdate: object | null }>(asking, { courtUpdate: null }, async () => {
      await requestCourtUpdate(asking, processId);
      asking.forget();
      return { courtUpdate: await asking.load(courtUpdatesOf, processId) };
    });
  }
}

const text = (pt: string, en: string): Text => ({ pt, en });

const problems: Readonly<Record<CourtSource, Readonly<Record<CourtProblem, Text>>>> = {
  DATAJUD: {
    UNAVAILABLE: text(
      "O DataJud está fora do ar ou lento demais. Será consultado de novo sozinho; nada se perde.",
      "DataJud is down or too slow. It will be asked again by itself; nothing is lost.",
    ),
    LIMITED: text(
      "O DataJud pediu para ser consultado mais devagar. A consulta continua depois de uma pausa.",
      "DataJud wants to be asked more slowly. Asking goes on after a pause.",
    ),
    REFUSED: text(
      "O DataJud recusou a chave desta instalação: o CNJ deve tê-la trocado. Avise quem a mantém; até lá, nada é consultado.",
      "DataJud refused this installation's key: the CNJ has probably changed it. Tell whoever runs it; until then nothing is asked.",
    ),
    MALFORMED: text(
      "O DataJud respondeu algo que não pôde ser lido. Será consultado de novo.",
      "DataJud answered what could not be read. It will be asked again.",
    ),
  },
  DJEN: {
    UNAVAILABLE: text(
      "O DJEN está fora do ar ou lento demais. Será consultado de novo sozinho, desde o último dia que veio; consulte o diário oficial até lá.",
      "DJEN is down or too slow. It will be asked again by itself, from the last day that came; read the official gazette until then.",
    ),
    LIMITED: text(
      "O DJEN pediu para ser consultado mais devagar. A consulta continua depois de uma pausa.",
      "DJEN wants to be asked more slowly. Asking goes on after a pause.",
    ),
    REFUSED: text(
      "O DJEN recusa os pedidos desta instalação; em geral, por virem de fora do Brasil. Avise quem a mantém e consulte o diário oficial.",
      "DJEN refuses this installation's requests; usually because they come from outside of Brazil. Tell whoever runs it, and read the official gazette.",
    ),
    MALFORMED: text(
      "O DJEN respondeu algo que não pôde ser lido. Será consultado de novo; consulte o diário oficial até lá.",
      "DJEN answered what could not be read. It will be asked again; read the official gazette until then.",
    ),
  },
};
