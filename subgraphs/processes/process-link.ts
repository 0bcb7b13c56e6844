import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const processLinkKinds = ["APPEAL", "OFFSHOOT", "ATTACHMENT"] as const;
export type ProcessLinkKind = (typeof processLinkKinds)[number];

export const ProcessLinkSchema = defineEntity({
  name: "ProcessLink",
  schema: "processes",
  tableName: "link",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    /** The one appealed from, attached to … */
    originalId: p.uuid(),
    linkedId: p.uuid(),
    kind: p.text().$type<ProcessLinkKind>().check("kind in ('APPEAL', 'OFFSHOOT', 'ATTACHMENT')"),
  },
  uniques: [
    { name: "link_of_firm", properties: ["firmId", "id"] },
    { name: "link_once", properties: ["firmId", "originalId", "linkedId"] },
  ],
  checks: [{ name: "link_of_two", expression: "original_id <> linked_id" }],
  indexes: [
    { name: "link_of_linked", properties: ["linkedId"] },
    { name: "link_of_original", properties: ["originalId"] },
    {
      name: "link_one_original",
      expression:
        "create unique index link_one_original on processes.link (firm_id, linked_id) where kind in ('APPEAL', 'OFFSHOOT')",
    },
  ],
  ...rows.link,
});

/** How two processes hang together. Appeals and offshoots inherit who sees them; attachments grant nothing. */
export class ProcessLink extends ProcessLinkSchema.class {
  static between(firmId: string, originalId: string, linkedId: string, kind: ProcessLinkKind): ProcessLink {
    return Object.assign(new ProcessLink(), { id: randomUUID(), firmId, originalId, linkedId, kind });
  }
}
ProcessLinkSchema.setClass(ProcessLink);
