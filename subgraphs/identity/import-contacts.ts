// The contacts and people of a firm, as its records of before name them: by CPF, CNPJ or e-mail.
import { z } from "zod";
import type { Transaction } from "../../platform/database.ts";
import { mistake } from "../../platform/errors.ts";
import { email, line, listOf, taxId } from "../../platform/input.ts";
import { Contact, type ContactFields, contactKinds, contactProfiles } from "./contact.ts";
import { StaffMember } from "./staff-member.ts";

export const importedContact = z.strictObject({
  name: line(200).optional(),
  kind: z.enum(contactKinds).optional(),
  profile: z.enum(contactProfiles).optional(),
  emails: listOf(email, 20).optional(),
  phones: listOf(line(40), 20).optional(),
  taxId,
});
export type ImportedContact = z.output<typeof importedContact>;

export type Became = "create" | "update" | "unchanged";

/** Contacts by what names them. One e-mail may be on several records; then it names none of them. */
export class ContactBook {
  private readonly named = new Map<string, Set<Contact>>();

  private constructor(private readonly firmId: string) {}

  /** Opens the book at the CPFs, CNPJs and e-mails that will be asked for. */
  static async open(transaction: Transaction, firmId: string, names: readonly string[]): Promise<ContactBook> {
    const book = new ContactBook(firmId);
    const found = await transaction.execute<{ id: string }[]>(
      `select c.id from identity.contact c, (select array(select json_array_elements_text(?::json)) as names) asked
       where c.tax_id = any (asked.names) or c.emails && asked.names`,
      [JSON.stringify(names)],
    );
    for (const contact of await transaction.find(Contact, { id: { $in: found.map(({ id }) => id) } }))
      book.note(contact);
    return book;
  }

  /** The one contact of this CPF, CNPJ or e-mail. Throws when there is none, or more than one. */
  find(name: string): Contact {
    const found = this.lookUp([name]);
    if (!found) throw notThere(name);
    return found;
  }

  /** Registers a contact, or adds what was said to the one that is there: its e-mails and phones stay. */
  take(transaction: Transaction, said: ImportedContact): Became {
    const emails = [...new Set(said.emails ?? [])];
    const names = [...(said.taxId ? [said.taxId] : []), ...emails];
    if (names.length === 0)
      throw mistake(
        "REQUIRED",
        ["taxId"],
        "Informe CPF, CNPJ ou e-mail: por eles o contato é reconhecido.",
        "Give CPF, CNPJ or an e-mail: a contact is known by them.",
      );
    const there = (said.taxId && this.lookUp([said.taxId])) || this.lookUp(emails);
    if (!there) {
      if (!said.name) throw mistake("REQUIRED", ["name"], "Informe o nome.", "Give the name.");
      const { name, kind = "PERSON", profile = "CLIENT", phones = [], taxId } = said;
      const contact = Contact.register(this.firmId, { name, kind, profile, emails, phones, taxId });
      transaction.persist(contact);
      this.note(contact);
      return "create";
    }
    if (said.taxId && there.taxId && said.taxId !== there.taxId)
      throw mistake(
        "CONFLICT",
        ["taxId"],
        `O contato deste e-mail tem outro CPF ou CNPJ: ${there.name}.`,
        `The contact of this e-mail has another CPF or CNPJ: ${there.name}.`,
      );
    const wanted: Partial<ContactFields> = {
      ...(said.name ? { name: said.name } : {}),
      ...(said.kind ? { kind: said.kind } : {}),
      // A contact that is a client, and may have its access, does not stop being one by an import.
      ...(said.profile === "CLIENT" ? { profile: said.profile } : {}),
      ...(said.taxId ? { taxId: said.taxId } : {}),
      emails: [...new Set([...there.emails, ...emails])],
      phones: [...new Set([...there.phones, ...(said.phones ?? [])])],
    };
    const now = there as unknown as Record<string, unknown>;
    if (Object.entries(wanted).every(([field, value]) => String(now[field]) === String(value))) return "unchanged";
    there.change(wanted);
    this.note(there);
    return "update";
  }

  private lookUp(names: readonly string[]): Contact | null {
    const found = new Set(names.flatMap((name) => [...(this.named.get(name) ?? [])]));
    if (found.size > 1)
      throw mistake(
        "CONFLICT",
        null,
        `Mais de um contato tem ${names.join(", ")}.`,
        `More than one contact has ${names.join(", ")}.`,
      );
    return [...found][0] ?? null;
  }

  private note(contact: Contact): void {
    for (const name of [contact.taxId, ...contact.emails]) {
      if (!name) continue;
      const found = this.named.get(name) ?? new Set();
      this.named.set(name, found.add(contact));
    }
  }
}

const notThere = (name: string) =>
  mistake("NOT_FOUND", null, `Não existe contato com ${name}.`, `There is no contact with ${name}.`);

/** The ids of a firm's people by their e-mail. */
export async function staffByEmail(transaction: Transaction, emails: readonly string[]): Promise<Map<string, string>> {
  const found = await transaction.find(StaffMember, { email: { $in: [...emails] }, active: true });
  return new Map(found.map(({ email, id }) => [email, id]));
}
