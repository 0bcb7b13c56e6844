// The second mask, on all that leaves the gateway: what the subgraphs have told passes, what is of the request's form is
// told plainly, the rest is hidden. Every error carries its request's id.
import { AsyncLocalStorage } from "node:async_hooks";
import type { ApolloServerPlugin } from "@apollo/server";
import { unwrapResolverError } from "@apollo/server/errors";
import type { GraphQLFormattedError } from "graphql";
import { refusalCodes } from "../access/refusal.ts";
import { textOf } from "../platform/errors.ts";
import { plain } from "../platform/execute.ts";
import { log } from "../platform/log.ts";
import type { Language } from "../platform/text.ts";

/** The request that is being answered, wherever in Apollo an error arises. */
export const answering = new AsyncLocalStorage<{ id: string; language: Language }>();

/** As many errors of one place as a person reads. */
const mostErrors = 10;

/** Codes of Apollo's own that speak of the request's form. */
const ofForm: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: "GRAPHQL_PARSE_FAILED",
  GRAPHQL_VALIDATION_FAILED: "GRAPHQL_VALIDATION_FAILED",
  OPERATION_RESOLUTION_FAILURE: "BAD_REQUEST",
  PERSISTED_QUERY_NOT_SUPPORTED: "BAD_REQUEST",
  PERSISTED_QUERY_NOT_FOUND: "BAD_REQUEST",
  BAD_REQUEST: "BAD_REQUEST",
  BAD_USER_INPUT: "BAD_USER_INPUT",
};

/** graphql-js, Apollo's gateway and the limits each have words for a question that is too large. */
const tooLarge =
  /exceeds? (the )?(maximum|limit)|limit exceeded|more tha[nt] \d+ tokens|recursive selections|[Dd]epth limit|[Aa]liases limit|[Dd]irectives limit|call stack/;

/** Apollo's formatError. */
export function maskAtGateway(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const request = answering.getStore() ?? { id: "", language: "pt" as const };
  const { code, requestId, category, retryAfter } = formatted.extensions ?? {};
  const place = formatted.path ? { path: formatted.path } : {};
  const tell = (message: string, told: string) => ({
    message,
    ...place,
    extensions: {
      code: told,
      ...(category ? { category } : {}),
      ...(typeof retryAfter === "number" ? { retryAfter } : {}),
      requestId: request.id,
    },
  });
  const known = ([...refusalCodes, "INTERNAL_SERVER_ERROR"] as unknown[]).includes(code);
  if (typeof requestId === "string" && known) return tell(formatted.message, code as string);
  if (code === "QUERY_TOO_COMPLEX" || tooLarge.test(formatted.message))
    return tell(textOf("QUERY_TOO_COMPLEX", request.language), "QUERY_TOO_COMPLEX");
  if (typeof code === "string" && code in ofForm) return tell(plain(formatted.message), ofForm[code] as string);
  if (/^Variable "/.test(formatted.message)) return tell(plain(formatted.message), "BAD_USER_INPUT");
  log.error({ request: request.id, err: unwrapResolverError(error) }, "the gateway failed");
  return tell(textOf("INTERNAL_SERVER_ERROR", request.language), "INTERNAL_SERVER_ERROR");
}

/** A closed category is told once an answer, of one place ten errors at most; an answer without data says whose fault it is. */
export const tellOnce: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ response }) {
        if (response.body.kind !== "single") return;
        const { singleResult } = response.body;
        if (!singleResult.errors) return;
        const waits = singleResult.errors.flatMap(({ extensions }) => (extensions?.["retryAfter"] as number) ?? []);
        if (waits.length > 0) response.http.headers.set("retry-after", String(Math.max(...waits)));
        const closed = new Set<unknown>();
        const told = new Map<string, number>();
        // Every null keeps its reason; of one place the first few say what is wrong with it.
        singleResult.errors = singleResult.errors.filter(({ path, extensions }) => {
          const place = String(path);
          told.set(place, (told.get(place) ?? 0) + 1);
          if ((told.get(place) ?? 0) > mostErrors) return false;
          if (extensions?.["code"] !== "CATEGORY_NOT_ENABLED") return true;
          return !closed.has(extensions["category"]) && closed.add(extensions["category"]);
        });
        if (singleResult.data !== undefined) return;
        const codes = singleResult.errors.map(({ extensions }) => extensions?.["code"]);
        response.http.status = codes.includes("UNAVAILABLE")
          ? 503
          : codes.includes("INTERNAL_SERVER_ERROR")
            ? 500
            : 400;
      },
    };
  },
};
