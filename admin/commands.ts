// What whoever operates an installation does from its command line: what nobody who is signed in may.
import { statSync } from "node:fs";
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { z } from "zod";
import { type Plan, plans } from "../access/channels.ts";
import type { Database } from "../platform/database.ts";
import { Mistakes } from "../platform/errors.ts";
import { checked, email, line } from "../platform/input.ts";
import type { Keys } from "../platform/keys.ts";
import { isId, type Language } from "../platform/text.ts";
import { foundFirm, setPlan } from "../subgraphs/index.ts";
import { importFile } from "./import.ts";
import { words } from "./words.ts";

export interface Room {
  readonly database: Database;
  readonly keys: Keys;
  /** What the links start with. */
  readonly publicUrl: string;
  readonly language: Language;
  /** Prints a line at once: for what is too long to be kept until the end. */
  readonly say: (line: string) => void;
  /** Shows how far something has come, from 0 to 1, and then that it is over. */
  readonly progress: () => { at(part: number): void; end(): void };
}

/** What a command prints, and the code the process ends with: 0 done, 1 something is wrong, 2 not understood. */
export interface Outcome {
  readonly lines: readonly string[];
  readonly code: 0 | 1 | 2;
}

/** Options by their names; `"on"` for one that takes no value. */
type Given = Readonly<Record<string, string | undefined>>;

interface Command {
  readonly options: ParseArgsOptionsConfig;
  readonly required: readonly string[];
  run(room: Room, given: Given): Promise<Outcome>;
}

const text = { type: "string" } as const;

export const commands: Readonly<Record<string, Command>> = {
  "create-firm": {
    options: { name: text, plan: text, "admin-name": text, "admin-email": text, support: text, privacy: text },
    required: ["name", "plan", "admin-name", "admin-email"],
    async run({ database, keys, publicUrl, language }, given) {
      const said = checked(newFirm, given, []);
      const { firmId, staff } = await foundFirm(database, keys, {
        name: said.name,
        plan: said.plan,
        ...(said.support ? { supportContact: said.support } : {}),
        ...(said.privacy ? { privacyContact: said.privacy } : {}),
        staff: [{ name: said["admin-name"], email: said["admin-email"], role: "ADMIN" }],
      });
      const told = words[language];
      const link = `${publicUrl}/password#${staff[0]?.passwordToken}`;
      return done(told.founded(said.name, firmId), told.firstPassword(said["admin-name"], said["admin-email"]), link);
    },
  },
  "set-plan": {
    options: { firm: text, plan: text },
    required: ["firm", "plan"],
    async run({ database, language }, { firm = "", plan }) {
      const wanted = checked(z.object({ plan: z.enum(plans) }), { plan }, []).plan;
      const name = isId(firm) ? await setPlan(database, firm, wanted) : null;
      const told = words[language];
      return name === null ? wrong(told.noFirm(firm)) : done(told.planSet(name, wanted));
    },
  },
  "list-firms": {
    options: {},
    required: [],
    async run({ database, language }) {
      const firms = await database.asOwner((transaction) =>
        transaction.execute<{ id: string; name: string; plan: Plan }[]>("select * from access.firms()"),
      );
      if (firms.length === 0) return done(words[language].noFirms);
      return done(...firms.map(({ id, name, plan }) => `${id}  ${plan.padEnd(7)}  ${name}`));
    },
  },
  import: {
    options: { firm: text, file: text, "dry-run": { type: "boolean" } },
    required: ["firm", "file"],
    async run({ database, language, say, progress }, { firm = "", file = "", "dry-run": dryRun }) {
      const told = words[language];
      const firms = await database.asOwner((transaction) =>
        transaction.execute<{ id: string }[]>("select * from access.firms()"),
      );
      if (!firms.some(({ id }) => id === firm)) return wrong(told.noFirm(firm));
      if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return wrong(told.noFile(file));
      const counts = { create: 0, update: 0, unchanged: 0, refused: 0 };
      const bar = progress();
      try {
        await importFile(database, {
          firm,
          file,
          dryRun: dryRun === "on",
          onProgress: (part) => bar.at(part),
          onRow({ line, fate, what, why }) {
            counts[fate] += 1;
            if (fate !== "refused" && !dryRun) return;
            const reasons = why.map(
              ({ field, text }) => `${field?.length ? `${field.join(".")}: ` : ""}${text[language]}`,
            );
            say([told.row(line, fate, what), ...reasons].join("  "));
          },
        });
      } finally {
        bar.end();
      }
      const summary = told.imported(counts, dryRun === "on");
      return counts.refused > 0 ? wrong(summary) : done(summary);
    },
  },
  check: {
    options: {},
    required: [],
    async run({ database, language }) {
      const differences = await database.asOwner((transaction) =>
        transaction.execute<{ what: string; process_id: string; contact_id: string | null }[]>(
          "select * from access.difference()",
        ),
      );
      if (differences.length === 0) return done(words[language].sound);
      return wrong(
        words[language].unsound(differences.length),
        ...differences.map(({ what, process_id, contact_id }) => `${what}  ${process_id}  ${contact_id ?? ""}`.trim()),
      );
    },
  },
};

const newFirm = z.object({
  name: line(200),
  plan: z.enum(plans),
  "admin-name": line(200),
  "admin-email": email,
  support: line(200).optional(),
  privacy: line(200).optional(),
});

const done = (...lines: string[]): Outcome => ({ lines, code: 0 });
const wrong = (...lines: string[]): Outcome => ({ lines, code: 1 });
const notUnderstood = (language: Language, what: string): Outcome => ({
  lines: [what, "", words[language].help],
  code: 2,
});

/** What was asked for; an outcome when there is nothing to do for it but to say so. */
export function understand(
  args: readonly string[],
  language: Language,
): Outcome | { run(room: Room): Promise<Outcome> } {
  const [name = "help", ...rest] = args;
  if (["help", "--help", "-h"].includes(name)) return done(words[language].help);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return notUnderstood(language, words[language].noCommand(name));
  let given: Given;
  try {
    const { values } = parseArgs({ args: rest, options: command.options, strict: true });
    given = Object.fromEntries(
      Object.entries(values).map(([option, value]) => [option, value === true ? "on" : String(value)]),
    );
  } catch {
    return notUnderstood(language, words[language].notUnderstood(rest.join(" ")));
  }
  const missing = command.required.filter((option) => !given[option]);
  if (missing.length > 0)
    return notUnderstood(language, words[language].missing(missing.map((one) => `--${one}`).join(", ")));
  return {
    async run(room) {
      try {
        return await command.run(room, given);
      } catch (error) {
        if (!(error instanceof Mistakes)) throw error;
        return wrong(
          ...error.mistakes.map(({ field, text }) => `${field?.length ? `--${field.at(-1)}: ` : ""}${text[language]}`),
        );
      }
    },
  };
}
