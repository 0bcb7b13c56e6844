// `migrate`: brings the database to this version and prepares the login to serve as, as whoever owns it.
import { needed, readConfig } from "../platform/config.ts";
import { prepareLogin } from "../platform/login.ts";
import { run } from "../platform/process.ts";
import { entities } from "../subgraphs/index.ts";
import { migrate } from "./migrate.ts";

await run(async () => {
  const config = readConfig();
  const serving = needed(config.databaseUrl, "DATABASE_URL", "it is the login the service works as.");
  const owner = needed(config.ownerUrl, "MIGRATION_DATABASE_URL", "it is the login that owns the database.");
  await migrate(owner, entities);
  await prepareLogin(owner, serving);
});
