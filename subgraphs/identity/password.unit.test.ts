import { hash } from "@node-rs/argon2";
import { expect, test } from "vitest";
import { openKeys } from "../../platform/keys.ts";
import { hashPassword, isOutdated, isPassword } from "./password.ts";

const key = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString("base64url")}`;
const ring = (...keys: string[]) => openKeys({ environment: keys.join(","), file: "" });
const [older, newer] = [key("older", 1), key("newer", 2)];
const phrase = "ventania azul na janela";

test("what is kept of a password is worth nothing without the key it was made with", async () => {
  const kept = await hashPassword(ring(older), phrase);
  expect(kept).toMatch(/^older\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPassword(ring(older), phrase, kept)).toBe(true);
  expect(await isPassword(ring(older), `${phrase}!`, kept)).toBe(false);
  for (const others of [ring(newer), ring(key("older", 3))]) expect(await isPassword(others, phrase, kept)).toBe(false);
  // Nor does it do to leave the key's name out.
  expect(await isPassword(ring(older), phrase, kept.replace("older", ""))).toBe(false);
});

test("a ring that has a newer key still knows what the older made, and would make it anew", async () => {
  const kept = await hashPassword(ring(older), phrase);
  expect(await isPassword(ring(newer, older), phrase, kept)).toBe(true);
  expect([isOutdated(ring(older, newer), kept), isOutdated(ring(newer, older), kept)]).toEqual([false, true]);
});

test("what was made with less work, or before there was a key, is known and would be made anew", async () => {
  const { secret } = { secret: Buffer.from(ring(older).derive("password", "").value, "base64url") };
  const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
  for (const kept of [
    await hash(phrase, cost),
    `older${await hash(phrase, { ...cost, secret, timeCost: 1 })}`,
    `older${await hash(phrase, { ...cost, secret, memoryCost: 8_192 })}`,
  ]) {
    expect(await isPassword(ring(older), phrase, kept)).toBe(true);
    expect(isOutdated(ring(older), kept)).toBe(true);
  }
  expect(isOutdated(ring(older), `older${await hash(phrase, { ...cost, secret })}`)).toBe(false);
});

test("no password is the one of somebody who has none", async () => {
  for (const password of [phrase, "", "nobody's password"])
    expect(await isPassword(ring(older), password, null)).toBe(false);
});
