import escapeHtml from "escape-html";

/** One paragraph of a letter. */
export interface Line {
  text: string;
  link?: string;
}

/** A letter's body in both languages, pt-BR first, as text and as HTML. */
export function inBothLanguages(portuguese: Line[], english: Line[]): { text: string; html: string } {
  const parts = [portuguese, english];
  const text = parts.map((lines) =>
    lines.map((line) => (line.link ? `${line.text}\n${line.link}` : line.text)).join("\n\n"),
  );
  const html = parts.map((lines) =>
    lines
      .map(
        ({ text, link }) =>
          `<p>${escapeHtml(text)}${link ? `<br><a href="${escapeHtml(link)}">${escapeHtml(link)}</a>` : ""}</p>`,
      )
      .join("\n"),
  );
  return {
    text: `${text.join("\n\n--\n\n")}\n`,
    html: `<!doctype html>\n<html lang="pt-BR"><body>\n${html[0]}\n<hr>\n<div lang="en">\n${html[1]}\n</div>\n</body></html>\n`,
  };
}
