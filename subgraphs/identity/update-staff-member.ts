import { z } from "zod";
import { sees } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import { mistake, notFound } from "../../platform/errors.ts";
import { checked, id, line } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { Invitation } from "./invitation.ts";
import { Session } from "./session.ts";
import { StaffMember, staffRoles } from "./staff-member.ts";
import type { UpdateStaffMemberInput } from "./staff-member.type.ts";
import { Token } from "./token.ts";

const schema = z.object({
  id,
  name: line(200).optional(),
  role: z.enum(staffRoles).optional(),
  active: z.boolean().optional(),
});

/**
 * Changes what was said of somebody of the firm and leaves the rest. Whoever is no longer active is out at once: sessions
 * and mailed links end. Who has another role signs in anew, but in the session that gave up its own. A firm keeps an active admin, whatever happens at the same time. Gives the id.
 */
export async function updateStaffMember(asking: Asking, input: UpdateStaffMemberInput): Promise<string> {
  const said = checked(schema, input);
  return asking.command(async (transaction) => {
    await lockStaff(transaction);
    const member = await staffMemberToChange(transaction, said.id);
    await changeStaffMember(asking, transaction, member, said);
    return member.id;
  });
}

/** One after the other within the firm: two admins who dismiss each other would both find the other still there. */
export const lockStaff = (transaction: Transaction): Promise<unknown> =>
  transaction.execute("select access.lock_firm()");

/** Changes somebody of the firm. Whoever changes a role, or lets somebody go, has called `lockStaff` before. */
export async function changeStaffMember(
  asking: Asking,
  transaction: Transaction,
  member: StaffMember,
  said: Partial<Pick<StaffMember, "name" | "role" | "active">>,
): Promise<void> {
  const { name = member.name, role = member.role, active = member.active } = said;
  const before = { role: member.role, active: member.active };
  Object.assign(member, { name, role, active });
  await transaction.flush();
  const admins = { firmId: member.firmId, active: true, role: "ADMIN" } as const;
  if (before.active && before.role === "ADMIN" && (await transaction.count(StaffMember, admins)) === 0)
    throw mistake(
      "LAST_ADMIN",
      ["input", active ? "role" : "active"],
      "O escritório precisa de pelo menos um administrador ativo.",
      "The firm needs at least one active administrator.",
    );
  // Whoever has gone could not be answered.
  if (!active && member.id === asking.viewer?.staff)
    throw mistake(
      "CONFLICT",
      ["input", "active"],
      "Peça a outro administrador que desative o seu usuário.",
      "Ask another administrator to deactivate your user.",
    );
  // A session that began while somebody was being let go lay dead, and must not wake when they are let in again.
  if (!active || !before.active) await leaveNothing(transaction, member);
  else if (role !== before.role) await endAll(transaction, sessionsOf(member), asking.viewer?.session);
}

async function staffMemberToChange(transaction: Transaction, memberId: string): Promise<StaffMember> {
  const [seen] = await transaction.execute(
    // Whoever notes what this one did holds the row's key, and goes on.
    `select m.id from identity.staff_member m where m.id = ? and (${sees.staffMember("m")}) for no key update`,
    [memberId],
  );
  if (!seen) throw notFound("input", "id");
  return transaction.findOneOrFail(StaffMember, { id: memberId });
}

async function leaveNothing(transaction: Transaction, member: StaffMember): Promise<void> {
  await endAll(transaction, sessionsOf(member));
  await takeBack(transaction, member.id);
  await transaction.flush();
}

/** Takes back what was mailed to somebody of the firm: the tokens are void, and the invitations canceled. */
export async function takeBack(transaction: Transaction, staffId: string): Promise<void> {
  for (const token of await transaction.find(Token, { staffId, voidedAt: null, usedAt: null })) token.void();
  for (const invitation of await transaction.find(Invitation, { staffId })) invitation.cancel();
}

const sessionsOf = ({ id }: StaffMember) => ({ $or: [{ staffId: id }, { previewerId: id }] });

async function endAll(transaction: Transaction, whose: ReturnType<typeof sessionsOf>, but?: string): Promise<void> {
  for (const session of await transaction.find(Session, { ...whose, endedAt: null }))
    if (session.id !== but) session.end();
  await transaction.flush();
}
