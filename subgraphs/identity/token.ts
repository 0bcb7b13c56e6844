import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";
import { type LinkLife, longestLinkLife } from "../../platform/config.ts";
import type { Transaction } from "../../platform/database.ts";
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
    accessId: p.uuid().nullable(),
    staffId: p.uuid().nullable(),
    purpose: p.text().$type<TokenPurpose>().check("purpose in ('OPEN_LINK', 'SET_PASSWORD')"),
    /** Whether it takes the place of a password that is there. */
    resets: p.boolean(),
    /** SHA-256 of the secret that was mailed. */
    hash: p.type(Buffer).$type<Buffer>().columnType("bytea").unique("token_hash"),
    /** Which key of the ring the secret is derived with. */
    keyId: p.text(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    /** Unused for so long, it is over before; null as long as it has not been said. */
    idleSeconds: p.integer().nullable(),
    lastUsedAt: p.datetime().nullable(),
    usedAt: p.datetime().nullable(),
    voidedAt: p.datetime().nullable(),
  },
  uniques: [{ name: "token_of_firm", properties: ["firmId", "id"] }],
  indexes: [
    { name: "token_of_access", properties: ["accessId"] },
    { name: "token_of_staff", properties: ["staffId"] },
  ],
  checks: [{ name: "token_of_one", expression: "(staff_id is null) <> (access_id is null)" }],
  ...rows.token,
});

/** From when to when a mailed token can be used, by the database's clock. */
export interface Life {
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly idleSeconds: number | null;
}

/** When it is over if nobody ever uses it. */
export const endUnused = ({ createdAt, expiresAt, idleSeconds }: Pick<Token, keyof Life>): Date =>
  new Date(Math.min(expiresAt.getTime(), createdAt.getTime() + (idleSeconds ?? Number.POSITIVE_INFINITY) * 1000));

const dayInSeconds = 24 * 3600;

/** The life of a token that begins now: the standing link's as it is said, a week for setting a password. */
export async function lifeOf(
  transaction: Transaction,
  purpose: TokenPurpose,
  { days, unusedDays }: LinkLife = longestLinkLife,
): Promise<Life> {
  const seconds = (purpose === "OPEN_LINK" ? days : 7) * dayInSeconds;
  return {
    ...(await lasting(transaction, seconds)),
    idleSeconds: purpose === "OPEN_LINK" ? unusedDays * dayInSeconds : null,
  };
}

/** The life of a token that lets a password be set anew: half an hour. */
export const lifeOfReset = async (transaction: Transaction): Promise<Life> => ({
  ...(await lasting(transaction, 30 * 60)),
  idleSeconds: null,
});

async function lasting(transaction: Transaction, seconds: number): Promise<Pick<Life, "createdAt" | "expiresAt">> {
  const [clock] = await transaction.execute<{ now: Date | string; until: Date | string }[]>(
    "select now() as now, now() + make_interval(secs => ?) as until",
    [seconds],
  );
  if (!clock) throw new Error("The database has no clock.");
  return { createdAt: new Date(clock.now), expiresAt: new Date(clock.until) };
}

/**
 * A secret that was mailed. It is derived from the row and a key, so a second try of the mail carries the same one, and
 * the database, which keeps its hash only, holds nothing that opens anything.
 */
export class Token extends TokenSchema.class {
  static issue(
    owner: { firmId: string; accessId?: string | null; staffId?: string | null; resets?: boolean },
    purpose: TokenPurpose,
    { createdAt, expiresAt, idleSeconds }: Life,
    keys: Keys,
  ): Token {
    const id = randomUUID();
    const secret = keys.derive("mailed token", `${purpose} ${id}`);
    return Object.assign(new Token(), {
      id,
      accessId: null,
      staffId: null,
      resets: false,
      ...owner,
      purpose,
      hash: keys.hash(secret.value),
      keyId: secret.keyId,
      createdAt,
      expiresAt,
      idleSeconds,
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
