// The pages that the links in mails open. They ask for a person's gesture and only then POST (ML-1); serving them spends no token.
import { readFileSync } from "node:fs";
import express, { type Router } from "express";

export function landing(): Router {
  const router = express.Router();
  router.use(["/open", "/password", "/landing"], (_request, response, next) => {
    response.set(strict);
    next();
  });
  for (const [path, name] of Object.entries(files)) {
    const content = readFileSync(new URL(name, import.meta.url), "utf8");
    router
      .route(path)
      .get((_request, response) => void response.type(name).send(content))
      .all((_request, response) => void response.set("Allow", "GET, HEAD").sendStatus(405));
  }
  router.use("/landing", (_request, response) => void response.sendStatus(404));
  return router;
}

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
