// Signing in. Until the secret is proven there is one answer; after it, what is wrong is told (product.md R10).
import { LockMode } from "@mikro-orm/core";
import { type Channel, type Credential, channelsOf } from "../../access/channels.ts";
import type { Viewer } from "../../access/viewer.ts";
import { type AccessEventKind, logAccess } from "../../platform/access-log.ts";
import type { Transaction } from "../../platform/database.ts";
import { Mistakes, mistake, telling } from "../../platform/errors.ts";
import { checked, email } from "../../platform/input.ts";
import type { Jobs } from "../../platform/jobs.ts";
import { hashOf } from "../../platform/keys.ts";
import { log } from "../../platform/log.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { isId } from "../../platform/text.ts";
import { attempting } from "./attempt.ts";
import { ClientAccess } from "./client-access.ts";
import { deviceOf, noteDevice, noteLinkDevice } from "./device.ts";
import { Firm } from "./firm.ts";
import { guideUrl } from "./guide.ts";
import { Invitation } from "./invitation.ts";
import { Login } from "./login.ts";
import { enqueueLetter, mailQueue } from "./mail-queue.ts";
import { hashPassword, isOutdated, isPassword, mustBeStrong } from "./password.ts";
import { startSession } from "./session.ts";
import type { SetPasswordInput, SignInInput } from "./session.type.ts";
import { StaffMember } from "./staff-member.ts";
import { Token, type TokenPurpose } from "./token.ts";

export interface SignedIn {
  readonly token: string;
  /** What a browser keeps to be known by when a password is used, or a link opened, again. */
  readonly device?: string;
  readonly viewer: Viewer;
}

/** Staff by e-mail and password, without a channel; a client with one, into the access it names or the last used. */
export async function signIn(asking: Asking, input: SignInInput): Promise<SignedIn> {
  const { database, keys } = asking.house;
  const address = checked(email, input.email, ["input", "email"]);
  const tried: Tried = { address, channel: input.channel ?? null, accessId: input.accessId ?? null };
  const started = await attempting(asking, "passwords", address, async () => {
    const known = await database.asNobody((transaction) => credentials(transaction, address));
    const right = await isPassword(keys, input.password, known?.passwordHash ?? null);
    const opened = await noting(asking, tried, () =>
      database.asNobody(async (transaction) => {
        const now = await credentials(transaction, address);
        if (!right || now?.passwordSetAt !== known?.passwordSetAt) throw credentialsInvalid();
        const opened = tried.channel
          ? await openByPassword(transaction, tried, tried.channel)
          : await openForStaff(transaction, address, tried.accessId);
        const device = await onDevice(asking, transaction, address, opened);
        // Held by now: a new password that was being set meanwhile has ended what there was, and this is not to outlive it.
        const then = await credentials(transaction, address);
        if (then?.passwordSetAt !== known?.passwordSetAt) throw credentialsInvalid();
        return { ...opened, ...device };
      }),
    );
    // Only who has come in waits for it: otherwise the time would tell a right password that opens nothing.
    if (known && isOutdated(keys, known.passwordHash)) await keepAnew(asking, address, known, input.password);
    return opened;
  });
  if (started.isNew) asking.house.jobs.nudge(mailQueue);
  return started;
}

/** Notes which device a password has opened something on, and has its owner told of one that is new. */
async function onDevice(asking: Asking, transaction: Transaction, address: string, opened: SignedIn) {
  const { keys, jobs } = asking.house;
  const device = deviceOf(asking.request);
  const isNew = await noteDevice(transaction, keys, address, device);
  if (isNew) await tellOfDevice(jobs, transaction, opened);
  return { isNew, ...(device.kept ? { device: device.kept } : {}) };
}

function tellOfDevice(jobs: Jobs, transaction: Transaction, { viewer }: SignedIn, by: { link?: true } = {}) {
  const { firm, session, access, staff } = viewer;
  const at = new Date().toISOString();
  return enqueueLetter(jobs, transaction, { firm, kind: "new-device", session, access, staff, at, ...by });
}

/** Keeps the same password as it is kept today. Whoever has come in is in, whether or not it can be done now. */
async function keepAnew({ house }: Asking, address: string, known: Credentials, password: string): Promise<void> {
  try {
    const passwordHash = await hashPassword(house.keys, password);
    await house.database.asNobody(async (transaction) => {
      await credentials(transaction, address);
      await transaction.nativeUpdate(Login, { email: address, passwordHash: known.passwordHash }, { passwordHash });
    });
  } catch (error) {
    log.warn({ err: error }, "a password is kept as it was");
  }
}

