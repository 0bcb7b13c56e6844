// A device is told from others by as little as does it, and for one purpose: docs/decisions/new-device.md.
import { LockMode } from "@mikro-orm/core";
import type { Transaction } from "../../platform/database.ts";
import { type Keys, randomSecret } from "../../platform/keys.ts";
import type { Request } from "../../platform/subgraph.ts";
import type { ClientAccess } from "./client-access.ts";
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

/** As many of one login's or link's as are remembered. */
const most = 20;

/** Notes that a password was used on a device. True when that is new, and not the first of all. */
export async function noteDevice(
  transaction: Transaction,
  keys: Keys,
  email: string,
  device: Device,
): Promise<boolean> {
  const login = await transaction.findOneOrFail(Login, { email }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const { marks, isNew } = marked(keys, login.id, login.devices, device);
  login.devices = marks;
  await transaction.flush();
  return isNew;
}

/** Notes that the link of an access, which is held until the end, was opened on a device. True as with a password. */
export function noteLinkDevice(keys: Keys, access: ClientAccess, device: Device): boolean {
  const { marks, isNew } = marked(keys, access.id, access.linkDevices, device);
  access.linkDevices = marks;
  return isNew;
}

function marked(keys: Keys, of: string, marks: string[], { name }: Device): { marks: string[]; isNew: boolean } {
  const known = marks.find((mark) => mark === markOf(keys, of, name, mark.split(" ")[0]));
  if (known && known === marks.at(-1)) return { marks, isNew: false };
  const others = marks.filter((mark) => mark !== known);
  return { marks: [...others, markOf(keys, of, name)].slice(-most), isNew: !known && marks.length > 0 };
}

/** Of another login or link the same device has another mark; and without the key ring no mark is anybody's. */
function markOf(keys: Keys, id: string, name: string, key?: string): string {
  try {
    const { keyId, value } = keys.derive("device", `${id} ${name}`, key);
    return `${keyId} ${value}`;
  } catch {
    // Made with a key that the ring has no longer.
    return "";
  }
}
