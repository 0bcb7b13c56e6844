import { formatProcessoJuridico } from "@brazilian-utils/brazilian-utils";
import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Refused } from "../../access/refusal.ts";
import { courtOfNumber } from "../../courts/cnj-court.ts";
import { PageArgs } from "../../platform/connection.ts";
import { cnjNumber, searched } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { isId } from "../../platform/text.ts";
import { DeletePayload } from "../../platform/user-error.ts";
import { changedProcess } from "./changed-process.ts";
import { Contact } from "./contact.stub.ts";
import { createProcess } from "./create-process.ts";
import { deleteProcess } from "./delete-process.ts";
import { deleted } from "./deleted.ts";
import {
  type PartyRow,
  type ProcessRow,
  pageOfProcesses,
  partiesOf,
  processesById,
  processOfNumber,
} from "./process.question.ts";
import {
  Court,
  ProcessConnection,
  ProcessFilter,
  ProcessInput,
  ProcessOrder,
  ProcessParty,
  ProcessPartyInput,
  ProcessPayload,
  ProcessType,
  UpdateProcessInput,
} from "./process.type.ts";
import { setProcessParties } from "./set-process-parties.ts";
import { StaffMember } from "./staff-member.stub.ts";
import { updateProcess } from "./update-process.ts";

const judged = (id: string) => ({ id, verdict: true });

@Resolver(() => ProcessType)
export class ProcessResolver {
  @Query(() => ProcessType, {
    nullable: true,
    description: "One process; null when there is none, or none the viewer may see.",
  })
  process(
    @Arg("id", () => ID, { description: "The process's id." }) id: string,
    @Ctx() asking: Asking,
  ): Promise<ProcessRow | null> | null {
    return isId(id) ? viewed(asking, asking.load(processesById, id)) : null;
  }

  @Query(() => ProcessType, {
    nullable: true,
    description: "The process of a CNJ number; null when there is none the viewer may see, or the number is none.",
  })
  processByNumber(
    @Arg("number", () => String, { description: "The CNJ number, masked or bare." }) text: string,
    @Ctx() asking: Asking,
  ): Promise<ProcessRow | null> | null {
    const number = cnjNumber(text);
    return number ? viewed(asking, processOfNumber(asking, number)) : null;
  }

  @Query(() => ProcessConnection, { nullable: true, description: "The viewer's processes and cases." })
  processes(
    @Arg("filter", () => ProcessFilter, { nullable: true, description: "Which of them." }) filter:
      | ProcessFilter
      | undefined,
    @Arg("orderBy", () => ProcessOrder, {
      nullable: true,
      defaultValue: ProcessOrder.LAST_MOVEMENT,
      description: "In which order.",
    })
    orderBy: ProcessOrder | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() asking: Asking,
  ) {
    if (typeof filter?.contactId === "string" && asking.viewer?.kind !== "staff") throw new Refused("FORBIDDEN");
    if (typeof filter?.unseen === "boolean" && asking.viewer?.kind !== "client") throw new Refused("FORBIDDEN");
    const contactId = typeof filter?.contactId === "string" && !isId(filter.contactId) ? nobody : filter?.contactId;
    const selection = { ...filter, contactId, search: searched(filter?.search) };
    return pageOfProcesses(asking, selection, orderBy ?? ProcessOrder.LAST_MOVEMENT, page);
  }

  @FieldResolver(() => String, { nullable: true })
  number(@Root() process: ProcessRow): string | null {
    return process.number && formatProcessoJuridico(process.number);
  }

