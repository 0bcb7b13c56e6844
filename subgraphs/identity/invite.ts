import { channelsOf } from "../../access/channels.ts";
import { longestLinkLife } from "../../platform/config.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { ClientAccess } from "./client-access.ts";
import { Firm } from "./firm.ts";
import { Invitation } from "./invitation.ts";
import { enqueueLetter } from "./mail-queue.ts";
import { endUnused, lifeOf, Token, type TokenPurpose } from "./token.ts";

/**
 * Makes the tokens that the access's type and the firm's plan have a use for, and queues the mail that carries them. What
 * earlier invitations brought is void. An address the access was moved from is told. "rotated": the letter is the one of a link
 * that takes the place of another. The caller nudges the queue.
 */
export async function invite(
  asking: Asking,
  transaction: Transaction,
  access: ClientAccess,
  { previousEmail = null, kind }: { previousEmail?: string | null; kind?: "rotated" } = {},
): Promise<void> {
  await withdraw(transaction, access);
  const firm = await transaction.findOneOrFail(Firm, { id: access.firmId });
  const opened = channelsOf(access.type, firm.plan).filter((channel) => channel.available);
  const purposes: TokenPurpose[] = [];
  if (opened.some((channel) => channel.credential === "LINK")) purposes.push("OPEN_LINK");
  if (opened.some((channel) => channel.credential === "PASSWORD")) purposes.push("SET_PASSWORD");
  const tokens: Token[] = [];
  const { linkLife: most = longestLinkLife } = asking.house;
  // The installation may have said less since its firm did.
  const linkLife = {
    days: Math.min(firm.linkDays ?? most.days, most.days),
    unusedDays: Math.min(firm.linkUnusedDays ?? most.unusedDays, most.unusedDays),
  };
  for (const purpose of purposes) {
    const life = await lifeOf(transaction, purpose, linkLife);
    tokens.push(Token.issue({ firmId: access.firmId, accessId: access.id }, purpose, life, asking.house.keys));
  }
  // It can be taken up by whichever of them lasts longest unused.
  const lives = tokens.length > 0 ? tokens : [await lifeOf(transaction, "SET_PASSWORD")];
  const expiresAt = new Date(Math.max(...lives.map((life) => endUnused(life).getTime())));
  const invitation = Invitation.to(access, expiresAt, previousEmail);
  transaction.persist([invitation, ...tokens]);
  await transaction.flush();
  const job = { firm: access.firmId, invitation: invitation.id };
  await enqueueLetter(asking.house.jobs, transaction, { ...job, ...(kind ? { kind } : {}) });
  if (previousEmail) await enqueueLetter(asking.house.jobs, transaction, { ...job, kind: "moved" });
}

/** Takes back what was mailed: an access's tokens are void, and its invitations canceled where they were not taken up. */
export async function withdraw(transaction: Transaction, access: ClientAccess): Promise<void> {
  for (const token of await transaction.find(Token, { accessId: access.id, voidedAt: null })) token.void();
  for (const invitation of await transaction.find(Invitation, { accessId: access.id })) invitation.cancel();
}
