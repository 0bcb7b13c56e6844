// The page: who is signed in, the examples, and GraphiQL. A session lives in this tab (sessionStorage) and ends with it.
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import "graphiql/style.css";
import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import "./playground.css";

const preferred = (navigator.languages || []).find((tag) => /^(pt|en)(-|$)/i.test(tag)) || "pt-BR";
const english = /^en/i.test(preferred);
const say = (portuguese, inEnglish) => (english ? inEnglish : portuguese);
document.documentElement.lang = english ? "en" : "pt-BR";

globalThis.MonacoEnvironment = {
  getWorker: (_id, label) =>
    new Worker(`/playground/${{ json: "json", graphql: "graphql" }[label] ?? "editor"}.worker.js`, { type: "module" }),
};

const WHO =
  "viewer { ... on StaffMember { name role firm { name } } ... on ClientAccess { name firm { name } } } session { channel }";
const STARTED = "session { token } userErrors { message }";
const SIGN_IN = `mutation SignIn($input: SignInInput!) { started: signIn(input: $input) { ${STARTED} } }`;
const OPEN_LINK = `mutation OpenLink($token: String!) { started: openAccessLink(token: $token) { ${STARTED} } }`;
const SIGN_OUT = "mutation { signOut { userErrors { code } } }";

const kept = "andamento-session";
let token = sessionStorage.getItem(kept);

/** Whoever signed in here asks by the token alone; with null it is whoever opened the page, by cookie; with "" nobody. */
async function ask(asked, headers = {}, as = token) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      ...(as ? { Authorization: `Bearer ${as}` } : as === null && { "X-Session": "cookie" }),
      ...headers,
    },
    body: JSON.stringify(asked),
    credentials: as === null ? "same-origin" : "omit",
  });
  return response.json();
}

/** The schema is asked for by whoever opened the page, and not by the person being played: the service may tell only the former. */
const fetcher = (asked, { headers } = {}) =>
  asked.operationName === "IntrospectionQuery" ? ask(asked, headers, null) : ask(asked, headers);

function Page() {
  const [who, setWho] = useState(null);
  const dialog = useRef(null);

  const recognize = useCallback(async () => {
    const { data } = await ask({ query: `{ ${WHO} }` });
    if (!data) return;
    if (!data.viewer) keep(null);
    setWho(data.viewer && { ...data.viewer, channel: data.session?.channel });
  }, []);
  useEffect(() => {
    recognize().catch(() => {});
  }, [recognize]);

  const signOut = async () => {
    await ask({ query: SIGN_OUT }).catch(() => {});
    keep(null);
    setWho(null);
  };

  return (
    <>
      <header>
        <h1>
          <img src="/landing/mark.svg" alt="" width="22" height="22" /> Andamento <span>Playground</span>
        </h1>
        <p role="status">{who ? described(who) : say("Ninguém entrou", "Nobody is signed in")}</p>
        {who && token ? (
          <button type="button" onClick={signOut}>
            {say("Sair", "Sign out")}
          </button>
        ) : (
          <button type="button" className="deed" onClick={() => dialog.current.showModal()}>
            {say("Entrar", "Sign in")}
          </button>
        )}
      </header>
      <SignIn
        dialog={dialog}
        enter={async (started) => {
          keep(started);
          await recognize();
          dialog.current.close();
        }}
      />
      <main>
        <GraphiQL
          fetcher={fetcher}
          storage={sessionStorage}
          plugins={plugins}
          visiblePlugin={EXAMPLES}
          showPersistHeadersSettings={false}
          defaultEditorToolsVisibility="variables"
          defaultQuery={say("# Escolha um exemplo à esquerda.\n", "# Choose an example on the left.\n")}
        />
      </main>
    </>
  );
}

function keep(started) {
  token = started;
  if (started) sessionStorage.setItem(kept, started);
  else sessionStorage.removeItem(kept);
}

function described({ name, role, firm, channel }) {
  const is =
    role === "ADMIN"
      ? say("administração", "administrator")
      : role
        ? say("equipe", "staff")
        : say(`cliente, ${channel}`, `client, ${channel}`);
  return `${name} (${is}) · ${firm.name}`;
}

