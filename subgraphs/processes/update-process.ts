import { telling } from "../../platform/errors.ts";
import { checked } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { ProcessFields } from "./process.ts";
import type { UpdateProcessInput } from "./process.type.ts";
import { courtColumns, mustBeStaff, mustFit, numberTaken, processChanges } from "./process-input.ts";
import { processToChange } from "./process-to-change.ts";

/** Changes what was said of a process and leaves the rest. Gives its id; throws the mistakes in the input. */
export async function updateProcess(asking: Asking, id: string, input: UpdateProcessInput): Promise<string> {
  const said = checked(processChanges, input);
  return telling({ process_number: numberTaken }, () =>
    asking.command(async (transaction) => {
      const process = await processToChange(transaction, id, ["id"], said.expectedVersion);
      const changes: Partial<ProcessFields> = {};
      if (said.number !== undefined) changes.number = said.number;
      if (input.legacyNumber !== undefined) changes.legacyNumber = said.legacyNumber;
      if (said.title !== undefined) changes.title = said.title;
      if (said.status !== undefined) changes.status = said.status;
      if (said.visibility !== undefined) changes.visibility = said.visibility;
      if (said.secret !== undefined) changes.secret = said.secret;
      if (said.court !== undefined) Object.assign(changes, courtColumns(said.court, input.court));
      if (said.filedOn !== undefined) changes.filedOn = said.filedOn;
      if (input.claimValue !== undefined) changes.claimValue = said.claimValue ?? null;
      if (said.responsibleId !== undefined) {
        const named = said.responsibleId ? [said.responsibleId] : [];
        await mustBeStaff(transaction, named, () => ["input", "responsibleId"], [process.responsibleId ?? null]);
        changes.responsibleId = said.responsibleId ?? null;
      }
      if (said.teamMemberIds !== undefined) {
        changes.teamIds = [...new Set(said.teamMemberIds ?? [])];
        const fieldOf = (index: number) => ["input", "teamMemberIds", String(index)];
        await mustBeStaff(transaction, changes.teamIds, fieldOf, process.teamIds);
      }
      process.change(changes);
      mustFit(
        { kind: process.kind, number: process.number ?? null, legacyNumber: process.legacyNumber ?? null },
        Boolean(said.court),
      );
      await transaction.flush();
      return process.id;
    }),
  );
}
