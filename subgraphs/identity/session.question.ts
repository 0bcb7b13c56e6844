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

/** The open sessions of whoever is asking, the last used first. */
export async function ownSessions(asking: Asking) {
  const [rows] = await asking.read(
    questions
      .selectFrom("identity.session as s")
      .select(["s.id", "s.channel", "s.credential", "s.started_at as startedAt", "s.last_used_at as lastUsedAt"])
      .select([
        verdict(sees.session, "s").as("verdict"),
        sql<boolean>`s.id = (select access.claim('session')::uuid)`.as("current"),
      ])
      .where(
        sql<boolean>`case (select access.claim('kind')) when 'staff' then s.staff_id = (select access.claim('staff')::uuid)
                     else s.access_id = (select access.claim('access')::uuid) end`,
      )
      // Of an access's sessions some are previews, which are whoever's who looks.
      .where(verdict(sees.session, "s"), "is", true)
      .where("s.ended_at", "is", null)
      .where(sql<boolean>`least(s.expires_at, s.last_used_at + make_interval(secs => s.idle_seconds)) > now()`)
      .orderBy("s.last_used_at", "desc")
      .orderBy("s.id"),
  );
  return rows;
}
