// The STANDARD link. Until a person presses the button, the page only asks whose access this is. The session lives in this page's memory.
import { ask, attempt, checkToken, find, onGesture, say, show, takeToken, tellFailure } from "./mailed-link.js";

const OPEN_LINK =
  "mutation OpenLink($token: String!) { openAccessLink(token: $token) { session { token viewer { ... on ClientAccess { name firm { name supportContact } } } } userErrors { code message } } }";
const MY_PROCESSES =
  "query MyProcesses($after: String) { processes(first: 20, after: $after) { totalCount nodes { id kind number title status court { tribunal division venue } filedOn } pageInfo { hasNextPage endCursor } } }";
const SIGN_OUT = "mutation { signOut { userErrors { code } } }";

let token = takeToken();
let session;
let cursor;

onGesture(find("open"), openLink);
onGesture(find("more"), showMore);
onGesture(find("leave"), leave);

// Another link pasted into the same tab changes no more than the fragment: end what was open and start afresh.
addEventListener("hashchange", () => {
  if (session) ask(SIGN_OUT, {}, session).catch(() => {});
  location.reload();
});

if (token) checkToken(token, "OPEN_LINK", () => show("invited"));
else show("reopen");

function openLink() {
  return attempt(async () => {
    const { openAccessLink: opened } = await ask(OPEN_LINK, { token });
    if (!opened?.session) return refuse(opened?.userErrors[0]);
    session = opened.session.token;
    token = undefined;
    greet(opened.session.viewer);
    await showFirst();
  }, openLink);
}

function refuse(userError) {
  if (!userError || userError.code === "TOKEN_INVALID") return show("invalid");
  find("refused-why").textContent = userError.message;
  show("refused");
}

function greet({ name, firm }) {
  find("whose").textContent = `${name} · ${firm.name}`;
  if (firm.supportContact)
    find("support").textContent = say(
      `Dúvidas? Fale com ${firm.name}: ${firm.supportContact}`,
      `Questions? Contact ${firm.name}: ${firm.supportContact}`,
    );
}

function showFirst() {
  return attempt(async () => {
    if (await listed()) show("processes");
  }, showFirst);
}

async function showMore() {
  const before = find("list").children.length;
  find("trouble").hidden = true;
  try {
    if (await listed()) find("list").children[before]?.querySelector("h2").focus();
  } catch (error) {
    tellFailure(error, find("trouble-why"), find("trouble-request"));
    find("trouble").hidden = false;
  }
}

/** Adds the next page to the list; false when the session has ended meanwhile, which the page then says. */
async function listed() {
  try {
    const { processes } = await ask(MY_PROCESSES, { after: cursor }, session);
    cursor = processes.pageInfo.endCursor;
    find("list").append(...processes.nodes.map(card));
    count(processes);
    return true;
  } catch (error) {
    if (error.code !== "UNAUTHENTICATED") throw error;
    forget();
    show("reopen");
    return false;
  }
}

function count({ totalCount, pageInfo }) {
  const shown = find("list").children.length;
  const all =
    totalCount === 1
      ? say("1 processo ou caso", "1 lawsuit or case")
      : say(`${totalCount} processos e casos`, `${totalCount} lawsuits and cases`);
  find("count").textContent =
    totalCount === 0
      ? ""
      : pageInfo.hasNextPage
        ? say(`Mostrando ${shown} de ${all}`, `Showing ${shown} of ${all}`)
        : all;
  find("none").hidden = totalCount > 0;
  find("more").hidden = !pageInfo.hasNextPage;
}

function card(process) {
  const item = find("process").content.cloneNode(true);
  const fill = (name, text) => {
    const element = item.querySelector(name);
    if (text) element.textContent = text;
    else element.remove();
  };
  const { tribunal, division, venue } = process.court || {};
  const lawsuit = process.kind === "LAWSUIT";
  fill(".title", process.title);
  fill(
    ".number",
    [lawsuit ? say("Processo", "Lawsuit") : say("Caso", "Case"), process.number].filter(Boolean).join(" "),
  );
  fill(".court", [tribunal, division, venue].filter(Boolean).join(" · "));
  item.querySelector(".status").dataset.status = process.status;
  fill(".status", statuses[process.status] || process.status);
  if (!process.filedOn) fill(".filed");
  else {
    fill(".filed-word", lawsuit ? say("Distribuído em", "Filed on") : say("Aberto em", "Opened on"));
    item.querySelector("time").dateTime = process.filedOn;
    fill("time", process.filedOn.split("-").reverse().join("/"));
  }
  return item;
}

const statuses = {
  ACTIVE: say("Em andamento", "In progress"),
  SUSPENDED: say("Suspenso", "Suspended"),
  CLOSED: say("Encerrado", "Closed"),
};

/** What was on the page goes first, whatever the network does; a sign-out that didn't arrive can be tried again. */
async function leave() {
  const ending = session;
  forget();
  await signOut(ending);
}

function signOut(ending) {
  return attempt(
    async () => {
      try {
        await ask(SIGN_OUT, {}, ending);
      } catch (error) {
        if (error.code !== "UNAUTHENTICATED") throw error;
      }
      show("left");
    },
    () => signOut(ending),
  );
}

function forget() {
  session = cursor = undefined;
  find("list").replaceChildren();
  for (const id of ["whose", "count", "support"]) find(id).textContent = "";
  find("more").hidden = find("none").hidden = find("trouble").hidden = true;
}
