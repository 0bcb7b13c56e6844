import type { Transaction } from "../../platform/database.ts";
import { questionsTo, worded } from "./letter.ts";
import { hostOf, type Room, type Written } from "./mail-queue.ts";
import { linksOf, mailedAccess, stepLines } from "./mailed-access.ts";
import { invitationSubject } from "./ways-in.ts";

/** The letter that tells a client of its access. It names the firm and the person, and nothing of any process. */
export async function invitationLetter(room: Room, transaction: Transaction, id: string): Promise<Written | null> {
  const mailed = await mailedAccess(room, transaction, id);
  if (!mailed) return null;
  const { access, firm } = mailed;
  const { portalName: portal } = firm;
  const steps = stepLines(mailed);
  return {
    letter: {
      messageId: `<invitation.${id}@${hostOf(room)}>`,
      to: { name: access.name, address: access.email },
      subject: invitationSubject(firm),
      ...worded(
        firm,
        [
          { text: `Olá, ${access.name}.` },
          {
            text: `O escritório ${firm.name} abriu para você o acompanhamento dos seus processos${portal ? `: ${portal}` : ""}.`,
          },
          ...steps.portuguese,
          ...questionsTo(firm).portuguese,
        ],
        [
          { text: `Hello, ${access.name}.` },
          { text: `The law firm ${firm.name} lets you follow your processes${portal ? `: ${portal}` : ""}.` },
          ...steps.english,
          ...questionsTo(firm).english,
        ],
      ),
    },
    links: linksOf(mailed),
    accessId: access.id,
  };
}
