// What is asked of firms, staff, contacts and accesses. Each row brings the rule's verdict beside it.
import { sql } from "kysely";
import { sees } from "../../access/rows.ts";
import { Page, type PageRequest } from "../../platform/connection.ts";
import { questionsOver, type TableOf, verdict } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { fold } from "../../platform/text.ts";
import type { AccessStatus, ClientAccessSchema } from "./client-access.ts";
import type { ContactProfile, ContactSchema } from "./contact.ts";
import type { FirmSchema } from "./firm.ts";
import type { InvitationSchema } from "./invitation.ts";
import type { SessionSchema } from "./session.ts";
import type { StaffMemberSchema } from "./staff-member.ts";

const questions = questionsOver<{
  "identity.firm": TableOf<typeof FirmSchema>;
  "identity.staff_member": TableOf<typeof StaffMemberSchema>;
  "identity.contact": TableOf<typeof ContactSchema>;
  "identity.client_access": TableOf<typeof ClientAccessSchema>;
  "identity.invitation": TableOf<typeof InvitationSchema>;
  "identity.session": TableOf<typeof SessionSchema>;
}>();

type Row<Question extends { execute(): Promise<unknown[]> }> = Awaited<ReturnType<Question["execute"]>>[number];
const among = (ids: readonly string[]) => sql<string>`any (${[...ids]}::uuid[])`;
const byId = <Found extends { id: string }>(rows: readonly Found[]) => new Map(rows.map((row) => [row.id, row]));
const thisFirm = sql<string>`(select access.claim('firm')::uuid)`;

const firmRows = () =>
  questions
    .selectFrom("identity.firm as f")
    .select(["f.id", "f.name", "f.plan", "f.privacy_contact as privacyContact", "f.support_contact as supportContact"])
    .select(verdict(sees.firm, "f").as("verdict"));
export type FirmRow = Row<ReturnType<typeof firmRows>>;

export async function firmsById(asking: Asking, ids: readonly string[]): Promise<Map<string, FirmRow>> {
  const [rows] = await asking.read(firmRows().where("f.id", "=", among(ids)));
  return byId(rows);
}

const staffRows = () =>
  questions
    .selectFrom("identity.staff_member as m")
    .select(["m.id", "m.firm_id as firmId", "m.name", "m.email", "m.role", "m.active"])
    .select([verdict(sees.staffMember, "m").as("verdict"), sql<"StaffMember">`'StaffMember'`.as("member")]);
export type StaffMemberRow = Row<ReturnType<typeof staffRows>>;

export async function staffById(asking: Asking, ids: readonly string[]): Promise<Map<string, StaffMemberRow>> {
  const [rows] = await asking.read(staffRows().where("m.id", "=", among(ids)));
  return byId(rows);
}

/** Everybody at the firm, by name. */
export async function staffOfFirm(asking: Asking): Promise<StaffMemberRow[]> {
  const [rows] = await asking.read(staffRows().where("m.firm_id", "=", thisFirm).orderBy("m.name").orderBy("m.id"));
  return rows;
}

const contactRows = () =>
  questions
    .selectFrom("identity.contact as c")
    .select(["c.id", "c.version", "c.name", "c.kind", "c.profile", "c.emails", "c.phones", "c.tax_id as taxId"])
    .select(verdict(sees.contact, "c").as("verdict"));
export type ContactRow = Row<ReturnType<typeof contactRows>>;

export async function contactsById(asking: Asking, ids: readonly string[]): Promise<Map<string, ContactRow>> {
  const [rows] = await asking.read(contactRows().where("c.id", "=", among(ids)));
  return byId(rows);
}

const accessRows = () =>
  questions
    .selectFrom("identity.client_access as a")
    .select([
      "a.id",
      "a.version",
      "a.firm_id as firmId",
      "a.contact_id as contactId",
      "a.name",
      "a.email",
      "a.type",
      "a.categories",
      "a.includes_team_processes as includesTeamProcesses",
      "a.includes_private_processes as includesPrivateProcesses",
      "a.status",
      "a.created_at as createdAt",
      "a.updated_at as updatedAt",
      "a.last_seen_at as lastSeenAt",
    ])
    .select([verdict(sees.clientAccess, "a").as("verdict"), sql<"ClientAccess">`'ClientAccess'`.as("member")]);
export type ClientAccessRow = Row<ReturnType<typeof accessRows>>;

export async function accessesById(asking: Asking, ids: readonly string[]): Promise<Map<string, ClientAccessRow>> {
  const [rows] = await asking.read(accessRows().where("a.id", "=", among(ids)));
  return byId(rows);
}

