// Two firms with one of everything, in one house for each file of tests: a worker runs one after the other.
import { openTestHouse, silentCourts, type TestHouse } from "./house.ts";
import { contact, type FirmWorld, grant, openLink, process, setPassword, settleFirm, signInAs } from "./world.ts";

export let house: TestHouse;
export let firm: FirmWorld;
let other: FirmWorld;
/** Ana's link session, and her two mailed tokens. */
export let ana: string;
export let anasLink: string;
export let anasSetUp: string;
/** Iara, who may send documents. */
export let iara: string;
/** What stands in each firm. */
export let mine: Things;
export let theirs: Things;
export const numbers = {
  mine: "0000001-11.2099.8.26.0100",
  theirs: "0000002-94.2099.8.19.0001",
  nobodys: "0000010-34.2099.5.15.0001",
};

export type Things = Record<
  | "process"
  | "second"
  | "contact"
  | "access"
  | "staff"
  | "document"
  | "movement"
  | "comment"
  | "task"
  | "publication"
  | "upload"
  | "submission"
  | "request",
  string
>;

/** Opens the house, whose tests then find everything in the names above. */
export async function settle(): Promise<void> {
  house = await openTestHouse({ courts: silentCourts });
  firm = await settleFirm(house, "almeida.example");
  other = await settleFirm(house, "costalima.example", "LIGHT");
  const access = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: ["DOCUMENTS"],
  });
  anasLink = access.open as string;
  anasSetUp = access.password as string;
  ana = await openLink(house, anasLink);
  const bruno = await grant(house, firm.davi, {
    contactId: firm.brunoContact,
    email: "bruno@clientes.almeida.example",
    type: "SIMPLIFIED",
    categories: [],
  });
  await setPassword(house, bruno.password);
  mine = await furnish(firm, numbers.mine, bruno.accessId);
  const foreign = await grant(house, other.davi, {
    contactId: other.anaContact,
    email: "ana@clientes.costalima.example",
    type: "STANDARD",
    categories: [],
  });
  theirs = await furnish(other, numbers.theirs, foreign.accessId);
}

/** A firm's two processes, of which Ana is a party to the first, and one of everything that a process can have. */
async function furnish(world: FirmWorld, number: string, access: string): Promise<Things> {
  const made = await process(house, world.davi, {
    kind: "LAWSUIT",
    number,
    title: `Indenização ${world.domain}`,
    filedOn: "2026-03-02",
    parties: [{ contactId: world.anaContact, role: "CLIENT", side: "ACTIVE" }],
  });
  const document = world === firm ? "0d000000-0000-4000-8000-000000000001" : "0d000000-0000-4000-8000-000000000002";
  await house.seed(
    ["documents.document"],
    [
      `insert into documents.document values ($1, $2, $3, 'Petição', null, 'application/pdf', 3, 'aa', 'FIRM', now())`,
      [document, world.firmId, made],
    ],
  );
  const does = async (mutation: string, answer: string): Promise<any> => {
    const { data, text } = await house.send(world.davi, `mutation { it: ${mutation} { ${answer} } }`);
    if (!data?.it) throw new Error(text);
    return data.it;
  };
  const { movement } = await does(
    `recordMovement(input: { processId: "${made}", occurredAt: "2026-03-02T12:00:00Z", title: "Reunião" })`,
    "movement { id }",
  );
  const commented = await does(
    `commentMovement(input: { movementId: "${movement.id}", text: "Explicada", audience: CLIENT })`,
    "movement { comments { id } }",
  );
  const { task } = await does(`createTask(processId: "${made}", input: { title: "Trazer o RG" })`, "task { id }");
  await does(
    `importPublications(input: { publications: [{ externalId: "1", gazette: "DJE", availableOn: "2026-03-02", content: "Intimação" }] })`,
    "added",
  );
  const { data } = await house.send(world.davi, "{ publications { nodes { id } } }");
  const { uploadId } = await does(
    `requestDocumentUpload(input: { processId: "${made}", name: "a.pdf", contentType: "application/pdf", byteSize: 9 })`,
    "uploadId",
  );
  return {
    process: made,
    second: await process(house, world.davi, { title: `Consultoria ${world.domain}` }),
    contact: world.brunoContact,
    access,
    staff: world.carlaId,
    document,
    movement: movement.id,
    comment: commented.movement.comments[0].id,
    task: task.id,
    publication: data.publications.nodes[0].id,
    upload: uploadId,
    ...(await furnishSender(world)),
  };
}

/** A client who may send documents, what she is asked for, and what she sent. */
async function furnishSender(world: FirmWorld): Promise<Pick<Things, "submission" | "request">> {
  const email = `iara@clientes.${world.domain}`;
  const contactId = await contact(house, world.davi, {
    name: "Iara Lopes",
    kind: "PERSON",
    profile: "CLIENT",
    emails: [email],
  });
  const granted = await grant(house, world.davi, { contactId, email, type: "SIMPLIFIED", categories: [] });
  await setPassword(house, granted.password);
  await house.seed(
    ["identity.firm"],
    ["update identity.firm set simplified_may_submit = true where id = $1", [world.firmId]],
  );
  const token = await signInAs(house, email, "WEB");
  if (world === firm) iara = token;
  const body = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n9\n%%EOF\n";
  const asked = await house.send(
    world.davi,
    `mutation { requestDocument(input: { contactId: "${contactId}", title: "RG" }) { documentRequest { id } } }`,
  );
  const { data } = await house.send(
    token,
    `mutation { requestSubmissionUpload(input: { description: "RG", name: "a.pdf", contentType: "application/pdf", byteSize: ${body.length} }) { uploadId upload { url } } }`,
  );
  const { uploadId, upload } = data.requestSubmissionUpload;
  await fetch(upload.url, { method: "PUT", body, headers: { "content-type": "application/pdf" } });
  const completed = await house.send(
    token,
    `mutation { completeUpload(uploadId: "${uploadId}") { submission { id } } }`,
  );
  return {
    request: asked.data.requestDocument.documentRequest.id,
    submission: completed.data.completeUpload.submission.id,
  };
}
