import { executorOf } from "../../platform/database.ts";
import { clearAway, clearingQueue } from "../../platform/removal.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { isId } from "../../platform/text.ts";
import { documentToChange } from "./document-to-change.ts";
import { Upload } from "./upload.ts";

/** Deletes a document; its bytes follow at once, or as soon as the storage can. Gives its id; throws NOT_FOUND. */
export async function deleteDocument(asking: Asking, id: string): Promise<string> {
  const { jobs } = asking.house;
  await asking.command(async (transaction) => {
    // The upload before the document, as they go when their process is deleted: in one order nobody waits for ever.
    if (isId(id)) await transaction.execute("select id from documents.upload where id = ? for update", [id]);
    const document = await documentToChange(transaction, id);
    await transaction.nativeDelete(Upload, { id: document.id });
    await transaction.remove(document).flush();
    if (document.storageKey) await clearAway(jobs, executorOf(transaction), document.firmId, document.storageKey);
  });
  jobs.nudge(clearingQueue);
  return id;
}
