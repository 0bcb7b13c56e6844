import type { z } from "zod";
import { telling } from "../../platform/errors.ts";
import { checked } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { Party } from "./party.ts";
import { contactGone, namedParties, partyList } from "./party-input.ts";
import { Process } from "./process.ts";
import type { ProcessInput } from "./process.type.ts";
import { courtColumns, mustBeStaff, mustFit, newProcess, numberTaken } from "./process-input.ts";
import { lockFirm } from "./process-to-change.ts";

const schema = newProcess.extend({ parties: partyList.nullish() });

/** Registers a process with its parties. Gives its id; throws the mistakes in the input. */
export async function createProcess(asking: Asking, input: ProcessInput): Promise<string> {
  const said: z.output<typeof schema> = checked(schema, input);
  const numbers = { number: said.number ?? null, legacyNumber: said.legacyNumber };
  mustFit({ kind: said.kind, ...numbers }, Boolean(said.court));
  const firm = asking.viewer?.firm as string;
  return telling({ process_number: numberTaken, ...contactGone(["input", "parties"]) }, () =>
    asking.command(async (transaction) => {
      await lockFirm(transaction);
      const teamIds = [...new Set(said.teamMemberIds ?? [])];
      await mustBeStaff(transaction, said.responsibleId ? [said.responsibleId] : [], () => ["input", "responsibleId"]);
      await mustBeStaff(transaction, teamIds, (index) => ["input", "teamMemberIds", String(index)]);
      const parties = await namedParties(transaction, said.parties ?? [], ["input", "parties"]);
      const visibility = said.visibility ?? "PUBLIC";
      // Until its parties are written it is visible to its writer, who may not be allowed to see it when it is done.
      const process = Process.open(firm, {
        kind: said.kind,
        ...numbers,
        title: said.title,
        status: said.status ?? "ACTIVE",
        visibility: "PUBLIC",
        secret: said.secret ?? false,
        ...(courtColumns(said.court ?? null, null) as ReturnType<typeof courtColumns> & { subjects: string[] }),
        filedOn: said.filedOn ?? null,
        claimValue: said.claimValue,
        responsibleId: said.responsibleId ?? null,
        teamIds,
      } as Parameters<typeof Process.open>[1]);
      await transaction.persist(process).flush();
      await transaction.persist(parties.map((party, position) => Party.of(process, party, position))).flush();
      if (visibility !== "PUBLIC") {
        process.visibility = visibility;
        await transaction.flush();
      }
      return process.id;
    }),
  );
}
