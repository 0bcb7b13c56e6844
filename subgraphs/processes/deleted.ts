import { type Asking, payload } from "../../platform/subgraph.ts";

/** A deletion's answer: the id to be forgotten. */
export function deleted(asking: Asking, command: () => Promise<string>) {
  return payload<{ deletedId: string }>(asking, { deletedId: null }, async () => {
    const deletedId = await command();
    asking.forget();
    return { deletedId };
  });
}
