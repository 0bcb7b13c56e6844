// A subgraph behind a port of its own. Without the gateway's seal there is nothing there: one answer, whatever is asked.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { executor, type Operation } from "../platform/execute.ts";
import { bytesOf } from "../platform/incoming.ts";
import { closed, listening } from "../platform/listen.ts";
import { log } from "../platform/log.ts";
import { begunHeader, keptHeader, openSeals, sealHeader } from "../platform/seal.ts";
import { FileTooLong, StorageUnavailable } from "../platform/storage.ts";
import { Asking, type House, type Request, type Subgraph } from "../platform/subgraph.ts";
import { swept } from "../platform/sweep.ts";
import { guideOf, receiveFile, sendFile, wantNews, whoIs } from "./index.ts";

export interface ServedSubgraph {
  /** Listens, and gives the address it is reached at. */
  listen(host: string, port: number): Promise<string>;
  /** Stops taking requests, lets the ones under way end, and closes. */
  close(): Promise<void>;
}

/** What a door is given: who asks, what is in the body, and where it goes. */
interface Call {
  readonly asked: Request;
  readonly address: URL;
  readonly body: Buffer;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}
type Door = (call: Call) => Promise<unknown>;

/** Imports are the largest bodies. */
const largestBody = 16 * 2 ** 20;
const longestUpload = 15 * 60_000;

/** Serves a subgraph. Refuses when it has anything unguarded. */
export async function serveSubgraph(subgraph: Subgraph, house: House): Promise<ServedSubgraph> {
  const run = executor(await subgraph.schema());
  const graphql: Door = async ({ asked, body, response }) => {
    const asking = new Asking(house, asked);
    const answer = await run(JSON.parse(body.toString("utf8")) as Operation, asking);
    if (asking.begun) response.setHeader(begunHeader, "yes");
    if (asking.kept !== undefined) response.setHeader(keptHeader, JSON.stringify(asking.kept));
    return answer;
  };
  const doors: Record<string, Door> = {
    "POST /graphql": graphql,
    "POST /ready": async () => house.database.isReady(),
    ...(subgraph.name === "identity" ? identityDoors(house) : {}),
    ...(subgraph.name === "documents" ? documentDoors(house) : {}),
  };
  const open = openSeals(house.keys);
  const server = createServer(
    { requestTimeout: longestUpload, headersTimeout: 15_000, keepAliveTimeout: 65_000 },
    (request, response) =>
      void answer(subgraph.name, doors, open, request, response).catch((error: unknown) => {
        log.error({ subgraph: subgraph.name, err: error }, "a request broke");
        if (response.headersSent) return response.destroy();
        response.writeHead(error instanceof StorageUnavailable ? 507 : 500).end();
      }),
  );
  return { listen: (host, port) => listening(server, host, port), close: () => closed(server) };
}

const identityDoors = ({ database, keys }: House): Record<string, Door> => ({
  "POST /guide": ({ body }) => {
    const { firm, type } = JSON.parse(body.toString("utf8"));
    return guideOf(database, firm, type);
  },
  "POST /want-news": ({ body }) => {
    const { token, wanted } = JSON.parse(body.toString("utf8"));
    return wantNews(database, keys, token, wanted);
  },
  "POST /who-is": ({ body }) => whoIs(database, body.toString("utf8")),
});

const documentDoors = (house: House): Record<string, Door> => ({
  "PUT /file": async ({ address, request }) => {
    const taken = await receiveFile(house, address.searchParams.get("grant") ?? "", {
      byteSize: Number(request.headers["content-length"]),
      contentType: request.headers["content-type"] ?? "",
      bytes: bytesOf(request),
    }).catch((error: unknown) => {
      if (error instanceof FileTooLong) return false;
      throw error;
    });
    return taken;
  },
  "POST /file": async ({ body }) => {
    const file = await sendFile(house, body.toString("utf8"));
    return file && { name: file.name, contentType: file.contentType, byteSize: file.byteSize };
  },
  "POST /bytes": async ({ body, response }) => {
    const { grant, range } = JSON.parse(body.toString("utf8"));
    const file = await sendFile(house, grant);
    const bytes = await file?.bytes(range);
    if (!bytes) return null;
    response.writeHead(200, { "content-type": "application/octet-stream" });
    await pipeline(bytes, swept, response);
    return undefined;
  },
});

async function answer(
  name: string,
  doors: Readonly<Record<string, Door>>,
  open: ReturnType<typeof openSeals>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "", url: path = "" } = request;
  // Whether the process lives, for whoever restarts it; it tells nothing else.
  if (method === "GET" && path === "/livez") return void response.writeHead(204).end();
  const sealed = request.headers[sealHeader];
  if (typeof sealed !== "string") return nothing(request, response);
  const streamed = method === "PUT";
  const body = streamed ? Buffer.alloc(0) : await bodyOf(request);
  const asked = body && open(sealed, { to: name, method, path, body: streamed ? null : body });
  if (!asked) return nothing(request, response);
  const address = new URL(path, "http://subgraph");
  const door = doors[`${method} ${address.pathname}`];
  if (!door) return nothing(request, response);
  const told = await door({ asked, address, body, request, response });
  if (response.headersSent || response.destroyed) return;
  const text = JSON.stringify(told ?? null);
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) }).end(text);
}

/** All of a body; null for one that is too large. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function nothing(request: IncomingMessage, response: ServerResponse): void {
  // What is still on its way is not read.
  response.writeHead(404, { connection: "close", "content-length": 0 }).end();
  request.resume();
}
