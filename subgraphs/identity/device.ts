// A device is told from others by as little as does it, and for one purpose: docs/decisions/new-device.md.
import { LockMode } from "@mikro-orm/core";
import type { Transaction } from "../../platform/database.ts";
import { type Keys, randomSecret } from "../../platform/keys.ts";
import type { Request } from "../../platform/subgraph.ts";
import { Login } from "./login.ts";

export interface Device {
  /** What it is known by. */
  readonly name: string;
  /** What its browser is to keep to be known again. */
  readonly kept?: string;
}

/** What a request came from: a browser, by what it keeps for that or from now on will; or a program, by what it calls itself. */
export function deviceOf({ keepsSession, device }: Request): Device {
  if (!keepsSession) return { name: `program ${device ?? ""}` };
  const kept = device ?? randomSecret();
  return { name: `browser ${kept}`, kept };
}

/** As many of one login's as are remembered. */
const most = 20;

/** Notes that a password was used on a device. True when that is new, and not the first of all. */
export async function noteDevice(
  transaction: Transaction,
  keys: Keys,
  email: string,
  { name }: Device,
): Promise<boolean> {
  const login = await transaction.findOneOrFail(Login, { email }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const { devices } = login;
  const known = devices.find((mark) => mark === markOf(keys, login, name, mark.split(" ")[0]));
  const others = devices.filter((mark) => mark !== known);
  if (!known || known !== devices.at(-1)) login.devices = [...others, markOf(keys, login, name)].slice(-most);
  await transaction.flush();
  return !known && devices.length > 0;
}

/** Of another login the same device has another mark; and without the key ring no mark is anybody's. */
function markOf(keys: Keys, { id }: Login, name: string, key?: string): string {
  try {
    const { keyId, value } = keys.derive("device", `${id} ${name}`, key);
    return `${keyId} ${value}`;
  } catch {
    // Made with a key that the ring has no longer.
    return "";
  }
}
