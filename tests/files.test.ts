// Files come in by ask, PUT and complete, and go out by a request that is authorized again when it is made.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openGrant, sealGrant } from "../platform/grant.ts";
import { openKeys } from "../platform/keys.ts";
import { defaultMaxBytes, fileKinds } from "../platform/upload-policy.ts";
import {
  CompleteUploadDocument,
  DeleteDocumentDocument,
  DocumentDocument,
  type DocumentUploadInput,
  DownloadDocument,
  EditDocument,
  ProcessDocumentsDocument,
  RequestDocumentUploadDocument,
  RevokeDocument,
  SetPartiesDocument,
  SignOutDocument,
  UpdateDocumentDocument,
  UploadPolicyDocument,
} from "../schema/operations.ts";
import { DOCX, docx, mainPart, ODT, PDF, PNG, pdf, png, sound, text, zip } from "./file-bodies.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { upload as slowly } from "./transfers.ts";
import { type FirmWorld, grant, openLink, process, settleFirm, signInAs } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let other: FirmWorld;
let hers: string;
let hidden: string;
let theirs: string;
let access: { accessId: string; open: string | null };
let ana: string;

const parties = (contactId: string) => [{ contactId, role: "CLIENT" as const, side: "ACTIVE" as const }];

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example");
  hers = await process(house, firm.carla, { title: "Indenização", parties: parties(firm.anaContact) });
  hidden = await process(house, firm.davi, { title: "Sucessão", visibility: "PRIVATE", responsibleId: firm.daviId });
  theirs = await process(house, other.carla, { title: "Revisional", parties: parties(other.anaContact) });
  access = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: ["DOCUMENTS"],
  });
  ana = await openLink(house, access.open);
});
afterAll(() => house.close());

type Announced = Partial<DocumentUploadInput> & { name: string; contentType: string; byteSize: number };
const asks = async (token: string, announced: Announced, processId = hers) =>
  house.ask(token, RequestDocumentUploadDocument, { input: { processId, ...announced } });

/** Asks to send a file and gives the request to make. */
async function asked(token: string, announced: Announced, processId?: string) {
  const { data, errors } = await asks(token, announced, processId);
  const { uploadId, upload } = data?.requestDocumentUpload ?? {};
  if (!uploadId || !upload) throw new Error(`The upload was refused: ${JSON.stringify(data ?? errors)}`);
  return { uploadId, upload };
}

const put = (url: string, body: Buffer, contentType: string) =>
  fetch(url, { method: "PUT", body: new Uint8Array(body), headers: { "content-type": contentType } });

async function completed(token: string, uploadId: string) {
  const { data, errors } = await house.ask(token, CompleteUploadDocument, { uploadId });
  if (!data?.completeUpload) throw new Error(JSON.stringify(errors));
  return data.completeUpload;
}

/** Asks, sends and completes; gives what completing answered. */
async function sent(body: Buffer, name: string, contentType: string, more: Partial<DocumentUploadInput> = {}) {
  const { uploadId, upload } = await asked(firm.carla, { name, contentType, byteSize: body.length, ...more });
  const response = await put(upload.url, body, contentType);
  expect(response.status, name).toBe(204);
  return { uploadId, upload, ...(await completed(firm.carla, uploadId)) };
}

async function document(body = pdf(randomUUID()), name = "Petição.pdf", contentType = PDF): Promise<string> {
  const { document, userErrors } = await sent(body, name, contentType);
  if (!document) throw new Error(JSON.stringify(userErrors));
  return document.id;
}

async function download(token: string, id: string) {
  return (await house.ask(token, DownloadDocument, { id })).data?.document?.download ?? null;
}

/** What the bearer of an address is told when there is nothing at it, without what differs in every answer. */
async function told(response: Response) {
  const headers = Object.fromEntries(response.headers);
  for (const name of ["x-request-id", "date"]) delete headers[name];
  return { status: response.status, headers, body: await response.text() };
}
const nowhere = () =>
  `${house.url}/files/${randomBytes(90).toString("base64url")}.${randomBytes(32).toString("base64url")}`;
async function expectNothing(url: string): Promise<void> {
  const answer = await told(await fetch(url));
  expect(answer).toEqual(await told(await fetch(nowhere())));
  expect(answer).toMatchObject({ status: 404, body: "There is nothing here.\n" });
  const head = await fetch(url, { method: "HEAD" });
  expect(head.status).toBe(404);
  expect(head.headers.get("content-disposition")).toBeNull();
}

