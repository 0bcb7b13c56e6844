import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { type Channel, type Credential, lifetime } from "../../access/channels.ts";
import { rows } from "../../access/rows.ts";
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
  checks: [{ name: "session_of_one", expression: "(staff_id is null) <> (access_id is null)" }],
  ...rows.session,
});

/** One signing in, by reference: the bearer's token is random, and only its hash is kept. */
export class Session extends SessionSchema.class {
  static start(input: {
    firmId: string;
    staffId?: string;
    accessId?: string;
    channel: Channel | null;
    credential: Credential;
  }): { session: Session; token: string } {
    const token = randomSecret();
    const { idle, absolute } = lifetime(input.channel);
    const now = new Date();
    const session = Object.assign(new Session(), {
      id: randomUUID(),
      tokenHash: hashOf(token),
      staffId: null,
      accessId: null,
      preview: false,
      startedAt: now,
      lastUsedAt: now,
      idleSeconds: idle,
      expiresAt: new Date(now.getTime() + absolute * 1000),
      endedAt: null,
      ...input,
    });
    return { session, token };
  }

  end(): void {
    this.endedAt ??= new Date();
  }
}
SessionSchema.setClass(Session);
