import { createHash } from "node:crypto";
import { sees } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import { type Grant, openGrant } from "../../platform/grant.ts";
import { hashOf } from "../../platform/keys.ts";
import { log } from "../../platform/log.ts";
import { type Kept, type Storage, StorageUnavailable } from "../../platform/storage.ts";
import type { House } from "../../platform/subgraph.ts";
import { checkedType } from "./file-content.ts";
import { unlessOver } from "./granted.ts";
import { Submission } from "./submission.ts";
import { Upload } from "./upload.ts";

/** A file as it comes in: what its sender says of it, and its bytes. */
export interface IncomingFile {
  readonly byteSize: number;
  readonly contentType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Takes the file that a grant is for, once. False when there is nothing to take: the grant is not one, is used or over, is
 * for another size or type, or whoever was given it may send it no longer. Throws what the bytes threw, and
 * StorageUnavailable; then the upload cannot be brought to its end and a new one has to be asked for.
 */
export async function receiveFile(house: House, sealed: string, file: IncomingFile): Promise<boolean> {
  const { database, keys, storage } = house;
  const grant = openGrant(keys, "upload", sealed);
  if (!grant) return false;
  const asSender = <Answer>(work: (transaction: Transaction) => Promise<Answer>) =>
    unlessOver(database.command({ session: grant.session }, work));
  const upload = await asSender(async (transaction) => {
    const upload = await uploadIn(transaction, grant, hashOf(sealed), "ASKED");
    if (!upload || upload.byteSize !== file.byteSize || upload.contentType !== file.contentType.toLowerCase())
      return null;
    upload.claim();
    await transaction.flush();
    return upload;
  });
  if (!upload) return false;
  const kept = await storage.write(upload.storageKey, file.bytes, upload.byteSize);
  const contentType = await soundType(house, upload, kept);
  const taken = await asSender(async (transaction) => {
    const claimed = await uploadIn(transaction, grant, hashOf(sealed), "RECEIVING");
    if (!claimed) return null;
    claimed.received({ ...kept, contentType });
    if (claimed.submissionId) (await transaction.findOneOrFail(Submission, { id: claimed.submissionId })).scanning();
    await transaction.flush();
    return claimed;
  });
  // What cannot become a document is not kept until its upload is over.
  if (!taken?.receivedType || !taken.isIntact) await storage.remove(upload.storageKey);
  return taken !== null;
}

/** The type of what is kept, as it came, as announced and clean; null when it is of another or not clean. What could not be checked is not kept. */
async function soundType(house: House, upload: Upload, kept: Kept): Promise<string | null> {
  const { storage } = house;
  try {
    if ((await hashIn(storage, upload.storageKey)) !== kept.sha256)
      throw new StorageUnavailable(new Error("What the storage keeps is not what it was given."));
    const told = await checkedType(storage, upload.storageKey, kept.byteSize, upload.contentType);
    return told && (await isClean(house, upload)) ? told : null;
  } catch (error) {
    // Where the storage fails in this too, it goes when its upload's time is over.
    await storage.remove(upload.storageKey).catch(() => {});
    throw error;
  }
}

/** Whether the scanner, where there is one, finds nothing in what is kept. */
async function isClean({ scanner, storage }: House, { id, storageKey }: Upload): Promise<boolean> {
  if (!scanner) return true;
  const bytes = await storage.read(storageKey);
  try {
    const clean = bytes !== null && (await scanner.isClean(bytes));
    if (!clean) log.warn({ upload: id }, "a file was refused by the scanner");
    return clean;
  } finally {
    // A scanner that is not there has read nothing of it.
    bytes?.destroy();
  }
}

/** The hash of what is kept, read again: a storage that corrupts is found out before anything is made of it. */
async function hashIn(storage: Storage, key: string): Promise<string | null> {
  const bytes = await storage.read(key);
  if (!bytes) return null;
  const hash = createHash("sha256");
  try {
    for await (const chunk of bytes) hash.update(chunk as Buffer);
  } catch (error) {
    throw new StorageUnavailable(error);
  }
  return hash.digest("hex");
}

async function uploadIn(
  transaction: Transaction,
  grant: Grant,
  hash: Buffer,
  state: Upload["state"],
): Promise<Upload | null> {
  const [seen] = await transaction.execute(
    `select u.id from documents.upload u
     where u.id = ? and u.grant_hash = ? and u.state = ? and u.expires_at > now() and (${sees.upload("u")}) for update`,
    [grant.id, hash, state],
  );
  return seen ? transaction.findOneOrFail(Upload, { id: grant.id }) : null;
}