  @FieldResolver(() => Court, {
    nullable: true,
    description: "Where it runs; null for a case. What nobody has said its number may tell.",
  })
  court(@Root() process: ProcessRow): Court | null {
    const { division, venue, degree, className, subjects } = process;
    const told = process.number ? courtOfNumber(process.number) : null;
    const tribunal = process.tribunal ?? told?.tribunal ?? null;
    const segment = told?.segment ?? null;
    const known = segment ?? tribunal ?? division ?? venue ?? degree ?? className ?? (subjects.length > 0 || null);
    return known === null ? null : { tribunal, segment, division, venue, degree, className, subjects };
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: "Who at the firm is responsible for it." })
  responsible(@Root() process: ProcessRow): StaffMember | null {
    return process.responsibleId ? judged(process.responsibleId) : null;
  }

  @FieldResolver(() => [StaffMember], { nullable: true, description: "Who else at the firm is on it. Staff only." })
  team(@Root() process: ProcessRow): StaffMember[] {
    return process.teamIds.map(judged);
  }

  @FieldResolver(() => [ProcessParty], { description: "Who is involved." })
  async parties(@Root() process: ProcessRow, @Ctx() asking: Asking): Promise<PartyRow[]> {
    return (await asking.load(partiesOf, process.id)) ?? [];
  }

  @Mutation(() => ProcessPayload, { nullable: true, description: "Registers a lawsuit or case. Staff." })
  createProcess(
    @Arg("input", () => ProcessInput, { description: "The process." }) input: ProcessInput,
    @Ctx() asking: Asking,
  ) {
    return changedProcess(asking, () => createProcess(asking, input));
  }

  @Mutation(() => ProcessPayload, {
    nullable: true,
    description: "Changes a process. Staff who see it; NOT_FOUND otherwise.",
  })
  updateProcess(
    @Arg("id", () => ID, { description: "The process's id." }) id: string,
    @Arg("input", () => UpdateProcessInput, { description: "What changes." }) input: UpdateProcessInput,
    @Ctx() asking: Asking,
  ) {
    return changedProcess(asking, () => updateProcess(asking, id, input));
  }

  @Mutation(() => DeletePayload, {
    nullable: true,
    description:
      "Deletes a process with all that is of it: parties, links, movements, tasks, publications, documents and their files. What was logged stays. Admins.",
  })
  deleteProcess(@Arg("id", () => ID, { description: "The process's id." }) id: string, @Ctx() asking: Asking) {
    return deleted(asking, () => deleteProcess(asking, id));
  }

  @Mutation(() => ProcessPayload, {
    nullable: true,
    description:
      "Replaces who is involved in a process. Clients let in or left out see it or not from their next request on. Staff who see it; NOT_FOUND otherwise.",
  })
  setProcessParties(
    @Arg("processId", () => ID, { description: "The process's id." }) processId: string,
    @Arg("parties", () => [ProcessPartyInput], { description: "All of them: up to 200." }) parties: ProcessPartyInput[],
    @Arg("expectedVersion", () => Int, {
      nullable: true,
      description:
        "The process's version this list is based on: CONFLICT when the process has changed since. Left out: the last one wins, also over a client somebody else has just let in or left out.",
    })
    expectedVersion: number | undefined,
    @Ctx() asking: Asking,
  ) {
    return changedProcess(asking, () => setProcessParties(asking, processId, parties, expectedVersion));
  }
}

/** A process that a client was answered is noted in its log. */
async function viewed(asking: Asking, answer: Promise<ProcessRow | null>): Promise<ProcessRow | null> {
  const process = await answer;
  const { viewer } = asking;
  if (process?.verdict && viewer?.kind === "client" && !viewer.preview)
    asking.house.database.views.note(viewer.session, process.id);
  return process;
}

/** The id of nobody, for a filter by an id that cannot be one. */
const nobody = "00000000-0000-0000-0000-000000000000";

@Resolver(() => ProcessParty)
export class ProcessPartyResolver {
  @FieldResolver(() => Contact, {
    nullable: true,
    description: "The contact record: for staff, and for a client its own; null for everybody else.",
  })
  contact(@Root() party: PartyRow): Contact | null {
    return party.contactId && party.contactVerdict ? judged(party.contactId) : null;
  }
}

@Resolver(() => Contact)
export class ContactProcessesResolver {
  @FieldResolver(() => ProcessConnection, {
    nullable: true,
    description: "The processes the contact is a party to, by the latest movement, of those the viewer may see.",
  })
  processes(@Root() contact: Contact, @Args(() => PageArgs) page: PageArgs, @Ctx() asking: Asking) {
    const order = ProcessOrder.LAST_MOVEMENT;
    return pageOfProcesses(asking, { contactId: contact.id }, order, page);
  }
}
