import { z } from "zod";
import { informationCategories } from "../../access/categories.ts";
import { accessTypes } from "../../access/channels.ts";
import { logAccess } from "../../platform/access-log.ts";
import { mistake, telling } from "../../platform/errors.ts";
import { checked, email, listOf, optionalLine } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { oneAccessPerEmail, putOnRecord } from "./address-on-record.ts";
import { ClientAccess } from "./client-access.ts";
import type { GrantClientAccessInput } from "./client-access.type.ts";
import { contactToChange } from "./contact-to-change.ts";
import { invite } from "./invite.ts";
import { mailQueue } from "./mail-queue.ts";

const schema = z.object({
  contactId: z.string(),
  name: optionalLine(200),
  email,
  type: z.enum(accessTypes),
  categories: listOf(z.enum(informationCategories), 50),
  includesTeamProcesses: z.boolean().nullish(),
  includesPrivateProcesses: z.boolean().nullish(),
  addEmailToContact: z.boolean().nullish(),
});

/** Grants a contact its access and queues the invitation (product.md R1–R5). Gives its id; throws the mistakes in the input. */
export async function grantClientAccess(asking: Asking, input: GrantClientAccessInput): Promise<string> {
  const said = checked(schema, input);
  const firmId = asking.viewer?.firm as string;
  const granted = await telling(oneAccessPerEmail, () =>
    asking.command(async (transaction) => {
      const contact = await contactToChange(transaction, said.contactId);
      if (!contact)
        throw mistake(
          "CONTACT_REQUIRED",
          ["input", "contactId"],
          "Escolha um contato do escritório.",
          "Choose a contact of the firm.",
        );
      if (contact.profile !== "CLIENT")
        throw mistake(
          "CONTACT_NOT_A_CLIENT",
          ["input", "contactId"],
          "Este contato não tem o perfil de cliente.",
          "This contact's profile is not client.",
        );
      if (contact.emails.length === 0 && !said.addEmailToContact)
        throw mistake(
          "CONTACT_EMAIL_REQUIRED",
          ["input", "contactId"],
          "Este contato não tem e-mail.",
          "This contact has no e-mail.",
        );
      putOnRecord(contact, said.email, said.addEmailToContact ?? false);
      const access = ClientAccess.grant({
        firmId,
        contactId: contact.id,
        name: said.name ?? contact.name,
        email: said.email,
        type: said.type,
        categories: informationCategories.filter((category) => said.categories.includes(category)),
        includesTeamProcesses: said.includesTeamProcesses ?? false,
        includesPrivateProcesses: said.includesPrivateProcesses ?? false,
      });
      await transaction.persist(access).flush();
      await logAccess(transaction, "GRANTED", { accessId: access.id });
      await invite(asking, transaction, access);
      await logAccess(transaction, "INVITED", { accessId: access.id });
      return access.id;
    }),
  );
  asking.house.jobs.nudge(mailQueue);
  return granted;
}
