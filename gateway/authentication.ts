import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";
import { GraphQLError } from "graphql";
import type { Viewer } from "../access/viewer.ts";
import { textOf } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import type { Request } from "../platform/subgraph.ts";
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

const cookie = "__Host-andamento";

/** The session's token, as browsers keep it for this service. */
export const cookieOf = (request: ExpressRequest): string | undefined =>
  /(?:^|; *)__Host-andamento=([A-Za-z0-9_-]{1,200})(?:;|$)/.exec(request.get("cookie") ?? "")?.[1];

const deviceCookie = "__Host-andamento-device";
const deviceLife = 400 * 24 * 3600_000; // as long as browsers keep any

/**
 * What the device is known by when a password is used on it: what its browser keeps for that, or what the program calls itself,
 * without its version.
 */
const deviceOf = (request: ExpressRequest, keeps: boolean): string | undefined =>
  keeps
    ? /(?:^|; *)__Host-andamento-device=([A-Za-z0-9_-]{43})(?:;|$)/.exec(request.get("cookie") ?? "")?.[1]
    : request
        .get("user-agent")
        ?.replaceAll(/[\d._]+/g, "")
        .slice(0, 200);

/**
 * Whether a browser asks for its session to be kept, or to be known by the one it keeps. No page of another origin can send
 * the header without being let, and none sends the cookie: it is of this host alone, and of this site alone.
 */
const keepsSession = (request: ExpressRequest): boolean => request.get("x-session") === "cookie";

/** Whether a browser says that another origin's page asks, and not one of those that may. */
function isForeign(request: ExpressRequest, origins: readonly string[]): boolean {
  const origin = request.get("origin");
  if (origin !== undefined && origins.includes(origin)) return false;
  const site = request.get("sec-fetch-site");
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  return origin !== undefined && origin.replace(/^https?:\/\//, "") !== request.get("host");
}

const keeping =
  (response: ExpressResponse): NonNullable<GatewayContext["keep"]> =>
  (session) => {
    const options = { httpOnly: true, secure: true, sameSite: "strict", path: "/" } as const;
    if (session) response.cookie(cookie, session.token, { ...options, expires: new Date(session.expiresAt) });
    else response.clearCookie(cookie, options);
    if (session?.device) response.cookie(deviceCookie, session.device, { ...options, maxAge: deviceLife });
  };

/** Whether this is an administrator's own session, by password and not looking through a client's eyes. */
export const isAdmin = (viewer: Viewer | null): boolean =>
  viewer?.kind === "staff" && viewer.role === "ADMIN" && viewer.credential === "PASSWORD" && !viewer.preview;

/** The address of the network a request comes from: the connection's, or what a trusted proxy says of it. */
const addressOf = (request: ExpressRequest): string | undefined => {
  const address = request.ip?.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  return address && isIP(address) ? address : undefined;
};

/** Whom a door asks who comes, and the origins that may ask by cookie. */
export interface Door {
  readonly transport: Pick<Transport, "whoIs">;
  readonly origins: readonly string[];
}

const contexts = new WeakMap<ExpressRequest, Promise<GatewayContext>>();

/**
 * Who is asking, looked up anew at each request and once for it. A token that is not valid is nobody; a look-up that fails
 * is no answer.
 */
export function contextOf(door: Door, request: ExpressRequest, response: ExpressResponse): Promise<GatewayContext> {
  let context = contexts.get(request);
  if (!context) {
    context = lookedUp(door, request, response);
    contexts.set(request, context);
  }
  return context;
}

async function lookedUp(
  { transport, origins }: Door,
  request: ExpressRequest,
  response: ExpressResponse,
): Promise<GatewayContext> {
  const id = requestId(request);
  const language = languageOf(request);
  const keeps = keepsSession(request);
  if (keeps && isForeign(request, origins)) throw refused("FORBIDDEN", 403, { id, language });
  const token = bearerOf(request) ?? (keeps ? cookieOf(request) : undefined);
  try {
    const viewer = token ? await transport.whoIs(token, { id, language }) : null;
    const address = addressOf(request);
    const device = deviceOf(request, keeps);
    return {
      request: {
        ...{ id, viewer, language },
        ...(address ? { address } : {}),
        ...(keeps ? { keepsSession: true } : {}),
        ...(device ? { device } : {}),
      },
      ...(keeps ? { keep: keeping(response) } : {}),
    };
  } catch (error) {
    log.error({ request: id, err: error }, "nobody could be recognized");
    throw refused("UNAVAILABLE", 503, { id, language });
  }
}

const refused = (
  code: "UNAVAILABLE" | "FORBIDDEN",
  status: number,
  { id, language }: Pick<Request, "id" | "language">,
) => new GraphQLError(textOf(code, language), { extensions: { code, requestId: id, http: { status } } });
