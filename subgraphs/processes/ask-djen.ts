// What DJEN published for a lawyer of the firm, or where the firm names none, of a process: of yesterday and today, or after an
// outage from the last day that came.
import { setImmediate } from "node:timers/promises";
import type { CourtPublication, Djen, OabRegistration } from "../../courts/court.ts";
import { beginningOf, inBrasilia } from "../../platform/brasilia.ts";
import type { Transaction } from "../../platform/database.ts";
import { checkedEach, mended } from "../../platform/input.ts";
import { log } from "../../platform/log.ts";
import type { Question } from "./court-run.ts";
import { failedUpdate, nextNight, processDue, stillAsked } from "./due-process.ts";
import type { PublicationFields } from "./publication.ts";
import { cleanContent, hasText } from "./publication-content.ts";
import { gazettePublication, longestContent, takeInPublications } from "./take-in-publications.ts";

/** How far back an outage is made up for. */
const mostDays = 30;

/** The question that is due; in how many seconds one will be; null when none will. */
export async function askDjen(transaction: Transaction, djen: Djen): Promise<Question | number | null> {
  const registration = await registrationDue(transaction);
  if (registration === undefined) return askOfProcess(transaction, djen);
  if (registration === null || typeof registration === "number") return registration;
  const { number, state, coveredUntil } = registration;
  const days = daysFrom(coveredUntil, new Date());
  const its = "firm_id = access.claim('firm')::uuid and number = ? and state = ?";
  return {
    async ask(signal, keep) {
      for await (const page of djen.publications({ oab: { number, state } }, days.from, days.to, signal))
        await keepPage(page, keep);
      return async (transaction) => {
        await transaction.execute(
          `update processes.court_registration set covered_until = ?::date, next_at = now() + ${days.more ? "interval '0'" : nextNight}
           where ${its}`,
          [days.to, number, state],
        );
        return 0;
      };
    },
    async failed(transaction, failure, seconds) {
      await transaction.execute(
        `update processes.court_registration
         set next_at = now() + ${failure === "MALFORMED" ? "interval '1 hour'" : "make_interval(secs => ?)"} where ${its}`,
        [...(failure === "MALFORMED" ? [] : [seconds]), number, state],
      );
    },
  };
}

async function askOfProcess(transaction: Transaction, djen: Djen): Promise<Question | number | null> {
  const process = await processDue(transaction, "DJEN", null);
  if (!process || typeof process === "number") return process;
  const days = daysFrom(process.coveredUntil, new Date());
  return {
    async ask(signal, keep) {
      for await (const page of djen.publications({ processNumber: process.number }, days.from, days.to, signal))
        await keepPage(page, async (work) => {
          await keep(async (transaction) => ((await stillAsked(transaction, process)) ? work(transaction) : 0));
        });
      return async (transaction) => {
        await transaction.execute(
          `update processes.court_update set outcome = 'UPDATED', found_at = coalesce(found_at, now()), covered_until = ?::date,
             next_at = now() + ${days.more ? "interval '0'" : nextNight}
           where process_id = ? and source = 'DJEN'`,
          [days.to, process.id],
        );
        return 0;
      };
    },
    failed: (transaction, failure, seconds) => failedUpdate(transaction, "DJEN", process.id, failure, seconds),
  };
}

/** The registration that has waited longest; undefined when the firm has none at all. */
async function registrationDue(
  transaction: Transaction,
): Promise<(OabRegistration & { coveredUntil: string | null }) | number | null | undefined> {
  const ofFirm = "r.firm_id = access.claim('firm')::uuid";
  const [due] = await transaction.execute<{ number: string; state: string; coveredUntil: string | null }[]>(
    `update processes.court_registration r set asked_at = now(), next_at = now() + interval '10 minutes'
     where (r.firm_id, r.number, r.state) in (
       select r.firm_id, r.number, r.state from processes.court_registration r
       where ${ofFirm} and (r.next_at is null or r.next_at <= now())
       order by r.asked_at nulls first, r.state, r.number limit 1)
     returning r.number, r.state, r.covered_until::text as "coveredUntil"`,
  );
  if (due) return due;
  const [next] = await transaction.execute<{ any: boolean; seconds: number | null }[]>(
    `select count(*) > 0 as any, ceil(extract(epoch from min(r.next_at) - now()))::int as seconds
     from processes.court_registration r where ${ofFirm}`,
  );
  return next?.any ? next.seconds : undefined;
}

/** Which days to ask for, two at most, and whether there are more after them. */
export function daysFrom(coveredUntil: string | null, now: Date): { from: string; to: string; more: boolean } {
  const before = (days: number) => inBrasilia(now).minus({ days }).toISODate();
  const [today, yesterday, earliest] = [before(0), before(1), before(mostDays)];
  const from = [earliest, [yesterday, coveredUntil ?? yesterday].sort()[0] as string].sort()[1] as string;
  const next = inBrasilia(beginningOf(from)).plus({ days: 1 }).toISODate();
  const to = next < today ? next : today;
  return { from, to, more: to < today };
}

async function keepPage(told: readonly CourtPublication[], keep: Parameters<Question["ask"]>[1]): Promise<void> {
  const fields: object[] = [];
  for (const publication of told) {
    fields.push({ ...publication, content: readable(publication.content) });
    // Long texts take a moment: others are answered in between.
    if (fields.length % 5 === 0) await setImmediate();
  }
  const { sound, mistakes } = checkedEach(gazettePublication, fields, []);
  if (mistakes.length > 0) log.warn({ mistakes: mistakes.length }, "DJEN told what cannot be kept");
  const once = new Map<string, PublicationFields>();
  for (const publication of sound.values()) once.set(publication.externalId, publication);
  const publications = [...once.values()];
  const canceled = publications.filter((one) => one.canceled).map(({ externalId }) => externalId);
  await keep(async (transaction) => {
    const [firm] = await transaction.execute<{ id: string }[]>("select access.claim('firm') as id");
    return takeInPublications(transaction, firm?.id as string, publications, canceled);
  });
}

/** What is longer than this is cut before anybody looks at it. */
const longestTold = 1_000_000;

/** A publication's text, clean and of a length that is kept; one that says nothing is still one that somebody has to look up. */
function readable(content: string): string {
  const clean = cleanContent(mended(content.slice(0, longestTold)));
  if (!hasText(clean)) return "<p>Publicação sem texto: consulte o diário oficial.</p>";
  if (clean.length <= longestContent) return clean;
  const note = "<p>[Texto cortado: consulte o diário oficial.]</p>";
  // What is cut in the middle of a tag is closed by the cleaning.
  for (let length = longestContent - note.length; ; length = Math.floor(length * 0.9)) {
    const cut = cleanContent(clean.slice(0, length).toWellFormed()) + note;
    if (cut.length <= longestContent) return cut;
  }
}
