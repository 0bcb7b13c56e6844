import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { isMoment, PageArgs, pageRequest } from "../../platform/connection.ts";
import { type Asking, payload } from "../../platform/subgraph.ts";
import { isId } from "../../platform/text.ts";
import { DeletePayload } from "../../platform/user-error.ts";
import type { Completed } from "./complete-upload.ts";
import { deleteDocument } from "./delete-document.ts";
import { type DocumentRow, documentsById, documentsOf } from "./document.question.ts";
import { DocumentConnection, DocumentPayload, DocumentType, UpdateDocumentInput } from "./document.type.ts";
import { Process } from "./process.stub.ts";
import { downloadOf } from "./signed-request.ts";
import { type SubmissionRow, submissionsById } from "./submission.question.ts";
import { updateDocument } from "./update-document.ts";
import { SignedRequest } from "./upload.type.ts";

@Resolver(() => DocumentType)
export class DocumentResolver {
  @Query(() => DocumentType, {
    nullable: true,
    description: "One document; null when there is none, or none the viewer may see.",
  })
  document(
    @Arg("id", () => ID, { description: "The document's id." }) id: string,
    @Ctx() asking: Asking,
  ): Promise<DocumentRow | null> | null {
    return isId(id) ? asking.load(documentsById, id) : null;
  }

  @FieldResolver(() => Process, {
    nullable: true,
    description: "The process it belongs to; null for what a client sent to its contact record.",
  })
  process(@Root() document: DocumentRow): Process | null {
    return document.processId && document.processVerdict
      ? ({ id: document.processId, verdict: true } as Process)
      : null;
  }

  @FieldResolver(() => SignedRequest, {
    nullable: true,
    description:
      "How to fetch its file: lives 60 seconds, so ask for it when it is clicked, of this one document and past any cache. Null when there is no file.",
  })
  download(@Root() document: DocumentRow, @Ctx() asking: Asking): SignedRequest | null {
    return document.storageKey ? downloadOf(asking, document.id) : null;
  }

  @Mutation(() => DocumentPayload, {
    nullable: true,
    description: "Changes a document's name or description. Staff who see it; NOT_FOUND otherwise.",
  })
  updateDocument(
    @Arg("id", () => ID, { description: "The document's id." }) id: string,
    @Arg("input", () => UpdateDocumentInput, { description: "What changes." }) input: UpdateDocumentInput,
    @Ctx() asking: Asking,
  ) {
    return changedDocument(asking, async () => ({
      document: await updateDocument(asking, id, input),
      submission: null,
    }));
  }

  @Mutation(() => DeletePayload, {
    nullable: true,
    description:
      "Deletes a document and its file; whatever was given out to fetch it is over. What a client submitted stays (CONFLICT). Staff who see it; NOT_FOUND otherwise.",
  })
  deleteDocument(@Arg("id", () => ID, { description: "The document's id." }) id: string, @Ctx() asking: Asking) {
    return payload<{ deletedId: string }>(asking, { deletedId: null }, async () => ({
      deletedId: await deleteDocument(asking, id),
    }));
  }
}

/** A mutation's answer is asked anew, as any other question is. */
export const changedDocument = (asking: Asking, command: () => Promise<Completed>) =>
  payload<{ document: DocumentRow | null; submission: SubmissionRow | null }>(
    asking,
    { document: null, submission: null },
    async () => {
      const { document, submission } = await command();
      asking.forget();
      return {
        document: await asking.load(documentsById, document),
        submission: submission ? await asking.load(submissionsById, submission) : null,
      };
    },
  );

@Resolver(() => Process)
export class ProcessDocumentsResolver {
  @FieldResolver(() => DocumentConnection, {
    nullable: true,
    description:
      "The documents of the process's record, the newest first. CATEGORY_NOT_ENABLED when the firm has not switched documents on for this client.",
  })
  documents(@Root() process: Process, @Args(() => PageArgs) page: PageArgs, @Ctx() asking: Asking) {
    return documentsOf(asking, process.id, null, pageRequest(page, "CREATED", isMoment));
  }
}
