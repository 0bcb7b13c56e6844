import { channelsOf } from "../../access/channels.ts";
import { executorOf, type Transaction } from "../../platform/database.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { ClientAccess } from "./client-access.ts";
import { Firm } from "./firm.ts";
import { Invitation } from "./invitation.ts";
import { mailQueue } from "./invitation-mail.ts";
import { lifeOf, Token, type TokenPurpose } from "./token.ts";

/**
 * Makes the tokens that the access's type and the firm's plan have a use for, and queues the mail that carries them. What
 * earlier invitations brought is void. An address the access was moved from is told. The caller nudges the queue.
 */
export async function invite(
  asking: Asking,
  transaction: Transaction,
  access: ClientAccess,
  previousEmail: string | null = null,
): Promise<void> {
  await withdraw(transaction, access);
  const firm = await transaction.findOneOrFail(Firm, { id: access.firmId });
  const opened = channelsOf(access.type, firm.plan).filter((channel) => channel.available);
  const purposes: TokenPurpose[] = [];
  if (opened.some((channel) => channel.credential === "LINK")) purposes.push("OPEN_LINK");
  if (opened.some((channel) => channel.credential === "PASSWORD")) purposes.push("SET_PASSWORD");
  const tokens: Token[] = [];
  for (const purpose of purposes) {
    const life = await lifeOf(transaction, purpose, asking.house.linkLife);
    tokens.push(Token.issue({ firmId: access.firmId, accessId: access.id }, purpose, life, asking.house.keys));
  }
  const expiresAt = tokens[0]?.expiresAt ?? (await lifeOf(transaction, "SET_PASSWORD")).expiresAt;
  const invitation = Invitation.to(access, expiresAt, previousEmail);
  transaction.persist([invitation, ...tokens]);
  await transaction.flush();
  const job = { firm: access.firmId, invitation: invitation.id };
  const queue = executorOf(transaction);
  await asking.house.jobs.enqueue(mailQueue, job, queue);
  if (previousEmail) await asking.house.jobs.enqueue(mailQueue, { ...job, kind: "moved" }, queue);
}

/** Takes back what was mailed: an access's tokens are void, and its invitations canceled where they were not taken up. */
export async function withdraw(transaction: Transaction, access: ClientAccess): Promise<void> {
  for (const token of await transaction.find(Token, { accessId: access.id, voidedAt: null })) token.void();
  for (const invitation of await transaction.find(Invitation, { accessId: access.id })) invitation.cancel();
}
