import escapeHtml from "escape-html";
import { brasilia } from "../../platform/brasilia.ts";

/** One paragraph of a letter. */
export interface Line {
  text: string;
  link?: string;
}

/** A letter's body as its firm wants it, as text and as HTML: in Portuguese, and in English below unless it wants none. */
export function worded(
  { mailsInEnglish }: { readonly mailsInEnglish: boolean },
  portuguese: Line[],
  english: Line[],
): { text: string; html: string } {
  const text = [portuguese, ...(mailsInEnglish ? [english] : [])].map(asText).join("\n\n--\n\n");
  const below = mailsInEnglish ? `\n<hr>\n<div lang="en">\n${asHtml(english)}\n</div>` : "";
  return {
    text: `${text}\n`,
    html: `<!doctype html>\n<html lang="pt-BR"><body>\n${asHtml(portuguese)}${below}\n</body></html>\n`,
  };
}

const asText = (lines: Line[]): string =>
  lines.map(({ text, link }) => (link ? `${text}\n${link}` : text)).join("\n\n");

const asHtml = (lines: Line[]): string =>
  lines
    .map(
      ({ text, link }) =>
        `<p>${escapeHtml(text)}${link ? `<br><a href="${escapeHtml(link)}">${escapeHtml(link)}</a>` : ""}</p>`,
    )
    .join("\n");

/** A moment as a letter tells it, wherever and whenever it is read. */
export const moment = (at: Date): { portuguese: string; english: string } => ({
  portuguese: `${written("pt-BR", at)} (horário de Brasília)`,
  english: `${written("en-GB", at)} (Brasília time)`,
});

const written = (language: string, at: Date): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short", timeZone: brasilia }).format(at);

/** Where to ask, if the firm has said so. */
export const questionsTo = ({ supportContact }: Asked): { portuguese: Line[]; english: Line[] } => ({
  portuguese: supportContact ? [{ text: `Dúvidas? Fale com o escritório: ${supportContact}.` }] : [],
  english: supportContact ? [{ text: `Questions? Ask the firm: ${supportContact}.` }] : [],
});

interface Asked {
  readonly supportContact?: string | null | undefined;
}
