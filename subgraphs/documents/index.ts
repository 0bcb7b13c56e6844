import { defineSubgraph } from "../../platform/subgraph.ts";
import { Contact } from "./contact.stub.ts";
import { DocumentResolver, ProcessDocumentsResolver } from "./document.resolver.ts";
import { Document } from "./document.ts";
import { ContactDocumentRequestsResolver, DocumentRequestResolver } from "./document-request.resolver.ts";
import { DocumentRequest } from "./document-request.ts";
import { guards, references } from "./guards.ts";
import { Process } from "./process.stub.ts";
import { SentToday } from "./sent-today.ts";
import { ContactSubmissionsResolver, SubmissionResolver } from "./submission.resolver.ts";
import { Submission } from "./submission.ts";
import { UploadResolver } from "./upload.resolver.ts";
import { Upload } from "./upload.ts";
import { UploadPolicy } from "./upload-policy.ts";

export { openChecker } from "./content-checker.ts";
export { clearFiles } from "./file-clearing.ts";
export { type IncomingFile, receiveFile } from "./receive-file.ts";
export { type OutgoingFile, sendFile } from "./send-file.ts";

export const documents = defineSubgraph({
  name: "documents",
  entities: [Document, Upload, Submission, DocumentRequest, UploadPolicy, SentToday],
  resolvers: [
    DocumentResolver,
    ProcessDocumentsResolver,
    UploadResolver,
    SubmissionResolver,
    ContactSubmissionsResolver,
    DocumentRequestResolver,
    ContactDocumentRequestsResolver,
  ],
  orphanedTypes: [Process, Contact],
  guards,
  references,
});
