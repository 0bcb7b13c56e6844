// The pages that the links in mails open. They ask for a person's gesture and only then POST (ML-1); serving them spends no token.
import { readFileSync } from "node:fs";
import express, { type Router } from "express";
import type { Transport } from "../transport.ts";

export function landing(transport: Pick<Transport, "wantNews">): Router {
  const router = express.Router();
  router.use(["/open", "/password", "/landing"], (_request, response, next) => {
    response.set(strict);
    next();
  });
  for (const [path, name] of Object.entries(files)) {
    const content = page(name);
    router
      .route(path)
      .get((_request, response) => void response.type(name).send(content))
      .all((_request, response) => void response.set("Allow", "GET, HEAD").sendStatus(405));
  }
  // One click in a mail program POSTs here (RFC 8058), and so does the page that a person opens.
  router.use("/news", (_request, response, next) => {
    response.set({
      ...strict,
      "Content-Security-Policy": strict["Content-Security-Policy"].replace("form-action 'none'", "form-action 'self'"),
    });
    next();
  });
  router
    .route("/news/:token")
    .get((_request, response) => void response.type("html").send(page("news.html")))
    .post(express.urlencoded({ extended: false, limit: 1024 }), async (request, response) => {
      const wanted = request.body?.["again"] === "yes";
      const done = await transport.wantNews(request.params.token, wanted);
      const name = !done ? "news-none.html" : wanted ? "news-on.html" : "news-off.html";
      response
        .status(done ? 200 : 404)
        .type("html")
        .send(page(name));
    })
    .all((_request, response) => void response.set("Allow", "GET, HEAD, POST").sendStatus(405));
  router.use("/landing", (_request, response) => void response.sendStatus(404));
  return router;
}

const page = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");

const files = {
  "/open": "open.html",
  "/password": "password.html",
  "/landing/landing.css": "landing.css",
  "/landing/mailed-link.js": "mailed-link.js",
  "/landing/open.js": "open.js",
  "/landing/password.js": "password.js",
  "/landing/mark.svg": "mark.svg",
};

const strict = {
  "Content-Security-Policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Opener-Policy": "same-origin",
};
