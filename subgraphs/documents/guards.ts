import { anyone, type Guards, type References, seen, seenIfOpen, signedIn, staff } from "../../access/guards.ts";
import { type Asking, referenceBy } from "../../platform/subgraph.ts";
import { documentsById, processesById } from "./document.question.ts";

export const guards: Guards = {
  Query: { document: signedIn, uploadPolicy: signedIn },
  Mutation: { requestDocumentUpload: staff, completeUpload: staff, updateDocument: staff, deleteDocument: staff },
  Process: { id: seen, documents: seenIfOpen("DOCUMENTS") },
  Document: seen,
  DocumentConnection: signedIn,
  DocumentEdge: signedIn,
  PageInfo: signedIn,
  SignedRequest: signedIn,
  RequestHeader: signedIn,
  UploadPolicy: signedIn,
  UploadPayload: anyone,
  DocumentPayload: anyone,
  DeletePayload: anyone,
  UserError: anyone,
};

export const references: References<Asking> = {
  Document: {
    rule: signedIn,
    resolve: referenceBy(documentsById),
  },
  Process: {
    rule: signedIn,
    resolve: referenceBy(processesById),
  },
};
