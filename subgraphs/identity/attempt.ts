// Attempts to come in are counted in the database before they are looked at: what is tried in one request or in many, by one
// process or by several, before a restart or after it, is one count.
import pLimit from "p-limit";
import { Refused } from "../../access/refusal.ts";
import { Mistakes } from "../../platform/errors.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { hashesAtOnce } from "./password.ts";

/** As many failures as an address of the network has at once; then one every five seconds. */
const atOnce = 200;

/**
 * Few at a time have their turn, so that however many come, most of the database's connections are for who reads. Who brings
 * what was mailed does not wait behind passwords.
 */
const turns = { passwords: pLimit(hashesAtOnce), mailed: pLimit(2) };
/** As many as are done in about five seconds: who would wait longer is told to come again. */
const longestQueue = 300;

/**
 * Tries to come in, with an e-mail or only from somewhere. Throws RATE_LIMITED without trying while there is to wait: after
 * ten failures in a row with the e-mail, or too many from the same network, or from everywhere. Whoever comes in, or is
 * refused for what is not a wrong secret, has not failed.
 */
export async function attempting<Answer>(
  asking: Asking,
  by: keyof typeof turns,
  email: string | null,
  work: () => Promise<Answer>,
  cameIn: (answer: Answer) => boolean = () => true,
): Promise<Answer> {
  const turn = turns[by];
  if (turn.pendingCount >= longestQueue) throw new Refused("RATE_LIMITED", { retryAfter: 5 });
  return turn(() => counted(asking, email, work, cameIn));
}

async function counted<Answer>(
  asking: Asking,
  email: string | null,
  work: () => Promise<Answer>,
  cameIn: (answer: Answer) => boolean,
): Promise<Answer> {
  const { database, attemptsAtOnce = atOnce } = asking.house;
  const from = asking.request.address ?? null;
  const wait = await database.asNobody(async (transaction) => {
    await transaction.execute("set local synchronous_commit = off");
    const [row] = await transaction.execute<{ wait: number | null }[]>(
      "select access.attempt(?::text, ?::text, ?::int) as wait",
      [email, from, attemptsAtOnce],
    );
    return row?.wait ?? null;
  });
  if (wait !== null) throw new Refused("RATE_LIMITED", { retryAfter: wait });
  const forgive = () =>
    database.asNobody((transaction) => transaction.execute("select access.forgive(?::text, ?::text)", [email, from]));
  try {
    const answer = await work();
    if (cameIn(answer)) await forgive();
    return answer;
  } catch (error) {
    if (error instanceof Mistakes && !error.mistakes.some(({ code }) => ofSecrets.has(code))) await forgive();
    throw error;
  }
}

const ofSecrets: ReadonlySet<string> = new Set(["CREDENTIALS_INVALID", "TOKEN_INVALID"]);
