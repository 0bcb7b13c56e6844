// The mails about a password: the link to set a new one, and the word that one was set.
import type { Transaction } from "../../platform/database.ts";
import type { Keys } from "../../platform/keys.ts";
import { ClientAccess } from "./client-access.ts";
import { Firm } from "./firm.ts";
import { Invitation } from "./invitation.ts";
import { moment, worded } from "./letter.ts";
import { enqueueLetter, mailQueue, type Room, type Written } from "./mail-queue.ts";
import { StaffMember } from "./staff-member.ts";
import { lifeOfReset, secretOf, Token } from "./token.ts";

/** A new password was asked for. */
export interface ResetJob {
  readonly reset: string;
}

/** Looks whose a request for a new password is, and makes the token that its letter carries. Nobody's is forgotten. */
export async function takeUpReset({ database, keys, jobs }: Room, { reset }: ResetJob): Promise<void> {
  await database.asNobody(async (transaction) => {
    const [way] = await transaction.execute<{ firm_id: string; access_id: string | null; staff_id: string | null }[]>(
      "select * from access.enter_reset(?)",
      [reset],
    );
    if (!way) return;
    const owner = { firmId: way.firm_id, accessId: way.access_id, staffId: way.staff_id, resets: true };
    const token = Token.issue(owner, "SET_PASSWORD", await lifeOfReset(transaction), keys);
    await transaction.persist(token).flush();
    await enqueueLetter(jobs, transaction, { firm: way.firm_id, token: token.id, kind: "reset" });
  });
  jobs.nudge(mailQueue);
}

/** The letter with the link to set a new password. Null when another has taken its place, or its time has passed. */
export async function resetLetter(
  transaction: Transaction,
  tokenId: string,
  keys: Keys,
  address: string,
): Promise<Written | null> {
  const live = { voidedAt: null, usedAt: null, expiresAt: { $gt: new Date() } };
  const token = await transaction.findOne(Token, { id: tokenId, ...live });
  const to = token && (await bearerOf(transaction, token));
  if (!to) return null;
  const link = `${address}/password#${secretOf(token, keys)}`;
  const until = moment(token.expiresAt);
  return {
    letter: {
      messageId: `<reset.${token.id}@${new URL(address).hostname}>`,
      to: { name: to.name, address: to.email },
      subject: `${to.firm.name}: crie uma nova senha`,
      ...worded(
        to.firm,
        [
          { text: `Olá, ${to.name}.` },
          {
            text: `Alguém pediu uma nova senha para este e-mail. Se foi você, crie-a neste link até ${until.portuguese}:`,
            link,
          },
          { text: "Se não foi você, não faça nada: sua senha continua a mesma." },
        ],
        [
          { text: `Hello, ${to.name}.` },
          {
            text: `Somebody asked for a new password for this e-mail. If it was you, set it at this link until ${until.english}:`,
            link,
          },
          { text: "If it was not you, do nothing: your password stays as it is." },
        ],
      ),
    },
    links: [link],
    accessId: null,
  };
}

/** The word that a password was set, so that nobody's is set behind its owner's back. */
export async function passwordSetLetter(
  transaction: Transaction,
  tokenId: string,
  host: string,
): Promise<Written | null> {
  const token = await transaction.findOne(Token, { id: tokenId });
  const to = token && (await bearerOf(transaction, token));
  if (!to) return null;
  const support = to.firm.supportContact;
  // Moved to another e-mail since, the access may be somebody else's: where the password was set, it is told.
  const moved = { accessId: token.accessId ?? "", previousEmail: { $ne: null }, createdAt: { $gt: token.usedAt } };
  const next = token.accessId ? await transaction.findOne(Invitation, moved, { orderBy: { createdAt: "asc" } }) : null;
  return {
    letter: {
      messageId: `<password-set.${token.id}@${host}>`,
      to: { name: to.name, address: next?.previousEmail ?? to.email },
      subject: `${to.firm.name}: sua senha foi definida`,
      ...worded(
        to.firm,
        [
          { text: `Olá, ${to.name}.` },
          { text: "A senha deste e-mail acaba de ser definida. O que estava aberto com a anterior foi encerrado." },
          { text: `Não foi você? Peça uma nova senha e avise o escritório${support ? `: ${support}` : ""}.` },
        ],
        [
          { text: `Hello, ${to.name}.` },
          { text: "The password of this e-mail has just been set. What was open with an earlier one was closed." },
          { text: `It was not you? Ask for a new password and tell the firm${support ? `: ${support}` : ""}.` },
        ],
      ),
    },
    links: [],
    accessId: null,
  };
}

async function bearerOf(
  transaction: Transaction,
  token: Token,
): Promise<{ name: string; email: string; firm: Firm } | null> {
  const person = token.accessId
    ? await transaction.findOne(ClientAccess, { id: token.accessId, status: { $ne: "REVOKED" } })
    : await transaction.findOne(StaffMember, { id: token.staffId ?? "", active: true });
  if (!person) return null;
  return {
    name: person.name,
    email: person.email,
    firm: await transaction.findOneOrFail(Firm, { id: token.firmId }),
  };
}
