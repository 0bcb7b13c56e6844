import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const partyRoles = ["CLIENT", "ADVERSE", "WITNESS", "EXPERT", "OTHER"] as const;
export type PartyRole = (typeof partyRoles)[number];
export const partySides = ["ACTIVE", "PASSIVE", "OTHER"] as const;
export type PartySide = (typeof partySides)[number];

export const PartySchema = defineEntity({
  name: "Party",
  schema: "processes",
  tableName: "party",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    processId: p.uuid(),
    /** The contact record; null for somebody the firm knows by name only. */
    contactId: p.uuid().nullable(),
    /** As it was when written. */
    name: p.text(),
    /** The name folded for search: made by the database. */
    nameFolded: p
      .text()
      .generated("lower(regexp_replace(normalize(name, nfkd), '[\\u0300-\\u036f]', '', 'g')) stored")
      .nullable(),
    role: p.text().$type<PartyRole>().check("role in ('CLIENT', 'ADVERSE', 'WITNESS', 'EXPERT', 'OTHER')"),
    side: p.text().$type<PartySide>().check("side in ('ACTIVE', 'PASSIVE', 'OTHER')"),
    /** Its place in the list. */
    position: p.integer(),
  },
  uniques: [{ name: "party_of_firm", properties: ["firmId", "id"] }],
  indexes: [
    { name: "party_of_process", properties: ["processId", "position"] },
    { name: "party_of_contact", properties: ["contactId"] },
  ],
  ...rows.party,
});

export interface PartyFields {
  contactId: string | null;
  name: string;
  role: PartyRole;
  side: PartySide;
}

/** Somebody involved in a process. Only the role CLIENT lets a contact see it. */
export class Party extends PartySchema.class {
  static of(process: { id: string; firmId: string }, fields: PartyFields, position: number): Party {
    return Object.assign(new Party(), {
      id: randomUUID(),
      firmId: process.firmId,
      processId: process.id,
      position,
      ...fields,
    });
  }
}
PartySchema.setClass(Party);
