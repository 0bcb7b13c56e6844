// The whole house in one process: database, jobs, subgraphs, gateway. What `npm start` runs and the journeys test.
import type { PGlite } from "@electric-sql/pglite";
import { migrate } from "../migrations/migrate.ts";
import { type Database, openDatabase } from "../platform/database.ts";
import { type Jobs, openJobs } from "../platform/jobs.ts";
import type { Keys } from "../platform/keys.ts";
import { log } from "../platform/log.ts";
import type { Post } from "../platform/mail.ts";
import type { Scanner } from "../platform/scanner.ts";
import type { Storage } from "../platform/storage.ts";
import type { Walls } from "../platform/subgraph.ts";
import { defaultMaxBytes, defaultPolicy } from "../platform/upload-policy.ts";
import { clearFiles, sendInvitations, subgraphs } from "../subgraphs/index.ts";
import { type Gateway, openGateway } from "./gateway.ts";
import { inProcess } from "./transport.ts";

export interface SentMail {
  readonly accessId: string;
  readonly to: string;
  readonly file: string | null;
  readonly links: readonly string[];
}

export interface HouseOptions {
  /** The embedded database, or the address of a server. */
  readonly source: PGlite | string;
  readonly keys: Keys;
  readonly post: Post;
  readonly storage: Storage;
  /** Asked of each file that comes in. */
  readonly scanner?: Scanner;
  /** The largest file that is taken, in bytes. */
  readonly maxUploadBytes?: number;
  /** How much may be kept of one firm, in bytes. */
  readonly maxFirmBytes?: number;
  readonly publicUrl: () => string;
  readonly origins?: readonly string[];
  readonly introspection?: boolean;
  readonly onSent?: (mail: SentMail) => void;
  readonly walls?: Walls;
  /** False when the database is known to be of this version. */
  readonly migrated?: boolean;
}

export interface OpenHouse {
  readonly database: Database;
  readonly gateway: Gateway;
  readonly jobs: Jobs;
  close(): Promise<void>;
}

export const entities = subgraphs.flatMap((subgraph) => [...subgraph.entities]);

export async function openHouse(options: HouseOptions): Promise<OpenHouse> {
  const {
    source,
    keys,
    post,
    storage,
    publicUrl,
    maxUploadBytes = defaultMaxBytes,
    maxFirmBytes = defaultPolicy.firmBytes,
  } = options;
  if (!options.migrated) await migrate(source, entities);
  const database = await openDatabase(source, entities);
  const jobs = openJobs({ db: database.jobs, queues: ["mail", "files"], log, pollSeconds: database.embedded ? 5 : 1 });
  await jobs.start();
  const gateway = await openGateway({
    transport: await inProcess(
      {
        ...{ database, keys, jobs, storage, maxUploadBytes, maxFirmBytes, publicUrl },
        ...(options.scanner ? { scanner: options.scanner } : {}),
      },
      options.walls,
    ),
    origins: options.origins ?? [],
    introspection: options.introspection ?? true,
  });
  await sendInvitations({
    database,
    keys,
    jobs,
    post,
    publicUrl,
    ...(options.onSent ? { onSent: options.onSent } : {}),
  });
  await clearFiles({ database, jobs, storage });
  return {
    database,
    gateway,
    jobs,
    async close() {
      await gateway.close();
      await jobs.stop();
      await post.close();
      await database.close();
    },
  };
}
