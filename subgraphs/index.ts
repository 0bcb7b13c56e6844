// Every subgraph, once.
import type { Subgraph } from "../platform/subgraph.ts";
import { documents } from "./documents/index.ts";
import { identity } from "./identity/index.ts";
import { processes } from "./processes/index.ts";

export { type IncomingFile, type OutgoingFile, openChecker, receiveFile, sendFile } from "./documents/index.ts";
export {
  ContactBook,
  foundFirm,
  type Guide,
  guideOf,
  importedContact,
  setPlan,
  staffByEmail,
  wantNews,
  whoIs,
} from "./identity/index.ts";
export { addMovements, Docket, importedMovement, importedParty, importedProcess } from "./processes/index.ts";
export { type SentMail, work } from "./worker.ts";
export const subgraphs: readonly Subgraph[] = [identity, processes, documents];

/** Every entity there is. */
export const entities = subgraphs.flatMap((subgraph) => [...subgraph.entities]);
