// The firm's own affairs: who works there, who may administrate, how it presents itself, which contacts it keeps.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  DeleteContactDocument,
  FirmDocument,
  type FirmInput,
  InviteStaffDocument,
  PreviewDocument,
  RevokeDocument,
  SetPasswordDocument,
  SignInDocument,
  TeamDocument,
  UpdateStaffDocument,
  type UpdateStaffMemberInput,
} from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import {
  contact,
  type FirmWorld,
  grant,
  openLink,
  passphrase,
  process,
  setPassword,
  settleFirm,
  signInAs,
} from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
});
afterAll(() => house.close());

const codes = (errors: readonly { code: string; field?: readonly string[] | null }[] | undefined) =>
  errors?.map(({ code, field }) => [code, field?.join(".")]);

async function invite(email: string, role: "ADMIN" | "MEMBER" = "MEMBER", by = firm.davi) {
  const { data } = await house.ask(by, InviteStaffDocument, { input: { name: "Fernanda", email, role } });
  return { member: data?.inviteStaffMember?.staffMember, codes: codes(data?.inviteStaffMember?.userErrors) };
}

async function update(input: UpdateStaffMemberInput, by = firm.davi) {
  const { data } = await house.ask(by, UpdateStaffDocument, { input });
  return { member: data?.updateStaffMember?.staffMember, codes: codes(data?.updateStaffMember?.userErrors) };
}

/** The token of the latest of so many mails to an address. */
async function mailedTo(address: string, count = 1): Promise<string> {
  for (let tries = 0; tries < 500; tries += 1) {
    const mails = house.mails.filter(({ to }) => to === address);
    if (mails.length >= count) return mails[count - 1]?.links[0]?.split("#")[1] as string;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`No mail went out to ${address}.`);
}

/** Somebody of the firm who has set a password and signed in. */
async function colleague(email: string, role: "ADMIN" | "MEMBER", by = firm.davi) {
  const { member } = await invite(email, role, by);
  await setPassword(house, await mailedTo(email));
  return { id: member?.id as string, token: await signInAs(house, email) };
}
const isIn = async (token: string) => (await house.send(token, "{ session { id } }")).data?.session != null;

