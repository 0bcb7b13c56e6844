import { sealGrant } from "../../platform/grant.ts";
import type { Asking, House } from "../../platform/subgraph.ts";
import type { AskedUpload } from "./asked-upload.ts";
import type { SignedRequest } from "./upload.type.ts";

const downloadSeconds = 60;

/** The request that fetches a document's file, for the asking session. */
export function downloadOf({ house, viewer }: Asking, documentId: string): SignedRequest | null {
  if (!viewer) return null;
  const expiresAt = new Date(Date.now() + downloadSeconds * 1000);
  const grant = sealGrant(house.keys, "download", { id: documentId, session: viewer.session, expiresAt });
  return { url: addressOf(house, grant), method: "GET", headers: [], expiresAt };
}

/** The request that sends a file. */
export const uploadBy = ({ house }: Asking, { grant, contentType, expiresAt }: AskedUpload): SignedRequest => ({
  url: addressOf(house, grant),
  method: "PUT",
  headers: [{ name: "Content-Type", value: contentType }],
  expiresAt,
});

const addressOf = ({ publicUrl }: House, grant: string): string => `${publicUrl()}/files/${grant}`;
