import type { Transaction } from "../../platform/database.ts";
import { Firm } from "./firm.ts";
import { Invitation } from "./invitation.ts";
import { worded } from "./letter.ts";
import type { Written } from "./mail-queue.ts";

/** Tells the address an access was moved from. It names the firm: no person, no process, and not the new address. */
export async function movedLetter(
  transaction: Transaction,
  invitationId: string,
  host: string,
): Promise<Written | null> {
  const invitation = await transaction.findOne(Invitation, { id: invitationId });
  if (!invitation?.previousEmail) return null;
  const firm = await transaction.findOneOrFail(Firm, { id: invitation.firmId });
  const support = firm.supportContact;
  return {
    letter: {
      messageId: `<moved.${invitation.id}@${host}>`,
      to: { name: "", address: invitation.previousEmail },
      subject: `${firm.name}: seu acesso mudou de e-mail`,
      ...worded(
        firm,
        [
          { text: "Olá." },
          { text: `O escritório ${firm.name} passou para outro endereço de e-mail o acesso que usava este.` },
          { text: "Os links enviados para cá deixaram de valer, e o que estava aberto com eles foi encerrado." },
          ...(support ? [{ text: `Não esperava por isso? Fale com o escritório: ${support}.` }] : []),
        ],
        [
          { text: "Hello." },
          { text: `The law firm ${firm.name} moved the access that used this e-mail address to another one.` },
          { text: "The links that were sent here are no longer valid, and what they had opened was closed." },
          ...(support ? [{ text: `Not what you expected? Ask the firm: ${support}.` }] : []),
        ],
      ),
    },
    links: [],
    accessId: invitation.accessId ?? null,
  };
}
