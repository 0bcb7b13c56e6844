import { z } from "zod";
import type { Transaction } from "../../platform/database.ts";
import { type Mistakes, mistake, notFound } from "../../platform/errors.ts";
import { id, listOf, optionalLine } from "../../platform/input.ts";
import { type PartyFields, partyRoles, partySides } from "./party.ts";

export const partyList = listOf(
  z.object({
    contactId: id.nullish(),
    name: optionalLine(200),
    role: z.enum(partyRoles),
    side: z.enum(partySides),
  }),
  200,
);

/** By its constraint, for `telling`: a contact of a party was deleted after its name was written down. */
export const contactGone = (at: string[]): Readonly<Record<string, () => Mistakes>> => ({
  party_contact: () => notFound(...at),
});

/**
 * The parties with their names written down. Throws NOT_FOUND for a contact that is not the firm's, REQUIRED for a party
 * without contact and name, and for a CLIENT without a contact.
 */
export async function namedParties(
  transaction: Transaction,
  parties: z.output<typeof partyList>,
  at: string[],
): Promise<PartyFields[]> {
  const named: PartyFields[] = [];
  for (const [index, party] of parties.entries()) {
    const field = [...at, String(index)];
    if (!party.contactId) {
      if (party.role === "CLIENT")
        throw mistake(
          "REQUIRED",
          [...field, "contactId"],
          "Um cliente precisa de ficha de contato.",
          "A client needs a contact record.",
        );
      if (!party.name)
        throw mistake("REQUIRED", [...field, "name"], "Informe o nome ou o contato.", "Give the name or the contact.");
      named.push({ contactId: null, name: party.name, role: party.role, side: party.side });
      continue;
    }
    const [found] = await transaction.execute<{ name: string | null }[]>(
      "select access.name_of('contact', ?) as name",
      [party.contactId],
    );
    if (!found?.name) throw notFound(...field, "contactId");
    named.push({ contactId: party.contactId, name: party.name ?? found.name, role: party.role, side: party.side });
  }
  return named;
}
