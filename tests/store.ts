// A store that speaks S3, on loopback, in a folder of its own; and what can go wrong on the way to it.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";
import type { BucketOptions } from "../platform/bucket.ts";

export interface Store {
  readonly options: BucketOptions;
  /**
   * What becomes of requests from now on: the store is gone, refuses all of them for the moment, has no room, takes its time,
   * keeps other bytes than it got, or breaks off in the midst of what it sends.
   */
  behave(how: "well" | "gone" | "busy" | "full" | "slow" | "corrupting" | "breaking"): void;
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
  let how: Parameters<Store["behave"]>[0] = "well";
  const door = createServer((incoming, answer) => {
    if (how === "gone") return void incoming.socket.destroy();
    const body: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => body.push(chunk));
    incoming.on("end", () => {
      if (how === "busy")
        return void answer.writeHead(503).end("<Error><Code>ServiceUnavailable</Code><Message>Later</Message></Error>");
      if (how === "full" && incoming.method === "PUT")
        return void answer.writeHead(507).end("<Error><Code>InsufficientStorage</Code></Error>");
      const bytes = Buffer.concat(body);
      const last = bytes.length - 1;
      if (how === "corrupting" && last >= 0) bytes[last] = (bytes[last] ?? 0) ^ 1;
      const { method, url: path, headers } = incoming;
      const pass = () =>
        request({ port, host: "127.0.0.1", method, path, headers }, (response) => {
          answer.writeHead(response.statusCode ?? 500, response.headers);
          if (how !== "breaking" || incoming.method !== "GET") return void response.pipe(answer);
          response.once("data", (chunk: Buffer) => answer.write(chunk.subarray(0, -1), () => answer.destroy()));
        }).end(bytes);
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
    },
    async close() {
      door.closeAllConnections();
      await new Promise((resolve) => door.close(resolve));
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
