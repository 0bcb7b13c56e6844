// Tells a client that there is something, and never what: the letter names the firm, and no process, document or request.
import { executorOf, type Transaction } from "../../platform/database.ts";
import { log } from "../../platform/log.ts";
import { type Letter, Undeliverable } from "../../platform/mail.ts";
import type { ClientNews } from "../../platform/news.ts";
import { ClientAccess } from "./client-access.ts";
import { Firm } from "./firm.ts";
import { mailQueue, type Room } from "./invitation-mail.ts";
import { inBothLanguages } from "./letter.ts";

/** News as it was asked for, and then once for each access of the contact. */
export type NewsJob = ClientNews & { readonly access?: string };

/** Makes a letter to each access of what was asked for, and sends those. A second try sends the same letter. */
export async function sendNews(room: Room, job: NewsJob): Promise<void> {
  const { access } = job;
  if (!access) return spread(room, job);
  const letter = await room.database.asWorker(job.firm, (transaction) =>
    write(transaction, job, access, new URL(room.publicUrl()).hostname),
  );
  if (!letter) return;
  try {
    const { file } = await room.post.send(letter);
    room.onSent?.({ accessId: access, to: letter.to.address, file, links: [] });
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
    log.warn({ access, news: job.news }, "a letter could not be delivered");
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
