// Files made to do harm: each is refused and not kept, or served as what it is not dangerous as, to nobody's browser to run.
import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { crc32, deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openScanner } from "../platform/scanner.ts";
import {
  CompleteUploadDocument,
  DownloadDocument,
  MeDocument,
  RequestDocumentUploadDocument,
} from "../schema/operations.ts";
import { openChecker } from "../subgraphs/index.ts";
import { type Clamd, eicar, openClamd } from "./clamd.ts";
import {
  DOCX,
  directories,
  docx,
  heic,
  images,
  jpegWith,
  mainPart,
  ODT,
  PDF,
  PNG,
  part,
  pdf,
  png,
  round,
  tagged,
  tiff,
  webp,
  zip,
} from "./file-bodies.ts";
import { served } from "./hostile-bodies.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, process, settleFirm } from "./world.ts";

/** How long a check may work on without asking for more of the file, in milliseconds. */
const patience = 3000;

let daemon: Clamd;
let house: TestHouse;
let firm: FirmWorld;
let processId: string;

beforeAll(async () => {
  daemon = await openClamd();
  house = await openTestHouse({ scanner: openScanner(daemon.address), checker: openChecker({ patience }) });
  firm = await settleFirm(house, "almeida.example");
  processId = await process(house, firm.carla, { title: "Indenização" });
});
afterAll(async () => {
  await house?.close();
  await daemon?.close();
});

/** What came of a file: a document's id, or the code of the refusal. */
interface Outcome {
  readonly id: string | null;
  readonly code: string;
}

/** Asks, sends and completes. */
const tried = async (name: string, contentType: string, body: Buffer, sender = firm.carla): Promise<Outcome> =>
  (await announced(name, contentType, body, sender)).send();

/** Asks to send a file, which is then sent and completed. */
async function announced(name: string, contentType: string, body: Buffer, sender: string) {
  const input = { processId, name, contentType, byteSize: body.length };
  const { data } = await house.ask(sender, RequestDocumentUploadDocument, { input });
  const { uploadId, upload, userErrors } = data?.requestDocumentUpload ?? {};
  const send = async (): Promise<Outcome> => {
    if (!uploadId || !upload) return { id: null, code: userErrors?.[0]?.code ?? "" };
    const headers = { "content-type": contentType };
    const { status } = await fetch(upload.url, { method: "PUT", body: new Uint8Array(body), headers });
    if (status !== 204) return { id: null, code: String(status) };
    const completed = (await house.ask(sender, CompleteUploadDocument, { uploadId })).data?.completeUpload;
    return { id: completed?.document?.id ?? null, code: completed?.userErrors[0]?.code ?? "" };
  };
  return { id: uploadId, send };
}
const kept = () =>
  (readdirSync(house.filesFolder, { recursive: true, withFileTypes: true }) as { isFile(): boolean; name: string }[])
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

const html = "<!doctype html><script>alert(1)</script>";
const page = Buffer.from(html);
const bom = Buffer.from([0xef, 0xbb, 0xbf]);
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
const xml = Buffer.from('<?xml version="1.0"?><x/>');
const exe = Buffer.concat([Buffer.from("MZ"), Buffer.alloc(200)]);
const elf = Buffer.concat([Buffer.from("\x7fELF", "latin1"), Buffer.alloc(200)]);
const swf = Buffer.concat([Buffer.from("CWS\x0a", "latin1"), randomBytes(100)]);
const mhtml = Buffer.from("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n");
const laughs =
  '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><w:document>&lol2;</w:document>';
/** The same behind more than is read of a beginning, which does not pack. */
const remark = laughs.replace("<!DOCTYPE", `<!--${randomBytes(50_000).toString("hex")}--><!DOCTYPE`);
const zeros = (megabytes: number) => "\0".repeat(megabytes * 1024 * 1024);

