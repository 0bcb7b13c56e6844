// The login the service works as: it owns nothing, and may do no more than andamento_app.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import type { EntityName } from "@mikro-orm/core";
import { Client, escapeIdentifier, escapeLiteral } from "pg";
import { appRole } from "../access/rows.ts";
import { Refusal } from "./config.ts";
import { type Database, openDatabase } from "./database.ts";
import type { Keys } from "./keys.ts";

/**
 * The address to serve from, beside the owner's address: as its own login for this database, with a password that every
 * process of the same key ring knows.
 */
export function servingAddress(owner: string, keys: Keys): string {
  const address = new URL(owner);
  const database = decodeURIComponent(address.pathname.slice(1)) || decodeURIComponent(address.username);
  address.pathname = `/${encodeURIComponent(database)}`;
  address.username = `${appRole}_${createHash("sha256").update(database).digest("hex").slice(0, 12)}`;
  address.password = keys.derive("database login", database).value;
  return address.href;
}

/**
 * Opens a server's database to serve from, and for its owner's commands: as the login of the address `serving`, which the
 * owner prepares; without one, as a login made for this database.
 */
export async function openServer(
  owner: string,
  serving: string | null,
  keys: Keys,
  entities: EntityName[],
): Promise<Database> {
  const address = serving ?? servingAddress(owner, keys);
  await prepareLogin(owner, address);
  return openDatabase(address, entities, owner);
}

/** Makes sure that the login of an address exists, with its password, and may serve. Its caller owns the database. */
export async function prepareLogin(owner: string, serving: string): Promise<void> {
  if (await opens(serving)) return;
  const { username, password } = new URL(serving);
  const login = escapeIdentifier(decodeURIComponent(username));
  const secret = escapeLiteral(scramOf(decodeURIComponent(password)));
  const client = new Client({ connectionString: owner, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    // Two processes that start at the same moment must not change one role at once.
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(hashtextextended('andamento login', 0))");
    const { rowCount } = await client.query("select from pg_roles where rolname = $1", [decodeURIComponent(username)]);
    await client.query(`${rowCount ? "alter" : "create"} role ${login} login password ${secret}`);
    await client.query(`grant ${appRole} to ${login}`);
    await client.query("commit");
  } catch (error) {
    throw new Refusal(
      `The login ${decodeURIComponent(username)} could not be prepared: ${(error as Error).message}. The owner's login has to be allowed to create roles.`,
    );
  } finally {
    await client.end();
  }
}

async function opens(address: string): Promise<boolean> {
  const client = new Client({ connectionString: address, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    const { rows } = await client.query("select pg_has_role(current_user, $1, 'usage') as serves", [appRole]);
    return rows[0]?.serves === true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** A password as PostgreSQL keeps it, so that the word itself is in no statement and no log of the server. */
function scramOf(password: string): string {
  const salt = randomBytes(16);
  const iterations = 4096;
  const salted = pbkdf2Sync(password.normalize("NFKC"), salt, iterations, 32, "sha256");
  const client = createHmac("sha256", salted).update("Client Key").digest();
  const stored = createHash("sha256").update(client).digest("base64");
  const server = createHmac("sha256", salted).update("Server Key").digest("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${stored}:${server}`;
}
