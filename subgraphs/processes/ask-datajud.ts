// What DataJud tells of one process of the firm: whichever has waited longest, or the one that somebody wants asked now.
import { setImmediate } from "node:timers/promises";
import type { CourtDegree, CourtRecord, DataJud } from "../../courts/court.ts";
import type { Transaction } from "../../platform/database.ts";
import { checkedEach } from "../../platform/input.ts";
import { log } from "../../platform/log.ts";
import type { Question } from "./court-run.ts";
import { type DueProcess, failedUpdate, nextTurn, passOver, processDue, stillAsked } from "./due-process.ts";
import { type CourtMovementFields, courtMovement, takeInMovements } from "./take-in-movements.ts";

/** As many are passed over in one turn: it holds what others wait for. */
const mostPassedOver = 100;

/** The question that is due; in how many seconds one will be; null when none will. */
export async function askDataJud(
  transaction: Transaction,
  dataJud: DataJud,
  wanted: string | null,
): Promise<Question | number | null> {
  for (let passed = 0; passed < mostPassedOver; passed += 1) {
    const process = await processDue(transaction, "DATAJUD", wanted);
    if (!process || typeof process === "number") return process;
    if (!process.inSecrecy) return about(process, dataJud);
    await passOver(transaction, dataJud, process);
    if (wanted) return null;
  }
  return 0;
}

const about = (process: DueProcess, dataJud: DataJud): Question => ({
  async ask(signal) {
    const records = await dataJud.find(process.number, signal);
    const movements = await soundOnes(process, records);
    return async (transaction) => {
      if (!(await stillAsked(transaction, process))) return 0;
      return takeIn(transaction, process, records, movements);
    };
  },
  failed: (transaction, failure, seconds) => failedUpdate(transaction, "DATAJUD", process.id, failure, seconds),
});

/** Those that can be kept. A list of thousands takes a moment: others are answered in between. */
async function soundOnes(
  { id }: { readonly id: string },
  records: readonly CourtRecord[],
): Promise<CourtMovementFields[]> {
  const told = records.flatMap(({ movements }) => movements);
  const kept: CourtMovementFields[] = [];
  for (let at = 0; at < told.length; at += 200) {
    const { sound } = checkedEach(courtMovement, told.slice(at, at + 200), []);
    kept.push(...sound.values());
    await setImmediate();
  }
  if (kept.length < told.length)
    log.warn({ process: id, mistakes: told.length - kept.length }, "DataJud told what cannot be kept");
  return kept;
}

async function takeIn(
  transaction: Transaction,
  process: { id: string; firmId: string },
  records: readonly CourtRecord[],
  movements: readonly CourtMovementFields[],
): Promise<number> {
  // Before the movements, which share a lock that this has alone.
  await fillCourt(transaction, process.id, records);
  const [known] = await transaction.execute<{ first: boolean; latest: string | null }[]>(
    `select not exists (select from processes.court_update u
                        where u.process_id = p.id and u.source = 'DATAJUD' and u.found_at is not null)
              or not exists (select from processes.movement m where m.process_id = p.id and m.origin = 'AUTOMATIC') as first,
            (select max(m.occurred_at) from processes.movement m where m.process_id = p.id and m.origin = 'AUTOMATIC'
             -- A date that had not come yet is a mistake of the court's, and would make history of all that comes.
               and m.occurred_at <= m.recorded_at) as latest
     from processes.process p where p.id = ?`,
    [process.id],
  );
  const latest = known?.latest ? new Date(known.latest).getTime() : Number.NEGATIVE_INFINITY;
  const added = await takeInMovements(
    transaction,
    process,
    movements,
    // What is told at first has happened before; later on, only what is newer than all that is known is news.
    ({ occurredAt }) => known?.first !== false || occurredAt.getTime() <= latest,
  );
  await transaction.execute(
    `insert into processes.court_update (firm_id, process_id, source, asked_at, outcome, found_at, next_at)
     select p.firm_id, p.id, 'DATAJUD', now(), ?::text, case when ?::text = 'UPDATED' then now() end,
            now() + ${nextTurn}
     from processes.process p where p.id = ?
     on conflict (firm_id, process_id, source) do update
       set asked_at = excluded.asked_at, outcome = excluded.outcome, next_at = excluded.next_at,
           found_at = coalesce(court_update.found_at, excluded.found_at)`,
    [outcomeOf(records), outcomeOf(records), process.id],
  );
  return added;
}

const outcomeOf = (records: readonly CourtRecord[]) => (records.length > 0 ? "UPDATED" : "NOT_FOUND");

const degrees: readonly (CourtDegree | null)[] = ["G1", "JE", "G2", "TR", "TRU", "SUP", null];

/** Fills what nobody has written: of the process's degree where it has one, else of the lowest that is told. */
async function fillCourt(transaction: Transaction, id: string, records: readonly CourtRecord[]): Promise<void> {
  const [process] = await transaction.execute<{ degree: CourtDegree | null }[]>(
    "select degree from processes.process where id = ?",
    [id],
  );
  const [record] = process?.degree
    ? records.filter(({ degree }) => degree === process.degree)
    : records.toSorted((a, b) => degrees.indexOf(a.degree) - degrees.indexOf(b.degree));
  if (!record) return;
  const fitting = (text: string | null): string | null => text?.slice(0, 200).toWellFormed() ?? null;
  const said = [
    fitting(record.division),
    record.degree,
    fitting(record.className),
    JSON.stringify(record.subjects.slice(0, 50).map(fitting)),
  ];
  await transaction.execute(
    `update processes.process p
     set division = coalesce(p.division, t.division), degree = coalesce(p.degree, t.degree),
         class_name = coalesce(p.class_name, t.class_name),
         subjects = case when cardinality(p.subjects) = 0 then t.subjects else p.subjects end,
         version = p.version + 1, updated_at = now()
     from (select ?::text as division, ?::text as degree, ?::text as class_name,
                  array(select jsonb_array_elements_text(?::jsonb)) as subjects) t
     where p.id = ? and ((p.division is null and t.division is not null) or (p.degree is null and t.degree is not null)
       or (p.class_name is null and t.class_name is not null)
       or (cardinality(p.subjects) = 0 and cardinality(t.subjects) > 0))`,
    [...said, id],
  );
}
