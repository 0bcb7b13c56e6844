import { sees } from "../../access/rows.ts";
import { notFound } from "../../platform/errors.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { isId } from "../../platform/text.ts";
import { DocumentRequest } from "./document-request.ts";

/** Closes a request: it came another way, or is needed no longer. Gives its id; throws NOT_FOUND; again changes nothing. */
export async function closeDocumentRequest(asking: Asking, id: string): Promise<string> {
  if (!isId(id)) throw notFound("id");
  return asking.command(async (transaction) => {
    const [seen] = await transaction.execute(
      `select r.id from documents.document_request r where r.id = ? and (${sees.documentRequest("r")}) for update`,
      [id],
    );
    if (!seen) throw notFound("id");
    const request = await transaction.findOneOrFail(DocumentRequest, { id });
    request.fulfil();
    await transaction.flush();
    return id;
  });
}
