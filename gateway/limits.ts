// How large a question may be, before it is planned. A page is limited where it is read (platform/connection.ts); how many
// rows all pages together could bring is limited here, whether `first` is written or a variable.
import type { ApolloServerPlugin } from "@apollo/server";
import { ApolloArmor } from "@escape.tech/graphql-armor";
import { GraphQLError, getNamedType } from "graphql";
import { type ComplexityEstimator, getComplexity } from "graphql-query-complexity";
import { Refused } from "../access/refusal.ts";
import { largestPage } from "../platform/connection.ts";

/** Bytes of a question. */
export const bodyLimit = 100 * 1024;
/** Bytes of an import, which the firm's people send. */
export const importLimit = 8 * 2 ** 20;
export const tokenLimit = 1500;
/** Rows that one question may ask for, pages within pages multiplied. */
const rowLimit = 10_000;

const refused = { propagateOnRejection: true } as const;

const armor = new ApolloArmor({
  maxDepth: { enabled: true, n: 14, ...refused },
  maxAliases: { enabled: true, n: 30, allowList: [], ...refused },
  maxDirectives: { enabled: true, n: 50, ...refused },
  maxTokens: { enabled: false },
  costLimit: { enabled: false },
  blockFieldSuggestion: { enabled: false },
}).protect();

/** A page has as many rows as it was asked for, each with what hangs on it; anything else is of its parent's row. */
const rows: ComplexityEstimator = ({ field, args, childComplexity }) => {
  if (!getNamedType(field.type).name.endsWith("Connection")) return childComplexity;
  // More than a page can be is refused where it is read.
  const first = typeof args["first"] === "number" ? Math.min(Math.max(0, args["first"]), largestPage) : 20;
  return first * (1 + childComplexity);
};

const rowsLimited: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, request, operation }) {
        if (!operation || operation.operation === "subscription")
          throw new GraphQLError("Name one query or mutation of the document.", {
            extensions: { code: "BAD_REQUEST", http: { status: 400 } },
          });
        let asked = 0;
        try {
          asked = getComplexity({
            schema,
            query: document,
            variables: request.variables ?? {},
            ...(request.operationName ? { operationName: request.operationName } : {}),
            estimators: [rows],
          });
        } catch {
          return; // what cannot be read is refused where it is read
        }
        if (asked > rowLimit) throw new Refused("QUERY_TOO_COMPLEX", { http: { status: 400 } });
      },
    };
  },
};

export const limits = {
  validationRules: armor.validationRules ?? [],
  plugins: [...((armor.plugins ?? []) as never[]), rowsLimited],
};
