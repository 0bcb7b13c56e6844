import { executorOf, type Transaction } from "../../platform/database.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { clearAwayLater } from "./file-clearing.ts";
import { mustFitFirm } from "./quota.ts";
import { type Announced, Upload } from "./upload.ts";

export interface AskedUpload {
  readonly id: string;
  readonly grant: string;
  readonly contentType: string;
  readonly expiresAt: Date;
}

/** Writes an upload down for the asking session, to be cleared away when nothing comes of it. Throws QUOTA_EXCEEDED. */
export async function askUpload(
  { viewer, house }: Asking,
  transaction: Transaction,
  announced: Omit<Announced, "firmId">,
): Promise<AskedUpload> {
  const { firm, session } = viewer as { firm: string; session: string };
  await mustFitFirm(transaction, house, firm, announced.byteSize);
  const { upload, grant } = Upload.ask({ ...announced, firmId: firm }, session, house.keys);
  await transaction.persist(upload).flush();
  await clearAwayLater(house.jobs, executorOf(transaction), upload);
  return { id: upload.id, grant, contentType: upload.contentType, expiresAt: upload.expiresAt };
}
