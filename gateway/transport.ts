// How the gateway reaches its subgraphs: here in one process. The only file that knows.
import type { GraphQLDataSource } from "@apollo/gateway";
import type { Viewer } from "../access/viewer.ts";
import { executor } from "../platform/execute.ts";
import { Asking, type House, type Request, type Walls } from "../platform/subgraph.ts";
import { type IncomingFile, type OutgoingFile, receiveFile, sendFile, subgraphs, whoIs } from "../subgraphs/index.ts";

/** What the gateway knows of one request. Each subgraph gets a context of its own, as it would over HTTP. */
export interface GatewayContext {
  readonly request: Request;
  readonly askings: Map<string, Asking>;
}

export interface Transport {
  /** Who a token is signed in as: asked at every request. */
  whoIs(token: string): Promise<Viewer | null>;
  source(name: string): GraphQLDataSource<never>;
  /** Hands a file that comes in to documents; false when there is none to take by this grant. */
  receive(grant: string, file: IncomingFile): Promise<boolean>;
  /** The file a grant is for; null when there is none. */
  send(grant: string): Promise<OutgoingFile | null>;
}

/** Builds every subgraph in this process. Refuses when one of them has anything unguarded. */
export async function inProcess(house: House, walls?: Walls): Promise<Transport> {
  const sources = new Map<string, GraphQLDataSource<never>>();
  for (const subgraph of subgraphs) {
    const run = executor(await subgraph.schema(walls));
    sources.set(subgraph.name, {
      async process({ request, context }) {
        const { askings, request: asked } = context as unknown as GatewayContext;
        let asking = askings.get(subgraph.name);
        if (!asking) {
          asking = new Asking(house, asked);
          askings.set(subgraph.name, asking);
        }
        const { query, variables, operationName } = request;
        return (await run({ query: query ?? "", variables, operationName }, asking)) as never;
      },
    });
  }
  return {
    whoIs: (token) => whoIs(house.database, token),
    source(name) {
      const source = sources.get(name);
      if (!source) throw new Error(`There is no subgraph ${name}.`);
      return source;
    },
    receive: (grant, file) => receiveFile(house, grant, file),
    send: (grant) => sendFile(house, grant),
  };
}
