// A daemon on loopback that speaks clamd's INSTREAM, and knows one virus.
import { type AddressInfo, createServer } from "node:net";

/** Split, so that this file is not what it is looked for in. */
export const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

export interface Clamd {
  readonly address: string;
  /** What becomes of whatever is scanned from now on. */
  behave(how: "well" | "gone" | "confused"): void;
  close(): Promise<void>;
}

export async function openClamd(): Promise<Clamd> {
  let daemonIs: Parameters<Clamd["behave"]>[0] = "well";
  const server = createServer((socket) => {
    if (daemonIs === "gone") return void socket.destroy();
    const received: Buffer[] = [];
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      received.push(chunk);
      const all = Buffer.concat(received);
      if (all.toString("latin1", 0, 10) !== "zINSTREAM\0") return;
      const content: Buffer[] = [];
      for (let at = 10; at + 4 <= all.length; ) {
        const length = all.readUInt32BE(at);
        if (length === 0) {
          const found = Buffer.concat(content).includes(eicar);
          const says = found ? "stream: Win.Test.EICAR_HDB-1 FOUND" : "stream: OK";
          return void socket.end(`${daemonIs === "confused" ? "INSTREAM size limit exceeded. ERROR" : says}\0`);
        }
        if (at + 4 + length > all.length) return;
        content.push(all.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave(how) {
      daemonIs = how;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
