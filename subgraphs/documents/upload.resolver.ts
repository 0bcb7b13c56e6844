import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { type Asking, payload } from "../../platform/subgraph.ts";
import { completeUpload } from "./complete-upload.ts";
import { changedDocument } from "./document.resolver.ts";
import { DocumentPayload } from "./document.type.ts";
import { requestDocumentUpload } from "./request-document-upload.ts";
import { uploadBy } from "./signed-request.ts";
import { updateUploadPolicy } from "./update-upload-policy.ts";
import {
  DocumentUploadInput,
  UploadPayload,
  UploadPolicyInput,
  UploadPolicyPayload,
  UploadPolicyType,
} from "./upload.type.ts";
import { currentPolicy } from "./upload-policy.question.ts";

@Resolver()
export class UploadResolver {
  @Query(() => UploadPolicyType, {
    nullable: true,
    description: "What files the firm takes: to be told before one is chosen.",
  })
  uploadPolicy(@Ctx() asking: Asking): Promise<UploadPolicyType> {
    return currentPolicy(asking);
  }

  @Mutation(() => UploadPolicyPayload, {
    nullable: true,
    description:
      "Changes what files the firm takes, and how many of a client in a day: within what the installation takes. Admins.",
  })
  updateUploadPolicy(
    @Arg("input", () => UploadPolicyInput, { description: "What changes." }) input: UploadPolicyInput,
    @Ctx() asking: Asking,
  ) {
    return payload<Omit<UploadPolicyPayload, "userErrors">>(asking, { uploadPolicy: null }, async () => {
      await updateUploadPolicy(asking, input);
      return { uploadPolicy: await currentPolicy(asking) };
    });
  }

  @Mutation(() => UploadPayload, {
    nullable: true,
    description:
      "Asks to send a file to a process: then make the `upload` request with the file as its body, and call completeUpload. FILE_TOO_LARGE or FILE_TYPE_REFUSED by uploadPolicy; QUOTA_EXCEEDED when the firm's room is full. Staff who see the process; NOT_FOUND otherwise.",
  })
  requestDocumentUpload(
    @Arg("input", () => DocumentUploadInput, { description: "The file." }) input: DocumentUploadInput,
    @Ctx() asking: Asking,
  ) {
    return payload<Omit<UploadPayload, "userErrors">>(asking, { uploadId: null, upload: null }, async () => {
      const asked = await requestDocumentUpload(asking, input);
      return { uploadId: asked.id, upload: uploadBy(asking, asked) };
    });
  }

  @Mutation(() => DocumentPayload, {
    nullable: true,
    description:
      "Makes a document of a file that was sent, within ten minutes, and hands in the submission it was sent for: who asked for it is told by mail that something came. Doing it again changes nothing. UPLOAD_INCOMPLETE until all of it is there; FILE_TYPE_REFUSED when its content is not what was announced, or is an image of more than fifty megapixels; INVALID when it came damaged. Whoever asked to send it; NOT_FOUND otherwise.",
  })
  completeUpload(
    @Arg("uploadId", () => ID, { description: "The upload's id." }) uploadId: string,
    @Ctx() asking: Asking,
  ) {
    return changedDocument(asking, () => completeUpload(asking, uploadId));
  }
}
