import type { Transaction } from "../../platform/database.ts";
import { ClientAccess } from "./client-access.ts";
import { Firm } from "./firm.ts";
import { Invitation } from "./invitation.ts";
import { moment, worded } from "./letter.ts";
import type { NewDeviceJob, Written } from "./mail-queue.ts";
import { StaffMember } from "./staff-member.ts";

/**
 * Tells whose password was used, or link opened, on a device that is not known, when, and what to do about it. It names no
 * process.
 */
export async function newDeviceLetter(
  transaction: Transaction,
  job: NewDeviceJob & { readonly firm: string },
  host: string,
): Promise<Written | null> {
  const { access, staff, session, at, link } = job;
  const to = access ? await client(transaction, access, at) : await member(transaction, staff);
  if (!to) return null;
  const firm = await transaction.findOneOrFail(Firm, { id: job.firm });
  const [told, toDo] = link ? ofLink(firm) : ofPassword(firm);
  const when = moment(new Date(at));
  return {
    letter: {
      messageId: `<new-device.${session}@${host}>`,
      to: { name: to.name, address: to.email },
      subject: `${firm.name}: ${link ? "seu link foi aberto" : "sua senha foi usada"} em um novo aparelho`,
      ...worded(
        firm,
        [
          { text: `Olá, ${to.name}.` },
          { text: `${told.portuguese}, em ${when.portuguese}.` },
          { text: "Se foi você, não é preciso fazer nada." },
          { text: `Não foi você? ${toDo.portuguese}` },
        ],
        [
          { text: `Hello, ${to.name}.` },
          { text: `${told.english}, on ${when.english}.` },
          { text: "If it was you, there is nothing to do." },
          { text: `It was not you? ${toDo.english}` },
        ],
      ),
    },
    links: [],
    accessId: null,
  };
}

type InBoth = { readonly portuguese: string; readonly english: string };
/** What happened, and what to do about it. */
type Words = readonly [told: InBoth, toDo: InBoth];

const asking = ({ supportContact: support }: Firm): string => (support ? `: ${support}` : "");

const ofPassword = (firm: Firm): Words => [
  {
    portuguese: "Sua senha foi usada para entrar de um aparelho ou navegador que ainda não conhecíamos",
    english: "Your password was used to sign in from a device or browser that we did not know",
  },
  {
    portuguese: `Peça uma nova senha agora: quando ela é definida, o que foi aberto com a atual é encerrado. Na lista de sessões do seu acesso você vê o que está aberto e pode encerrá-lo. E avise o escritório${asking(firm)}.`,
    english: `Ask for a new password now: once it is set, whatever was opened with this one is closed. The list of your sessions shows what is open, and lets you close it. And tell the firm${asking(firm)}.`,
  },
];

const ofLink = (firm: Firm): Words => [
  {
    portuguese:
      "O link com que você acompanha seus processos foi aberto em um aparelho ou navegador que ainda não conhecíamos",
    english: "The link you follow your processes with was opened on a device or browser that we did not know",
  },
  {
    portuguese: `Avise o escritório${asking(firm)}. Ele troca o link: o atual deixa de valer, e o que foi aberto com ele é encerrado. O link é só seu: quem o recebe de você vê o mesmo que você.`,
    english: `Tell the firm${asking(firm)}. It changes the link: this one is no longer valid then, and what it had opened is closed. The link is yours alone: whoever gets it from you sees what you see.`,
  },
];

/** Whose access it was. Moved to another e-mail since, it may be somebody else's to read. */
async function client(transaction: Transaction, id: string, at: string): Promise<ClientAccess | null> {
  const moved = { accessId: id, previousEmail: { $ne: null }, createdAt: { $gt: new Date(at) } };
  if (await transaction.findOne(Invitation, moved)) return null;
  return transaction.findOne(ClientAccess, { id, status: { $ne: "REVOKED" } });
}

const member = (transaction: Transaction, id: string | null): Promise<StaffMember | null> =>
  transaction.findOne(StaffMember, { id: id ?? "", active: true });
