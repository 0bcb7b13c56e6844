import type { Transaction } from "../../platform/database.ts";
import { ClientAccess } from "./client-access.ts";
import { Firm } from "./firm.ts";
import { Invitation } from "./invitation.ts";
import type { Line } from "./letter.ts";
import type { Room } from "./mail-queue.ts";
import { secretOf, Token } from "./token.ts";
import { asLines, type InBoth, waysIn } from "./ways-in.ts";

/** What an invitation carries: whose access it is, and the links that open it. */
export interface MailedAccess {
  readonly access: ClientAccess;
  readonly firm: Firm;
  /** The standing link of a STANDARD access. */
  readonly open: string | null;
  /** Where the password is set, once, and until when. */
  readonly password: { readonly link: string; readonly until: Date } | null;
}

/** Null when the invitation was sent already, or is over. */
export async function mailedAccess(
  { keys, publicUrl }: Room,
  transaction: Transaction,
  invitationId: string,
): Promise<MailedAccess | null> {
  const invitation = await transaction.findOne(Invitation, { id: invitationId, status: { $in: ["QUEUED", "FAILED"] } });
  const accessId = invitation?.accessId;
  if (!accessId) return null;
  // The tokens first: with a change of address in between, the new ones would go to the old address the other way round.
  const tokens = await transaction.find(Token, { accessId, voidedAt: null, usedAt: null });
  const access = await transaction.findOneOrFail(ClientAccess, { id: accessId });
  if (access.status === "REVOKED") return null;
  const firm = await transaction.findOneOrFail(Firm, { id: access.firmId });
  const link = (purpose: Token["purpose"], page: string) => {
    const token = tokens.find((one) => one.purpose === purpose && !one.resets);
    return token ? { link: `${publicUrl()}/${page}#${secretOf(token, keys)}`, until: token.expiresAt } : null;
  };
  return {
    access,
    firm,
    open: link("OPEN_LINK", "open")?.link ?? null,
    password: link("SET_PASSWORD", "password"),
  };
}

export const linksOf = ({ open, password }: MailedAccess): string[] =>
  [open, password?.link ?? null].filter((one) => one !== null);

/** The paragraphs that lead in, step by step, and what to do when later letters do not show up. */
export function stepLines({ access, firm, open, password }: MailedAccess): InBoth<Line[]> {
  const { portuguese, english } = waysIn(access.type, firm, { email: access.email, open, password });
  return {
    portuguese: [
      ...asLines(portuguese),
      { text: "Se as próximas mensagens não aparecerem, procure também nas pastas de spam e de promoções." },
    ],
    english: [
      ...asLines(english),
      { text: "If later messages do not show up, look into the spam and promotions folders too." },
    ],
  };
}
