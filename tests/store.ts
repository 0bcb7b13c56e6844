// A store that speaks S3, on loopback, in a folder of its own; and what can go wrong on the way to it.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { type ClientRequest, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";
import type { BucketOptions } from "../platform/bucket.ts";

export interface Store {
  readonly options: BucketOptions;
  /**
   * What becomes of requests from now on: the store is gone, refuses all of them for the moment, is asked too often, fails, has
   * no room, or none after the first part, takes its time, never answers, keeps other bytes than it got, or breaks off in the
   * midst of what it sends, or of all but the first of it.
   */
  behave(
    how:
      | "well"
      | "gone"
      | "busy"
      | "overrun"
      | "failing"
      | "full"
      | "filling"
      | "slow"
      | "silent"
      | "corrupting"
      | "breaking"
      | "tiring",
  ): void;
  /** The keys of what is kept. */
  keys(): string[];
  /** Parts of files that are kept and belong to none. */
  leftParts(): string[];
  close(): Promise<void>;
}

export async function openStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), "andamento-store-"));
  const server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: "andamento", configs: [] }],
  });
  const { port } = (await server.run()) as AddressInfo;
  const uploads = join(folder, "andamento", "._S3rver_uploads");
  let how: Parameters<Store["behave"]>[0] = "well";
  const passings = new Set<ClientRequest>();
  let taken = 0;
  let sent = 0;
  const door = createServer((incoming, answer) => {
    if (how === "gone") return void incoming.socket.destroy();
    if (how === "silent") return;
    const body: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => body.push(chunk));
    incoming.on("end", () => {
      const refused = refusals[how];
      if (refused) return void answer.writeHead(refused[0]).end(`<Error><Code>${refused[1]}</Code></Error>`);
      if (incoming.method === "PUT") taken += 1;
      if (incoming.method === "PUT" && (how === "full" || (how === "filling" && taken > 1)))
        return void answer.writeHead(507).end("<Error><Code>InsufficientStorage</Code></Error>");
      const bytes = Buffer.concat(body);
      const last = bytes.length - 1;
      if (how === "corrupting" && last >= 0) bytes[last] = (bytes[last] ?? 0) ^ 1;
      const { method, url: path, headers } = incoming;
      const asked = new URL(path ?? "/", "http://store").searchParams;
      // What the server behind does not know: files in parts are listed, and given up.
      if (method === "GET" && asked.has("uploads"))
        return void answer
          .writeHead(200, { "content-type": "application/xml" })
          .end(listed(uploads, asked.get("prefix")));
      const given = method === "DELETE" && asked.get("uploadId");
      if (given) {
        rmSync(join(uploads, given), { recursive: true, force: true });
        return void answer.writeHead(204).end();
      }
      const pass = () => {
        if (answer.destroyed) return;
        const passing = request({ port, host: "127.0.0.1", method, path, headers }, (response) => {
          answer.writeHead(response.statusCode ?? 500, response.headers);
          if (incoming.method === "GET") sent += 1;
          const breaksOff = how === "breaking" || (how === "tiring" && sent > 1);
          if (!breaksOff || incoming.method !== "GET") return void response.pipe(answer);
          response.once("data", (chunk: Buffer) => answer.write(chunk.subarray(0, -1), () => answer.destroy()));
        }).end(bytes);
        // Who leaves leaves the server behind as well.
        passing.on("error", () => answer.destroy());
        answer.once("close", () => answer.writableFinished || passing.destroy());
        passings.add(passing);
        passing.once("close", () => passings.delete(passing));
      };
      setTimeout(pass, how === "slow" ? 300 : 0);
    });
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  return {
    options: {
      bucket: "andamento",
      region: "us-east-1",
      endpoint: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
      accessKeyId: "S3RVER",
      secretAccessKey: "S3RVER",
      forcePathStyle: true,
    },
    behave(now) {
      how = now;
      taken = 0;
      sent = 0;
    },
    keys: () =>
      readdirSync(join(folder, "andamento"), { recursive: true })
        .map((path) => /^([^/\\]+[/\\][^/\\]+)\._S3rver_object$/.exec(String(path))?.[1]?.replace("\\", "/") ?? "")
        .filter(Boolean),
    leftParts: () =>
      readdirSync(folder, { recursive: true })
        .map(String)
        .filter((path) => /uploads[/\\].*[/\\]\d+/.test(path)),
    async close() {
      door.closeAllConnections();
      for (const passing of passings) passing.destroy();
      await new Promise((resolve) => door.close(resolve));
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The uploads in parts of one key, as a store tells them. */
function listed(uploads: string, prefix: string | null): string {
  const ids = existsSync(uploads) ? readdirSync(uploads) : [];
  const found = ids.filter((id) => readFileSync(join(uploads, id, "key"), "utf8") === prefix);
  const told = found.map((id) => `<Upload><Key>${prefix}</Key><UploadId>${id}</UploadId></Upload>`);
  return `<ListMultipartUploadsResult>${told.join("")}</ListMultipartUploadsResult>`;
}

/** How a store says that it takes nothing of anybody for the moment. */
const refusals: Partial<Record<Parameters<Store["behave"]>[0], [status: number, code: string]>> = {
  busy: [503, "ServiceUnavailable"],
  overrun: [503, "SlowDown"],
  failing: [500, "InternalError"],
};
