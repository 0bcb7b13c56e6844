// The pages that the links in mails open. They ask for a person's gesture and only then POST (ML-1); serving them spends no token.
import { readFileSync } from "node:fs";
import express, { type Router } from "express";
import type { AccessType } from "../../access/channels.ts";
import type { Transport } from "../transport.ts";
import { guidePage } from "./guide.ts";
import { newsPage } from "./news.ts";

export function landing(transport: Pick<Transport, "guide" | "wantNews">): Router {
  const router = express.Router();
  router.use(["/open", "/password", "/guide", "/landing"], (_request, response, next) => {
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
  // To be read, printed and sent on: what a firm's portal says of itself. Of who has no such address there is nothing here.
  router
    .route("/guide/:firm/:type")
    .get(async (request, response, next) => {
      const type = guides[request.params.type];
      const guide = type && (await transport.guide(request.params.firm, type));
      if (!guide) return next("route");
      response.type("html").send(guidePage(guide));
    })
    .all((_request, response) => void response.set("Allow", "GET, HEAD").sendStatus(405));
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
    .get((_request, response) => void response.type("html").send(newsPage("asked")))
    .post(express.urlencoded({ extended: false, limit: 1024 }), async (request, response) => {
      const wanted = request.body?.["again"] === "yes";
      const done = await transport.wantNews(request.params.token, wanted);
      const told = !done ? "unknown" : wanted ? "on" : "off";
      response
        .status(done ? 200 : 404)
        .type("html")
        .send(newsPage(told));
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

const guides: Readonly<Record<string, AccessType>> = Object.assign(Object.create(null), {
  standard: "STANDARD",
  simplified: "SIMPLIFIED",
});

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
