// What only an administrator may do, tried by everybody else, with each of the two walls alone: nothing of it is done.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PreviewDocument } from "../schema/operations.ts";
import { openTestHouse, type TestHouse, type TestHouseOptions } from "./house.ts";
import { contact, type FirmWorld, grant, openLink, setPassword, settleFirm, signInAs } from "./world.ts";

const tables = ["firm", "staff_member", "login", "contact", "client_access", "invitation", "token", "session"].map(
  (name) => `identity.${name}`,
);

describe.each<[string, TestHouseOptions]>([
  ["guards", { walls: { guards: true }, rowLevelSecurity: false }],
  ["row-level security", { walls: { guards: false }, rowLevelSecurity: true }],
])("with %s alone", (_wall, options) => {
  let house: TestHouse;
  let firm: FirmWorld;
  let ana: { accessId: string; open: string | null; password: string | null };
  let spare: string;
  const callers: Record<string, string | null> = { nobody: null };

  beforeAll(async () => {
    house = await openTestHouse(options);
    // For the owner alone, by whom it is seen what has been done: the service is another.
    for (const table of tables) await house.owner(`alter table ${table} no force row level security`);
    firm = await settleFirm(house, "almeida.example");
    const email = "ana@clientes.almeida.example";
    ana = await grant(house, firm.davi, { contactId: firm.anaContact, email, type: "STANDARD", categories: [] });
    spare = await contact(house, firm.davi, {
      name: "Rui",
      kind: "PERSON",
      profile: "CLIENT",
      emails: ["rui@x.example"],
    });
    await setPassword(house, ana.password);
    const looking = async (channel: "WEB" | "APP") =>
      (await house.ask(firm.davi, PreviewDocument, { id: ana.accessId, channel })).data?.previewAccess?.session?.token;
    Object.assign(callers, {
      "a member": firm.carla,
      "another firm's administrator": (await settleFirm(house, "costalima.example")).davi,
      "the client by her link": await openLink(house, ana.open),
      "the client in the app": await signInAs(house, email, "APP"),
      "a preview of the link": await looking("WEB"),
      "a preview of the app": await looking("APP"),
    });
  });
  afterAll(() => house?.close());

  const deeds = (): Record<string, string> => ({
    grantClientAccess: `(input: { contactId: "${spare}", email: "rui@x.example", type: STANDARD, categories: [] })`,
    updateClientAccess: `(input: { accessId: "${ana.accessId}", categories: [DOCUMENTS], includesPrivateProcesses: true })`,
    resendInvitation: `(accessId: "${ana.accessId}")`,
    rotateAccessLink: `(accessId: "${ana.accessId}")`,
    endClientSessions: `(accessId: "${ana.accessId}")`,
    previewAccess: `(accessId: "${ana.accessId}")`,
    revokeClientAccess: `(accessId: "${ana.accessId}")`,
    updateFirm: `(input: { name: "Outro", simplifiedMaySubmit: true })`,
    inviteStaffMember: `(input: { name: "Eva", email: "eva@x.example", role: ADMIN })`,
    updateStaffMember: `(input: { id: "${firm.carlaId}", role: ADMIN })`,
    deleteContact: `(id: "${firm.brunoContact}")`,
  });

  async function kept(): Promise<string[]> {
    const rows = [];
    for (const table of tables)
      rows.push(
        ...(await house.owner(
          `select '${table} ' || (to_jsonb(t) - '{last_used_at,last_seen_at}'::text[])::text as row from ${table} t
           where coalesce(to_jsonb(t) ->> 'firm_id', case when '${table}' = 'identity.firm' then t.id::text else $1 end) = $1
           order by 1`,
          [firm.firmId],
        )),
      );
    return rows.map(({ row }) => row);
  }

  test.each([
    "nobody",
    "a member",
    "another firm's administrator",
    "the client by her link",
    "the client in the app",
    "a preview of the link",
    "a preview of the app",
  ])("%s does nothing that is an administrator's", async (who) => {
    const before = await kept();
    expect(before.length).toBeGreaterThan(10);
    const done: string[] = [];
    for (const [name, args] of Object.entries(deeds())) {
      const answer = await house.send(callers[who] ?? null, `mutation { ${name}${args} { __typename } }`);
      if (JSON.stringify(await kept()) !== JSON.stringify(before)) done.push(`${name}: ${answer.text}`);
    }
    expect(done).toEqual([]);
  });

  test("what became of the mail that invited a colleague is told to administrators alone", async () => {
    const invited = `mutation { inviteStaffMember(input: { name: "Ivo", email: "ivo@almeida.example", role: MEMBER }) { userErrors { code } } }`;
    expect((await house.send(firm.davi, invited)).data.inviteStaffMember.userErrors).toEqual([]);
    const told = async (token: string) => {
      const { data } = await house.send(token, "{ staffMembers { email invitation { status } } }");
      return data.staffMembers.find(({ email }: { email: string }) => email === "ivo@almeida.example")?.invitation;
    };
    expect(await told(firm.davi)).toMatchObject({ status: expect.any(String) });
    expect(await told(firm.carla)).toBeNull();
  });

  test("and an administrator does each of them", async () => {
    for (const [name, args] of Object.entries(deeds())) {
      const { data, errors } = await house.send(firm.davi, `mutation { ${name}${args} { userErrors { code } } }`);
      expect([name, errors, data?.[name]?.userErrors]).toEqual([name, [], []]);
    }
  });
});