const kept = () =>
  readdirSync(house.filesFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test("Carla sends a petition to Ana's process and Ana, by her link, downloads exactly it", async () => {
  const body = pdf();
  const sha256 = createHash("sha256").update(body).digest("hex");
  const { uploadId, upload } = await asked(firm.carla, {
    name: "Petição inicial.pdf",
    description: "  A que abre o processo.  ",
    contentType: PDF,
    byteSize: body.length,
    sha256: sha256.toUpperCase(),
  });
  expect(upload).toMatchObject({ method: "PUT", headers: [{ name: "Content-Type", value: PDF }] });
  expect(upload.url.startsWith(`${house.url}/files/`)).toBe(true);
  const life = Date.parse(upload.expiresAt) - Date.now();
  expect(life > 9 * 60_000 && life <= 10 * 60_000).toBe(true);

  expect((await completed(firm.carla, uploadId)).userErrors).toMatchObject([
    { code: "UPLOAD_INCOMPLETE", field: ["uploadId"] },
  ]);
  const seenBefore = await house.ask(ana, ProcessDocumentsDocument, { id: hers });
  expect(seenBefore.data?.process?.documents?.totalCount).toBe(0);
  expect((await put(upload.url, body, PDF)).status).toBe(204);
  expect((await house.ask(ana, ProcessDocumentsDocument, { id: hers })).data?.process?.documents?.totalCount).toBe(0);

  const { document, userErrors } = await completed(firm.carla, uploadId);
  expect(userErrors).toEqual([]);
  expect(document).toMatchObject({
    name: "Petição inicial.pdf",
    description: "A que abre o processo.",
    contentType: PDF,
    byteSize: body.length,
    sha256,
    source: "FIRM",
    process: { id: hers },
  });
  expect(await completed(firm.carla, uploadId)).toEqual({ document, userErrors: [] });
  const together = await Promise.all([1, 2, 3].map(() => completed(firm.carla, uploadId)));
  expect(together).toEqual([1, 2, 3].map(() => ({ document, userErrors: [] })));

  const listed = (await house.ask(ana, ProcessDocumentsDocument, { id: hers })).data?.process?.documents;
  expect(listed).toMatchObject({ totalCount: 1, nodes: [{ id: document?.id }] });
  const fetchIt = await download(ana, document?.id as string);
  expect(fetchIt).toMatchObject({ method: "GET", headers: [] });
  const left = Date.parse(fetchIt?.expiresAt as string) - Date.now();
  expect(left > 50_000 && left <= 60_000).toBe(true);
  const response = await fetch(fetchIt?.url as string);
  expect(response.status).toBe(200);
  expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": PDF,
    "content-length": String(body.length),
    "content-disposition": `attachment; filename="Peti??o inicial.pdf"; filename*=UTF-8''Peti%C3%A7%C3%A3o%20inicial.pdf`,
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-site",
    "cache-control": "no-store",
    "accept-ranges": "bytes",
    "referrer-policy": "no-referrer",
  });
  expect(response.headers.get("etag")).toBeNull();
  expect(response.headers.get("x-powered-by")).toBeNull();
});

test("a download answers HEAD and parts, and takes no orders about its headers from its address", async () => {
  const body = pdf("partes");
  const url = (await download(ana, await document(body)))?.url as string;
  const head = await fetch(url, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, String(body.length), ""]);
  const part = async (range: string, headers = {}) => {
    const response = await fetch(url, { headers: { range, ...headers } });
    return [response.status, response.headers.get("content-range"), await response.text()];
  };
  const all = body.toString();
  const size = Buffer.byteLength(all);
  expect(await part("bytes=0-7")).toEqual([206, `bytes 0-7/${size}`, "%PDF-1.7"]);
  expect(await part("bytes=-6")).toEqual([206, `bytes ${size - 6}-${size - 1}/${size}`, "%%EOF\n"]);
  expect(await part(`bytes=${size - 3}-999999`)).toEqual([206, `bytes ${size - 3}-${size - 1}/${size}`, "OF\n"]);
  expect(await part(`bytes=${size}-`)).toEqual([416, `bytes */${size}`, "Range not satisfiable.\n"]);
  expect(await part("bytes=5-4")).toEqual([416, `bytes */${size}`, "Range not satisfiable.\n"]);
  expect(await part("bytes=-0")).toEqual([416, `bytes */${size}`, "Range not satisfiable.\n"]);
  // A reader that begins with the end of a file does not know how long it is.
  for (const last of [size, 999_999, "9".repeat(400)])
    expect(await part(`bytes=-${last}`)).toEqual([206, `bytes 0-${size - 1}/${size}`, all]);
  expect(await part("bytes=0-7,4-9")).toEqual([206, `bytes 0-9/${size}`, all.slice(0, 10)]);
  expect(await part("bytes=0-0,5-6")).toEqual([200, null, all]);
  const partHead = await fetch(url, { method: "HEAD", headers: { range: "bytes=0-7" } });
  expect([partHead.status, partHead.headers.get("content-length")]).toEqual([200, String(size)]);
  expect(await part("bytes=nonsense")).toEqual([200, null, all]);
  expect(await part("bytes=0-7", { "if-range": '"x"' })).toEqual([200, null, all]);
  const ordered = await fetch(`${url}?response-content-type=text/html&response-content-disposition=inline`);
  expect(ordered.headers.get("content-type")).toBe(PDF);
  expect(ordered.headers.get("content-disposition")).toMatch(/^attachment;/);
  const post = await fetch(url, { method: "POST" });
  expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD, PUT"]);
});

test("who asks is told what files are taken", async () => {
  const { data } = await house.ask(ana, UploadPolicyDocument, {});
  expect(data?.uploadPolicy?.maxBytes).toBe(defaultMaxBytes);
  expect(data?.uploadPolicy?.contentTypes).toEqual(
    expect.arrayContaining([PDF, PNG, DOCX, "text/plain", "image/heic"]),
  );
  expect(data?.uploadPolicy?.contentTypes.filter((type) => /svg|html|xml$/.test(type))).toEqual([]);
});

