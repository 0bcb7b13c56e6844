import { defineSubgraph } from "../../platform/subgraph.ts";
import { Contact } from "./contact.stub.ts";
import { guards, references } from "./guards.ts";
import { Party } from "./party.ts";
import { ContactProcessesResolver, ProcessPartyResolver, ProcessResolver } from "./process.resolver.ts";
import { Process } from "./process.ts";

export const processes = defineSubgraph({
  name: "processes",
  entities: [Process, Party],
  resolvers: [ProcessResolver, ProcessPartyResolver, ContactProcessesResolver],
  orphanedTypes: [Contact],
  guards,
  references,
});
