// Files come in and go out here and nowhere else, by addresses that are secrets. Whatever the reason there is nothing at
// one, the answer is the same; and no address is ever logged.
import type { IncomingMessage } from "node:http";
import { pipeline } from "node:stream/promises";
import { create as contentDisposition } from "content-disposition";
import cors from "cors";
import express, { type Request, type Response, type Router } from "express";
import { bytesOf } from "../platform/incoming.ts";
import { log } from "../platform/log.ts";
import { FileTooLong, StorageUnavailable } from "../platform/storage.ts";
import { swept } from "../platform/sweep.ts";
import { requestId } from "./authentication.ts";
import type { Transport } from "./transport.ts";

/** Whether a request brings a file, which may take its time. */
export const bringsFile = (request: IncomingMessage): boolean =>
  request.method === "PUT" && Boolean(request.url?.startsWith("/files/"));

/** How long a file may come or go without a byte moving, in milliseconds. */
export const usualPatience = 30_000;

/** How long all of a file may take to go out, in milliseconds: even on the slowest line, and not for days. */
export const usualTime = 3_600_000;

/** How long is waited for whoever sends or fetches a file, in milliseconds. */
interface Waiting {
  readonly patience: number;
  readonly time: number;
}

export function files(transport: Transport, origins: readonly string[], waiting: Waiting): Router {
  const router = express.Router();
  router.use(
    "/files",
    cors({
      origin: [...origins],
      methods: ["GET", "HEAD", "PUT"],
      allowedHeaders: ["Content-Type", "Range"],
      exposedHeaders: ["Content-Disposition", "Content-Range", "Accept-Ranges", "X-Request-Id"],
      maxAge: 600,
    }),
  );
  router
    .route("/files/:grant")
    .put((request, response) => orUnavailable(response, () => receive(transport, request, response, waiting)))
    .get((request, response) => orUnavailable(response, () => send(transport, request, response, waiting)))
    .all((_request, response) => void response.set("Allow", "GET, HEAD, PUT").sendStatus(405));
  router.use("/files", (_request, response) => nothing(response));
  return router;
}

async function receive(
  transport: Transport,
  request: Request<{ grant: string }>,
  response: Response,
  { patience }: Waiting,
): Promise<void> {
  const length = request.get("content-length") ?? "";
  const encoded = request.get("content-encoding") !== undefined || request.get("content-range") !== undefined;
  if (encoded || !/^\d{1,10}$/.test(length)) return nothing(response);
  try {
    const taken = await transport.receive(request.params.grant, {
      byteSize: Number(length),
      contentType: request.get("content-type") ?? "",
      bytes: bytesOf(request, patience),
    });
    if (!taken) return nothing(response);
  } catch (error) {
    // Whoever was sending has gone, and there is nobody to tell.
    if (request.destroyed && !request.complete) return;
    if (error instanceof FileTooLong) return nothing(response);
    throw error;
  }
  response.status(204).end();
}

async function send(
  transport: Transport,
  request: Request<{ grant: string }>,
  response: Response,
  { patience, time }: Waiting,
): Promise<void> {
  const file = await transport.send(request.params.grant);
  if (!file) return nothing(response);
  const range = wanted(request, file.byteSize);
  response.set({
    "Content-Type": file.contentType.startsWith("text/") ? `${file.contentType}; charset=utf-8` : file.contentType,
    "Content-Disposition": contentDisposition(file.name),
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Accept-Ranges": "bytes",
  });
  if (range === "beyond") {
    response.removeHeader("Content-Disposition");
    response.set("Content-Range", `bytes */${file.byteSize}`).type("text/plain");
    return void response.status(416).send("Range not satisfiable.\n");
  }
  const { start, end } = range ?? { start: 0, end: file.byteSize - 1 };
  if (range) response.status(206).set("Content-Range", `bytes ${start}-${end}/${file.byteSize}`);
  response.set("Content-Length", String(end - start + 1));
  if (request.method === "HEAD") return void response.end();
  const bytes = await file.bytes(range ?? undefined);
  if (!bytes) return nothing(response);
  response.setTimeout(patience, () => response.destroy());
  const late = setTimeout(() => response.destroy(), time);
  await pipeline(bytes, swept, response)
    .catch((error: unknown) => {
      // Most often somebody who left; a storage that broke off cannot be told any more, and is cut off.
      log.debug({ request: requestId(request), err: error }, "a file was not sent to its end");
    })
    .finally(() => clearTimeout(late));
}

/** The one part of the file that was asked for; null for all of it, which several parts and a condition come to as well. */
function wanted(request: Request, byteSize: number): { start: number; end: number } | "beyond" | null {
  if (request.method !== "GET" || request.get("if-range") !== undefined) return null;
  // The last bytes of a file that has not as many are all of it.
  const last = /^bytes=\s*-\s*(\d+)\s*$/.exec(request.get("range") ?? "")?.[1];
  if (last !== undefined && Number(last) >= byteSize) return { start: 0, end: byteSize - 1 };
  const ranges = request.range(byteSize, { combine: true });
  if (ranges === -1) return "beyond";
  if (!Array.isArray(ranges) || ranges.type !== "bytes" || ranges.length !== 1) return null;
  return ranges[0] ?? null;
}

function nothing(response: Response): void {
  for (const name of ["Content-Disposition", "Content-Length", "Content-Range", "Accept-Ranges"])
    response.removeHeader(name);
  response.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
  response.status(404).type("text/plain").send("There is nothing here.\n");
}

/** A fault of ours is told as one that passes. */
async function orUnavailable(response: Response, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const what = error instanceof StorageUnavailable ? "the storage failed" : "a file could not be handled";
    log.error({ request: response.get("X-Request-Id"), err: error }, what);
    if (response.headersSent) return void response.destroy();
    response.status(503).set("Retry-After", "30").type("text/plain").send("Unavailable for the moment. Try again.\n");
  }
}
