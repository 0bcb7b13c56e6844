import { isIP } from "node:net";
import { resolve } from "node:path";
import type { BucketOptions } from "./bucket.ts";
import { isScannerAddress } from "./scanner.ts";
import { defaultMaxBytes, defaultPolicy } from "./upload-policy.ts";

/** The subgraphs there are. Each has a schema of the database, and an address when it is a process of its own. */
export const subgraphNames = ["identity", "processes", "documents"] as const;
export type SubgraphName = (typeof subgraphNames)[number];
/** The variable that says where a subgraph is. */
export const addressVariable = (name: SubgraphName): string => `${name.toUpperCase()}_URL`;

/** How long the link of a STANDARD access can be used, in days: in all, and without being opened. */
export interface LinkLife {
  readonly days: number;
  readonly unusedDays: number;
}

/** The life of a link where nobody has said less. */
export const longestLinkLife: LinkLife = { days: 180, unusedDays: 30 };

/** Everything that can be set from outside, read once. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Where people reach this service: the links in mails start with it. Never taken from a request. */
  readonly publicUrl: string;
  /** A PostgreSQL server (15 or later); null: the embedded database under `dataFolder`. */
  readonly databaseUrl: string | null;
  /** The same database with the login that owns it, when `databaseUrl` is of one that only serves. */
  readonly ownerUrl: string | null;
  /** Where the gateway finds each subgraph, when they are processes of their own. */
  readonly subgraphs: Readonly<Record<SubgraphName, string | null>>;
  readonly dataFolder: string;
  /** Where files are kept; null: under `dataFolder`. */
  readonly bucket: BucketOptions | null;
  /** Where a ClamAV daemon listens; null: files are not scanned. */
  readonly clamd: string | null;
  /** The largest file that is taken. */
  readonly maxUploadBytes: number;
  readonly linkLife: LinkLife;
  /** How much may be kept of one firm, in bytes. */
  readonly maxFirmBytes: number;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly keys: string | null;
  /** Whether an empty database is filled with the demo. Never by default on a server in production. */
  readonly demo: boolean;
  /** Origins of browsers that may read answers, exactly as browsers write them. */
  readonly origins: readonly string[];
  /** Proxies whose X-Forwarded-For is believed: addresses, networks like 10.0.0.0/8, or loopback, linklocal, uniquelocal. */
  readonly trustedProxies: readonly string[];
  /** Whether the schema may be asked for. */
  readonly introspection: boolean;
  readonly courts: CourtSettings;
}

/** The courts' public services, each null where this installation does not ask it. */
export interface CourtSettings {
  readonly DATAJUD: { readonly url: string; readonly key: string; readonly pace?: number } | null;
  /** `pace`: one request in so many milliseconds; left out, what is usual. */
  readonly DJEN: { readonly url: string; readonly pace?: number } | null;
}

