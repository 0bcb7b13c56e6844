import type { Transaction } from "../../platform/database.ts";
import { questionsTo, worded } from "./letter.ts";
import { hostOf, type Room, type Written } from "./mail-queue.ts";
import { linksOf, mailedAccess, stepLines } from "./mailed-access.ts";

/** The letter with the link that takes the place of an earlier one. It names the firm and the person, and no process. */
export async function rotatedLetter(room: Room, transaction: Transaction, id: string): Promise<Written | null> {
  const mailed = await mailedAccess(room, transaction, id);
  if (!mailed?.open) return null;
  const { access, firm } = mailed;
  const steps = stepLines(mailed);
  return {
    letter: {
      messageId: `<rotated.${id}@${hostOf(room)}>`,
      to: { name: access.name, address: access.email },
      subject: `${firm.name}: seu link de acesso mudou`,
      ...worded(
        firm,
        [
          { text: `Olá, ${access.name}.` },
          {
            text: `O escritório ${firm.name} trocou o link com que você acompanha seus processos. O anterior deixou de valer, e o que estava aberto com ele foi encerrado. O novo está aqui.`,
          },
          ...steps.portuguese,
          ...questionsTo(firm).portuguese,
        ],
        [
          { text: `Hello, ${access.name}.` },
          {
            text: `The law firm ${firm.name} changed the link you follow your processes with. The earlier one is no longer valid, and what it had opened was closed. The new one is here.`,
          },
          ...steps.english,
          ...questionsTo(firm).english,
        ],
      ),
    },
    links: linksOf(mailed),
    accessId: access.id,
  };
}
