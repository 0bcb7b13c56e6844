import { constraintOf, type Mistakes, stateOf } from "./errors.ts";

/**
 * Runs a command that adds to something without holding it. What was deleted or hidden by somebody else meanwhile is told as
 * what was never there.
 */
export async function unlessGone<Answer>(gone: () => Mistakes, command: () => Promise<Answer>): Promise<Answer> {
  try {
    return await command();
  } catch (error) {
    const state = stateOf(error);
    // A foreign key, or the policy of the row that was to be added.
    if ((state === "23503" && constraintOf(error)) || (state === "42501" && /row-level security/.test(String(error))))
      throw gone();
    throw error;
  }
}
