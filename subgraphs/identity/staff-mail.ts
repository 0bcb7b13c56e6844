import type { Transaction } from "../../platform/database.ts";
import type { Keys } from "../../platform/keys.ts";
import { Firm } from "./firm.ts";
import { moment, worded } from "./letter.ts";
import type { Written } from "./mail-queue.ts";
import { StaffMember } from "./staff-member.ts";
import { secretOf, Token } from "./token.ts";

/** Tells somebody that they belong to a firm now, with the link to set a password. Null when that is over. */
export async function staffLetter(
  transaction: Transaction,
  tokenId: string,
  keys: Keys,
  address: string,
): Promise<Written | null> {
  const token = await transaction.findOne(Token, { id: tokenId, voidedAt: null, usedAt: null });
  const member = token?.staffId ? await transaction.findOne(StaffMember, { id: token.staffId, active: true }) : null;
  if (!token || !member) return null;
  const firm = await transaction.findOneOrFail(Firm, { id: member.firmId });
  const link = `${address}/password#${secretOf(token, keys)}`;
  const until = moment(token.expiresAt);
  return {
    letter: {
      messageId: `<staff.${token.id}@${new URL(address).hostname}>`,
      to: { name: member.name, address: member.email },
      subject: `${firm.name}: seu usuário no Andamento`,
      ...worded(
        firm,
        [
          { text: `Olá, ${member.name}.` },
          { text: `O escritório ${firm.name} criou para você um usuário no Andamento.` },
          { text: `Para entrar, crie sua senha neste link até ${until.portuguese}:`, link },
          { text: "Se você já tem uma senha no Andamento com este e-mail, entre com ela: o link não é necessário." },
        ],
        [
          { text: `Hello, ${member.name}.` },
          { text: `The law firm ${firm.name} made you a user of Andamento.` },
          { text: `To come in, set your password at this link until ${until.english}:`, link },
          {
            text: "If you have a password at Andamento with this e-mail already, sign in with it: no need for the link.",
          },
        ],
      ),
    },
    links: [link],
    accessId: null,
  };
}
