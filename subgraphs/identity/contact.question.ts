import { sql } from "kysely";
import { sees } from "../../access/rows.ts";
import { Page, type PageRequest } from "../../platform/connection.ts";
import { among, byId, containing, countIn, type RowOf, thisFirm, verdict } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { ContactProfile } from "./contact.ts";
import { questions } from "./tables.ts";

const contactRows = () =>
  questions
    .selectFrom("identity.contact as c")
    .select(["c.id", "c.version", "c.name", "c.kind", "c.profile", "c.emails", "c.phones", "c.tax_id as taxId"])
    .select(verdict(sees.contact, "c").as("verdict"));
export type ContactRow = RowOf<ReturnType<typeof contactRows>>;

export async function contactsById(asking: Asking, ids: readonly string[]): Promise<Map<string, ContactRow>> {
  const [rows] = await asking.read(contactRows().where("c.id", "=", among(ids)));
  return byId(rows);
}

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
      const text = containing(selection.search);
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
  return new Page(rows, request, "NAME", () => countIn(asking, chosen()));
}
