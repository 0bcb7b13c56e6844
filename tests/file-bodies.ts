// The content of files, as programs write it.
import { crc32, deflateRawSync } from "node:zlib";

export const PDF = "application/pdf";
export const PNG = "image/png";
export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
export const ODT = "application/vnd.oasis.opendocument.text";

export const pdf = (body = "Petição inicial") =>
  Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% ${body}\nstartxref\n9\n%%EOF\n`);
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
export const text = Buffer.from("Anotações da audiência: às 14h, sala 3.\n");
export const mainPart = (type: string) =>
  `<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="${type}.main+xml"/></Types>`;
export const docx = (more: Record<string, string | Buffer> = {}) =>
  zip({ "[Content_Types].xml": mainPart(DOCX), "word/document.xml": "<w:document/>", ...more });

/** An archive as office programs write it. */
export function zip(files: Record<string, string | Buffer>): Buffer {
  const [bodies, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const stored = name === "mimetype";
    const packed = stored ? Buffer.from(content) : deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(Buffer.byteLength(content), 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    bodies.push(Buffer.from("PK\x03\x04", "latin1"), common, Buffer.from(name), packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, place, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const length = directory.reduce((sum, one) => sum + one.length, 0);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(directory.length / 4, 8);
  end.writeUInt16LE(directory.length / 4, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}

const box = (type: string, ...content: Buffer[]): Buffer => {
  const length = Buffer.alloc(4);
  const body = Buffer.concat(content);
  length.writeUInt32BE(8 + body.length);
  return Buffer.concat([length, Buffer.from(type, "latin1"), body]);
};
const big = (...numbers: number[]): Buffer => Buffer.concat(numbers.map((n) => numberOf(n, 4, true)));
function numberOf(n: number, length: number, isBig: boolean): Buffer {
  const bytes = Buffer.alloc(length);
  if (isBig) bytes.writeUIntBE(n, 0, length);
  else bytes.writeUIntLE(n, 0, length);
  return bytes;
}

type Size = readonly [width: number, height: number];

/** Pages, each told of behind its bytes and the page before, as most programs write them. */
export function tiff(isBig: boolean, ...pages: Size[]): Buffer {
  const number = (n: number, length: number) => numberOf(n, length, isBig);
  const mark = Buffer.from(isBig ? "MM\0*" : "II*\0", "latin1");
  const filling = 1000;
  const length = 2 + 2 * 12 + 4;
  const at = (page: number) => (page < pages.length ? 8 + filling + page * length : 0);
  const entry = (tag: number, value: number) =>
    Buffer.concat([number(tag, 2), number(4, 2), number(1, 4), number(value, 4)]);
  return Buffer.concat([
    ...[mark, number(at(0), 4), Buffer.alloc(filling)],
    ...pages.flatMap(([width, height], n) => [
      number(2, 2),
      entry(256, width),
      entry(257, height),
      number(at(n + 1), 4),
    ]),
  ]);
}

/** A TIFF whose last page says that the first is the next. */
export function round(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.copy(copy, copy.length - 4, 4, 8);
  return copy;
}

/** Pictures of one file: a photo and what it is put together from. */
export const heic = (...sizes: Size[]): Buffer =>
  Buffer.concat([
    box("ftyp", Buffer.from("heic\0\0\0\0mif1heic", "latin1")),
    box("meta", big(0), box("iprp", box("ipco", ...sizes.map((size) => box("ispe", big(0, ...size)))))),
    box("mdat", Buffer.alloc(100)),
  ]);

/** A part of a WebP, which says that it is of a length. */
export const part = (name: string, content: Buffer, length = content.length): Buffer =>
  Buffer.concat([Buffer.from(name, "latin1"), numberOf(length, 4, false), content]);

/** A WebP of ten pixels by ten, with more parts. */
export const webp = (...parts: Buffer[]): Buffer => {
  const size = part("VP8X", Buffer.from("00000000090000090000", "hex"));
  return part("RIFF", Buffer.concat([Buffer.from("WEBP", "latin1"), size, ...parts]));
};

/** A TIFF whose entries all lead to one directory, and all of that one's to a third. */
export const directories = (entries: number): Buffer => {
  const number = (n: number, length: number) => numberOf(n, length, false);
  const at = (nth: number) => 8 + nth * (2 + entries * 12 + 4);
  const directory = (nth: number, tag: number) => {
    const entry = Buffer.concat([number(tag, 2), number(4, 2), number(1, 4), number(at(nth + 1), 4)]);
    return Buffer.concat([number(entries, 2), ...Array(entries).fill(entry), number(0, 4)]);
  };
  return Buffer.concat([
    ...[Buffer.from("II*\0", "latin1"), number(8, 4)],
    ...[0x8769, 0xa005, 1].map((tag, nth) => directory(nth, tag)),
  ]);
};

/** A JPEG of ten pixels by ten, with what cameras tell of it. */
export const jpegWith = (exif: Buffer): Buffer => {
  const told = Buffer.concat([Buffer.from("Exif\0\0"), exif.subarray(0, 65_500)]);
  return Buffer.concat([
    ...[Buffer.from("ffd8ffe1", "hex"), numberOf(told.length + 2, 2, true), told],
    Buffer.from("ffc00011080010001003011100021101031101ffda", "hex"),
  ]);
};

/** The head of an image of a size, by its type: no more is ever read of one here. */
export const images: Readonly<Record<string, (...size: Size) => Buffer>> = {
  "image/png": (...size) => {
    const head = Buffer.from(png);
    big(...size).copy(head, 16);
    head.writeUInt32BE(crc32(head.subarray(12, 29)), 29);
    return head;
  },
  "image/jpeg": (width, height) =>
    Buffer.concat([
      Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex"),
      ...[Buffer.from("ffc0001108", "hex"), numberOf(height, 2, true), numberOf(width, 2, true)],
      Buffer.from("03011100021101031101ffda", "hex"),
    ]),
  "image/gif": (width, height) =>
    Buffer.concat([
      Buffer.from("GIF89a"),
      numberOf(width, 2, false),
      numberOf(height, 2, false),
      Buffer.from("\0\0\0;"),
    ]),
  "image/webp": (width, height) =>
    Buffer.concat([
      ...[Buffer.from("RIFF"), numberOf(22, 4, false), Buffer.from("WEBPVP8X"), numberOf(10, 4, false)],
      ...[Buffer.alloc(4), numberOf(width - 1, 3, false), numberOf(height - 1, 3, false)],
    ]),
  "image/tiff": (...size) => tiff(false, size),
  "image/heic": (...size) => heic([512, 512], size),
};

const office = "application/vnd.openxmlformats-officedocument";
const opendocument = "application/vnd.oasis.opendocument";
const openOffice = (type: string) => zip({ mimetype: type, "content.xml": "<office:document-content/>" });
const ftyp = (brand: string) => box("ftyp", Buffer.from(`${brand}\0\0\0\0${brand}`, "latin1"));
const film = (brand: string) => Buffer.concat([ftyp(brand), box("moov"), box("mdat", Buffer.alloc(100))]);
const photo = (type: string) => (images[type] as (...size: Size) => Buffer)(640, 480);
const heif = Buffer.from(photo("image/heic"));
heif.write("mif1", 8, "latin1");
/** A frame of sound: its head, and silence. */
const mpeg = Buffer.concat([Buffer.from("fffb9000", "hex"), Buffer.alloc(413)]);

/** An ID3 tag that says how long it is, with what is in it. */
export const tagged = (length: number, content: string): Buffer => {
  const sevens = [21, 14, 7, 0].map((bits) => (length >> bits) & 0x7f);
  return Buffer.concat([Buffer.from("ID3\x04\0\0", "latin1"), Buffer.from(sevens), Buffer.from(content)]);
};
/** A page in a tag, in front of sound. */
export const taggedPage = (page: string): Buffer => Buffer.concat([tagged(Buffer.byteLength(page), page), mpeg, mpeg]);

/** A file of each type that is taken, as phones, recorders and offices write them, as short as it may be. */
export const sound: Readonly<Record<string, readonly [name: string, body: Buffer]>> = {
  [PDF]: ["petição.pdf", pdf()],
  "image/jpeg": ["rg.jpg", photo("image/jpeg")],
  "image/png": ["rg.png", png],
  "image/heic": ["rg.heic", photo("image/heic")],
  "image/heif": ["rg.heif", heif],
  "image/webp": ["rg.webp", photo("image/webp")],
  "image/gif": ["rg.gif", photo("image/gif")],
  "image/tiff": ["rg.tif", photo("image/tiff")],
  [DOCX]: ["contrato.docx", docx()],
  [`${office}.spreadsheetml.sheet`]: [
    "cálculo.xlsx",
    zip({ "[Content_Types].xml": mainPart(`${office}.spreadsheetml.sheet`), "xl/workbook.xml": "<workbook/>" }),
  ],
  [`${office}.presentationml.presentation`]: [
    "júri.pptx",
    zip({ "[Content_Types].xml": mainPart(`${office}.presentationml.presentation`), "ppt/presentation.xml": "<p/>" }),
  ],
  [ODT]: ["contrato.odt", openOffice(ODT)],
  [`${opendocument}.spreadsheet`]: ["cálculo.ods", openOffice(`${opendocument}.spreadsheet`)],
  [`${opendocument}.presentation`]: ["júri.odp", openOffice(`${opendocument}.presentation`)],
  "text/plain": ["notas.txt", text],
  "text/csv": ["parcelas.csv", Buffer.from("parcela;valor\n1;100,00\n")],
  "audio/mpeg": ["audiência.mp3", Buffer.concat([tagged(20, "TIT2".padEnd(20, "\0")), mpeg, mpeg])],
  "audio/mp4": ["audiência.m4a", film("M4A ")],
  "audio/ogg": [
    "mensagem.opus",
    Buffer.concat([Buffer.from("OggS"), Buffer.alloc(24), Buffer.from("OpusHead\x01\x01", "latin1"), Buffer.alloc(60)]),
  ],
  "audio/aac": ["mensagem.aac", Buffer.concat([Buffer.from("fff150800d7ffc", "hex"), Buffer.alloc(100)])],
  "audio/amr": ["mensagem.amr", Buffer.concat([Buffer.from("#!AMR\n"), Buffer.alloc(64)])],
  "audio/wav": [
    "gravação.wav",
    Buffer.concat([Buffer.from("RIFF"), numberOf(136, 4, false), Buffer.from("WAVEfmt "), Buffer.alloc(128)]),
  ],
  "video/mp4": ["câmera.mp4", film("isom")],
  "video/quicktime": ["câmera.mov", film("qt  ")],
  "video/webm": ["câmera.webm", Buffer.from("1a45dfa3874282847765626d1853806780", "hex")],
  "video/3gpp": ["câmera.3gp", film("3gp4")],
};
