import { type Mistakes, mistake } from "../../platform/errors.ts";
import type { Contact } from "./contact.ts";

/** An access goes to one of its contact's e-mails: adds it when that was asked for, or throws CONTACT_EMAIL_NOT_ON_RECORD. */
export function putOnRecord(contact: Contact, address: string, mayAdd: boolean): void {
  if (contact.emails.includes(address)) return;
  if (!mayAdd)
    throw mistake(
      "CONTACT_EMAIL_NOT_ON_RECORD",
      ["input", "email"],
      "Este e-mail não está na ficha do contato.",
      "This e-mail is not on the contact's record.",
    );
  contact.change({ emails: [...contact.emails, address] });
}

/** By its constraint, for `telling`: an e-mail has one live access at a firm. */
export const oneAccessPerEmail: Readonly<Record<string, () => Mistakes>> = {
  client_access_email: () =>
    mistake(
      "TAKEN",
      ["input", "email"],
      "Já existe um acesso com este e-mail.",
      "There is an access with this e-mail already.",
    ),
};
