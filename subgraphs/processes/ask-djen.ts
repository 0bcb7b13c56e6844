// What DJEN published for a lawyer of the firm, or where the firm names none, of a process: of yesterday and today, or after an
// outage from the last day that came. Weekly it is asked again about earlier days, for what has been taken back since.
import { setImmediate } from "node:timers/promises";
import type { CourtPublication, Djen, OabRegistration } from "../../courts/court.ts";
import { beginningOf, inBrasilia } from "../../platform/brasilia.ts";
import type { Transaction } from "../../platform/database.ts";
import { checkedEach, mended } from "../../platform/input.ts";
import { log } from "../../platform/log.ts";
import type { Question } from "./court-run.ts";
import { failedUpdate, nextNight, nextTurn, processDue, stillAsked } from "./due-process.ts";
import type { PublicationFields } from "./publication.ts";
import { cleanContent, hasText } from "./publication-content.ts";
import { gazettePublication, longestContent, takeInPublications } from "./take-in-publications.ts";

/** How far back an outage is made up for. */
const mostDays = 30;
/** How far back it is asked again, weekly, what has been taken back since. */
const lookBackDays = 28;
/** Of these a registration is asked about so many at a time. */
const lookBackStep = 7;

/** The one registration of the firm. */
const its = "firm_id = access.claim('firm')::uuid and number = ? and state = ?";

/** The question that is due; in how many seconds one will be; null when none will. */
export async function askDjen(transaction: Transaction, djen: Djen): Promise<Question | number | null> {
  const registration = await registrationDue(transaction);
  if (registration === undefined) return askOfProcess(transaction, djen);
  if (registration === null || typeof registration === "number") return registration;
  const days = daysFrom(registration.coveredUntil, new Date());
  if (registration.lookBackFrom && registration.coveredUntil === days.today)
    return lookBack(djen, registration, registration.lookBackFrom, days.lookBack);
  const { number, state, lookedBackOn } = registration;
  const looksBack = !days.more && lookedBackOn !== null && lookedBackOn <= days.weekAgo;
  const more = days.more || looksBack || registration.lookBackFrom !== null;
  return {
    async ask(signal, keep) {
      for await (const page of djen.publications({ oab: { number, state } }, days.from, days.to, signal))
        await keepPage(page, () => true, keep);
      return async (transaction) => {
        await transaction.execute(
          `update processes.court_registration set covered_until = ?::date,
             looked_back_on = ${looksBack ? "?::date" : "coalesce(looked_back_on, ?::date)"},
             look_back_from = ${looksBack ? "?::date" : "look_back_from"},
             next_at = now() + ${more ? "interval '0'" : nextNight}
           where ${its}`,
          [days.to, days.today, ...(looksBack ? [days.lookBack.from] : []), number, state],
        );
        return 0;
      };
    },
    failed: (transaction, failure, seconds) =>
      putOff(
        transaction,
        registration,
        failure === "MALFORMED" ? "interval '1 hour'" : `make_interval(secs => ${Math.ceil(seconds)})`,
      ),
  };
}

/** Asks again about some earlier days, for what has been taken back. What fails is tried again after the next night's days. */
function lookBack(
  djen: Djen,
  registration: Registration,
  lookBackFrom: string,
  whole: { from: string; to: string },
): Question {
  const { number, state } = registration;
  const from = lookBackFrom > whole.from ? lookBackFrom : whole.from;
  const end = later(from, lookBackStep - 1);
  const to = end < whole.to ? end : whole.to;
  return {
    async ask(signal, keep) {
      for await (const page of djen.publications({ oab: { number, state } }, from, to, signal))
        await keepPage(page, () => false, keep);
      return async (transaction) => {
        const next = to < whole.to ? later(to, 1) : null;
        await transaction.execute(
          `update processes.court_registration
           set look_back_from = ?::date, next_at = now() + ${next ? "interval '0'" : nextNight} where ${its}`,
          [next, number, state],
        );
        return 0;
      };
    },
    failed: (transaction) => putOff(transaction, registration, nextNight),
  };
}

async function putOff(transaction: Transaction, { number, state }: Registration, interval: string): Promise<void> {
  await transaction.execute(`update processes.court_registration set next_at = now() + ${interval} where ${its}`, [
    number,
    state,
  ]);
}

/**
 * One request tells of a process's days, however many: those since the last that came, yesterday and today at least, and once a
 * week earlier ones with them.
 */
