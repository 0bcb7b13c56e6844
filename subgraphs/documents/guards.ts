import { type Guards, type References, seen, seenIfOpen, signedIn } from "../../access/guards.ts";
import { type Asking, referenceBy } from "../../platform/subgraph.ts";
import { documentsById, processesById } from "./document.question.ts";

export const guards: Guards = {
  Query: { document: signedIn },
  Process: { id: seen, documents: seenIfOpen("DOCUMENTS") },
  Document: seen,
  DocumentConnection: signedIn,
  DocumentEdge: signedIn,
  PageInfo: signedIn,
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
