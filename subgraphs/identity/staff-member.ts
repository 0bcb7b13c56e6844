import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const staffRoles = ["ADMIN", "MEMBER"] as const;
export type StaffRole = (typeof staffRoles)[number];

export const StaffMemberSchema = defineEntity({
  name: "StaffMember",
  schema: "identity",
  tableName: "staff_member",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    name: p.text(),
    email: p.text(),
    role: p.text().$type<StaffRole>().check("role in ('ADMIN', 'MEMBER')"),
    active: p.boolean(),
    createdAt: p.datetime(),
  },
  uniques: [
    { name: "staff_member_of_firm", properties: ["firmId", "id"] },
    { name: "staff_member_email", properties: ["firmId", "email"] },
  ],
  ...rows.staffMember,
});

/** Somebody who works at the firm: its lawyers and administrators. */
export class StaffMember extends StaffMemberSchema.class {
  static join(input: { id: string; firmId: string; name: string; email: string; role: StaffRole }): StaffMember {
    return Object.assign(new StaffMember(), { ...input, active: true, createdAt: new Date() });
  }
}
StaffMemberSchema.setClass(StaffMember);
