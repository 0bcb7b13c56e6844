// The step-by-step guide of a firm for one type of access: what its portal says of itself anyway, and of no client anything.
import type { AccessType } from "../../access/channels.ts";
import type { Database } from "../../platform/database.ts";
import { isId } from "../../platform/text.ts";
import { Firm } from "./firm.ts";
import { questionsTo } from "./letter.ts";
import { type InBoth, type Step, type Way, waysIn } from "./ways-in.ts";

export interface Guide {
  readonly firmName: string;
  readonly portalName: string | null;
  readonly ways: InBoth<Way[]>;
  /** Where to ask. */
  readonly questions: InBoth<Step[]>;
}

/** Null when there is no such firm. */
export async function guideOf(database: Database, firmId: string, type: AccessType): Promise<Guide | null> {
  if (!isId(firmId)) return null;
  return database.asWorker(firmId, async (transaction) => {
    const firm = await transaction.findOne(Firm, { id: firmId });
    if (!firm) return null;
    const { name, portalName, privacyContact: privacy } = firm;
    const { portuguese, english } = questionsTo(firm);
    return {
      firmName: name,
      portalName: portalName ?? null,
      ways: waysIn(type, firm, null),
      questions: {
        portuguese: [...portuguese, ...(privacy ? [{ text: `Sobre os seus dados pessoais (LGPD): ${privacy}.` }] : [])],
        english: [...english, ...(privacy ? [{ text: `About your personal data: ${privacy}.` }] : [])],
      },
    };
  });
}

/** Where the guide is: an address that a firm gives to its clients, and that nobody guesses. */
export const guideUrl = (publicUrl: string, firmId: string, type: AccessType): string =>
  `${publicUrl}/guide/${firmId}/${type.toLowerCase()}`;