describe("Davi takes somebody into the firm", () => {
  test("who gets a mail, sets a password once and is in", async () => {
    const email = "fernanda@almeida.example";
    const { member } = await invite("Fernanda@Almeida.example");
    expect(member).toMatchObject({ name: "Fernanda", email, role: "MEMBER", active: true });
    const token = await mailedTo(email);
    const told = await house.send(
      null,
      `{ checkToken(token: "${token}") { purpose firmName needsPassword guideUrl } }`,
    );
    expect(told.data.checkToken).toEqual({
      purpose: "SET_PASSWORD",
      firmName: "Escritório almeida.example",
      needsPassword: true,
      guideUrl: null,
    });
    await setPassword(house, token);
    await expect(setPassword(house, token)).rejects.toThrow("TOKEN_INVALID");
    const { data } = await house.ask(await signInAs(house, email), TeamDocument, {});
    expect(data?.staffMembers?.map(({ name }) => name)).toEqual(["Carla Nogueira", "Davi Almeida", "Fernanda"]);
    expect((await invite(email)).codes).toEqual([["TAKEN", "input.email"]]);
  });

  test("twice, before they have been there: the newer mail holds and the older does not", async () => {
    const email = "gustavo@almeida.example";
    const first = await invite(email);
    const old = await mailedTo(email);
    const second = await invite(email, "ADMIN");
    // What is said now holds, and not what was said by mistake before.
    expect([second.member?.id, first.member?.role, second.member?.role]).toEqual([first.member?.id, "MEMBER", "ADMIN"]);
    const renewed = await mailedTo(email, 2);
    await expect(setPassword(house, old)).rejects.toThrow("TOKEN_INVALID");
    const invitation = async () => {
      const { data } = await house.send(firm.davi, "{ staffMembers { email invitation { status } } }");
      return data.staffMembers.find((one: { email: string }) => one.email === email).invitation.status;
    };
    await expect.poll(invitation, { timeout: 15_000 }).toBe("SENT");
    await setPassword(house, renewed);
    await update({ id: second.member?.id as string, active: false });
    expect(await invitation()).toBe("CANCELED");
    expect((await invite(email)).codes).toEqual([["TAKEN", "input.email"]]);
  });

  test("who works at another firm too: nothing tells so, and the password stays the one there is", async () => {
    const { member, codes } = await invite("carla@costalima.example");
    expect([member?.active, codes]).toEqual([true, []]);
    const token = await mailedTo("carla@costalima.example");
    const told = await house.send(null, `{ checkToken(token: "${token}") { needsPassword } }`);
    expect(told.data.checkToken).toEqual({ needsPassword: false });
    const { data } = await house.ask(null, SetPasswordDocument, { input: { token, password: "outra frase comprida" } });
    expect(data?.setPassword?.userErrors.map(({ code }) => code)).toEqual(["CONFLICT"]);
    // Being taken in elsewhere takes nobody away from where they work.
    const firmOf = async (accessId: string | null) => {
      const input = { email: "carla@costalima.example", password: passphrase, accessId };
      const signedIn = await house.ask(null, SignInDocument, { input });
      const viewer = signedIn.data?.signIn?.session?.viewer;
      return viewer && "firm" in viewer ? viewer.firm.id : signedIn.data?.signIn?.userErrors[0]?.code;
    };
    expect(await firmOf(null)).toBe(other.firmId);
    expect(await firmOf(member?.id as string)).toBe(firm.firmId);
    expect(await firmOf(null)).toBe(firm.firmId);
    expect(await firmOf(crypto.randomUUID())).toBe("CREDENTIALS_INVALID");
  });

  test("and it is for admins only, of their own firm", async () => {
    const asking = { input: { name: "X", email: "x@almeida.example", role: "ADMIN" } } as const;
    const { errors } = await house.ask(firm.carla, InviteStaffDocument, asking);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
    expect((await update({ id: firm.carlaId, role: "MEMBER" }, other.davi)).codes).toEqual([["NOT_FOUND", "input.id"]]);
  });
});

describe("a company's CNPJ with letters", () => {
  // The tax office's own example, and others of its making: valid by the digits at the end.
  const companies = [
    ["12.ABC.345/01DE-35", "12ABC34501DE35"],
    ["AB.CDE.FGH/0001-95", "ABCDEFGH000195"],
    ["A1.B2C.3D4/0001-93", "A1B2C3D4000193"],
    ["0A.1B2.C3D/4E5F-23", "0A1B2C3D4E5F23"],
    ["ZZ.ZZZ.ZZZ/9999-62", "ZZZZZZZZ999962"],
    ["11.222.333/0001-81", "11222333000181"],
  ] as const;
  const registering = async (taxId: string, by = firm.davi) => {
    const input = { name: "Companhia", kind: "COMPANY", profile: "CONTACT", emails: [], taxId };
    const { data } = await house.send(
      by,
      "mutation($input: ContactInput!) { createContact(input: $input) { contact { id taxId } userErrors { code field } } }",
      { input },
    );
    return { ...data.createContact, codes: codes(data.createContact.userErrors) };
  };

  test("is taken masked, bare and in lower case, kept bare in upper case, and TAKEN in any other spelling", async () => {
    for (const [masked, bare] of companies) {
      const spellings = [masked, bare, masked.toLowerCase(), bare.toLowerCase(), ` ${masked} `];
      for (const [nth, first] of spellings.entries()) {
        const { contact, codes: refused } = await registering(first);
        expect([first, refused, contact?.taxId]).toEqual([first, [], bare]);
        for (const next of spellings)
          expect([next, (await registering(next)).codes]).toEqual([next, [["TAKEN", "input.taxId"]]]);
        // Another firm may know the same company.
        if (nth === 0) expect((await registering(first, other.davi)).contact?.taxId).toBe(bare);
        await house.ask(firm.davi, DeleteContactDocument, { id: contact.id });
      }
    }
  });
});

