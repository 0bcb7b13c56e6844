import { executorOf } from "../../platform/database.ts";
import { mistake } from "../../platform/errors.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { isSwitchedOn, queueOf } from "./court-run.ts";
import { processSeen } from "./process-to-change.ts";

const minutesBetween = 15;
const mostInAnHour = 60;

/** Has DataJud asked about a process now, before its turn. Throws what stands in the way. */
export async function requestCourtUpdate(asking: Asking, processId: string): Promise<void> {
  const { jobs, courts } = asking.house;
  await asking.command(async (transaction) => {
    // One after the other: two requests at once would not know of each other, nor would one of who deletes the process.
    await transaction.execute("select access.lock_firm()");
    const { id, firmId } = await processSeen(transaction, processId, ["processId"]);
    // That it comes from a secret one, which may be hidden, only the worker asks, and then does not ask outside: `passOver`.
    const [process] = await transaction.execute<{ number: string | null; secret: boolean }[]>(
      "select p.number, p.secret from processes.process p where p.id = ?",
      [id],
    );
    if (!process?.number)
      throw mistake("INVALID", ["processId"], "Um caso não corre em tribunal.", "A case is before no court.");
    if (process.secret)
      throw mistake(
        "INVALID",
        ["processId"],
        "Processos em segredo de justiça não são consultados: os serviços públicos não os têm.",
        "Processes in segredo de justiça are not asked about: the public services do not hold them.",
      );
    if (!courts?.DATAJUD || !(await isSwitchedOn(transaction, "DATAJUD")))
      throw mistake(
        "CONFLICT",
        ["processId"],
        "A consulta ao DataJud não está ligada para o escritório.",
        "DataJud is not switched on for the firm.",
      );
    const [recent] = await transaction.execute<{ just: boolean | null; lately: number }[]>(
      // A night's question that was not answered is nobody's turn.
      `select bool_or(u.process_id = ? and now() - make_interval(mins => ?) < greatest(u.requested_at,
                case when u.outcome in ('UPDATED', 'NOT_FOUND', 'NOT_COVERED') then u.asked_at end)) as just,
              count(*) filter (where u.requested_at > now() - interval '1 hour')::int as lately
       from processes.court_update u where u.firm_id = ? and u.source = 'DATAJUD'`,
      [id, minutesBetween, firmId],
    );
    if (recent?.just)
      throw mistake(
        "QUOTA_EXCEEDED",
        ["processId"],
        `Este processo foi consultado há pouco. Tente de novo em ${minutesBetween} minutos.`,
        `This process was asked about just now. Try again in ${minutesBetween} minutes.`,
      );
    if ((recent?.lately ?? 0) >= mostInAnHour)
      throw mistake(
        "QUOTA_EXCEEDED",
        ["processId"],
        "O escritório já pediu muitas consultas nesta hora. Tente mais tarde.",
        "The firm has asked for many updates this hour. Try later.",
      );
    await transaction.execute(
      `insert into processes.court_update (firm_id, process_id, source, requested_at) values (?, ?, 'DATAJUD', now())
       on conflict (firm_id, process_id, source) do update set requested_at = excluded.requested_at`,
      [firmId, id],
    );
    await jobs.enqueue(queueOf.DATAJUD, { firm: firmId, process: id }, executorOf(transaction));
  });
  jobs.nudge(queueOf.DATAJUD);
}