test.each([
  ["foto.PNG", PNG, png],
  ["contrato.docx", DOCX, docx()],
  ["notas.txt", "text/plain", text],
  ["notas com BOM.txt", "text/plain", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), text])],
  ["BMW apreendido.txt", "text/plain", Buffer.from("BMW 320i, placa ABC-1D23")],
  ["planilha.csv", "text/csv", Buffer.from("parcela;valor\n1;100,00\n")],
  ["petição.odt", ODT, zip({ mimetype: ODT, "content.xml": "<office:document-content/>" })],
])("%s is taken for what it is", async (name, contentType, body) => {
  const { document, userErrors } = await sent(body, name, contentType);
  expect(userErrors).toEqual([]);
  expect(document).toMatchObject({ name, contentType, byteSize: body.length });
});

test.each(fileKinds.map(({ contentType }) => contentType))(
  "a file of %s is taken, and served as that",
  async (type) => {
    const [name, body] = sound[type] ?? [];
    if (!name || !body) throw new Error(`No file of the type ${type} is made here.`);
    const { document, userErrors } = await sent(body, name, type);
    expect(userErrors).toEqual([]);
    expect(document).toMatchObject({ name, contentType: type, byteSize: body.length });
    const response = await fetch((await download(ana, document?.id as string))?.url as string);
    expect(response.headers.get("content-type")?.split(";")[0]).toBe(type);
    expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
  },
);

const html = Buffer.from("<!doctype html><script>alert(1)</script>");
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
const macroTypes = mainPart("application/vnd.ms-word.document.macroEnabled");

test.each<[string, string, string, Buffer]>([
  ["a page under a PDF's name", "petição.pdf", PDF, html],
  ["a page behind a PDF's first line", "petição.pdf", PDF, Buffer.concat([Buffer.from("%PDF-1.7\n"), html])],
  ["a page in the head of a whole PDF", "petição.pdf", PDF, pdf("<html><script>alert(1)</script>")],
  ["an image under a PDF's name", "petição.pdf", PDF, png],
  ["a PDF under an image's name", "foto.png", PNG, pdf()],
  ["a drawing as text", "desenho.txt", "text/plain", svg],
  ["a page as text, behind a BOM", "página.txt", "text/plain", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), html])],
  ["a page as text, further down", "página.txt", "text/plain", Buffer.concat([Buffer.from("oi\n"), html])],
  ["XML as a table", "dados.csv", "text/csv", Buffer.from('  <?xml version="1.0"?><x/>')],
  [
    "a page's archive as text",
    "página.txt",
    "text/plain",
    Buffer.from("MIME-Version: 1.0\nContent-Type: multipart/related\n"),
  ],
  ["text with NUL", "notas.txt", "text/plain", Buffer.from("a\0b")],
  ["text that is no UTF-8", "notas.txt", "text/plain", Buffer.from("a\xe7\xe3o", "latin1")],
  ["text that ends within a character", "notas.txt", "text/plain", Buffer.from("ação").subarray(0, 2)],
  [
    "a document with macros, called so",
    "contrato.docx",
    DOCX,
    zip({ "[Content_Types].xml": macroTypes, "word/document.xml": "x", "word/vbaProject.bin": "x" }),
  ],
  ["a document with macros, not called so", "contrato.docx", DOCX, docx({ "word/vbaProject.bin": "x" })],
  [
    "macros under another name",
    "contrato.docx",
    DOCX,
    zip({
      "[Content_Types].xml": mainPart(DOCX).replace(
        "</Types>",
        '<Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
      ),
      "word/document.xml": "x",
      "word/a.bin": "x",
    }),
  ],
  [
    "macros of the open format",
    "petição.odt",
    ODT,
    zip({ mimetype: ODT, "content.xml": "x", "Basic/Standard/Modul1.xml": "x" }),
  ],
  ["any archive as a document", "contrato.docx", DOCX, zip({ "leia-me.txt": "x" })],
  ["an archive with something before it", "contrato.docx", DOCX, Buffer.concat([Buffer.from("GIF89a"), docx()])],
  ["an archive with something behind it", "contrato.docx", DOCX, Buffer.concat([docx(), html])],
  ["an archive cut off", "contrato.docx", DOCX, docx().subarray(0, -30)],
  [
    "an old office file",
    "contrato.docx",
    DOCX,
    Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]),
  ],
])("%s is refused, and not kept", async (_, name, contentType, body) => {
  const before = kept();
  const { uploadId, document, userErrors } = await sent(body, name, contentType);
  expect(document).toBeNull();
  expect(userErrors).toMatchObject([{ code: "FILE_TYPE_REFUSED", field: ["uploadId"] }]);
  expect(kept()).toEqual(before);
  expect((await completed(firm.carla, uploadId)).userErrors).toMatchObject([{ code: "FILE_TYPE_REFUSED" }]);
});

