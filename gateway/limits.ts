// How large a question may be, before it is planned. A page is limited where it is read (platform/connection.ts); how many
// rows all lists together could bring is limited here, whether `first` is written or a variable; how many they do bring is
// counted as they come (access/guards.ts), for a list without pages may hold more than is guessed here.
import type { ApolloServerPlugin } from "@apollo/server";
import { ApolloArmor } from "@escape.tech/graphql-armor";
import { GraphQLError, getNamedType, getNullableType, getVariableValues, isListType, isObjectType } from "graphql";
import { type ComplexityEstimator, getComplexity } from "graphql-query-complexity";
import { Refused } from "../access/refusal.ts";
import { largestAnswer, largestPage } from "../platform/connection.ts";

/** Bytes of a question. */
export const bodyLimit = 100 * 1024;
/** Bytes of an import, which the firm's people send. */
export const importLimit = 8 * 2 ** 20;
export const tokenLimit = 1500;
/** What a list without pages is taken to hold. */
const unpagedRows = 10;

const refused = { propagateOnRejection: true } as const;

const armor = new ApolloArmor({
  maxDepth: { enabled: true, n: 14, ...refused },
  maxAliases: { enabled: true, n: 30, allowList: [], ...refused },
  maxDirectives: { enabled: true, n: 50, ...refused },
  maxTokens: { enabled: false },
  costLimit: { enabled: false },
  blockFieldSuggestion: { enabled: false },
}).protect();

/**
 * A page has as many rows as it was asked for, a list without pages a few, each with what hangs on it; anything else is of its
 * parent's row. Lists within lists multiply: those of links go round from process to process.
 */
const rows: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  const of = getNamedType(field.type);
  if (of.name.endsWith("Connection")) {
    // More than a page can be is refused where it is read.
    const first = typeof args["first"] === "number" ? Math.min(Math.max(0, args["first"]), largestPage) : 20;
    return first * (1 + childComplexity);
  }
  const unpaged = isObjectType(of) && isListType(getNullableType(field.type)) && !type.name.endsWith("Connection");
  return unpaged ? unpagedRows * (1 + childComplexity) : childComplexity;
};

/** How many rows a question asks for; without end when it has so many parts that they cannot be counted. */
function rowsAsked(question: Omit<Parameters<typeof getComplexity>[0], "estimators">): number {
  try {
    return getComplexity({ ...question, estimators: [rows] });
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

const rowsLimited: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, request, operation }) {
        if (!operation || operation.operation === "subscription")
          throw new GraphQLError("Name one query or mutation of the document.", {
            extensions: { code: "BAD_REQUEST", http: { status: 400 } },
          });
        const variables = request.variables ?? {};
        // Variables that cannot be read are refused where they are read.
        if (getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors) return;
        const { operationName } = request;
        const asked = rowsAsked({ schema, query: document, variables, ...(operationName ? { operationName } : {}) });
        if (asked > largestAnswer) throw new Refused("QUERY_TOO_COMPLEX", { http: { status: 400 } });
      },
    };
  },
};

export const limits = {
  validationRules: armor.validationRules ?? [],
  plugins: [...((armor.plugins ?? []) as never[]), rowsLimited],
};
