import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { Request as ExpressRequest } from "express";
import { GraphQLError } from "graphql";
import type { Viewer } from "../access/viewer.ts";
import { textOf } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import type { Language } from "../platform/text.ts";
import type { GatewayContext, Transport } from "./transport.ts";

/** The language of Accept-Language: pt-BR when nothing is asked for, English when Portuguese is not among what is. */
export const languageOf = (request: ExpressRequest): Language => {
  const wanted = request.acceptsLanguages("pt-BR", "pt", "en");
  return wanted && wanted !== "en" ? "pt" : "en";
};

/** The request's id, made here: whoever calls cannot choose it. */
export function requestId(request: IncomingMessage & { andamentoId?: string }): string {
  request.andamentoId ??= randomUUID();
  return request.andamentoId;
}

/** The session's token, as programs bring it. */
export const bearerOf = (request: ExpressRequest): string | undefined =>
  /^Bearer ([A-Za-z0-9_-]{1,200})$/.exec(request.get("authorization") ?? "")?.[1];

/** Whether this is an administrator's own session, by password and not looking through a client's eyes. */
export const isAdmin = (viewer: Viewer | null): boolean =>
  viewer?.kind === "staff" && viewer.role === "ADMIN" && viewer.credential === "PASSWORD" && !viewer.preview;

/** The address of the network a request comes from: the connection's, or what a trusted proxy says of it. */
const addressOf = (request: ExpressRequest): string | undefined => {
  const address = request.ip?.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  return address && isIP(address) ? address : undefined;
};

const contexts = new WeakMap<ExpressRequest, Promise<GatewayContext>>();

/**
 * Who is asking, looked up anew at each request and once for it. A token that is not valid is nobody; a look-up that fails
 * is no answer.
 */
export function contextOf(transport: Pick<Transport, "whoIs">, request: ExpressRequest): Promise<GatewayContext> {
  let context = contexts.get(request);
  if (!context) {
    context = lookedUp(transport, request);
    contexts.set(request, context);
  }
  return context;
}

async function lookedUp(transport: Pick<Transport, "whoIs">, request: ExpressRequest): Promise<GatewayContext> {
  const id = requestId(request);
  const language = languageOf(request);
  const token = bearerOf(request);
  try {
    const viewer = token ? await transport.whoIs(token, { id, language }) : null;
    const address = addressOf(request);
    return { request: { id, viewer, language, ...(address ? { address } : {}) } };
  } catch (error) {
    log.error({ request: id, err: error }, "nobody could be recognized");
    throw new GraphQLError(textOf("UNAVAILABLE", language), {
      extensions: { code: "UNAVAILABLE", requestId: id, http: { status: 503 } },
    });
  }
}
