import type { Readable } from "node:stream";
import { logAccess } from "../../platform/access-log.ts";
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
    // A player or reader asks for part after part: within a minute, as long as the grant lives, that is one download.
    async bytes(range) {
      const { id, processId } = file;
      const logged = await unlessOver(
        database.command({ session: grant.session }, async (transaction) => {
          const subject = { type: "Document", id, ...(processId ? { processId } : {}) } as const;
          await logAccess(transaction, "DOCUMENT_DOWNLOADED", { subject, onceInSeconds: 60 });
          return true;
        }),
      );
      return logged ? storage.read(key, range) : null;
    },
  };
}
