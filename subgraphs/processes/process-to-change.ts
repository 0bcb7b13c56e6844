import { sees } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import { mistake, notFound } from "../../platform/errors.ts";
import { isId } from "../../platform/text.ts";
import { Process } from "./process.ts";

/**
 * Loads a process for a command, under the firm's lock and asking the rule itself, so that a command stands on its own as
 * a question does. Throws NOT_FOUND for none and for not seen, CONFLICT when it has changed since `expectedVersion`.
 */
export async function processToChange(
  transaction: Transaction,
  id: string,
  field: string[],
  expectedVersion?: number | null,
  versionField: readonly string[] = ["input", "expectedVersion"],
): Promise<Process> {
  if (!isId(id)) throw notFound(...field);
  await lockFirm(transaction);
  const [seen] = await transaction.execute(
    `select p.id from processes.process p where p.id = ? and (${sees.process("p")}) for no key update`,
    [id],
  );
  if (!seen) throw notFound(...field);
  const process = await transaction.findOneOrFail(Process, { id });
  if (typeof expectedVersion === "number" && expectedVersion !== process.version)
    throw mistake(
      "CONFLICT",
      versionField,
      "Alguém alterou este processo enquanto isso. Confira e salve de novo.",
      "Somebody changed this process meanwhile. Check it and save again.",
    );
  return process;
}

/** A process that the asking person sees, for a command that adds to it. Throws NOT_FOUND for none and for not seen. */
export async function processSeen(
  transaction: Transaction,
  id: string,
  field: string[],
): Promise<{ id: string; firmId: string }> {
  if (!isId(id)) throw notFound(...field);
  const [seen] = await transaction.execute<{ id: string; firm_id: string }[]>(
    `select p.id, p.firm_id from processes.process p where p.id = ? and (${sees.process("p")})`,
    [id],
  );
  if (!seen) throw notFound(...field);
  return { id: seen.id, firmId: seen.firm_id };
}

/** Before anything that changes who sees what: one change after the other within a firm. */
export async function lockFirm(transaction: Transaction): Promise<void> {
  await transaction.execute("select access.lock_firm()");
}