/** The accesses of contacts, revoked ones too, the newest first. */
export async function accessesOf(
  asking: Asking,
  contactIds: readonly string[],
): Promise<Map<string, ClientAccessRow[]>> {
  const [rows] = await asking.read(
    accessRows().where("a.contact_id", "=", among(contactIds)).orderBy("a.created_at", "desc").orderBy("a.id"),
  );
  return Map.groupBy(rows, (row) => row.contactId);
}

/** The newest invitation of each access. One whose time has passed without being taken up is told as EXPIRED. */
export async function invitationsOf(asking: Asking, accessIds: readonly string[]) {
  const [rows] = await asking.read(
    questions
      .selectFrom("identity.invitation as i")
      .distinctOn("i.access_id")
      .select([
        "i.access_id as accessId",
        sql<string>`case when i.status in ('QUEUED', 'SENT', 'FAILED') and i.expires_at <= now() then 'EXPIRED' else i.status end`.as(
          "status",
        ),
        "i.failure",
        "i.sent_at as sentAt",
        "i.accepted_at as acceptedAt",
        "i.expires_at as expiresAt",
      ])
      .select(verdict(sees.invitation, "i").as("verdict"))
      .where("i.access_id", "=", among(accessIds))
      .orderBy("i.access_id")
      .orderBy("i.created_at", "desc"),
  );
  return new Map(rows.map((row) => [row.accessId, row]));
}

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
      .select([verdict(sees.session, "s").as("verdict"), sql<string | null>`null`.as("token")])
      .where("s.id", "=", sql<string>`(select access.claim('session')::uuid)`),
  );
  return rows[0] ?? null;
}
export type SessionRow = NonNullable<Awaited<ReturnType<typeof currentSession>>>;

/** What a person typed, to be looked for anywhere in a text: its wildcards mean themselves. */
const containing = (typed: string): string => `%${typed.replace(/[\\%_]/g, "\\$&")}%`;

const total = sql<string>`count(*)`.as("total");
const allSeen = sql<boolean | null>`bool_and(coalesce(c.verdict, false))`.as("verdict");
const counted = (count: { total: string; verdict: boolean | null } | undefined) => ({
  total: Number(count?.total ?? 0),
  verdict: count?.verdict ?? null,
});

/** The firm's contacts by name. */
export async function pageOfContacts(
  asking: Asking,
  selection: { search?: string | null | undefined; profile?: ContactProfile | null | undefined },
  request: PageRequest,
): Promise<Page<ContactRow & { cursorValue: string }>> {
  const chosen = () => {
    let chosen = contactRows().where("c.firm_id", "=", thisFirm);
    if (selection.profile) chosen = chosen.where("c.profile", "=", selection.profile);
    if (selection.search) {
      const text = containing(fold(selection.search));
      chosen = chosen.where(sql<boolean>`(c.name_folded like ${text} or array_to_string(c.emails, ' ') like ${text})`);
    }
    return chosen;
  };
  let page = chosen().select("c.name_folded as cursorValue");
  const { after } = request;
  if (after) page = page.where(sql<boolean>`(c.name_folded, c.id) > (${after.value}::text, ${after.id}::uuid)`);
  const [rows] = await asking.read(
    page
      .orderBy("c.name_folded")
      .orderBy("c.id")
      .limit(request.first + 1),
  );
  return new Page(rows, request, "NAME", async () => {
    const [[count]] = await asking.read(questions.selectFrom(chosen().as("c")).select([total, allSeen]));
    return counted(count);
  });
}

/** The firm's client accesses by name. */
export async function pageOfAccesses(
  asking: Asking,
  selection: { search?: string | null | undefined; status?: AccessStatus | null | undefined },
  request: PageRequest,
): Promise<Page<ClientAccessRow & { cursorValue: string }>> {
  const chosen = () => {
    let chosen = accessRows().where("a.firm_id", "=", thisFirm);
    if (selection.status) chosen = chosen.where("a.status", "=", selection.status);
    if (selection.search) {
      const text = containing(fold(selection.search));
      chosen = chosen.where(sql<boolean>`(a.name_folded like ${text} or a.email like ${text})`);
    }
    return chosen;
  };
  let page = chosen().select("a.name_folded as cursorValue");
  const { after } = request;
  if (after) page = page.where(sql<boolean>`(a.name_folded, a.id) > (${after.value}::text, ${after.id}::uuid)`);
  const [rows] = await asking.read(
    page
      .orderBy("a.name_folded")
      .orderBy("a.id")
      .limit(request.first + 1),
  );
  return new Page(rows, request, "NAME", async () => {
    const [[count]] = await asking.read(questions.selectFrom(chosen().as("c")).select([total, allSeen]));
    return counted(count);
  });
}