/** What somebody tries to come in by. */
interface Tried {
  readonly address: string;
  readonly channel: Channel | null;
  /** The access that was named, or that the secret has led to; null as long as it may be any of the e-mail's. */
  accessId: string | null;
}

/**
 * A sign-in that fails is undone, and noted on its own: whether or not anybody has the e-mail, and without waiting for the
 * disk, so that the time does not tell.
 */
async function noting<Started>(asking: Asking, tried: Tried, start: () => Promise<Started>): Promise<Started> {
  try {
    return await start();
  } catch (error) {
    const named = tried.accessId === null || isId(tried.accessId);
    if (error instanceof Mistakes && tried.channel && named)
      await asking.house.database.asNobody(async (transaction) => {
        await transaction.execute("set local synchronous_commit = off");
        await transaction.execute("select access.log_failure(?, ?, ?::uuid, ?)", [
          tried.address,
          tried.channel,
          tried.accessId,
          error.mistakes[0]?.code ?? null,
        ]);
      });
    throw error;
  }
}

/** The STANDARD link: the web, without login. */
export async function openAccessLink(asking: Asking, secret: string): Promise<SignedIn> {
  const opened = await attempting(asking, "mailed", null, () => openBy(asking, secret));
  if (opened.isNew) asking.house.jobs.nudge(mailQueue);
  return opened;
}

async function openBy(asking: Asking, secret: string): Promise<SignedIn & { isNew: boolean }> {
  const { database, jobs, keys } = asking.house;
  try {
    return await database.asNobody(async (transaction) => {
      const { token, access } = await tokenOf(transaction, secret, "OPEN_LINK");
      if (!access) throw tokenInvalid(["token"]);
      await mustOpen(transaction, access, "WEB", "LINK", ["token"]);
      await transaction.execute("update identity.token set last_used_at = now() where id = ?", [token.id]);
      const device = deviceOf(asking.request);
      const isNew = noteLinkDevice(keys, access, device);
      const details = isNew ? ["NEW_DEVICE"] : [];
      const opened = await startFor(transaction, access, "WEB", "LINK", { details });
      if (isNew && (await mayTell(transaction, access))) await tellOfDevice(jobs, transaction, opened, { link: true });
      return { ...opened, isNew, ...(device.kept ? { device: device.kept } : {}) };
    });
  } catch (error) {
    // Nobody opens a link by guessing: one that was mailed once, and is over, is worth a note.
    if (error instanceof Mistakes)
      await database.asNobody(async (transaction) => {
        const details = error.mistakes.map(({ code }) => code);
        if ((await lookUp(transaction, secret))?.purpose === "OPEN_LINK")
          await logAccess(transaction, "SIGN_IN_FAILED", { channel: "WEB", details });
      });
    throw error;
  }
}

/** Whether the owner of a link hears of it by mail: of a few, not of as many as somebody likes. */
async function mayTell(transaction: Transaction, { id }: ClientAccess): Promise<boolean> {
  const [row] = await transaction.execute<{ may: boolean | null }[]>("select access.may_tell(?) as may", [id]);
  return row?.may === true;
}

/**
 * Sets a password with a mailed token, once, and tells its owner by mail. What an earlier password had opened is over. Signing
 * in follows.
 */
export async function setPassword(asking: Asking, input: SetPasswordInput): Promise<void> {
  await attempting(asking, "passwords", null, () => choose(asking, input));
  asking.house.jobs.nudge(mailQueue);
}

async function choose(asking: Asking, input: SetPasswordInput): Promise<void> {
  const { database, jobs, keys } = asking.house;
  const near = await database.asNobody(async (transaction) => {
    const { token, access, email } = await tokenOf(transaction, input.token, "SET_PASSWORD");
    const person = access ?? (await transaction.findOneOrFail(StaffMember, { id: token.staffId ?? "" }));
    const firm = await transaction.findOneOrFail(Firm, { id: token.firmId });
    return [email, person.name, firm.name, firm.portalName ?? ""];
  });
  await mustBeStrong(input.password, ["input", "password"], near);
  const passwordHash = await hashPassword(keys, input.password);
  // Two firms' tokens at once: the login's own constraint tells the second.
  await telling({ login_email: hasPassword }, () =>
    database.asNobody(async (transaction) => {
      const { token, access, email } = await tokenOf(transaction, input.token, "SET_PASSWORD");
      const login = await transaction.findOne(Login, { email });
      if (login && !token.resets) throw hasPassword();
      token.usedAt = new Date();
      if (login) login.change(passwordHash);
      else transaction.persist(Login.of(email, passwordHash));
      if (access) await accept(transaction, access);
      await transaction.flush();
      await transaction.execute("select access.password_set()");
      if (access) await logAccess(transaction, "PASSWORD_SET", { accessId: access.id });
      await enqueueLetter(jobs, transaction, { firm: token.firmId, token: token.id, kind: "password-set" });
    }),
  );
}

