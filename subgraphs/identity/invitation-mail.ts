import { LockMode } from "@mikro-orm/core";
import { channelsOf } from "../../access/channels.ts";
import type { Database, Transaction } from "../../platform/database.ts";
import type { Jobs } from "../../platform/jobs.ts";
import type { Keys } from "../../platform/keys.ts";
import { log } from "../../platform/log.ts";
import { type Letter, type Post, Undeliverable } from "../../platform/mail.ts";
import type { FirmNews } from "../../platform/news.ts";
import { ClientAccess } from "./client-access.ts";
import { Firm } from "./firm.ts";
import { Invitation } from "./invitation.ts";
import { inBothLanguages, type Line } from "./letter.ts";
import { movedLetter } from "./moved-mail.ts";
import { type NewsJob, sendNews } from "./news-mail.ts";
import { passwordSetLetter, type ResetJob, resetLetter, takeUpReset } from "./password-mail.ts";
import { staffLetter } from "./staff-mail.ts";
import { secretOf, Token } from "./token.ts";

export const mailQueue = "mail";

interface Job {
  firm: string;
  /** The invitation that the letter is; "moved": the letter to the address that the access had before it. */
  invitation?: string;
  /** The token of the letter: "staff" to somebody new of the firm; "reset" to set a new password; "password-set" after it was. */
  token?: string;
  kind?: "moved" | "staff" | "reset" | "password-set";
}

export interface Room {
  readonly database: Database;
  readonly keys: Keys;
  readonly post: Post;
  readonly jobs: Jobs;
  /** What the links in the mail start with. */
  readonly publicUrl: () => string;
  /** Told of each letter that went out. */
  readonly onSent?: (sent: { accessId: string | null; to: string; file: string | null; links: string[] }) => void;
}

/** Sends the invitations that are queued. A second try sends the same letter: same Message-ID, same links. */
export async function sendInvitations(room: Room): Promise<void> {
  await room.jobs.work(mailQueue, async (job: Job | NewsJob | FirmNews | ResetJob) => {
    if ("news" in job) return sendNews(room, job);
    if ("reset" in job) return takeUpReset(room, job);
    const { invitation: invitationId = "", token: tokenId = "" } = job;
    const written = await room.database.asWorker<Written | null>(job.firm, async (transaction) => {
      const host = new URL(room.publicUrl()).hostname;
      if (job.kind === "staff") return staffLetter(transaction, tokenId, room.keys, room.publicUrl());
      if (job.kind === "reset") return resetLetter(transaction, tokenId, room.keys, room.publicUrl());
      if (job.kind === "password-set") return passwordSetLetter(transaction, tokenId, host);
      if (job.kind === "moved") return movedLetter(transaction, invitationId, host);
      return write(room, transaction, invitationId);
    });
    if (!written) return;
    let failure: string | null = null;
    try {
      const { file } = await room.post.send(written.letter);
      room.onSent?.({ accessId: written.accessId, to: written.letter.to.address, file, links: written.links });
    } catch (error) {
      if (!(error instanceof Undeliverable)) throw error;
      log.warn({ invitation: job.invitation, token: job.token, kind: job.kind }, "a letter could not be delivered");
      failure = "UNDELIVERABLE";
    }
    if (job.kind) return;
    await room.database.asWorker(job.firm, async (transaction) => {
      const invitation = await transaction.findOneOrFail(
        Invitation,
        { id: invitationId },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      if (failure) invitation.failed(failure);
      else invitation.sent();
      await transaction.flush();
    });
  });
}

interface Written {
  letter: Letter;
  links: string[];
  /** Null in a letter to somebody of the firm. */
  accessId: string | null;
}

async function write({ keys, publicUrl }: Room, transaction: Transaction, id: string): Promise<Written | null> {
  const address = publicUrl();
  const invitation = await transaction.findOne(Invitation, { id, status: { $in: ["QUEUED", "FAILED"] } });
  if (!invitation) return null;
  // The tokens first: with a change of address in between, the new ones would go to the old address the other way round.
  const tokens = await transaction.find(Token, { accessId: invitation.accessId, voidedAt: null, usedAt: null });
  const access = await transaction.findOneOrFail(ClientAccess, { id: invitation.accessId });
  if (access.status === "REVOKED") return null;
  const firm = await transaction.findOneOrFail(Firm, { id: access.firmId });
  const link = (purpose: Token["purpose"], page: string): string | null => {
    const token = tokens.find((one) => one.purpose === purpose && !one.resets);
    return token ? `${address}/${page}#${secretOf(token, keys)}` : null;
  };
  const open = link("OPEN_LINK", "open");
  const password = link("SET_PASSWORD", "password");
  const where = channelsOf(access.type, firm.plan).find((one) => one.credential === "PASSWORD")?.channel ?? "WEB";
  const words = { firm: firm.name, support: firm.supportContact ?? null, name: access.name, open, password, where };
  return {
    letter: {
      messageId: `<invitation.${invitation.id}@${new URL(address).hostname}>`,
      to: { name: access.name, address: access.email },
      subject: `${firm.name}: acompanhe seus processos`,
      ...inBothLanguages(portuguese(words), english(words)),
    },
    links: [open, password].filter((one) => one !== null),
    accessId: access.id,
  };
}

/** The invitation names the firm and the person, and nothing of any process. */
interface Words {
  firm: string;
  support: string | null;
  name: string;
  open: string | null;
  password: string | null;
  where: "WEB" | "APP";
}

function portuguese({ firm, support, name, open, password, where }: Words): Line[] {
  return [
    { text: `Olá, ${name}.` },
    { text: `O escritório ${firm} abriu para você o acompanhamento dos seus processos.` },
    ...(open
      ? [
          {
            text: "Para ver seus processos pelo navegador, sem senha, abra este link. Ele é só seu: não o repasse.",
            link: open,
          },
        ]
      : []),
    ...(password
      ? [
          {
            text: `Para entrar com e-mail e senha ${where === "APP" ? "no aplicativo" : "pelo navegador"}, crie sua senha neste link em até 7 dias:`,
            link: password,
          },
        ]
      : []),
    { text: "Se as próximas mensagens não aparecerem, procure também nas pastas de spam e de promoções." },
    ...(support ? [{ text: `Dúvidas? Fale com o escritório: ${support}.` }] : []),
  ];
}

function english({ firm, support, name, open, password, where }: Words): Line[] {
  return [
    { text: `Hello, ${name}.` },
    { text: `The law firm ${firm} lets you follow your processes.` },
    ...(open
      ? [
          {
            text: "To see your processes in the browser, without a password, open this link. It is yours alone: do not pass it on.",
            link: open,
          },
        ]
      : []),
    ...(password
      ? [
          {
            text: `To sign in with e-mail and password ${where === "APP" ? "in the app" : "in the browser"}, set your password within 7 days:`,
            link: password,
          },
        ]
      : []),
    { text: "If later messages do not show up, look into the spam and promotions folders too." },
    ...(support ? [{ text: `Questions? Ask the firm: ${support}.` }] : []),
  ];
}