describe("somebody of the firm", () => {
  test("who is let in no more is out at once, previews and links too, and stays out when let in again until signing in", async () => {
    const email = "helio@almeida.example";
    const helio = await colleague(email, "ADMIN");
    const { accessId } = await grant(house, firm.davi, {
      contactId: firm.anaContact,
      email: "ana@clientes.almeida.example",
      type: "STANDARD",
      categories: [],
    });
    const looking = async () =>
      (await house.ask(helio.token, PreviewDocument, { id: accessId, channel: "WEB" })).data?.previewAccess?.session
        ?.token as string;
    const preview = await looking();
    expect([await isIn(helio.token), await isIn(preview)]).toEqual([true, true]);
    expect((await update({ id: helio.id, active: false })).member).toMatchObject({ active: false });
    expect([await isIn(helio.token), await isIn(preview)]).toEqual([false, false]);
    const { data } = await house.ask(null, SignInDocument, { input: { email, password: passphrase } });
    expect(data?.signIn?.session).toBeNull();
    // A session that began while he was being let go: nothing has ended it.
    await house.seed(
      ["identity.session"],
      ["update identity.session set ended_at = null where staff_id = $1 or previewer_id = $1", [helio.id]],
    );
    expect([await isIn(helio.token), await isIn(preview)]).toEqual([false, false]);
    await update({ id: helio.id, active: true });
    expect([await isIn(helio.token), await isIn(preview)]).toEqual([false, false]);
    expect(await isIn(await signInAs(house, email))).toBe(true);
  });

  test("who is no admin any more is out, may do no admin's work once in again, nor go on looking through a client's eyes", async () => {
    const iris = await colleague("iris@almeida.example", "ADMIN");
    const bruno = await grant(house, firm.davi, {
      contactId: firm.brunoContact,
      email: "bruno@clientes.almeida.example",
      type: "STANDARD",
      categories: [],
    });
    const { data } = await house.ask(iris.token, PreviewDocument, { id: bruno.accessId, channel: "WEB" });
    const preview = data?.previewAccess?.session?.token as string;
    await update({ id: iris.id, role: "MEMBER" });
    expect([await isIn(iris.token), await isIn(preview)]).toEqual([false, false]);
    const member = await signInAs(house, "iris@almeida.example");
    const { errors } = await house.ask(member, RevokeDocument, { id: bruno.accessId });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
    await update({ id: iris.id, role: "MEMBER", name: "Íris" });
    expect(await isIn(member)).toBe(true);
    await update({ id: iris.id, role: "ADMIN" });
    expect([await isIn(iris.token), await isIn(member), await isIn(preview)]).toEqual([false, false, false]);
    await update({ id: iris.id, active: false });
  });

  test("is put in charge of nothing more after leaving, and keeps what was in charge of before", async () => {
    const { id: left } = await colleague("jonas@almeida.example", "MEMBER");
    const processId = await process(house, firm.davi, { title: "Contrato" });
    const changing = async (mutation: string, team = [left]) => {
      const said = mutation.replace("$who", JSON.stringify(left)).replace("$all", JSON.stringify(team));
      const { data, errors } = await house.send(firm.davi, `mutation { it: ${said} { userErrors { code field } } }`);
      expect(errors).toEqual([]);
      return codes(data.it.userErrors);
    };
    const charged = `updateProcess(id: "${processId}", input: { responsibleId: $who, teamMemberIds: $all })`;
    expect(await changing(charged)).toEqual([]);
    const { data } = await house.send(
      firm.davi,
      `mutation { createTask(processId: "${processId}", input: { title: "Revisar", assigneeId: "${left}" }) { task { id } } }`,
    );
    const taskId = data.createTask.task.id;
    expect((await update({ id: left, active: false })).member?.active).toBe(false);

    // What stands stays, and may be said again with what is new.
    expect(await changing(charged, [left, firm.carlaId])).toEqual([]);
    expect(await changing(`updateTask(id: "${taskId}", input: { title: "Reler", assigneeId: $who })`)).toEqual([]);
    const { data: kept } = await house.send(
      firm.davi,
      `{ process(id: "${processId}") { responsible { name } team { name } tasks { nodes { assignee { name } } } } }`,
    );
    expect(kept.process).toMatchObject({
      responsible: { name: "Fernanda" },
      team: [{ name: "Fernanda" }, { name: expect.stringMatching(/^Carla/) }],
      tasks: { nodes: [{ assignee: { name: "Fernanda" } }] },
    });
    // Newly named is nobody, and once taken away stays away.
    const fresh = `kind: CASE, title: "Outro"`;
    const other = await process(house, firm.davi, { title: "Outro" });
    for (const [mutation, field] of [
      [`createProcess(input: { ${fresh}, responsibleId: $who })`, "input.responsibleId"],
      [`createProcess(input: { ${fresh}, teamMemberIds: $all })`, "input.teamMemberIds.0"],
      [`updateProcess(id: "${other}", input: { responsibleId: $who })`, "input.responsibleId"],
      [`updateProcess(id: "${other}", input: { teamMemberIds: $all })`, "input.teamMemberIds.0"],
      [`createTask(processId: "${other}", input: { title: "Ler", assigneeId: $who })`, "input.assigneeId"],
    ])
      expect([mutation, await changing(mutation as string)]).toEqual([mutation, [["NOT_FOUND", field]]]);
    expect(await changing(`updateTask(id: "${taskId}", input: { assigneeId: null })`)).toEqual([]);
    expect(await changing(`updateTask(id: "${taskId}", input: { assigneeId: $who })`)).toEqual([
      ["NOT_FOUND", "input.assigneeId"],
    ]);
  });

  test("is renamed, and never nameless", async () => {
    expect((await update({ id: firm.carlaId, name: " Carla N. " })).member).toMatchObject({
      name: "Carla N.",
      role: "MEMBER",
      active: true,
    });
    expect((await update({ id: firm.carlaId, name: null })).codes).toEqual([["REQUIRED", "input.name"]]);
  });
});