export interface TokenTold {
  purpose: TokenPurpose;
  firmName: string;
  needsPassword: boolean;
  expiresAt: Date;
  guideUrl: string | null;
}

/** Whose access a mailed token would open; null when it opens none. Using it up is something else. */
export const checkToken = (asking: Asking, secret: string): Promise<TokenTold | null> =>
  attempting(
    asking,
    "mailed",
    null,
    () => tokenTold(asking, secret),
    (told) => told !== null,
  );

function tokenTold(asking: Asking, secret: string): Promise<TokenTold | null> {
  return asking.house.database.asNobody(async (transaction) => {
    const found = await lookUp(transaction, secret);
    if (!found?.usable) return null;
    const firm = await transaction.findOneOrFail(Firm, { id: found.firm_id });
    const login = found.purpose === "SET_PASSWORD" ? await transaction.findOne(Login, { email: found.email }) : null;
    const { purpose, expires_at: expiresAt } = found;
    const needsPassword = purpose === "SET_PASSWORD" && (found.resets || !login);
    const access = found.access_id ? await transaction.findOne(ClientAccess, { id: found.access_id }) : null;
    const guide = access && guideUrl(asking.house.publicUrl(), firm.id, access.type);
    return { purpose, firmName: firm.name, needsPassword, expiresAt, guideUrl: guide };
  });
}

interface FoundToken {
  token_id: string;
  firm_id: string;
  access_id: string | null;
  purpose: TokenPurpose;
  usable: boolean;
  expires_at: Date;
  email: string;
  resets: boolean;
}

async function lookUp(transaction: Transaction, secret: string): Promise<FoundToken | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(secret)) return null;
  const [found] = await transaction.execute<FoundToken[]>("select * from access.token_by_hash(?)", [hashOf(secret)]);
  return found ?? null;
}

/**
 * The token of a secret, held until the end of the transaction, and the access it is for, if it is not a staff member's: the
 * access first, as those who change it do. One answer for all that can be wrong with it.
 */
async function tokenOf(
  transaction: Transaction,
  secret: string,
  purpose: TokenPurpose,
): Promise<{ token: Token; access: ClientAccess | null; email: string }> {
  const field = purpose === "OPEN_LINK" ? ["token"] : ["input", "token"];
  const found = await lookUp(transaction, secret);
  if (!found?.usable || found.purpose !== purpose) throw tokenInvalid(field);
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const access = found.access_id
    ? await transaction.findOne(ClientAccess, { id: found.access_id, status: { $ne: "REVOKED" } }, { lockMode })
    : null;
  const token = await transaction.findOne(Token, { id: found.token_id, usedAt: null, voidedAt: null }, { lockMode });
  if (!token || (found.access_id && !access)) throw tokenInvalid(field);
  return { token, access, email: found.email };
}

interface Credentials {
  readonly passwordHash: string;
  /** As the database writes it. */
  readonly passwordSetAt: string;
}

async function credentials(transaction: Transaction, address: string): Promise<Credentials | null> {
  const [found] = await transaction.execute<Credentials[]>(
    `select password_hash as "passwordHash", password_set_at::text as "passwordSetAt" from access.credentials_by_email(?)`,
    [address],
  );
  return found ?? null;
}

async function openForStaff(transaction: Transaction, address: string, memberId: string | null): Promise<SignedIn> {
  // The one last used, so that a firm that takes somebody in does not take them away from another.
  const [last] = await transaction.execute<{ id: string }[]>(
    `select m.id from identity.staff_member m
     where m.email = ? and m.active and (?::text is null or m.id::text = ?)
     order by (select max(s.last_used_at) from identity.session s where s.staff_id = m.id) desc nulls last, m.created_at
     limit 1`,
    [address, memberId, memberId],
  );
  const member = last && (await transaction.findOneOrFail(StaffMember, { id: last.id }));
  // Whoever has been let go is told what a stranger is; a client, that it comes in elsewhere.
  const isClient =
    !member && !memberId && (await transaction.count(ClientAccess, { email: address, status: { $ne: "REVOKED" } })) > 0;
  if (!member && !isClient) throw credentialsInvalid();
  if (!member)
    throw mistake(
      "CHANNEL_NOT_ALLOWED",
      ["input", "channel"],
      "Informe por onde você entra: web ou aplicativo.",
      "Say where you come in: web or app.",
    );
  const { id, token } = await startSession(transaction, {
    firmId: member.firmId,
    staffId: member.id,
    channel: null,
    credential: "PASSWORD",
  });
  return {
    token,
    viewer: {
      kind: "staff",
      session: id,
      firm: member.firmId,
      staff: member.id,
      role: member.role,
      access: null,
      contact: null,
      channel: null,
      credential: "PASSWORD",
      preview: false,
    },
  };
}

