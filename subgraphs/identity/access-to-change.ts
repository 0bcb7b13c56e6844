import { LockMode } from "@mikro-orm/core";
import { sees } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import { mistake, notFound } from "../../platform/errors.ts";
import { isId } from "../../platform/text.ts";
import { ClientAccess } from "./client-access.ts";

/**
 * Loads an access for a command and holds it until the end, asking the rule itself, so that a command stands on its own as
 * a question does. Throws NOT_FOUND for none and for another firm's.
 */
export async function accessToChange(transaction: Transaction, id: string, field: string[]): Promise<ClientAccess> {
  if (!isId(id)) throw notFound(...field);
  const [seen] = await transaction.execute(
    `select a.id from identity.client_access a where a.id = ? and (${sees.clientAccess("a")}) for update`,
    [id],
  );
  if (!seen) throw notFound(...field);
  return transaction.findOneOrFail(ClientAccess, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** Throws CONFLICT for an access that was removed: that is for good, and a new grant is a new one. */
export function mustBeLive(access: ClientAccess, field: string[]): void {
  if (access.status === "REVOKED")
    throw mistake(
      "CONFLICT",
      field,
      "Este acesso foi removido. Conceda um novo.",
      "This access was removed. Grant a new one.",
    );
}
