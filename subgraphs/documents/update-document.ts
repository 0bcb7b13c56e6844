import { z } from "zod";
import { checked, optionalText } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { UpdateDocumentInput } from "./document.type.ts";
import { documentToChange } from "./document-to-change.ts";
import { fileName } from "./file-name.ts";

const schema = z.object({ name: fileName.optional(), description: optionalText(2000) });

/** Changes what is said of a document and leaves the rest. Gives its id; throws the mistakes in the input. */
export async function updateDocument(asking: Asking, id: string, input: UpdateDocumentInput): Promise<string> {
  const said = checked(schema, input);
  return asking.command(async (transaction) => {
    const document = await documentToChange(transaction, id);
    if (said.name !== undefined) document.change({ name: said.name });
    if (input.description !== undefined) document.change({ description: said.description });
    await transaction.flush();
    return document.id;
  });
}
