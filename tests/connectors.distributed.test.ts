// A worker that is killed while a court is thinking loses nothing: another goes on where it was.
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Fleet } from "../gateway/fleet.ts";
import {
  CourtConnectorsDocument,
  CourtUpdateDocument,
  SetOabRegistrationsDocument,
  SwitchOnCourtConnectorDocument,
} from "../schema/operations.ts";
import { type CourtServer, dataJudDocument, dataJudOf, djenItem, djenOf, openCourtServer } from "./court-server.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, process as processOf, settleFirm } from "./world.ts";

const numbers = ["00000011120998260100", "10000019120998260100", "00000185620998260000"];

let court: CourtServer;
let gazette: CourtServer;
let house: TestHouse;
let fleet: Fleet;
let firm: FirmWorld;
const ids: string[] = [];

beforeAll(async () => {
  court = await openCourtServer();
  gazette = await openCourtServer();
  house = await openTestHouse({
    courts: { DATAJUD: { url: court.url, key: "uma-chave" }, DJEN: { url: gazette.url } },
  });
  fleet = house.house.fleet as Fleet;
  firm = await settleFirm(house, "almeida.example");
  for (const number of numbers)
    ids.push(await processOf(house, firm.davi, { kind: "LAWSUIT", number, title: `Processo ${number}` }));
});
afterAll(async () => {
  await house.close();
  await court.close();
  await gazette.close();
});

const connectors = async () => (await house.ask(firm.davi, CourtConnectorsDocument, {})).data?.courtConnectors ?? [];
const outcomes = async () =>
  Promise.all(
    ids.map(
      async (id) => (await house.ask(firm.davi, CourtUpdateDocument, { id })).data?.process?.courtUpdate?.outcome,
    ),
  );
const askedOf = () => court.requests.map(({ body }) => body.query.match.numeroProcesso);

/** As if so long had passed since the worker died: its job is another's, its turn over, and what it asked due again. */
async function timePasses(): Promise<void> {
  await house.owner(
    "update jobs.job set started_on = started_on - interval '3 minutes', heartbeat_on = heartbeat_on - interval '3 minutes' where name = 'datajud' and state = 'active'",
  );
  await house.owner("update jobs.queue set maintain_on = null, monitor_on = null");
  await house.seed(
    ["processes.court_connector", "processes.court_update"],
    ["update processes.court_connector set busy_until = busy_until - interval '3 minutes'", []],
    ["update processes.court_update set next_at = next_at - interval '11 minutes' where outcome is null", []],
  );
}

test("killed while a court thinks, the worker's question is asked again by the next, and those after it", {
  timeout: 280_000,
}, async () => {
  court.always({ instead: "silence" });
  const acceptedVersion = (await connectors())[0]?.terms.version as string;
  const input = { source: "DATAJUD" as const, acceptedVersion };
  const switched = await house.ask(firm.davi, SwitchOnCourtConnectorDocument, { input });
  expect(switched.data?.switchOnCourtConnector?.userErrors).toEqual([]);
  await vi.waitFor(() => expect(court.requests).toHaveLength(1), { timeout: 20_000, interval: 50 });
  const before = fleet.pid("worker");
  process.kill(before, "SIGKILL");
  court.always(dataJudOf(numbers.map((numeroProcesso) => dataJudDocument({ numeroProcesso }))));
  await vi.waitFor(() => expect(fleet.pid("worker")).not.toBe(before), { timeout: 60_000 });
  await fleet.back("worker");
  // Nobody takes its turn before it is over.
  expect((await outcomes()).filter(Boolean)).toEqual([]);
  expect(court.requests).toHaveLength(1);
  await timePasses();
  await vi.waitFor(async () => expect(await outcomes()).toEqual(["UPDATED", "UPDATED", "UPDATED"]), {
    timeout: 200_000,
    interval: 500,
  });
  // The one that was under way once more, and each of the others once.
  const [first] = askedOf();
  expect(askedOf().toSorted()).toEqual([first, ...numbers].toSorted());
  for (const id of ids) {
    const { data } = await house.send(firm.davi, `{ process(id: "${id}") { movements { totalCount } } }`);
    expect(data.process.movements.totalCount).toBe(3);
  }
});

test("as five processes the settings reach whoever needs them, and a publication comes in by the worker", {
  timeout: 120_000,
}, async () => {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "America/Sao_Paulo" }).format(new Date());
  gazette.always(djenOf([djenItem({ data_disponibilizacao: today, datadisponibilizacao: null })]));
  const registrations = [{ number: "123456", state: "SP" }];
  expect(
    (await house.ask(firm.davi, SetOabRegistrationsDocument, { registrations })).data?.setOabRegistrations?.userErrors,
  ).toEqual([]);
  const version = (await connectors())[1]?.terms.version as string;
  await house.ask(firm.davi, SwitchOnCourtConnectorDocument, { input: { source: "DJEN", acceptedVersion: version } });
  await vi.waitFor(
    async () => {
      const { data } = await house.send(firm.carla, "{ publications { nodes { content status } } }");
      expect(data.publications.nodes).toEqual([{ content: "<p>Intime-se…</p>", status: "PENDING" }]);
    },
    { timeout: 60_000, interval: 200 },
  );
});
