import { randomUUID } from "node:crypto";
import type { Plan } from "../../access/channels.ts";
import type { Database, Transaction } from "../../platform/database.ts";
import type { Keys } from "../../platform/keys.ts";
import { Firm } from "./firm.ts";
import { Login } from "./login.ts";
import { hashPassword, mustBeStrong } from "./password.ts";
import { StaffMember } from "./staff-member.ts";
import { lifeOf, secretOf, Token } from "./token.ts";

export interface Founding {
  readonly name: string;
  readonly plan: Plan;
  readonly privacyContact?: string;
  readonly supportContact?: string;
  readonly staff: readonly {
    readonly name: string;
    readonly email: string;
    readonly role: "ADMIN" | "MEMBER";
    /** Left out, a token is made to set one with. */
    readonly password?: string;
  }[];
}

/** Founds a firm with its first people: for whoever operates the installation, and for nobody who is signed in. */
export async function foundFirm(
  database: Database,
  keys: Keys,
  founding: Founding,
): Promise<{
  firmId: string;
  staff: { id: string; name: string; email: string; role: "ADMIN" | "MEMBER"; passwordToken: string | null }[];
}> {
  const firmId = randomUUID();
  const people = await Promise.all(
    founding.staff.map(async ({ password, ...person }) => {
      if (password !== undefined)
        await mustBeStrong(password, ["password"], [founding.name, person.name, person.email]);
      return {
        ...person,
        id: randomUUID(),
        passwordHash: password === undefined ? null : await hashPassword(keys, password),
      };
    }),
  );
  const staff = await database.asOperator(firmId, async (transaction) => {
    const { staff: _, ...firm } = founding;
    await transaction.persist(Firm.found({ id: firmId, ...firm })).flush();
    const told = [];
    for (const { passwordHash, ...person } of people) {
      transaction.persist(StaffMember.join({ firmId, ...person }));
      if (passwordHash) transaction.persist(Login.of(person.email, passwordHash));
      await transaction.flush();
      told.push({ ...person, passwordToken: passwordHash ? null : await issued(transaction, firmId, person.id, keys) });
    }
    return told;
  });
  return { firmId, staff };
}

async function issued(transaction: Transaction, firmId: string, staffId: string, keys: Keys): Promise<string> {
  const life = await lifeOf(transaction, "SET_PASSWORD");
  const token = Token.issue({ firmId, staffId }, "SET_PASSWORD", life, keys);
  await transaction.persist(token).flush();
  return secretOf(token, keys);
}
