// What is done with each access is noted, and told to whom it may be told.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type AccessEventKind,
  EditDocument,
  EndClientSessionsDocument,
  LogDocument,
  MyLogDocument,
  OpenLinkDocument,
  ProcessDataDocument,
  ResendDocument,
  RevokeDocument,
  RotateDocument,
  SetPartiesDocument,
  SignInDocument,
  SignOutDocument,
} from "../schema/operations.ts";
import { type Answer, openTestHouse, type TestHouse } from "./house.ts";
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

const pdf = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n9\n%%EOF\n";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
let case_: string;

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
  case_ = await process(house, firm.davi, {
    kind: "LAWSUIT",
    number: "0000001-11.2099.8.26.0100",
    title: "Indenização",
    parties: [{ contactId: firm.anaContact, role: "CLIENT", side: "ACTIVE" }],
  });
});
afterAll(() => house.close());

async function logOf(accessId: string, kinds?: AccessEventKind[], by = firm.davi) {
  const { data, errors } = await house.ask(by, LogDocument, { id: accessId, first: 100, kinds: kinds ?? null });
  const events = data?.clientAccess?.activity?.nodes;
  if (!events) throw new Error(JSON.stringify(errors));
  return events;
}
const kindsIn = (events: readonly { kind: string }[]) => events.map(({ kind }) => kind);

/** What a client was answered stands in the log a second later at most. */
const seeViews = () => house.house.database.views.flush();

/** A client of the firm with an e-mail of its own. */
async function client(name: string, type: "STANDARD" | "SIMPLIFIED") {
  const email = `${name.toLowerCase()}@clientes.almeida.example`;
  const contactId = await contact(house, firm.davi, { name, kind: "PERSON", profile: "CLIENT", emails: [email] });
  return { email, contactId, ...(await grant(house, firm.davi, { contactId, email, type, categories: [] })) };
}

