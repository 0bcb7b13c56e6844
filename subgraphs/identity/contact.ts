import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";
import { fold } from "../../platform/text.ts";

export const contactKinds = ["PERSON", "COMPANY"] as const;
export type ContactKind = (typeof contactKinds)[number];
export const contactProfiles = ["CLIENT", "CONTACT"] as const;
export type ContactProfile = (typeof contactProfiles)[number];

export const ContactSchema = defineEntity({
  name: "Contact",
  schema: "identity",
  tableName: "contact",
  properties: {
    id: p.uuid().primary(),
    firmId: p.uuid(),
    version: p.integer(),
    name: p.text(),
    /** The name folded for ordering and search. */
    nameFolded: p.text().collation("C"),
    kind: p.text().$type<ContactKind>().check("kind in ('PERSON', 'COMPANY')"),
    profile: p.text().$type<ContactProfile>().check("profile in ('CLIENT', 'CONTACT')"),
    emails: p.array(),
    phones: p.array(),
    taxId: p.text().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
  uniques: [
    { name: "contact_of_firm", properties: ["firmId", "id"] },
    { name: "contact_tax_id", properties: ["firmId", "taxId"] },
  ],
  indexes: [{ name: "contact_by_name", properties: ["firmId", "nameFolded", "id"] }],
  ...rows.contact,
});

export interface ContactFields {
  name: string;
  kind: ContactKind;
  profile: ContactProfile;
  emails: string[];
  phones: string[];
  taxId: string | null;
}

/** A ficha de contato: a person or company the firm knows. */
export class Contact extends ContactSchema.class {
  static register(firmId: string, fields: ContactFields): Contact {
    const contact = Object.assign(new Contact(), { id: randomUUID(), firmId, version: 0, createdAt: new Date() });
    contact.change(fields);
    return contact;
  }

  change(fields: Partial<ContactFields>): void {
    Object.assign(this, fields);
    this.nameFolded = fold(this.name);
    this.version += 1;
    this.updatedAt = new Date();
  }
}
ContactSchema.setClass(Contact);
