import { sees } from "../../access/rows.ts";
import type { Viewer } from "../../access/viewer.ts";
import { logAccess } from "../../platform/access-log.ts";
import { executorOf, type Transaction } from "../../platform/database.ts";
import { type Mistakes, mistake, notFound } from "../../platform/errors.ts";
import { mailQueue, tellFirm } from "../../platform/news.ts";
import { type Storage, StorageUnavailable } from "../../platform/storage.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { isId } from "../../platform/text.ts";
import { unlessGone } from "../../platform/unless-gone.ts";
import { Document } from "./document.ts";
import { DocumentRequest } from "./document-request.ts";
import { Submission } from "./submission.ts";
import { Upload } from "./upload.ts";

/** What came of an upload: a document, and where a client sent it, its submission. */
export interface Completed {
  readonly document: string;
  readonly submission: string | null;
}

/**
 * Makes a document of an upload that has come and is what was announced. Gives its id; the same again when it was made
 * before. Throws NOT_FOUND for none, another's, and one whose time is over; UPLOAD_INCOMPLETE until it has come.
 */
export async function completeUpload(asking: Asking, id: string): Promise<Completed> {
  const complete = async (): Promise<Completed> => {
    const own = (transaction: Transaction) => ownUpload(transaction, id, asking.viewer);
    const come = await asking.command(own);
    if (come.state === "DONE") return completedOf(come);
    mustBeSound(come);
    // Before the transaction that makes the document, which would wait for a storage that hangs and hold what others wait for.
    if ((await sizeOf(asking.house.storage, come.storageKey)) !== come.byteSize) throw incomplete();
    return asking.command(async (transaction) => {
      const upload = await own(transaction);
      if (upload.state !== "DONE") {
        mustBeSound(upload);
        await make(asking, transaction, upload);
      }
      return completedOf(upload);
    });
  };
  const completed = await unlessGone(() => notFound("uploadId"), complete);
  asking.house.jobs.nudge(mailQueue);
  return completed;
}

const completedOf = ({ id, submissionId }: Upload): Completed => ({ document: id, submission: submissionId ?? null });

function mustBeSound(upload: Upload): void {
  if (upload.isOver) throw notFound("uploadId");
  if (upload.state !== "RECEIVED") throw incomplete();
  if (!upload.isIntact) throw altered();
  if (!upload.receivedType) throw notAsAnnounced();
}

async function make({ house }: Asking, transaction: Transaction, upload: Upload): Promise<void> {
  const { processId, submissionId } = upload;
  const submission = submissionId ? await transaction.findOneOrFail(Submission, { id: submissionId }) : null;
  const place = submission ? { contactId: submission.contactId } : processId ? { processId } : null;
  if (!place) throw notFound("uploadId");
  await transaction.persist(Document.of(upload, place)).flush();
  // Cleared away meanwhile, its bytes are gone, and what was made of it is undone.
  const [done] = await transaction.execute(
    `update documents.upload set state = 'DONE' where id = ? and state = 'RECEIVED' and expires_at > now() returning id`,
    [upload.id],
  );
  if (!done) throw notFound("uploadId");
  if (!submission) return;
  submission.received(upload.id);
  await transaction.flush();
  await logAccess(transaction, "DOCUMENT_SUBMITTED", { subject: { type: "Submission", id: submission.id } });
  if (!submission.requestId) return;
  const request = await transaction.findOneOrFail(DocumentRequest, { id: submission.requestId });
  await tellFirm(house.jobs, executorOf(transaction), {
    ...{ firm: submission.firmId, staff: request.staffId ?? null, cause: submission.id, news: "SUBMISSION_RECEIVED" },
  });
}

/** One after the other, without holding the row: who deletes its process comes from there to here, and would wait for ever. */
async function ownUpload(transaction: Transaction, id: string, viewer: Viewer | null): Promise<Upload> {
  if (!isId(id)) throw notFound("uploadId");
  await transaction.execute("select pg_advisory_xact_lock(hashtextextended('andamento upload ' || ?::uuid, 0))", [id]);
  const [seen] = await transaction.execute(
    `select u.id from documents.upload u
     where u.id = ? and (u.staff_id = ?::uuid or u.access_id = ?::uuid) and (${sees.upload("u")})`,
    [id, viewer?.staff ?? null, viewer?.access ?? null],
  );
  const upload = seen && (await transaction.findOne(Upload, { id }));
  if (!upload) throw notFound("uploadId");
  return upload;
}

async function sizeOf(storage: Storage, key: string): Promise<number | null> {
  try {
    return await storage.sizeOf(key);
  } catch (error) {
    if (!(error instanceof StorageUnavailable)) throw error;
    throw mistake(
      "STORAGE_UNAVAILABLE",
      ["uploadId"],
      "Não é possível guardar arquivos no momento. Tente novamente mais tarde.",
      "Files cannot be kept for the moment. Try again later.",
    );
  }
}

const incomplete = (): Mistakes =>
  mistake(
    "UPLOAD_INCOMPLETE",
    ["uploadId"],
    "O arquivo ainda não chegou inteiro.",
    "Not all of the file is there yet.",
  );

const altered = (): Mistakes =>
  mistake(
    "INVALID",
    ["uploadId"],
    "O arquivo chegou diferente do que foi anunciado. Envie-o de novo.",
    "The file that came is not the one that was announced. Send it again.",
  );

const notAsAnnounced = (): Mistakes =>
  mistake(
    "FILE_TYPE_REFUSED",
    ["uploadId"],
    "O conteúdo do arquivo não é do tipo anunciado, ou não é aceito.",
    "The file's content is not of the announced type, or is not taken.",
  );
