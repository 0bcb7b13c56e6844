// An upload that ends in the midst of being completed: its bytes may be swept away from then on, so no document is made of it.
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { CompleteUploadDocument, DocumentDocument, RequestDocumentUploadDocument } from "../schema/operations.ts";
import { pdf } from "./file-bodies.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, process, settleFirm } from "./world.ts";

let house: TestHouse;
let firm: FirmWorld;
beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
});
afterAll(() => house?.close());

test.each([
  ["is over", "update documents.upload set expires_at = now() - interval '1 second' where id = $1"],
  ["is swept away", "delete from documents.upload where id = $1"],
])("an upload that %s while it is completed becomes no document", async (_, end) => {
  const body = pdf();
  const processId = await process(house, firm.carla, { title: "Indenização" });
  const input = { processId, name: "a.pdf", contentType: "application/pdf", byteSize: body.length };
  const asked = (await house.ask(firm.carla, RequestDocumentUploadDocument, { input })).data?.requestDocumentUpload;
  const uploadId = asked?.uploadId as string;
  const headers = { "content-type": "application/pdf" };
  await fetch(asked?.upload?.url as string, { method: "PUT", body: new Uint8Array(body), headers });

  await house.owner("alter table documents.upload no force row level security");
  await house.owner("begin");
  await house.owner(end, [uploadId]);
  const completing = house.ask(firm.carla, CompleteUploadDocument, { uploadId });
  try {
    await vi.waitFor(
      async () => {
        const [{ waiting }] = await house.owner(
          "select count(*)::int as waiting from pg_locks l where not l.granted and pg_backend_pid() = any (pg_blocking_pids(l.pid))",
        );
        expect(waiting).toBeGreaterThan(0);
      },
      { timeout: 30_000 },
    );
  } finally {
    await house.owner("commit");
    await house.owner("alter table documents.upload force row level security");
  }
  const { data, errors } = await completing;
  expect(errors).toEqual([]);
  expect(data?.completeUpload).toMatchObject({
    document: null,
    userErrors: [{ code: "NOT_FOUND", field: ["uploadId"] }],
  });
  expect((await house.ask(firm.carla, DocumentDocument, { id: uploadId })).data?.document).toBeNull();
});
