// The gateway as a process of its own: `serve-gateway`. It has no database; all it knows it asks the subgraphs.
import { addressVariable, bySubgraph, type Config, needed, readConfig } from "../platform/config.ts";
import { openKeys } from "../platform/keys.ts";
import { log } from "../platform/log.ts";
import { closeOnSignal, run, tell } from "../platform/process.ts";
import { openGateway } from "./gateway.ts";
import { overHttp } from "./over-http.ts";

await run(() => main(readConfig()));

async function main(config: Config): Promise<void> {
  const keys = openKeys({
    environment: needed(config.keys, "ANDAMENTO_KEYS", "every process of the house has the same key ring."),
    file: "",
  });
  const addresses = bySubgraph((name) =>
    needed(config.subgraphs[name], addressVariable(name), "it is where the gateway finds the subgraph."),
  );
  const gateway = await openGateway({
    transport: overHttp(addresses, keys),
    origins: config.origins,
    introspection: config.introspection,
    trustedProxies: config.trustedProxies,
  });
  closeOnSignal(() => gateway.close());
  const address = await gateway.listen(config.host, config.port);
  log.info({ address }, "started");
  tell({ started: { address } });
}
