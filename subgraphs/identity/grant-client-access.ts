import { z } from "zod";
import { informationCategories } from "../../access/categories.ts";
import { accessTypes, channelsOf } from "../../access/channels.ts";
import { executorOf, type Transaction } from "../../platform/database.ts";
import { mistake, telling } from "../../platform/errors.ts";
import { checked, email, optionalLine } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { fold } from "../../platform/text.ts";
import { ClientAccess } from "./client-access.ts";
import type { GrantClientAccessInput } from "./client-access.type.ts";
import { contactToChange } from "./contact-to-change.ts";
import { Firm } from "./firm.ts";
import { Invitation } from "./invitation.ts";
import { invitationQueue } from "./invitation-mail.ts";
import { Token, type TokenPurpose } from "./token.ts";

const schema = z.object({
  contactId: z.string(),
  name: optionalLine(200),
  email,
  type: z.enum(accessTypes),
  categories: z.array(z.enum(informationCategories)).max(50),
  includesTeamProcesses: z.boolean().nullish(),
  includesPrivateProcesses: z.boolean().nullish(),
  addEmailToContact: z.boolean().nullish(),
});

const day = 24 * 3600 * 1000;
/** How long a mailed token can be used: the standing link, and the password's set-up. */
const tokenLife: Record<TokenPurpose, number> = { OPEN_LINK: 180 * day, SET_PASSWORD: 7 * day };

/** Grants a contact its access and queues the invitation (product.md R1–R5). Gives its id; throws the mistakes in the input. */
export async function grantClientAccess(asking: Asking, input: GrantClientAccessInput): Promise<string> {
  const said = checked(schema, input);
  const firmId = asking.viewer?.firm as string;
  const granted = await telling({ client_access_email: emailTaken }, () =>
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
      if (!contact.emails.includes(said.email)) {
        if (!said.addEmailToContact) {
          if (contact.emails.length === 0)
            throw mistake(
              "CONTACT_EMAIL_REQUIRED",
              ["input", "contactId"],
              "Este contato não tem e-mail.",
              "This contact has no e-mail.",
            );
          throw mistake(
            "CONTACT_EMAIL_NOT_ON_RECORD",
            ["input", "email"],
            "Este e-mail não está na ficha do contato.",
            "This e-mail is not on the contact's record.",
          );
        }
        contact.change({ emails: [...contact.emails, said.email] });
      }
      const name = said.name ?? contact.name;
      const access = ClientAccess.grant({
        firmId,
        contactId: contact.id,
        name,
        nameFolded: fold(name),
        email: said.email,
        type: said.type,
        categories: informationCategories.filter((category) => said.categories.includes(category)),
        includesTeamProcesses: said.includesTeamProcesses ?? false,
        includesPrivateProcesses: said.includesPrivateProcesses ?? false,
      });
      await transaction.persist(access).flush();
      await invite(asking, transaction, access);
      return access.id;
    }),
  );
  asking.house.jobs.nudge(invitationQueue);
  return granted;
}

/** Makes the tokens that the access's type and the firm's plan have a use for, and queues the mail that carries them. */
async function invite(asking: Asking, transaction: Transaction, access: ClientAccess): Promise<void> {
  const firm = await transaction.findOneOrFail(Firm, { id: access.firmId });
  const opened = channelsOf(access.type, firm.plan).filter((channel) => channel.available);
  const purposes: TokenPurpose[] = [];
  if (opened.some((channel) => channel.credential === "LINK")) purposes.push("OPEN_LINK");
  if (opened.some((channel) => channel.credential === "PASSWORD")) purposes.push("SET_PASSWORD");
  const life = (purpose: TokenPurpose) => new Date(Date.now() + tokenLife[purpose]);
  const invitation = Invitation.to(access, life(purposes[0] ?? "SET_PASSWORD"));
  transaction.persist(invitation);
  for (const purpose of purposes) transaction.persist(Token.issue(access, purpose, life(purpose), asking.house.keys));
  await transaction.flush();
  await asking.house.jobs.enqueue(
    invitationQueue,
    { firm: access.firmId, invitation: invitation.id },
    executorOf(transaction),
  );
}

const emailTaken = () =>
  mistake(
    "TAKEN",
    ["input", "email"],
    "Já existe um acesso com este e-mail.",
    "There is an access with this e-mail already.",
  );
