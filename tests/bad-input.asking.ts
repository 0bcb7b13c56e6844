// How questions are asked that should not be, and every answer examined: it is clear, of a documented kind, and tells nothing
// of the inside.
import { expect } from "vitest";
import { askerOf, filled, operationOf, withValue } from "./bad-input.inputs.ts";
import { house } from "./bad-input.world.ts";
import type { Answer } from "./house.ts";

const documented = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "CATEGORY_NOT_ENABLED",
  "PLAN_NOT_ENTITLED",
  "BAD_USER_INPUT",
  "UNAVAILABLE",
  "UPSTREAM_TIMEOUT",
  "QUERY_TOO_COMPLEX",
  "INTERNAL_SERVER_ERROR",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_REQUEST",
  "METHOD_NOT_ALLOWED",
];
const internals = [
  /(^|\\n|\n)\s*at .+[(:]/, // a stack
  /\.[cm]?[jt]s:\d/,
  /\/work\b|\/usr\/|\/tmp\/|node_modules|file:\/\//,
  /localhost|127\.0\.0\.1|\[::1\]/,
  /did you mean/i,
];
const sqlWords =
  /\b(select|insert|update|delete|relation|constraint|polic(y|ies)|column|postgres\w*|pglite|sqlstate)\b/i;

/** Whatever was wrong with any answer of the running test. */
const unclear: string[] = [];
let broken = false;

/** Fails the test that ends when anything was wrong with any of its answers. */
export function allWasClear(): void {
  broken = false;
  expect(unclear.splice(0)).toEqual([]);
}

/** From here to the end of the running test something is broken, and faults of ours are told. */
export function breaking(): void {
  broken = true;
}

export type Body = NonNullable<NonNullable<Parameters<typeof fetch>[1]>["body"]>;

export async function send(
  token: string | null,
  query: string,
  variables: object = {},
  headers: Record<string, string> = {},
): Promise<Answer<any>> {
  return examine(query, await house.send(token, query, variables, headers));
}

/** Calls a mutation, as whoever may if nobody else is named. */
export const call = (name: string, variables: object, headers = {}, token: string | null = askerOf(name)) =>
  send(token, operationOf("Mutation", name), variables, headers);

/** Arguments that would do but for one. */
export const spoilt = (name: string, path: string, value: unknown) => withValue(filled(name), path.split("."), value);

/** What a mutation with one wrong argument is refused for, and where: `CODE field.path`. */
export async function refusals(name: string, path: string, value: unknown): Promise<string[]> {
  const { data, errors } = await call(name, spoilt(name, path, value));
  const mistakes: { code: string; field: string[] | null }[] = data?.[name]?.userErrors ?? [];
  return [
    ...errors.map(({ extensions }) => extensions.code),
    ...mistakes.map(({ code, field }) => (field ? `${code} ${field.join(".")}` : code)),
  ];
}

export async function post(
  body: Body,
  headers: Record<string, string> = { "content-type": "application/json" },
): Promise<Answer<any>> {
  return examined(String(body).slice(0, 100), await fetch(`${house.url}/graphql`, { method: "POST", headers, body }));
}

export async function examined(what: string, response: Response): Promise<Answer<any>> {
  const text = await response.text();
  const { data = null, errors = [] } = JSON.parse(text);
  return examine(what, { status: response.status, headers: response.headers, data, errors, text });
}

/** Notes whatever an answer should not be, to be told when its test ends. */
function examine(asked: string, answer: Answer<any>): Answer<any> {
  const { status, headers, errors, text } = answer;
  const note = (what: string) =>
    unclear.push(`${what}\n  asked: ${asked.slice(0, 300)}\n  answered: ${status} ${text.slice(0, 600)}`);
  if (status >= 500 && !broken) note(`a status of ${status}`);
  if (!headers.get("content-type")?.startsWith("application/json")) note("not JSON");
  const id = headers.get("x-request-id") ?? "";
  if (!/^[0-9a-f-]{36}$/.test(id)) note("no request id");
  for (const { message, extensions } of errors) {
    if (typeof message !== "string" || !message.trim()) note("an error without words");
    if (sqlWords.test(message.replace(/"[^"]*"/g, ""))) note("SQL in an error's words");
    if (!documented.includes(extensions?.code)) note(`the code ${extensions?.code}, which is not documented`);
    if (extensions?.code === "INTERNAL_SERVER_ERROR" && !broken) note("a fault of ours");
    if (extensions?.requestId !== id) note("an error without its request's id");
    const more = Object.keys(extensions ?? {}).filter((key) => !["code", "requestId", "category"].includes(key));
    if (more.length > 0) note(`an error that also tells ${more.join(", ")}`);
  }
  for (const internal of internals) if (internal.test(text)) note(`something of the inside: ${internal}`);
  for (const header of ["x-powered-by", "server", "apollo-federation-include-trace"])
    if (headers.has(header)) note(`the header ${header}`);
  return answer;
}

/** Everything of an answer but the request's id and the time. */
export function bare({ status, headers, text }: Answer<any>): string {
  const id = headers.get("x-request-id") as string;
  const kept = [...headers].filter(([name]) => !["x-request-id", "date"].includes(name)).sort();
  return [status, ...kept.map((pair) => pair.join(": ")), text.replaceAll(id, "")].join("\n");
}