describe("the last administrator", () => {
  test("stays one: neither demoted nor let go", async () => {
    const alone = await settleFirm(house, "sozinho.example");
    expect((await update({ id: alone.daviId, role: "MEMBER" }, alone.davi)).codes).toEqual([
      ["LAST_ADMIN", "input.role"],
    ]);
    expect((await update({ id: alone.daviId, active: false }, alone.davi)).codes).toEqual([
      ["LAST_ADMIN", "input.active"],
    ]);
    expect((await update({ id: alone.daviId, name: "Davi" }, alone.davi)).codes).toEqual([]);
    await update({ id: alone.carlaId, role: "ADMIN" }, alone.davi);
    // Nobody lets themselves go: who has gone could not be answered.
    expect((await update({ id: alone.daviId, active: false }, alone.davi)).codes).toEqual([
      ["CONFLICT", "input.active"],
    ]);
    const elsewhere = await signInAs(house, "davi@sozinho.example");
    const { member, codes } = await update({ id: alone.daviId, role: "MEMBER" }, alone.davi);
    // Whoever gives up the role themselves is answered, and is out wherever else they were.
    expect([codes, member?.role]).toEqual([[], "MEMBER"]);
    expect([await isIn(alone.davi), await isIn(elsewhere)]).toEqual([true, false]);
  });

  test("is left, when two let each other go at the same moment", async () => {
    for (const domain of ["dupla1.example", "dupla2.example", "dupla3.example"]) {
      const pair = await settleFirm(house, domain);
      await update({ id: pair.carlaId, role: "ADMIN" }, pair.davi);
      const carla = await signInAs(house, `carla@${domain}`);
      await Promise.all([
        update({ id: pair.carlaId, active: false }, pair.davi).catch(() => null),
        update({ id: pair.daviId, active: false }, carla).catch(() => null),
      ]);
      expect([await isIn(pair.davi), await isIn(carla)].filter(Boolean)).toHaveLength(1);
    }
  });
});

