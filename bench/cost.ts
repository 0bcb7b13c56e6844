// What a tree of processes has cost so far, from /proc (Linux). The CPU of a child that has ended is in its parent's account,
// so nothing is lost with it: neither a PostgreSQL backend that was closed, nor a server's helper.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { Client } from "pg";

interface Stat {
  readonly name: string;
  readonly parent: number;
  /** User and system time, of the process and of its ended children, in clock ticks. */
  readonly ticks: number;
}

/** Linux counts in hundredths of a second, whatever the kernel's own clock. */
const millisecondsPerTick = 10;

/** CPU in milliseconds of these processes and of all that descend from them, ended ones included. */
export function cpuOf(roots: readonly number[]): number {
  const all = everyStat();
  const ticks = treeOf(roots, all).reduce((sum, pid) => sum + (all.get(pid)?.ticks ?? 0), 0);
  return ticks * millisecondsPerTick;
}

/** Resident memory in megabytes of the same. Pages that processes share are counted in each. */
export function memoryOf(roots: readonly number[]): number {
  const kilobytes = treeOf(roots, everyStat()).map((pid) => {
    const status = read(`/proc/${pid}/status`);
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status ?? "")?.[1] ?? 0);
  });
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

/** Resident memory of processes in megabytes, now and at most since `forgetPeak`; nothing of what they started. */
export function residentOf(pids: readonly number[]): { now: number; peak: number } {
  const all = (what: string) =>
    pids.reduce((sum, pid) => {
      const status = read(`/proc/${pid}/status`) ?? "";
      return sum + Number(new RegExp(`^${what}:\\s+(\\d+) kB$`, "m").exec(status)?.[1] ?? 0);
    }, 0) / 1024;
  return { now: all("VmRSS"), peak: all("VmHWM") };
}

export function forgetPeak(pids: readonly number[]): void {
  for (const pid of pids) writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

/** The PostgreSQL server behind a url: its first process, whose children are the backends. */
export async function serverOf(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("select pg_backend_pid() as pid");
  const backend = statOf(rows[0].pid);
  await client.end();
  if (!backend?.name.startsWith("postgres"))
    throw new Error("PostgreSQL runs elsewhere: its CPU can only be read where it runs.");
  return backend.parent;
}

function treeOf(roots: readonly number[], all: ReadonlyMap<number, Stat>): number[] {
  const tree = new Set(roots);
  for (const root of tree) for (const [pid, { parent }] of all) if (parent === root) tree.add(pid);
  return [...tree];
}

function everyStat(): Map<number, Stat> {
  const found = new Map<number, Stat>();
  for (const entry of readdirSync("/proc")) {
    const stat = /^\d+$/.test(entry) ? statOf(Number(entry)) : null;
    if (stat) found.set(Number(entry), stat);
  }
  return found;
}

function statOf(pid: number): Stat | null {
  const text = read(`/proc/${pid}/stat`);
  if (!text) return null;
  // The name stands in brackets and may hold anything; the fields behind it are numbers: state, parent …, and the four times.
  const end = text.lastIndexOf(")");
  const fields = text.slice(end + 2).split(" ");
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { name: text.slice(text.indexOf("(") + 1, end), parent: Number(fields[1]), ticks };
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null; // it has ended meanwhile
  }
}
