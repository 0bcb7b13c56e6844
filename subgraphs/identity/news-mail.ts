// Tells a client that there is something, and never what: the letter names the firm, and no process, document or request.
import { z } from "zod";
import { executorOf, type Transaction } from "../../platform/database.ts";
import { log } from "../../platform/log.ts";
import { type Letter, Undeliverable } from "../../platform/mail.ts";
import type { ClientNews, FirmNews } from "../../platform/news.ts";
import { ClientAccess } from "./client-access.ts";
import { Firm } from "./firm.ts";
import { mailQueue, type Room } from "./invitation-mail.ts";
import { inBothLanguages } from "./letter.ts";
import { StaffMember } from "./staff-member.ts";

/** News as it was asked for, and then once for each access of the contact. */
export type NewsJob = ClientNews & { readonly access?: string };

/** Makes a letter to each access of what was asked for, and sends those. A second try sends the same letter. */
export async function sendNews(room: Room, job: NewsJob | FirmNews): Promise<void> {
  const host = new URL(room.publicUrl()).hostname;
  if (isForFirm(job)) return send(room, job, null, (transaction) => writeToFirm(transaction, job, host));
  const { access } = job;
  if (!access) return spread(room, job);
  return send(room, job, access, (transaction) => write(transaction, job, access, host));
}

const isForFirm = (job: NewsJob | FirmNews): job is FirmNews => job.news === "SUBMISSION_RECEIVED";

async function send(
  room: Room,
  { firm, news }: NewsJob | FirmNews,
  accessId: string | null,
  write: (transaction: Transaction) => Promise<Letter | null>,
): Promise<void> {
  const letter = await room.database.asWorker(firm, write);
  if (!letter) return;
  try {
    const { file } = await room.post.send(letter);
    room.onSent?.({ accessId, to: letter.to.address, file, links: [] });
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
    log.warn({ access: accessId, news }, "a letter could not be delivered");
  }
}

async function spread({ database, jobs }: Room, job: NewsJob): Promise<void> {
  await database.asWorker(job.firm, async (transaction) => {
    const accesses = await transaction.find(ClientAccess, { contactId: job.contact, status: { $ne: "REVOKED" } });
    for (const { id } of accesses) await jobs.enqueue(mailQueue, { ...job, access: id }, executorOf(transaction));
  });
  jobs.nudge(mailQueue);
}

async function write(transaction: Transaction, job: NewsJob, id: string, host: string): Promise<Letter | null> {
  const access = await transaction.findOne(ClientAccess, { id, status: { $ne: "REVOKED" } });
  if (!access) return null;
  const firm = await transaction.findOneOrFail(Firm, { id: access.firmId });
  const { subject, pt, en } = texts[job.news];
  const support = firm.supportContact;
  return {
    messageId: `<${job.news.toLowerCase().replace("_", "-")}.${job.cause}.${id}@${host}>`,
    to: { name: access.name, address: access.email },
    subject: `${firm.name}: ${subject}`,
    ...inBothLanguages(
      [
        { text: `Olá, ${access.name}.` },
        { text: pt(firm.name) },
        { text: "Por segurança, esta mensagem não traz mais detalhes." },
        ...(support ? [{ text: `Dúvidas? Fale com o escritório: ${support}.` }] : []),
      ],
      [
        { text: `Hello, ${access.name}.` },
        { text: en(firm.name) },
        { text: "For your security, this message tells no more." },
        ...(support ? [{ text: `Questions? Ask the firm: ${support}.` }] : []),
      ],
    ),
  };
}

/** To who asked for it, as long as that is somebody of the firm; else to the firm's support, where that is an address. */
async function writeToFirm(transaction: Transaction, job: FirmNews, host: string): Promise<Letter | null> {
  const firm = await transaction.findOneOrFail(Firm, { id: job.firm });
  const waiting = job.staff ? await transaction.findOne(StaffMember, { id: job.staff, active: true }) : null;
  const to = waiting
    ? { name: waiting.name, address: waiting.email }
    : { name: firm.name, address: firm.supportContact ?? "" };
  if (!z.email().safeParse(to.address).success) return null;
  return {
    messageId: `<submission-received.${job.cause}@${host}>`,
    to,
    subject: `${firm.name}: um cliente respondeu a um pedido`,
    ...inBothLanguages(
      [
        { text: `Olá, ${to.name}.` },
        { text: "Um cliente enviou o que lhe foi pedido. Entre no Andamento para ver e analisar." },
        { text: "Por segurança, esta mensagem não traz mais detalhes." },
      ],
      [
        { text: `Hello, ${to.name}.` },
        { text: "A client sent what was asked for. Sign in to Andamento to see and review it." },
        { text: "For security, this message tells no more." },
      ],
    ),
  };
}

interface Words {
  readonly subject: string;
  pt(firm: string): string;
  en(firm: string): string;
}

const texts: Record<NewsJob["news"], Words> = {
  DOCUMENT_REQUESTED: {
    subject: "há um pedido para você",
    pt: (firm) => `O escritório ${firm} fez um pedido a você. Entre no seu acesso para ver e responder.`,
    en: (firm) => `The law firm ${firm} has a request for you. Sign in to see and answer it.`,
  },
  SUBMISSION_REVIEWED: {
    subject: "há novidades para você",
    pt: (firm) => `Há novidades do escritório ${firm} sobre o que você enviou. Entre no seu acesso para ver.`,
    en: (firm) => `The law firm ${firm} has news of what you sent. Sign in to see it.`,
  },
};
