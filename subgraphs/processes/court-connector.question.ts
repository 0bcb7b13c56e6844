// What the firm's people are told of the courts' services. No client is ever told any of it.
import { sql } from "kysely";
import { sees } from "../../access/rows.ts";
import { among, type RowOf, thisFirm, verdict } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { type CourtSource, courtSources } from "./court-connector.ts";
import { courtTerms } from "./court-terms.ts";
import { questions } from "./tables.ts";

const connectorRows = () =>
  questions
    .selectFrom("processes.court_connector as c")
    .select(["c.source", "c.active", "c.asked_at as askedAt", "c.succeeded_at as succeededAt", "c.problem"])
    .select(["c.next_at as nextAt", "c.brought"])
    .where("c.firm_id", "=", thisFirm)
    .where(verdict(sees.courtConnector, "c"), "is", true);

const acceptanceRows = () =>
  questions
    .selectFrom("processes.court_acceptance as a")
    .select(["a.source", "a.version", "a.accepted_at as acceptedAt", "a.accepted_by as acceptedBy"])
    .where("a.firm_id", "=", thisFirm)
    .where(verdict(sees.courtAcceptance, "a"), "is", true)
    .orderBy("a.accepted_at", "desc");

type ConnectorRow = RowOf<ReturnType<typeof connectorRows>>;
type AcceptanceRow = RowOf<ReturnType<typeof acceptanceRows>>;

/** A service as it stands for the firm, whether or not anybody ever switched it on. */
export type Connector = Omit<ConnectorRow, "active" | "source"> & {
  readonly source: CourtSource;
  readonly active: boolean;
  readonly available: boolean;
  /** The latest first. */
  readonly acceptances: readonly AcceptanceRow[];
};

export async function courtConnectors(asking: Asking): Promise<Connector[]> {
  const [rows, acceptances] = await asking.read(connectorRows(), acceptanceRows());
  return courtSources.map((source) => ({
    ...(rows.find((row) => row.source === source) ?? never),
    source,
    available: Boolean(asking.house.courts?.[source]),
    acceptances: acceptances.filter((one) => one.source === source),
  }));
}

const never = { active: false, askedAt: null, succeededAt: null, problem: null, nextAt: null, brought: 0 };

export async function courtConnector(asking: Asking, source: CourtSource): Promise<Connector> {
  return (await courtConnectors(asking)).find((one) => one.source === source) as Connector;
}

/** Whether the present terms are accepted: the latest acceptance counts. */
export const isAccepted = ({ source, acceptances }: Connector): boolean =>
  acceptances[0]?.version === courtTerms[source].version;

/** The firm's registrations, under which its publications are looked for. */
export async function oabRegistrations(asking: Asking): Promise<{ number: string; state: string }[]> {
  const [rows] = await asking.read(
    questions
      .selectFrom("processes.court_registration as r")
      .select(["r.number", "r.state"])
      .where("r.firm_id", "=", thisFirm)
      .where(verdict(sees.courtRegistration, "r"), "is", true)
      .orderBy("r.state")
      .orderBy(sql`r.number::int`),
  );
  return rows;
}

/** How many of the firm's lawsuits DataJud was asked about, by what came of it. */
export async function courtCounts(asking: Asking) {
  const secret = sql<boolean>`(p.secret or access.in_secrecy(p.id))`;
  const [rows] = await asking.read(
    questions
      .selectFrom("processes.process as p")
      .leftJoin("processes.court_update as u", (join) =>
        join.onRef("u.process_id", "=", "p.id").on("u.source", "=", "DATAJUD"),
      )
      .select([secret.as("secret"), "u.outcome", sql<string>`count(*)`.as("count")])
      .where("p.firm_id", "=", thisFirm)
      .where("p.number", "is not", null)
      .where(verdict(sees.process, "p"), "is", true)
      .groupBy([sql`1`, "u.outcome"]),
  );
  const of = (chosen: (row: (typeof rows)[number]) => boolean): number =>
    rows.filter(chosen).reduce((sum, { count }) => sum + Number(count), 0);
  const asked = (...outcomes: (string | null)[]) => of((row) => !row.secret && outcomes.includes(row.outcome));
  return {
    updated: asked("UPDATED"),
    notFound: asked("NOT_FOUND"),
    notCovered: asked("NOT_COVERED"),
    failed: asked("UNAVAILABLE", "LIMITED", "REFUSED", "MALFORMED"),
    waiting: asked(null),
    secret: of((row) => row.secret),
  };
}

/** What DataJud was last asked of processes. */
export async function courtUpdatesOf(asking: Asking, processIds: readonly string[]) {
  const [rows] = await asking.read(
    questions
      .selectFrom("processes.court_update as u")
      .select(["u.process_id as processId", "u.requested_at as requestedAt", "u.asked_at as askedAt", "u.outcome"])
      .where("u.process_id", "=", among(processIds))
      .where("u.source", "=", "DATAJUD")
      .where(verdict(sees.courtUpdate, "u"), "is", true),
  );
  return new Map(rows.map((row) => [row.processId, row]));
}
