import { z } from "zod";
import { sees } from "../../access/rows.ts";
import { executorOf } from "../../platform/database.ts";
import { notFound } from "../../platform/errors.ts";
import { checked, day, id, line, optionalText } from "../../platform/input.ts";
import { mailQueue, tellClient } from "../../platform/news.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { unlessGone } from "../../platform/unless-gone.ts";
import { DocumentRequest } from "./document-request.ts";
import type { DocumentRequestInput } from "./document-request.type.ts";

const schema = z.object({
  contactId: id,
  title: line(300),
  instructions: optionalText(2000),
  dueOn: day.nullish(),
});

/** Asks a contact for a document, who is written to where it has an access. Gives the request's id; throws the mistakes. */
export async function requestDocument(asking: Asking, input: DocumentRequestInput): Promise<string> {
  const { contactId, dueOn = null, ...said } = checked(schema, input);
  const { firm, staff } = asking.viewer as { firm: string; staff: string };
  const { jobs } = asking.house;
  const ask = () =>
    asking.command(async (transaction) => {
      const [contact] = await transaction.execute(
        `select c.id from (select ?::uuid as id) c where (${sees.contactId("c.id")})`,
        [contactId],
      );
      if (!contact) throw notFound("input", "contactId");
      const request = DocumentRequest.ask({ ...said, firmId: firm, contactId, dueOn, staffId: staff });
      await transaction.persist(request).flush();
      await tellClient(jobs, executorOf(transaction), {
        firm,
        contact: contactId,
        news: "DOCUMENT_REQUESTED",
        cause: request.id,
      });
      return request.id;
    });
  const asked = await unlessGone(() => notFound("input", "contactId"), ask);
  jobs.nudge(mailQueue);
  return asked;
}
