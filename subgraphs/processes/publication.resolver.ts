import { formatProcessoJuridico } from "@brazilian-utils/brazilian-utils";
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { isDay, PageArgs, pageRequest } from "../../platform/connection.ts";
import { cnjNumber } from "../../platform/input.ts";
import { type Asking, payload, userErrorsOf } from "../../platform/subgraph.ts";
import { ImportPayload } from "./import.type.ts";
import { importPublications } from "./import-publications.ts";
import { type ProcessRow, processesById } from "./process.question.ts";
import { ProcessType } from "./process.type.ts";
import {
  type PublicationRow,
  processIdsByNumber,
  publicationsById,
  publicationsOf,
  publicationsOfFirm,
} from "./publication.question.ts";
import type { PublicationStatus } from "./publication.ts";
import {
  ImportPublicationsInput,
  PublicationConnection,
  PublicationPayload,
  PublicationStatusEnum,
  PublicationType,
  TreatPublicationInput,
} from "./publication.type.ts";
import { treatPublication } from "./treat-publication.ts";

@Resolver(() => PublicationType)
export class PublicationResolver {
  @Query(() => PublicationConnection, {
    nullable: true,
    description:
      "The firm's publications, the latest first: those waiting to be treated, unless another status is asked for; null asks for all. Staff only.",
  })
  publications(
    @Arg("status", () => PublicationStatusEnum, {
      nullable: true,
      defaultValue: "PENDING",
      description: "Of one status only.",
    })
    status: PublicationStatus | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() asking: Asking,
  ) {
    return publicationsOfFirm(asking, status ?? null, pageRequest(page, "AVAILABLE", isDay));
  }

  @FieldResolver(() => ProcessType, {
    nullable: true,
    description: "The process it was linked to; null until it is treated, or when it was discarded.",
  })
  process(@Root() publication: PublicationRow, @Ctx() asking: Asking): Promise<ProcessRow | null> | null {
    return publication.status === "TREATED" && publication.processId
      ? asking.load(processesById, publication.processId)
      : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The number it came with: masked when it is a CNJ number, else as it came. Staff only.",
  })
  processNumber(@Root() publication: PublicationRow): string | null {
    const number = publication.processNumber && cnjNumber(publication.processNumber);
    return number ? formatProcessoJuridico(number) : publication.processNumber;
  }

  @FieldResolver(() => ProcessType, {
    nullable: true,
    description:
      "The process of that number, or of that number of before 2010 as it is written, when the firm has one that the viewer sees. Staff only.",
  })
  async suggestedProcess(@Root() publication: PublicationRow, @Ctx() asking: Asking): Promise<ProcessRow | null> {
    if (!publication.processNumber) return null;
    const id = await asking.load(processIdsByNumber, publication.processNumber);
    return id ? asking.load(processesById, id) : null;
  }

  @Mutation(() => ImportPayload, {
    nullable: true,
    description:
      "Takes in what gazettes published. The same twice adds nothing; a cancelation is marked on one that is there already, which counts as unchanged. Staff only.",
  })
  async importPublications(
    @Arg("input", () => ImportPublicationsInput, { description: "The publications." }) input: ImportPublicationsInput,
    @Ctx() asking: Asking,
  ) {
    const { imported, userErrors } = await payload(asking, { imported: null }, async () => ({
      imported: await importPublications(asking, input),
    }));
    if (!imported) return { added: 0, unchanged: 0, userErrors };
    const { added, unchanged, mistakes } = imported;
    return { added, unchanged, userErrors: userErrorsOf(asking, mistakes) };
  }

  @Mutation(() => PublicationPayload, {
    nullable: true,
    description:
      "Links a publication to a process, or discards it; again to correct it. Clients of the process see it from their next request on. Staff who see both; NOT_FOUND otherwise.",
  })
  treatPublication(
    @Arg("input", () => TreatPublicationInput, { description: "What becomes of it." }) input: TreatPublicationInput,
    @Ctx() asking: Asking,
  ) {
    return payload<{ publication: PublicationRow | null }>(asking, { publication: null }, async () => {
      const id = await treatPublication(asking, input);
      asking.forget();
      return { publication: await asking.load(publicationsById, id) };
    });
  }
}

@Resolver(() => ProcessType)
export class ProcessPublicationsResolver {
  @FieldResolver(() => PublicationConnection, {
    nullable: true,
    description:
      "The publications that were linked to it, the latest first. CATEGORY_NOT_ENABLED when the firm has not switched publications on for this client.",
  })
  publications(@Root() process: ProcessRow, @Args(() => PageArgs) page: PageArgs, @Ctx() asking: Asking) {
    return publicationsOf(asking, process.id, null, pageRequest(page, "AVAILABLE", isDay));
  }
}
