/** A text that people read, in the house's two languages. */
export interface Text {
  readonly pt: string;
  readonly en: string;
}
export type Language = "pt" | "en";

/** Lower case without accents, for ordering and search: "Ação" and "acao" fold to the same. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** Whether a mail reader would decode some of it: in a header that could bring line breaks, or another name. */
export const hasEncodedWord = (text: string): boolean => /=\?\S*\?=|=\?[^?]*\?[bq]\?/i.test(text);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id exactly as we give it out. Anything else is the id of nothing. */
export function isId(text: string): boolean {
  return uuid.test(text);
}
