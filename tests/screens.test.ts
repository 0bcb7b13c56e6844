// What the portals send, as their frontends wrote it: every operation of every screen is answered.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Answer, openTestHouse, type TestHouse } from "./house.ts";
import { screens } from "./screens.ts";
import {
  contact,
  documentIn,
  type FirmWorld,
  grant,
  passphrase,
  process,
  settleFirm,
  signInAs,
  tokensOf,
} from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
const sent = new Set<string>();

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
});
afterAll(() => house.close());

/** Sends a screen's operation and gives its data: without errors, and without refusals of a mutation. */
async function screen(token: string | null, name: string, variables: object = {}): Promise<any> {
  const { data, errors }: Answer<any> = await house.send(token, textOf(name), variables);
  expect(errors, name).toEqual([]);
  for (const payload of Object.values<any>(data)) if (payload?.userErrors) expect(payload.userErrors, name).toEqual([]);
  sent.add(name);
  return data;
}

function textOf(name: string): string {
  const found = screens.find((one) => one.name === name);
  if (!found?.text) throw new Error(`There is nothing of ${name} to send.`);
  return found.text;
}

const everything = ["AUTOMATIC_MOVEMENTS", "MANUAL_MOVEMENTS", "TASKS", "PUBLICATIONS", "DOCUMENTS"];
const number = "0000001-11.2099.8.26.0100";
let hers: string;
let appeal: string;
let access: string;
let movement: string;
let document: string;

test("the firm's people keep their processes", async () => {
  const { carla } = firm;
  hers = await process(house, carla, {
    kind: "LAWSUIT",
    number,
    title: "Indenizacao",
    responsibleId: firm.carlaId,
    parties: [{ contactId: firm.anaContact, role: "CLIENT", side: "ACTIVE" }],
  });
  appeal = await process(house, carla, { title: "Apelação" });

  const { process: edited } = await screen(carla, "Editor", { id: hers });
  expect(edited).toMatchObject({ title: "Indenizacao", parties: [{ contact: { name: "Ana Ribeiro" } }] });
  const { updateProcess } = await screen(carla, "SaveProcess", { id: hers, input: { title: "Indenização" } });
  expect(updateProcess.process).toMatchObject({ title: "Indenização", responsible: { id: firm.carlaId } });
  const { linkProcesses } = await screen(carla, "Link", {
    input: { originalId: hers, linkedId: appeal, kind: "APPEAL" },
  });
  expect(linkProcesses.process.links).toMatchObject([{ kind: "APPEAL", process: { id: appeal } }]);

  const { createTask } = await screen(carla, "AddTask", { p: hers, input: { title: "Juntar procuração" } });
  expect(createTask.task.process.tasks.totalCount).toBe(1);
  const { updateTask } = await screen(carla, "Tick", { id: createTask.task.id, input: { status: "DONE" } });
  expect(updateTask.task).toMatchObject({ status: "DONE", process: { id: hers } });

  movement = await court(carla);
  const { commentMovement } = await screen(carla, "Comment", {
    input: { movementId: movement, text: "Boa notícia.", audience: "CLIENT" },
  });
  await screen(carla, "Comment", { input: { movementId: movement, text: "Engano.", audience: "INTERNAL" } });
  const { comments } = commentMovement.movement;
  expect(comments).toMatchObject([{ text: "Boa notícia.", author: "Carla Nogueira" }]);
  const { data } = await house.send(
    carla,
    "query($id: ID!) { process(id: $id) { movements { nodes { comments { id text } } } } }",
    { id: hers },
  );
  const slip = data.process.movements.nodes[0].comments.find((one: any) => one.text === "Engano.");
  expect((await screen(carla, "Retract", { id: slip.id })).deleteMovementComment.deletedId).toBe(slip.id);
});

