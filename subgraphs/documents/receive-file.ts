import { createHash } from "node:crypto";
import { sees } from "../../access/rows.ts";
import { CheckUnavailable } from "../../platform/checker.ts";
import { executorOf, type Transaction } from "../../platform/database.ts";
import { type Grant, openGrant } from "../../platform/grant.ts";
import { hashOf } from "../../platform/keys.ts";
import { log } from "../../platform/log.ts";
import { mailQueue, tellFirm } from "../../platform/news.ts";
import { clearAway } from "../../platform/removal.ts";
import { ScannerUnavailable } from "../../platform/scanner.ts";
import { type Kept, type Storage, StorageUnavailable } from "../../platform/storage.ts";
import type { House } from "../../platform/subgraph.ts";
import { swept } from "../../platform/sweep.ts";
import { unlessOver } from "./granted.ts";
import { Submission } from "./submission.ts";
import { Upload, type UploadState } from "./upload.ts";

/** A file as it comes in: what its sender says of it, and its bytes. */
export interface IncomingFile {
  readonly byteSize: number;
  readonly contentType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Takes the file that a grant is for, once. False when there is nothing to take: the grant is not one, is used or over, is
 * for another size or type, or whoever was given it may send it no longer. Throws what the bytes threw, and then a new
 * upload has to be asked for; StorageUnavailable, CheckUnavailable and ScannerUnavailable, and then the same request may be
 * made again.
 */
export async function receiveFile(house: House, sealed: string, file: IncomingFile): Promise<boolean> {
  const grant = openGrant(house.keys, "upload", sealed);
  if (!grant) return false;
  /** Runs as whoever was given the grant, with its upload where that is in a state. */
  const withUpload: WithUpload = (state, work) =>
    unlessOver(
      house.database.command({ session: grant.session }, async (transaction) => {
        const upload = await uploadIn(transaction, grant, hashOf(sealed), state);
        return upload && work(upload, transaction);
      }),
    );
  const upload = await withUpload("ASKED", async (upload, transaction) => {
    if (upload.byteSize !== file.byteSize || upload.contentType !== file.contentType.toLowerCase()) return null;
    upload.claim();
    await transaction.flush();
    return upload;
  });
  if (!upload) return false;
  try {
    return await keep(house, upload, file, withUpload);
  } catch (error) {
    if ([StorageUnavailable, CheckUnavailable, ScannerUnavailable].some((passing) => error instanceof passing))
      await askAgain(house, upload, withUpload);
    throw error;
  }
}

type WithUpload = <Answer>(
  state: UploadState,
  work: (upload: Upload, transaction: Transaction) => Promise<Answer>,
) => Promise<Answer | null>;

/** Keeps and checks what comes of a claimed upload. False when that is over meanwhile. */
async function keep(house: House, upload: Upload, file: IncomingFile, withUpload: WithUpload): Promise<boolean> {
  const { storage } = house;
  const kept = await storage.write(upload.storageKey, file.bytes, upload.byteSize);
  const { contentType, infected } = await judged(house, upload, kept);
  const taken = await withUpload("RECEIVING", async (claimed, transaction) => {
    claimed.received({ ...kept, contentType });
    if (claimed.submissionId) (await transaction.findOneOrFail(Submission, { id: claimed.submissionId })).scanning();
    await transaction.flush();
    if (infected && claimed.submissionId) await tellOfVirus(house, transaction, claimed.firmId, claimed.submissionId);
    return claimed;
  });
  if (infected) house.jobs.nudge(mailQueue);
  // What cannot become a document is not kept until its upload is over.
  if (!taken?.receivedType || !taken.isIntact) await removed(house, upload);
  return taken !== null;
}

/** A client's device may be infected, which the firm is to know; of what it sent the letter says nothing. */
const tellOfVirus = ({ jobs }: House, transaction: Transaction, firm: string, submission: string): Promise<void> =>
  tellFirm(jobs, executorOf(transaction), { firm, staff: null, cause: submission, news: "SUBMISSION_INFECTED" });

/** Removes what is kept of an upload that is judged already: where the storage fails in it, later. */
async function removed({ database, jobs, storage }: House, { firmId, storageKey }: Upload): Promise<void> {
  try {
    await storage.remove(storageKey);
  } catch (error) {
    if (!(error instanceof StorageUnavailable)) throw error;
    await database.asWorker(firmId, (transaction) => clearAway(jobs, executorOf(transaction), firmId, storageKey));
  }
}

/**
 * Has an upload wait for its file again. What comes next is kept elsewhere, since a storage that has failed may do what it
 * was told all the same, and late; what may be left where it was to be is looked for when that is over.
 */
async function askAgain({ jobs }: House, { id }: Upload, withUpload: WithUpload): Promise<void> {
  try {
    await withUpload("RECEIVING", async (failed, transaction) => {
      await clearAway(jobs, executorOf(transaction), failed.firmId, failed.storageKey, { afterSeconds: 600 });
      failed.askAgain();
      await transaction.flush();
    });
  } catch (error) {
    log.error({ upload: id, err: error }, "a file that could not be kept cannot be sent again");
  }
}

interface Judgement {
  /** Null when it is not what was announced, or not clean. */
  readonly contentType: string | null;
  readonly infected: boolean;
}

/** What is kept, as it came: of what type, and whether clean. What could not be checked is not kept. */
async function judged(house: House, upload: Upload, kept: Kept): Promise<Judgement> {
  const { checker, storage } = house;
  try {
    if ((await hashIn(storage, upload.storageKey)) !== kept.sha256)
      throw new StorageUnavailable(new Error("What the storage keeps is not what it was given."));
    const sender = upload.staffId ?? upload.accessId ?? upload.id;
    const file = { upload: upload.id, sender, key: upload.storageKey, byteSize: kept.byteSize };
    const told = await checker.typeOf({ ...file, announced: upload.contentType }, storage);
    const infected = told !== null && !(await isClean(house, upload));
    return { contentType: infected ? null : told, infected };
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
    for await (const chunk of swept(bytes)) hash.update(chunk);
  } catch (error) {
    throw new StorageUnavailable(error);
  }
  return hash.digest("hex");
}

async function uploadIn(
  transaction: Transaction,
  grant: Grant,
  hash: Buffer,
  state: UploadState,
): Promise<Upload | null> {
  const [seen] = await transaction.execute(
    `select u.id from documents.upload u
     where u.id = ? and u.grant_hash = ? and u.state = ? and u.expires_at > now() and (${sees.upload("u")}) for update`,
    [grant.id, hash, state],
  );
  return seen ? transaction.findOneOrFail(Upload, { id: grant.id }) : null;
}