/** By e-mail and password, as staff and clients with a login do, or by the link of a mail. */
function SignIn({ dialog, enter }) {
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);

  const send = (asked) => async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    setTrouble("");
    try {
      const { data, errors } = await ask(asked(new FormData(form)), {}, "");
      const started = data?.started?.session?.token;
      if (!started) return setTrouble(data?.started?.userErrors[0]?.message ?? errors?.[0]?.message);
      form.reset();
      await enter(started);
    } catch {
      setTrouble(say("Não conseguimos falar com o serviço.", "We couldn't reach the service."));
    } finally {
      setBusy(false);
    }
  };

  return (
    <dialog ref={dialog} aria-labelledby="sign-in" onClose={() => setTrouble("")}>
      <h2 id="sign-in">{say("Entrar", "Sign in")}</h2>
      <form
        onSubmit={send((form) => ({
          query: SIGN_IN,
          variables: {
            input: {
              email: form.get("email"),
              password: form.get("password"),
              ...(form.get("channel") && { channel: form.get("channel") }),
            },
          },
        }))}
      >
        <label>
          E-mail
          <input name="email" type="email" autoComplete="username" required />
        </label>
        <label>
          {say("Senha", "Password")}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <label>
          {say("Canal", "Channel")}
          <select name="channel">
            <option value="">{say("o de costume", "the usual one")}</option>
            <option value="WEB">WEB · Acesso do Cliente</option>
            <option value="APP">APP · Portal do Cliente</option>
          </select>
        </label>
        <button type="submit" className="deed" disabled={busy}>
          {say("Entrar com senha", "Sign in with password")}
        </button>
      </form>
      <form
        onSubmit={send((form) => ({
          query: OPEN_LINK,
          variables: { token: form.get("link").trim().split("#").pop() },
        }))}
      >
        <label>
          {say("Ou o link de acesso do e-mail", "Or the access link of the e-mail")}
          <input name="link" autoComplete="off" spellCheck={false} placeholder="https://…/open#…" required />
        </label>
        <button type="submit" className="deed" disabled={busy}>
          {say("Abrir link", "Open link")}
        </button>
      </form>
      <p className="trouble" role="alert">
        {trouble}
      </p>
      <button type="button" onClick={() => dialog.current.close()}>
        {say("Fechar", "Close")}
      </button>
    </dialog>
  );
}

const titles = {
  "sign-in": say("Entrar e sair", "Signing in and out"),
  client: say("Cliente", "Client"),
  timeline: say("Cliente e equipe: andamentos", "Client and staff: movements"),
  "tasks-and-publications": say("Cliente e equipe: tarefas e publicações", "Client and staff: tasks and publications"),
  files: say("Cliente e equipe: documentos", "Client and staff: documents"),
  submissions: say("Cliente e equipe: envios e pedidos", "Client and staff: submissions and requests"),
  staff: say("Equipe", "Staff"),
  admin: say("Administração", "Administrator"),
  firm: say("Administração: escritório e equipe", "Administrator: firm and staff"),
  "movement-wordings": say("Administração: textos dos andamentos", "Administrator: words of movements"),
};
const order = Object.keys(titles);
const place = ({ name }) => (order.includes(name) ? order.indexOf(name) : order.length);

/** The written operations: each opens in a tab of its own. */
function Examples() {
  const [groups, setGroups] = useState([]);
  const { addTab } = useGraphiQLActions();
  const { queryEditor, variableEditor } = useGraphiQL((state) => state);
  useEffect(() => {
    fetch("/playground/examples.json")
      .then((response) => response.json())
      .then((all) => setGroups(all.sort((one, other) => place(one) - place(other))))
      .catch(() => {});
  }, []);

  const open = ({ query, variables }) => {
    if (/\S/.test(queryEditor.getValue().replaceAll(/#.*/g, ""))) addTab();
    queryEditor.setValue(query);
    variableEditor?.setValue(variables);
  };

  return (
    <section className="examples" aria-label={say("Exemplos", "Examples")}>
      <div className="graphiql-doc-explorer-title">{say("Exemplos", "Examples")}</div>
      <p>
        {say(
          "Cada um abre em uma aba; preencha as variáveis. O esquema está em Docs.",
          "Each opens in a tab; fill in its variables. The schema is under Docs.",
        )}
      </p>
      {groups.map(({ name, operations }) => (
        <div key={name}>
          <h3>{titles[name] ?? name.replaceAll("-", " ")}</h3>
          <ul>
            {operations.map((one) => (
              <li key={one.name}>
                <button type="button" onClick={() => open(one)}>
                  {one.name} <span>{one.kind}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

const EXAMPLES = {
  title: say("Exemplos", "Examples"),
  icon: () => (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M4 5h16M4 10h10M4 15h16M4 20h10" strokeLinecap="round" />
    </svg>
  ),
  content: Examples,
};
const plugins = [EXAMPLES, HISTORY_PLUGIN];

createRoot(document.getElementById("playground")).render(<Page />);