test("the firm's people treat their publications", async () => {
  const { carla } = firm;
  const publications = [
    { externalId: "d-1", gazette: "DJEN", availableOn: "2026-03-02", content: "Intime-se.", processNumber: number },
  ];
  await house.send(
    carla,
    "mutation($input: ImportPublicationsInput!) { importPublications(input: $input) { added } }",
    { input: { publications } },
  );
  const waiting = await screen(carla, "Treatment");
  expect(waiting.publications).toMatchObject({ totalCount: 1, nodes: [{ suggestedProcess: { id: hers } }] });
  const [publication] = waiting.publications.nodes;
  const { treatPublication } = await screen(carla, "Treat", {
    input: { publicationId: publication.id, processId: hers },
  });
  expect(treatPublication.publication).toMatchObject({
    status: "TREATED",
    process: { publications: { totalCount: 1 } },
  });
});

test("Davi grants, edits and looks after Ana's access", async () => {
  const { davi } = firm;
  const form = await screen(davi, "GrantForm", { search: "ana" });
  expect(form).toMatchObject({
    viewer: { role: "ADMIN", firm: { plan: "SMART" } },
    contacts: { nodes: [{ id: firm.anaContact, accesses: [] }] },
  });
  const { grantClientAccess } = await screen(davi, "Grant", {
    input: {
      contactId: firm.anaContact,
      email: "ana@clientes.almeida.example",
      type: "STANDARD",
      categories: ["TASKS"],
    },
  });
  access = grantClientAccess.clientAccess.id;
  await house.mailOf(access);
  const { updateClientAccess } = await screen(davi, "Edit", { input: { accessId: access, categories: everything } });
  expect(updateClientAccess.clientAccess.categories).toEqual(everything);
  await screen(davi, "Resend", { id: access });
  const { clientAccesses } = await screen(davi, "Accesses", { search: "ana", status: "INVITED" });
  expect(clientAccesses).toMatchObject({ totalCount: 1, nodes: [{ id: access, contact: { name: "Ana Ribeiro" } }] });
  expect((await screen(davi, "Team")).staffMembers).toHaveLength(2);
});

test("Davi looks through her eyes, into the log and for the reason, and after his firm", async () => {
  const { davi } = firm;
  const { explainVisibility } = await screen(davi, "Explain", { a: access, p: hers });
  expect(explainVisibility).toMatchObject({ visible: true });
  const { previewAccess } = await screen(davi, "Preview", { id: access });
  expect(previewAccess.session).toMatchObject({ preview: true, viewer: { id: access } });
  expect((await screen(previewAccess.session.token, "Home", { withMovements: true })).processes.totalCount).toBe(2);
  const { clientAccess } = await screen(davi, "Log", { id: access });
  const kinds = clientAccess.activity.nodes.map(({ kind }: any) => kind);
  expect(kinds).toEqual(expect.arrayContaining(["PREVIEWED", "INVITED", "UPDATED", "GRANTED"]));
  const { updateFirm } = await screen(davi, "Firm", { input: { supportContact: "(11) 4000-0000" } });
  expect(updateFirm.firm).toMatchObject({ supportContact: "(11) 4000-0000" });
});

test("Ana sets her password, signs in, sends what she is asked for and leaves; so does Davi", async () => {
  const { password } = await tokensOf(house, access, 2);
  await screen(null, "SetPassword", { input: { token: password, password: passphrase } });
  const { signIn } = await screen(null, "SignIn", {
    input: { email: "ana@clientes.almeida.example", password: passphrase, channel: "APP" },
  });
  expect(signIn.session).toMatchObject({ channel: "APP", credential: "PASSWORD", viewer: { id: access } });
  await sendsWhatIsAsked(signIn.session.token);
  const elsewhere = await inAnotherFirm();
  const { switchAccess } = await screen(signIn.session.token, "Switch", { accessId: elsewhere });
  expect(switchAccess.session).toMatchObject({ channel: "APP", viewer: { id: elsewhere } });
  const { switchAccess: back } = await screen(switchAccess.session.token, "Switch", { accessId: access });
  expect((await screen(null, "Reset", { email: "ana@clientes.almeida.example" })).requestPasswordReset).toEqual({
    userErrors: [],
  });
  const other = await screen(null, "SignIn", { input: { email: "davi@almeida.example", password: passphrase } });
  expect(other.signIn.session).toMatchObject({ channel: null, viewer: { role: "ADMIN", firm: { id: firm.firmId } } });
  await screen(other.signIn.session.token, "Out");
  const { token } = back.session;
  expect((await house.send(token, "{ viewer { __typename } }")).data.viewer).not.toBeNull();
  await screen(token, "Out");
  expect((await house.send(token, "{ viewer { __typename } }")).data.viewer).toBeNull();
});

