import { defineSubgraph } from "../../platform/subgraph.ts";
import { DocumentResolver, ProcessDocumentsResolver } from "./document.resolver.ts";
import { Document } from "./document.ts";
import { guards, references } from "./guards.ts";
import { Process } from "./process.stub.ts";
import { UploadResolver } from "./upload.resolver.ts";
import { Upload } from "./upload.ts";

export { clearFiles } from "./file-clearing.ts";
export { type IncomingFile, receiveFile } from "./receive-file.ts";
export { type OutgoingFile, sendFile } from "./send-file.ts";

export const documents = defineSubgraph({
  name: "documents",
  entities: [Document, Upload],
  resolvers: [DocumentResolver, ProcessDocumentsResolver, UploadResolver],
  orphanedTypes: [Process],
  guards,
  references,
});
