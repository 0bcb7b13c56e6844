import { type Asking, payload } from "../../platform/subgraph.ts";
import { type ProcessRow, processesById } from "./process.question.ts";

/** A mutation's answer is asked anew, as any other question is: it shows what the viewer may see now. */
export function changedProcess(asking: Asking, command: () => Promise<string>) {
  return payload<{ process: ProcessRow | null }>(asking, { process: null }, async () => {
    const id = await command();
    asking.forget();
    return { process: await asking.load(processesById, id) };
  });
}
