// Clients send documents to their own contact record; the firm asks for them, reviews them, and may put them into a process.
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { openScanner } from "../platform/scanner.ts";
import {
  AskForDocumentDocument,
  CloseRequestDocument,
  CompleteUploadDocument,
  ContactPapersDocument,
  DeleteDocumentDocument,
  DocumentDocument,
  type DocumentRequestInput,
  DownloadDocument,
  EditDocument,
  FileSubmissionDocument,
  MaySubmitDocument,
  PapersDocument,
  PreviewDocument,
  ProcessDocumentsDocument,
  QueueDocument,
  RequestDocumentUploadDocument,
  ReviewDocument,
  type ReviewSubmissionInput,
  RevokeDocument,
  SetUploadPolicyDocument,
  SubmissionStatusDocument,
  type SubmissionUploadInput,
  SubmitDoneDocument,
  SubmitStartDocument,
  UpdateDocumentDocument,
  UploadPolicyDocument,
  type UploadPolicyInput,
} from "../schema/operations.ts";
import { eicar, openClamd } from "./clamd.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { contact, type FirmWorld, grant, openLink, process, setPassword, settleFirm, signInAs } from "./world.ts";

interface Cast {
  readonly house: TestHouse;
  readonly firm: FirmWorld;
  readonly other: FirmWorld;
  /** Ana by password in the app, and her access by its id. No kind of information is switched on for her. */
  readonly ana: string;
  readonly anasAccess: string;
  /** Ana by her link. */
  readonly anasLink: string;
  /** A second access of Ana's contact, in the app. */
  readonly anasOther: string;
  /** Bruno, of a SIMPLIFIED access, by password. */
  readonly bruno: string;
}

async function settle(options: Parameters<typeof openTestHouse>[0] = {}): Promise<Cast> {
  const house = await openTestHouse(options);
  const firm = await settleFirm(house, "almeida.example");
  const other = await settleFirm(house, "costalima.example");
  const invited = (contactId: string, name: string, type: "STANDARD" | "SIMPLIFIED") =>
    grant(house, firm.davi, {
      contactId,
      email: `${name}@clientes.almeida.example`,
      type,
      categories: [],
      addEmailToContact: true,
    });
  const [hers, more, his] = [
    await invited(firm.anaContact, "ana", "STANDARD"),
    await invited(firm.anaContact, "escritorio.ana", "STANDARD"),
    await invited(firm.brunoContact, "bruno", "SIMPLIFIED"),
  ];
  for (const { password } of [hers, more, his]) await setPassword(house, password);
  return {
    house,
    firm,
    other,
    ana: await signInAs(house, "ana@clientes.almeida.example", "APP"),
    anasAccess: hers.accessId,
    anasLink: await openLink(house, hers.open),
    anasOther: await signInAs(house, "escritorio.ana@clientes.almeida.example", "APP"),
    bruno: await signInAs(house, "bruno@clientes.almeida.example", "WEB"),
  };
}

let cast: Cast;
let house: TestHouse;
let firm: FirmWorld;
beforeAll(async () => {
  cast = await settle();
  ({ house, firm } = cast);
});
afterAll(() => house.close());

