import type { Plan } from "../../access/channels.ts";
import type { Database } from "../../platform/database.ts";
import { Firm } from "./firm.ts";

/** Puts a firm on another plan: it holds from the next request of every open session. Gives its name; null for no firm. */
export function setPlan(database: Database, firmId: string, plan: Plan): Promise<string | null> {
  return database.asOperator(firmId, async (transaction) => {
    const firm = await transaction.findOne(Firm, { id: firmId });
    if (!firm) return null;
    firm.plan = plan;
    await transaction.flush();
    return firm.name;
  });
}