/** An archive whose directory gives one file's bytes to many names. */
function overlapping(count: number): Buffer {
  const [told, kernel] = [deflateRawSync(mainPart(DOCX)), deflateRawSync(zeros(1))];
  const entry = (signature: string, name: string, packed: Buffer, content: string, offset: number | null) => {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(Buffer.byteLength(content), 18);
    common.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(offset === null ? 0 : 14);
    if (offset !== null) place.writeUInt32LE(offset, 10);
    return Buffer.concat([Buffer.from(signature, "latin1"), common, place, Buffer.from(name)]);
  };
  const first = Buffer.concat([entry("PK\x03\x04", "[Content_Types].xml", told, mainPart(DOCX), null), told]);
  const second = Buffer.concat([entry("PK\x03\x04", "word/document.xml", kernel, zeros(1), null), kernel]);
  const directory = Buffer.concat([
    entry("PK\x01\x02\x14\x00", "[Content_Types].xml", told, mainPart(DOCX), 0),
    ...Array.from({ length: count }, (_, n) =>
      entry("PK\x01\x02\x14\x00", `word/${n}.xml`, kernel, zeros(1), first.length),
    ),
  ]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(count + 1, 8);
  end.writeUInt16LE(count + 1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(first.length + second.length, 16);
  // Some that does not pack, so that it is not the ratio that gives it away.
  const filling = randomBytes(400_000);
  end.writeUInt32LE(first.length + second.length + filling.length, 16);
  return Buffer.concat([first, second, filling, directory, end]);
}

/** An archive that says of its largest file that it is small. */
function lying(): Buffer {
  const honest = docx({ "word/media/a.bin": randomBytes(3000).toString("hex") });
  const size = Buffer.alloc(4);
  size.writeUInt32LE(6000);
  const wrong = Buffer.alloc(4);
  wrong.writeUInt32LE(10);
  const copy = Buffer.from(honest);
  for (let at = copy.indexOf(size); at >= 0; at = copy.indexOf(size, at + 4)) wrong.copy(copy, at);
  return copy;
}

describe("refused, and not kept, is", () => {
  test.each<[string, string, string, Buffer]>([
    ["a page as a PDF", "petição.pdf", PDF, page],
    ["a page with a PDF's head", "petição.pdf", PDF, Buffer.concat([Buffer.from("%PDF-1.7\n"), page])],
    ["a page with a PDF's head and end", "petição.pdf", PDF, pdf(html)],
    ["a PDF behind a page", "petição.pdf", PDF, Buffer.concat([page, pdf()])],
    ["a PDF without an end", "petição.pdf", PDF, pdf().subarray(0, 60)],
    ["a PDF of a table of two thousand million objects", "petição.pdf", PDF, pdf("trailer << /Size 2147483647 >>")],
    ["a PDF that hides such a table's name", "petição.pdf", PDF, pdf("trailer << /#53ize 2147483647 >>")],
    ["a PDF of too many objects", "petição.pdf", PDF, pdf("1 0 obj[]endobj\n".repeat(500_001))],
    ["a PDF of too many objects in streams", "petição.pdf", PDF, pdf("<< /Type /ObjStm /N 99999999 /First 9 >>")],
    ["a PDF of too many pages", "petição.pdf", PDF, pdf("<< /Type /Pages /Kids [1 0 R] /Count 999999999 >>")],
    ["a program as a PDF", "petição.pdf", PDF, exe],
    ["a program as an image", "foto.png", PNG, elf],
    ["a program as text", "notas.txt", "text/plain", exe],
    ["a film that runs as a document", "contrato.docx", DOCX, swf],
    ["a drawing that runs, as an image", "foto.png", PNG, svg],
    ["a drawing that runs, as text", "notas.txt", "text/plain", svg],
    ["a page as an image", "foto.png", PNG, page],
    ["a page as a photo", "foto.jpg", "image/jpeg", page],
    ["a page as text", "notas.txt", "text/plain", page],
    ["a page as text behind a BOM", "notas.txt", "text/plain", Buffer.concat([bom, page])],
    ["a page as text behind blanks", "notas.txt", "text/plain", Buffer.concat([Buffer.from("\n\n  \t"), page])],
    ["a page in UTF-16", "notas.txt", "text/plain", Buffer.from(`\ufeff${html}`, "utf16le")],
    ["a page in UTF-7", "notas.txt", "text/plain", Buffer.from("+ADw-script+AD4-alert(1)\0")],
    ["XML as a table", "dados.csv", "text/csv", xml],
    ["XML as text behind a BOM", "dados.txt", "text/plain", Buffer.concat([bom, xml])],
    ["a page behind the tag of a recording", "audiência.mp3", "audio/mpeg", Buffer.concat([tagged(0, ""), page])],
    ["a page in a tag without an end", "audiência.mp3", "audio/mpeg", tagged(2 ** 28 - 1, html)],
    ["a page in a tag that ends with the file", "audiência.mp3", "audio/mpeg", tagged(html.length, html)],
    ["an archived page", "página.txt", "text/plain", mhtml],
    ["an image under a PDF's name", "petição.pdf", PDF, png],
    ["an archive under a PDF's name", "petição.pdf", PDF, docx()],
    ["an archive under an image's name", "foto.png", PNG, docx()],
    ["an archive that begins as an image", "foto.docx", DOCX, Buffer.concat([Buffer.from("GIF89a"), docx()])],
    ["an archive with a page behind it", "contrato.docx", DOCX, Buffer.concat([docx(), page])],
    ["a Java archive as a document", "contrato.docx", DOCX, zip({ "META-INF/MANIFEST.MF": "x", "A.class": "x" })],
    ["macros", "contrato.docx", DOCX, docx({ "word/vbaProject.bin": "x" })],
    ["macros behind a backslash", "contrato.docx", DOCX, docx({ "word\\vbaProject.bin": "x" })],
    ["controls that run", "contrato.docx", DOCX, docx({ "word/activeX/activeX1.bin": "x" })],
    ["macros of the open format", "petição.odt", ODT, zip({ mimetype: ODT, "Basic/a.xml": "x", "content.xml": "x" })],
    ["scripts of the open format", "petição.odt", ODT, zip({ mimetype: ODT, "Scripts/a.py": "x", "content.xml": "x" })],
    ["entities without end", "contrato.docx", DOCX, docx({ "word/document.xml": laughs })],
    ["entities without end behind a long comment", "contrato.docx", DOCX, docx({ "word/document.xml": remark })],
    [
      "entities without end in UTF-16, behind a long comment",
      "contrato.docx",
      DOCX,
      docx({
        "word/document.xml": Buffer.from(`\ufeff${remark}`, "utf16le"),
      }),
    ],
    [
      "macros whose name is written with numbers",
      "contrato.docx",
      DOCX,
      zip({
        "[Content_Types].xml": mainPart(DOCX).replace(
          "</Types>",
          '<Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.vba&#80;roject"/></Types>',
        ),
        "word/document.xml": "x",
        "word/a.bin": "x",
      }),
    ],
    [
      "entities without end in the table of contents",
      "a.docx",
      DOCX,
      docx({ "[Content_Types].xml": `${laughs}${mainPart(DOCX)}` }),
    ],
    ["an archive that unpacks to a thousand times its size", "contrato.docx", DOCX, docx({ "word/a.xml": zeros(20) })],
    ["an archive that unpacks to too much", "contrato.docx", DOCX, docx({ "word/a.xml": zeros(201) })],
    ["an archive whose files share their bytes", "contrato.docx", DOCX, overlapping(30)],
    ["an archive that lies about a size", "contrato.docx", DOCX, lying()],
    [
      "an archive of too many files",
      "contrato.docx",
      DOCX,
      docx(Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`word/${n}.xml`, "x"]))),
    ],
    ["an archive that is cut off", "contrato.docx", DOCX, docx().subarray(0, -30)],
    ["an old office file", "a.docx", DOCX, Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)])],
    ["a virus as text", "notas.txt", "text/plain", Buffer.from(eicar)],
    ["a virus in a PDF", "petição.pdf", PDF, pdf(eicar)],
    ["text with NUL", "notas.txt", "text/plain", Buffer.from("a\0b")],
  ])("%s", async (_, name, contentType, body) => {
    const before = kept();
    expect(await tried(name, contentType, body)).toEqual({ id: null, code: "FILE_TYPE_REFUSED" });
    expect(kept()).toEqual(before);
  });

  test.each<[string, string]>([
    ["two endings", "petição.pdf.exe"],
    ["a dot behind it", "petição.pdf."],
    ["a blank and an ending behind it", "petição.pdf .exe"],
    ["a stream of NTFS behind it", "petição.pdf::$DATA"],
    ["a page's ending", "petição.html"],
    ["no ending", "petição"],
  ])("a PDF by its name: %s", async (_, name) => {
    expect(await tried(name, PDF, pdf())).toEqual({ id: null, code: "FILE_TYPE_REFUSED" });
  });

  test.each<[string, string]>([
    ["what reads backwards", "conta\u202efdp.exe.pdf"],
    ["what isolates a direction", "conta\u2067fdp.pdf"],
    ["NUL", "a.html\u0000.pdf"],
    ["a line break", "a.pdf\r\nContent-Type: text/html\r\n.pdf"],
    ["an encoded word", "=?utf-8?Q?a?=.pdf"],
  ])("a name that cannot be told as it is: %s", async (_, name) => {
    expect(await tried(name, PDF, pdf())).toEqual({ id: null, code: "INVALID" });
  });
});

