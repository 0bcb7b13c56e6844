import { mistake, notFound, telling } from "../../platform/errors.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { isId } from "../../platform/text.ts";
import { ProcessLink } from "./process-link.ts";
import type { LinkProcessesInput } from "./process-link.type.ts";
import { processToChange } from "./process-to-change.ts";

const oneOriginal = () =>
  mistake(
    "CONFLICT",
    ["input", "linkedId"],
    "Este processo já é recurso ou desdobramento de outro.",
    "This process is an appeal or offshoot of another already.",
  );

/** Links two processes that the staff member sees. Gives the original's id; linking twice the same way is harmless. */
export async function linkProcesses(
  asking: Asking,
  { originalId, linkedId, kind }: LinkProcessesInput,
): Promise<string> {
  if (isId(originalId) && originalId === linkedId)
    throw mistake(
      "INVALID",
      ["input", "linkedId"],
      "Um processo não se liga a si mesmo.",
      "A process is not linked to itself.",
    );
  return telling({ link_one_original: oneOriginal }, () =>
    asking.command(async (transaction) => {
      const original = await processToChange(transaction, originalId, ["input", "originalId"]);
      const linked = await processToChange(transaction, linkedId, ["input", "linkedId"]);
      const between = await transaction.find(ProcessLink, {
        $or: [
          { originalId, linkedId },
          { originalId: linkedId, linkedId: originalId },
        ],
      });
      if (between.some((link) => link.originalId === originalId && link.kind === kind)) return original.id;
      if (between.length > 0)
        throw mistake(
          "CONFLICT",
          ["input", "kind"],
          "Estes processos já estão ligados de outra forma.",
          "These processes are linked another way already.",
        );
      if (kind !== "ATTACHMENT") {
        const [found] = await transaction.execute<{ circle: boolean }[]>("select access.circles(?, ?) as circle", [
          original.id,
          linked.id,
        ]);
        if (found?.circle)
          throw mistake(
            "CONFLICT",
            ["input", "linkedId"],
            "Esta ligação fecharia um círculo.",
            "This link would close a circle.",
          );
      }
      await transaction.persist(ProcessLink.between(original.firmId, original.id, linked.id, kind)).flush();
      return original.id;
    }),
  );
}

/** Takes a link back. Gives the original's id; throws NOT_FOUND when there is none of that kind. */
export async function unlinkProcesses(
  asking: Asking,
  { originalId, linkedId, kind }: LinkProcessesInput,
): Promise<string> {
  return asking.command(async (transaction) => {
    const original = await processToChange(transaction, originalId, ["input", "originalId"]);
    const linked = await processToChange(transaction, linkedId, ["input", "linkedId"]);
    const deleted = await transaction.nativeDelete(ProcessLink, { originalId: original.id, linkedId: linked.id, kind });
    if (deleted === 0) throw notFound("input");
    return original.id;
  });
}
