// Pages of what processes hold, and their counts: one statement for all the processes of a list that are asked alike.
import { Page, type PageRequest, type PageRow } from "./connection.ts";
import type { Question } from "./database.ts";
import type { Asking } from "./subgraph.ts";

interface OfProcess {
  readonly processId: string;
}
export interface CountRow extends OfProcess {
  readonly total: string;
  readonly verdict: boolean | null;
}

interface Held<Row extends PageRow & OfProcess, Selection> {
  /** The name of their order, which their cursors carry. */
  readonly order: string;
  /** Of each process the first rows behind the position, in order, and one more. */
  page(processIds: readonly string[], selection: Selection, request: PageRequest): Question<Row>;
  /** How many each process holds, and whether the rule lets the viewer see all of them. */
  count(processIds: readonly string[], selection: Selection): Question<CountRow>;
}

/** Gives the question for a page of what one process holds. */
export function pagesIn<Row extends PageRow & OfProcess, Selection>(held: Held<Row, Selection>) {
  const pages = alike((ids, [selection, request]: [Selection, PageRequest]) => held.page(ids, selection, request));
  const counts = alike((ids, [selection]: [Selection]) => held.count(ids, selection));
  return async (asking: Asking, processId: string, selection: Selection, request: PageRequest): Promise<Page<Row>> => {
    const rows = await asking.load(pages, keyOf(processId, [selection, request]));
    return new Page(rows ?? [], request, held.order, async () => {
      const [counted] = (await asking.load(counts, keyOf(processId, [selection]))) ?? [];
      return { total: Number(counted?.total ?? 0), verdict: counted?.verdict ?? null };
    });
  };
}

const keyOf = (processId: string, said: unknown): string => `${processId} ${JSON.stringify(said)}`;

/** A batch over keys that name a process and what is said beside it. */
function alike<Row extends OfProcess, Said>(question: (processIds: readonly string[], said: Said) => Question<Row>) {
  return async (asking: Asking, keys: readonly string[]): Promise<Map<string, Row[]>> => {
    const groups = [...Map.groupBy(keys, (key) => key.slice(key.indexOf(" ") + 1))];
    const answers = await asking.read(
      ...groups.map(([said, asked]) =>
        question(
          asked.map((key) => key.slice(0, key.indexOf(" "))),
          JSON.parse(said),
        ),
      ),
    );
    const found = groups.flatMap(([said], index) =>
      [...Map.groupBy(answers[index] ?? [], (row) => row.processId)].map(([processId, rows]): [string, Row[]] => [
        `${processId} ${said}`,
        rows,
      ]),
    );
    return new Map(found);
  };
}
