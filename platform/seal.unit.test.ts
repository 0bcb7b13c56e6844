import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Viewer } from "../access/viewer.ts";
import { openKeys, randomSecret } from "./keys.ts";
import { openSeals, type Sealing, seal } from "./seal.ts";

const ring = (text = `one:${randomSecret()}`) =>
  openKeys({ environment: text, file: join(mkdtempSync(join(tmpdir(), "andamento-seal-")), "keys") });
const keys = ring();
const viewer = { kind: "client", session: "s", firm: "f" } as Viewer;
const request = { id: "r", viewer, language: "pt" } as const;
const asked: Sealing = { to: "processes", method: "POST", path: "/graphql", body: '{"query":"{ a }"}' };

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }));
afterEach(() => void vi.useRealTimers());

test("a subgraph learns from the seal who is asking", () => {
  expect(openSeals(keys)(seal(keys, asked, request), asked)).toEqual(request);
});

test("a seal is taken once", () => {
  const open = openSeals(keys);
  const sealed = seal(keys, asked, request);
  open(sealed, asked);
  expect(open(sealed, asked)).toBeNull();
});

test("a seal is not taken again by a subgraph that was started anew", () => {
  const sealed = seal(keys, asked, request);
  vi.advanceTimersByTime(1);
  expect(openSeals(keys)(sealed, asked)).toBeNull();
});

test.each<[string, Partial<Sealing>]>([
  ["another subgraph", { to: "documents" }],
  ["another method", { method: "PUT" }],
  ["another path", { path: "/graphql?x" }],
  ["another body", { body: '{"query":"{ b }"}' }],
  ["a streamed body", { body: null }],
])("a seal does not open %s", (_, other) => {
  expect(openSeals(keys)(seal(keys, asked, request), { ...asked, ...other })).toBeNull();
});

test("a seal is over after ten seconds, and not before", () => {
  const open = openSeals(keys);
  const first = seal(keys, asked, request);
  const second = seal(keys, asked, request);
  vi.advanceTimersByTime(9_999);
  expect(open(first, asked)).toEqual(request);
  vi.advanceTimersByTime(2);
  expect(open(second, asked)).toBeNull();
});

test("a seal from the future opens nothing", () => {
  const open = openSeals(keys);
  const now = Date.now();
  vi.setSystemTime(now + 6_000);
  const sealed = seal(keys, asked, request);
  vi.setSystemTime(now);
  expect(open(sealed, asked)).toBeNull();
});

test("no character of a seal can be changed", () => {
  const open = openSeals(keys);
  const sealed = seal(keys, asked, request);
  for (let at = 0; at < sealed.length; at += 1) {
    const other = sealed[at] === "A" ? "B" : "A";
    expect(open(sealed.slice(0, at) + other + sealed.slice(at + 1), asked)).toBeNull();
  }
  expect(open(`${sealed}A`, asked)).toBeNull();
  expect(open("", asked)).toBeNull();
  expect(open(sealed, asked)).toEqual(request);
});

test("a seal of another house opens nothing, and one of the ring's older key does", () => {
  const older = `old:${randomSecret()}`;
  const turned = ring(`new:${randomSecret()},${older}`);
  const open = openSeals(turned);
  expect(open(seal(keys, asked, request), asked)).toBeNull();
  expect(open(seal(ring(older), asked, request), asked)).toEqual(request);
});
