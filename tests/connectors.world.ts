// A firm and the courts that it has switched on, or not yet: in one house for each file of tests.
import { expect, vi } from "vitest";
import { executorOf } from "../platform/database.ts";
import {
  CourtConnectorsDocument,
  type CourtSource,
  CourtUpdateDocument,
  RequestCourtUpdateDocument,
  SwitchOffCourtConnectorDocument,
  SwitchOnCourtConnectorDocument,
} from "../schema/operations.ts";
import { type CourtServer, dataJudDocument, dataJudOf, djenOf, openCourtServer } from "./court-server.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, grant, openLink, process as processOf, settleFirm } from "./world.ts";

export const numbers = {
  hers: "00000011120998260100",
  appealed: "10000019120998260100",
  secret: "00000029420998190001",
  ofSecret: "50000038720998130024",
  stf: "00000142720991000000",
  closed: "00000049720998070001",
};

export let court: CourtServer;
export let gazette: CourtServer;
export let house: TestHouse;
export let firm: FirmWorld;
export let other: FirmWorld;
export let ana: string;
export let access: string;
export let hers: string;
export let secret: string;
export let ofSecret: string;
export const queue = { DATAJUD: "datajud", DJEN: "djen" };

export const lawsuit = (token: string, number: string, title: string, contactId: string, more = {}) =>
  processOf(house, token, {
    kind: "LAWSUIT",
    number,
    title,
    parties: [{ contactId, role: "CLIENT", side: "ACTIVE" }],
    ...more,
  });

/** Opens the house and the courts, whose tests then find everything in the names above. */
export async function settle(): Promise<void> {
  court = await openCourtServer();
  gazette = await openCourtServer();
  house = await openTestHouse({
    courts: { DATAJUD: { url: court.url, key: "uma-chave", pace: 1 }, DJEN: { url: gazette.url, pace: 1 } },
  });
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
  hers = await lawsuit(firm.davi, numbers.hers, "Indenização", firm.anaContact);
  secret = await lawsuit(firm.davi, numbers.secret, "Guarda", firm.anaContact, { secret: true });
  ofSecret = await lawsuit(firm.davi, numbers.ofSecret, "Recurso da guarda", firm.anaContact);
  await house.send(
    firm.davi,
    `mutation { linkProcesses(input: { originalId: "${secret}", linkedId: "${ofSecret}", kind: APPEAL }) { userErrors { code } } }`,
  );
  const granted = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: ["AUTOMATIC_MOVEMENTS", "PUBLICATIONS"],
  });
  access = granted.accessId;
  ana = await openLink(house, granted.open);
  await house.send(ana, "{ processes { totalCount } }");
}

export async function close(): Promise<void> {
  await house?.close();
  await court?.close();
  await gazette?.close();
}

export const connectors = async (token = firm.davi, headers = {}) =>
  (await house.ask(token, CourtConnectorsDocument, {}, headers)).data?.courtConnectors ?? [];
export const connector = async (source: CourtSource, token = firm.davi) =>
  (await connectors(token)).find((one) => one.source === source);
export const version = async (source: CourtSource) => (await connector(source))?.terms.version as string;
export const switchOn = async (source: CourtSource, token = firm.davi, acceptedVersion?: string) => {
  const input = { source, acceptedVersion: acceptedVersion ?? (await version(source)) };
  return (await house.ask(token, SwitchOnCourtConnectorDocument, { input })).data?.switchOnCourtConnector;
};
export const switchOff = async (source: CourtSource, token = firm.davi) =>
  (await house.ask(token, SwitchOffCourtConnectorDocument, { source })).data?.switchOffCourtConnector;

/** Waits until all that is to be asked now has been. */
export async function asked(source: CourtSource): Promise<void> {
  house.house.jobs.nudge(queue[source]);
  await vi.waitFor(
    async () => {
      const [left] = await house.owner(
        "select count(*)::int as count from jobs.job where name = $1 and (state = 'retry' or (state < 'completed' and start_after <= now()))",
        [queue[source]],
      );
      expect(left.count).toBe(0);
    },
    { timeout: 50_000, interval: 30 },
  );
}

/** A night begins: all is due again that was put off until it. */
export async function night(source: CourtSource, of: FirmWorld = firm): Promise<void> {
  await house.seed(
    ["processes.court_update", "processes.court_registration", "processes.court_connector"],
    ["update processes.court_update set next_at = now() where source = $1", [source]],
    ["update processes.court_registration set next_at = now()", []],
    ["update processes.court_connector set busy_until = null", []],
  );
  await house.house.database.asNobody((transaction) =>
    house.house.jobs.enqueue(queue[source], { firm: of.firmId }, executorOf(transaction)),
  );
  await asked(source);
}

/** What DataJud is to be asked in a few minutes is asked now. */
export async function minutesPass(): Promise<void> {
  await house.owner(
    "update jobs.job set start_after = now() where name = 'datajud' and state = 'created' and data ? 'run'",
  );
  await asked("DATAJUD");
}

/** Lets what the courts want to be left alone for pass. */
export async function pausesPass(): Promise<void> {
  await house.owner("set role andamento_rule");
  try {
    await house.owner("delete from access.court_pause");
  } finally {
    await house.owner("reset role");
  }
}

export const timeline = async (id = hers, token = ana) => {
  const { data } = await house.send(
    token,
    `{ process(id: "${id}") { unseenMovements court { division degree className subjects } movements(first: 100) { totalCount nodes { occurredAt title code text degree origin unseen } } } }`,
  );
  return data.process;
};
export const titles = async (id = hers) =>
  (await timeline(id)).movements.nodes.map(({ title }: { title: string }) => title);
export const update = async (id: string, token = firm.carla) =>
  (await house.ask(token, CourtUpdateDocument, { id })).data?.process?.courtUpdate;
export const request = async (id: string, token = firm.carla) =>
  (await house.ask(token, RequestCourtUpdateDocument, { processId: id })).data?.requestCourtUpdate;

/** How many whole days it is until a process is asked about again. */
export const daysUntilNext = async (source: CourtSource, id: string) => {
  const [row] = await house.house.database.asWorker(firm.firmId, (transaction) =>
    transaction.execute<{ days: number }[]>(
      `select floor(extract(epoch from next_at - now()) / 86400)::int as days
       from processes.court_update where process_id = ? and source = ?`,
      [id, source],
    ),
  );
  return row?.days;
};

export const movement = (dataHora: string, codigo: number, nome: string) => ({ codigo, nome, dataHora });
export const history = [
  movement("2026-03-02T12:00:00.000Z", 26, "Distribuição"),
  movement("2026-03-03T12:00:00.000Z", 51, "Conclusão"),
  // The same twice, seconds apart and to the second: both are there.
  movement("2026-03-04T12:00:00.000Z", 60, "Expedição de documento"),
  movement("2026-03-04T12:00:00.000Z", 60, "Expedição de documento"),
  movement("2026-03-04T12:00:09.000Z", 60, "Expedição de documento"),
];
export const first = (movimentos: object[] = history, more = {}) => dataJudDocument({ movimentos, ...more });

/** DataJud knows her process, and the gazette tells nothing. */
export function answerAsUsual(): void {
  court.always(dataJudOf([first()]));
  gazette.always(djenOf([]));
}
