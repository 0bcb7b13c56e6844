// Files made to do harm, opened in a real browser: none of them runs there, and none is read by a page of somebody else's.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { CompleteUploadDocument, DownloadDocument, RequestDocumentUploadDocument } from "../schema/operations.ts";
import { type Browser, openChromium } from "./chromium.ts";
import { images, pdf, png } from "./file-bodies.ts";
import { served } from "./hostile-bodies.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, process as processOf, settleFirm } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
let processId: string;
let browser: Browser;
/** Somebody else's site: it hears of whatever runs, and serves pages that try to have files run or be read. */
let site: Server;
const heard: string[] = [];
const pages = new Map<string, string | Buffer>();

beforeAll(async () => {
  site = createServer((request, response) => {
    const url = request.url ?? "";
    if (url.startsWith("/ran?")) heard.push(url.slice(5));
    const page = pages.get(url);
    response.writeHead(page === undefined ? 404 : 200, { "content-type": "text/html" }).end(page ?? "");
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  browser = await openChromium();
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
  processId = await processOf(house, firm.carla, { title: "Indenização" });
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
  site?.closeAllConnections();
  if (site) await once(site.close(), "close");
});

const there = (path: string): string => `http://127.0.0.1:${(site.address() as AddressInfo).port}${path}`;
const runs = (name: string): string => `fetch(${JSON.stringify(there(`/ran?${name}`))},{mode:'no-cors'})`;

/** Sends a file, which is taken, and gives an address to fetch it once more each time it is called. */
async function kept(name: string, contentType: string, body: Buffer): Promise<() => Promise<string>> {
  const input = { processId, name, contentType, byteSize: body.length };
  const { data } = await house.ask(firm.carla, RequestDocumentUploadDocument, { input });
  const { uploadId, upload, userErrors } = data?.requestDocumentUpload ?? {};
  expect(userErrors).toEqual([]);
  const headers = { "content-type": contentType };
  await fetch(upload?.url as string, { method: "PUT", body: new Uint8Array(body), headers });
  const id = uploadId as string;
  const completed = await house.ask(firm.carla, CompleteUploadDocument, { uploadId: id });
  expect(completed.data?.completeUpload?.userErrors).toEqual([]);
  return async () => (await house.ask(firm.carla, DownloadDocument, { id })).data?.document?.download?.url as string;
}

const page = (name: string) => `<!doctype html><script>${runs(name)};document.title="ran"</script>`;

/** An image for whoever looks at it, a script for whoever runs it. */
function runningGif(name: string): Buffer {
  const gif = Buffer.from((images["image/gif"] as (typeof images)[string])(0x2a2f, 1));
  return Buffer.concat([gif.subarray(0, 13), Buffer.from(`*/=1;${runs(name)};document.title="ran"//;`)]);
}

const script = (name: string) => `${runs(name)};document.title="ran"`;

const hostile: [what: string, name: string, contentType: string, body: (name: string) => Buffer][] = [
  ...served("").map(([what, name, type], at): (typeof hostile)[number] => [
    ...([what, name, type] as const),
    (mark) => served(script(mark))[at]?.[3] as Buffer,
  ]),
  ["an image that is a script too", "foto.gif", "image/gif", runningGif],
  ["a table of script", "dados.csv", "text/csv", (name) => Buffer.from(script(name))],
  [
    ...(["a PDF with scripts and addresses to open", "petição.pdf", "application/pdf"] as const),
    (name) =>
      pdf(`<< /OpenAction << /S /URI /URI (${there(`/ran?${name}`)}) >> /AA << /O << /S /JavaScript
        /JS (app.launchURL\\("${there(`/ran?${name}`)}"\\)) >> >> >>`),
  ],
];

test("what would run is heard of, where a browser is told that it is a page", async () => {
  pages.set("/page", Buffer.concat([png, Buffer.from(page("a-page"))]));
  pages.set("/other", `<script src="/script"></script>`);
  pages.set("/script", runs("a-script"));
  expect(await browser.visit(there("/page"), "document.title")).toBe("ran");
  await browser.visit(there("/other"), "1");
  await vi.waitFor(() => expect(heard).toEqual(expect.arrayContaining(["a-page", "a-script"])), { timeout: 10_000 });
});

test.each(hostile)(
  "%s, opened by its address, is put away as a file and nothing of it runs",
  async (_, name, type, of) => {
    const mark = randomUUID();
    const body = of(mark);
    const address = await kept(name, type, body);
    // One of the same name would take the place of the other.
    for (const file of files()) rmSync(join(browser.downloads, file));
    expect(
      await browser.visit(await address(), "[location.href, document.title, document.body?.innerText ?? '']"),
    ).toEqual(["about:blank", "", ""]);
    await vi.waitFor(() => expect(files()).toHaveLength(1), { timeout: 10_000 });
    const [file = ""] = files();
    expect(readFileSync(join(browser.downloads, file)).equals(body)).toBe(true);
    expect(file).not.toMatch(/\.(html?|js|svg|exe)$/i);
    expect(heard).not.toContain(mark);
  },
);

test.each(hostile)(
  "%s is of no use to a page elsewhere: it does not run, show or be read there",
  async (_, name, type, of) => {
    const mark = randomUUID();
    const address = await kept(name, type, of(mark));
    const [script, module, image, frame, object, embed, style, fetched] = await Promise.all(
      Array.from({ length: 8 }, () => address()),
    );
    pages.set(
      `/${mark}`,
      `<!doctype html><title>quiet</title><body><script src="${script}"></script><script type="module" src="${module}"></script>
     <img id="image" src="${image}"><iframe id="frame" src="${frame}"></iframe><object data="${object}"></object>
     <embed src="${embed}"><link rel="stylesheet" href="${style}">
     <script>window.read = fetch("${fetched}", { credentials: "include" }).then((r) => r.text(), () => "refused")</script>`,
    );
    const told = await browser.visit(
      there(`/${mark}`),
      `(async () => ({ title: document.title, read: await window.read, width: document.getElementById("image").naturalWidth,
       frame: (() => { try { return document.getElementById("frame").contentDocument?.body.innerHTML ?? "closed" } catch { return "closed" } })() }))()`,
    );
    expect({ ...told, frame: told.frame || "closed" }).toEqual({
      ...{ title: "quiet", read: "refused", width: 0, frame: "closed" },
    });
    expect(heard).not.toContain(mark);
  },
);

/** What has been downloaded to its end. */
const files = (): string[] => readdirSync(browser.downloads).filter((one) => !one.endsWith(".crdownload"));
