import { mistake, notFound, stateOf } from "../../platform/errors.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { contactToChange } from "./contact-to-change.ts";

/** PostgreSQL's code for a row that others still point at. */
const pointedAt = "23503";

/** Deletes a contact that nothing hangs on: no process, no access, past ones included, nothing it sent. Gives the id. */
export async function deleteContact(asking: Asking, id: string): Promise<string> {
  try {
    return await asking.command(async (transaction) => {
      const contact = await contactToChange(transaction, id);
      if (!contact) throw notFound("id");
      await transaction.remove(contact).flush();
      return id;
    });
  } catch (error) {
    if (stateOf(error) !== pointedAt) throw error;
    throw mistake(
      "CONFLICT",
      ["id"],
      "Este contato é parte de um processo, ou tem ou teve acesso do cliente.",
      "This contact is party to a process, or has or had a client access.",
    );
  }
}
