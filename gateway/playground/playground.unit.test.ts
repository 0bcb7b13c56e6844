import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { buildSchema, parse, validate } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "../../access/viewer.ts";
import { isAdmin } from "../authentication.ts";
import { bundle } from "./bundle.ts";
import type { ExampleGroup } from "./examples.ts";
import { playground } from "./playground.ts";

let server: Server;
let url: string;

beforeAll(async () => {
  // In development nobody is asked who they are.
  const nobodyAsks = { whoIs: () => Promise.reject(new Error("asked")) };
  server = createServer(express().use(playground(nobodyAsks, true)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const strict = (response: Response) => {
  const policy = response.headers.get("content-security-policy") ?? "";
  expect(policy.split("; ")).toEqual([
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
  ]);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
};

test("the page may run its own scripts and speak to its own origin, and has none of either in itself", async () => {
  const response = await fetch(`${url}/playground`);
  expect(response.status).toBe(200);
  strict(response);
  const html = await response.text();
  expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|style=|https?:/);
  expect(html).toMatch(/^<!doctype html>\n<html lang="pt-BR">/);
  expect(html).toContain("<noscript>");
});

test("whatever the page loads, and whatever that loads, comes from here", { timeout: 120_000 }, async () => {
  const files = await bundle();
  expect([...files.keys()]).toEqual(
    expect.arrayContaining([
      "playground.js",
      "playground.css",
      "editor.worker.js",
      "json.worker.js",
      "graphql.worker.js",
    ]),
  );
  for (const name of files.keys()) {
    const response = await fetch(`${url}/playground/${name}`);
    expect(response.status).toBe(200);
    strict(response);
    const type = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", ttf: "font/ttf" };
    expect(response.headers.get("content-type")).toBe(type[name.split(".").pop() as keyof typeof type]);
    const text = await response.text();
    const loaded = name.endsWith(".css")
      ? [...text.matchAll(/url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g)].map(([, one, other]) => one ?? other)
      : [...text.matchAll(/(?:\bfrom|\bimport\(?)\s*"(\.\/[\w.-]+\.js|https?:[^"\s]*)"/g)].map(([, one]) => one);
    if (name === "playground.js" || name === "playground.css") expect(loaded.length).toBeGreaterThan(5);
    for (const address of loaded) {
      if (address?.startsWith("data:")) continue;
      expect(files.has(address?.replace(/^\.\//, "") as string), `${name} loads ${address}`).toBe(true);
    }
    expect(text).not.toMatch(/esm\.sh|unpkg\.com|jsdelivr|cdnjs|googleapis|gstatic|importScripts\(\s*["']http/);
  }
  const html = await (await fetch(`${url}/playground`)).text();
  const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address as string);
  expect(named.length).toBeGreaterThan(2);
  for (const address of named)
    expect(address).toMatch(new RegExp(`^/landing/mark.svg$|^/playground/(${[...files.keys()].join("|")})$`));
});

test("every written operation is an example, whole, in a tab of its own", async () => {
  const schema = buildSchema(readFileSync(new URL("../../schema/api.graphql", import.meta.url), "utf8"));
  const folder = new URL("../../schema/operations/", import.meta.url);
  const groups = (await (await fetch(`${url}/playground/examples.json`)).json()) as ExampleGroup[];
  expect(groups.map(({ name }) => `${name}.graphql`)).toEqual(readdirSync(folder).sort());
  for (const { name, operations } of groups) {
    const written = parse(readFileSync(new URL(`${name}.graphql`, folder), "utf8")).definitions.flatMap((one) =>
      one.kind === "OperationDefinition" ? [one.name?.value] : [],
    );
    expect(operations.map((one) => one.name)).toEqual(written);
    for (const one of operations) {
      expect(validate(schema, parse(one.query))).toEqual([]);
      expect(one.query).toMatch(new RegExp(`^${one.kind} ${one.name}\\b`));
    }
  }
  const granting = groups.find(({ name }) => name === "admin")?.operations.find(({ name }) => name === "Grant");
  expect(JSON.parse(granting?.variables ?? "")).toEqual({
    input: { contactId: "", email: "", type: expect.any(String), categories: [] },
  });
});

test("the page is only read, and there is nothing beside its own parts", async () => {
  expect((await fetch(`${url}/playground`, { method: "HEAD" })).status).toBe(200);
  for (const method of ["POST", "PUT", "DELETE"])
    expect((await fetch(`${url}/playground`, { method })).status).toBe(405);
  for (const path of ["playground.jsx", "bundle.ts", "..%2fgateway.ts", "%2e%2e/gateway.ts", "constructor"])
    expect((await fetch(`${url}/playground/${path}`)).status).toBe(404);
});

test("an admin's own password session is an admin's, and no other", () => {
  const davi: Viewer = {
    kind: "staff",
    session: "session",
    firm: "firm",
    staff: "davi",
    role: "ADMIN",
    access: null,
    contact: null,
    channel: null,
    credential: "PASSWORD",
    preview: false,
  };
  expect(isAdmin(davi)).toBe(true);
  for (const other of [
    { role: "MEMBER" },
    { role: null },
    { kind: "client" },
    { credential: "LINK" },
    { preview: true },
  ])
    expect(isAdmin({ ...davi, ...other } as Viewer)).toBe(false);
  expect(isAdmin(null)).toBe(false);
});
