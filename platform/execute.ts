import { type DocumentNode, type ExecutionResult, execute, GraphQLError, type GraphQLSchema, parse } from "graphql";
import { LRUCache } from "lru-cache";
import { Refused } from "../access/refusal.ts";
import { mask } from "./errors.ts";
import type { Asking } from "./subgraph.ts";

export interface Operation {
  readonly query: string;
  readonly variables?: Record<string, unknown> | undefined;
  readonly operationName?: string | undefined;
}

/** Runs a subgraph's operations. Nothing of an error leaves it but what `mask` lets through. */
export function executor(schema: GraphQLSchema): (operation: Operation, asking: Asking) => Promise<ExecutionResult> {
  const parsed = new LRUCache<string, DocumentNode>({ max: 1000 });
  return async ({ query, variables, operationName }, asking) => {
    let document = parsed.get(query);
    if (!document) {
      document = parse(query, { noLocation: true });
      parsed.set(query, document);
    }
    const result = await execute({
      schema,
      document,
      contextValue: asking,
      ...(variables ? { variableValues: variables } : {}),
      ...(operationName ? { operationName } : {}),
    });
    if (!result.errors) return result;
    const { id, language } = asking.request;
    return { ...result, errors: result.errors.map((error) => told(error, { id, language })) as never };
  };
}

/** An argument that a scalar refused is the caller's mistake: it is told with GraphQL's own words, which quote the caller. */
function told(error: GraphQLError, request: { id: string; language: "pt" | "en" }) {
  const cause = error.originalError ?? error;
  const refused = cause instanceof GraphQLError && !(cause instanceof Refused) && !cause.extensions["code"];
  if (refused || (!error.path && !(cause instanceof Refused))) {
    if (/^(Argument|Variable) "/.test(error.message) || !error.path) {
      const words = plain(error.message);
      return mask(new Refused("BAD_USER_INPUT", { text: { pt: words, en: words } }), request);
    }
  }
  return mask(error, request);
}

/** GraphQL's words without the suggestions, which tell of a schema, and no longer than a person reads. */
export function plain(message: string): string {
  const kept = message.replace(/ ?Did you mean .*$/su, "");
  return kept.length > 300 ? `${kept.slice(0, 300)}…` : kept;
}
