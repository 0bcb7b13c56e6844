// Bytes that no document has are removed, at least once and whatever dies meanwhile: of uploads that were not brought to
// their end, and of documents that were deleted.
import { type Database, executorOf } from "../../platform/database.ts";
import type { Jobs, SqlExecutor } from "../../platform/jobs.ts";
import { log } from "../../platform/log.ts";
import { clearingQueue, type Removal } from "../../platform/removal.ts";
import { type Storage, StorageUnavailable } from "../../platform/storage.ts";
import { Upload } from "./upload.ts";

/** An upload to look at when its time is over, or a file to remove. */
type Job = { firm: string; upload: string } | Removal;

interface Room {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly storage: Storage;
}

/** Has an upload looked at when its time is over: in the transaction that asks for it. */
export const clearAwayLater = (jobs: Jobs, executor: SqlExecutor, { firmId, id, expiresAt }: Upload): Promise<void> =>
  jobs.enqueue(clearingQueue, { firm: firmId, upload: id } satisfies Job, executor, {
    afterSeconds: Math.max(60, Math.ceil((expiresAt.getTime() - Date.now()) / 1000) + 60),
  });

/** Does the clearing. While the storage fails, a job is put off and never given up. */
export async function clearFiles(room: Room): Promise<void> {
  await room.jobs.work(clearingQueue, async (job: Job) => {
    try {
      if ("key" in job) await removeFile(room, job);
      else await clearUpload(room, job.firm, job.upload);
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error;
      log.error({ err: error }, "a file could not be removed, and will be later");
      await room.database.asWorker(job.firm, (transaction) =>
        room.jobs.enqueue(clearingQueue, job, executorOf(transaction), { afterSeconds: 600 }),
      );
    }
  });
}

/** What a client sent and its copy in a process share their bytes: they go with the last document over them. */
async function removeFile({ database, storage }: Room, { firm, key }: Removal): Promise<void> {
  const needed = await database.asWorker(firm, (transaction) =>
    transaction.execute("select d.id from documents.document d where d.firm_id = ? and d.storage_key = ? limit 1", [
      firm,
      key,
    ]),
  );
  if (needed.length > 0) return;
  await storage.remove(key);
  // The upload that brought it: a process that is deleted leaves it behind.
  await database.asWorker(firm, (transaction) =>
    transaction.execute("delete from documents.upload where firm_id = ? and storage_key = ? and state = 'DONE'", [
      firm,
      key,
    ]),
  );
}

/** What is over stays over: its bytes go first, so that the row is still there to find them by should the storage fail. */
async function clearUpload({ database, jobs, storage }: Room, firm: string, id: string): Promise<void> {
  const key = await database.asWorker(firm, async (transaction) => {
    const [over] = await transaction.execute<{ storage_key: string }[]>(
      "select storage_key from documents.upload where id = ? and state <> 'DONE' and expires_at <= now()",
      [id],
    );
    if (over) return over.storage_key;
    const upload = await transaction.findOne(Upload, { id, state: { $ne: "DONE" } });
    if (upload) await clearAwayLater(jobs, executorOf(transaction), upload);
    return null;
  });
  if (!key) return;
  // In no transaction: a storage that hangs holds nothing that others wait for.
  await storage.remove(key);
  await database.asWorker(firm, async (transaction) => {
    const [cleared] = await transaction.execute<{ submission_id: string | null }[]>(
      `delete from documents.upload where id = ? and state <> 'DONE' and expires_at <= now() returning submission_id`,
      [id],
    );
    if (cleared?.submission_id)
      await transaction.execute(
        "delete from documents.submission where id = ? and status in ('AWAITING_UPLOAD', 'SCANNING')",
        [cleared.submission_id],
      );
  });
}
