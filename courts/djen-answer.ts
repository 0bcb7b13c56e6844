// DJEN's answers, read as far as they can be. Its names are in snake and in camel case, mixed.
import escapeHtml from "escape-html";
import { z } from "zod";
import { cnjNumber, hasCnjForm } from "../platform/input.ts";
import { CourtError, type CourtPublication } from "./court.ts";
import { dayIn } from "./court-date.ts";
import { anything, line, list } from "./said.ts";

/** One page of what was asked for. */
export interface Page {
  /** Of all pages; null when it is not told. */
  readonly count: number | null;
  /** How many items came, readable or not. */
  readonly length: number;
  readonly items: readonly Item[];
}

export interface Item {
  /** Its id; its hash where it has none. */
  readonly name: string;
  readonly hash: string | null;
  readonly publication: CourtPublication;
}

const answer = z.object({
  count: z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
    .pipe(z.number().int().nonnegative())
    .nullable()
    .catch(null),
  items: list,
});

/** Throws CourtError for an answer that cannot be read. */
export function pageIn(said: unknown): Page {
  const read = answer.safeParse(said).data;
  if (!read || !Array.isArray((said as { items?: unknown }).items))
    throw new CourtError("MALFORMED", "DJEN answered otherwise than documented.");
  const items = read.items.map(itemIn).filter((one) => one !== null);
  return { count: read.count, length: read.items.length, items };
}

const item = z.object({
  id: line(100),
  hash: line(150),
  data_disponibilizacao: anything.transform(dayIn),
  dataDisponibilizacao: anything.transform(dayIn),
  datadisponibilizacao: anything.transform(dayIn),
  siglaTribunal: line(30),
  sigla_tribunal: line(30),
  tipoComunicacao: line(100),
  tipo_comunicacao: line(100),
  tipoDocumento: line(100),
  tipo_documento: line(100),
  nomeOrgao: line(300),
  nome_orgao: line(300),
  numero_processo: line(60),
  numeroProcesso: line(60),
  numeroprocessocommascara: line(60),
  numeroProcessoComMascara: line(60),
  link: line(2000),
  texto: z.string().nullable().catch(null),
  ativo: anything,
  motivo_cancelamento: line(1000),
  motivoCancelamento: line(1000),
  data_cancelamento: line(100),
  dataCancelamento: line(100),
});
type Read = z.output<typeof item>;

/** Null for what has no day or nothing that would tell it apart from others. */
function itemIn(said: unknown): Item | null {
  const read = item.safeParse(said).data;
  if (!read) return null;
  const availableOn = read.data_disponibilizacao ?? read.dataDisponibilizacao ?? read.datadisponibilizacao;
  const own = read.id ?? read.hash;
  if (!availableOn || !own) return null;
  return {
    name: own,
    hash: read.hash,
    publication: {
      externalId: `djen:${own}`,
      gazette: ["DJEN", read.siglaTribunal ?? read.sigla_tribunal].filter(Boolean).join(" – "),
      availableOn,
      content: read.texto?.trim() ? read.texto : withoutText(read),
      processNumber: numberIn(read),
      canceled: isCanceled(read),
    },
  };
}

/**
 * The process's number where its check digits are sound; else one of another form as it came, which says whose the publication
 * may be: a number of before 2010, or one with words around it or with that of an appeal or incident behind it.
 */
function numberIn(read: Read): string | null {
  const told = [
    read.numero_processo,
    read.numeroProcesso,
    read.numeroprocessocommascara,
    read.numeroProcessoComMascara,
  ];
  for (const one of told) {
    const number = one && cnjNumber(one);
    if (number) return number;
  }
  // Without signs that are of no number, and with which no line is kept.
  return told.find((one) => one && isOfAnotherForm(one))?.replace(/\p{S}/gu, " ") ?? null;
}

/** Whatever says enough to name a process, and is not of the form that sound numbers have. */
const isOfAnotherForm = (text: string): boolean => text.replace(/\D/g, "").length >= 12 && !hasCnjForm(text);

function isCanceled(read: Read): boolean {
  const inactive = [false, 0, "false", "0", "N"].includes(read.ativo as never);
  return Boolean(
    inactive || read.motivo_cancelamento || read.motivoCancelamento || read.data_cancelamento || read.dataCancelamento,
  );
}

/** Some courts publish where the text is to be read instead of the text: that is what the lawyer has to know then. */
function withoutText(read: Read): string {
  const what = [
    read.tipoComunicacao ?? read.tipo_comunicacao,
    read.tipoDocumento ?? read.tipo_documento,
    read.nomeOrgao ?? read.nome_orgao,
    read.link,
  ];
  return what
    .filter((part) => part !== null)
    .map((part) => `<p>${escapeHtml(part)}</p>`)
    .join("");
}
