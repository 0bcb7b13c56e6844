// A file of rows, read as it is needed: JSON lines, or CSV as spreadsheets write it.
import { createReadStream } from "node:fs";
import { extname } from "node:path";
import { createInterface } from "node:readline";
import { type CsvError, parse } from "csv-parse";

export interface Row {
  /** Where it begins, counted from 1. */
  readonly line: number;
  /** What it says; null when it cannot be read. */
  readonly said: Readonly<Record<string, unknown>> | null;
}

const lists = ["emails", "phones", "subjects", "team"];
const booleans: Readonly<Record<string, boolean>> = { true: true, false: false, sim: true, não: false, nao: false };

/** The rows of a file, by its ending: .csv, or JSON lines. `onBytes` is told how much of it has been read. */
export async function* rowsOf(file: string, onBytes: (bytes: number) => void): AsyncGenerator<Row> {
  const head = extname(file).toLowerCase() === ".csv" ? await headOf(file) : null;
  const bytes = createReadStream(file);
  bytes.on("data", (chunk) => onBytes(chunk.length));
  yield* head === null ? jsonLines(bytes) : csv(bytes, head);
}

async function* jsonLines(bytes: NodeJS.ReadableStream): AsyncGenerator<Row> {
  let line = 0;
  for await (const text of createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    const bare = text.replace(/^\ufeff/, "").trim();
    if (bare) yield { line, said: objectIn(bare) };
  }
}

function objectIn(text: string): Row["said"] {
  try {
    const said: unknown = JSON.parse(text);
    return said && typeof said === "object" && !Array.isArray(said) ? (said as Row["said"]) : null;
  } catch {
    return null;
  }
}

async function* csv(bytes: NodeJS.ReadableStream, head: string): AsyncGenerator<Row> {
  const parser = bytes.pipe(
    parse({
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim()),
      delimiter: head.split(";").length > head.split(",").length ? ";" : ",",
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }),
  );
  bytes.once("error", (error) => parser.destroy(error));
  for await (const { record, info } of parser as AsyncIterable<{
    record: Record<string, string>;
    info: { lines: number; error?: CsvError };
  }>)
    yield { line: info.lines, said: info.error ? null : cellsOf(record) };
}

/** A cell that is empty says nothing. */
function cellsOf(record: Record<string, string>): Record<string, unknown> {
  const said: Record<string, unknown> = {};
  for (const [name, cell] of Object.entries(record)) {
    if (cell === "") continue;
    if (lists.includes(name)) said[name] = cell.split("|").map((one) => one.trim());
    else if (name === "secret") said[name] = booleans[cell.toLowerCase()] ?? cell;
    else if (name === "code") said[name] = /^-?\d+$/.test(cell) ? Number(cell) : cell;
    else said[name] = cell;
  }
  return said;
}

async function headOf(file: string): Promise<string> {
  for await (const line of createInterface({ input: createReadStream(file) })) return line;
  return "";
}
