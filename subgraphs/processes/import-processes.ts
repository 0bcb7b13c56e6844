// The processes, parties and movements that a firm brings with it, a batch at a time and each row by itself.
import { z } from "zod";
import { beginningOf } from "../../platform/brasilia.ts";
import type { Transaction } from "../../platform/database.ts";
import { mistake } from "../../platform/errors.ts";
import {
  cnj,
  cnjNumber,
  day,
  email,
  line,
  listOf,
  moment,
  money,
  optionalLine,
  optionalText,
} from "../../platform/input.ts";
import { insertNew } from "./insert-movements.ts";
import { Movement, movementOrigins } from "./movement.ts";
import { Party, partyRoles, partySides } from "./party.ts";
import {
  courtDegrees,
  Process,
  type ProcessFields,
  processKinds,
  processStatuses,
  processVisibilities,
} from "./process.ts";

export const importedProcess = z.strictObject({
  kind: z.enum(processKinds).optional(),
  number: cnj.optional(),
  legacyNumber: line(60).optional(),
  title: line(300).optional(),
  status: z.enum(processStatuses).optional(),
  visibility: z.enum(processVisibilities).optional(),
  secret: z.boolean().optional(),
  tribunal: line(60).optional(),
  division: line(200).optional(),
  venue: line(200).optional(),
  degree: z.enum(courtDegrees).optional(),
  className: line(200).optional(),
  subjects: listOf(line(200), 50).optional(),
  filedOn: day.optional(),
  claimValue: money,
  responsible: email.optional(),
  team: listOf(email, 100).optional(),
});
export type ImportedProcess = z.output<typeof importedProcess>;

export const importedParty = z.strictObject({
  process: line(300),
  contact: optionalLine(254),
  name: optionalLine(200),
  role: z.enum(partyRoles),
  side: z.enum(partySides),
});
export type ImportedParty = z.output<typeof importedParty>;

/** A moment in RFC 3339, or a day: then its midnight in Brasília. */
const when = z
  .string()
  .transform((said) => {
    if (day.safeParse(said).success) return beginningOf(said);
    return new Date(z.iso.datetime({ offset: true }).safeParse(said).success ? said : Number.NaN);
  })
  .pipe(moment);

export const importedMovement = z.strictObject({
  process: line(300),
  externalId: line(200),
  occurredAt: when,
  title: line(300),
  text: optionalText(10_000),
  code: z.number().int().min(-2_147_483_648).max(2_147_483_647).nullish(),
  degree: z.enum(courtDegrees).nullish(),
  origin: z.enum(movementOrigins).optional(),
  author: optionalLine(200),
});
export type ImportedMovement = z.output<typeof importedMovement>;

type Became = "create" | "update" | "unchanged";

/** How a row names a process: by its CNJ number, a lawsuit without one by its old number, a case by its title. */
const nameOf = (said: string): string => cnjNumber(said) ?? said;

/** Processes by what names them, with their parties. */
export class Docket {
  private readonly named = new Map<string, Process[]>();
  private readonly seated = new Map<string, Party[]>();
  private readonly opened = new Set<Process>();

  private constructor(private readonly firmId: string) {}

  /** Opens the docket at the numbers and titles that will be asked for; with the parties, of those that will get some. */
  static async open(
    transaction: Transaction,
    firmId: string,
    asked: { processes: readonly string[]; withParties: readonly string[] },
  ): Promise<Docket> {
    const docket = new Docket(firmId);
    const names = [...new Set([...asked.processes, ...asked.withParties].map(nameOf))];
    const numbers = names.filter((name) => cnjNumber(name) !== null);
    const others = names.filter((name) => cnjNumber(name) === null);
    const found = new Set([
      ...(await transaction.find(Process, { firmId, number: { $in: numbers } })),
      ...(await transaction.find(Process, { firmId, legacyNumber: { $in: others } })),
      ...(await transaction.find(Process, { firmId, kind: "CASE", title: { $in: others } })),
    ]);
    for (const process of found) docket.note(process);
    const shared = new Set(asked.withParties.map(nameOf));
    const processId = {
      // One that is known by its old number alone may get in this batch the number that its parties name it by.
      $in: [...found]
        .filter((one) => (one.kind === "LAWSUIT" && !one.number) || namesOf(one).some((name) => shared.has(name)))
        .map(({ id }) => id),
    };
    for (const party of await transaction.find(Party, { processId })) docket.seatOf(party);
    return docket;
  }

