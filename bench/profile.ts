// Where the time of a form goes, by package: V8's CPU profile of the whole run, of which only the samples under load count.
// What happens inside Node and V8 is charged to the package that called it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Form, startInOneProcess } from "./forms.ts";
import type { Window } from "./load.ts";
import type { Question } from "./questions.ts";

interface Node {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}
interface Profile {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface Cost {
  readonly who: string;
  readonly share: number;
}

export async function profileOf(
  question: Question,
  url: string,
  loaded: (form: Form) => Promise<Window>,
): Promise<{ window: Window; costs: Cost[] }> {
  const folder = mkdtempSync(join(tmpdir(), `andamento-profile-${question.name}-`));
  const form = await startInOneProcess(url, { nodeOptions: `--cpu-prof --cpu-prof-dir=${folder}` });
  const begun = Date.now();
  const window = await loaded(form);
  const seconds = (Date.now() - begun) / 1000;
  await form.stop();
  const profiles = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Profile);
  rmSync(folder, { recursive: true, force: true });
  // start.mjs writes one too, which has nothing but waiting in it.
  const busiest = profiles.sort((a, b) => b.nodes.length - a.nodes.length)[0];
  if (!busiest) throw new Error("There is no profile.");
  return { window, costs: costsOf(busiest, seconds) };
}

/** The shares of a profile's last seconds, idle time left out. */
function costsOf({ nodes, samples, timeDeltas }: Profile, seconds: number): Cost[] {
  const owners = ownersOf(nodes);
  const spent = new Map<string, number>();
  let behind = 0;
  for (let index = samples.length - 1; index >= 0 && behind < seconds * 1e6; index -= 1) {
    const time = timeDeltas[index] ?? 0;
    behind += time;
    const who = owners.get(samples[index] as number) ?? "?";
    if (who !== "(idle)") spent.set(who, (spent.get(who) ?? 0) + time);
  }
  const all = [...spent.values()].reduce((sum, time) => sum + time, 0);
  return [...spent].map(([who, time]) => ({ who, share: time / all })).sort((a, b) => b.share - a.share);
}

function ownersOf(nodes: readonly Node[]): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const owners = new Map<number, string>();
  const walk = (node: Node, caller: string) => {
    const owner = ownerOf(node) ?? caller;
    owners.set(node.id, owner);
    for (const child of node.children ?? []) walk(byId.get(child) as Node, owner);
  };
  if (nodes[0]) walk(nodes[0], "node");
  return owners;
}

/** A package, a file of the house, or one of V8's own accounts; null for what is charged to the caller. */
function ownerOf({ callFrame: { url, functionName } }: Node): string | null {
  if (["(idle)", "(garbage collector)", "(program)"].includes(functionName)) return functionName;
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(url);
  if (inPackage) return inPackage[1] ?? null;
  if (url.startsWith("file:")) return url.replace(/^.*?\/(?=(?:access|gateway|platform|subgraphs)\/)/, "");
  return null;
}
