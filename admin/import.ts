// What a firm brings with it: contacts, processes, parties and movements, row by row from a file. The same file again changes
// nothing, so one that was broken off is gone on with by giving it again.
import { statSync } from "node:fs";
import type { z } from "zod";
import type { Database, Transaction } from "../platform/database.ts";
import { type Mistake, Mistakes, mistake } from "../platform/errors.ts";
import { checked, taxId } from "../platform/input.ts";
import {
  addMovements,
  ContactBook,
  Docket,
  importedContact,
  importedMovement,
  importedParty,
  importedProcess,
  staffByEmail,
} from "../subgraphs/index.ts";
import { type Row, rowsOf } from "./import-file.ts";

export type Fate = "create" | "update" | "unchanged" | "refused";

/** What became of a row, or would. */
export interface Told {
  readonly line: number;
  readonly fate: Fate;
  /** What kind of row it is, and what it names. */
  readonly what: string;
  readonly why: readonly Mistake[];
}

export interface Import {
  readonly firm: string;
  readonly file: string;
  /** Says what each row would do, and does nothing. */
  readonly dryRun: boolean;
  /** How many rows are done at a time; left out, 5,000. */
  readonly batchSize?: number;
  readonly onRow: (told: Told) => void;
  /** How much of the file has been read, from 0 to 1. */
  readonly onProgress: (part: number) => void;
}

const usualBatch = 5_000;
const schemas = {
  contact: importedContact,
  process: importedProcess,
  party: importedParty,
  movement: importedMovement,
} as const;
type Kind = keyof typeof schemas;
const columns = [...new Set(["type", ...Object.values(schemas).flatMap(({ shape }) => Object.keys(shape))])];

/** Imports a file. Each batch is done whole or not at all; a dry run is one transaction, which is undone. */
export async function importFile(database: Database, asked: Import): Promise<void> {
  const { firm, file, dryRun, batchSize = usualBatch, onRow, onProgress } = asked;
  const size = Math.max(1, statSync(file).size);
  let read = 0;
  const batches = batched(
    rowsOf(file, columns, (bytes) => (read += bytes)),
    batchSize,
  );
  const done = (told: readonly Told[]) => {
    for (const one of told) onRow(one);
    onProgress(Math.min(1, read / size));
  };
  let taken = 0;
  const take = async (transaction: Transaction, rows: readonly Row[]) => {
    const told = await takeIn(transaction, firm, rows);
    taken += 1;
    // The tables grow faster than what the database knows of them, and it would go on as with small ones: it is told at
    // the first batch, the second, the fourth …
    if ((taken & (taken - 1)) === 0)
      for (const table of ["identity.contact", "processes.process", "processes.party", "processes.movement"])
        await transaction.execute(`analyze ${table}`);
    return told;
  };
  if (!dryRun) {
    for await (const rows of batches) done(await database.asOperator(firm, (transaction) => take(transaction, rows)));
    return;
  }
  await database
    .asOperator(firm, async (transaction) => {
      for await (const rows of batches) done(await take(transaction, rows));
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
}

class Undone extends Error {}

async function* batched(rows: AsyncIterable<Row>, batchSize: number): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

interface Sound<Of extends Kind> {
  readonly line: number;
  readonly what: string;
  readonly said: z.output<(typeof schemas)[Of]>;
}

/** Takes in a batch: what others name first, so that its rows may stand in any order. */
async function takeIn(transaction: Transaction, firm: string, rows: readonly Row[]): Promise<Told[]> {
  const told: Told[] = [];
  const { contact, process, party, movement } = understood(rows, told);
  // As the owner, whom the policies let the operator's firm alone. One change after the other within a firm.
  await transaction.execute("set local role andamento_owner");
  await transaction.execute("select access.lock_firm()");
  // What the rule has worked out only the rule may measure; it is found by its keys.
  await transaction.execute("set local enable_seqscan = off");

  const contacts = await ContactBook.open(transaction, firm, [
    ...contact.flatMap(({ said }) => [...(said.taxId ? [said.taxId] : []), ...(said.emails ?? [])]),
    ...party.flatMap(({ said }) => (said.contact ? [contactName(said.contact)] : [])),
  ]);
  each(contact, told, (said) => contacts.take(transaction, said));
  await transaction.flush();

  const docket = await Docket.open(transaction, firm, {
    processes: [
      ...process.flatMap(({ said }) => [said.number, said.legacyNumber, said.title].flatMap((one) => one ?? [])),
      ...movement.map(({ said }) => said.process),
    ],
    withParties: party.map(({ said }) => said.process),
  });
  const people = process.flatMap(({ said }) => [...(said.responsible ? [said.responsible] : []), ...(said.team ?? [])]);
  const staff = await staffByEmail(transaction, people);
  each(process, told, (said) => docket.take(transaction, said, staff));
  await transaction.flush();
  each(party, told, (said) =>
    docket.seat(transaction, said, said.contact ? contacts.find(contactName(said.contact)) : null),
  );
  await transaction.flush();
  each(
    await addMovements(
      transaction,
      movement.flatMap(({ said, ...row }) => {
        const made = tried(row, told, () => docket.movement(said));
        return made ? [{ ...row, said: made }] : [];
      }),
    ),
    told,
    (fate) => fate,
  );
  transaction.clear();
  return told.sort((a, b) => a.line - b.line);
}

/** The rows that can be read, by their kind; the others are told. */
function understood(rows: readonly Row[], told: Told[]): { [Of in Kind]: Sound<Of>[] } {
  const sound: { [Of in Kind]: Sound<Of>[] } = { contact: [], process: [], party: [], movement: [] };
  for (const { line, said } of rows) {
    if (!said) {
      told.push({ line, fate: "refused", what: "?", why: unreadable.mistakes });
      continue;
    }
    const { type, ...fields } = said;
    const row = { line, what: `${String(type ?? "?").slice(0, 20)} ${nameIn(fields)}` };
    tried(row, told, () => {
      if (typeof type !== "string" || !Object.hasOwn(schemas, type)) throw noType;
      sound[type as Kind].push({ ...row, said: checked(schemas[type as Kind], fields, []) } as never);
    });
  }
  return sound;
}

/** What a row names, to find it again by. */
const nameIn = ({
  process,
  number,
  legacyNumber,
  title,
  taxId,
  emails,
  name,
}: Readonly<Record<string, unknown>>): string =>
  String(
    process ?? number ?? legacyNumber ?? title ?? taxId ?? (Array.isArray(emails) ? emails[0] : emails) ?? name ?? "?",
  ).slice(0, 100);

const contactName = (said: string): string => taxId.safeParse(said).data ?? said.toLowerCase();

function each<Said>(
  rows: readonly { readonly line: number; readonly what: string; readonly said: Said }[],
  told: Told[],
  take: (said: Said) => Fate,
): void {
  for (const { said, ...row } of rows) {
    const fate = tried(row, told, () => take(said));
    if (fate) told.push({ line: row.line, what: row.what, fate, why: [] });
  }
}

/** Does something with a row, which a mistake refuses. */
function tried<Made>({ line, what }: { line: number; what: string }, told: Told[], work: () => Made): Made | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Mistakes)) throw error;
    told.push({ line, what, fate: "refused", why: error.mistakes });
    return null;
  }
}

const unreadable = mistake("INVALID", null, "A linha não pôde ser lida.", "The line could not be read.");
const noType = mistake(
  "INVALID",
  ["type"],
  "Informe contact, process, party ou movement.",
  "Say contact, process, party or movement.",
);