describe("an image", () => {
  const named = (type: string) => `foto.${type.split("/")[1]}`;
  const types = Object.entries(images);

  test.each(types)("of type %s is taken up to the fifty megapixels of a camera", async (type, of) => {
    expect((await tried(named(type), type, of(8160, 6144))).id).not.toBeNull();
  });

  test.each<[string, string, Buffer]>([
    ...types.map(([type, of]): [string, string, Buffer] => [`of type ${type}`, type, of(60_000, 60_000)]),
    ["of a side alone", PNG, (images[PNG] as (typeof images)[string])(2 ** 31 - 1, 1)],
    ["on its second page", "image/tiff", tiff(true, [100, 100], [100_000, 100_000])],
    ["in what it is put together from", "image/heic", heic([100_000, 100_000], [100, 100])],
  ])("that says it is huge, %s, is refused before anybody decodes it, and not kept", async (_, type, body) => {
    const before = kept();
    expect(await tried(named(type), type, body)).toEqual({ id: null, code: "FILE_TYPE_REFUSED" });
    expect(kept()).toEqual(before);
  });

  test.each<[string, string, Buffer]>([
    ["behind a part that ends where it begins", "image/webp", webp(part("ANIM", Buffer.alloc(8), 2 ** 32 - 8))],
    ["behind a part that ends before the file", "image/webp", webp(part("ANIM", Buffer.alloc(8), 2 ** 31))],
    ["beside directories of directories", "image/jpeg", jpegWith(directories(1800))],
    ["beside directories of directories", "image/webp", webp(part("EXIF", directories(20_000)))],
  ])("whose size would be read for hours %s is refused, and nobody waits meanwhile: %s", async (_, type, body) => {
    const before = kept();
    let isOver = false;
    const sending = tried(named(type), type, body).finally(() => {
      isOver = true;
    });
    let longest = 0;
    while (!isOver) {
      const since = performance.now();
      expect((await fetch(new URL("/livez", house.url))).status).toBe(204);
      expect((await house.ask(firm.carla, MeDocument, {})).data?.viewer).not.toBeNull();
      longest = Math.max(longest, performance.now() - since);
    }
    expect(await sending).toEqual({ id: null, code: "FILE_TYPE_REFUSED" });
    expect(longest).toBeLessThan(patience);
    expect(kept()).toEqual(before);
  });

  test("whose size would be read for ever, and another, and more of them, keep nobody else's file waiting", async () => {
    const body = webp(part("ANIM", Buffer.alloc(8), 2 ** 32 - 8));
    let over = 0;
    const all = [1, 2, 3].map(() =>
      tried("foto.webp", "image/webp", body).finally(() => {
        over += 1;
      }),
    );
    expect((await tried("petição.pdf", PDF, pdf(), firm.davi)).id).not.toBeNull();
    expect(over).toBeLessThan(all.length);
    for (const outcome of await Promise.all(all)) expect(outcome).toEqual({ id: null, code: "FILE_TYPE_REFUSED" });
  });

  test("is taken where its type tells its size and it is longer than is read of it", async () => {
    expect(
      (await tried("foto.webp", "image/webp", webp(part("VP8 ", Buffer.alloc(3 * 2 ** 20, 1))))).id,
    ).not.toBeNull();
  });

  test.each<[string, string, Buffer]>([
    ["is cut off before it", "image/png", png.subarray(0, 20)],
    ["says nothing", "image/jpeg", Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex")],
    ["says zero", "image/gif", (images["image/gif"] as (typeof images)[string])(0, 10)],
    ["goes round", "image/tiff", round(tiff(false, [1, 1]))],
    ["points behind its end", "image/tiff", tiff(false, [1, 1]).subarray(0, 100)],
    ["has no picture", "image/heic", heic()],
  ])("whose size cannot be told because it %s is refused", async (_, type, body) => {
    expect(await tried(named(type), type, body)).toEqual({ id: null, code: "FILE_TYPE_REFUSED" });
  });
});

describe("taken for what it is, and run by no browser, is", () => {
  test.each(served("alert(1)"))("%s", async (_, name, contentType, body) => {
    const { id } = await tried(name, contentType, body);
    const { data } = await house.ask(firm.carla, DownloadDocument, { id: id as string });
    const response = await fetch(data?.document?.download?.url as string);
    expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
    const { headers } = response;
    expect(headers.get("content-type")?.split(";")[0]).toBe(contentType);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
    const disposition = headers.get("content-disposition") ?? "";
    expect(disposition).toMatch(
      /^attachment; filename=("[^"\\/%<>]*"|[^"\\/%<>\s;]+)(; filename\*=UTF-8''[A-Za-z0-9%._~!#$&+^`|-]+)?$/,
    );
    expect(disposition).not.toMatch(/\.html"|%2f|%5c|%22/i);
  });
});

describe("the scanner", () => {
  test.each(["gone", "confused"] as const)(
    "that is %s lets nothing through, keeps nothing, and is asked again by who sends the same again",
    async (how) => {
      const before = kept();
      daemon.behave(how);
      try {
        expect(await tried("petição.pdf", PDF, pdf())).toEqual({ id: null, code: "503" });
      } finally {
        daemon.behave("well");
      }
      expect(kept()).toEqual(before);
      expect((await tried("petição.pdf", PDF, pdf())).id).not.toBeNull();
    },
  );

  test("sees all of a large file", async () => {
    const filling = randomBytes(3 * 1024 * 1024).toString("hex");
    const body = pdf(`${filling}${eicar}${filling}`);
    expect(await tried("petição.pdf", PDF, body)).toEqual({ id: null, code: "FILE_TYPE_REFUSED" });
  });
});
