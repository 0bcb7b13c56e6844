import { sql } from "kysely";
import { sees } from "../../access/rows.ts";
import { longestLinkLife } from "../../platform/config.ts";
import { among, byId, type RowOf, verdict } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { AppStore } from "./firm.ts";
import { questions } from "./tables.ts";

const firmRows = () =>
  questions
    .selectFrom("identity.firm as f")
    .select([
      "f.id",
      "f.name",
      "f.plan",
      "f.privacy_contact as privacyContact",
      "f.support_contact as supportContact",
      "f.simplified_may_submit as simplifiedMaySubmit",
      "f.mails_in_english as mailsInEnglish",
      "f.link_days as linkDays",
      "f.link_unused_days as linkUnusedDays",
      "f.portal_name as portalName",
      "f.portal_icon_url as portalIconUrl",
      "f.portal_web_url as portalWebUrl",
      sql<AppStore[]>`f.portal_stores`.as("portalStores"),
    ])
    .select(verdict(sees.firm, "f").as("verdict"));
export type FirmRow = RowOf<ReturnType<typeof firmRows>>;

export async function firmsById(asking: Asking, ids: readonly string[]): Promise<Map<string, FirmRow>> {
  const [rows] = await asking.read(firmRows().where("f.id", "=", among(ids)));
  const { days, unusedDays } = asking.house.linkLife ?? longestLinkLife;
  return byId(
    rows.map((row) => ({
      ...row,
      linkDays: atMost(days, row.linkDays),
      linkUnusedDays: atMost(unusedDays, row.linkUnusedDays),
    })),
  );
}

/** What holds of what a firm has said: its installation may have said less since. */
const atMost = (most: number, said: number | null) => said && Math.min(said, most);
