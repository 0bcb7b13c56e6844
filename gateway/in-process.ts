// The subgraphs in the gateway's own process.
import type { GraphQLDataSource } from "@apollo/gateway";
import { executor } from "../platform/execute.ts";
import { Asking, type House, type Walls } from "../platform/subgraph.ts";
import { guideOf, receiveFile, sendFile, subgraphs, wantNews, whoIs } from "../subgraphs/index.ts";
import { type GatewayContext, heed, type Transport } from "./transport.ts";

/** Builds every subgraph in this process. Refuses when one of them has anything unguarded. */
export async function inProcess(house: House, walls?: Walls): Promise<Transport> {
  const sources = new Map<string, GraphQLDataSource<never>>();
  for (const subgraph of subgraphs) {
    const run = executor(await subgraph.schema(walls));
    sources.set(subgraph.name, {
      // A context for each fetch, as over HTTP.
      async process({ request, context }) {
        const { query, variables, operationName } = request;
        const asking = new Asking(house, (context as unknown as GatewayContext).request);
        const answer = await run({ query: query ?? "", variables, operationName }, asking);
        heed(context as unknown as GatewayContext, asking);
        return answer as never;
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
    guide: (firm, type) => guideOf(house.database, firm, type),
    wantNews: (token, wanted) => wantNews(house.database, house.keys, token, wanted),
    isReady: () => house.database.isReady(),
    async close() {},
  };
}
