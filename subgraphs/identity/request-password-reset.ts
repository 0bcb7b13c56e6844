import { executorOf } from "../../platform/database.ts";
import { checked, email } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { attempting } from "./attempt.ts";
import { mailQueue } from "./mail-queue.ts";

/**
 * Notes that somebody wants to set a new password. Whether anybody has the e-mail, and what it opens, only the worker looks:
 * the same is answered, and the same work done, for every one. Three mails an hour go to one address at most.
 */
export async function requestPasswordReset(asking: Asking, address: string): Promise<void> {
  const to = checked(email, address, ["email"]);
  const { database, jobs } = asking.house;
  await attempting(
    asking,
    "mailed",
    null,
    () =>
      database.asNobody(async (transaction) => {
        const [asked] = await transaction.execute<{ reset: string | null }[]>("select access.ask_reset(?) as reset", [
          to,
        ]);
        if (asked?.reset) await jobs.enqueue(mailQueue, { reset: asked.reset }, executorOf(transaction));
      }),
    () => false,
  );
  jobs.nudge(mailQueue);
}
