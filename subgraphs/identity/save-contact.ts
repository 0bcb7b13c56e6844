import { z } from "zod";
import { type Mistakes, mistake, notFound, telling } from "../../platform/errors.ts";
import { checked, email, line, listOf, taxId } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { ClientAccess } from "./client-access.ts";
import { Contact, type ContactFields, contactKinds, contactProfiles } from "./contact.ts";
import type { ContactInput, UpdateContactInput } from "./contact.type.ts";
import { contactToChange } from "./contact-to-change.ts";

const emails = listOf(email, 20).transform((list) => [...new Set(list)]);
const phones = listOf(line(40), 20);

const newContact = z.object({
  name: line(200),
  kind: z.enum(contactKinds),
  profile: z.enum(contactProfiles),
  emails,
  phones: phones.nullish(),
  taxId,
});

const contactChanges = z.object({
  expectedVersion: z.number().int().nullish(),
  name: line(200).optional(),
  kind: z.enum(contactKinds).optional(),
  profile: z.enum(contactProfiles).optional(),
  emails: emails.nullish(),
  phones: phones.nullish(),
  taxId,
});

const taxIdTaken = (): Mistakes =>
  mistake(
    "TAKEN",
    ["input", "taxId"],
    "Outro contato do escritório tem este CPF ou CNPJ.",
    "Another contact of the firm has this CPF or CNPJ.",
  );

/** Registers a contact. Gives its id; throws the mistakes in the input. */
export async function createContact(asking: Asking, input: ContactInput): Promise<string> {
  const said = checked(newContact, input);
  return telling({ contact_tax_id: taxIdTaken }, () =>
    asking.command(async (transaction) => {
      const contact = Contact.register(asking.viewer?.firm as string, { ...said, phones: said.phones ?? [] });
      await transaction.persist(contact).flush();
      return contact.id;
    }),
  );
}

/** Changes what was said of a contact and leaves the rest. Gives its id; throws the mistakes in the input. */
export async function updateContact(asking: Asking, id: string, input: UpdateContactInput): Promise<string> {
  const said = checked(contactChanges, input);
  return telling({ contact_tax_id: taxIdTaken }, () =>
    asking.command(async (transaction) => {
      const contact = await contactToChange(transaction, id);
      if (!contact) throw notFound("id");
      if (typeof said.expectedVersion === "number" && said.expectedVersion !== contact.version)
        throw mistake(
          "CONFLICT",
          ["input", "expectedVersion"],
          "Alguém alterou este contato enquanto isso. Confira e salve de novo.",
          "Somebody changed this contact meanwhile. Check it and save again.",
        );
      const changes: Partial<ContactFields> = {};
      if (said.name !== undefined) changes.name = said.name;
      if (said.kind !== undefined) changes.kind = said.kind;
      if (said.profile !== undefined) changes.profile = said.profile;
      if (said.emails !== undefined) changes.emails = said.emails ?? [];
      if (said.phones !== undefined) changes.phones = said.phones ?? [];
      if (input.taxId !== undefined) changes.taxId = said.taxId;
      const accesses = await transaction.find(ClientAccess, { contactId: contact.id, status: { $ne: "REVOKED" } });
      if (changes.emails && accesses.some((access) => !changes.emails?.includes(access.email)))
        throw mistake(
          "CONFLICT",
          ["input", "emails"],
          "Um acesso do cliente usa um e-mail que sairia da ficha.",
          "A client access uses an e-mail that would go.",
        );
      if (changes.profile === "CONTACT" && accesses.length > 0)
        throw mistake(
          "CONFLICT",
          ["input", "profile"],
          "Este contato tem acesso do cliente.",
          "This contact has a client access.",
        );
      contact.change(changes);
      await transaction.flush();
      return contact.id;
    }),
  );
}
