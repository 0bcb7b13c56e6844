import { sql } from "kysely";
import { sees } from "../../access/rows.ts";
import { Page, type PageRequest } from "../../platform/connection.ts";
import { among, byId, containing, countIn, type RowOf, thisFirm, verdict } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { Text } from "../../platform/text.ts";
import type { AccessStatus } from "./client-access.ts";
import type { InvitationFailure } from "./invitation.ts";
import { questions } from "./tables.ts";

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
export type ClientAccessRow = RowOf<ReturnType<typeof accessRows>>;

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
  return new Map(rows.map((row) => [row.accessId as string, { ...row, failure: told(asking, row.failure) }]));
}

/** The newest invitation of each of the firm's people who was mailed one. It is taken up by the first session. */
export async function invitationsOfStaff(asking: Asking, staffIds: readonly string[]) {
  const [rows] = await asking.read(
    questions
      .selectFrom("identity.invitation as i")
      .distinctOn("i.staff_id")
      .select(["i.staff_id as staffId", "i.failure", "i.sent_at as sentAt", "i.expires_at as expiresAt"])
      .select([
        sql<string | null>`s.at`.as("acceptedAt"),
        sql<string>`case when s.at is not null then 'ACCEPTED'
          when i.status in ('QUEUED', 'SENT', 'FAILED') and i.expires_at <= now() then 'EXPIRED' else i.status end`.as(
          "status",
        ),
        verdict(sees.invitation, "i").as("verdict"),
      ])
      .leftJoinLateral(
        (from) =>
          from
            .selectFrom("identity.session as first")
            .select((row) => row.fn.min("first.started_at").as("at"))
            .whereRef("first.staff_id", "=", "i.staff_id")
            .as("s"),
        (join) => join.onTrue(),
      )
      .where("i.staff_id", "=", among(staffIds))
      .orderBy("i.staff_id")
      .orderBy("i.created_at", "desc"),
  );
  return new Map(
    rows.map((row) => [
      row.staffId as string,
      { ...row, failure: row.status === "ACCEPTED" ? null : told(asking, row.failure) },
    ]),
  );
}

/** The link of each access that has one: the newest that was mailed and not taken back. */
export async function linksOfAccesses(asking: Asking, accessIds: readonly string[]) {
  const [rows] = await asking.read(
    questions
      .selectFrom("identity.token as t")
      .distinctOn("t.access_id")
      .select([
        "t.access_id as accessId",
        "t.last_used_at as lastUsedAt",
        sql<string>`access.token_until(t.expires_at, t.last_used_at, t.created_at, t.purpose, t.idle_seconds)`.as(
          "expiresAt",
        ),
      ])
      .select(verdict(sees.token, "t").as("verdict"))
      .where("t.access_id", "=", among(accessIds))
      .where("t.purpose", "=", "OPEN_LINK")
      .where("t.voided_at", "is", null)
      .orderBy("t.access_id")
      .orderBy("t.created_at", "desc"),
  );
  return new Map(rows.map((row) => [row.accessId as string, row]));
}

/** A link may be in other hands, and letters count news of what it does not open: when one went out would tell of it. */
const notByLink = sql<boolean>`(select access.claim('credential')) is distinct from 'LINK'`;

/** What has become of the daily letters of each access. One that has had none wants them. */
export async function newsByMailOf(asking: Asking, accessIds: readonly string[]) {
  const [rows] = await asking.read(
    questions
      .selectFrom("identity.client_access as a")
      .leftJoin("identity.news_mail as n", (join) =>
        join.onRef("n.firm_id", "=", "a.firm_id").onRef("n.access_id", "=", "a.id"),
      )
      .select([
        "a.id",
        sql<boolean>`(n.opted_out_at is null or n.opted_out_email <> a.email)`.as("wanted"),
        sql<string | null>`case when ${notByLink} then n.sent_at end`.as("lastSentAt"),
        sql<boolean>`coalesce(${notByLink} and n.refused_at > coalesce(n.sent_at, '-infinity'), false)`.as("isRefused"),
      ])
      .select(verdict(sees.clientAccess, "a").as("verdict"))
      .where("a.id", "=", among(accessIds)),
  );
  return new Map(
    rows.map((row) => [row.id, { ...row, failure: row.isRefused ? refusedNews[asking.request.language] : null }]),
  );
}

const told = ({ request }: Asking, failure: InvitationFailure | null): string | null =>
  failure && (failures[failure]?.[request.language] ?? null);

const refusedNews: Text = {
  pt: "O servidor de e-mail recusou este endereço. Confira o e-mail do acesso.",
  en: "The mail server refused this address. Check the e-mail of the access.",
};

const failures: Record<InvitationFailure, Text> = {
  UNDELIVERABLE: {
    pt: "O servidor de e-mail recusou este endereço. Confira o e-mail e envie o convite de novo.",
    en: "The mail server refused this address. Check the e-mail and send the invitation again.",
  },
  NOT_ACCEPTED: {
    pt: "Nenhum servidor de e-mail aceitou a mensagem, depois de muitas tentativas. Envie o convite de novo.",
    en: "No mail server took the message, after many attempts. Send the invitation again.",
  },
  DELAYED: {
    pt: "O servidor de e-mail ainda não aceitou a mensagem. Continuamos tentando.",
    en: "The mail server has not taken the message yet. We keep trying.",
  },
};

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
      const text = containing(selection.search);
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
  return new Page(rows, request, "NAME", () => countIn(asking, chosen()));
}
