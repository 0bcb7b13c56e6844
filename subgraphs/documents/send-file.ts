import type { Readable } from "node:stream";
import { openGrant } from "../../platform/grant.ts";
import type { ByteRange } from "../../platform/storage.ts";
import type { House } from "../../platform/subgraph.ts";
import { fileOf } from "./document.question.ts";
import { downloadName } from "./file-name.ts";
import { unlessOver } from "./granted.ts";

/** A file as it goes out. */
export interface OutgoingFile {
  /** The name to keep it under. */
  readonly name: string;
  readonly contentType: string;
  readonly byteSize: number;
  /** Where the storage keeps it. */
  readonly key: string;
  /** Its bytes, or a part of them; null when they have been deleted meanwhile. */
  bytes(range?: ByteRange): Promise<Readable | null>;
}

/** The file a grant is for, authorized now as the session it was given to; null for whatever reason there is none. */
export async function sendFile({ database, keys, storage }: House, sealed: string): Promise<OutgoingFile | null> {
  const grant = openGrant(keys, "download", sealed);
  if (!grant) return null;
  const answer = await unlessOver(database.read({ session: grant.session }, fileOf(grant.id)));
  const file = answer?.[0][0];
  const key = file?.storageKey;
  if (!file || !key || file.verdict !== true || (await storage.sizeOf(key)) !== file.byteSize) return null;
  return {
    name: downloadName(file.name, file.contentType),
    contentType: file.contentType,
    byteSize: file.byteSize,
    key,
    bytes: (range) => storage.read(key, range),
  };
}
