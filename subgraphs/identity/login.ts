import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";

export const LoginSchema = defineEntity({
  name: "Login",
  schema: "identity",
  tableName: "login",
  properties: {
    id: p.uuid().primary(),
    email: p.text().unique("login_email"),
    passwordHash: p.text(),
    createdAt: p.datetime(),
    passwordSetAt: p.datetime(),
    /** Marks of the devices it was used on, the last used last: docs/decisions/new-device.md. */
    devices: p.array().default([]),
  },
  ...rows.login,
});

/** A verified e-mail and its one password, for whatever it opens at however many firms. It belongs to no firm. */
export class Login extends LoginSchema.class {
  static of(email: string, passwordHash: string): Login {
    const now = new Date();
    return Object.assign(new Login(), {
      id: randomUUID(),
      email,
      passwordHash,
      createdAt: now,
      passwordSetAt: now,
      devices: [],
    });
  }

  change(passwordHash: string): void {
    this.passwordHash = passwordHash;
    this.passwordSetAt = new Date();
  }
}
LoginSchema.setClass(Login);
