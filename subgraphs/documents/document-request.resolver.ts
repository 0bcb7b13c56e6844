import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from "type-graphql";
import { isMoment, PageArgs, pageRequest } from "../../platform/connection.ts";
import { type Asking, payload } from "../../platform/subgraph.ts";
import { closeDocumentRequest } from "./close-document-request.ts";
import { Contact } from "./contact.stub.ts";
import { type DocumentRequestRow, documentRequestsById, documentRequestsOf } from "./document-request.question.ts";
import {
  DocumentRequestConnection,
  DocumentRequestInput,
  DocumentRequestPayload,
  DocumentRequestType,
} from "./document-request.type.ts";
import { requestDocument } from "./request-document.ts";
import { type SubmissionRow, submissionsOfRequests } from "./submission.question.ts";
import { SubmissionType } from "./submission.type.ts";

@Resolver(() => DocumentRequestType)
export class DocumentRequestResolver {
  @FieldResolver(() => Contact, { nullable: true, description: "Who is asked." })
  contact(@Root() request: DocumentRequestRow): Contact | null {
    return request.contactVerdict ? ({ id: request.contactId, verdict: true } as Contact) : null;
  }

  @FieldResolver(() => [SubmissionType], {
    description: "What was sent for it, the newest first: to staff, what has come.",
  })
  async submissions(@Root() request: DocumentRequestRow, @Ctx() asking: Asking): Promise<SubmissionRow[]> {
    return (await asking.load(submissionsOfRequests, request.id)) ?? [];
  }

  @Mutation(() => DocumentRequestPayload, {
    nullable: true,
    description:
      "Asks a client for a document. Its accesses are told by mail that there is a request, and not of what. Staff.",
  })
  requestDocument(
    @Arg("input", () => DocumentRequestInput, { description: "What is asked for, of whom." })
    input: DocumentRequestInput,
    @Ctx() asking: Asking,
  ) {
    return changedRequest(asking, () => requestDocument(asking, input));
  }

  @Mutation(() => DocumentRequestPayload, {
    nullable: true,
    description:
      "Closes a request: it came another way, or is needed no longer. Doing it again changes nothing. Staff; NOT_FOUND otherwise.",
  })
  closeDocumentRequest(@Arg("id", () => ID, { description: "The request's id." }) id: string, @Ctx() asking: Asking) {
    return changedRequest(asking, () => closeDocumentRequest(asking, id));
  }
}

const changedRequest = (asking: Asking, command: () => Promise<string>) =>
  payload<{ documentRequest: DocumentRequestRow | null }>(asking, { documentRequest: null }, async () => {
    const id = await command();
    asking.forget();
    return { documentRequest: await asking.load(documentRequestsById, id) };
  });

@Resolver(() => Contact)
export class ContactDocumentRequestsResolver {
  @FieldResolver(() => DocumentRequestConnection, {
    nullable: true,
    description: "What the firm has asked the client for, the newest first.",
  })
  documentRequests(
    @Root() contact: Contact,
    @Arg("fulfilled", () => Boolean, { nullable: true, description: "Those that are done, or are not; left out, all." })
    fulfilled: boolean | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() asking: Asking,
  ) {
    const request = pageRequest(page, "CREATED", isMoment);
    return documentRequestsOf(asking, contact.id, fulfilled ?? null, request);
  }
}
