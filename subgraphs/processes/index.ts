import { defineSubgraph } from "../../platform/subgraph.ts";
import { Contact } from "./contact.stub.ts";
import { CourtAcceptance } from "./court-acceptance.ts";
import { CourtConnectorResolver, ProcessCourtUpdateResolver } from "./court-connector.resolver.ts";
import { CourtConnector } from "./court-connector.ts";
import { CourtRegistration } from "./court-registration.ts";
import { CourtUpdate } from "./court-update.ts";
import { guards, references } from "./guards.ts";
import { MovementResolver, ProcessMovementsResolver } from "./movement.resolver.ts";
import { Movement } from "./movement.ts";
import { MovementComment } from "./movement-comment.ts";
import { MovementExplanationResolver, MovementWordingResolver } from "./movement-wording.resolver.ts";
import { MovementWording } from "./movement-wording.ts";
import { Party } from "./party.ts";
import { ContactProcessesResolver, ProcessPartyResolver, ProcessResolver } from "./process.resolver.ts";
import { Process } from "./process.ts";
import { ProcessLinkResolver, ProcessLinksResolver } from "./process-link.resolver.ts";
import { ProcessLink } from "./process-link.ts";
import { ProcessPublicationsResolver, PublicationResolver } from "./publication.resolver.ts";
import { Publication } from "./publication.ts";
import { Seen } from "./seen.ts";
import { ProcessTasksResolver, TaskResolver } from "./task.resolver.ts";
import { Task } from "./task.ts";
import { VisibilityExplanationResolver } from "./visibility-explanation.resolver.ts";

export { askCourts } from "./court-run.ts";
export { addMovements, Docket, importedMovement, importedParty, importedProcess } from "./import-processes.ts";

export const processes = defineSubgraph({
  name: "processes",
  entities: [
    ...[Process, Party, Movement, MovementComment, Task, Publication, ProcessLink, Seen, MovementWording],
    ...[CourtConnector, CourtAcceptance, CourtRegistration, CourtUpdate],
  ],
  resolvers: [
    ProcessResolver,
    ProcessPartyResolver,
    ContactProcessesResolver,
    ProcessTasksResolver,
    TaskResolver,
    ProcessPublicationsResolver,
    PublicationResolver,
    ProcessLinksResolver,
    ProcessLinkResolver,
    ProcessMovementsResolver,
    MovementResolver,
    MovementExplanationResolver,
    MovementWordingResolver,
    VisibilityExplanationResolver,
    CourtConnectorResolver,
    ProcessCourtUpdateResolver,
  ],
  orphanedTypes: [Contact],
  guards,
  references,
});
