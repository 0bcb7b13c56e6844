// Files on their way in and out, held up in the midst of it: what one holds while it waits for the other.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { CompleteUploadDocument, DownloadDocument, RequestDocumentUploadDocument } from "../schema/operations.ts";
import type { Asking } from "./asking.ts";

interface Upload {
  /** What it is answered with, once it is. */
  readonly answered: Promise<unknown>;
  /** Sends up to a byte of it. */
  to(end: number): Promise<void>;
  /** Sends the rest, completes it, and gives the document's id. */
  done(): Promise<string>;
}

/** Begins to send a text file to a process. */
export async function upload(house: Asking, token: string, processId: string, body: Buffer): Promise<Upload> {
  const announced = { processId, name: "autos.txt", contentType: "text/plain", byteSize: body.length };
  const { data } = await house.ask(token, RequestDocumentUploadDocument, { input: announced });
  const { uploadId, upload } = data?.requestDocumentUpload ?? {};
  if (!uploadId || !upload) throw new Error(`The upload was refused: ${JSON.stringify(data)}`);
  const headers = { "content-type": announced.contentType, "content-length": body.length };
  const sending = request(upload.url, { method: upload.method, headers });
  const answered = once(sending, "response") as Promise<[IncomingMessage]>;
  answered.catch(() => {});
  let sent = 0;
  const to = async (end: number) => {
    for (; sent < end; sent += chunk)
      if (!sending.write(body.subarray(sent, Math.min(end, sent + chunk)))) await once(sending, "drain");
    sent = end;
  };
  return {
    answered,
    to,
    async done() {
      await to(body.length);
      sending.end();
      const [response] = await answered;
      response.resume();
      const completed = await house.ask(token, CompleteUploadDocument, { uploadId });
      const id = completed.data?.completeUpload?.document?.id;
      if (response.statusCode !== 204 || !id)
        throw new Error(`The file was refused: ${response.statusCode} ${JSON.stringify(completed.data)}`);
      return id;
    },
  };
}

interface Download {
  /** Takes at least so many bytes of it, and lets the others wait. */
  take(bytes: number): Promise<void>;
  /** Takes the rest, and gives the SHA-256 of all of it. */
  done(): Promise<string>;
  /** Hangs up. */
  leave(): void;
}

/** Begins to fetch a document. */
export async function download(house: Asking, token: string, id: string): Promise<Download> {
  const { data } = await house.ask(token, DownloadDocument, { id });
  // By a connection of its own: one that has brought a file holds the next one whole, though nobody takes it.
  const asking = request(data?.document?.download?.url as string, { agent: false }).end();
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  const hash = createHash("sha256");
  const parts = response[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const take = async (bytes: number) => {
    for (let taken = 0; taken < bytes; ) {
      const { value, done } = await parts.next();
      if (done) return;
      hash.update(value);
      taken += value.length;
    }
  };
  return {
    take,
    async done() {
      await take(Number.POSITIVE_INFINITY);
      return hash.digest("hex");
    },
    leave: () => void response.destroy(),
  };
}

const chunk = 64 * 1024;