test.each<[string, Partial<DocumentUploadInput>, string, string]>([
  ["a drawing", { name: "a.svg", contentType: "image/svg+xml" }, "FILE_TYPE_REFUSED", "contentType"],
  ["a page", { name: "a.html", contentType: "text/html" }, "FILE_TYPE_REFUSED", "contentType"],
  ["XML", { name: "a.xml", contentType: "application/xml" }, "FILE_TYPE_REFUSED", "contentType"],
  ["a page called PDF", { name: "a.html", contentType: PDF }, "FILE_TYPE_REFUSED", "name"],
  ["two endings", { name: "a.pdf.exe", contentType: PDF }, "FILE_TYPE_REFUSED", "name"],
  ["a dot at the end", { name: "a.pdf.", contentType: PDF }, "FILE_TYPE_REFUSED", "name"],
  ["an end that is cut off", { name: "a.html%00.pdf\u0000", contentType: PDF }, "INVALID", "name"],
  ["a name that reads backwards", { name: "conta\u202efdp.pdf", contentType: PDF }, "INVALID", "name"],
  ["no name", { name: " " }, "REQUIRED", "name"],
  ["one byte too many", { byteSize: defaultMaxBytes + 1 }, "FILE_TOO_LARGE", "byteSize"],
  ["nothing", { byteSize: 0 }, "INVALID", "byteSize"],
  ["no hash", { sha256: "abc" }, "INVALID", "sha256"],
])("announcing %s is refused at once", async (_, announced, code, field) => {
  const { data } = await asks(firm.carla, { name: "a.pdf", contentType: PDF, byteSize: 10, ...announced });
  expect(data?.requestDocumentUpload).toMatchObject({
    uploadId: null,
    upload: null,
    userErrors: [{ code, field: ["input", field] }],
  });
});

