// Hands out the letters of the mail queue, and keeps what an invitation says of its own in step with what became of it.
import { LockMode } from "@mikro-orm/core";
import { givenUp } from "../../platform/jobs.ts";
import type { FirmNews } from "../../platform/news.ts";
import { Invitation } from "./invitation.ts";
import { invitationLetter } from "./invitation-mail.ts";
import { hostOf, type LetterJob, mailQueue, postLetter, type Room, type Written } from "./mail-queue.ts";
import { movedLetter } from "./moved-mail.ts";
import { newDeviceLetter } from "./new-device-mail.ts";
import { type NewsJob, sendNews } from "./news-mail.ts";
import { passwordSetLetter, type ResetJob, resetLetter, takeUpReset } from "./password-mail.ts";
import { rotatedLetter } from "./rotated-mail.ts";
import { staffLetter } from "./staff-mail.ts";

type Job = LetterJob | NewsJob | FirmNews | ResetJob;

/** Sends the letters that are queued. A second try sends the same letter: same Message-ID, same links. */
export async function sendLetters(room: Room): Promise<void> {
  await room.jobs.work(mailQueue, async (job: Job) => {
    if ("news" in job) return sendNews(room, job);
    if ("reset" in job) return takeUpReset(room, job);
    return send(room, job);
  });
  // What was tried until its last attempt, or whose worker died in each of them.
  await room.jobs.work(givenUp.mail, async (job: Job) => {
    if (isInvitation(job)) await note(room, job, (invitation) => invitation.failed("NOT_ACCEPTED"));
  });
}

async function send(room: Room, job: LetterJob): Promise<void> {
  const written = await room.database.asWorker<Written | null>(job.firm, async (transaction) => {
    const host = hostOf(room);
    switch (job.kind) {
      case "staff":
        return staffLetter(transaction, job.token, room.keys, room.publicUrl());
      case "reset":
        return resetLetter(transaction, job.token, room.keys, room.publicUrl());
      case "password-set":
        return passwordSetLetter(transaction, job.token, host);
      case "new-device":
        return newDeviceLetter(transaction, job, host);
      case "moved":
        return movedLetter(transaction, job.invitation, host);
      case "rotated":
        return rotatedLetter(room, transaction, job.invitation);
      default:
        return invitationLetter(room, transaction, job.invitation);
    }
  });
  if (!written) return;
  const { kind, ...ids } = job;
  const taken = await postLetter(room, written, { ...ids, kind }).catch(async (error: unknown) => {
    if (isInvitation(job)) await note(room, job, (invitation) => invitation.delayed());
    throw error;
  });
  if (isInvitation(job))
    await note(room, job, (invitation) => (taken ? invitation.sent() : invitation.failed("UNDELIVERABLE")));
}

type InvitationJob = LetterJob & { readonly invitation: string };

/** Whether a letter is an invitation, which tells what became of it. */
const isInvitation = (job: Job): job is InvitationJob => "invitation" in job && job.kind !== "moved";

async function note({ database }: Room, job: InvitationJob, change: (invitation: Invitation) => void): Promise<void> {
  await database.asWorker(job.firm, async (transaction) => {
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const invitation = await transaction.findOne(Invitation, { id: job.invitation }, { lockMode });
    if (invitation) change(invitation);
    await transaction.flush();
  });
}
