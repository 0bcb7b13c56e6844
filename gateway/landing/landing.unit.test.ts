import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { landing } from "./landing.ts";

const guide: Parameters<typeof landing>[0]["guide"] = async (firm, type) => {
  if (firm !== "hers") return null;
  const ways = [
    { title: `<b>${type}</b>`, steps: [{ text: "$& <script>alert(1)</script>", link: 'https://a.example/"x' }] },
  ];
  return {
    firmName: "Almeida & Filhos",
    portalName: "Portal <Almeida>",
    ways: { portuguese: ways, english: ways },
    questions: { portuguese: [], english: [] },
  };
};

let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer(express().use(landing({ guide, wantNews: async (token) => token === "hers" })));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const pages = ["/open", "/password"];
const parts = ["/landing/landing.css", "/landing/mailed-link.js", "/landing/open.js", "/landing/password.js"];

test("the pages may run their own scripts and speak to their own origin, and nothing else", async () => {
  for (const page of pages) {
    const response = await fetch(url + page);
    expect(response.status).toBe(200);
    const policy = response.headers.get("content-security-policy") ?? "";
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ])
      expect(policy).toContain(rule);
    expect(policy).not.toMatch(/unsafe|\*|http:/);
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  }
});

test("what the pages need comes from here: no other origin is named, no script or style stands in the page", async () => {
  for (const path of [...pages, ...parts]) {
    const text = await (await fetch(url + path)).text();
    expect(text).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  }
  for (const page of pages) {
    const html = await (await fetch(url + page)).text();
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|style=/);
    expect(html).toMatch(/^<!doctype html>\n<html lang="pt-BR">/);
    expect(html).toContain("<noscript>");
  }
});

test("a scanner's HEAD, POST or PUT opens nothing and breaks nothing", async () => {
  for (const page of pages) {
    expect((await fetch(url + page, { method: "HEAD" })).status).toBe(200);
    for (const method of ["POST", "PUT", "DELETE"]) expect((await fetch(url + page, { method })).status).toBe(405);
  }
});

test("there is nothing beside the pages' own parts", async () => {
  for (const path of [
    "/landing/",
    "/landing/landing.ts",
    "/landing/..%2fgateway.ts",
    "/landing/%2e%2e/gateway.ts",
    "/landing/open.html",
  ])
    expect((await fetch(url + path)).status).toBe(404);
});

test("a person, or her mail program at one click, ends the daily letters, and a look at the page does not", async () => {
  const shown = await fetch(`${url}/news/hers`);
  expect([shown.status, shown.headers.get("content-security-policy")]).toEqual([
    200,
    expect.stringContaining("form-action 'self'"),
  ]);
  expect(await shown.text()).toContain('<form method="post">');
  const post = (token: string, body: string) =>
    fetch(`${url}/news/${token}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
  const ended = await post("hers", "List-Unsubscribe=One-Click");
  expect([ended.status, await ended.text()]).toEqual([200, expect.stringContaining("não enviaremos mais")]);
  const again = await post("hers", "again=yes");
  expect([again.status, await again.text()]).toEqual([200, expect.stringContaining("avisaremos")]);
  expect((await post("nobodys", "")).status).toBe(404);
  expect((await fetch(`${url}/news/hers`, { method: "DELETE" })).status).toBe(405);
});

test("a firm's guide says what its portal says, as words and never as markup, and is of that firm and type alone", async () => {
  const shown = await fetch(`${url}/guide/hers/simplified`);
  const policy = shown.headers.get("content-security-policy");
  expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(policy).toBe((await fetch(`${url}/open`)).headers.get("content-security-policy"));
  const html = await shown.text();
  expect(html).not.toMatch(/<script|<b>|<Almeida>|<style|\son\w+=|style=/);
  expect(html).toContain("<title>Como acompanhar seus processos · Almeida &amp; Filhos</title>");
  expect(html).toContain("<h2>&lt;b&gt;SIMPLIFIED&lt;/b&gt;</h2>");
  expect(html).toContain("$&amp; &lt;script&gt;");
  expect(html).toContain('href="https://a.example/&quot;x"');
  expect(html.indexOf('lang="pt-BR"')).toBeLessThan(html.indexOf('<section lang="en">'));
  for (const path of ["/guide/nobodys/standard", "/guide/hers/other", "/guide/hers/__proto__", "/guide/hers", "/guide"])
    expect((await fetch(url + path)).status).toBe(404);
  for (const method of ["POST", "PUT", "DELETE"])
    expect((await fetch(`${url}/guide/hers/standard`, { method })).status).toBe(405);
});