const PDF = "application/pdf";
const pdf = (body: string = randomUUID()) =>
  Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% ${body}\nstartxref\n9\n%%EOF\n`);
const put = async (url: string, body: Buffer): Promise<number> =>
  (await fetch(url, { method: "PUT", body: new Uint8Array(body), headers: { "content-type": PDF } })).status;

const announced = (more: Partial<SubmissionUploadInput> = {}): SubmissionUploadInput => ({
  description: "Meu RG, frente e verso",
  name: "RG.pdf",
  contentType: PDF,
  byteSize: pdf().length,
  ...more,
});
const starts = (token: string | null, more: Partial<SubmissionUploadInput> = {}, at = cast) =>
  at.house.ask(token, SubmitStartDocument, { input: announced(more) });

async function started(token: string, more: Partial<SubmissionUploadInput> = {}, at = cast) {
  const { data, errors } = await starts(token, more, at);
  const { uploadId, upload } = data?.requestSubmissionUpload ?? {};
  if (!uploadId || !upload) throw new Error(`The submission was refused: ${JSON.stringify(data ?? errors)}`);
  return { uploadId, upload };
}

async function completed(token: string, uploadId: string, at = cast) {
  const { data, errors } = await at.house.ask(token, SubmitDoneDocument, { uploadId });
  if (!data?.completeUpload) throw new Error(JSON.stringify(errors));
  return data.completeUpload;
}

/** Asks, sends and completes; gives the submission. */
async function submitted(token: string, more: Partial<SubmissionUploadInput> = {}, body = pdf(), at = cast) {
  const { uploadId, upload } = await started(token, more, at);
  expect(await put(upload.url, body)).toBe(204);
  const { submission, userErrors } = await completed(token, uploadId, at);
  if (!submission?.document) throw new Error(JSON.stringify(userErrors));
  return { id: submission.id, document: submission.document.id, uploadId };
}

const asks = async (input: Partial<DocumentRequestInput> = {}, token = firm.carla, at = cast) =>
  (
    await at.house.ask(token, AskForDocumentDocument, {
      input: { contactId: at.firm.anaContact, title: "RG", ...input },
    })
  ).data?.requestDocument;
async function requested(input: Partial<DocumentRequestInput> = {}, at = cast): Promise<string> {
  const asked = await asks(input, at.firm.carla, at);
  if (!asked?.documentRequest) throw new Error(JSON.stringify(asked));
  return asked.documentRequest.id;
}

const reviews = async (input: ReviewSubmissionInput, token = firm.carla) =>
  (await house.ask(token, ReviewDocument, { input })).data?.reviewSubmission;
const files = async (submissionId: string, processId: string, token = firm.carla) =>
  (await house.ask(token, FileSubmissionDocument, { submissionId, processId })).data?.fileSubmission;
const seen = async (token: string, id: string, at = cast) =>
  (await at.house.ask(token, SubmissionStatusDocument, { id })).data?.submission ?? null;
const papersOf = async (token: string) => {
  const viewer = (await house.ask(token, PapersDocument, {})).data?.viewer;
  if (!viewer || !("contact" in viewer)) throw new Error("This is no client.");
  return viewer.contact;
};
const queued = async (token: string, status: "RECEIVED" | "AWAITING_UPLOAD" | null = null) =>
  (await house.ask(token, QueueDocument, { status })).data?.submissions?.nodes ?? [];
const download = async (token: string, id: string, at = cast) =>
  (await at.house.ask(token, DownloadDocument, { id })).data?.document?.download?.url ?? null;

/** The letters to an address beyond its invitation, when as many have gone out as are waited for. */
async function lettersTo(address: string, count: number) {
  const found = async () => {
    const files = house.mails.filter(({ to, links }) => to === address && links.length === 0);
    const letters = await Promise.all(files.map(({ file }) => PostalMime.parse(readFileSync(file as string))));
    // Not the one about the password that was set to come in.
    return letters.filter(({ subject }) => !subject?.endsWith("sua senha foi definida"));
  };
  await vi.waitFor(async () => expect(await found()).toHaveLength(count), { timeout: 10_000 });
  return found();
}

/** A statement of the owner's, past row-level security. */
async function seeded(table: string, sql: string, values: unknown[] = []): Promise<any[]> {
  await house.owner(`alter table ${table} no force row level security`);
  try {
    return await house.owner(sql, values);
  } finally {
    await house.owner(`alter table ${table} force row level security`);
  }
}

const kept = () =>
  readdirSync(house.filesFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test("Carla asks Ana for her RG, Ana sends it, Carla accepts it, and both see it done", async () => {
  const asked = await asks({ title: "RG da autora", instructions: "Frente e verso.", dueOn: "2026-12-15" });
  expect(asked).toMatchObject({
    userErrors: [],
    documentRequest: { title: "RG da autora", dueOn: "2026-12-15", fulfilled: false },
  });
  const requestId = asked?.documentRequest?.id as string;
  const open = (await papersOf(cast.ana)).documentRequests?.nodes.find(({ id }) => id === requestId);
  expect(open).toEqual({
    id: requestId,
    title: "RG da autora",
    instructions: "Frente e verso.",
    dueOn: "2026-12-15",
    fulfilled: false,
    submissions: [],
  });

  const body = pdf("RG");
  const { uploadId, upload } = await started(cast.ana, { requestId, byteSize: body.length });
  const mine = async () =>
    (await papersOf(cast.ana)).submissions?.nodes.find(({ request }) => request?.id === requestId);
  expect(await mine()).toMatchObject({ status: "AWAITING_UPLOAD", submittedAt: null, document: null });
  expect((await completed(cast.ana, uploadId)).userErrors).toMatchObject([{ code: "UPLOAD_INCOMPLETE" }]);
  expect(await put(upload.url, body)).toBe(204);
  expect(await mine()).toMatchObject({ status: "SCANNING", submittedAt: null, document: null });
  expect(await queued(firm.carla)).toEqual([]);

  const { submission, userErrors } = await completed(cast.ana, uploadId);
  expect(userErrors).toEqual([]);
  expect(submission).toMatchObject({
    description: "Meu RG, frente e verso",
    status: "RECEIVED",
    reason: null,
    reviewedAt: null,
    submittedAt: expect.any(String),
    request: { id: requestId, fulfilled: false },
    document: { name: "RG.pdf", byteSize: body.length },
    contact: { id: firm.anaContact, submissions: { totalCount: 1 } },
  });
  const id = submission?.id as string;
  expect(await queued(firm.carla, "RECEIVED")).toMatchObject([
    {
      id,
      description: "Meu RG, frente e verso",
      contact: { id: firm.anaContact, name: "Ana Ribeiro" },
      request: { id: requestId, title: "RG da autora" },
      document: { name: "RG.pdf", contentType: PDF, byteSize: body.length },
      filedAs: null,
    },
  ]);
  const url = await download(firm.carla, submission?.document?.id as string);
  expect(await (await fetch(url as string)).text()).toBe(body.toString());

  expect(await reviews({ submissionId: id, status: "IN_REVIEW" })).toMatchObject({
    submission: { status: "IN_REVIEW", reviewedAt: null, request: { fulfilled: false } },
    userErrors: [],
  });
  expect(await reviews({ submissionId: id, status: "ACCEPTED" })).toMatchObject({
    submission: { status: "ACCEPTED", reviewedAt: expect.any(String), request: { fulfilled: true } },
    userErrors: [],
  });
  expect(await seen(cast.ana, id)).toMatchObject({ status: "ACCEPTED", request: { fulfilled: true } });
  const done = (await house.ask(firm.carla, ContactPapersDocument, { id: firm.anaContact, fulfilled: true })).data;
  expect(done?.contact?.documentRequests?.nodes).toMatchObject([{ id: requestId, submissions: [{ id }] }]);

  for (const address of ["ana@clientes.almeida.example", "escritorio.ana@clientes.almeida.example"]) {
    const letters = await lettersTo(address, 2);
    expect(letters.map(({ subject }) => subject)).toEqual([
      "Escritório almeida.example: há um pedido para você",
      "Escritório almeida.example: há novidades para você",
    ]);
    for (const { text, html } of letters) {
      expect(text).toContain("Entre no seu acesso");
      expect(text).toContain("Sign in to see");
      expect(`${text}${html}`).not.toMatch(/RG|frente|autora|http/i);
    }
    expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(2);
  }
  const [told] = await lettersTo("carla@almeida.example", 1);
  expect(told?.subject).toBe("Escritório almeida.example: um cliente respondeu a um pedido");
  expect(`${told?.text}${told?.html}`).not.toMatch(/RG|frente|autora|Ribeiro|http/i);
});

test("who asked is told when something comes for it, once; when that is nobody of the firm any more, its support is", async () => {
  const requestId = await requested({}, cast);
  await seeded("documents.document_request", "update documents.document_request set staff_id = null where id = $1", [
    requestId,
  ]);
  const { uploadId } = await submitted(cast.ana, { requestId });
  await completed(cast.ana, uploadId);
  // Unasked: nobody waits for it.
  await submitted(cast.ana);
  const [letter] = await lettersTo("atendimento@almeida.example", 1);
  expect(letter?.text).toContain("Entre no Andamento para ver e analisar.");
  expect(letter?.text).toContain("Sign in to Andamento");
  expect((await lettersTo("carla@almeida.example", 1)).length).toBe(1);
});

test("what Ana sent is hers to see and download whatever is switched on for her, by her link too", async () => {
  const { id, document } = await submitted(cast.ana);
  for (const token of [cast.ana, cast.anasLink]) {
    expect(await seen(token, id)).toMatchObject({ status: "RECEIVED", document: { id: document } });
    expect((await fetch((await download(token, document)) as string)).status).toBe(200);
  }
});

test("a virus that a client sends is refused, and the firm's support is told that there was one, and not of what", async () => {
  const daemon = await openClamd();
  const scanned = await settle({ scanner: openScanner(daemon.address) });
  try {
    const support = () => scanned.house.mails.filter(({ to }) => to === "atendimento@almeida.example");
    await submitted(scanned.ana, {}, pdf(), scanned);
    const body = pdf(eicar);
    const { uploadId, upload } = await started(scanned.ana, { byteSize: body.length }, scanned);
    expect(await put(upload.url, body)).toBe(204);
    expect((await completed(scanned.ana, uploadId, scanned)).userErrors).toMatchObject([{ code: "FILE_TYPE_REFUSED" }]);
    await vi.waitFor(() => expect(support()).toHaveLength(1), { timeout: 10_000 });
    const { subject, text, html } = await PostalMime.parse(readFileSync(support()[0]?.file as string));
    expect(subject).toBe("Escritório almeida.example: um arquivo enviado por um cliente foi recusado");
    expect(text).toContain("The virus scanner found something");
    expect(`${subject}${text}${html}`).not.toMatch(/RG|frente|autora|Ribeiro|Ana\b|http/);
  } finally {
    await scanned.house.close();
    await daemon.close();
  }
});

describe("who may send", () => {
  const maySubmit = async (token: string) => (await house.ask(token, MaySubmitDocument, {})).data?.session?.maySubmit;
  const firmLets = (yes: boolean) =>
    seeded("identity.firm", "update identity.firm set simplified_may_submit = $1 where id = $2", [yes, firm.firmId]);

  test("is a STANDARD client by password: not its link, not staff, not SIMPLIFIED where the firm does not let them", async () => {
    expect(await maySubmit(cast.ana)).toBe(true);
    const { uploadId } = await started(cast.ana);
    for (const [token, code] of [
      [cast.anasLink, "FORBIDDEN"],
      [cast.bruno, "FORBIDDEN"],
      [firm.carla, "FORBIDDEN"],
      [firm.davi, "FORBIDDEN"],
      [null, "UNAUTHENTICATED"],
    ] as const) {
      if (token) expect(await maySubmit(token)).toBe(false);
      const { data, errors } = await starts(token);
      expect([data?.requestSubmissionUpload, errors[0]?.extensions.code]).toEqual([null, code]);
    }
    for (const token of [cast.anasLink, cast.bruno])
      expect((await house.ask(token, CompleteUploadDocument, { uploadId })).errors[0]?.extensions.code).toBe(
        "FORBIDDEN",
      );
  });

  test("is no preview, which is of a password and yet only looks", async () => {
    const { uploadId } = await started(cast.ana);
    const { data } = await house.ask(firm.davi, PreviewDocument, { id: cast.anasAccess, channel: "APP" });
    const preview = data?.previewAccess?.session?.token as string;
    expect(await maySubmit(preview)).toBe(false);
    expect((await starts(preview)).errors[0]?.extensions.code).toBe("FORBIDDEN");
    const complete = await house.ask(preview, CompleteUploadDocument, { uploadId });
    expect(complete.errors[0]?.extensions.code).toBe("FORBIDDEN");
  });

  test("is a SIMPLIFIED client once the firm lets them, and no longer when it does not, in the midst of it", async () => {
    await firmLets(true);
    expect(await maySubmit(cast.bruno)).toBe(true);
    const { id } = await submitted(cast.bruno);
    const [asked, came] = [await started(cast.bruno), await started(cast.bruno)];
    expect(await put(came.upload.url, pdf())).toBe(204);
    await firmLets(false);
    expect(await maySubmit(cast.bruno)).toBe(false);
    expect(await put(asked.upload.url, pdf())).toBe(404);
    const complete = await house.ask(cast.bruno, CompleteUploadDocument, { uploadId: came.uploadId });
    expect(complete.errors[0]?.extensions.code).toBe("FORBIDDEN");
    expect(await seen(cast.bruno, id)).toMatchObject({ status: "RECEIVED" });
  });

  test("is told to nobody else: a client does nothing that is the firm's", async () => {
    const requestId = await requested();
    const { id } = await submitted(cast.ana, { requestId });
    const answers = [
      await house.ask(cast.ana, ReviewDocument, { input: { submissionId: id, status: "ACCEPTED" } }),
      await house.ask(cast.ana, FileSubmissionDocument, { submissionId: id, processId: randomUUID() }),
      await house.ask(cast.ana, AskForDocumentDocument, { input: { contactId: firm.anaContact, title: "RG" } }),
      await house.ask(cast.ana, CloseRequestDocument, { id: requestId }),
      await house.ask(cast.ana, QueueDocument, {}),
      await house.send(cast.ana, `{ submission(id: "${id}") { filedAs { id } } }`),
    ];
    expect(answers.map(({ errors }) => errors.map(({ extensions }) => extensions.code))).toEqual(
      answers.map(() => ["FORBIDDEN"]),
    );
  });
});

describe("what is sent needs", () => {
  test.each<[string, Partial<SubmissionUploadInput>, string, string]>([
    ["a description", { description: " \n " }, "REQUIRED", "description"],
    ["a description of some length", { description: "x".repeat(2001) }, "INVALID", "description"],
    ["a type that is taken", { contentType: "image/svg+xml", name: "a.svg" }, "FILE_TYPE_REFUSED", "contentType"],
    ["a name of its type", { name: "RG.exe" }, "FILE_TYPE_REFUSED", "name"],
    ["a size", { byteSize: 0 }, "INVALID", "byteSize"],
    ["a size that is taken", { byteSize: 2 ** 31 - 1 }, "FILE_TOO_LARGE", "byteSize"],
    ["a request that is there", { requestId: randomUUID() }, "NOT_FOUND", "requestId"],
    ["a request that can be one", { requestId: "x" }, "NOT_FOUND", "requestId"],
  ])("%s", async (_, input, code, field) => {
    expect((await starts(cast.ana, input)).data?.requestSubmissionUpload).toMatchObject({
      uploadId: null,
      upload: null,
      userErrors: [{ code, field: ["input", field] }],
    });
  });

  test("a request of her own that is open", async () => {
    const refusal = async (requestId: string) =>
      (await starts(cast.ana, { requestId })).data?.requestSubmissionUpload?.userErrors;
    const his = await requested({ contactId: firm.brunoContact });
    expect(await refusal(his)).toMatchObject([{ code: "NOT_FOUND", field: ["input", "requestId"] }]);
    const closed = await requested();
    const close = async () => (await house.ask(firm.carla, CloseRequestDocument, { id: closed })).data;
    const done = { closeDocumentRequest: { documentRequest: { id: closed, fulfilled: true }, userErrors: [] } };
    expect([await close(), await close()]).toEqual([done, done]);
    expect(await refusal(closed)).toMatchObject([{ code: "CONFLICT", field: ["input", "requestId"] }]);
  });

  test("content that is what it was announced as, or it never reaches the firm", async () => {
    const page = Buffer.from("<!doctype html><script>alert(1)</script>");
    const { uploadId, upload } = await started(cast.ana, { byteSize: page.length });
    expect(await put(upload.url, page)).toBe(204);
    const { submission, userErrors } = await completed(cast.ana, uploadId);
    expect([submission, userErrors]).toMatchObject([null, [{ code: "FILE_TYPE_REFUSED", field: ["uploadId"] }]]);
    const [row] = await seeded("documents.upload", "select submission_id from documents.upload where id = $1", [
      uploadId,
    ]);
    expect(await seen(firm.davi, row.submission_id)).toBeNull();
  });
});

test("completing is done once, however often it is asked for", async () => {
  const before = (await papersOf(cast.ana)).submissions?.totalCount as number;
  const { uploadId, upload } = await started(cast.ana);
  await put(upload.url, pdf());
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => completed(cast.ana, uploadId)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ userErrors: [], submission: { status: "RECEIVED" } });
  expect((await papersOf(cast.ana)).submissions?.totalCount).toBe(before + 1);
});

test("until it is received a submission is its sender's alone; then its contact's and the firm's, and nobody else's", async () => {
  const { uploadId, upload } = await started(cast.ana);
  const [row] = await seeded("documents.upload", "select submission_id from documents.upload where id = $1", [
    uploadId,
  ]);
  const id = row.submission_id as string;
  const strangers = [cast.bruno, cast.other.davi, cast.other.carla];
  const nothing = async (token: string, of: string, document: string) => {
    expect(await seen(token, of)).toBeNull();
    expect((await house.ask(token, DocumentDocument, { id: document })).data?.document).toBeNull();
    expect((await house.send(token, `{ submission(id: "${of}") { __typename } }`)).data).toEqual({ submission: null });
  };
  for (const came of [false, true]) {
    if (came) await put(upload.url, pdf());
    expect(await seen(cast.ana, id)).toMatchObject({ status: came ? "SCANNING" : "AWAITING_UPLOAD" });
    for (const token of [firm.davi, firm.carla, cast.anasOther, ...strangers]) await nothing(token, id, uploadId);
    for (const token of [firm.davi, cast.anasOther])
      expect((await house.ask(token, CompleteUploadDocument, { uploadId })).data?.completeUpload).toMatchObject({
        userErrors: [{ code: "NOT_FOUND", field: ["uploadId"] }],
      });
    expect(await queued(firm.davi, "AWAITING_UPLOAD")).toEqual([]);
    expect(JSON.stringify(await house.ask(firm.davi, ContactPapersDocument, { id: firm.anaContact }))).not.toContain(
      id,
    );
  }
  const { submission } = await completed(cast.ana, uploadId);
  expect(submission?.id).toBe(id);
  for (const token of [firm.davi, firm.carla, cast.anasOther, cast.anasLink])
    expect(await seen(token, id)).toMatchObject({ id, document: { id: uploadId } });
  for (const token of strangers) await nothing(token, id, uploadId);
  expect((await house.ask(cast.bruno, ContactPapersDocument, { id: firm.anaContact })).data?.contact).toBeNull();
});

test("what the firm asks Ana for is not Bruno's to see, nor another firm's to ask, close or learn of", async () => {
  const id = await requested({ title: "Certidão de casamento" });
  expect(JSON.stringify(await papersOf(cast.bruno))).not.toContain(id);
  expect(JSON.stringify(await papersOf(cast.anasLink))).toContain(id);
  for (const token of [cast.other.davi, cast.other.carla]) {
    expect((await house.ask(token, CloseRequestDocument, { id })).data?.closeDocumentRequest).toMatchObject({
      documentRequest: null,
      userErrors: [{ code: "NOT_FOUND", field: ["id"] }],
    });
    expect(await asks({}, token)).toMatchObject({
      documentRequest: null,
      userErrors: [{ code: "NOT_FOUND", field: ["input", "contactId"] }],
    });
  }
  expect(await asks({ title: " " })).toMatchObject({ userErrors: [{ code: "REQUIRED", field: ["input", "title"] }] });
});

describe("a review", () => {
  test.each<[string, ReviewSubmissionInput["status"][], string | null]>([
    ["accepts at once", ["ACCEPTED"], null],
    ["accepts what was looked at, twice", ["IN_REVIEW", "IN_REVIEW", "ACCEPTED", "ACCEPTED"], null],
    ["rejects once and for all", ["IN_REVIEW", "REJECTED", "REJECTED", "ACCEPTED"], "CONFLICT"],
    ["accepts once and for all", ["ACCEPTED", "REJECTED"], "CONFLICT"],
    ["does not look again at what is decided", ["ACCEPTED", "IN_REVIEW"], "CONFLICT"],
  ])("%s", async (_, steps, refusal) => {
    const { id: submissionId } = await submitted(cast.ana);
    for (const [index, status] of steps.entries()) {
      const reason = status === "REJECTED" ? "Está ilegível." : null;
      const answer = await reviews({ submissionId, status, reason });
      const last = index === steps.length - 1;
      if (last && refusal) expect(answer?.userErrors).toMatchObject([{ code: refusal, field: ["input", "status"] }]);
      else expect(answer).toMatchObject({ submission: { status, reason }, userErrors: [] });
    }
  });

  test("rejects with a reason, which nothing else has", async () => {
    const { id: submissionId } = await submitted(cast.ana);
    const field = ["input", "reason"];
    expect((await reviews({ submissionId, status: "REJECTED" }))?.userErrors).toMatchObject([
      { code: "REQUIRED", field },
    ]);
    expect((await reviews({ submissionId, status: "ACCEPTED", reason: "Bom" }))?.userErrors).toMatchObject([
      { code: "INVALID", field },
    ]);
    await reviews({ submissionId, status: "REJECTED", reason: "Está ilegível." });
    expect(await seen(cast.ana, submissionId)).toMatchObject({ status: "REJECTED", reason: "Está ilegível." });
  });

  test("that rejects leaves the request open, for the next try", async () => {
    const requestId = await requested();
    const first = await submitted(cast.ana, { requestId });
    await reviews({ submissionId: first.id, status: "REJECTED", reason: "Está ilegível." });
    const second = await submitted(cast.ana, { requestId });
    expect(await seen(cast.ana, second.id)).toMatchObject({ request: { fulfilled: false } });
    await reviews({ submissionId: second.id, status: "ACCEPTED" });
    const mine = (await papersOf(cast.ana)).documentRequests?.nodes.find(({ id }) => id === requestId);
    expect(mine).toMatchObject({
      fulfilled: true,
      submissions: [
        { id: second.id, status: "ACCEPTED" },
        { id: first.id, status: "REJECTED" },
      ],
    });
  });

  test("by two at once is one's: the other is told, and nothing is written over", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id: submissionId } = await submitted(cast.ana);
      const said = [
        { submissionId, status: "ACCEPTED", reason: null },
        { submissionId, status: "REJECTED", reason: "Está ilegível." },
        { submissionId, status: "REJECTED", reason: "Não é este." },
      ] as const;
      const answers = await Promise.all(said.map((one, at) => reviews(one, at === 1 ? firm.davi : firm.carla)));
      const done = answers.flatMap((answer) => answer?.submission ?? []);
      expect(done).toHaveLength(1);
      expect(answers.flatMap((answer) => answer?.userErrors ?? [])).toMatchObject([
        { code: "CONFLICT", field: ["input", "status"] },
        { code: "CONFLICT", field: ["input", "status"] },
      ]);
      expect(await seen(cast.ana, submissionId)).toMatchObject({ status: done[0]?.status, reason: done[0]?.reason });
    }
  });

  test("is of what has come to one's own firm", async () => {
    const { id } = await submitted(cast.ana);
    const { uploadId } = await started(cast.ana);
    const [row] = await seeded("documents.upload", "select submission_id from documents.upload where id = $1", [
      uploadId,
    ]);
    for (const [token, submissionId] of [
      [cast.other.davi, id],
      [firm.davi, row.submission_id],
      [firm.davi, randomUUID()],
      [firm.davi, "x"],
    ])
      expect((await reviews({ submissionId, status: "ACCEPTED" }, token))?.userErrors).toMatchObject([
        { code: "NOT_FOUND", field: ["input", "submissionId"] },
      ]);
  });
});

describe("put into a process, a submission", () => {
  const parties = () => [{ contactId: firm.anaContact, role: "CLIENT" as const, side: "ACTIVE" as const }];
  let hers: string;
  let hidden: string;
  beforeAll(async () => {
    hers = await process(house, firm.carla, { title: "Indenização", parties: parties() });
    hidden = await process(house, firm.davi, { title: "Sucessão", visibility: "PRIVATE", responsibleId: firm.daviId });
  });
  const switched = (categories: "DOCUMENTS"[]) =>
    house.ask(firm.davi, EditDocument, { input: { accessId: cast.anasAccess, categories } });
  const listed = async () =>
    (await house.ask(cast.ana, ProcessDocumentsDocument, { id: hers })).data?.process?.documents;

  test("is a second document over the same bytes, which the kind DOCUMENTS governs there and only there", async () => {
    const body = pdf("Comprovante");
    const sent = await submitted(cast.ana, { byteSize: body.length }, body);
    const before = kept();
    const answer = await files(sent.id, hers);
    expect(answer).toMatchObject({
      userErrors: [],
      document: { source: "CLIENT", process: { id: hers, documents: { totalCount: 1 } } },
      submission: { id: sent.id, filedAs: { id: answer?.document?.id } },
    });
    const filed = answer?.document?.id as string;
    expect(filed).not.toBe(sent.document);
    expect(kept()).toEqual(before);

    expect(await listed()).toBeNull();
    expect(await download(cast.ana, filed)).toBeNull();
    expect(await (await fetch((await download(cast.ana, sent.document)) as string)).text()).toBe(body.toString());
    await switched(["DOCUMENTS"]);
    expect(await listed()).toMatchObject({ totalCount: 1, nodes: [{ id: filed, source: "CLIENT" }] });
    const url = (await download(cast.ana, filed)) as string;
    expect(await (await fetch(url)).text()).toBe(body.toString());
    await switched([]);
    expect((await fetch(url)).status).toBe(404);

    expect((await files(sent.id, hers))?.userErrors).toMatchObject([{ code: "CONFLICT", field: ["submissionId"] }]);
    const { data } = await house.ask(firm.carla, DeleteDocumentDocument, { id: filed });
    expect(data?.deleteDocument?.userErrors).toEqual([]);
    await vi.waitFor(async () => {
      const waiting = await house.owner(
        "select id from jobs.job where name = 'files' and data ? 'key' and state < 'completed'",
      );
      expect(waiting).toEqual([]);
    });
    expect(await (await fetch((await download(cast.ana, sent.document)) as string)).text()).toBe(body.toString());
    expect((await files(sent.id, hers))?.userErrors).toEqual([]);
  });

  test("is put there once, by whoever comes first", async () => {
    for (let round = 0; round < 6; round += 1) {
      const { id } = await submitted(cast.ana);
      const answers = await Promise.all([firm.carla, firm.davi, firm.carla].map((token) => files(id, hers, token)));
      const filed = answers.flatMap((answer) => answer?.document?.id ?? []);
      expect(filed).toHaveLength(1);
      expect(answers.flatMap((answer) => answer?.userErrors ?? [])).toMatchObject([
        { code: "CONFLICT", field: ["submissionId"] },
        { code: "CONFLICT", field: ["submissionId"] },
      ]);
      expect((await queued(firm.davi)).find((one) => one.id === id)?.filedAs?.id).toBe(filed[0]);
      await house.ask(firm.davi, DeleteDocumentDocument, { id: filed[0] as string });
    }
  });

  test("is named to nobody who does not see that process, and goes into none that one does not see", async () => {
    const { id } = await submitted(cast.ana);
    for (const [token, processId] of [
      [firm.carla, hidden],
      [firm.carla, randomUUID()],
      [firm.carla, "x"],
    ] as const)
      expect((await files(id, processId, token))?.userErrors).toMatchObject([
        { code: "NOT_FOUND", field: ["processId"] },
      ]);
    expect((await files(id, hers, cast.other.davi))?.userErrors).toMatchObject([
      { code: "NOT_FOUND", field: ["submissionId"] },
    ]);
    expect((await files(id, hidden, firm.davi))?.userErrors).toEqual([]);
    const row = async (token: string) => (await queued(token)).find((one) => one.id === id);
    expect((await row(firm.davi))?.filedAs).toMatchObject({ process: { id: hidden } });
    expect((await row(firm.carla))?.filedAs).toBeNull();
  });

  test("stands in the log by its name, to Davi and to Ana whatever is switched on; its copy there only while it is", async () => {
    const activity = `activity(first: 3, kinds: [DOCUMENT_SUBMITTED, DOCUMENT_DOWNLOADED]) {
      nodes { kind subjectId subject { __typename ... on Submission { id description } ... on Document { id name } } } }`;
    const told = async (token: string, query: string) => {
      const { data, errors } = await house.send(token, query, token === firm.davi ? { id: cast.anasAccess } : {});
      expect(errors).toEqual([]);
      return (data.viewer ?? data.clientAccess).activity.nodes;
    };
    const davis = () => told(firm.davi, `query($id: ID!) { clientAccess(id: $id) { ${activity} } }`);
    const anas = () => told(cast.ana, `{ viewer { ... on ClientAccess { ${activity} } } }`);

    await switched(["DOCUMENTS"]);
    const { id, document } = await submitted(cast.ana, { description: "Comprovante de residência" });
    const copy = (await files(id, hers))?.document?.id as string;
    for (const one of [document, copy]) await (await fetch((await download(cast.ana, one)) as string)).text();
    const submission = { __typename: "Submission", id, description: "Comprovante de residência" };
    const own = { __typename: "Document", id: document, name: "RG.pdf" };
    const all = [
      { kind: "DOCUMENT_DOWNLOADED", subjectId: copy, subject: { __typename: "Document", id: copy, name: "RG.pdf" } },
      { kind: "DOCUMENT_DOWNLOADED", subjectId: document, subject: own },
      { kind: "DOCUMENT_SUBMITTED", subjectId: id, subject: submission },
    ];
    expect([await davis(), await anas()]).toEqual([all, all]);
    await switched([]);
    expect([await davis(), await anas()]).toEqual([all, [{ ...all[0], subject: null }, ...all.slice(1)]]);
  });

  test("was not rejected; and itself it stays as it came", async () => {
    const { id, document } = await submitted(cast.ana);
    await reviews({ submissionId: id, status: "REJECTED", reason: "Não é este." });
    expect((await files(id, hers))?.userErrors).toMatchObject([{ code: "CONFLICT", field: ["submissionId"] }]);
    const update = await house.ask(firm.davi, UpdateDocumentDocument, { id: document, input: { name: "x.pdf" } });
    expect(update.data?.updateDocument?.userErrors).toMatchObject([{ code: "CONFLICT", field: ["id"] }]);
    const remove = await house.ask(firm.davi, DeleteDocumentDocument, { id: document });
    expect(remove.data?.deleteDocument?.userErrors).toMatchObject([{ code: "CONFLICT", field: ["id"] }]);
    expect((await fetch((await download(cast.ana, document)) as string)).status).toBe(200);
  });
});

test("what was announced and never sent to its end is gone when its time is over, and what was sent is not", async () => {
  const { id } = await submitted(cast.ana);
  const before = kept();
  const { uploadId, upload } = await started(cast.ana);
  await put(upload.url, pdf());
  const [row] = await seeded(
    "documents.upload",
    "update documents.upload set expires_at = now() - interval '1 second' where id = $1 returning submission_id",
    [uploadId],
  );
  await house.owner("update jobs.job set start_after = now() where name = 'files' and state = 'created'");
  house.house.jobs.nudge("files");
  await vi.waitFor(async () => expect(await seen(cast.ana, row.submission_id)).toBeNull(), { timeout: 10_000 });
  await vi.waitFor(() => expect(kept()).toEqual(before), 15_000);
  expect(await seen(cast.ana, id)).toMatchObject({ status: "RECEIVED" });
});

test("the queue and a client's list come in pages, the newest first", async () => {
  const elisa = await contact(house, firm.davi, {
    name: "Elisa Prado",
    kind: "PERSON",
    profile: "CLIENT",
    emails: ["elisa@clientes.almeida.example"],
  });
  const access = await grant(house, firm.davi, {
    contactId: elisa,
    email: "elisa@clientes.almeida.example",
    type: "STANDARD",
    categories: [],
  });
  await setPassword(house, access.password);
  const token = await signInAs(house, "elisa@clientes.almeida.example", "APP");
  const sent: string[] = [];
  for (let n = 0; n < 3; n += 1) sent.unshift((await submitted(token)).id);
  const page = async (by: string, after: string | null) => {
    const list = `(first: 2${after ? `, after: "${after}"` : ""}) { nodes { id } pageInfo { hasNextPage endCursor } }`;
    const { data } = await house.send(
      by,
      by === token ? `{ contact(id: "${elisa}") { submissions${list} } }` : `{ submissions${list} }`,
    );
    return data.submissions ?? data.contact.submissions;
  };
  for (const by of [token, firm.carla]) {
    const first = await page(by, null);
    expect(first.nodes.map(({ id }: { id: string }) => id)).toEqual(sent.slice(0, 2));
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await page(by, first.pageInfo.endCursor);
    expect(second.nodes[0].id).toBe(sent[2]);
  }
  await house.ask(firm.davi, RevokeDocument, { id: access.accessId });
  expect(await seen(firm.carla, sent[0] as string)).toMatchObject({ status: "RECEIVED" });
  const gone = await house.ask(token, SubmissionStatusDocument, { id: sent[0] as string });
  expect(gone.errors[0]?.extensions.code).toBe("UNAUTHENTICATED");
});

describe("how much is taken", () => {
  const policy = async (input: UploadPolicyInput, token = firm.davi) =>
    (await house.ask(token, SetUploadPolicyDocument, { input })).data?.updateUploadPolicy;
  const refused = async (token: string, more: Partial<SubmissionUploadInput> = {}) =>
    (await starts(token, more)).data?.requestSubmissionUpload?.userErrors.map(({ code, field }) => [code, field]);
  const sentBy = (contactId: string, set: string) =>
    seeded("documents.sent_today", `update documents.sent_today set ${set} where contact_id = $1`, [contactId]);
  afterEach(async () => {
    await policy({ maxBytes: null, contentTypes: null, clientFilesPerDay: null, clientMegabytesPerDay: null });
  });

  test("is the firm's to say, within what the installation takes, and told to whoever asks", async () => {
    const said = { maxBytes: 1000, contentTypes: [PDF], clientFilesPerDay: 7, clientMegabytesPerDay: 9 };
    expect(await policy(said)).toEqual({ uploadPolicy: said, userErrors: [] });
    expect(await policy({ clientFilesPerDay: 8 })).toMatchObject({ uploadPolicy: { ...said, clientFilesPerDay: 8 } });
    for (const token of [cast.ana, cast.bruno, firm.carla])
      expect((await house.ask(token, UploadPolicyDocument, {})).data?.uploadPolicy).toEqual({
        maxBytes: 1000,
        contentTypes: [PDF],
      });
    expect((await house.ask(cast.other.davi, UploadPolicyDocument, {})).data?.uploadPolicy?.maxBytes).toBe(
      32 * 2 ** 20,
    );
    expect(await refused(cast.ana, { byteSize: 1001 })).toEqual([["FILE_TOO_LARGE", ["input", "byteSize"]]]);
    expect(await refused(cast.ana, { name: "a.png", contentType: "image/png" })).toEqual([
      ["FILE_TYPE_REFUSED", ["input", "contentType"]],
    ]);
    const toProcess = async (input: { name: string; contentType: string; byteSize: number }) => {
      const { data } = await house.ask(firm.carla, RequestDocumentUploadDocument, {
        input: { processId: its, ...input },
      });
      return data?.requestDocumentUpload?.userErrors.map(({ code }) => code);
    };
    const its = await process(house, firm.carla, { title: "Autos" });
    expect(await toProcess({ name: "a.pdf", contentType: PDF, byteSize: 1000 })).toEqual([]);
    expect(await toProcess({ name: "a.pdf", contentType: PDF, byteSize: 1001 })).toEqual(["FILE_TOO_LARGE"]);
    expect(await toProcess({ name: "a.png", contentType: "image/png", byteSize: 10 })).toEqual(["FILE_TYPE_REFUSED"]);
    expect((await policy({ maxBytes: 32 * 2 ** 20 + 1 }))?.userErrors).toMatchObject([{ code: "INVALID" }]);
    expect((await policy({ contentTypes: ["image/svg+xml"] }))?.userErrors).toMatchObject([{ code: "INVALID" }]);
    for (const token of [firm.carla, cast.ana])
      expect((await house.ask(token, SetUploadPolicyDocument, { input: {} })).errors[0]?.extensions.code).toBe(
        "FORBIDDEN",
      );
  });

  test("of a client in a day is a number of files, however many are announced at once, and tomorrow it begins again", async () => {
    await started(cast.ana);
    await sentBy(firm.anaContact, "files = 0, bytes = 0");
    await policy({ clientFilesPerDay: 3 });
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => refused(cast.ana)));
    expect(answers.filter((errors) => errors?.length === 0)).toHaveLength(3);
    expect(answers.filter((errors) => errors?.[0]?.[0] === "QUOTA_EXCEEDED")).toHaveLength(3);
    expect(await refused(cast.anasOther)).toEqual([["QUOTA_EXCEEDED", null]]);
    await sentBy(firm.anaContact, "day = day - 1");
    expect(await refused(cast.ana)).toEqual([]);
  });

  test("of a client in a day is a number of bytes too", async () => {
    await started(cast.ana);
    await sentBy(firm.anaContact, "files = 0, bytes = 0");
    await policy({ clientMegabytesPerDay: 3 });
    const two = { byteSize: 2 * 2 ** 20 };
    expect(await refused(cast.ana, two)).toEqual([]);
    expect(await refused(cast.ana, two)).toEqual([["QUOTA_EXCEEDED", ["input", "byteSize"]]]);
    expect(await refused(cast.ana, { byteSize: 2 ** 20 })).toEqual([]);
  });
});

test("of a firm no more is kept than there is room for: its own people are refused too, and another firm is not", async () => {
  const small = await openTestHouse({ maxFirmBytes: 1000 });
  try {
    const [one, two] = [await settleFirm(small, "almeida.example"), await settleFirm(small, "costalima.example")];
    const processOf = (by: FirmWorld) => process(small, by.davi, { title: "Autos" });
    const asks = async (by: FirmWorld, byteSize: number, processId?: string) => {
      processId ??= await processOf(by);
      const input = { processId, name: "a.pdf", contentType: PDF, byteSize };
      const { data } = await small.ask(by.carla, RequestDocumentUploadDocument, { input });
      return data?.requestDocumentUpload?.userErrors.map(({ code }) => code);
    };
    expect(await asks(one, 600)).toEqual([]);
    expect(await asks(one, 600)).toEqual(["QUOTA_EXCEEDED"]);
    expect(await asks(one, 400)).toEqual([]);
    expect(await asks(two, 100)).toEqual([]);
    // All of them find room for three, and three of them take it.
    const itsProcess = await processOf(two);
    const atOnce = await Promise.all(Array.from({ length: 10 }, () => asks(two, 300, itsProcess)));
    expect(atOnce.filter((codes) => codes?.length === 0)).toHaveLength(3);
    expect(atOnce.filter((codes) => codes?.[0] === "QUOTA_EXCEEDED")).toHaveLength(7);
  } finally {
    await small.close();
  }
});

describe.each([
  ["row-level security", { rowLevelSecurity: false }],
  ["the guards", { walls: { guards: false } }],
] as const)("without %s", (_, options) => {
  let bare: Cast;
  beforeAll(async () => {
    bare = await settle(options);
  });
  afterAll(() => bare.house.close());

  test("nobody is told more of submissions and requests, or sends what may not be sent", async () => {
    const requestId = await requested({ title: "Certidão" }, bare);
    const { id, document } = await submitted(bare.ana, { requestId }, pdf(), bare);
    const { uploadId } = await started(bare.ana, {}, bare);
    expect(await seen(bare.firm.carla, id, bare)).toMatchObject({ id, document: { id: document } });
    for (const token of [bare.bruno, bare.other.davi]) {
      expect(await seen(token, id, bare)).toBeNull();
      expect(await download(token, document, bare)).toBeNull();
      const { text } = await bare.house.ask(token, ContactPapersDocument, { id: bare.firm.anaContact });
      const { text: viewer } = await bare.house.ask(token, PapersDocument, {});
      const { text: queue } = await bare.house.ask(token, QueueDocument, {});
      for (const secret of [id, requestId, document, "Certidão"])
        for (const told of [text, viewer, queue]) expect(told).not.toContain(secret);
      const { data } = await bare.house.ask(token, CompleteUploadDocument, { uploadId });
      expect(data?.completeUpload?.document ?? null).toBeNull();
    }
    for (const token of [bare.bruno, bare.anasLink, bare.firm.carla]) {
      const { data } = await starts(token, {}, bare);
      expect(data?.requestSubmissionUpload?.uploadId ?? null).toBeNull();
    }
  });
});