describe("the firm", () => {
  const change = async (input: FirmInput, by = firm.davi) => {
    const { data, errors } = await house.ask(by, FirmDocument, { input });
    return { firm: data?.updateFirm?.firm, codes: codes(data?.updateFirm?.userErrors), errors };
  };

  test("presents itself as it is, then as Davi says, and what he leaves out stays", async () => {
    expect((await change({})).firm?.portal).toEqual({
      name: "Escritório almeida.example",
      iconUrl: null,
      webUrl: expect.stringContaining(house.url),
      stores: [],
    });
    const stores = [{ platform: "ANDROID", name: "Almeida", url: "https://play.example/almeida" }] as const;
    const portal = { name: "Portal Almeida", webUrl: "https://portal.almeida.example/", stores: [...stores] };
    await change({ portal, privacyContact: "dpo@almeida.example" });
    const { firm: told } = await change({ portal: { iconUrl: "https://almeida.example/i.png" }, supportContact: null });
    expect(told).toMatchObject({
      name: "Escritório almeida.example",
      privacyContact: "dpo@almeida.example",
      supportContact: null,
      portal: { ...portal, iconUrl: "https://almeida.example/i.png" },
    });
    expect((await change({ portal: null })).firm?.portal).toMatchObject({
      name: "Escritório almeida.example",
      stores: [],
    });
    expect((await change({ name: null })).codes).toEqual([["REQUIRED", "input.name"]]);
    expect((await change({ name: "X" }, firm.carla)).errors.map(({ extensions }) => extensions.code)).toEqual([
      "FORBIDDEN",
    ]);
  });

  test("says how long the links it mails can be used, and takes that back", async () => {
    const link = async (name: string) => {
      const emails = [`${name}@clientes.almeida.example`];
      const contactId = await contact(house, firm.davi, { name, kind: "PERSON", profile: "CLIENT", emails });
      const access = { contactId, email: emails[0] as string, type: "STANDARD" as const, categories: [] };
      return (await grant(house, firm.davi, access)).open as string;
    };
    const daysLeft = async (token: string) => {
      const { data } = await house.send(null, `{ checkToken(token: "${token}") { expiresAt } }`);
      return Math.round((Date.parse(data.checkToken.expiresAt) - Date.now()) / 86_400_000);
    };
    const before = await link("paciente");
    expect((await change({ linkDays: 60, linkUnusedDays: 7 })).firm).toMatchObject({ linkDays: 60, linkUnusedDays: 7 });
    const week = await link("semana");
    await change({ linkDays: 20, linkUnusedDays: 30 });
    const short = await link("vinte");
    expect([await daysLeft(before), await daysLeft(week), await daysLeft(short)]).toEqual([30, 7, 20]);
    // As long as the installation has it, and no longer.
    expect((await change({ linkDays: 180, linkUnusedDays: 30 })).codes).toEqual([]);
    for (const wrong of [0, 181, -1])
      expect((await change({ linkDays: wrong })).codes).toEqual([["INVALID", "input.linkDays"]]);
    for (const wrong of [0, 31, 180, -1])
      expect((await change({ linkUnusedDays: wrong })).codes).toEqual([["INVALID", "input.linkUnusedDays"]]);
    // What it said before its installation said less: what holds is told, and can be said again.
    await house.seed(
      ["identity.firm"],
      ["update identity.firm set link_unused_days = 90 where id = $1", [firm.firmId]],
    );
    const { firm: told } = await change({ name: "Escritório almeida.example" });
    expect(told).toMatchObject({ linkDays: 180, linkUnusedDays: 30 });
    expect((await change({ linkDays: null, linkUnusedDays: null })).firm).toMatchObject({ linkDays: null });
    expect(await daysLeft(await link("depois"))).toBe(30);
  });

  test("tells its clients how to reach it, and not its plan or settings", async () => {
    const joana = await contact(house, firm.davi, {
      name: "Joana",
      kind: "PERSON",
      profile: "CLIENT",
      emails: ["joana@clientes.almeida.example"],
    });
    const { password } = await grant(house, firm.davi, {
      contactId: joana,
      email: "joana@clientes.almeida.example",
      type: "SIMPLIFIED",
      categories: [],
    });
    await setPassword(house, password);
    const session = await signInAs(house, "joana@clientes.almeida.example", "WEB");
    const asks = (field: string) => house.send(session, `{ viewer { ... on ClientAccess { firm { id ${field} } } } }`);
    expect((await asks("privacyContact portal { name stores { url } }")).errors).toEqual([]);
    for (const field of [
      "plan",
      "linkDays",
      "linkUnusedDays",
      "simplifiedMaySubmit",
      "channels(type: STANDARD) { available }",
    ]) {
      const { data, errors } = await asks(field);
      expect([field, errors.map(({ extensions }) => extensions.code)]).toEqual([field, ["FORBIDDEN"]]);
      expect(data.viewer.firm.id).toBe(firm.firmId);
    }
    const maySubmit = async () => (await house.send(session, "{ session { maySubmit } }")).data.session.maySubmit;
    expect(await maySubmit()).toBe(false);
    await change({ simplifiedMaySubmit: true });
    expect(await maySubmit()).toBe(true);
    expect((await house.send(firm.davi, "{ session { maySubmit } }")).data.session.maySubmit).toBe(false);
  });
});

