import { defineSubgraph } from "../../platform/subgraph.ts";
import { Contact } from "./contact.stub.ts";
import { guards, references } from "./guards.ts";
import { Movement } from "./movement.ts";
import { MovementComment } from "./movement-comment.ts";
import { Party } from "./party.ts";
import { ContactProcessesResolver, ProcessPartyResolver, ProcessResolver } from "./process.resolver.ts";
import { Process } from "./process.ts";
import { ProcessLink } from "./process-link.ts";
import { Publication } from "./publication.ts";
import { Seen } from "./seen.ts";
import { Task } from "./task.ts";

export const processes = defineSubgraph({
  name: "processes",
  entities: [Process, Party, Movement, MovementComment, Task, Publication, ProcessLink, Seen],
  resolvers: [ProcessResolver, ProcessPartyResolver, ContactProcessesResolver],
  orphanedTypes: [Contact],
  guards,
  references,
});
