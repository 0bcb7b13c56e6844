import { sql } from "kysely";
import { sees } from "../../access/rows.ts";
import { among, byId, type RowOf, thisFirm, verdict } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { questions } from "./tables.ts";

const staffRows = () =>
  questions
    .selectFrom("identity.staff_member as m")
    .select(["m.id", "m.firm_id as firmId", "m.name", "m.email", "m.role", "m.active"])
    .select([verdict(sees.staffMember, "m").as("verdict"), sql<"StaffMember">`'StaffMember'`.as("member")]);
export type StaffMemberRow = RowOf<ReturnType<typeof staffRows>>;

export async function staffById(asking: Asking, ids: readonly string[]): Promise<Map<string, StaffMemberRow>> {
  const [rows] = await asking.read(staffRows().where("m.id", "=", among(ids)));
  return byId(rows);
}

/** Everybody at the firm, by name. */
export async function staffOfFirm(asking: Asking): Promise<StaffMemberRow[]> {
  const [rows] = await asking.read(staffRows().where("m.firm_id", "=", thisFirm).orderBy("m.name").orderBy("m.id"));
  return rows;
}
