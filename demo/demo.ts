// The demo: two firms with the same cast. It enters through the product's own operations, as any firm's data does; only
// the founding of a firm, which no one signed in may do, is the operator's command.

import { randomInt } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Plan } from "../access/channels.ts";
import type { Database } from "../platform/database.ts";
import type { Keys } from "../platform/keys.ts";
import {
  AskForDocumentDocument,
  CreateContactDocument,
  CreateProcessDocument,
  GrantDocument,
  SignInDocument,
} from "../schema/operations.ts";
import { foundFirm } from "../subgraphs/index.ts";
import { asker, done } from "./ask.ts";
import { cast, type FirmScript, firms } from "./script.ts";
import { loadTimeline } from "./timeline.ts";

export interface DemoPerson {
  readonly name: string;
  readonly is: string;
  readonly email: string;
  readonly password: string | null;
  readonly staffId: string | null;
  readonly contactId: string | null;
  readonly accessId: string | null;
  /** The mail's file; null with SMTP. */
  mail: string | null;
  links: readonly string[];
}

export interface Demo {
  readonly api: string;
  readonly firms: readonly {
    readonly id: string;
    readonly name: string;
    readonly plan: Plan;
    readonly people: readonly DemoPerson[];
    readonly processes: readonly {
      readonly key: string;
      readonly id: string;
      readonly number: string | null;
      readonly title: string;
    }[];
  }[];
}

interface Sent {
  readonly accessId: string | null;
  readonly file: string | null;
  readonly links: readonly string[];
}

interface Room {
  readonly database: Database;
  readonly keys: Keys;
}

/** Fills an empty database and writes demo.json; null when there is something in the database already. */
export async function loadDemo(
  { database, keys }: Room,
  address: string,
  file: string,
  sent: readonly Sent[],
): Promise<Demo | null> {
  if (!(await database.isEmpty())) return null;
  const api = `${address}/graphql`;
  const loaded = [];
  for (const script of firms) loaded.push(await loadFirm({ database, keys }, api, script));
  const demo: Demo = { api, firms: loaded };
  await delivered(demo, sent);
  writeFileSync(file, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  return demo;
}

/** What demo.json says of an earlier start; null without one. */
export function readDemo(file: string): Demo | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Demo) : null;
}

async function loadFirm({ database, keys }: Room, api: string, script: FirmScript): Promise<Demo["firms"][number]> {
  const people = cast(script.domain);
  const davi = { ...people.davi, password: phrase() };
  const carla = { ...people.carla, password: phrase() };
  const founded = await foundFirm(database, keys, {
    name: script.name,
    plan: script.plan,
    privacyContact: `privacidade@${script.domain}`,
    supportContact: `atendimento@${script.domain}`,
    staff: [
      { name: davi.name, email: davi.email, role: "ADMIN", password: davi.password },
      { name: carla.name, email: carla.email, role: "MEMBER", password: carla.password },
    ],
  });
  const staffOf = (email: string) => founded.staff.find((one) => one.email === email)?.id as string;
  const session = await asker(api, null)(SignInDocument, { input: { email: davi.email, password: davi.password } });
  const ask = asker(api, session.signIn?.session?.token ?? null);

  const contacts = new Map<string, string>();
  for (const [key, contact] of Object.entries(script.contacts)) {
    const { createContact } = await ask(CreateContactDocument, { input: contact });
    contacts.set(key, done(createContact).contact?.id as string);
  }
  const processes: Demo["firms"][number]["processes"][number][] = [];
  for (const { key, parties, responsible, team, ...input } of script.processes) {
    const { createProcess } = await ask(CreateProcessDocument, {
      input: {
        ...input,
        responsibleId: responsible ? staffOf(people[responsible].email) : null,
        teamMemberIds: (team ?? []).map((one) => staffOf(people[one].email)),
        parties: parties.map(({ contact, ...party }) => ({
          ...party,
          contactId: contact ? contacts.get(contact) : null,
        })),
      },
    });
    const process = done(createProcess).process;
    processes.push({ key, id: process?.id as string, number: process?.number ?? null, title: input.title });
  }
  await loadTimeline(ask, script.timeline, {
    process: (key) => processes.find((one) => one.key === key) ?? { id: "", number: null },
    staff: (key) => staffOf(people[key].email),
  });
  const granted = new Map<string, string>();
  for (const { contact, ...grant } of script.grants) {
    const { grantClientAccess } = await ask(GrantDocument, {
      input: { ...grant, contactId: contacts.get(contact) as string },
    });
    granted.set(contact, done(grantClientAccess).clientAccess?.id as string);
  }
  for (const { contact, ...request } of script.requests) {
    const { requestDocument } = await ask(AskForDocumentDocument, {
      input: { ...request, contactId: contacts.get(contact) as string },
    });
    done(requestDocument);
  }
  const client = (key: "ana" | "bruno" | "elisa", is: string): DemoPerson => ({
    name: people[key].name,
    is,
    email: people[key].email,
    password: null,
    staffId: null,
    contactId: contacts.get(key) ?? null,
    accessId: granted.get(key) ?? null,
    mail: null,
    links: [],
  });
  const staff = (person: { name: string; email: string; password: string }, is: string): DemoPerson => ({
    ...person,
    is,
    staffId: staffOf(person.email),
    contactId: null,
    accessId: null,
    mail: null,
    links: [],
  });
  return {
    id: founded.firmId,
    name: script.name,
    plan: script.plan,
    people: [
      staff(davi, "administrator"),
      staff(carla, "lawyer"),
      client("ana", "client, party to one case"),
      client("bruno", "client, party to none"),
      client("elisa", "client, party to others"),
    ],
    processes,
  };
}

/** Waits for the invitations to be sent, and writes down where they are. */
async function delivered(demo: Demo, sent: readonly Sent[]): Promise<void> {
  const people = demo.firms.flatMap((firm) => firm.people).filter((person) => person.accessId);
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline && people.some(({ accessId }) => !sent.some((mail) => mail.accessId === accessId)))
    await new Promise((resolve) => setTimeout(resolve, 20));
  for (const person of people) {
    const mail = sent.find(({ accessId }) => accessId === person.accessId);
    person.mail = mail?.file ?? null;
    person.links = mail?.links ?? [];
  }
}

const words =
  "acerola amora ameixa banana cajueiro cereja coqueiro figueira goiaba graviola jabuticaba laranja limoeiro mangueira maracuja morango pitanga romeira tamarindo uvaia".split(
    " ",
  );

/** A password of this start only: five words drawn by chance and a number. */
const phrase = (): string =>
  `${Array.from({ length: 5 }, () => words[randomInt(words.length)]).join(" ")} ${randomInt(1000, 9999)}`;