export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const value = (name: string): string | null => environment[name]?.trim() || null;
  const host = value("HOST") ?? "127.0.0.1";
  const port = Number(value("PORT") ?? 4000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Refusal("PORT is not a port number.");
  const maxUploadBytes = Number(value("MAX_UPLOAD_BYTES") ?? defaultMaxBytes);
  if (!Number.isInteger(maxUploadBytes) || maxUploadBytes < 1 || maxUploadBytes > 2 ** 31 - 1)
    throw new Refusal("MAX_UPLOAD_BYTES is not a number of bytes from 1 to 2147483647.");
  const server = (name: string): string | null => {
    const url = value(name);
    if (url && !/^postgres(ql)?:\/\//.test(url)) throw new Refusal(`${name} does not start with postgres://.`);
    return url;
  };
  const subgraph = (name: string): string | null => {
    const url = value(name);
    if (url && !/^https?:\/\/[^/]+\/?$/.test(url))
      throw new Refusal(`${name} is not an address like http://host:port.`);
    return url;
  };
  const days = (name: string, otherwise: number): number => {
    const number = Number(value(name) ?? otherwise);
    if (!Number.isInteger(number) || number < 1 || number > otherwise)
      throw new Refusal(`${name} is not a number of days from 1 to ${otherwise}.`);
    return number;
  };
  const maxFirmBytes = Number(value("MAX_FIRM_BYTES") ?? defaultPolicy.firmBytes);
  if (!Number.isSafeInteger(maxFirmBytes) || maxFirmBytes < 1)
    throw new Refusal("MAX_FIRM_BYTES is not a number of bytes.");
  const clamd = value("CLAMD");
  if (clamd && !isScannerAddress(clamd)) throw new Refusal("CLAMD is neither host:port nor the path of a socket.");
  const publicUrl = (value("PUBLIC_URL") ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`).replace(
    /\/+$/,
    "",
  );
  if (!URL.canParse(publicUrl)) throw new Refusal("PUBLIC_URL is not an address.");
  return {
    host,
    port,
    publicUrl,
    databaseUrl: server("DATABASE_URL"),
    ownerUrl: server("MIGRATION_DATABASE_URL"),
    subgraphs: bySubgraph((name) => subgraph(addressVariable(name))),
    dataFolder: resolve(value("DATA_FOLDER") ?? "data"),
    bucket: readBucket(value),
    clamd,
    maxUploadBytes,
    linkLife: {
      days: days("LINK_DAYS", longestLinkLife.days),
      unusedDays: days("LINK_UNUSED_DAYS", longestLinkLife.unusedDays),
    },
    maxFirmBytes,
    smtpUrl: value("SMTP_URL"),
    mailFrom: value("MAIL_FROM") ?? "Andamento <nao-responda@andamento.example>",
    keys: value("ANDAMENTO_KEYS"),
    demo: (value("DEMO") ?? (environment["NODE_ENV"] === "production" ? "off" : "on")) === "on",
    origins: (value("ALLOWED_ORIGINS") ?? "").split(/[\s,]+/).filter(Boolean),
    trustedProxies: proxies((value("TRUSTED_PROXIES") ?? "").split(/[\s,]+/).filter(Boolean)),
    introspection: environment["NODE_ENV"] !== "production",
    courts: readCourts(value),
  };
}

/** Something of each subgraph, by its name. */
export const bySubgraph = <Value>(of: (name: SubgraphName) => Value): Record<SubgraphName, Value> =>
  Object.fromEntries(subgraphNames.map((name) => [name, of(name)])) as Record<SubgraphName, Value>;

/** What a process cannot do without: refuses with the name of the variable that is missing. */
export function needed<Value>(value: Value | null, name: string, why: string): Value {
  if (value === null) throw new Refusal(`${name} is needed: ${why}`);
  return value;
}

function proxies(named: readonly string[]): readonly string[] {
  for (const one of named) {
    const [address = "", bits] = one.split("/");
    const family = isIP(address);
    const network =
      family > 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
    if (!network && !["loopback", "linklocal", "uniquelocal"].includes(one))
      throw new Refusal(`TRUSTED_PROXIES names ${one}, which is neither an address nor a network.`);
  }
  return named;
}

function readBucket(value: (name: string) => string | null): BucketOptions | null {
  const [bucket, endpoint, region] = [value("S3_BUCKET"), value("S3_ENDPOINT"), value("S3_REGION") ?? "us-east-1"];
  const [accessKeyId, secretAccessKey] = [value("S3_ACCESS_KEY_ID"), value("S3_SECRET_ACCESS_KEY")];
  const style = value("S3_FORCE_PATH_STYLE") ?? (endpoint ? "on" : "off");
  if (!bucket) {
    if (endpoint) throw new Refusal("S3_ENDPOINT names a store, and S3_BUCKET no bucket of it.");
    return null;
  }
  if (endpoint && !/^https?:\/\//.test(endpoint))
    throw new Refusal("S3_ENDPOINT does not start with https:// or http://.");
  if (!accessKeyId || !secretAccessKey)
    throw new Refusal("S3_BUCKET wants S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY with it.");
  if (!["on", "off", "true", "false"].includes(style)) throw new Refusal("S3_FORCE_PATH_STYLE is on or off.");
  const forcePathStyle = style === "on" || style === "true";
  return { bucket, endpoint, region, accessKeyId, secretAccessKey, forcePathStyle };
}

function readCourts(value: (name: string) => string | null): CourtSettings {
  const address = (name: string, official: string): string => {
    const url = (value(name) ?? official).replace(/\/+$/, "");
    if (!/^https?:\/\//.test(url) || !URL.canParse(url) || new URL(url).search || new URL(url).hash)
      throw new Refusal(`${name} is not an address like ${official}.`);
    return url;
  };
  const datajud = address("DATAJUD_URL", "https://api-publica.datajud.cnj.jus.br");
  const djen = address("DJEN_URL", "https://comunicaapi.pje.jus.br");
  const key = value("DATAJUD_API_KEY");
  if (key && !/^[\x21-\x7e]+$/.test(key)) throw new Refusal("DATAJUD_API_KEY holds what no key can hold.");
  const connectors = value("COURT_CONNECTORS") ?? "on";
  if (!["on", "off"].includes(connectors)) throw new Refusal("COURT_CONNECTORS is on or off.");
  if (connectors === "off") return { DATAJUD: null, DJEN: null };
  return { DATAJUD: key ? { url: datajud, key } : null, DJEN: { url: djen } };
}

/** Why the service does not start, in a sentence for whoever started it. */
export class Refusal extends Error {}

/** What each process has to be told when it is one of its own: it does not start without, or its default would be wrong. */
export const required = {
  gateway: ["ANDAMENTO_KEYS", "HOST", "PORT", "IDENTITY_URL", "PROCESSES_URL", "DOCUMENTS_URL"],
  identity: ["ANDAMENTO_KEYS", "HOST", "PORT", "DATABASE_URL", "PUBLIC_URL"],
  processes: ["ANDAMENTO_KEYS", "HOST", "PORT", "DATABASE_URL"],
  documents: ["ANDAMENTO_KEYS", "HOST", "PORT", "DATABASE_URL", "PUBLIC_URL", "DATA_FOLDER"],
  worker: ["ANDAMENTO_KEYS", "DATABASE_URL", "PUBLIC_URL", "DATA_FOLDER", "SMTP_URL", "MAIL_FROM"],
  migrate: ["DATABASE_URL", "MIGRATION_DATABASE_URL"],
  admin: ["ANDAMENTO_KEYS", "DATABASE_URL", "MIGRATION_DATABASE_URL", "PUBLIC_URL", "DATA_FOLDER"],
} as const satisfies Record<SubgraphName | "gateway" | "worker" | "migrate" | "admin", readonly string[]>;
