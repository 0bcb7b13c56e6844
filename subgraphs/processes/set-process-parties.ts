import { telling } from "../../platform/errors.ts";
import { checked } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { Party } from "./party.ts";
import { contactGone, namedParties, partyList } from "./party-input.ts";
import type { ProcessPartyInput } from "./process.type.ts";
import { processToChange } from "./process-to-change.ts";

/** Replaces a process's parties. Gives its id; throws the mistakes in the input, and CONFLICT as an update does. */
export async function setProcessParties(
  asking: Asking,
  processId: string,
  input: ProcessPartyInput[],
  expectedVersion?: number | null,
): Promise<string> {
  const said = checked(partyList, input, ["parties"]);
  return telling(contactGone(["parties"]), () =>
    asking.command(async (transaction) => {
      const process = await processToChange(transaction, processId, ["processId"], expectedVersion, [
        "expectedVersion",
      ]);
      const parties = await namedParties(transaction, said, ["parties"]);
      await transaction.nativeDelete(Party, { processId });
      process.change({});
      await transaction.persist(parties.map((party, position) => Party.of(process, party, position))).flush();
      return process.id;
    }),
  );
}
