import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Transaction } from "../../platform/database.ts";
import { type Mistakes, mistake, telling } from "../../platform/errors.ts";
import { checked, email, line } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { Invitation } from "./invitation.ts";
import { enqueueLetter, mailQueue } from "./mail-queue.ts";
import { Session } from "./session.ts";
import { StaffMember, staffRoles } from "./staff-member.ts";
import type { InviteStaffMemberInput } from "./staff-member.type.ts";
import { lifeOf, Token } from "./token.ts";
import { changeStaffMember, lockStaff, takeBack } from "./update-staff-member.ts";

const schema = z.object({ name: line(200), email, role: z.enum(staffRoles) });

const taken = (): Mistakes =>
  mistake(
    "TAKEN",
    ["input", "email"],
    "Alguém do escritório já usa este e-mail.",
    "Somebody of the firm has this e-mail already.",
  );

/**
 * Takes somebody into the firm and mails the link to set a password with. Asked again for one who has never been here, it
 * mails a new link, the old one is void, and name and role are those that are said now. Gives the id; throws the mistakes in
 * the input.
 */
export async function inviteStaffMember(asking: Asking, input: InviteStaffMemberInput): Promise<string> {
  const said = checked(schema, input);
  const id = await telling({ staff_member_email: taken }, () =>
    asking.command(async (transaction) => {
      const firmId = asking.viewer?.firm as string;
      // After whoever invites or lets go of the same one at this moment: theirs is what is found here.
      await lockStaff(transaction);
      let member = await transaction.findOne(StaffMember, { firmId, email: said.email });
      if (member && (!member.active || (await hasBeenHere(transaction, member)))) throw taken();
      if (member) {
        await changeStaffMember(asking, transaction, member, said);
      } else {
        member = StaffMember.join({ id: randomUUID(), firmId, ...said });
        await transaction.persist(member).flush();
      }
      await mailPasswordLink(asking, transaction, member);
      return member.id;
    }),
  );
  asking.house.jobs.nudge(mailQueue);
  return id;
}

const hasBeenHere = async (transaction: Transaction, member: StaffMember): Promise<boolean> =>
  (await transaction.findOne(Session, { staffId: member.id })) !== null;

async function mailPasswordLink(asking: Asking, transaction: Transaction, member: StaffMember): Promise<void> {
  const { firmId, id: staffId } = member;
  await takeBack(transaction, staffId);
  const life = await lifeOf(transaction, "SET_PASSWORD");
  const token = Token.issue({ firmId, staffId }, "SET_PASSWORD", life, asking.house.keys);
  const invitation = Invitation.toStaff(member, life.expiresAt);
  transaction.persist([token, invitation]);
  await transaction.flush();
  const job = { firm: firmId, token: token.id, invitation: invitation.id, kind: "staff" } as const;
  await enqueueLetter(asking.house.jobs, transaction, job);
}