  /** Registers a process, or changes what was said of the one that is there. */
  take(transaction: Transaction, said: ImportedProcess, staff: ReadonlyMap<string, string>): Became {
    const there = this.meant(said);
    const kind = said.kind ?? there?.kind ?? (said.number || said.legacyNumber ? "LAWSUIT" : "CASE");
    if (there && kind !== there.kind)
      throw mistake("CONFLICT", ["kind"], "O processo é de outro tipo.", "The process is of another kind.");
    if (kind === "LAWSUIT" && !said.number && !said.legacyNumber)
      throw mistake(
        "REQUIRED",
        ["number"],
        "Informe o número CNJ, ou o número antigo.",
        "Give the CNJ number, or the old one.",
      );
    const court = [said.tribunal, said.division, said.venue, said.degree, said.className, said.subjects];
    if (kind === "CASE" && (said.number || said.legacyNumber || court.some((one) => one !== undefined)))
      throw mistake("INVALID", ["kind"], "Um caso não tem número nem juízo.", "A case has no number and no court.");
    const { responsible, team, claimValue, ...plain } = said;
    const idOf = (address: string, field: string): string => {
      const id = staff.get(address);
      if (id) return id;
      throw mistake(
        "NOT_FOUND",
        [field],
        `Ninguém ativo no escritório tem o e-mail ${address}.`,
        `Nobody active at the firm has the e-mail ${address}.`,
      );
    };
    const wanted: Partial<ProcessFields> = {
      ...(Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)) as typeof plain),
      ...(claimValue ? { claimValue: Number(claimValue).toFixed(2) } : {}),
      ...(responsible ? { responsibleId: idOf(responsible, "responsible") } : {}),
      ...(team ? { teamIds: [...new Set(team.map((one) => idOf(one, "team")))] } : {}),
    };
    if (!there) {
      if (!wanted.title) throw mistake("REQUIRED", ["title"], "Informe o título.", "Give the title.");
      const process = Process.open(this.firmId, { ...blank, ...wanted, kind, title: wanted.title });
      transaction.persist(process);
      this.opened.add(process);
      this.note(process);
      return "create";
    }
    const now = there as unknown as Record<string, unknown>;
    if (Object.entries(wanted).every(([field, value]) => String(now[field]) === String(value))) return "unchanged";
    there.change(wanted);
    this.note(there);
    return "update";
  }

  /** Seats a party, unless it sits there already. `contact` is the record it was found by. */
  seat(transaction: Transaction, said: ImportedParty, contact: { id: string; name: string } | null): Became {
    const process = this.find(said.process);
    if (said.role === "CLIENT" && !contact)
      throw mistake(
        "REQUIRED",
        ["contact"],
        "Um cliente precisa de ficha de contato: informe CPF, CNPJ ou e-mail.",
        "A client needs a contact record: give CPF, CNPJ or e-mail.",
      );
    const name = said.name ?? contact?.name;
    if (!name) throw mistake("REQUIRED", ["name"], "Informe o nome ou o contato.", "Give the name or the contact.");
    const seated = this.seated.get(process.id) ?? [];
    const same = (one: Party) =>
      one.role === said.role && (contact ? one.contactId === contact.id : !one.contactId && one.name === name);
    if (seated.some(same)) return "unchanged";
    const position = Math.max(-1, ...seated.map((one) => one.position)) + 1;
    const party = Party.of(
      process,
      { contactId: contact?.id ?? null, name, role: said.role, side: said.side },
      position,
    );
    transaction.persist(party);
    // Whoever has read the parties of before and writes them back is to be told.
    if (!this.opened.has(process)) process.change({});
    this.seatOf(party);
    return "create";
  }

  private seatOf(party: Party): void {
    this.seated.set(party.processId, [...(this.seated.get(party.processId) ?? []), party]);
  }

  /** A movement of a process that is there. */
  movement(said: ImportedMovement): Movement {
    return Movement.in(this.find(said.process), {
      origin: said.origin ?? "AUTOMATIC",
      occurredAt: said.occurredAt,
      degree: said.degree ?? null,
      title: said.title,
      text: said.text,
      code: said.code ?? null,
      externalId: said.externalId,
      author: said.origin === "MANUAL" ? said.author : null,
      history: true,
    });
  }

  /** The process that a row is about. One that was known by its old number alone may have got a CNJ number since. */
  private meant({ number, legacyNumber, title }: ImportedProcess): Process | null {
    const byNumber = number ? this.lookUp(number) : null;
    if (byNumber) return byNumber;
    if (legacyNumber) return this.lookUp(legacyNumber, (one) => one.kind === "LAWSUIT" && !(number && one.number));
    return number || !title ? null : this.lookUp(title, ({ kind }) => kind === "CASE");
  }

  private find(named: string): Process {
    const process = this.lookUp(named);
    if (process) return process;
    throw mistake("NOT_FOUND", ["process"], `Não existe o processo ${named}.`, `There is no process ${named}.`);
  }

  private lookUp(named: string, fits = (_: Process) => true): Process | null {
    const found = (this.named.get(nameOf(named)) ?? []).filter(fits);
    if (found.length > 1)
      throw mistake(
        "CONFLICT",
        null,
        `Mais de um processo se chama ${named}.`,
        `More than one process is called ${named}.`,
      );
    return found[0] ?? null;
  }

  private note(process: Process): void {
    for (const name of namesOf(process)) {
      const found = this.named.get(name) ?? [];
      if (!found.includes(process)) this.named.set(name, [...found, process]);
    }
  }
}

/** By what rows name it: its numbers, or a case's title. */
const namesOf = ({ kind, number, legacyNumber, title }: Process): string[] =>
  kind === "CASE" ? [title] : [number, legacyNumber].flatMap((one) => one ?? []);

const blank: Omit<ProcessFields, "kind" | "title"> = {
  number: null,
  legacyNumber: null,
  status: "ACTIVE",
  visibility: "PUBLIC",
  secret: false,
  tribunal: null,
  division: null,
  venue: null,
  degree: null,
  className: null,
  subjects: [],
  filedOn: null,
  claimValue: null,
  responsibleId: null,
  teamIds: [],
};

/** Inserts movements, and says of each row whether its movement was not there before. */
export async function addMovements<Row extends { readonly said: Movement; readonly line: number }>(
  transaction: Transaction,
  rows: readonly Row[],
): Promise<(Omit<Row, "said"> & { said: Became })[]> {
  const keyOf = ({ processId, externalId }: Movement) => `${processId} ${externalId}`;
  const inOrder = rows
    .map((row) => ({ row, key: keyOf(row.said) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.row.line - b.row.line));
  const inserted = await insertNew(
    transaction,
    inOrder.map(({ row }) => row.said),
  );
  const added = new Set(inserted.map(({ process_id, external_id }) => `${process_id} ${external_id}`));
  // Told twice in one batch, the first one is the one that was added.
  return inOrder.map(({ row, key }) => ({ ...row, said: added.delete(key) ? "create" : "unchanged" }));
}
