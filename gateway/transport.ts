import type { GraphQLDataSource } from "@apollo/gateway";
import type { AccessType } from "../access/channels.ts";
import type { Viewer } from "../access/viewer.ts";
import type { KeptSession, Request } from "../platform/subgraph.ts";
import type { Guide, IncomingFile, OutgoingFile } from "../subgraphs/index.ts";

export type { Guide } from "../subgraphs/index.ts";

/** What the gateway knows of one request. Each subgraph gets a context of its own from it. */
export interface GatewayContext {
  request: Request;
  /** Keeps a session that has begun, or forgets one that is over, for a browser. */
  keep?(session: KeptSession): void;
}

/** What a subgraph tells the gateway beside its answer: a session to keep, and whether one has begun. */
export interface Beside {
  readonly kept: KeptSession | undefined;
  readonly begun: boolean;
}

/** A session counts from the next request on: of this one, what is yet to be asked is asked as nobody. */
export function heed(context: GatewayContext, { kept, begun }: Beside): void {
  if (kept !== undefined) context.keep?.(kept);
  if (begun) context.request = { ...context.request, viewer: null };
}

/** How the gateway reaches its subgraphs: in its own process (in-process.ts), or over HTTP (over-http.ts). */
export interface Transport {
  /** Who a token is signed in as: asked at every request. Throws when it cannot be known. */
  whoIs(token: string, asked: Pick<Request, "id" | "language">): Promise<Viewer | null>;
  source(name: string): GraphQLDataSource<never>;
  /** Hands a file that comes in to documents; false when there is none to take by this grant. */
  receive(grant: string, file: IncomingFile): Promise<boolean>;
  /** The file a grant is for; null when there is none. */
  send(grant: string): Promise<OutgoingFile | null>;
  /** A firm's guide for a type of access; null when there is no such firm. */
  guide(firm: string, type: AccessType): Promise<Guide | null>;
  /** Ends the daily letters to whom a mailed token is for, or begins them again; false when it is none. */
  wantNews(token: string, wanted: boolean): Promise<boolean>;
  /** Whether every subgraph and its database answer. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}
