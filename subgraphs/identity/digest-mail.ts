// Once a day each client is told how much is new to it: a number, and nothing of what it is. A client to whom nothing is new
// gets no letter, nor does one that wants none.
import { timingSafeEqual } from "node:crypto";
import { type Database, executorOf, type Transaction } from "../../platform/database.ts";
import type { Keys } from "../../platform/keys.ts";
import type { Letter } from "../../platform/mail.ts";
import { isId } from "../../platform/text.ts";
import { ClientAccess } from "./client-access.ts";
import { Firm } from "./firm.ts";
import { questionsTo, worded } from "./letter.ts";
import { postLetter, type Room } from "./mail-queue.ts";
import { NewsMail } from "./news-mail-state.ts";

const newsQueue = "news";
/** In Brasília: when people have their coffee. */
const hour = 8;

/** First a day's, then one for each firm, then one for each of its accesses. */
interface Job {
  readonly day: string;
  readonly firm?: string;
  readonly access?: string;
  /** What was recorded until then is told. Said once for a firm, so that a second try tells the same. */
  readonly until?: string;
}

/** Sends the daily letters. A second try sends the same letter: same Message-ID, same number. */
export async function sendDigests(room: Room): Promise<void> {
  await room.jobs.work(newsQueue, async ({ day, firm, access, until }: Job) => {
    if (!firm) return toFirms(room, day);
    const moment = until ?? new Date(Date.now() - transactionsEnd).toISOString();
    if (!access) return toAccesses(room, { day, firm, until: moment });
    return toAccess(room, firm, access, day, new Date(moment));
  });
  room.jobs.daily(newsQueue, hour);
}

/** What is being written now may be committed later with an earlier date; no transaction takes so long. */
const transactionsEnd = 60_000;

async function toFirms({ database, jobs }: Room, day: string): Promise<void> {
  await database.asNobody(async (transaction) => {
    const firms = await transaction.execute<{ firm: string }[]>("select access.firm_ids() as firm");
    for (const { firm } of firms) await jobs.enqueue(newsQueue, { day, firm }, executorOf(transaction));
  });
  jobs.nudge(newsQueue);
}

async function toAccesses({ database, jobs }: Room, job: Job & { firm: string }): Promise<void> {
  await database.asWorker(job.firm, async (transaction) => {
    const accesses = await transaction.find(ClientAccess, { status: "ACTIVE" });
    for (const { id } of accesses) await jobs.enqueue(newsQueue, { ...job, access: id }, executorOf(transaction));
  });
  jobs.nudge(newsQueue);
}

async function toAccess(room: Room, firm: string, access: string, day: string, until: Date): Promise<void> {
  const letter = await room.database.asWorker(firm, (transaction) => write(room, transaction, access, day, until));
  if (!letter) return;
  const taken = await postLetter(room, { letter, links: linksIn(letter), accessId: access }, { access, day });
  await room.database.asWorker(firm, async (transaction) => {
    const { state } = await stateOf(transaction, access);
    if (taken) state?.told(until);
    else state?.refused();
    await transaction.flush();
  });
}

async function write(
  { keys, publicUrl }: Room,
  transaction: Transaction,
  id: string,
  day: string,
  until: Date,
): Promise<Letter | null> {
  const { access, state } = await stateOf(transaction, id);
  if (!access || !state || access.status !== "ACTIVE" || !state.isWantedAt(access.email)) return null;
  // To who has never been here everything counts as seen.
  const since = state.toldUntil ?? access.firstSeenAt;
  if (!since) return null;
  const [found] = await transaction.execute<{ count: number | null }[]>(
    "select access.news_of(?, ?::timestamptz, ?::timestamptz) as count",
    [id, since.toISOString(), until.toISOString()],
  );
  const count = Number(found?.count ?? 0);
  if (count === 0) return null;
  const firm = await transaction.findOneOrFail(Firm, { id: access.firmId });
  const address = publicUrl();
  const way = firm.portalWebUrl ?? `${address}/open`;
  const unsubscribe = `${address}/news/${optOutToken(access, keys)}`;
  return {
    messageId: `<digest.${id}.${day}@${new URL(address).hostname}>`,
    to: { name: access.name, address: access.email },
    subject: `${firm.name}: há novidades para você`,
    unsubscribe,
    ...worded(
      firm,
      [
        { text: `Olá, ${access.name}.` },
        { text: `O escritório ${firm.name} tem ${count === 1 ? "1 novidade" : `${count} novidades`} para você.` },
        { text: "Por segurança, esta mensagem não traz mais detalhes. Entre pelo seu acesso para ver:", link: way },
        ...questionsTo(firm).portuguese,
        { text: "Não quer mais receber este aviso? Desligue-o aqui:", link: unsubscribe },
      ],
      [
        { text: `Hello, ${access.name}.` },
        { text: `The law firm ${firm.name} has ${count === 1 ? "1 piece" : `${count} pieces`} of news for you.` },
        { text: "For your security, this message tells no more. Sign in to see:", link: way },
        ...questionsTo(firm).english,
        { text: "You do not want this notice any more? Switch it off here:", link: unsubscribe },
      ],
    ),
  };
}

/** An access with what it was told. One after the other: two letters of one day would not know of each other. */
async function stateOf(
  transaction: Transaction,
  id: string,
): Promise<{ access: ClientAccess | null; state: NewsMail | null }> {
  const access = await transaction.findOne(ClientAccess, { id });
  if (!access) return { access: null, state: null };
  await transaction.execute(
    "insert into identity.news_mail (access_id, firm_id) values (?, ?) on conflict (firm_id, access_id) do nothing",
    [access.id, access.firmId],
  );
  await transaction.execute("select from identity.news_mail where firm_id = ? and access_id = ? for update", [
    access.firmId,
    access.id,
  ]);
  return { access, state: await transaction.findOneOrFail(NewsMail, { firmId: access.firmId, accessId: access.id }) };
}

const linksIn = ({ text }: Letter): string[] => [...new Set(text.match(/^https?:\/\/\S+$/gm) ?? [])];

const purpose = "news opt-out";

/**
 * What ends an access's daily letters to its address, and can do nothing else: it is derived, so that nothing of it is kept. An
 * address that the access has no longer ends nothing.
 */
function optOutToken(access: ClientAccess, keys: Keys): string {
  const { keyId, value } = keys.derive(purpose, bearerOf(access));
  return [access.firmId, access.id, value, encodeURIComponent(keyId)].join("~");
}

const bearerOf = ({ firmId, id, email }: ClientAccess): string => `${firmId} ${id} ${email}`;

function isRight(said: string, access: ClientAccess, keyId: string, keys: Keys): boolean {
  try {
    const { value } = keys.derive(purpose, bearerOf(access), decodeURIComponent(keyId));
    const [given, right] = [Buffer.from(said), Buffer.from(value)];
    return given.length === right.length && timingSafeEqual(given, right);
  } catch {
    // Made with a key that the ring does not have.
    return false;
  }
}

/** Ends the daily letters of the access a token is for, or begins them again. False when it is none. */
export async function wantNews(database: Database, keys: Keys, token: string, wanted: boolean): Promise<boolean> {
  const [firm = "", id = "", value = "", keyId = ""] = token.split("~");
  if (!isId(firm) || !isId(id)) return false;
  return database.asWorker(firm, async (transaction) => {
    const access = await transaction.findOne(ClientAccess, { id });
    if (!access || !isRight(value, access, keyId, keys)) return false;
    const { state } = await stateOf(transaction, id);
    state?.want(wanted, access.email);
    await transaction.flush();
    return true;
  });
}
