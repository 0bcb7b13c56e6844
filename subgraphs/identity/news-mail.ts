// Tells a client that there is something, and never what: the letter names the firm, and no process, document or request.
import { z } from "zod";
import { executorOf, type Transaction } from "../../platform/database.ts";
import type { Letter } from "../../platform/mail.ts";
import type { ClientNews, FirmNews } from "../../platform/news.ts";
import { ClientAccess } from "./client-access.ts";
import { Firm } from "./firm.ts";
import { questionsTo, worded } from "./letter.ts";
import { hostOf, mailQueue, postLetter, type Room } from "./mail-queue.ts";
import { StaffMember } from "./staff-member.ts";

/** News as it was asked for, and then once for each access of the contact. */
export type NewsJob = ClientNews & { readonly access?: string };

/** Makes a letter to each access of what was asked for, and sends those. A second try sends the same letter. */
export async function sendNews(room: Room, job: NewsJob | FirmNews): Promise<void> {
  const host = hostOf(room);
  if (isForFirm(job)) return send(room, job, null, (transaction) => writeToFirm(transaction, job, host));
  const { access } = job;
  if (!access) return spread(room, job);
  return send(room, job, access, (transaction) => write(transaction, job, access, host));
}

const isForFirm = (job: NewsJob | FirmNews): job is FirmNews => job.news in firmTexts;

async function send(
  room: Room,
  { firm, news }: NewsJob | FirmNews,
  accessId: string | null,
  write: (transaction: Transaction) => Promise<Letter | null>,
): Promise<void> {
  const letter = await room.database.asWorker(firm, write);
  if (!letter) return;
  await postLetter(room, { letter, links: [], accessId }, { access: accessId, news });
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
  return {
    messageId: `<${job.news.toLowerCase().replace("_", "-")}.${job.cause}.${id}@${host}>`,
    to: { name: access.name, address: access.email },
    subject: `${firm.name}: ${subject}`,
    ...worded(
      firm,
      [
        { text: `Olá, ${access.name}.` },
        { text: pt(firm.name) },
        { text: "Por segurança, esta mensagem não traz mais detalhes." },
        ...questionsTo(firm).portuguese,
      ],
      [
        { text: `Hello, ${access.name}.` },
        { text: en(firm.name) },
        { text: "For your security, this message tells no more." },
        ...questionsTo(firm).english,
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
  const { subject, pt, en } = firmTexts[job.news];
  return {
    messageId: `<${job.news.toLowerCase().replace("_", "-")}.${job.cause}@${host}>`,
    to,
    subject: `${firm.name}: ${subject}`,
    ...worded(
      firm,
      [{ text: `Olá, ${to.name}.` }, { text: pt }, { text: "Por segurança, esta mensagem não traz mais detalhes." }],
      [{ text: `Hello, ${to.name}.` }, { text: en }, { text: "For security, this message tells no more." }],
    ),
  };
}

const firmTexts: Record<FirmNews["news"], { readonly subject: string; readonly pt: string; readonly en: string }> = {
  SUBMISSION_RECEIVED: {
    subject: "um cliente respondeu a um pedido",
    pt: "Um cliente enviou o que lhe foi pedido. Entre no Andamento para ver e analisar.",
    en: "A client sent what was asked for. Sign in to Andamento to see and review it.",
  },
  SUBMISSION_INFECTED: {
    subject: "um arquivo enviado por um cliente foi recusado",
    pt: "O antivírus encontrou algo em um arquivo que um cliente enviou. O arquivo foi recusado e não foi guardado. Quem o enviou pode estar com o aparelho infectado.",
    en: "The virus scanner found something in a file that a client sent. The file was refused and not kept. The sender's device may be infected.",
  },
};

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
