// A browser without a window, as a process of its own, told what to do over its debugging port.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Browser {
  /** Where what it downloads lies. */
  readonly downloads: string;
  /** Opens an address in a tab of its own, and gives what an expression says there when it has settled. */
  visit(address: string, expression: string): Promise<any>;
  close(): Promise<void>;
}

interface Answer {
  readonly id?: number;
  readonly result?: any;
  readonly error?: { readonly message: string };
}

export async function openChromium(program: string): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), "andamento-browser-"));
  const child = spawn(
    program,
    [
      ...["--headless=new", "--remote-debugging-port=0", "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage"],
      ...[`--user-data-dir=${join(folder, "profile")}`, "about:blank"],
      // Its sandbox does not start for root, whom containers run as.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const address = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const [, found] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (found) resolve(found);
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`The browser did not start: ${said}`)));
  });
  const socket = new WebSocket(address);
  await once(socket, "open");
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.addEventListener("message", ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id) waiting.get(answer.id)?.(answer);
  });
  let count = 0;
  const tell = (method: string, params: object = {}, sessionId?: string) =>
    new Promise<any>((resolve, reject) => {
      const id = ++count;
      waiting.set(id, ({ result, error }) =>
        error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result),
      );
      socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
    });
  const downloads = join(folder, "downloads");
  mkdirSync(downloads);
  await tell("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });

  return {
    downloads,
    async visit(url, expression) {
      const { targetId } = await tell("Target.createTarget", { url: "about:blank" });
      const { sessionId } = await tell("Target.attachToTarget", { targetId, flatten: true });
      await tell("Page.enable", {}, sessionId);
      await tell("Page.navigate", { url }, sessionId);
      // Long enough for whatever would run here to have run.
      await new Promise((resolve) => setTimeout(resolve, 2000));
      const said = await tell("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true }, sessionId);
      await tell("Target.closeTarget", { targetId });
      return said.result.value;
    },
    async close() {
      const gone = once(child, "exit");
      await tell("Browser.close").catch(() => child.kill());
      await gone;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
