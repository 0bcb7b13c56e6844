import { z } from "zod";
import { states } from "../../courts/cnj-court.ts";
import type { OabRegistration } from "../../courts/court.ts";
import { mistake } from "../../platform/errors.ts";
import { checked, line, listOf } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { versionOf } from "../../platform/version.ts";
import type { OabRegistrationInput } from "./court-connector.type.ts";
import { isSwitchedOn, queueOf, startRun } from "./court-run.ts";

const schema = listOf(z.object({ number: line(20), state: line(20) }), 50);

/**
 * Sets the registrations that publications are looked for under. Those that stay keep how far they have come. Throws the mistakes
 * in the input, CONFLICT when the registrations are others than those of `expectedVersion`.
 */
export async function setOabRegistrations(
  asking: Asking,
  given: readonly OabRegistrationInput[],
  expectedVersion: number | null | undefined,
): Promise<void> {
  const registrations = checked(schema, given, ["registrations"]).map(({ number, state }, index) => {
    const digits = number.replaceAll(/[.\s]/g, "").replace(/^0+(?=\d)/, "");
    if (!/^[1-9]\d{0,6}$/.test(digits))
      throw mistake(
        "INVALID",
        ["registrations", String(index), "number"],
        "Informe só os dígitos da inscrição, até 7.",
        "Give the registration's digits alone, up to 7.",
      );
    const of = state.toUpperCase();
    if (!states.includes(of))
      throw mistake(
        "INVALID",
        ["registrations", String(index), "state"],
        "Informe a sigla do estado, como SP.",
        "Give the state's two letters, like SP.",
      );
    return { number: digits, state: of };
  });
  const { jobs } = asking.house;
  await asking.command(async (transaction) => {
    // One list after the other, so that the last one given is the one that stands.
    await transaction.execute("select access.lock_firm()");
    const there = await transaction.execute<OabRegistration[]>(
      "select number, state from processes.court_registration where firm_id = access.claim('firm')::uuid",
    );
    if (typeof expectedVersion === "number" && expectedVersion !== versionOfRegistrations(there))
      throw mistake(
        "CONFLICT",
        ["expectedVersion"],
        "Alguém alterou as inscrições enquanto isso. Confira e salve de novo.",
        "Somebody changed the registrations meanwhile. Check them and save again.",
      );
    const list = JSON.stringify(registrations);
    await transaction.execute(
      `delete from processes.court_registration where firm_id = access.claim('firm')::uuid
       and (number, state) not in (select r.number, r.state from jsonb_to_recordset(?::jsonb) as r (number text, state text))`,
      [list],
    );
    await transaction.execute(
      `insert into processes.court_registration (firm_id, number, state)
       select distinct access.claim('firm')::uuid, r.number, r.state
       from jsonb_to_recordset(?::jsonb) as r (number text, state text) on conflict (firm_id, number, state) do nothing`,
      [list],
    );
    if (await isSwitchedOn(transaction, "DJEN")) await startRun(transaction, jobs, "DJEN");
  });
  jobs.nudge(queueOf.DJEN);
}

/** The same for the same registrations, in whatever order. */
export const versionOfRegistrations = (registrations: readonly OabRegistration[]): number =>
  versionOf(registrations.map(({ number, state }) => `${state} ${number}`).sort());
