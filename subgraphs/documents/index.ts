import { defineSubgraph } from "../../platform/subgraph.ts";
import { DocumentResolver, ProcessDocumentsResolver } from "./document.resolver.ts";
import { Document } from "./document.ts";
import { guards, references } from "./guards.ts";
import { Process } from "./process.stub.ts";

export const documents = defineSubgraph({
  name: "documents",
  entities: [Document],
  resolvers: [DocumentResolver, ProcessDocumentsResolver],
  orphanedTypes: [Process],
  guards,
  references,
});
