// A firm's step-by-step guide, to be read or printed: no script, and nothing of any client.
import { readFileSync } from "node:fs";
import escapeHtml from "escape-html";
import type { Guide } from "../transport.ts";

/** The page of a guide: in Portuguese, and in English below. */
export function guidePage(guide: Guide): string {
  const { firmName, portalName, ways, questions } = guide;
  const parts: Record<string, string> = {
    title: escapeHtml(`Como acompanhar seus processos · ${firmName}`),
    brand: escapeHtml(portalName ?? firmName),
    guide: [
      section(
        "pt-BR",
        "Como acompanhar seus processos",
        `Escritório ${firmName}`,
        ways.portuguese,
        questions.portuguese,
      ),
      section("en", "How to follow your processes", `Law firm ${firmName}`, ways.english, questions.english),
    ].join("\n"),
  };
  return page.replaceAll(/<!-- (\w+) -->/g, (_, name: string) => parts[name] ?? "");
}

const page = readFileSync(new URL("guide.html", import.meta.url), "utf8");

type Ways = Guide["ways"]["portuguese"];
type Step = Ways[number]["steps"][number];

function section(language: string, title: string, firm: string, ways: Ways, questions: readonly Step[]): string {
  return `    <section lang="${language}">
      <h1>${title}</h1>
      <p class="firm">${escapeHtml(firm)}</p>
${ways.map(way).join("\n")}
${questions.map(({ text }) => `      <p class="small">${escapeHtml(text)}</p>`).join("\n")}
    </section>`;
}

const way = ({ title, steps }: Ways[number]): string => `      <h2>${escapeHtml(title)}</h2>
      <ol>
${steps.map((step) => `        <li>${words(step)}${places(step)}</li>`).join("\n")}
      </ol>`;

const places = ({ places = [] }: Step): string =>
  places.length > 0 ? `<ul>${places.map((place) => `<li>${words(place)}</li>`).join("")}</ul>` : "";

const words = ({ text, link }: Pick<Step, "text" | "link">): string =>
  `${escapeHtml(text)}${link ? `<br><a href="${escapeHtml(link)}">${escapeHtml(link)}</a>` : ""}`;
