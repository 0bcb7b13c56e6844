// The cast: Ana is party to one case, Bruno to none, Carla is the firm's lawyer, Davi its administrator; a second firm has
// the same cast. They come in by the product's own operations.
import type { Plan } from "../access/channels.ts";
import { openKeys } from "../platform/keys.ts";
import {
  CompleteUploadDocument,
  type ContactInput,
  CreateContactDocument,
  CreateProcessDocument,
  type GrantClientAccessInput,
  GrantDocument,
  OpenLinkDocument,
  type ProcessInput,
  RequestDocumentUploadDocument,
  SetPasswordDocument,
  SignInDocument,
} from "../schema/operations.ts";
import { foundFirm } from "../subgraphs/index.ts";
import type { TestHouse } from "./house.ts";

export interface FirmWorld {
  readonly firmId: string;
  readonly domain: string;
  /** Session tokens. */
  readonly davi: string;
  readonly carla: string;
  readonly daviId: string;
  readonly carlaId: string;
  readonly anaContact: string;
  readonly brunoContact: string;
}

/** The key ring of a house. */
export const keysOf = ({ ring }: Pick<TestHouse, "ring">) => openKeys({ environment: ring, file: "" });

type Asked = Pick<TestHouse, "ask">;
type Mailing = Pick<TestHouse, "mailOf">;
type Founding = { readonly house: Pick<TestHouse["house"], "database"> };

export const passphrase = "uma frase comprida de teste";

/** A firm with Davi (admin) and Carla (member) signed in, and the contacts of Ana and Bruno. */
export async function settleFirm(
  house: Asked & Founding & Pick<TestHouse, "ring">,
  domain: string,
  plan: Plan = "SMART",
): Promise<FirmWorld> {
  const founded = await foundFirm(house.house.database, keysOf(house), {
    name: `Escritório ${domain}`,
    plan,
    supportContact: `atendimento@${domain}`,
    staff: [
      { name: "Davi Almeida", email: `davi@${domain}`, role: "ADMIN", password: passphrase },
      { name: "Carla Nogueira", email: `carla@${domain}`, role: "MEMBER", password: passphrase },
    ],
  });
  const davi = await signInAs(house, `davi@${domain}`);
  const carla = await signInAs(house, `carla@${domain}`);
  const person = (name: string, email: string): ContactInput => ({
    name,
    kind: "PERSON",
    profile: "CLIENT",
    emails: [email],
  });
  return {
    firmId: founded.firmId,
    domain,
    davi,
    carla,
    daviId: founded.staff[0]?.id as string,
    carlaId: founded.staff[1]?.id as string,
    anaContact: await contact(house, davi, person("Ana Ribeiro", `ana@clientes.${domain}`)),
    brunoContact: await contact(house, davi, person("Bruno Teixeira", `bruno@clientes.${domain}`)),
  };
}

export async function signInAs(house: Asked, email: string, channel?: "WEB" | "APP"): Promise<string> {
  const { data } = await house.ask(null, SignInDocument, {
    input: { email, password: passphrase, channel: channel ?? null },
  });
  const token = data?.signIn?.session?.token;
  if (!token) throw new Error(`${email} could not sign in: ${JSON.stringify(data)}`);
  return token;
}

/** Lets attempts to come in be forgotten: for tests that fail more often than a person. */
export async function forgetAttempts(house: TestHouse): Promise<void> {
  await house.owner("set role andamento_rule");
  try {
    await house.owner("delete from access.attempt");
  } finally {
    await house.owner("reset role");
  }
}

export async function contact(house: Asked, token: string, input: ContactInput): Promise<string> {
  const { data, errors } = await house.ask(token, CreateContactDocument, { input });
  const id = data?.createContact?.contact?.id;
  if (!id) throw new Error(`The contact was refused: ${JSON.stringify(data ?? errors)}`);
  return id;
}

export async function process(
  house: Asked,
  token: string,
  input: Partial<ProcessInput> & { title: string },
): Promise<string> {
  const { data, errors } = await house.ask(token, CreateProcessDocument, { input: { kind: "CASE", ...input } });
  const id = data?.createProcess?.process?.id;
  if (!id) throw new Error(`The process was refused: ${JSON.stringify(data ?? errors)}`);
  return id;
}

/** Grants an access and gives its id with the tokens its mail carries. */
export async function grant(
  house: Asked & Mailing,
  admin: string,
  input: GrantClientAccessInput,
): Promise<{ accessId: string; open: string | null; password: string | null }> {
  const { data, errors } = await house.ask(admin, GrantDocument, { input });
  const accessId = data?.grantClientAccess?.clientAccess?.id;
  if (!accessId) throw new Error(`The grant was refused: ${JSON.stringify(data ?? errors)}`);
  return { accessId, ...(await tokensOf(house, accessId)) };
}

/** The tokens of an invitation, the nth that was mailed to an access. */
export async function tokensOf(
  house: Mailing,
  accessId: string,
  nth = 1,
): Promise<{ open: string | null; password: string | null }> {
  const { links } = await house.mailOf(accessId, nth);
  const token = (page: string) => links.find((link) => link.includes(`/${page}#`))?.split("#")[1] ?? null;
  return { open: token("open"), password: token("password") };
}

/** Opens a mailed link and gives the session's token. */
export async function openLink(house: Asked, token: string | null): Promise<string> {
  const { data } = await house.ask(null, OpenLinkDocument, { token: token ?? "" });
  const session = data?.openAccessLink?.session?.token;
  if (!session) throw new Error(`The link was refused: ${JSON.stringify(data)}`);
  return session;
}

/** Sets the password of a mailed token. */
export async function setPassword(house: Asked, token: string | null): Promise<void> {
  const { data } = await house.ask(null, SetPasswordDocument, { input: { token: token ?? "", password: passphrase } });
  if (!data?.setPassword || data.setPassword.userErrors.length > 0)
    throw new Error(`The password was refused: ${JSON.stringify(data)}`);
}

/** A document in a process, by the road of every upload. */
export async function documentIn(house: Asked, token: string, processId: string): Promise<string> {
  const bytes = Buffer.from("Um texto para o processo.\n");
  const { data } = await house.ask(token, RequestDocumentUploadDocument, {
    input: { processId, name: "nota.txt", contentType: "text/plain", byteSize: bytes.length },
  });
  const { upload, uploadId } = data?.requestDocumentUpload ?? {};
  if (!upload || !uploadId) throw new Error(`The upload was refused: ${JSON.stringify(data)}`);
  const headers = Object.fromEntries(upload.headers.map(({ name, value }) => [name, value]));
  const response = await fetch(upload.url, { method: upload.method, headers, body: bytes });
  const completed = await house.ask(token, CompleteUploadDocument, { uploadId });
  const id = completed.data?.completeUpload?.document?.id;
  if (!response.ok || !id)
    throw new Error(`The file was refused: ${response.status} ${JSON.stringify(completed.data)}`);
  return id;
}
