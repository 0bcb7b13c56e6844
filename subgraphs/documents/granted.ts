import { stateOf } from "../../platform/errors.ts";

/** What was done as the session a grant was given to; null when that session is over. */
export async function unlessOver<Answer>(work: Promise<Answer>): Promise<Answer | null> {
  try {
    return await work;
  } catch (error) {
    if (["AN001", "AN002"].includes(stateOf(error) ?? "")) return null;
    throw error;
  }
}
