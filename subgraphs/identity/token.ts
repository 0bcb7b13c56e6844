import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";
import type { Keys } from "../../platform/keys.ts";

export const tokenPurposes = ["OPEN_LINK", "SET_PASSWORD"] as const;
export type TokenPurpose = (typeof tokenPurposes)[number];

export const TokenSchema = defineEntity({
  name: "Token",
  schema: "identity",
  tableName: "token",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    accessId: p.uuid(),
    purpose: p.text().$type<TokenPurpose>().check("purpose in ('OPEN_LINK', 'SET_PASSWORD')"),
    /** SHA-256 of the secret that was mailed. */
    hash: p.type(Buffer).$type<Buffer>().columnType("bytea").unique("token_hash"),
    /** Which key of the ring the secret is derived with. */
    keyId: p.text(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    lastUsedAt: p.datetime().nullable(),
    usedAt: p.datetime().nullable(),
    voidedAt: p.datetime().nullable(),
  },
  uniques: [{ name: "token_of_firm", properties: ["firmId", "id"] }],
  indexes: [{ name: "token_of_access", properties: ["accessId"] }],
  ...rows.token,
});

/**
 * A secret that was mailed. It is derived from the row and a key, so a second try of the mail carries the same one, and
 * the database, which keeps its hash only, holds nothing that opens anything.
 */
export class Token extends TokenSchema.class {
  static issue(access: { firmId: string; id: string }, purpose: TokenPurpose, expiresAt: Date, keys: Keys): Token {
    const id = randomUUID();
    const secret = keys.derive("mailed token", `${purpose} ${id}`);
    return Object.assign(new Token(), {
      id,
      firmId: access.firmId,
      accessId: access.id,
      purpose,
      hash: keys.hash(secret.value),
      keyId: secret.keyId,
      createdAt: new Date(),
      expiresAt,
      lastUsedAt: null,
      usedAt: null,
      voidedAt: null,
    });
  }

  void(): void {
    this.voidedAt ??= new Date();
  }
}
TokenSchema.setClass(Token);

/** The secret to be mailed: 256 bits, base64url. */
export function secretOf(token: { id: string; purpose: TokenPurpose; keyId: string }, keys: Keys): string {
  return keys.derive("mailed token", `${token.purpose} ${token.id}`, token.keyId).value;
}
