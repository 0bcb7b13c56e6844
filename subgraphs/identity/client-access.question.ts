import { sql } from "kysely";
import { sees } from "../../access/rows.ts";
import { Page, type PageRequest } from "../../platform/connection.ts";
import { among, byId, containing, countIn, type RowOf, thisFirm, verdict } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { AccessStatus } from "./client-access.ts";
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
  return new Map(rows.map((row) => [row.accessId, row]));
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
