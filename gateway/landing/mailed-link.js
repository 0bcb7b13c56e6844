// What both pages share: the token out of the address bar, the reader's language, questions to the service, one section at a time.

const preferred = (navigator.languages || []).find((tag) => /^(pt|en)(-|$)/i.test(tag)) || "pt-BR";
const english = /^en/i.test(preferred);

export const locale = english ? "en-GB" : "pt-BR";
export const say = (portuguese, inEnglish) => (english ? inEnglish : portuguese);
export const find = (id) => document.getElementById(id);

document.documentElement.lang = english ? "en" : "pt-BR";
if (english) for (const element of document.querySelectorAll("[data-en]")) element.textContent = element.dataset.en;

/** The fragment never reaches a server; here it leaves the address bar, the history and the next screenshot too. */
export function takeToken() {
  const token = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  return token;
}

/** Answers `data`; throws a Refusal for GraphQL errors, anything else when the service can't be reached. */
export async function ask(query, variables, session) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), 20_000);
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        ...(session && { Authorization: `Bearer ${session}` }),
      },
      body: JSON.stringify({ query, variables }),
      credentials: "omit", // whoever else is signed in with a cookie in this browser stays out of it
      keepalive: true, // a sign-out outlives the page
      signal: patience.signal,
    });
    const { data, errors } = await response.json();
    if (errors?.length || !data) throw new Refusal(errors?.[0]?.extensions);
    return data;
  } finally {
    clearTimeout(timer);
  }
}

class Refusal extends Error {
  constructor({ code = "INTERNAL_SERVER_ERROR", requestId } = {}) {
    super(code);
    this.code = code;
    this.requestId = requestId;
  }
}

/** Mail scanners run pages, press buttons and submit forms by script. Such a click isn't trusted; a person's, also by keyboard, is. */
export function onGesture(button, act) {
  button.addEventListener("click", async (event) => {
    if (!event.isTrusted || button.hasAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    try {
      await act();
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}

/** Shows one section of the page; its heading takes the focus, so that a screen reader reads on from there. */
export function show(id) {
  for (const section of document.querySelectorAll("main > section")) section.hidden = section.id !== id;
  const heading = find(id).querySelector("h1");
  document.title = `${heading.textContent} · ${say("Acesso do Cliente", "Client access")}`;
  heading.focus();
  scrollTo(0, 0);
}

/** Says what a token may open, once the service knows it and its purpose is this page's. */
export async function checkToken(token, purpose, welcome) {
  show("checking");
  await attempt(
    async () => {
      const { checkToken: info } = await ask(CHECK_TOKEN, { token });
      if (info?.purpose !== purpose) return show("invalid");
      for (const element of document.querySelectorAll("[data-firm]")) element.textContent = info.firmName;
      for (const link of document.querySelectorAll("[data-guide]"))
        if (info.guideUrl) {
          link.href = info.guideUrl;
          link.parentElement.hidden = false;
        }
      const until = new Date(info.expiresAt).toLocaleString(locale, { dateStyle: "short", timeStyle: "short" });
      find("validity").textContent = say(`Este link vale até ${until}.`, `This link is valid until ${until}.`);
      welcome(info);
    },
    () => checkToken(token, purpose, welcome),
  );
}

const CHECK_TOKEN =
  "query CheckToken($token: String!) { checkToken(token: $token) { purpose firmName needsPassword expiresAt guideUrl } }";

/** Does the work; a failure shows itself with a button to try again. */
export async function attempt(work, again) {
  try {
    await work();
  } catch (error) {
    retry = again;
    tellFailure(error, find("failed-why"), find("failed-request"));
    show("failed");
  }
}

let retry;
onGesture(find("retry"), () => retry());

export function tellFailure(error, why, request) {
  why.textContent = reason(error);
  request.textContent = error.requestId
    ? say(`Código para o suporte: ${error.requestId}`, `Code for support: ${error.requestId}`)
    : "";
}

function reason({ code }) {
  if (!code)
    return say(
      "Não conseguimos falar com o serviço. Veja se você está na internet e tente de novo.",
      "We couldn't reach the service. Check that you are online and try again.",
    );
  if (code === "RATE_LIMITED")
    return say(
      "Foram muitas tentativas em pouco tempo. Espere um minuto e tente de novo.",
      "That was too many tries in a short time. Wait a minute and try again.",
    );
  return say(
    "O problema é nosso, não seu. Tente de novo daqui a pouco.",
    "The problem is ours, not yours. Try again in a little while.",
  );
}
