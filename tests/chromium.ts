// A browser without a window, as a process of its own, told what to do over its debugging port.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** The browser's program: what CHROMIUM names, or one that is installed; null when there is none. */
export function findChromium(): string | null {
  const named = process.env["CHROMIUM"];
  if (named) return named;
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const places = [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ];
  return places.find((place) => existsSync(place)) ?? null;
}

/** A tab, and what is heard of it. */
export interface Page {
  /** What its page and its address asked of any server, in order. */
  readonly requests: readonly { method: string; url: string; body: string }[];
  /** Errors and warnings of its console, refusals of its policy, exceptions of its scripts. */
  readonly problems: readonly string[];
  /** What an expression says there. */
  says(expression: string): Promise<any>;
  /** Waits until an expression is true there. */
  until(expression: string): Promise<void>;
  /** A person's press of what a selector finds, in the middle of it. */
  press(selector: string): Promise<void>;
  /** What a person types into what has the focus. */
  type(text: string): Promise<void>;
  close(): Promise<void>;
}

export interface Browser {
  /** Where what it downloads lies. */
  readonly downloads: string;
  /** Opens an address in a tab of its own, and gives what an expression says there when it has settled. */
  visit(address: string, expression: string): Promise<any>;
  open(address: string): Promise<Page>;
  close(): Promise<void>;
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: any;
  readonly sessionId?: string;
  readonly result?: any;
  readonly error?: { readonly message: string };
}

export async function openChromium(): Promise<Browser> {
  const program = findChromium();
  if (!program) throw new Error("No browser was found: set CHROMIUM or install one.");
  const folder = mkdtempSync(join(tmpdir(), "andamento-browser-"));
  const child = spawn(
    program,
    [
      ...["--headless=new", "--remote-debugging-port=0", "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage"],
      // It asks nothing of anybody by itself.
      ...["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
      ...[`--user-data-dir=${join(folder, "profile")}`, "about:blank"],
      // Its sandbox starts neither for root nor in most containers, and whatever it opens is the tests' own.
      "--no-sandbox",
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
  const hearers = new Map<string, (what: string, told: any) => void>();
  socket.addEventListener("message", ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id) waiting.get(answer.id)?.(answer);
    else if (answer.sessionId && answer.method) hearers.get(answer.sessionId)?.(answer.method, answer.params);
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
  const tab = async () => {
    const { targetId } = await tell("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await tell("Target.attachToTarget", { targetId, flatten: true });
    await tell("Page.enable", {}, sessionId);
    return { targetId, sessionId };
  };
  const evaluated = async (sessionId: string, expression: string): Promise<any> => {
    const how = { expression, returnByValue: true, awaitPromise: true };
    const { result, exceptionDetails } = await tell("Runtime.evaluate", how, sessionId);
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
    return result.value;
  };
  const downloads = join(folder, "downloads");
  mkdirSync(downloads);
  await tell("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });

  return {
    downloads,
    async visit(url, expression) {
      const { targetId, sessionId } = await tab();
      await tell("Page.navigate", { url }, sessionId);
      // Long enough for whatever would run here to have run.
      await pause(2000);
      const said = await evaluated(sessionId, expression);
      await tell("Target.closeTarget", { targetId });
      return said;
    },
    async open(url) {
      const { targetId, sessionId } = await tab();
      const requests: { method: string; url: string; body: string }[] = [];
      const problems: string[] = [];
      hearers.set(sessionId, (what, told) => {
        if (what === "Network.requestWillBeSent") {
          const { method, url, postData = "" } = told.request;
          requests.push({ method, url, body: postData });
        }
        if (what === "Runtime.exceptionThrown") problems.push(told.exceptionDetails.exception?.description);
        if (what === "Log.entryAdded" && ["error", "warning"].includes(told.entry.level))
          problems.push(told.entry.text);
        if (what === "Runtime.consoleAPICalled" && ["error", "warning", "assert"].includes(told.type))
          problems.push(told.args.map((one: any) => one.value ?? one.description).join(" "));
      });
      for (const domain of ["Network", "Runtime", "Log"]) await tell(`${domain}.enable`, {}, sessionId);
      await tell("Page.bringToFront", {}, sessionId);
      await tell("Page.navigate", { url }, sessionId);
      const says = (expression: string) => evaluated(sessionId, expression);
      return {
        requests,
        problems,
        says,
        async until(expression) {
          const patience = Date.now() + 20_000;
          // In the midst of going to another page there is nobody to say.
          while (!(await says(expression).catch(() => false))) {
            if (Date.now() > patience) throw new Error(`${expression} does not come true: ${problems.join("; ")}`);
            await pause(50);
          }
        },
        async press(selector) {
          const { x, y } = await says(`(async () => {
            const found = document.querySelector(${JSON.stringify(selector)});
            found.scrollIntoView({ block: "center" });
            // A press before a page is painted is nobody's, and the browser drops it.
            for (const _ of [1, 2]) await new Promise((painted) => requestAnimationFrame(painted));
            const { x, y, width, height } = found.getBoundingClientRect();
            return { x: x + width / 2, y: y + height / 2 };
          })()`);
          for (const type of ["mousePressed", "mouseReleased"])
            await tell("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1 }, sessionId);
        },
        type: (text) => tell("Input.insertText", { text }, sessionId),
        async close() {
          hearers.delete(sessionId);
          await tell("Target.closeTarget", { targetId });
        },
      };
    },
    async close() {
      const gone = once(child, "exit");
      await tell("Browser.close").catch(() => child.kill());
      await gone;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
