// A disk that is full in the midst of a file: it is told as something that passes, nothing that was kept is lost, nothing
// halfway stays, and with room again all goes on.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openFolder } from "../platform/storage.ts";
import {
  CompleteUploadDocument,
  DeleteDocumentDocument,
  DownloadDocument,
  RequestDocumentUploadDocument,
} from "../schema/operations.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, process as processOf, settleFirm } from "./world.ts";

interface Disk {
  readonly folder: string;
  /** Leaves less room than a file needs. */
  fill(): void;
  clear(): void;
  remove(): void;
}

const room = 64 * 1024;
const body = (what: string) => Buffer.from(`${what}\n`.repeat(200_000 / (what.length + 1)));
const isRoot = process.getuid?.() === 0;
const temporary = () => mkdtempSync(join(tmpdir(), "andamento-disk-"));

/** A small disk of its own: whoever is root may have one. */
function disk(): Disk {
  const folder = temporary();
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", folder]);
  const filling = join(folder, "filling");
  return {
    folder,
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filling, Buffer.alloc(bavail * bsize - room));
    },
    clear: () => rmSync(filling, { force: true }),
    remove() {
      execFileSync("umount", [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Files that may not grow: what anybody on Linux can have the kernel refuse this process. */
function limit(): Disk {
  const folder = temporary();
  const set = (bytes: string) => execFileSync("prlimit", ["--pid", String(process.pid), `--fsize=${bytes}:`]);
  return {
    folder,
    fill: () => set(String(room)),
    clear: () => set("unlimited"),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** What can be had here; a container's root may not mount. */
const disks: [string, () => Disk][] = [];
if (process.platform === "linux") disks.push(["files that may not grow", limit]);
if (process.platform === "linux" && isRoot && canMount()) disks.push(["a small disk", disk]);

function canMount(): boolean {
  try {
    disk().remove();
    return true;
  } catch {
    return false;
  }
}

describe.each(disks)("%s", (_, open) => {
  let kept: Disk;
  let house: TestHouse;
  let firm: FirmWorld;
  let processId: string;
  beforeAll(async () => {
    kept = open();
    house = await openTestHouse({ storage: openFolder(join(kept.folder, "files")) });
    firm = await settleFirm(house, "almeida.example");
    processId = await processOf(house, firm.carla, { title: "Indenização" });
  });
  afterAll(async () => {
    kept?.clear();
    await house?.close();
    kept?.remove();
  });

  const asked = async (bytes: Buffer) => {
    const input = { processId, name: "autos.txt", contentType: "text/plain", byteSize: bytes.length };
    const { data } = await house.ask(firm.carla, RequestDocumentUploadDocument, { input });
    return {
      id: data?.requestDocumentUpload?.uploadId as string,
      url: data?.requestDocumentUpload?.upload?.url as string,
    };
  };
  const put = async (url: string, bytes: Buffer) => {
    const headers = { "content-type": "text/plain" };
    const response = await fetch(url, { method: "PUT", body: new Uint8Array(bytes), headers });
    return [response.status, response.headers.get("retry-after")];
  };
  const completed = async (uploadId: string) =>
    (await house.ask(firm.carla, CompleteUploadDocument, { uploadId })).data?.completeUpload;
  const fetched = async (id: string) => {
    const { data } = await house.ask(firm.carla, DownloadDocument, { id });
    const url = data?.document?.download?.url;
    return url ? Buffer.from(await (await fetch(url)).arrayBuffer()).toString() : null;
  };
  const files = () =>
    readdirSync(join(kept.folder, "files"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  test("is full while a file comes: it can be tried again, what was there is there, and nothing of the file stays", async () => {
    const [first, second, late] = [body("primeiro"), body("segundo"), body("atrasado")];
    const [one, two, three] = [await asked(first), await asked(second), await asked(late)];
    expect([await put(one.url, first), await put(two.url, second)]).toEqual([
      [204, null],
      [204, null],
    ]);
    expect((await completed(one.id))?.userErrors).toEqual([]);
    const before = files();
    expect(before).toHaveLength(2);

    kept.fill();
    try {
      for (const { url } of [three, await asked(late), await asked(late)])
        expect(await put(url, late)).toEqual([503, "30"]);
      expect(files().filter((path) => !path.endsWith("filling"))).toEqual(before);
      expect(await completed(three.id)).toMatchObject({
        document: null,
        userErrors: [{ code: "UPLOAD_INCOMPLETE", field: ["uploadId"] }],
      });
      // Whoever came before is served as ever: what is kept is fetched, completed and deleted.
      expect(await fetched(one.id)).toBe(first.toString());
      expect((await completed(two.id))?.userErrors).toEqual([]);
      expect(await fetched(two.id)).toBe(second.toString());
      await house.ask(firm.carla, DeleteDocumentDocument, { id: one.id });
      await vi.waitFor(() => expect(files()).toHaveLength(1), { timeout: 20_000 });
    } finally {
      kept.clear();
    }

    expect(await put(three.url, late)).toEqual([204, null]);
    expect(await put(three.url, late)).toEqual([404, null]);
    expect((await completed(three.id))?.userErrors).toEqual([]);
    expect(await fetched(three.id)).toBe(late.toString());
    expect(await fetched(two.id)).toBe(second.toString());
    expect(files()).toHaveLength(2);
  });
});
