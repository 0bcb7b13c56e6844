import { Migration } from "@mikro-orm/migrations";

/**
 * Of sessions, mailed tokens and logins the service changes what it must and nothing else: a session ends, a token is used or
 * void, a password is set. What is over stays over, and whose it is, until when and by which secret stays as it was.
 */
export class Migration20261122090000 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    for (const statement of statements) this.addSql(statement);
    this.addSql("reset role");
  }
}

const claim = (name: string) => `(select access.claim('${name}'))`;
const id = (name: string) => `(select access.claim('${name}')::uuid)`;

const ofSession =
  `not ${claim("kind")} = 'bearer' and case when ${claim("kind")} = 'client' then session.access_id = ${id("access")} and` +
  ` case when ${claim("preview")} is null then not session.preview else session.id = ${id("session")} end` +
  ` when ${claim("kind")} = 'staff' then session.firm_id = ${id("firm")}` +
  ` and (session.staff_id = ${id("staff")} or ${claim("role")} = 'ADMIN')` +
  ` when (${claim("kind")} = 'bearer' and ${claim("login")} is not null)` +
  " then session.staff_id in (select m.id from identity.staff_member m) end";

const ofToken =
  `((${claim("kind")} = 'staff' and ${claim("role")} = 'ADMIN') and token.firm_id = ${id("firm")})` +
  ` or (${claim("kind")} = 'bearer' and (token.access_id = ${id("access")} or token.staff_id = ${id("staff")}))`;

const statements = [
  "revoke update on identity.session, identity.token, identity.login from andamento_app",
  "grant update (ended_at) on identity.session to andamento_app",
  "grant update (last_used_at, used_at, voided_at) on identity.token to andamento_app",
  "grant update (password_hash, password_set_at, devices) on identity.login to andamento_app",
  "drop policy changes on identity.session",
  `create policy changes on identity.session for update to andamento_app
     using (${ofSession} and session.ended_at is null) with check (${ofSession} and session.ended_at is not null)`,
  "drop policy changes on identity.token",
  `create policy changes on identity.token for update to andamento_app
     using ((${ofToken}) and token.used_at is null and token.voided_at is null) with check (${ofToken})`,
];
