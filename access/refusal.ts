import { GraphQLError } from "graphql";

/** The codes a GraphQL error may carry. Everything else is masked. */
export const refusalCodes = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "CATEGORY_NOT_ENABLED",
  "PLAN_NOT_ENTITLED",
  "BAD_USER_INPUT",
  "UNAVAILABLE",
  "UPSTREAM_TIMEOUT",
  "QUERY_TOO_COMPLEX",
  "RATE_LIMITED",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** A refusal that is told to the caller. Its message is chosen by its code where it leaves the house. */
export class Refused extends GraphQLError {
  constructor(
    readonly code: RefusalCode,
    details: Record<string, unknown> = {},
  ) {
    super(code, { extensions: { ...details, code } });
  }
}
