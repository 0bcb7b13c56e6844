import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { type Channel, type Credential, lifetime } from "../../access/channels.ts";
import { rows } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import { hashOf, randomSecret } from "../../platform/keys.ts";

export const SessionSchema = defineEntity({
  name: "Session",
  schema: "identity",
  tableName: "session",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    /** SHA-256 of the token the session's bearer holds. */
    tokenHash: p.type(Buffer).$type<Buffer>().columnType("bytea").unique("session_token_hash"),
    staffId: p.uuid().nullable(),
    accessId: p.uuid().nullable(),
    channel: p.text().$type<Channel>().nullable(),
    credential: p.text().$type<Credential>().check("credential in ('LINK', 'PASSWORD')"),
    preview: p.boolean(),
    previewerId: p.uuid().nullable(),
    startedAt: p.datetime(),
    lastUsedAt: p.datetime(),
    idleSeconds: p.integer(),
    expiresAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
  uniques: [{ name: "session_of_firm", properties: ["firmId", "id"] }],
  indexes: [
    { name: "session_of_access", properties: ["accessId"] },
    { name: "session_of_staff", properties: ["staffId"] },
  ],
  checks: [
    { name: "session_of_one", expression: "(staff_id is null) <> (access_id is null)" },
    { name: "session_previewed_by_one", expression: "preview = (previewer_id is not null)" },
  ],
  ...rows.session,
});

/** One signing in, by reference: the bearer's token is random, and only its hash is kept. */
export class Session extends SessionSchema.class {
  end(): void {
    this.endedAt ??= new Date();
  }
}
SessionSchema.setClass(Session);

interface Beginning {
  firmId: string;
  staffId?: string;
  accessId?: string;
  channel: Channel | null;
  credential: Credential;
  /** The admin who looks through the client's eyes. */
  previewerId?: string;
}

/** Begins a session, now by the database's clock. Gives its id and the token that only its bearer will have. */
export async function startSession(
  transaction: Transaction,
  { firmId, staffId, accessId, channel, credential, previewerId }: Beginning,
): Promise<{ id: string; token: string }> {
  const id = randomUUID();
  const token = randomSecret();
  const { idle, absolute } = lifetime(channel, previewerId !== undefined);
  await transaction.execute(
    `insert into identity.session (id, firm_id, token_hash, staff_id, access_id, channel, credential, preview,
                                   previewer_id, started_at, last_used_at, idle_seconds, expires_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, now(), now(), ?, now() + make_interval(secs => ?))`,
    [
      id,
      firmId,
      hashOf(token),
      staffId ?? null,
      accessId ?? null,
      channel,
      credential,
      previewerId !== undefined,
      previewerId ?? null,
      idle,
      absolute,
    ],
  );
  return { id, token };
}
