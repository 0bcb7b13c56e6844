// A file of rows, read as it is needed: JSON lines, or CSV as spreadsheets write it.
import { createReadStream } from "node:fs";
import { extname } from "node:path";
import { createInterface } from "node:readline";
import { type CsvError, parse } from "csv-parse";
import { mistake } from "../platform/errors.ts";

export interface Row {
  /** Where it begins, counted from 1. */
  readonly line: number;
  /** What it says; null when it cannot be read. */
  readonly said: Readonly<Record<string, unknown>> | null;
}

const lists = ["emails", "phones", "subjects", "team"];
const booleans: Readonly<Record<string, boolean>> = { true: true, false: false, sim: true, não: false, nao: false };

/**
 * The rows of a file, by its ending: .csv, whose columns are among `columns`, or JSON lines. Throws before the first of them
 * when the file is not UTF-8 or a column is unknown. `onBytes` is told how much of it has been read.
 */
export async function* rowsOf(
  file: string,
  columns: readonly string[],
  onBytes: (bytes: number) => void,
): AsyncGenerator<Row> {
  await mustBeUtf8(file);
  const head = extname(file).toLowerCase() === ".csv" ? await headOf(file) : null;
  const bytes = createReadStream(file);
  bytes.on("data", (chunk) => onBytes(chunk.length));
  yield* head === null ? jsonLines(bytes) : csv(bytes, head, columns);
}

/** Which other encoding a file has can only be guessed, and what is guessed wrong is kept wrong. */
async function mustBeUtf8(file: string): Promise<void> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const bytes = createReadStream(file);
  try {
    for await (const chunk of bytes) decoder.decode(chunk, { stream: true });
    decoder.decode();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_ENCODING_INVALID_ENCODED_DATA") throw error;
    throw mistake(
      "INVALID",
      null,
      'O arquivo não está em UTF-8, e os acentos se perderiam. No Excel, salve como "CSV UTF-8 (delimitado por vírgulas)"; no LibreOffice, com o conjunto de caracteres UTF-8.',
      'The file is not UTF-8, and accents would be lost. In Excel, save it as "CSV UTF-8 (Comma delimited)"; in LibreOffice, with the character set UTF-8.',
    );
  }
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

async function* csv(bytes: NodeJS.ReadableStream, head: string, columns: readonly string[]): AsyncGenerator<Row> {
  const parser = bytes.pipe(
    parse({
      bom: true,
      columns: (names: string[]) => named(names, columns),
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

/** The columns' names. What stands in a column without one is refused with its row, by the column's place. */
function named(names: readonly string[], columns: readonly string[]): string[] {
  const given = names.map((name, at) => name.trim() || `#${at + 1}`);
  const wrong = given.filter(
    (name, at) => !/^#\d+$/.test(name) && (!columns.includes(name) || given.indexOf(name) < at),
  );
  if (wrong.length === 0) return given;
  const [told, all] = [wrong.join(", ").slice(0, 500), columns.join(", ")];
  throw mistake(
    "INVALID",
    null,
    `Colunas desconhecidas ou repetidas: ${told}. As que existem: ${all}.`,
    `Columns that are unknown, or there twice: ${told}. Those there are: ${all}.`,
  );
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
