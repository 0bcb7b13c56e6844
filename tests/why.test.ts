// Davi asks why a client sees a process or not, and is told rule by rule, in words.
import { afterAll, beforeAll, expect, test } from "vitest";
import { ExplainDocument, LinkProcessesDocument, RevokeDocument } from "../schema/operations.ts";
import { reasons } from "../subgraphs/processes/explain-visibility.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, grant, process, settleFirm } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
/** Ana's access: STANDARD, without team and private processes. */
let access: string;

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example", "SMART");
  other = await settleFirm(house, "costalima.example", "LIGHT");
  ({ accessId: access } = await letIn(firm));
});
afterAll(() => house.close());

const letIn = (world: FirmWorld) =>
  grant(house, world.davi, {
    contactId: world.anaContact,
    email: `ana@clientes.${world.domain}`,
    type: "STANDARD",
    categories: [],
  });

const ana = (role: "CLIENT" | "WITNESS") => [{ contactId: firm.anaContact, role, side: "ACTIVE" as const }];

async function why(p: string, channel: "WEB" | "APP" = "WEB", by = firm, a = access, headers = {}) {
  const { data, errors } = await house.ask(by.davi, ExplainDocument, { a, p, channel }, headers);
  expect(errors).toEqual([]);
  const told = data?.explainVisibility;
  return told && { visible: told.visible, against: told.checks.filter(({ passed }) => !passed), all: told.checks };
}

test("a process of hers passes every rule", async () => {
  const hers = await process(house, firm.davi, { title: "Dela", parties: ana("CLIENT") });
  const told = await why(hers);
  expect(told).toMatchObject({ visible: true, against: [] });
  expect(told?.all.map(({ rule }) => rule)).toEqual(Object.keys(reasons));
  expect(told?.all[1]?.detail).toBe("O contato é parte deste processo, no papel de cliente.");
  const english = await why(hers, "WEB", firm, access, { "accept-language": "en" });
  expect(english?.all[1]?.detail).toBe("The contact is a party to this process, in the role of client.");
});

test("a witness is told from somebody who is not in the process at all", async () => {
  const seen = await process(house, firm.davi, { title: "Como testemunha", parties: ana("WITNESS") });
  expect(await why(seen)).toMatchObject({
    visible: false,
    against: [{ rule: "PARTY", detail: reasons.PARTY["OTHER_ROLE"]?.pt }, { rule: "INHERITED" }],
  });
  expect(await why(await process(house, firm.davi, { title: "De outros" }))).toMatchObject({
    visible: false,
    against: [
      { rule: "PARTY", detail: reasons.PARTY["NO_PARTY"]?.pt },
      { rule: "INHERITED", detail: reasons.INHERITED["NO_ORIGINAL"]?.pt },
    ],
  });
});

test("an appeal is seen through its original, unless it has a client of its own; an attached process never is", async () => {
  const original = await process(house, firm.davi, { title: "Original", parties: ana("CLIENT"), visibility: "TEAM" });
  const bruno = [{ contactId: firm.brunoContact, role: "CLIENT" as const, side: "ACTIVE" as const }];
  const linked = async (kind: "APPEAL" | "ATTACHMENT", parties: typeof bruno = []) => {
    const linkedId = await process(house, firm.davi, { title: kind, parties });
    await house.ask(firm.davi, LinkProcessesDocument, { input: { originalId: original, linkedId, kind } });
    return linkedId;
  };
  // The original's being for its team only is inherited too.
  expect(await why(await linked("APPEAL"))).toMatchObject({
    visible: false,
    against: [
      { rule: "PARTY", detail: reasons.PARTY["NO_PARTY"]?.pt },
      { rule: "TEAM_INCLUDED", detail: reasons.TEAM_INCLUDED["NOT_INCLUDED"]?.pt },
    ],
  });
  expect((await why(await linked("APPEAL", bruno)))?.against[1]?.detail).toBe(reasons.INHERITED["OWN_CLIENT"]?.pt);
  expect((await why(await linked("ATTACHMENT")))?.against[1]?.detail).toBe(reasons.INHERITED["ATTACHMENT"]?.pt);
});

test("what is private or secret is told as such, and a secret one opens with a password and not by a link", async () => {
  const hidden = await process(house, firm.davi, { title: "Privado", visibility: "PRIVATE", parties: ana("CLIENT") });
  expect(await why(hidden)).toMatchObject({ visible: false, against: [{ rule: "PRIVATE_INCLUDED" }] });
  const secret = await process(house, firm.davi, { title: "Em segredo", secret: true, parties: ana("CLIENT") });
  expect(await why(secret, "WEB")).toMatchObject({
    visible: false,
    against: [{ rule: "SECRECY", detail: reasons.SECRECY["LINK"]?.pt }],
  });
  expect(await why(secret, "APP")).toMatchObject({ visible: true, against: [] });
});

test("a plan without the app and a removed access stand in the way by themselves", async () => {
  const theirs = await letIn(other);
  const parties = [{ contactId: other.anaContact, role: "CLIENT" as const, side: "ACTIVE" as const }];
  const hers = await process(house, other.davi, { title: "Dela", parties });
  expect(await why(hers, "WEB", other, theirs.accessId)).toMatchObject({ visible: true });
  expect(await why(hers, "APP", other, theirs.accessId)).toMatchObject({
    visible: false,
    against: [{ rule: "CHANNEL", detail: reasons.CHANNEL["PLAN"]?.pt }],
  });
  await house.ask(other.davi, RevokeDocument, { id: theirs.accessId });
  expect(await why(hers, "WEB", other, theirs.accessId)).toMatchObject({
    visible: false,
    against: [{ rule: "ACCESS_ACTIVE" }],
  });
  // Of another firm's access or process there is nothing to be told.
  expect(await why(hers)).toBeNull();
  expect(await why(hers, "WEB", firm, theirs.accessId)).toBeNull();
  expect(await why("x")).toBeNull();
  const { data, errors } = await house.ask(other.carla, ExplainDocument, { a: theirs.accessId, p: hers });
  expect([data?.explainVisibility, errors[0]?.extensions.code]).toEqual([null, "FORBIDDEN"]);
});
