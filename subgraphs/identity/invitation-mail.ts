import escapeHtml from "escape-html";
import { channelsOf } from "../../access/channels.ts";
import type { Database } from "../../platform/database.ts";
import type { Jobs } from "../../platform/jobs.ts";
import type { Keys } from "../../platform/keys.ts";
import { log } from "../../platform/log.ts";
import { type Letter, type Post, Undeliverable } from "../../platform/mail.ts";
import { ClientAccess } from "./client-access.ts";
import { Firm } from "./firm.ts";
import { Invitation } from "./invitation.ts";
import { secretOf, Token } from "./token.ts";

export const invitationQueue = "mail";

interface Job {
  firm: string;
  invitation: string;
}

interface Room {
  readonly database: Database;
  readonly keys: Keys;
  readonly post: Post;
  readonly jobs: Jobs;
  /** What the links in the mail start with. */
  readonly publicUrl: () => string;
  /** Told of each letter that went out. */
  readonly onSent?: (sent: { accessId: string; to: string; file: string | null; links: string[] }) => void;
}

/** Sends the invitations that are queued. A second try sends the same letter: same Message-ID, same links. */
export async function sendInvitations(room: Room): Promise<void> {
  await room.jobs.work(invitationQueue, async (job: Job) => {
    const written = await room.database.asWorker(job.firm, (transaction) => write(room, transaction, job.invitation));
    if (!written) return;
    let failure: string | null = null;
    try {
      const { file } = await room.post.send(written.letter);
      room.onSent?.({ accessId: written.accessId, to: written.letter.to.address, file, links: written.links });
    } catch (error) {
      if (!(error instanceof Undeliverable)) throw error;
      log.warn({ invitation: job.invitation }, "an invitation could not be delivered");
      failure = "UNDELIVERABLE";
    }
    await room.database.asWorker(job.firm, async (transaction) => {
      const invitation = await transaction.findOneOrFail(Invitation, { id: job.invitation });
      if (failure) invitation.failed(failure);
      else invitation.sent();
      await transaction.flush();
    });
  });
}

async function write(
  { keys, publicUrl }: Room,
  transaction: Parameters<Parameters<Database["asWorker"]>[1]>[0],
  id: string,
): Promise<{ letter: Letter; links: string[]; accessId: string } | null> {
  const address = publicUrl();
  const invitation = await transaction.findOne(Invitation, { id, status: { $in: ["QUEUED", "FAILED"] } });
  if (!invitation) return null;
  const access = await transaction.findOneOrFail(ClientAccess, { id: invitation.accessId });
  if (access.status === "REVOKED") return null;
  const firm = await transaction.findOneOrFail(Firm, { id: access.firmId });
  const tokens = await transaction.find(Token, { accessId: access.id, voidedAt: null, usedAt: null });
  const link = (purpose: Token["purpose"], page: string): string | null => {
    const token = tokens.find((one) => one.purpose === purpose);
    return token ? `${address}/${page}#${secretOf(token, keys)}` : null;
  };
  const open = link("OPEN_LINK", "open");
  const password = link("SET_PASSWORD", "password");
  const where = channelsOf(access.type, firm.plan).find((one) => one.credential === "PASSWORD")?.channel ?? "WEB";
  return {
    letter: {
      messageId: `<invitation.${invitation.id}@${new URL(address).hostname}>`,
      to: { name: access.name, address: access.email },
      subject: `${firm.name}: acompanhe seus processos`,
      ...worded({ firm: firm.name, support: firm.supportContact ?? null, name: access.name, open, password, where }),
    },
    links: [open, password].filter((one) => one !== null),
    accessId: access.id,
  };
}

interface Words {
  firm: string;
  support: string | null;
  name: string;
  open: string | null;
  password: string | null;
  where: "WEB" | "APP";
}

/** The invitation in both languages. It names the firm and the person, and nothing of any process. */
function worded(words: Words): { text: string; html: string } {
  const parts = [portuguese(words), english(words)];
  const text = parts.map((lines) =>
    lines.map((line) => (line.link ? `${line.text}\n${line.link}` : line.text)).join("\n\n"),
  );
  const html = parts.map((lines) =>
    lines
      .map(
        ({ text, link }) =>
          `<p>${escapeHtml(text)}${link ? `<br><a href="${escapeHtml(link)}">${escapeHtml(link)}</a>` : ""}</p>`,
      )
      .join("\n"),
  );
  return {
    text: `${text.join("\n\n--\n\n")}\n`,
    html: `<!doctype html>\n<html lang="pt-BR"><body>\n${html[0]}\n<hr>\n<div lang="en">\n${html[1]}\n</div>\n</body></html>\n`,
  };
}

interface Line {
  text: string;
  link?: string;
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