describe("the request that sends a file", () => {
  const body = pdf("uma vez só");
  const announced = { name: "a.pdf", contentType: PDF, byteSize: body.length };

  test("is for one size and one type, and still there after a wrong one", async () => {
    const { uploadId, upload } = await asked(firm.carla, announced);
    const nothing = await told(await put(nowhere(), body, PDF));
    expect(nothing).toMatchObject({ status: 404, body: "There is nothing here.\n" });
    expect(await told(await put(upload.url, Buffer.concat([body, body]), PDF))).toEqual(nothing);
    expect(await told(await put(upload.url, body.subarray(1), PDF))).toEqual(nothing);
    expect(await told(await put(upload.url, body, "text/html"))).toEqual(nothing);
    expect(await chunked(upload.url, body)).toBe(404);
    expect((await fetch(upload.url)).status).toBe(404);
    expect((await completed(firm.carla, uploadId)).userErrors).toMatchObject([{ code: "UPLOAD_INCOMPLETE" }]);
    expect((await put(upload.url, body, PDF)).status).toBe(204);
  });

  test("is made once: a second time finds nothing, before and after it is a document, and changes nothing", async () => {
    const { uploadId, upload } = await asked(firm.carla, announced);
    const statuses = await Promise.all([1, 2, 3, 4].map(async () => (await put(upload.url, body, PDF)).status));
    expect(statuses.sort()).toEqual([204, 404, 404, 404]);
    const altered = Buffer.from(body.toString().replace("uma", "UMA"));
    expect((await put(upload.url, altered, PDF)).status).toBe(404);
    const { document } = await completed(firm.carla, uploadId);
    expect((await put(upload.url, altered, PDF)).status).toBe(404);
    const got = await fetch((await download(firm.carla, document?.id as string))?.url as string);
    expect(await got.text()).toBe(body.toString());
  });

  test("is of no use altered, as another's or for fetching", async () => {
    const { upload } = await asked(firm.carla, announced);
    const grant = upload.url.split("/files/")[1] as string;
    const flipped = (at: number) => `${grant.slice(0, at)}${grant[at] === "A" ? "B" : "A"}${grant.slice(at + 1)}`;
    for (const altered of [flipped(5), flipped(grant.length - 5), `${grant}A`, grant.slice(0, -1), grant.toLowerCase()])
      expect((await put(`${house.url}/files/${altered}`, body, PDF)).status).toBe(404);
    const [said = "", seal] = grant.split(".");
    const fields = JSON.parse(Buffer.from(said, "base64url").toString()) as unknown[];
    const others = ["other", randomUUID(), randomUUID(), Date.now() + 3_600_000];
    expect(fields).toHaveLength(others.length);
    for (const [at, value] of others.entries()) {
      const forged = Buffer.from(JSON.stringify(fields.with(at, value))).toString("base64url");
      expect((await put(`${house.url}/files/${forged}.${seal}`, body, PDF)).status).toBe(404);
    }
    const id = await document();
    const fetching = (await download(firm.carla, id))?.url as string;
    expect((await put(fetching, body, PDF)).status).toBe(404);
    expect((await put(upload.url, body, PDF)).status).toBe(204);
  });

  test("does not bring anything that is not announced: a hash tells", async () => {
    const sha256 = createHash("sha256").update("outra coisa").digest("hex");
    const { document, userErrors, uploadId } = await sent(body, "a.pdf", PDF, { sha256 });
    expect([document, userErrors]).toMatchObject([null, [{ code: "INVALID", field: ["uploadId"] }]]);
    const [row] = await seeded(`select storage_key from documents.upload where id = $1`, [uploadId]);
    expect(kept().some((path) => path.endsWith(row.storage_key))).toBe(false);
  });

  test("is of no use with a longer time, even sealed by the house itself", async () => {
    const { uploadId, upload } = await asked(firm.carla, announced);
    const keys = openKeys({ environment: house.ring, file: "" });
    const given = openGrant(keys, "upload", upload.url.split("/files/")[1] as string);
    if (!given) throw new Error("The upload's address holds no grant.");
    const expiresAt = new Date(given.expiresAt.getTime() + 60_000);
    const longer = `${house.url}/files/${sealGrant(keys, "upload", { ...given, expiresAt })}`;
    expect((await put(longer, body, PDF)).status).toBe(404);
    expect((await put(upload.url, body, PDF)).status).toBe(204);
    expect((await completed(firm.carla, uploadId)).userErrors).toEqual([]);
  });

  test("broken off halfway leaves no document and no bytes", async () => {
    const before = kept();
    const long = Buffer.concat([body, Buffer.alloc(400_000, 32)]);
    const { uploadId, upload } = await asked(firm.carla, { ...announced, byteSize: long.length });
    await brokenOff(upload.url, long);
    await vi.waitFor(() => expect(kept()).toEqual(before), 15_000);
    expect((await completed(firm.carla, uploadId)).userErrors).toMatchObject([{ code: "UPLOAD_INCOMPLETE" }]);
    expect((await put(upload.url, long, PDF)).status).toBe(404);
  });

  test("ends with its ten minutes", async () => {
    const { uploadId, upload } = await asked(firm.carla, announced);
    await seeded("update documents.upload set expires_at = now() - interval '1 second' where id = $1", [uploadId]);
    expect((await put(upload.url, body, PDF)).status).toBe(404);
    expect((await completed(firm.carla, uploadId)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });

  test("ends with the session that asked, and with its sight of the process", async () => {
    const session = await signInAs(house, "carla@almeida.example");
    const { uploadId, upload } = await asked(session, announced);
    await house.ask(session, SignOutDocument, {});
    expect((await put(upload.url, body, PDF)).status).toBe(404);
    expect((await completed(firm.carla, uploadId)).userErrors).toMatchObject([{ code: "UPLOAD_INCOMPLETE" }]);

    const before = kept();
    const leaving = await signInAs(house, "carla@almeida.example");
    const halfway = await slowly(house, leaving, hers, Buffer.alloc(400_000, "Autos.\n"));
    await halfway.to(200_000);
    await house.ask(leaving, SignOutDocument, {});
    await expect(halfway.done()).rejects.toThrow("404");
    expect(kept()).toEqual(before);

    const closing = await process(house, firm.davi, { title: "Aberto ainda", responsibleId: firm.daviId });
    const open = await asked(firm.carla, announced, closing);
    const came = await asked(firm.carla, announced, closing);
    expect((await put(came.upload.url, body, PDF)).status).toBe(204);
    await house.send(
      firm.davi,
      `mutation { updateProcess(id: "${closing}", input: { visibility: PRIVATE }) { userErrors { code } } }`,
    );
    expect((await put(open.upload.url, body, PDF)).status).toBe(404);
    expect((await completed(firm.carla, came.uploadId)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });
});

/** Statements of the owner's, past row-level security. */
async function seeded(sql: string, values: unknown[]): Promise<any[]> {
  let rows: any[] = [];
  await house.owner("alter table documents.upload disable row level security");
  try {
    rows = await house.owner(sql, values);
  } finally {
    await house.owner("alter table documents.upload enable row level security");
  }
  return rows;
}

/** Sends a body without saying how long it is. */
const chunked = (url: string, body: Buffer) =>
  new Promise<number | undefined>((resolve, reject) => {
    const sending = request(url, { method: "PUT", headers: { "content-type": PDF, "transfer-encoding": "chunked" } });
    sending.on("response", (response) => resolve(response.resume().statusCode)).on("error", reject);
    sending.end(body);
  });

/** Announces all of a body, sends half and hangs up. */
const brokenOff = (url: string, body: Buffer) =>
  new Promise<void>((resolve) => {
    const sending = request(url, { method: "PUT", headers: { "content-type": PDF, "content-length": body.length } });
    sending.on("error", () => resolve());
    sending.write(body.subarray(0, body.length / 2), () => setTimeout(() => sending.destroy(), 100));
  });

describe("a request to fetch a file that was given to Ana finds nothing", () => {
  test("once documents are switched off for her, and something again once they are on", async () => {
    const url = (await download(ana, await document()))?.url as string;
    expect((await fetch(url)).status).toBe(200);
    const switched = (categories: "DOCUMENTS"[]) =>
      house.ask(firm.davi, EditDocument, { input: { accessId: access.accessId, categories } });
    await switched([]);
    await expectNothing(url);
    await switched(["DOCUMENTS"]);
    expect((await fetch(url)).status).toBe(200);
  });

  test("once she is no party any more", async () => {
    const url = (await download(ana, await document()))?.url as string;
    await house.ask(firm.davi, SetPartiesDocument, {
      id: hers,
      parties: [{ name: "Ana", role: "OTHER", side: "ACTIVE" }],
    });
    await expectNothing(url);
    await house.ask(firm.davi, SetPartiesDocument, { id: hers, parties: parties(firm.anaContact) });
    expect((await fetch(url)).status).toBe(200);
  });

  test("once the document is deleted, and its bytes are gone soon", async () => {
    const before = kept();
    const id = await document();
    const url = (await download(ana, id))?.url as string;
    const { data } = await house.ask(firm.davi, DeleteDocumentDocument, { id });
    expect(data?.deleteDocument).toEqual({ deletedId: id, userErrors: [] });
    await expectNothing(url);
    await vi.waitFor(() => expect(kept()).toEqual(before), { timeout: 10_000 });
    expect((await house.ask(ana, DocumentDocument, { id })).data?.document).toBeNull();
    const again = await house.ask(firm.carla, DeleteDocumentDocument, { id });
    expect(again.data?.deleteDocument).toMatchObject({ deletedId: null, userErrors: [{ code: "NOT_FOUND" }] });
    expect((await completed(firm.carla, id)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });

  test("once its minute is over", async () => {
    const url = (await download(ana, await document()))?.url as string;
    const keys = openKeys({ environment: house.ring, file: "" });
    const grant = openGrant(keys, "download", url.split("/files/")[1] as string);
    if (!grant) throw new Error("The download's address holds no grant.");
    const until = (expiresAt: Date) => `${house.url}/files/${sealGrant(keys, "download", { ...grant, expiresAt })}`;
    await expectNothing(until(new Date(Date.now() - 1)));
    expect((await fetch(until(grant.expiresAt))).status).toBe(200);
  });

  test("altered in any place", async () => {
    const url = (await download(ana, await document()))?.url as string;
    const [base, grant] = url.split("/files/") as [string, string];
    for (const at of [0, 20, grant.indexOf(".") + 1, grant.length - 1])
      await expectNothing(`${base}/files/${grant.slice(0, at)}${grant[at] === "A" ? "B" : "A"}${grant.slice(at + 1)}`);
    const [said = "", seal] = grant.split(".");
    const fields = JSON.parse(Buffer.from(said, "base64url").toString()) as unknown[];
    const others = ["other", await document(), randomUUID(), Date.now() + 3_600_000];
    expect(fields).toHaveLength(others.length);
    for (const [at, value] of others.entries())
      await expectNothing(
        `${base}/files/${Buffer.from(JSON.stringify(fields.with(at, value))).toString("base64url")}.${seal}`,
      );
    await expectNothing(`${base}/files/`);
    await expectNothing(`${base}/files/..%2f..%2fkeys`);
    for (const method of ["POST", "DELETE", "PATCH"]) expect((await fetch(url, { method })).status).toBe(405);
    expect((await put(url, pdf(), PDF)).status).toBe(404);
    expect((await fetch(url)).status).toBe(200);
  });

  test("once she has signed out", async () => {
    const session = await openLink(house, access.open);
    const url = (await download(session, await document()))?.url as string;
    expect((await fetch(url)).status).toBe(200);
    await house.ask(session, SignOutDocument, {});
    await expectNothing(url);
  });

  test("once her access is revoked", async () => {
    const bruno = await process(house, firm.carla, { title: "De Bruno", parties: parties(firm.brunoContact) });
    const his = await grant(house, firm.davi, {
      contactId: firm.brunoContact,
      email: "bruno@clientes.almeida.example",
      type: "STANDARD",
      categories: ["DOCUMENTS"],
    });
    const session = await openLink(house, his.open);
    const body = pdf("de Bruno");
    const { uploadId, upload } = await asked(
      firm.carla,
      { name: "b.pdf", contentType: PDF, byteSize: body.length },
      bruno,
    );
    await put(upload.url, body, PDF);
    const { document } = await completed(firm.carla, uploadId);
    const url = (await download(session, document?.id as string))?.url as string;
    expect((await fetch(url)).status).toBe(200);
    await house.ask(firm.davi, RevokeDocument, { id: his.accessId });
    await expectNothing(url);
  });
});

test("a file's name is told and never used: whatever it is, nothing is written outside the folder", async () => {
  const names = [
    "../../../fora.pdf",
    "..\\..\\fora.pdf",
    "/etc/fora.pdf",
    "..%2f..%2ffora.pdf",
    "C:\\fora.pdf",
    "-rf ;`fora`.pdf",
  ];
  for (const name of names) {
    const id = await document(pdf(name), name);
    const response = await fetch((await download(firm.carla, id))?.url as string);
    expect(await response.text()).toContain(name);
    expect(response.headers.get("content-disposition")).not.toMatch(/[/\\]|%25|%2f/i);
  }
  const files = readdirSync(join(house.filesFolder, ".."), { recursive: true }) as string[];
  expect(files.filter((path) => path.includes("fora"))).toEqual([]);
  for (const path of kept())
    expect(path.slice(house.filesFolder.length)).toMatch(new RegExp(`^[/\\\\]${firm.firmId}[/\\\\][0-9a-f-]{36}$`));
});

test("a document is renamed and described, and still downloaded with its type's ending", async () => {
  const id = await document(pdf(), "a.pdf");
  const change = async (input: object) =>
    (await house.ask(firm.carla, UpdateDocumentDocument, { id, input })).data?.updateDocument;
  expect(await change({ name: "Sentença.exe", description: "Procedente.\nEm parte." })).toMatchObject({
    document: { id, name: "Sentença.exe", description: "Procedente.\nEm parte." },
    userErrors: [],
  });
  expect(await change({ description: null })).toMatchObject({ document: { name: "Sentença.exe", description: null } });
  expect(await change({ name: null })).toMatchObject({
    document: null,
    userErrors: [{ code: "REQUIRED", field: ["input", "name"] }],
  });
  const response = await fetch((await download(ana, id))?.url as string);
  expect(response.headers.get("content-disposition")).toContain("Senten%C3%A7a.exe.pdf");
});

test("clients send no files to processes and change none; nobody does who is not signed in", async () => {
  const id = await document();
  const announced = { name: "a.pdf", contentType: PDF, byteSize: 10 };
  for (const [token, code] of [
    [ana, "FORBIDDEN"],
    [null, "UNAUTHENTICATED"],
  ] as const) {
    const answers = [
      await house.ask(token, RequestDocumentUploadDocument, { input: { processId: hers, ...announced } }),
      await house.ask(token, CompleteUploadDocument, { uploadId: id }),
      await house.ask(token, UpdateDocumentDocument, { id, input: { name: "b.pdf" } }),
      await house.ask(token, DeleteDocumentDocument, { id }),
    ];
    expect(answers.map(({ errors }) => errors[0]?.extensions.code)).toEqual([code, code, code, code]);
  }
  expect((await house.ask(null, UploadPolicyDocument, {})).errors[0]?.extensions.code).toBe("UNAUTHENTICATED");
});

test("another firm's process, upload and document are not there, nor a colleague's unfinished upload or a hidden process", async () => {
  const announced = { name: "a.pdf", contentType: PDF, byteSize: pdf().length };
  for (const [token, processId] of [
    [firm.carla, theirs],
    [firm.carla, hidden],
    [firm.carla, randomUUID()],
    [firm.carla, "x"],
  ] as const) {
    const { data } = await asks(token, announced, processId);
    expect(data?.requestDocumentUpload).toMatchObject({
      uploadId: null,
      userErrors: [{ code: "NOT_FOUND", field: ["input", "processId"] }],
    });
  }
  const { uploadId, upload } = await asked(firm.carla, announced);
  await put(upload.url, pdf(), PDF);
  const id = await document();
  for (const token of [other.davi, other.carla, firm.davi])
    expect((await completed(token, uploadId)).userErrors).toMatchObject([{ code: "NOT_FOUND", field: ["uploadId"] }]);
  for (const token of [other.davi, other.carla]) {
    expect(await download(token, id)).toBeNull();
    const { data } = await house.ask(token, UpdateDocumentDocument, { id, input: { name: "x.pdf" } });
    expect(data?.updateDocument?.userErrors).toMatchObject([{ code: "NOT_FOUND", field: ["id"] }]);
    const deleted = await house.ask(token, DeleteDocumentDocument, { id });
    expect(deleted.data?.deleteDocument?.userErrors).toMatchObject([{ code: "NOT_FOUND", field: ["id"] }]);
  }
  // Not even sealed by the house itself: whoever comes is authorized again, as the session it was given to.
  const keys = openKeys({ environment: house.ring, file: "" });
  const grantOf = (url: string, use: "upload" | "download") => openGrant(keys, use, url.split("/files/")[1] as string);
  const body = pdf();
  const strangers = await asked(other.carla, { name: "a.pdf", contentType: PDF, byteSize: body.length }, theirs);
  const session = grantOf(strangers.upload.url, "upload")?.session as string;
  const ours = await asked(firm.carla, announced);
  const expiresAt = new Date(Date.now() + 60_000);
  const sealed = (use: "upload" | "download", of: string) =>
    `${house.url}/files/${sealGrant(keys, use, { id: of, session, expiresAt })}`;
  await expectNothing(sealed("download", id));
  expect((await put(sealed("upload", ours.uploadId), body, PDF)).status).toBe(404);
  expect((await put(ours.upload.url, body, PDF)).status).toBe(204);
  expect((await completed(firm.carla, uploadId)).userErrors).toEqual([]);
});

test("what was asked for or sent and never completed is cleared away when its time is over, and a document never is", async () => {
  const body = pdf("abandonado");
  const before = kept();
  const { uploadId, upload } = await asked(firm.carla, { name: "a.pdf", contentType: PDF, byteSize: body.length });
  await put(upload.url, body, PDF);
  const id = await document(body);
  expect(kept().length).toBe(before.length + 2);
  // The jobs come due while the uploads are not over yet, and then again when the one is.
  await house.owner("update jobs.job set start_after = now() where name = 'files'");
  house.house.jobs.nudge("files");
  await vi.waitFor(
    async () => {
      const due = await house.owner(
        "select id from jobs.job where name = 'files' and state = 'created' and start_after <= now()",
      );
      expect(due).toEqual([]);
    },
    { timeout: 40_000 },
  );
  expect(kept().length).toBe(before.length + 2);
  await seeded("update documents.upload set expires_at = now() - interval '1 second' where id = any ($1)", [
    [uploadId, id],
  ]);
  await house.owner("update jobs.job set start_after = now() where name = 'files' and state = 'created'");
  house.house.jobs.nudge("files");
  // First its bytes, then what is known of it.
  await vi.waitFor(
    async () => expect(await seeded("select id from documents.upload where id = $1", [uploadId])).toEqual([]),
    { timeout: 40_000 },
  );
  expect(kept().length).toBe(before.length + 1);
  expect((await completed(firm.carla, uploadId)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  expect((await fetch((await download(firm.carla, id))?.url as string)).status).toBe(200);
});

test.each<[string, (path: string) => void]>([
  ["lost", (path) => rmSync(path)],
  ["cut off", (path) => truncateSync(path, 10)],
])("what the storage has %s becomes no document, and is nothing to fetch", async (_, lose) => {
  const pathOf = async (uploadId: string) => {
    const [row] = await seeded("select storage_key from documents.upload where id = $1", [uploadId]);
    return join(house.filesFolder, row.storage_key);
  };
  const body = pdf(randomUUID());
  const { uploadId, upload } = await asked(firm.carla, { name: "a.pdf", contentType: PDF, byteSize: body.length });
  expect((await put(upload.url, body, PDF)).status).toBe(204);
  lose(await pathOf(uploadId));
  expect(await completed(firm.carla, uploadId)).toMatchObject({
    document: null,
    userErrors: [{ code: "UPLOAD_INCOMPLETE", field: ["uploadId"] }],
  });
  const id = await document();
  const url = (await download(ana, id))?.url as string;
  lose(await pathOf(id));
  await expectNothing(url);
});

test("while the storage fails, files are told to be unavailable and not gone; afterwards they are there", async () => {
  const body = pdf("guardado");
  const announced = { name: "a.pdf", contentType: PDF, byteSize: body.length };
  const id = await document();
  const url = (await download(ana, id))?.url as string;
  // So long that most of it is still to come when the storage fails: who sends it hears the answer all the same.
  const long = pdf(" ".repeat(6_000_000));
  const came = await asked(firm.carla, announced);
  const late = await asked(firm.carla, { ...announced, byteSize: long.length });
  await put(came.upload.url, body, PDF);
  const folders = [firm.firmId, "incoming"].map((name) => join(house.filesFolder, name));
  for (const folder of folders) {
    renameSync(folder, `${folder}.away`);
    writeFileSync(folder, "");
  }
  try {
    const answers = [await fetch(url), await put(late.upload.url, long, PDF)];
    expect(answers.map(({ status, headers }) => [status, headers.get("retry-after")])).toEqual([
      [503, "30"],
      [503, "30"],
    ]);
    const { document, userErrors } = await completed(firm.carla, came.uploadId);
    expect([document, userErrors]).toMatchObject([null, [{ code: "STORAGE_UNAVAILABLE", field: ["uploadId"] }]]);
    const deleted = await house.ask(firm.carla, DeleteDocumentDocument, { id });
    expect(deleted.data?.deleteDocument?.userErrors).toEqual([]);
  } finally {
    for (const folder of folders) {
      rmSync(folder);
      renameSync(`${folder}.away`, folder);
    }
  }
  expect((await completed(firm.carla, came.uploadId)).userErrors).toEqual([]);
  // The same request, again and once.
  const again = await Promise.all([1, 2, 3].map(async () => (await put(late.upload.url, long, PDF)).status));
  expect(again.sort()).toEqual([204, 404, 404]);
  expect((await completed(firm.carla, late.uploadId)).document).toMatchObject({ byteSize: long.length });
  await expectNothing(url);
});

test("without row-level security the rule that commands and questions ask by themselves still holds", async () => {
  const bare = await openTestHouse({ rowLevelSecurity: false });
  const { house: whole, ana: before, firm: ours } = { house, ana, firm };
  try {
    house = bare;
    firm = await settleFirm(bare, "almeida.example");
    const stranger = await settleFirm(bare, "costalima.example");
    const open = await process(bare, firm.carla, { title: "Aberto", parties: parties(firm.anaContact) });
    const secluded = await process(bare, firm.davi, { title: "Fechado", visibility: "PRIVATE" });
    const granted = await grant(bare, firm.davi, {
      contactId: firm.anaContact,
      email: "ana@clientes.almeida.example",
      type: "STANDARD",
      categories: ["DOCUMENTS"],
    });
    ana = await openLink(bare, granted.open);
    const announced = { name: "a.pdf", contentType: PDF, byteSize: pdf().length };
    for (const [token, processId] of [
      [stranger.davi, open],
      [firm.carla, secluded],
    ] as const) {
      const { data } = await asks(token, announced, processId);
      expect(data?.requestDocumentUpload?.userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    }
    const { uploadId, upload } = await asked(firm.carla, announced, open);
    expect((await put(upload.url, pdf(), PDF)).status).toBe(204);
    for (const token of [stranger.davi, firm.davi])
      expect((await completed(token, uploadId)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    const { document } = await completed(firm.carla, uploadId);
    const id = document?.id as string;
    const deleted = await bare.ask(stranger.davi, DeleteDocumentDocument, { id });
    expect(deleted.data?.deleteDocument?.userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    const url = (await download(ana, id))?.url as string;
    expect((await fetch(url)).status).toBe(200);
    await bare.ask(firm.davi, EditDocument, { input: { accessId: granted.accessId, categories: [] } });
    await expectNothing(url);
  } finally {
    await bare.close();
    house = whole;
    ana = before;
    firm = ours;
  }
});

test("a file of 32 MB comes in and goes out whole", async () => {
  const body = Buffer.concat([
    pdf().subarray(0, 20),
    randomBytes(defaultMaxBytes - 40),
    Buffer.from("startxref\n1234\n%%EOF"),
  ]);
  expect(body.length).toBe(defaultMaxBytes);
  const id = await document(body);
  const response = await fetch((await download(ana, id))?.url as string);
  const hash = createHash("sha256");
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) hash.update(chunk);
  expect(hash.digest("hex")).toBe(createHash("sha256").update(body).digest("hex"));
});
