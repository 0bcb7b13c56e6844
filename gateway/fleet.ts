// The five processes of a distributed house on one machine: started, watched, started again when one dies, ended.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { addressVariable, bySubgraph, type SubgraphName, subgraphNames } from "../platform/config.ts";
import { log } from "../platform/log.ts";
import type { SentMail } from "../subgraphs/index.ts";

export type ProcessName = SubgraphName | "worker" | "gateway";

export interface FleetOptions {
  /** What every process is told: DATABASE_URL, ANDAMENTO_KEYS, DATA_FOLDER, PUBLIC_URL, … */
  readonly environment: Readonly<Record<string, string>>;
  readonly host: string;
  /** The gateway's port; 0 for any. The subgraphs take any that are free. */
  readonly port: number;
  readonly onSent?: (mail: SentMail) => void;
}

export interface Fleet {
  /** The gateway's address. */
  readonly address: string;
  /** Where a subgraph serves. */
  addressOf(name: ProcessName): string;
  /** The id of the process that runs now. */
  pid(name: ProcessName): number;
  /** Resolves when a process that was ended runs again. */
  back(name: ProcessName): Promise<void>;
  close(): Promise<void>;
}

/** Starts the processes and waits until each serves. Throws when one does not start. */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const members = new Map<ProcessName, Member>();
  const start = async (name: ProcessName, more: Record<string, string> = {}) => {
    const member = new Member(name, { ...options.environment, HOST: options.host, PORT: "0", ...more }, options.onSent);
    members.set(name, member);
    return member.start();
  };
  const close = async () => void (await Promise.all([...members.values()].map((member) => member.end())));
  try {
    const starting = bySubgraph((name) => start(name));
    await Promise.all([...Object.values(starting), start("worker")]);
    const where = await Promise.all(subgraphNames.map(async (name) => [addressVariable(name), await starting[name]]));
    const address = await start("gateway", { PORT: String(options.port), ...Object.fromEntries(where) });
    const member = (name: ProcessName) => members.get(name) as Member;
    return {
      address,
      addressOf: (name) => member(name).address,
      pid: (name) => member(name).pid,
      back: (name) => member(name).back(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const tsx = ["--import", "tsx", "--enable-source-maps"];
const root = fileURLToPath(new URL("..", import.meta.url));

const programs: Record<ProcessName, string[]> = {
  ...bySubgraph((name) => ["subgraphs/main.ts", name]),
  worker: ["subgraphs/main.ts", "worker"],
  gateway: ["gateway/alone.ts"],
};

class Member {
  private child: ChildProcess | undefined;
  private serving: Promise<string> = Promise.resolve("");
  private ending = false;
  /** Where it serves; empty for the worker. */
  address = "";

  constructor(
    private readonly name: ProcessName,
    private readonly environment: Record<string, string>,
    private readonly onSent: ((mail: SentMail) => void) | undefined,
  ) {}

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Gives the address it serves at; empty for the worker. */
  start(): Promise<string> {
    this.serving = new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [...tsx, ...programs[this.name]], {
        cwd: root,
        env: { ...process.env, ...this.environment },
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      });
      this.child = child;
      child.on("message", (message: { started?: { address?: string }; sent?: SentMail }) => {
        if (message.sent) this.onSent?.(message.sent);
        if (!message.started) return;
        const { address = "" } = message.started;
        this.address = address;
        // Started again, it is where the others look for it.
        if (address) this.environment["PORT"] = new URL(address).port;
        resolve(address);
      });
      child.on("error", reject);
      child.on("exit", (code, signal) => {
        reject(new Error(`${this.name} did not start (${signal ?? code}).`));
        if (!this.ending) void this.again(signal ?? code);
      });
    });
    return this.serving;
  }

  back(): Promise<void> {
    return this.serving.then(() => {});
  }

  async end(): Promise<void> {
    this.ending = true;
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    const patience = setTimeout(() => child.kill("SIGKILL"), 15_000);
    await gone;
    clearTimeout(patience);
  }

  /** One that served and died is started again, a second later at the soonest. */
  private async again(how: string | number | null): Promise<void> {
    const served = await this.serving.then(
      () => true,
      () => false,
    );
    if (!served || this.ending) return;
    log.error({ process: this.name, how }, "a process ended and is started again");
    this.serving = new Promise((resolve) => setTimeout(resolve, 1000)).then(() => (this.ending ? "" : this.start()));
    this.serving.catch((error: unknown) =>
      log.fatal({ process: this.name, err: error }, "a process does not come back"),
    );
  }
}
