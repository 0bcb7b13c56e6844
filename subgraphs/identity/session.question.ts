import { sql } from "kysely";
import { sees } from "../../access/rows.ts";
import { verdict } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { questions } from "./tables.ts";

/** The session this request came with. */
export async function currentSession(asking: Asking) {
  const [rows] = await asking.read(
    questions
      .selectFrom("identity.session as s")
      .select([
        "s.id",
        "s.staff_id as staffId",
        "s.access_id as accessId",
        "s.channel",
        "s.credential",
        "s.preview",
        "s.expires_at as expiresAt",
      ])
      .select([
        verdict(sees.session, "s").as("verdict"),
        sql<string | null>`null`.as("token"),
        sql<boolean>`coalesce((select access.claim('submits')) = 'on', false)`.as("maySubmit"),
      ])
      .where("s.id", "=", sql<string>`(select access.claim('session')::uuid)`),
  );
  return rows[0] ?? null;
}
export type SessionRow = NonNullable<Awaited<ReturnType<typeof currentSession>>>;
