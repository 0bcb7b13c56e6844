import { randomUUID } from "node:crypto";
import type { Plan } from "../../access/channels.ts";
import type { Database } from "../../platform/database.ts";
import { Firm } from "./firm.ts";
import { Login } from "./login.ts";
import { hashPassword, mustBeStrong } from "./password.ts";
import { StaffMember } from "./staff-member.ts";

export interface Founding {
  readonly name: string;
  readonly plan: Plan;
  readonly privacyContact?: string;
  readonly supportContact?: string;
  readonly staff: readonly {
    readonly name: string;
    readonly email: string;
    readonly role: "ADMIN" | "MEMBER";
    readonly password: string;
  }[];
}

/** Founds a firm with its first people: for whoever operates the installation, and for nobody who is signed in. */
export async function foundFirm(
  database: Database,
  founding: Founding,
): Promise<{ firmId: string; staff: { id: string; name: string; email: string; role: "ADMIN" | "MEMBER" }[] }> {
  const firmId = randomUUID();
  const people = await Promise.all(
    founding.staff.map(async ({ password, ...person }) => {
      mustBeStrong(password, ["password"]);
      return { ...person, id: randomUUID(), passwordHash: await hashPassword(password) };
    }),
  );
  await database.asOperator(firmId, async (transaction) => {
    const { staff: _, ...firm } = founding;
    await transaction.persist(Firm.found({ id: firmId, ...firm })).flush();
    for (const { passwordHash, ...person } of people) {
      transaction.persist(StaffMember.join({ firmId, ...person }));
      transaction.persist(Login.of(person.email, passwordHash));
    }
    await transaction.flush();
  });
  return { firmId, staff: people.map(({ passwordHash: _, ...person }) => person) };
}
