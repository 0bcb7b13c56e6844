// What happened in the demo's processes: movements, comments, tasks, publications and what hangs together.
import {
  CommentMovementDocument,
  CompleteUploadDocument,
  CreateTaskDocument,
  ImportMovementsDocument,
  ImportPublicationsDocument,
  LinkProcessesDocument,
  type LinkProcessesInput,
  type PublicationInput,
  PublicationQueueDocument,
  RecordMovementDocument,
  type RecordMovementInput,
  RequestDocumentUploadDocument,
  type TaskInput,
  TreatPublicationDocument,
} from "../schema/operations.ts";
import { type Asker, done } from "./ask.ts";
import { asCourtMovements, type DataJudMovement } from "./courts.ts";

export interface TimelineScript {
  /** Each of these names processes by the script's keys. */
  readonly court: readonly {
    readonly of: string;
    readonly grau: "G1" | "G2";
    readonly movimentos: readonly DataJudMovement[];
  }[];
  readonly manual: readonly (Omit<RecordMovementInput, "processId"> & {
    readonly of: string;
    readonly comments?: readonly { readonly text: string; readonly audience: "CLIENT" | "INTERNAL" }[];
  })[];
  readonly tasks: readonly (Omit<TaskInput, "assigneeId"> & {
    readonly of: string;
    readonly assignee?: "carla" | "davi";
  })[];
  /** Those without a process stay in the queue. */
  readonly publications: readonly (PublicationInput & { readonly of?: string })[];
  /** Small text files of the process's record. */
  readonly documents: readonly {
    readonly of: string;
    readonly name: string;
    readonly description: string;
    readonly text: string;
  }[];
  readonly links: readonly (Omit<LinkProcessesInput, "originalId" | "linkedId"> & {
    readonly original: string;
    readonly linked: string;
  })[];
}

interface Cast {
  readonly process: (key: string) => { readonly id: string; readonly number: string | null };
  readonly staff: (key: "carla" | "davi") => string;
}

/** A request's body is limited: this many movements fit in one. */
const movementsATime = 300;

export async function loadTimeline(ask: Asker, script: TimelineScript, { process, staff }: Cast): Promise<void> {
  for (const { original, linked, kind } of script.links) {
    const input = { originalId: process(original).id, linkedId: process(linked).id, kind };
    done((await ask(LinkProcessesDocument, { input })).linkProcesses);
  }
  for (const { of, grau, movimentos } of script.court) {
    const processNumber = process(of).number ?? "";
    const movements = asCourtMovements(movimentos, grau);
    for (let from = 0; from < movements.length; from += movementsATime) {
      const input = { processNumber, movements: movements.slice(from, from + movementsATime) };
      done((await ask(ImportMovementsDocument, { input })).importCourtMovements);
    }
  }
  for (const { of, comments, ...movement } of script.manual) {
    const recorded = done(
      (await ask(RecordMovementDocument, { input: { ...movement, processId: process(of).id } })).recordMovement,
    );
    for (const comment of comments ?? [])
      done(
        (await ask(CommentMovementDocument, { input: { ...comment, movementId: recorded.movement?.id ?? "" } }))
          .commentMovement,
      );
  }
  for (const { of, assignee, ...task } of script.tasks) {
    const input = { ...task, assigneeId: assignee ? staff(assignee) : null };
    done((await ask(CreateTaskDocument, { processId: process(of).id, input })).createTask);
  }
  await loadPublications(ask, script.publications, process);
  for (const { of, ...document } of script.documents) await loadDocument(ask, process(of).id, document);
}

/** As anybody does it: ask, put the bytes where the answer says, complete. */
async function loadDocument(
  ask: Asker,
  processId: string,
  { name, description, text }: { name: string; description: string; text: string },
): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  const input = { processId, name, description, contentType: "text/plain", byteSize: bytes.length };
  const asked = done((await ask(RequestDocumentUploadDocument, { input })).requestDocumentUpload);
  const { url = "", method = "PUT", headers = [] } = asked.upload ?? {};
  const put = await fetch(url, {
    method,
    headers: Object.fromEntries(headers.map((header) => [header.name, header.value])),
    body: bytes,
  });
  if (!put.ok) throw new Error(`The demo's document was refused: ${put.status}.`);
  done((await ask(CompleteUploadDocument, { uploadId: asked.uploadId ?? "" })).completeUpload);
}

async function loadPublications(
  ask: Asker,
  script: TimelineScript["publications"],
  process: Cast["process"],
): Promise<void> {
  const publications = script.map(({ of: _, ...publication }) => publication);
  done((await ask(ImportPublicationsDocument, { input: { publications } })).importPublications);
  const { publications: queue } = await ask(PublicationQueueDocument, { first: 100 });
  for (const { of, content } of script) {
    const waiting = queue?.nodes.find((one) => one.content === content);
    if (!of || !waiting) continue;
    const input = { publicationId: waiting.id, processId: process(of).id };
    done((await ask(TreatPublicationDocument, { input })).treatPublication);
  }
}