test("Ana opens her link and reads her process, page by page", async () => {
  document = await documentIn(house, firm.carla, hers);
  const { open } = await tokensOf(house, access, 2);
  const { openAccessLink } = await screen(null, "OpenLink", { token: open });
  const ana = openAccessLink.session.token;
  const home = await screen(ana, "Home", { withMovements: true });
  expect(home).toMatchObject({
    session: { channel: "WEB", credential: "LINK" },
    viewer: { name: "Ana Ribeiro", categories: everything },
    processes: { totalCount: 2, nodes: [{ id: hers, movements: { nodes: [{ id: movement }] } }, { id: appeal }] },
    news: { totalCount: 0 },
  });
  const { process: page } = await screen(ana, "ProcessData", { id: hers });
  expect(page).toMatchObject({
    number,
    responsible: { name: "Carla Nogueira" },
    parties: [{ name: "Ana Ribeiro", contact: { id: firm.anaContact } }],
    links: [{ kind: "APPEAL", isOriginal: false, process: { id: appeal } }],
  });
  const { process: timeline } = await screen(ana, "ProcessMovements", { id: hers });
  expect(timeline.movements).toMatchObject({ totalCount: 1, nodes: [{ comments: [{ text: "Boa notícia." }] }] });
  expect((await screen(ana, "ProcessTasks", { id: hers })).process.tasks).toMatchObject({ totalCount: 1 });
  expect((await screen(ana, "ProcessPublications", { id: hers })).process.publications.nodes).toHaveLength(1);
  expect((await screen(ana, "ProcessDocuments", { id: hers })).process.documents.nodes).toMatchObject([
    { id: document, source: "FIRM" },
  ]);
  const { process: whole } = await screen(ana, "ProcessPage", { id: hers, m: true, t: true, p: true, d: true });
  expect(whole).toMatchObject({
    movements: { nodes: [{}] },
    tasks: { nodes: [{}] },
    publications: { nodes: [{}] },
    documents: { nodes: [{}] },
  });
  const { document: download } = await screen(ana, "Download", { id: document });
  expect(download.download).toMatchObject({ method: "GET" });
  expect((await screen(ana, "Seen", { id: hers })).markProcessSeen.process.unseenMovements).toBe(0);
  expect((await screen(ana, "Profile")).viewer.contact).toMatchObject({ name: "Ana Ribeiro" });
});

test("the firm takes back what it gave", async () => {
  expect((await screen(firm.carla, "ContactPage", { id: firm.anaContact })).contact).toMatchObject({
    accesses: [{ id: access, status: "ACTIVE" }],
    processes: { totalCount: 1, nodes: [{ id: hers }] },
  });
  expect((await screen(firm.carla, "RemoveDoc", { id: document })).deleteDocument.deletedId).toBe(document);
  const { revokeClientAccess } = await screen(
    await signInAs(house, "davi@almeida.example"), // he left everywhere
    "Revoke",
    { id: access },
  );
  expect(revokeClientAccess.clientAccess.status).toBe("REVOKED");
});

