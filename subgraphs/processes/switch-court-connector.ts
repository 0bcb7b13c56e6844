import { randomUUID } from "node:crypto";
import { z } from "zod";
import { isDay } from "../../platform/connection.ts";
import { mistake } from "../../platform/errors.ts";
import { checked, line } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { type CourtSource, courtSources } from "./court-connector.ts";
import type { SwitchOnCourtConnectorInput } from "./court-connector.type.ts";
import { isSwitchedOn, queueOf, startRun } from "./court-run.ts";
import { courtTerms } from "./court-terms.ts";

const schema = z.object({ source: z.enum(courtSources), acceptedVersion: line(60) });

/**
 * Notes that the terms are accepted, by whom and when, and begins to ask the service. Done already, it changes nothing. Throws
 * CONNECTOR_UNAVAILABLE where the installation does not ask it, CONFLICT for terms
 * that are not the present ones, INVALID for none.
 */
export async function switchOnCourtConnector(asking: Asking, input: SwitchOnCourtConnectorInput): Promise<void> {
  const { source, acceptedVersion } = checked(schema, input);
  const { courts, jobs } = asking.house;
  if (!courts?.[source])
    throw mistake(
      "CONNECTOR_UNAVAILABLE",
      ["input", "source"],
      "Esta instalação não consulta este serviço. Fale com quem a mantém.",
      "This installation does not ask this service. Talk to whoever runs it.",
    );
  if (acceptedVersion !== courtTerms[source].version)
    throw mistake(
      // A version is called by its day.
      isDay(acceptedVersion) ? "CONFLICT" : "INVALID",
      ["input", "acceptedVersion"],
      "Estes não são os termos em vigor. Leia os atuais e aceite de novo.",
      "These are not the terms in force. Read the present ones and accept again.",
    );
  await asking.command(async (transaction) => {
    // Two admins at once: one of them accepts.
    await transaction.execute("select access.lock_firm()");
    if (await isSwitchedOn(transaction, source)) return;
    await transaction.execute(
      `insert into processes.court_acceptance (id, firm_id, source, version, accepted_at, staff_id, accepted_by)
       select ?, access.claim('firm')::uuid, ?, ?, clock_timestamp(), s.id, access.name_of('staff', s.id)
       from (select access.claim('staff')::uuid as id) s`,
      [randomUUID(), source, acceptedVersion],
    );
    await transaction.execute(
      `insert into processes.court_connector (firm_id, source, active, run, failures, brought)
       values (access.claim('firm')::uuid, ?, true, 0, 0, 0)
       on conflict (firm_id, source) do update set active = true, problem = null, failures = 0`,
      [source],
    );
    await startRun(transaction, jobs, source);
  });
  jobs.nudge(queueOf[source]);
}

/** Has the service asked no more. What it has brought stays, and so does who accepted what. */
export async function switchOffCourtConnector(asking: Asking, source: CourtSource): Promise<void> {
  await asking.command(async (transaction) => {
    await transaction.execute(
      `update processes.court_connector set active = false, next_at = null, problem = null
       where firm_id = access.claim('firm')::uuid and source = ?`,
      [source],
    );
  });
}
