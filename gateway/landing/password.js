// The single-use link that sets a password. The token is spent by a person's press of the button, and by nothing before it.
import { ask, checkToken, find, onGesture, say, show, takeToken, tellFailure } from "./mailed-link.js";

const SET_PASSWORD =
  "mutation SetPassword($input: SetPasswordInput!) { setPassword(input: $input) { userErrors { code message field } } }";
const SHORTEST = 15;

const token = takeToken();
const fields = { password: find("password"), confirmation: find("confirmation") };

// The button's click, not the form's submit: a script's requestSubmit() makes a submit event that is trusted.
onGesture(find("save"), save);
find("form").addEventListener("submit", (event) => event.preventDefault());
find("visible").addEventListener("change", reveal);
fields.password.addEventListener("input", measure);
addEventListener("hashchange", () => location.reload()); // another link pasted into the same tab

measure();
if (token) checkToken(token, "SET_PASSWORD", ({ needsPassword }) => show(needsPassword ? "choosing" : "there"));
else show("reopen");

async function save() {
  mark({});
  find("trouble").hidden = true;
  const password = fields.password.value;
  if (length(password) < SHORTEST)
    return mark({
      password: say(
        `A senha precisa de pelo menos ${SHORTEST} caracteres.`,
        `The password needs at least ${SHORTEST} characters.`,
      ),
    });
  if (password !== fields.confirmation.value)
    return mark({ confirmation: say("As duas senhas não são iguais.", "The two passwords are not the same.") });
  try {
    const { setPassword } = await ask(SET_PASSWORD, { input: { token, password } });
    settle(setPassword.userErrors);
  } catch (error) {
    complain(error);
  }
}

function settle(userErrors) {
  if (userErrors.some(({ code }) => code === "TOKEN_INVALID")) return finish("invalid");
  if (userErrors.length === 0) return finish("saved");
  const beside = userErrors.filter(({ field }) => field?.[field.length - 1] in fields);
  mark(Object.fromEntries(beside.map(({ field, message }) => [field[field.length - 1], message])));
  const others = userErrors.filter((error) => !beside.includes(error));
  if (others.length > 0) complain({}, others.map(({ message }) => message).join(" "));
}

function finish(section) {
  find("form").reset();
  reveal();
  show(section);
}

/** Writes each problem beside its field and takes the reader to the first. */
function mark(problems) {
  for (const [name, field] of Object.entries(fields)) {
    find(`${name}-error`).textContent = problems[name] || "";
    field.setAttribute("aria-invalid", String(name in problems));
  }
  Object.entries(fields)
    .find(([name]) => name in problems)?.[1]
    .focus();
}

function complain(error, said) {
  tellFailure(error, find("trouble-why"), find("trouble-request"));
  if (said) find("trouble-why").textContent = said;
  find("trouble").hidden = false;
}

function reveal() {
  for (const field of Object.values(fields)) field.type = find("visible").checked ? "text" : "password";
}

function measure() {
  const typed = length(fields.password.value);
  const missing = SHORTEST - typed;
  find("length").value = Math.min(typed, SHORTEST);
  find("length-word").textContent =
    missing > 0
      ? say(`${missing === 1 ? "falta" : "faltam"} ${missing}`, `${missing} to go`)
      : say("bom tamanho", "good length");
}

/** Characters as people count them, as the service does: an emoji is one. */
function length(text) {
  return [...text].length;
}
