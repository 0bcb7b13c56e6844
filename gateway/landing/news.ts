// What the link of a letter of news leads to, in each of its states: one page, without any script.
import { readFileSync } from "node:fs";

type State = "asked" | "off" | "on" | "unknown";

/** The page of a state. */
export function newsPage(state: State): string {
  const { title, told } = states[state];
  return page.replace("<!-- title -->", title).replace("<!-- told -->", `<section>\n${told}\n    </section>`);
}

const page = readFileSync(new URL("news.html", import.meta.url), "utf8");

const states: Readonly<Record<State, { title: string; told: string }>> = {
  asked: {
    title: "Avisos por e-mail",
    told: `      <h1>Parar os avisos de novidades?</h1>
      <p>Você deixa de receber o e-mail diário que avisa quando há novidades. O seu acesso continua o mesmo.</p>
      <p lang="en">You will no longer get the daily e-mail that says when there is news. Your access stays as it is.</p>
      <form method="post"><button class="main" type="submit">Parar os avisos <span lang="en">· Stop the e-mails</span></button></form>`,
  },
  off: {
    title: "Avisos desligados",
    told: `      <h1>Pronto: não enviaremos mais esse aviso.</h1>
      <p lang="en">Done: this e-mail will not come any more.</p>
      <form method="post">
        <input type="hidden" name="again" value="yes">
        <button class="quiet" type="submit">Receber de novo <span lang="en">· Send it again</span></button>
      </form>`,
  },
  on: {
    title: "Avisos ligados",
    told: `      <h1>Pronto: avisaremos quando houver novidades.</h1>
      <p lang="en">Done: you will get an e-mail when there is news.</p>`,
  },
  unknown: {
    title: "Este link não vale",
    told: `      <h1>Este link não vale.</h1>
      <p>Confira se ele está inteiro, como veio no e-mail.</p>
      <p lang="en">This link is not valid. Check that it is whole, as it came in the e-mail.</p>`,
  },
};
