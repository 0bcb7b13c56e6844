// GraphiQL at /playground: signing in, the written operations, the schema's documentation; all of it from here. Open to everybody
// in development; in production to an admin's password session, and for everybody else there is nothing at these addresses.
import { readFileSync } from "node:fs";
import express, { type Request, type Router } from "express";
import { log } from "../../platform/log.ts";
import { bearerOf, cookieOf, isAdmin, languageOf, requestId } from "../authentication.ts";
import type { Transport } from "../transport.ts";
import { type Bundle, bundle } from "./bundle.ts";
import { type ExampleGroup, examples } from "./examples.ts";

export function playground(transport: Pick<Transport, "whoIs">, open: boolean): Router {
  const router = express.Router();
  router.use("/playground", async (request, _response, next) => {
    next(open || (await comesAsAdmin(transport, request)) ? undefined : "router");
  });
  const page = readFileSync(new URL("playground.html", import.meta.url), "utf8");
  let written: readonly ExampleGroup[] | null = null;
  router
    .route("/playground")
    .get((_request, response) => void response.set(strict).type("html").send(page))
    .all((_request, response) => void response.set("Allow", "GET, HEAD").sendStatus(405));
  router.get("/playground/examples.json", (_request, response) => {
    written ??= examples();
    response.set(strict).json(written);
  });
  router.get("/playground/:file", async (request, response, next) => {
    const content = (await bundled()).get(request.params.file);
    if (!content) return next();
    response.set(strict).type(request.params.file).send(Buffer.from(content));
  });
  return router;
}

const bundled = (): Promise<Bundle> =>
  bundle().catch((error) => {
    log.error({ err: error }, "the playground could not be bundled");
    throw error;
  });

/** A browser that opens a page brings no Authorization: there the session's cookie says who comes. Looked up at every request. */
async function comesAsAdmin(transport: Pick<Transport, "whoIs">, request: Request): Promise<boolean> {
  const token = bearerOf(request) ?? cookieOf(request);
  try {
    return (
      token !== undefined &&
      isAdmin(await transport.whoIs(token, { id: requestId(request), language: languageOf(request) }))
    );
  } catch (error) {
    log.error({ request: requestId(request), err: error }, "nobody could be recognized");
    return false;
  }
}

/**
 * Looser than the pages of mailed links in what GraphiQL's editor, Monaco, cannot do without: it writes its themes into style
 * elements and its lines with style attributes, and works in workers. Its fonts and pictures stand in its stylesheet as data.
 */
const strict = {
  "Content-Security-Policy": [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Opener-Policy": "same-origin",
};
