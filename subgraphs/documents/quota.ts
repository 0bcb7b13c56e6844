// How much is taken: of a client in a day, and of a firm in all.
import { dayInBrasilia } from "../../platform/brasilia.ts";
import type { Transaction } from "../../platform/database.ts";
import { type Mistakes, mistake } from "../../platform/errors.ts";
import type { House } from "../../platform/subgraph.ts";
import { defaultPolicy } from "../../platform/upload-policy.ts";
import type { EffectivePolicy } from "./upload-policy.ts";

const mebibyte = 1024 * 1024;

/**
 * Counts a file that a client announces, whatever becomes of it. Throws QUOTA_EXCEEDED, and then it is not counted. Those
 * of one contact go one after the other, by the row they share.
 */
export async function countOfClient(
  transaction: Transaction,
  sender: { firm: string; contact: string },
  byteSize: number,
  policy: EffectivePolicy,
): Promise<void> {
  const [sent] = await transaction.execute<{ files: number; bytes: string }[]>(
    `insert into documents.sent_today as t (firm_id, contact_id, day, files, bytes) values (?, ?, ?, 1, ?)
     on conflict (firm_id, contact_id) do update set
       files = case when t.day = excluded.day then t.files else 0 end + 1,
       bytes = case when t.day = excluded.day then t.bytes else 0 end + excluded.bytes,
       day = excluded.day
     returning files, bytes`,
    [sender.firm, sender.contact, dayInBrasilia(new Date()), byteSize],
  );
  const { clientFilesPerDay, clientMegabytesPerDay } = policy;
  if (Number(sent?.files) > clientFilesPerDay)
    throw exceeded(
      null,
      `Hoje não cabem mais envios: o limite é de ${clientFilesPerDay} por dia.`,
      `No more can be sent today: the limit is ${clientFilesPerDay} a day.`,
    );
  if (Number(sent?.bytes) > clientMegabytesPerDay * mebibyte)
    throw exceeded(
      ["input", "byteSize"],
      `O arquivo não cabe mais hoje: o limite é de ${clientMegabytesPerDay} MB por dia.`,
      `The file is too much for today: the limit is ${clientMegabytesPerDay} MB a day.`,
    );
}

/**
 * Throws QUOTA_EXCEEDED when a firm's files would come to more than it may keep. Those of one firm are announced one after the
 * other, until the transaction ends: two at once would both find room for one.
 */
export async function mustFitFirm(
  transaction: Transaction,
  house: House,
  firm: string,
  byteSize: number,
): Promise<void> {
  await transaction.execute("select pg_advisory_xact_lock(hashtextextended('andamento room ' || ?::uuid, 0))", [firm]);
  const [kept] = await transaction.execute<{ bytes: string | null }[]>("select access.kept_bytes() as bytes");
  if (Number(kept?.bytes ?? 0) + byteSize <= (house.maxFirmBytes ?? defaultPolicy.firmBytes)) return;
  throw exceeded(
    ["input", "byteSize"],
    "O espaço do escritório para arquivos está cheio. Fale com o escritório.",
    "The firm's room for files is full. Ask the firm.",
  );
}

const exceeded = (field: readonly string[] | null, pt: string, en: string): Mistakes =>
  mistake("QUOTA_EXCEEDED", field, pt, en);
