// The gateway as a process of its own: `serve-gateway`. It has no database; all it knows it asks the subgraphs.
import { type Config, needed, readConfig } from "../platform/config.ts";
import { openKeys } from "../platform/keys.ts";
import { log } from "../platform/log.ts";
import { closeOnSignal, run, tell } from "../platform/process.ts";
import { openGateway } from "./gateway.ts";
import { overHttp } from "./over-http.ts";

await run(() => main(readConfig()));

async function main(config: Config): Promise<void> {
  const { identity, processes, documents } = config.subgraphs;
  const where = "it is where the gateway finds the subgraph.";
  const keys = openKeys({
    environment: needed(config.keys, "ANDAMENTO_KEYS", "every process of the house has the same key ring."),
    file: "",
  });
  const addresses = {
    identity: needed(identity, "IDENTITY_URL", where),
    processes: needed(processes, "PROCESSES_URL", where),
    documents: needed(documents, "DOCUMENTS_URL", where),
  };
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
