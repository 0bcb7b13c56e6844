// What a CNJ number says of its court (Resolução CNJ 65/2008): the segment of the judiciary by its J, the tribunal by J and TR.

export const courtSegments = [
  "SUPREME_COURT",
  "NATIONAL_COUNCIL",
  "SUPERIOR_COURT",
  "FEDERAL",
  "LABOR",
  "ELECTORAL",
  "MILITARY",
  "STATE",
  "STATE_MILITARY",
] as const;
export type CourtSegment = (typeof courtSegments)[number];

/** The states and the Federal District, in the order of their numbers in a CNJ number. */
export const states = "AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SE SP TO".split(" ");

/** The segment and the tribunal of a number's 20 digits; null for what the number does not tell. */
export function courtOfNumber(number: string): { segment: CourtSegment | null; tribunal: string | null } {
  const j = Number(number[13]);
  return { segment: courtSegments[j - 1] ?? null, tribunal: tribunalOf(j, Number(number.slice(14, 16))) };
}

function tribunalOf(j: number, tr: number): string | null {
  const state = states[tr - 1];
  switch (j) {
    case 1:
      return tr === 0 ? "STF" : null;
    case 2:
      return tr === 0 ? "CNJ" : null;
    case 3:
      return tr === 0 ? "STJ" : null;
    case 4:
      return tr >= 1 && tr <= 6 ? `TRF${tr}` : tr === 90 ? "CJF" : null;
    case 5:
      return tr >= 1 && tr <= 24 ? `TRT${tr}` : tr === 0 ? "TST" : tr === 90 ? "CSJT" : null;
    case 6:
      return tr === 0 ? "TSE" : state ? `TRE-${state}` : null;
    case 7:
      return tr === 0 ? "STM" : null;
    case 8:
      return state ? (state === "DF" ? "TJDFT" : `TJ${state}`) : null;
    case 9:
      return state && ["MG", "RS", "SP"].includes(state) ? `TJM${state}` : null;
    default:
      return null;
  }
}
