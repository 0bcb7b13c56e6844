import {
  admin,
  anyone,
  type Guards,
  type References,
  seen,
  seenByStaff,
  seenIfOpen,
  signedIn,
  staff,
  staffOrSubmitter,
  submitter,
} from "../../access/guards.ts";
import { type Asking, referenceBy } from "../../platform/subgraph.ts";
import { contactsById, documentsById, processesById } from "./document.question.ts";
import { submissionsById } from "./submission.question.ts";

export const guards: Guards = {
  Query: { document: signedIn, uploadPolicy: signedIn, submission: signedIn, submissions: staff },
  Mutation: {
    requestDocumentUpload: staff,
    requestSubmissionUpload: submitter,
    completeUpload: staffOrSubmitter,
    updateDocument: staff,
    deleteDocument: staff,
    reviewSubmission: staff,
    fileSubmission: staff,
    requestDocument: staff,
    closeDocumentRequest: staff,
    updateUploadPolicy: admin,
  },
  Process: { id: seen, documents: seenIfOpen("DOCUMENTS") },
  Contact: { id: seen, submissions: seen, documentRequests: seen },
  Document: seen,
  DocumentConnection: signedIn,
  DocumentEdge: signedIn,
  Submission: {
    id: seen,
    contact: seen,
    description: seen,
    status: seen,
    reason: seen,
    request: seen,
    document: seen,
    filedAs: seenByStaff,
    submittedAt: seen,
    reviewedAt: seen,
  },
  SubmissionConnection: signedIn,
  SubmissionEdge: signedIn,
  SubmissionPayload: anyone,
  DocumentRequest: seen,
  DocumentRequestConnection: signedIn,
  DocumentRequestEdge: signedIn,
  DocumentRequestPayload: anyone,
  PageInfo: signedIn,
  SignedRequest: signedIn,
  RequestHeader: signedIn,
  UploadPolicy: signedIn,
  UploadPayload: anyone,
  UploadPolicyPayload: anyone,
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
  Contact: {
    rule: signedIn,
    resolve: referenceBy(contactsById),
  },
  Submission: {
    rule: signedIn,
    resolve: referenceBy(submissionsById),
  },
};