describe("Davi reads of an access", () => {
  test("all that he did with it, who did it and what changed, the newest first", async () => {
    const elisa = await client("Elisa", "STANDARD");
    const edit = (input: object) =>
      house.ask(firm.davi, EditDocument, { input: { accessId: elisa.accessId, ...input } });
    await edit({ categories: ["TASKS"], includesTeamProcesses: true, name: "Elisa" });
    await edit({ email: "outra@clientes.almeida.example", addEmailToContact: true });
    await house.ask(firm.davi, ResendDocument, { id: elisa.accessId });
    await house.ask(firm.davi, RotateDocument, { id: elisa.accessId });
    await house.ask(firm.davi, EndClientSessionsDocument, { id: elisa.accessId });
    await house.ask(firm.davi, RevokeDocument, { id: elisa.accessId });
    await house.ask(firm.davi, RevokeDocument, { id: elisa.accessId });
    const events = await logOf(elisa.accessId);
    expect(events.map(({ kind, detail }) => [kind, detail])).toEqual([
      ["REVOKED", null],
      ["SIGNED_OUT", null],
      ["LINK_ROTATED", null],
      ["INVITED", null],
      ["INVITED", null],
      ["EMAIL_CHANGED", "elisa@clientes.almeida.example → outra@clientes.almeida.example"],
      ["UPDATED", "informações liberadas, processos da equipe"],
      ["INVITED", null],
      ["GRANTED", null],
    ]);
    for (const event of events) expect(event).toMatchObject({ actor: "Davi Almeida", channel: null, subject: null });
    const english = await house.ask(
      firm.davi,
      LogDocument,
      { id: elisa.accessId, kinds: ["UPDATED"], first: 1 },
      { "accept-language": "en" },
    );
    expect(english.data?.clientAccess?.activity).toMatchObject({
      totalCount: 1,
      nodes: [{ detail: "information switched on, team processes" }],
    });
  });

  test("nothing that was refused", async () => {
    const fabio = await client("Fabio", "STANDARD");
    const before = kindsIn(await logOf(fabio.accessId));
    await house.ask(firm.davi, EditDocument, { input: { accessId: fabio.accessId, email: "nao@consta.example" } });
    await house.ask(firm.davi, EditDocument, { input: { accessId: fabio.accessId, name: "B", expectedVersion: 7 } });
    expect(kindsIn(await logOf(fabio.accessId))).toEqual(before);
  });

  test("how the client came in, by which channel, and how it left", async () => {
    const gil = await client("Gil", "STANDARD");
    await setPassword(house, gil.password);
    const link = await openLink(house, gil.open);
    await house.ask(link, SignOutDocument, {});
    await house.ask(await signInAs(house, gil.email, "APP"), SignOutDocument, { everywhere: true });
    const events = await logOf(gil.accessId, [
      "PASSWORD_SET",
      "LINK_OPENED",
      "SIGNED_IN",
      "SIGNED_OUT",
      "SIGN_IN_FAILED",
    ]);
    expect(events.map(({ kind, channel, actor }) => [kind, channel, actor])).toEqual([
      ["SIGNED_OUT", "APP", "Gil"],
      ["SIGNED_IN", "APP", "Gil"],
      ["SIGNED_OUT", "WEB", "Gil"],
      ["LINK_OPENED", "WEB", "Gil"],
      ["PASSWORD_SET", null, "Gil"],
    ]);
  });

  test("who tried to come in and was refused, and why", async () => {
    const helena = await client("Helena", "STANDARD");
    await setPassword(house, helena.password);
    const signIn = (input: { password: string; channel?: "WEB" | "APP"; accessId?: string; email?: string }) =>
      house.ask(null, SignInDocument, { input: { email: helena.email, ...input } });
    await signIn({ password: "errada", channel: "APP" });
    await signIn({ password: passphrase, channel: "WEB" });
    await signIn({ password: "errada", channel: "APP", accessId: helena.accessId });
    // Of no access of hers, or of nobody's.
    await signIn({ password: "errada" });
    await signIn({ password: "errada", channel: "APP", accessId: crypto.randomUUID() });
    await signIn({ password: "errada", channel: "APP", accessId: "x" });
    await signIn({ password: "errada", channel: "APP", email: "ninguem@clientes.almeida.example" });
    await house.ask(firm.davi, RotateDocument, { id: helena.accessId });
    await house.ask(null, OpenLinkDocument, { token: helena.open as string });
    const events = await logOf(helena.accessId, ["SIGN_IN_FAILED"]);
    expect(events.map(({ channel, detail, actor }) => [channel, detail, actor])).toEqual([
      ["WEB", "link que não vale mais", "Helena"],
      ["APP", "senha incorreta", helena.email],
      ["WEB", "canal que este acesso não tem", helena.email],
      ["APP", "senha incorreta", helena.email],
    ]);
  });

  test("which processes it looked at: once a session in half an hour, by id or number, and nothing it was not answered", async () => {
    const { accessId, open } = await grant(house, firm.davi, {
      contactId: firm.anaContact,
      email: "ana@clientes.almeida.example",
      type: "STANDARD",
      categories: [],
    });
    const hidden = await process(house, firm.davi, { title: "De outra pessoa" });
    const ana = await openLink(house, open);
    const viewed = async () => {
      await seeViews();
      return logOf(accessId, ["PROCESS_VIEWED"]);
    };
    await house.send(ana, "{ processes { nodes { id title } } }");
    await house.ask(ana, ProcessDataDocument, { id: hidden });
    await house.ask(firm.davi, ProcessDataDocument, { id: case_ });
    expect(await viewed()).toEqual([]);
    await house.ask(ana, ProcessDataDocument, { id: case_ });
    await house.send(ana, `{ processByNumber(number: "0000001-11.2099.8.26.0100") { id } }`);
    expect(await viewed()).toEqual([
      expect.objectContaining({
        actor: "Ana Ribeiro",
        channel: "WEB",
        subjectId: case_,
        subject: {
          __typename: "Process",
          id: case_,
          title: "Indenização",
          number: "0000001-11.2099.8.26.0100",
        },
      }),
    ]);
    // Another process of the service, which has not answered her itself, asks the database to note it again.
    const { data } = await house.send(ana, "{ session { id } }");
    const note = (ageSeconds: number) =>
      house.owner(`select access.log_views(array[$1::uuid], array[$2::uuid], array[$3::float8])`, [
        data.session.id,
        case_,
        ageSeconds,
      ]);
    await house.owner("begin");
    await house.owner("set local role andamento_app");
    await note(0);
    await house.owner("commit");
    expect(await viewed()).toHaveLength(1);
    await house.ask(await openLink(house, open), ProcessDataDocument, { id: case_ });
    expect(await viewed()).toHaveLength(2);
    await house.ask(firm.davi, RevokeDocument, { id: accessId });
  });

  test("which documents it downloaded: once while a request for it lives, part by part or whole, and not the firm's own", async () => {
    const nina = await client("Nina", "STANDARD");
    await house.ask(firm.davi, EditDocument, { input: { accessId: nina.accessId, categories: ["DOCUMENTS"] } });
    const hers = await process(house, firm.davi, {
      title: "Da Nina",
      parties: [{ contactId: nina.contactId, role: "CLIENT", side: "ACTIVE" }],
    });
    const asked = await house.send(
      firm.davi,
      `mutation { requestDocumentUpload(input: { processId: "${hers}", name: "Contrato.pdf", contentType: "application/pdf", byteSize: ${pdf.length} }) { uploadId upload { url } } }`,
    );
    const { uploadId, upload } = asked.data.requestDocumentUpload;
    await fetch(upload.url, { method: "PUT", body: pdf, headers: { "content-type": "application/pdf" } });
    const completed = await house.send(
      firm.davi,
      `mutation { completeUpload(uploadId: "${uploadId}") { document { id } } }`,
    );
    const { id } = completed.data.completeUpload.document;
    const request = async (by: string) =>
      (await house.send(by, `{ document(id: "${id}") { download { url } } }`)).data.document.download.url as string;
    const downloads = () => logOf(nina.accessId, ["DOCUMENT_DOWNLOADED"]);
    const session = await openLink(house, nina.open);
    const url = await request(session);
    expect((await fetch(url, { method: "HEAD" })).status).toBe(200);
    await (await fetch(await request(firm.davi))).text();
    expect(await downloads()).toEqual([]);
    for (const range of ["bytes=0-9", "bytes=10-19"])
      expect((await fetch(url, { headers: { range } })).status).toBe(206);
    await (await fetch(url)).text();
    const subject = { __typename: "Document", id, name: "Contrato.pdf" };
    expect(await downloads()).toEqual([
      expect.objectContaining({ actor: "Nina", channel: "WEB", subjectId: id, subject }),
    ]);
    const mine = async () =>
      (await house.send(session, MyLogDocument.toString(), { kinds: ["DOCUMENT_DOWNLOADED"] })).data.viewer.activity
        .nodes[0];
    expect(await mine()).toMatchObject({ subjectId: id, subject });
    await house.ask(firm.davi, EditDocument, { input: { accessId: nina.accessId, categories: [] } });
    expect(await mine()).toMatchObject({ subjectId: id, subject: null });
  });

  test("page by page, each event once", async () => {
    const ivo = await client("Ivo", "STANDARD");
    for (let times = 0; times < 5; times += 1) await house.ask(firm.davi, ResendDocument, { id: ivo.accessId });
    const all = (await logOf(ivo.accessId)).map(({ id }) => id);
    const found: string[] = [];
    let after: string | null = null;
    do {
      const answer: Answer<any> = await house.send(firm.davi, LogDocument.toString(), {
        id: ivo.accessId,
        first: 3,
        after,
      });
      const page = answer.data.clientAccess.activity;
      expect(page.totalCount).toBe(7);
      found.push(...page.nodes.map(({ id }: { id: string }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(found).toEqual(all);
  });
});

describe("the log is not for", () => {
  test("Carla, who is no administrator, nor for the other firm's", async () => {
    const joana = await client("Joana", "STANDARD");
    const asked = `{ contact(id: "${joana.contactId}") { accesses { id activity { totalCount } } } }`;
    const carla = await house.send(firm.carla, asked);
    expect(carla.data.contact.accesses).toEqual([{ id: joana.accessId, activity: null }]);
    expect(carla.errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
    expect((await house.send(firm.davi, asked)).data.contact.accesses[0].activity.totalCount).toBe(2);
    const { data } = await house.ask(other.davi, LogDocument, { id: joana.accessId });
    expect(data).toEqual({ clientAccess: null });
  });

  test("anybody to change: not the service, and not whoever owns the tables", async () => {
    for (const statement of [
      "update identity.access_event set actor = 'x'",
      "delete from identity.access_event",
      "insert into identity.access_event (id, firm_id, access_id, kind, at, actor) select id, firm_id, access_id, kind, at, actor from identity.access_event",
    ]) {
      await house.owner("begin");
      await house.owner("set local role andamento_app");
      await expect(house.owner(statement), statement).rejects.toThrow("permission denied");
      await house.owner("rollback");
    }
  });
});

describe("Ana reads of her own access", () => {
  test("what was done with it; the firm's people are the firm, and addresses it had before are not hers", async () => {
    const karen = await client("Karen", "STANDARD");
    await house.ask(firm.davi, EditDocument, {
      input: { accessId: karen.accessId, email: "karen2@clientes.almeida.example", addEmailToContact: true },
    });
    const { links } = await mailTo("karen2@clientes.almeida.example");
    const session = await openLink(house, links[0]?.split("#")[1] ?? null);
    const { data } = await house.send(session, MyLogDocument.toString());
    const events: any[] = data.viewer.activity.nodes;
    expect(events.map(({ kind, actor, detail }) => [kind, actor, detail])).toEqual([
      ["LINK_OPENED", "Karen", null],
      ["INVITED", "Escritório almeida.example", null],
      ["EMAIL_CHANGED", "Escritório almeida.example", null],
      ["INVITED", "Escritório almeida.example", null],
      ["GRANTED", "Escritório almeida.example", null],
    ]);
  });

  test("without a subject she may no longer see: its id stays, and nothing of it; a link, which others may have, is not even told that much", async () => {
    const lia = await client("Lia", "STANDARD");
    const parties = [{ contactId: lia.contactId, role: "CLIENT" as const, side: "ACTIVE" as const }];
    const hers = await process(house, firm.davi, { title: "Inventário da Lia", parties });
    const secret = await process(house, firm.davi, { title: "Guarda", secret: true, parties });
    await setPassword(house, lia.password);
    const app = await signInAs(house, lia.email, "APP");
    const link = await openLink(house, lia.open);
    await house.ask(app, ProcessDataDocument, { id: secret });
    await house.ask(app, ProcessDataDocument, { id: hers });
    await seeViews();
    const viewed = async (session: string) => {
      const { data } = await house.send(session, MyLogDocument.toString(), { kinds: ["PROCESS_VIEWED"] });
      const { totalCount } = (
        await house.send(
          session,
          "{ viewer { ... on ClientAccess { activity(kinds: [PROCESS_VIEWED]) { totalCount } } } }",
        )
      ).data.viewer.activity;
      expect(totalCount).toBe(data.viewer.activity.nodes.length);
      return data.viewer.activity.nodes.map(({ subjectId, subject }: any) => ({ subjectId, subject }));
    };
    // What identity answers by itself, without asking whose the process is.
    const named = async () => {
      const asked = "activity(kinds: [PROCESS_VIEWED]) { nodes { subject { __typename ... on Process { id } } } }";
      const { data } = await house.send(app, `{ viewer { ... on ClientAccess { ${asked} } } }`);
      return data.viewer.activity.nodes[0].subject;
    };
    const [known, kept] = [
      { subjectId: hers, subject: expect.objectContaining({ title: "Inventário da Lia" }) },
      { subjectId: secret, subject: expect.objectContaining({ title: "Guarda" }) },
    ];
    expect(await viewed(app)).toEqual([known, kept]);
    expect(await viewed(link)).toEqual([known]);
    expect(await named()).toEqual({ __typename: "Process", id: hers });
    await house.ask(firm.davi, SetPartiesDocument, { id: hers, parties: [] });
    expect(await viewed(app)).toEqual([{ subjectId: hers, subject: null }, kept]);
    expect(await viewed(link)).toEqual([]);
    expect(await named()).toBeNull();
    const [davis] = await logOf(lia.accessId, ["PROCESS_VIEWED"]);
    expect(davis?.subject).toMatchObject({ title: "Inventário da Lia" });
  });

  test("who failed to come in, but not by which address", async () => {
    const quiteria = await client("Quiteria", "STANDARD");
    await house.ask(null, SignInDocument, { input: { email: quiteria.email, password: "errada", channel: "APP" } });
    const session = await openLink(house, quiteria.open);
    const { data } = await house.send(session, MyLogDocument.toString(), { kinds: ["SIGN_IN_FAILED"] });
    expect(data.viewer.activity.nodes).toMatchObject([{ actor: "Quiteria" }]);
    expect(await logOf(quiteria.accessId, ["SIGN_IN_FAILED"])).toMatchObject([{ actor: quiteria.email }]);
  });
});

describe("that she has an access at another firm is told to neither firm", () => {
  let here: string;
  let there: string;
  /** Where she has an access of the same type as here, on a plan without the app. */
  let light: FirmWorld;
  let without: string;
  const email = "olga@clientes.example";
  const log = async (by: string, id: string) =>
    kindsIn(await logOf(id, undefined, by)).filter((kind) => kind !== "INVITED");

  beforeAll(async () => {
    const olga = async (at: FirmWorld, type: "STANDARD" | "SIMPLIFIED") => {
      const contactId = await contact(house, at.davi, {
        name: "Olga",
        kind: "PERSON",
        profile: "CLIENT",
        emails: [email],
      });
      return grant(house, at.davi, { contactId, email, type, categories: [] });
    };
    const standard = await olga(firm, "STANDARD");
    await setPassword(house, standard.password);
    await signInAs(house, email, "APP");
    here = standard.accessId;
    there = (await olga(other, "SIMPLIFIED")).accessId;
    light = await settleFirm(house, "leve.example", "LIGHT");
    without = (await olga(light, "STANDARD")).accessId;
  });

  test("by attempts that are of none of its own channels", async () => {
    await house.ask(null, SignInDocument, { input: { email, password: "errada", channel: "APP" } });
    expect(await log(other.davi, there)).toEqual(["GRANTED"]);
    expect(await log(light.davi, without)).toEqual(["GRANTED"]);
    expect((await log(firm.davi, here))[0]).toBe("SIGN_IN_FAILED");
    await house.ask(null, SignInDocument, { input: { email, password: "errada", channel: "WEB" } });
    expect(await log(other.davi, there)).toEqual(["SIGN_IN_FAILED", "GRANTED"]);
  });

  test("by a new password that was asked for: it is noted where the password was used, and only there", async () => {
    const asks = async (times: number) => {
      await house.send(
        null,
        "mutation($email: EmailAddress!) { requestPasswordReset(email: $email) { userErrors { code } } }",
        {
          email,
        },
      );
      for (let tries = 0; tries < 500; tries += 1) {
        if ((await log(firm.davi, here)).filter((kind) => kind === "PASSWORD_RESET_REQUESTED").length === times) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error("No new password was asked for.");
    };
    await asks(1);
    expect(await log(other.davi, there)).toEqual(["SIGN_IN_FAILED", "GRANTED"]);
    await signInAs(house, email, "WEB");
    // The last one she used is the other firm's: to this one it tells as much as before.
    await asks(2);
    expect((await log(other.davi, there))[0]).toBe("PASSWORD_RESET_REQUESTED");
  });
});

async function mailTo(address: string) {
  for (let tries = 0; tries < 500; tries += 1) {
    const mail = house.mails.findLast(({ to, links }) => to === address && links.length > 0);
    if (mail) return mail;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`No mail went out to ${address}.`);
}

test("what is waiting to be logged is kept when the house closes", async () => {
  const maria = await client("Maria", "STANDARD");
  const hers = await process(house, firm.davi, {
    title: "Da Maria",
    parties: [{ contactId: maria.contactId, role: "CLIENT", side: "ACTIVE" }],
  });
  await house.ask(await openLink(house, maria.open), ProcessDataDocument, { id: hers });
  await house.house.database.views.close();
  expect(await logOf(maria.accessId, ["PROCESS_VIEWED"])).toHaveLength(1);
});
