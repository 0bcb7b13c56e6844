import type { GraphQLError, GraphQLFormattedError } from "graphql";
import { type RefusalCode, Refused, refusalCodes } from "../access/refusal.ts";
import { log } from "./log.ts";
import type { Language, Text } from "./text.ts";

export const userErrorCodes = [
  "INVALID",
  "REQUIRED",
  "TAKEN",
  "NOT_FOUND",
  "CONTACT_REQUIRED",
  "CONTACT_EMAIL_REQUIRED",
  "CONTACT_NOT_A_CLIENT",
  "CONTACT_EMAIL_NOT_ON_RECORD",
  "PLAN_NOT_ENTITLED",
  "CHANNEL_NOT_ALLOWED",
  "TOKEN_INVALID",
  "CREDENTIALS_INVALID",
  "PASSWORD_TOO_WEAK",
  "FILE_TOO_LARGE",
  "FILE_TYPE_REFUSED",
  "UPLOAD_INCOMPLETE",
  "QUOTA_EXCEEDED",
  "STORAGE_UNAVAILABLE",
  "LAST_ADMIN",
  "CONNECTOR_UNAVAILABLE",
  "CONFLICT",
] as const;
export type UserErrorCode = (typeof userErrorCodes)[number];

export interface Mistake {
  readonly code: UserErrorCode;
  /** Where in the arguments, from the argument's name on; null when it is of no one field. */
  readonly field: readonly string[] | null;
  readonly text: Text;
}

/** Refusals a person can mend: thrown inside a command, which it undoes, and answered as the payload's userErrors. */
export class Mistakes extends Error {
  constructor(readonly mistakes: readonly Mistake[]) {
    super(mistakes.map((m) => m.code).join(", "));
  }
}

/** One refusal that a person can mend. */
export function mistake(code: UserErrorCode, field: readonly string[] | null, pt: string, en: string): Mistakes {
  return new Mistakes([{ code, field, text: { pt, en } }]);
}

export const notFound = (...field: string[]): Mistakes =>
  mistake("NOT_FOUND", field, "Não encontramos o que foi indicado.", "What was named could not be found.");

export const badInput = (pt: string, en: string): Refused => new Refused("BAD_USER_INPUT", { text: { pt, en } });

/** What a GraphQL error says, by its code. */
const texts: Record<RefusalCode | "INTERNAL_SERVER_ERROR", Text> = {
  UNAUTHENTICATED: { pt: "Entre para continuar.", en: "Sign in to continue." },
  FORBIDDEN: { pt: "Você não tem permissão para isto.", en: "You are not allowed to do this." },
  CATEGORY_NOT_ENABLED: {
    pt: "O escritório não disponibilizou este tipo de informação.",
    en: "The firm has not made this kind of information available.",
  },
  PLAN_NOT_ENTITLED: {
    pt: "O plano do escritório não inclui este canal.",
    en: "The firm's plan does not include this channel.",
  },
  BAD_USER_INPUT: { pt: "O pedido não pôde ser entendido.", en: "The request could not be understood." },
  UNAVAILABLE: { pt: "Indisponível no momento. Tente novamente.", en: "Unavailable for the moment. Try again." },
  UPSTREAM_TIMEOUT: { pt: "Demorou demais. Tente novamente.", en: "It took too long. Try again." },
  QUERY_TOO_COMPLEX: { pt: "O pedido é grande demais.", en: "The request is too large." },
  RATE_LIMITED: { pt: "Muitas tentativas. Aguarde um pouco.", en: "Too many attempts. Wait a little." },
  INTERNAL_SERVER_ERROR: {
    pt: "Algo deu errado do nosso lado. Informe o código do pedido ao suporte.",
    en: "Something went wrong on our side. Tell support the request id.",
  },
};

const sqlStates: Record<string, RefusalCode> = {
  AN001: "UNAUTHENTICATED",
  AN002: "PLAN_NOT_ENTITLED",
  AN003: "FORBIDDEN",
  "57014": "UPSTREAM_TIMEOUT",
  "57P01": "UNAVAILABLE",
  "57P02": "UNAVAILABLE",
  "57P03": "UNAVAILABLE",
  "53300": "UNAVAILABLE",
  "55P03": "UNAVAILABLE",
  "40001": "UNAVAILABLE",
  "40P01": "UNAVAILABLE",
  ECONNREFUSED: "UNAVAILABLE",
  ECONNRESET: "UNAVAILABLE",
};

/** What pg says, without a code, when no connection was to be had in time, or one broke. */
const noConnection = /^(timeout exceeded when trying to connect|Connection terminated)/;

/** Follows an error's causes to the first code that the database or the network gave. */
export function stateOf(error: unknown): string | null {
  for (let e = error, depth = 0; e && typeof e === "object" && depth < 8; depth += 1) {
    const { code, message, cause, originalError, previous } = e as Record<string, unknown>;
    if (typeof code === "string" && /^([0-9A-Z]{5}|E[A-Z]+)$/.test(code)) return code;
    if (typeof message === "string" && noConnection.test(message)) return "ECONNREFUSED";
    e = originalError ?? cause ?? previous;
  }
  return null;
}

/**
 * What of an error may leave a subgraph: one of our refusals as it is, a fault of the database as a stable code, anything
 * else as INTERNAL_SERVER_ERROR. The log keeps the cause under the request's id.
 */
export function mask(error: GraphQLError, request: { id: string; language: Language }): GraphQLFormattedError {
  const cause = error.originalError ?? error;
  const told = error.extensions["code"];
  const state = stateOf(cause);
  const code =
    cause instanceof Refused || (refusalCodes as readonly unknown[]).includes(told)
      ? (told as RefusalCode)
      : state && state in sqlStates
        ? (sqlStates[state] as RefusalCode)
        : "INTERNAL_SERVER_ERROR";
  if (code === "INTERNAL_SERVER_ERROR" || code === "UNAVAILABLE")
    log.error({ request: request.id, path: error.path, err: cause }, "a request failed");
  const text = (error.extensions["text"] as Text | undefined) ?? texts[code];
  return {
    message: text[request.language],
    ...(error.path ? { path: error.path } : {}),
    ...(error.locations ? { locations: error.locations } : {}),
    extensions: {
      code,
      ...(typeof error.extensions["category"] === "string" ? { category: error.extensions["category"] } : {}),
      ...(typeof error.extensions["retryAfter"] === "number" ? { retryAfter: error.extensions["retryAfter"] } : {}),
      requestId: request.id,
    },
  };
}

export function textOf(code: string, language: Language): string {
  return (texts[code as RefusalCode] ?? texts.INTERNAL_SERVER_ERROR)[language];
}

/** The name of the constraint that refused a statement; null when it was not a constraint. */
export function constraintOf(error: unknown): string | null {
  for (let e = error, depth = 0; e && typeof e === "object" && depth < 8; depth += 1) {
    const { constraint, cause, previous } = e as Record<string, unknown>;
    if (typeof constraint === "string" && constraint) return constraint;
    e = cause ?? previous;
  }
  return null;
}

/** Runs a command, telling a constraint that refuses it as the mistake it stands for. */
export async function telling<Answer>(
  constraints: Readonly<Record<string, () => Mistakes>>,
  command: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await command();
  } catch (error) {
    const told = constraints[constraintOf(error) ?? ""];
    throw told ? told() : error;
  }
}