describe("a contact", () => {
  const remove = async (id: string, by = firm.davi) => {
    const { data, errors } = await house.ask(by, DeleteContactDocument, { id });
    const { deletedId, userErrors } = data?.deleteContact ?? {};
    return [deletedId, codes(userErrors), errors.map(({ extensions }) => extensions.code)];
  };
  const person = (name: string) =>
    contact(house, firm.davi, {
      name,
      kind: "PERSON",
      profile: "CLIENT",
      emails: [`${name.toLowerCase()}@clientes.almeida.example`],
    });

  test("is deleted by an admin, and is gone", async () => {
    const id = await person("Katia");
    expect(await remove(id, firm.carla)).toEqual([undefined, undefined, ["FORBIDDEN"]]);
    expect(await remove(id, other.davi)).toEqual([null, [["NOT_FOUND", "id"]], []]);
    expect(await remove(id)).toEqual([id, [], []]);
    expect(await remove(id)).toEqual([null, [["NOT_FOUND", "id"]], []]);
    expect((await house.send(firm.davi, `{ contact(id: "${id}") { id } }`)).data.contact).toBeNull();
  });

  test("that is a party, or has or had an access, stays", async () => {
    const party = await person("Luis");
    await process(house, firm.davi, {
      title: "Do Luis",
      parties: [{ contactId: party, role: "CLIENT", side: "ACTIVE" }],
    });
    const client = await person("Marta");
    const { accessId, open } = await grant(house, firm.davi, {
      contactId: client,
      email: "marta@clientes.almeida.example",
      type: "STANDARD",
      categories: [],
    });
    await openLink(house, open);
    const refused = [null, [["CONFLICT", "id"]], []];
    expect([await remove(party), await remove(client)]).toEqual([refused, refused]);
    await house.ask(firm.davi, RevokeDocument, { id: accessId });
    expect(await remove(client)).toEqual(refused);
  });
});
