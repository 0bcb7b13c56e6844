import { sees } from "../../access/rows.ts";
import { among, type RowOf, verdict } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { questions } from "./tables.ts";

const linkRows = () =>
  questions
    .selectFrom("processes.link as l")
    .select(["l.original_id as originalId", "l.linked_id as linkedId", "l.kind"])
    .select(verdict(sees.link, "l").as("verdict"))
    .where(verdict(sees.link, "l"), "is", true)
    .orderBy("l.kind")
    .orderBy("l.id");
type LinkRow = RowOf<ReturnType<typeof linkRows>>;

export interface SeenFrom extends LinkRow {
  /** The other one, and whether it is the original. */
  readonly otherId: string;
  readonly isOriginal: boolean;
}

/** The links of processes, seen from each: only those whose both ends the viewer may see. */
export async function linksOf(asking: Asking, processIds: readonly string[]): Promise<Map<string, SeenFrom[]>> {
  const [down, up] = await asking.read(
    linkRows().where("l.original_id", "=", among(processIds)),
    linkRows().where("l.linked_id", "=", among(processIds)),
  );
  const seen = [
    ...up.map((row) => ({ from: row.linkedId, link: { ...row, otherId: row.originalId, isOriginal: true } })),
    ...down.map((row) => ({ from: row.originalId, link: { ...row, otherId: row.linkedId, isOriginal: false } })),
  ];
  const links = new Map<string, SeenFrom[]>();
  for (const { from, link } of seen) links.set(from, [...(links.get(from) ?? []), link]);
  return links;
}