async function openByPassword(transaction: Transaction, tried: Tried, channel: Channel): Promise<SignedIn> {
  const { address, accessId } = tried;
  const accesses = await transaction.find(
    ClientAccess,
    { email: address, status: { $ne: "REVOKED" } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: "asc" } },
  );
  const [lastUsed, ...others] = accesses
    .filter((access) => accessId === null || access.id === accessId)
    .sort((a, b) => (b.lastSeenAt?.getTime() ?? 0) - (a.lastSeenAt?.getTime() ?? 0));
  if (!lastUsed) throw credentialsInvalid();
  let chosen = lastUsed;
  // An access that does not come in here is no reason to refuse one of another firm that does.
  for (const access of [lastUsed, ...others]) {
    const door = await doorOf(transaction, access, channel);
    if (door?.credential !== "PASSWORD" || !door.available) continue;
    chosen = access;
    break;
  }
  // What stands in the way of this one is its firm's to read, and no other's.
  tried.accessId = chosen.id;
  await mustOpen(transaction, chosen, channel, "PASSWORD", ["input", "channel"]);
  return startFor(transaction, chosen, channel, "PASSWORD");
}

async function doorOf(transaction: Transaction, access: ClientAccess, channel: Channel) {
  const firm = await transaction.findOneOrFail(Firm, { id: access.firmId });
  return channelsOf(access.type, firm.plan).find((one) => one.channel === channel);
}

/** Gives what opens a channel to an access. Throws CHANNEL_NOT_ALLOWED unless its type has this door, PLAN_NOT_ENTITLED unless the plan has. */
export async function mustOpen(
  transaction: Transaction,
  access: ClientAccess,
  channel: Channel,
  credential: Credential | null,
  field: string[],
): Promise<Credential> {
  const door = await doorOf(transaction, access, channel);
  if (!door?.credential || (credential && door.credential !== credential))
    throw mistake(
      "CHANNEL_NOT_ALLOWED",
      field,
      "Este acesso não entra por aqui.",
      "This access does not come in here.",
    );
  if (!door.available)
    throw mistake(
      "PLAN_NOT_ENTITLED",
      field,
      "O plano do escritório não inclui este canal.",
      "The firm's plan does not include this channel.",
    );
  return door.credential;
}

/** Takes up an access's invitation and begins a session of it. */
export async function startFor(
  transaction: Transaction,
  access: ClientAccess,
  channel: Channel,
  credential: Credential,
  {
    kind = credential === "LINK" ? "LINK_OPENED" : "SIGNED_IN",
    details = [],
  }: { kind?: AccessEventKind; details?: readonly string[] } = {},
): Promise<SignedIn> {
  await accept(transaction, access);
  await transaction.flush();
  const { id, token } = await startSession(transaction, {
    firmId: access.firmId,
    accessId: access.id,
    channel,
    credential,
  });
  await logAccess(transaction, kind, { accessId: access.id, channel, details });
  return { token, viewer: clientViewer(access, { session: id, channel, credential, preview: false }) };
}

/** Who is asking from now on, in a session of an access. */
export function clientViewer(
  access: ClientAccess,
  session: Pick<Viewer, "session" | "channel" | "credential" | "preview">,
): Viewer {
  return {
    kind: "client",
    firm: access.firmId,
    staff: null,
    role: null,
    access: access.id,
    contact: access.contactId,
    ...session,
  };
}

async function accept(transaction: Transaction, access: ClientAccess): Promise<void> {
  access.accept();
  for (const invitation of await transaction.find(Invitation, { accessId: access.id, status: { $ne: "CANCELED" } }))
    invitation.accept();
}

const credentialsInvalid = (): Mistakes =>
  mistake("CREDENTIALS_INVALID", null, "E-mail ou senha não conferem.", "E-mail and password do not belong together.");

const hasPassword = (): Mistakes =>
  mistake("CONFLICT", null, "Você já tem uma senha: entre com ela.", "You have a password already: sign in with it.");

const tokenInvalid = (field: string[]): Mistakes =>
  mistake(
    "TOKEN_INVALID",
    field,
    "Este link não vale mais. Peça um novo ao seu escritório.",
    "This link is no longer valid. Ask your firm for a new one.",
  );
