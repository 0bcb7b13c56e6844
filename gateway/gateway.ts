// The only public door: GraphQL at /graphql, its playground, files at /files, the pages for the links in mails, its health,
// and nothing else.
process.env["APOLLO_TELEMETRY_DISABLED"] = "true";

import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { expressMiddleware } from "@as-integrations/express5";
import cors from "cors";
import express, { type ErrorRequestHandler, type Express } from "express";
import helmet from "helmet";
import { textOf } from "../platform/errors.ts";
import { closed, listening } from "../platform/listen.ts";
import { log } from "../platform/log.ts";
import { contextOf, languageOf, requestId } from "./authentication.ts";
import { body } from "./body.ts";
import { bringsFile, files, usualPatience, usualTime } from "./files.ts";
import { introspectedByAdmins } from "./introspection.ts";
import { landing } from "./landing/landing.ts";
import { limits, tokenLimit } from "./limits.ts";
import { answering, maskAtGateway, tellOnce } from "./mask.ts";
import { playground } from "./playground/playground.ts";
import type { GatewayContext, Transport } from "./transport.ts";

export interface GatewayOptions {
  readonly transport: Transport;
  /** Origins of browsers that may read answers, exactly; none by default. */
  readonly origins: readonly string[];
  /** Whether anybody may ask for the schema and open the playground, or only an admin. Confidentiality does not rest on it. */
  readonly introspection: boolean;
  /** The proxies whose word of where a request comes from is taken: addresses and networks; none by default. */
  readonly trustedProxies?: readonly string[];
  /** How long a file may come or go without a byte moving, in milliseconds; left out, what is usual. */
  readonly filePatience?: number;
  /** How long all of a file may take to go out, in milliseconds; left out, what is usual. */
  readonly fileTime?: number;
}

export interface Gateway {
  /** Listens, and gives the address it is reached at. */
  listen(host: string, port: number): Promise<string>;
  /** Stops taking requests, lets the ones under way end, and closes. */
  close(): Promise<void>;
}

export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const gateway = new ApolloGateway({
    supergraphSdl: readFileSync(new URL("../schema/supergraph.graphql", import.meta.url), "utf8"),
    buildService: ({ name }) => options.transport.source(name),
    logger: quiet,
  });
  const apollo = new ApolloServer<GatewayContext>({
    gateway,
    introspection: true,
    persistedQueries: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: tokenLimit },
    validationRules: limits.validationRules,
    plugins: [
      ...limits.plugins,
      ...(options.introspection ? [] : [introspectedByAdmins]),
      ApolloServerPluginLandingPageDisabled(),
      tellOnce,
    ],
    formatError: maskAtGateway,
    logger: quiet,
    stopOnTerminationSignals: false,
    nodeEnv: "production",
  });
  await apollo.start();
  const app = application(apollo, options);
  const server = createServer({ requestTimeout: longestUpload, headersTimeout: 15_000, keepAliveTimeout: 65_000 }, app);
  return {
    listen: (host, port) => listening(server, host, port),
    async close() {
      await closed(server);
      await apollo.stop();
      await options.transport.close();
    },
  };
}

function application(
  apollo: ApolloServer<GatewayContext>,
  {
    transport,
    origins,
    introspection,
    trustedProxies = [],
    filePatience = usualPatience,
    fileTime = usualTime,
  }: GatewayOptions,
): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("trust proxy", [...trustedProxies]);
  app.use((request, response, next) => {
    if (!bringsFile(request)) cutIfLate(request, 30_000);
    // A file that is not taken is no file. Where it could not be kept, its sender is let to end, and told to try again.
    else response.once("finish", () => response.statusCode === 503 || cutIfLate(request, filePatience));
    response.set("X-Request-Id", requestId(request));
    response.set("Cache-Control", "no-store");
    answering.run({ id: requestId(request), language: languageOf(request) }, next);
  });
  app.use(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
      referrerPolicy: { policy: "no-referrer" },
      crossOriginResourcePolicy: { policy: "same-site" },
    }),
  );
  // For whoever restarts and routes: whether it lives, and whether it can serve. They tell nothing else.
  app.get("/livez", (_request, response) => void response.status(204).end());
  app.get("/readyz", async (_request, response) => {
    const ready = await transport.isReady().catch(() => false);
    response.status(ready ? 204 : 503).end();
  });
  const door = { transport, origins };
  app.use(
    "/graphql",
    cors({
      origin: [...origins],
      methods: ["POST"],
      maxAge: 600,
      exposedHeaders: ["X-Request-Id", "Retry-After"],
      credentials: origins.length > 0,
    }),
  );
  app.post("/graphql", body(door), expressMiddleware(apollo, { context: ({ req, res }) => contextOf(door, req, res) }));
  app.all("/graphql", (_request, response) => {
    response.set("Allow", "POST");
    refuse(response, 405, "METHOD_NOT_ALLOWED", "GraphQL is asked by POST, as JSON.");
  });
  app.use(files(transport, origins, { patience: filePatience, time: fileTime }));
  app.use(landing(transport));
  app.use(playground(transport, introspection));
  app.use((_request, response) => refuse(response, 404, "NOT_FOUND", "There is nothing here."));
  app.use(unreadable);
  return app;
}

const longestUpload = 15 * 60_000;

/** All of a request has to be there in so many milliseconds. */
function cutIfLate(request: IncomingMessage, patience: number): void {
  if (request.complete) return;
  const late = setTimeout(() => request.complete || request.destroy(), patience);
  request.once("close", () => clearTimeout(late));
}

const refuse = (response: express.Response, status: number, code: string, message: string): void => {
  response
    .status(status)
    .json({ errors: [{ message, extensions: { code, requestId: response.get("X-Request-Id") } }] });
};

/** A body that is no JSON, or too large, and anything that broke on the way in. */
const unreadable: ErrorRequestHandler = (
  error: { status?: number; type?: string; extensions?: { code?: unknown } },
  request,
  response,
  next,
) => {
  if (response.headersSent) return next(error);
  if (error.extensions?.code === "UNAVAILABLE")
    return refuse(response, 503, "UNAVAILABLE", textOf("UNAVAILABLE", languageOf(request)));
  if (error.type === "entity.too.large")
    return refuse(response, 413, "QUERY_TOO_COMPLEX", textOf("QUERY_TOO_COMPLEX", languageOf(request)));
  if (error.status && error.status < 500)
    return refuse(response, 400, "BAD_REQUEST", textOf("BAD_USER_INPUT", languageOf(request)));
  log.error({ request: requestId(request), err: error }, "a request broke");
  refuse(response, 500, "INTERNAL_SERVER_ERROR", textOf("INTERNAL_SERVER_ERROR", languageOf(request)));
};

const quiet = {
  debug: () => {},
  info: () => {},
  warn: (message: unknown) => log.debug({ message }, "apollo"),
  error: (message: unknown) => log.debug({ message }, "apollo"),
};
