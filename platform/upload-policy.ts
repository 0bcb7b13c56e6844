// What files are taken: how large, and of which types. A type is here because its content can be told; SVG, HTML, XML and
// whatever else a browser would run never is, nor the old office formats, in which macros cannot be told from text.

/** The largest file that is taken, unless MAX_UPLOAD_BYTES says otherwise. */
export const defaultMaxBytes = 32 * 1024 * 1024;

/** What a firm takes of its clients in a day unless it says otherwise, and what may be kept of a firm in all. */
export const defaultPolicy = { clientFilesPerDay: 50, clientMegabytesPerDay: 500, firmBytes: 50 * 1024 ** 3 } as const;

export interface FileKind {
  /** The media type it is announced, kept and served as. */
  readonly contentType: string;
  /** What its name may end in; the first is what a name without any of them is given when it is served. */
  readonly extensions: readonly string[];
  /** What the detection by content calls it; none: its content is text. */
  readonly detected: readonly string[];
}

const kind = (contentType: string, extensions: string, ...detected: string[]): FileKind => ({
  contentType,
  extensions: extensions.split(" "),
  detected: detected.length > 0 ? detected : [contentType],
});
const text = (contentType: string, extension: string): FileKind => ({
  contentType,
  extensions: [extension],
  detected: [],
});

const office = "application/vnd.openxmlformats-officedocument";
const open = "application/vnd.oasis.opendocument";

export const fileKinds: readonly FileKind[] = [
  kind("application/pdf", "pdf"),
  kind("image/jpeg", "jpg jpeg"),
  kind("image/png", "png", "image/png", "image/apng"),
  kind("image/heic", "heic", "image/heic", "image/heic-sequence"),
  kind("image/heif", "heif", "image/heif", "image/heif-sequence"),
  kind("image/webp", "webp"),
  kind("image/gif", "gif"),
  kind("image/tiff", "tif tiff"),
  kind(`${office}.wordprocessingml.document`, "docx"),
  kind(`${office}.spreadsheetml.sheet`, "xlsx"),
  kind(`${office}.presentationml.presentation`, "pptx"),
  kind(`${open}.text`, "odt"),
  kind(`${open}.spreadsheet`, "ods"),
  kind(`${open}.presentation`, "odp"),
  text("text/plain", "txt"),
  text("text/csv", "csv"),
  kind("audio/mpeg", "mp3"),
  kind("audio/mp4", "m4a", "audio/x-m4a", "audio/mp4", "video/mp4"),
  kind("audio/ogg", "ogg oga opus", "audio/ogg", "audio/ogg; codecs=opus"),
  kind("audio/aac", "aac"),
  kind("audio/amr", "amr"),
  kind("audio/wav", "wav"),
  kind("video/mp4", "mp4 m4v", "video/mp4", "video/x-m4v"),
  kind("video/quicktime", "mov"),
  kind("video/webm", "webm"),
  kind("video/3gpp", "3gp", "video/3gpp", "video/3gpp2"),
];

const kinds = new Map(fileKinds.map((one) => [one.contentType, one]));

/** The kind of a media type, upper or lower case; null when it is not taken. */
export const kindOf = (contentType: string): FileKind | null => kinds.get(contentType.trim().toLowerCase()) ?? null;

/** Whether a name ends as a kind's names do. */
export const endsAs = (name: string, { extensions }: FileKind): boolean =>
  extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`));
