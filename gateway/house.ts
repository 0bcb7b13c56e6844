// The whole house in one process: database, jobs, subgraphs, gateway. What `npm start` runs and the journeys test.
import type { PGlite } from "@electric-sql/pglite";
import { migrate } from "../migrations/migrate.ts";
import type { Checker } from "../platform/checker.ts";
import type { CourtSettings, LinkLife } from "../platform/config.ts";
import { type Database, openDatabase } from "../platform/database.ts";
import { type Jobs, openJobs, queues } from "../platform/jobs.ts";
import type { Keys } from "../platform/keys.ts";
import { log } from "../platform/log.ts";
import { openServer } from "../platform/login.ts";
import type { Post } from "../platform/mail.ts";
import type { Scanner } from "../platform/scanner.ts";
import type { Storage } from "../platform/storage.ts";
import type { Walls } from "../platform/subgraph.ts";
import { defaultMaxBytes, defaultPolicy } from "../platform/upload-policy.ts";
import { entities, openChecker, type SentMail, work } from "../subgraphs/index.ts";
import { type Gateway, openGateway } from "./gateway.ts";
import { inProcess } from "./in-process.ts";

export interface HouseOptions {
  /** The embedded database, or the address of a server, with the login that owns it. */
  readonly source: PGlite | string;
  /** The address of the login to serve as, on a server; without it the owner makes one. */
  readonly serving?: string | null;
  readonly keys: Keys;
  readonly post: Post;
  readonly storage: Storage;
  /** Asked of each file that comes in what it is, and closed with the house; left out, one of the usual patience. */
  readonly checker?: Checker;
  /** Asked of each file that comes in. */
  readonly scanner?: Scanner;
  /** The largest file that is taken, in bytes. */
  readonly maxUploadBytes?: number;
  readonly linkLife?: LinkLife;
  /** How much may be kept of one firm, in bytes. */
  readonly maxFirmBytes?: number;
  /** How many attempts to come in that fail an address of the network has at once. */
  readonly attemptsAtOnce?: number;
  /** The courts' services that may be asked; left out, none. */
  readonly courts?: CourtSettings;
  readonly publicUrl: () => string;
  readonly origins?: readonly string[];
  readonly introspection?: boolean;
  readonly trustedProxies?: readonly string[];
  /** How long a file may come or go without a byte moving, in milliseconds. */
  readonly filePatience?: number;
  /** How long all of a file may take to go out, in milliseconds. */
  readonly fileTime?: number;
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

export async function openHouse(options: HouseOptions): Promise<OpenHouse> {
  const {
    source,
    keys,
    post,
    storage,
    publicUrl,
    checker = openChecker(),
    maxUploadBytes = defaultMaxBytes,
    maxFirmBytes = defaultPolicy.firmBytes,
  } = options;
  if (!options.migrated) await migrate(source, entities);
  const database = await (typeof source === "string"
    ? openServer(source, options.serving ?? null, keys, entities)
    : openDatabase(source, entities));
  const jobs = openJobs({ db: database.jobs, queues, log, pollSeconds: database.embedded ? 5 : 1 });
  await jobs.start();
  const gateway = await openGateway({
    transport: await inProcess(
      {
        ...{ database, keys, jobs, storage, checker, maxUploadBytes, maxFirmBytes, publicUrl },
        ...(options.linkLife ? { linkLife: options.linkLife } : {}),
        ...(options.scanner ? { scanner: options.scanner } : {}),
        ...(options.courts ? { courts: options.courts } : {}),
        ...(options.attemptsAtOnce ? { attemptsAtOnce: options.attemptsAtOnce } : {}),
      },
      options.walls,
    ),
    origins: options.origins ?? [],
    introspection: options.introspection ?? true,
    ...(options.trustedProxies ? { trustedProxies: options.trustedProxies } : {}),
    ...(options.filePatience ? { filePatience: options.filePatience } : {}),
    ...(options.fileTime ? { fileTime: options.fileTime } : {}),
  });
  const end = await work({
    database,
    keys,
    jobs,
    post,
    storage,
    publicUrl,
    ...(options.courts ? { courts: options.courts } : {}),
    ...(options.onSent ? { onSent: options.onSent } : {}),
  });
  return {
    database,
    gateway,
    jobs,
    async close() {
      await gateway.close();
      await checker.close();
      await jobs.stop();
      await end();
      await post.close();
      await database.close();
    },
  };
}