async function askOfProcess(transaction: Transaction, djen: Djen): Promise<Question | number | null> {
  const process = await processDue(transaction, "DJEN", null);
  if (!process || typeof process === "number") return process;
  const days = daysFrom(process.coveredUntil, new Date());
  const looksBack = process.lookedBackOn !== null && process.lookedBackOn <= days.weekAgo;
  const from = looksBack && days.lookBack.from < days.from ? days.lookBack.from : days.from;
  const isNew = ({ availableOn }: CourtPublication) => !looksBack || availableOn >= days.from;
  const lookedBackOn = looksBack ? "?::date" : "coalesce(looked_back_on, ?::date)";
  return {
    async ask(signal, keep) {
      for await (const page of djen.publications({ processNumber: process.number }, from, days.today, signal))
        await keepPage(page, isNew, async (work) => {
          await keep(async (transaction) => ((await stillAsked(transaction, process)) ? work(transaction) : 0));
        });
      return async (transaction) => {
        await transaction.execute(
          `update processes.court_update u set outcome = 'UPDATED', found_at = coalesce(found_at, now()),
             covered_until = ?::date, looked_back_on = ${lookedBackOn},
             next_at = now() + ${nextTurn}
           from processes.process p where u.process_id = ? and u.source = 'DJEN' and p.id = u.process_id`,
          [days.today, days.today, process.id],
        );
        return 0;
      };
    },
    async failed(transaction, failure, seconds) {
      // Its present days are asked for without the earlier ones then.
      await transaction.execute(
        `update processes.court_update set looked_back_on = ${lookedBackOn} where process_id = ? and source = 'DJEN'`,
        [days.today, process.id],
      );
      await failedUpdate(transaction, "DJEN", process.id, failure, seconds);
    },
  };
}

interface Registration extends OabRegistration {
  readonly coveredUntil: string | null;
  readonly lookedBackOn: string | null;
  readonly lookBackFrom: string | null;
}

/** The registration that has waited longest; undefined when the firm has none at all. */
async function registrationDue(transaction: Transaction): Promise<Registration | number | null | undefined> {
  const ofFirm = "r.firm_id = access.claim('firm')::uuid";
  const [due] = await transaction.execute<Registration[]>(
    `update processes.court_registration r set asked_at = now(), next_at = now() + interval '10 minutes'
     where (r.firm_id, r.number, r.state) in (
       select r.firm_id, r.number, r.state from processes.court_registration r
       where ${ofFirm} and (r.next_at is null or r.next_at <= now())
       order by r.asked_at nulls first, r.state, r.number limit 1)
     returning r.number, r.state, r.covered_until::text as "coveredUntil", r.looked_back_on::text as "lookedBackOn",
       r.look_back_from::text as "lookBackFrom"`,
  );
  if (due) return due;
  const [next] = await transaction.execute<{ any: boolean; seconds: number | null }[]>(
    `select count(*) > 0 as any, ceil(extract(epoch from min(r.next_at) - now()))::int as seconds
     from processes.court_registration r where ${ofFirm}`,
  );
  return next?.any ? next.seconds : undefined;
}

/**
 * Which days to ask for, two at most, and whether there are more after them; and which earlier ones can be asked about again. All
 * of them as YYYY-MM-DD, in Brasília.
 */
export function daysFrom(coveredUntil: string | null, now: Date) {
  const before = (days: number) => inBrasilia(now).minus({ days }).toISODate();
  const [today, yesterday, earliest] = [before(0), before(1), before(mostDays)];
  const from = [earliest, [yesterday, coveredUntil ?? yesterday].sort()[0] as string].sort()[1] as string;
  const next = later(from, 1);
  const to = next < today ? next : today;
  return {
    ...{ from, to, more: to < today, today, weekAgo: before(7) },
    lookBack: { from: before(lookBackDays + 1), to: before(2) },
  };
}

const later = (day: string, days: number): string => inBrasilia(beginningOf(day)).plus({ days }).toISODate();

/** Keeps what is new of a page; of what is older only that it was taken back. */
async function keepPage(
  told: readonly CourtPublication[],
  isNew: (publication: CourtPublication) => boolean,
  keep: Parameters<Question["ask"]>[1],
): Promise<void> {
  const fields: object[] = [];
  for (const publication of told.filter(isNew)) {
    fields.push({ ...publication, content: readable(publication.content) });
    // Long texts take a moment: others are answered in between.
    if (fields.length % 5 === 0) await setImmediate();
  }
  const { sound, mistakes } = checkedEach(gazettePublication, fields, []);
  if (mistakes.length > 0) log.warn({ mistakes: mistakes.length }, "DJEN told what cannot be kept");
  const once = new Map<string, PublicationFields>();
  for (const publication of sound.values()) once.set(publication.externalId, publication);
  const publications = [...once.values()];
  const canceled = [...publications, ...told.filter((one) => !isNew(one))]
    .filter((one) => one.canceled)
    .map(({ externalId }) => externalId);
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
