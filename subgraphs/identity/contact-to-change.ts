import { sees } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import { isId } from "../../platform/text.ts";
import { Contact } from "./contact.ts";

/** Loads a contact for a command and holds it until the end, asking the rule itself; null for none and for another firm's. */
export async function contactToChange(transaction: Transaction, id: string): Promise<Contact | null> {
  if (!isId(id)) return null;
  const [seen] = await transaction.execute(
    `select c.id from identity.contact c where c.id = ? and (${sees.contact("c")}) for update`,
    [id],
  );
  return seen ? transaction.findOne(Contact, { id }) : null;
}