test("every operation of every screen was sent, and the schema has all that they ask for", () => {
  expect(screens.filter(({ name }) => !sent.has(name))).toEqual([]);
  expect(screens.flatMap(({ missing }) => missing)).toEqual([]);
});

/** The firm asks, Ana sends in the app, the firm looks at it, puts it into a process and has enough. */
async function sendsWhatIsAsked(ana: string): Promise<void> {
  const { carla } = firm;
  const asks = async (title: string) =>
    (await screen(carla, "Ask", { input: { contactId: firm.anaContact, title } })).requestDocument.documentRequest;
  const [request, needless] = [await asks("Conta de luz"), await asks("Certidão")];
  expect(needless.contact.documentRequests.totalCount).toBe(2);
  const { closeDocumentRequest } = await screen(carla, "Close", { id: needless.id });
  expect(closeDocumentRequest.documentRequest).toEqual({ id: needless.id, fulfilled: true });

  const bytes = Buffer.from("Rua das Laranjeiras, 10\n");
  const { requestSubmissionUpload } = await screen(ana, "SubmitStart", {
    input: {
      ...{ description: "Conta de luz de maio", name: "conta.txt", contentType: "text/plain" },
      ...{ byteSize: bytes.length, requestId: request.id },
    },
  });
  const { uploadId, upload } = requestSubmissionUpload;
  const headers = Object.fromEntries(upload.headers.map(({ name, value }: any) => [name, value]));
  expect((await fetch(upload.url, { method: upload.method, headers, body: bytes })).status).toBe(204);
  const { submission } = (await screen(ana, "SubmitDone", { uploadId })).completeUpload;
  expect(submission).toMatchObject({ status: "RECEIVED", document: { byteSize: bytes.length } });
  const { id } = submission;

  const { submissions } = await screen(carla, "Queue", { status: "RECEIVED" });
  expect(submissions).toMatchObject({ totalCount: 1, nodes: [{ id, contact: { name: "Ana Ribeiro" } }] });
  const { fileSubmission } = await screen(carla, "File", { s: id, p: appeal });
  expect(fileSubmission.document.process).toEqual({ id: appeal, documents: { totalCount: 1 } });
  const { reviewSubmission } = await screen(carla, "Review", { input: { submissionId: id, status: "ACCEPTED" } });
  expect(reviewSubmission.submission).toMatchObject({ status: "ACCEPTED", request: { fulfilled: true } });
  const { submission: now } = await screen(ana, "SubmissionStatusPoll", { id });
  expect(now).toMatchObject({ id, status: "ACCEPTED", request: { id: request.id, fulfilled: true } });
  const { session, viewer } = await screen(ana, "Profile");
  expect(session.maySubmit).toBe(true);
  expect(viewer.contact.submissions.nodes).toMatchObject([{ id }]);
  expect((await screen(carla, "ContactPage", { id: firm.anaContact })).contact.submissions.nodes).toMatchObject([
    { id },
  ]);
}

/** An access of the same e-mail at a second firm. */
async function inAnotherFirm(): Promise<string> {
  const other = await settleFirm(house, "costalima.example");
  const email = "ana@clientes.almeida.example";
  const contactId = await contact(house, other.davi, {
    name: "Ana Ribeiro",
    kind: "PERSON",
    profile: "CLIENT",
    emails: [email],
  });
  return (await grant(house, other.davi, { contactId, email, type: "STANDARD", categories: [] })).accessId;
}

async function court(token: string): Promise<string> {
  const movements = [
    { externalId: "m-1", occurredAt: "2026-03-02T10:00:00Z", title: "Procedência", code: 219, degree: "G1" },
  ];
  const query = "mutation($input: ImportCourtMovementsInput!) { importCourtMovements(input: $input) { added } }";
  await house.send(token, query, { input: { processNumber: number, movements } });
  const timeline = "query($id: ID!) { process(id: $id) { movements { nodes { id } } } }";
  return (await house.send(token, timeline, { id: hers })).data.process.movements.nodes[0].id;
}
