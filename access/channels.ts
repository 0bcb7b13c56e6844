// The one table of access type and channel (product.md R5). Granting, signing in, `access.enter()` and the API read it.

export const accessTypes = ["STANDARD", "SIMPLIFIED"] as const;
export type AccessType = (typeof accessTypes)[number];

export const channels = ["WEB", "APP"] as const;
export type Channel = (typeof channels)[number];

export const credentials = ["LINK", "PASSWORD"] as const;
export type Credential = (typeof credentials)[number];

export const plans = ["LIGHT", "UP", "SMART", "COMPANY", "VIP"] as const;
export type Plan = (typeof plans)[number];

export interface Door {
  readonly type: AccessType;
  readonly channel: Channel;
  readonly credential: Credential;
  /** The plans that open this door. */
  readonly plans: readonly Plan[];
}

export const doors: readonly Door[] = [
  { type: "STANDARD", channel: "WEB", credential: "LINK", plans },
  { type: "STANDARD", channel: "APP", credential: "PASSWORD", plans: ["SMART", "COMPANY", "VIP"] },
  { type: "SIMPLIFIED", channel: "WEB", credential: "PASSWORD", plans },
];

export interface ChannelAvailability {
  readonly channel: Channel;
  readonly credential: Credential | null;
  readonly available: boolean;
  /** Why it is not available: the access type has no such channel, or the firm's plan lacks it. */
  readonly reason: "TYPE" | "PLAN" | null;
}

/** What an access of a type opens at a firm of a plan: one entry per channel. */
export function channelsOf(type: AccessType, plan: Plan): ChannelAvailability[] {
  return channels.map((channel) => {
    const door = doors.find((d) => d.type === type && d.channel === channel);
    if (!door) return { channel, credential: null, available: false, reason: "TYPE" };
    const available = door.plans.includes(plan);
    return { channel, credential: door.credential, available, reason: available ? null : "PLAN" };
  });
}

/** How long a session lives in seconds: without being used, and in all. */
export function lifetime(channel: Channel | null, preview: boolean): { idle: number; absolute: number } {
  const hour = 3600;
  const day = 24 * hour;
  if (preview) return { idle: hour / 4, absolute: hour / 4 };
  return channel === "APP" ? { idle: 30 * day, absolute: 180 * day } : { idle: hour, absolute: 12 * hour };
}
