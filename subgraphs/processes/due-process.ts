// Which process of the firm a service of the courts is asked about next.
import type { CourtError, DataJud } from "../../courts/court.ts";
import type { Transaction } from "../../platform/database.ts";
import type { CourtSource } from "./court-connector.ts";

/** Before the same firm's turn in the next night, and after all of this one. */
export const nextNight = "interval '20 hours'";
/** Until the next turn of a process p that has been asked about: one that is closed has few. */
export const nextTurn = `case p.status when 'CLOSED' then interval '7 days' else interval '0' end + ${nextNight}`;

export interface DueProcess {
  readonly id: string;
  readonly firmId: string;
  readonly number: string;
  /** Of publications: the last day that has been asked for, as YYYY-MM-DD. */
  readonly coveredUntil: string | null;
  /** Of publications: the last day on which earlier ones were asked about again. */
  readonly lookedBackOn: string | null;
  /** Whether it comes from a process in segredo de justiça, whoever sees that: then nobody outside is asked about it. */
  readonly inSecrecy: boolean;
}

// In segredo de justiça the number itself says too much: public services do not hold it, and asking would tell that the firm is on it.
const askable = "p.firm_id = access.claim('firm')::uuid and p.number is not null and not p.secret";
const known = `processes.process p left join processes.court_update u
  on u.firm_id = p.firm_id and u.process_id = p.id and u.source = ?`;

/**
 * The process that has waited longest, or the wanted one; it is noted as asked, so that one whose job dies waits behind the
 * others. In how many seconds one will be due, when none is; null when none will. DataJud's may be in secrecy: then `passOver`.
 */
export async function processDue(
  transaction: Transaction,
  source: CourtSource,
  wanted: string | null,
): Promise<DueProcess | number | null> {
  // Sorted before it is asked what came from what, of the few that it needs to be asked of.
  const [due] = await transaction.execute<DueProcess[]>(
    `select c.id, c.firm_id as "firmId", c.number, c.covered_until as "coveredUntil",
            c.looked_back_on as "lookedBackOn", access.in_secrecy(c.id) is distinct from false as "inSecrecy"
     from (select p.id, p.firm_id, p.number, u.covered_until::text, u.looked_back_on::text from ${known}
           where ${askable} and ${wanted ? "p.id = ?" : "(u.next_at is null or u.next_at <= now())"}
           order by u.asked_at nulls first, p.id offset 0) c
     ${source === "DATAJUD" ? "" : "where access.in_secrecy(c.id) is false"} limit 1`,
    wanted ? [source, wanted] : [source],
  );
  if (due) {
    await transaction.execute(
      `insert into processes.court_update (firm_id, process_id, source, asked_at, next_at)
       values (?, ?, ?, now(), now() + interval '10 minutes')
       on conflict (firm_id, process_id, source) do update set asked_at = excluded.asked_at, next_at = excluded.next_at`,
      [due.firmId, due.id, source],
    );
    return due;
  }
  const [next] = await transaction.execute<{ seconds: number | null }[]>(
    `select ceil(extract(epoch from min(u.next_at) - now()))::int as seconds from ${known}
     where ${askable} and u.next_at > now()`,
    [source],
  );
  return next?.seconds ?? null;
}

/**
 * Notes of a process in secrecy, of which DataJud is not asked, what is noted of one that it does not hold. Silence would tell
 * somebody of the firm that it comes from a secret process which that person does not see.
 */
export async function passOver(transaction: Transaction, dataJud: DataJud, { id, number }: DueProcess): Promise<void> {
  const covered = dataJud.covers(number);
  await transaction.execute(
    `update processes.court_update u
     set outcome = case u.outcome when 'UPDATED' then u.outcome else ? end,
         next_at = now() + ${covered ? nextTurn : "interval '30 days'"}
     from processes.process p where p.id = u.process_id and u.process_id = ? and u.source = 'DATAJUD'`,
    [covered ? "NOT_FOUND" : "NOT_COVERED", id],
  );
}

/** Whether a process may still be asked about by the number it had: what became of it while the service thought. */
export async function stillAsked(transaction: Transaction, { id, number }: DueProcess): Promise<boolean> {
  const [found] = await transaction.execute(
    `select from processes.process p where p.id = ? and p.number = ? and ${askable} and access.in_secrecy(p.id) is false`,
    [id, number],
  );
  return found !== undefined;
}

/** Notes why nothing was told of a process. What cannot be read waits for the next night. */
export async function failedUpdate(
  transaction: Transaction,
  source: CourtSource,
  id: string,
  failure: CourtError["failure"],
  seconds: number,
): Promise<void> {
  await transaction.execute(
    `update processes.court_update set outcome = ?,
       next_at = now() + ${failure === "MALFORMED" ? nextNight : "make_interval(secs => ?)"}
     where process_id = ? and source = ?`,
    [failure, ...(failure === "MALFORMED" ? [] : [seconds]), id, source],
  );
}
