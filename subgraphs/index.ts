// Every subgraph, once.
import type { Subgraph } from "../platform/subgraph.ts";
import { documents } from "./documents/index.ts";
import { identity } from "./identity/index.ts";
import { processes } from "./processes/index.ts";

export { clearFiles, type IncomingFile, type OutgoingFile, receiveFile, sendFile } from "./documents/index.ts";
export { foundFirm, sendInvitations, setPlan, whoIs } from "./identity/index.ts";
export const subgraphs: readonly Subgraph[] = [identity, processes, documents];
