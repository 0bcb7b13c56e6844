// In production the schema is told to admins and to nobody else. It is asked per request who asks: what validation found of a
// document is remembered for everybody.
import type { ApolloServerPlugin } from "@apollo/server";
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  validate,
} from "graphql";
import { isAdmin } from "./authentication.ts";
import type { GatewayContext } from "./transport.ts";

export const introspectedByAdmins: ApolloServerPlugin<GatewayContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, contextValue }) {
        if (isAdmin(contextValue.request.viewer)) return;
        const refusal = refusalOf(schema, document);
        if (refusal)
          throw new GraphQLError(refusal, {
            extensions: { code: "GRAPHQL_VALIDATION_FAILED", http: { status: 400 } },
          });
      },
    };
  },
};

/** Worked out once for each document that Apollo keeps; null: it does not ask for the schema. */
const refusals = new WeakMap<DocumentNode, string | null>();

function refusalOf(schema: GraphQLSchema, document: DocumentNode): string | null {
  let refusal = refusals.get(document);
  if (refusal === undefined) {
    refusal = validate(schema, document, [NoSchemaIntrospectionCustomRule])[0]?.message ?? null;
    refusals.set(document, refusal);
  }
  return refusal;
}
