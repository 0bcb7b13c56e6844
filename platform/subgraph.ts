// What a subgraph is: resolvers, guards, references and entities, made into a schema that is guarded or does not start.
import "reflect-metadata";
import { buildSubgraphSchema, printSubgraphSchema } from "@apollo/subgraph";
import { printSchemaWithDirectives } from "@graphql-tools/utils";
import type { EntityName } from "@mikro-orm/core";
import DataLoader from "dataloader";
import { type DocumentNode, type GraphQLSchema, isUnionType, parse } from "graphql";
import { sql } from "kysely";
import { buildSchema, type ClassType, createResolversMap, type NonEmptyArray } from "type-graphql";
import type { InformationCategory } from "../access/categories.ts";
import {
  assertReferences,
  type Guarded,
  type Guards,
  guard,
  guardReference,
  type Judged,
  type References,
} from "../access/guards.ts";
import { Refused } from "../access/refusal.ts";
import type { Viewer } from "../access/viewer.ts";
import type { Checker } from "./checker.ts";
import type { CourtSettings, LinkLife, SubgraphName } from "./config.ts";
import { largestAnswer } from "./connection.ts";
import type { Database, Question, Transaction } from "./database.ts";
import { type Mistake, Mistakes, type UserErrorCode } from "./errors.ts";
import { Flights } from "./flights.ts";
import type { Jobs } from "./jobs.ts";
import type { Keys } from "./keys.ts";
import { questionsOver } from "./question.ts";
import type { Scanner } from "./scanner.ts";
import type { Storage } from "./storage.ts";
import { isId, type Language } from "./text.ts";

/** What the process around the subgraphs gives them. */
export interface House {
  readonly database: Database;
  readonly keys: Keys;
  readonly jobs: Jobs;
  readonly storage: Storage;
  /** Asked of each file that comes in what it is. */
  readonly checker: Checker;
  /** Asked of each file that comes in; left out, none is scanned. */
  readonly scanner?: Scanner;
  /** The largest file that is taken, in bytes. */
  readonly maxUploadBytes: number;
  /** Left out, the longest. */
  readonly linkLife?: LinkLife;
  /** How much may be kept of one firm, in bytes; left out, what is usual. */
  readonly maxFirmBytes?: number;
  /** How many attempts to come in that fail an address of the network has at once; left out, what is usual. */
  readonly attemptsAtOnce?: number;
  /** The courts' services that may be asked; left out, none. */
  readonly courts?: CourtSettings;
  /** Where people reach the gateway: the addresses of files start with it. */
  readonly publicUrl: () => string;
}

/** One request, as the gateway passes it on. */
export interface Request {
  readonly id: string;
  readonly viewer: Viewer | null;
  readonly language: Language;
  /** The address of the network that it comes from, as the gateway saw it. */
  readonly address?: string;
  /** Whether the gateway keeps the session for a browser, in a cookie: then no answer tells its token. */
  readonly keepsSession?: boolean;
  /** What the device it comes from is known by: what its browser keeps for that, or what the program calls itself. */
  readonly device?: string;
}

/**
 * A session for the gateway to keep: its token until it ends at the latest, or null when it is over. A `device` is for the
 * browser to be known by at the next sign-in, whatever becomes of the session.
 */
export type KeptSession = { readonly token: string; readonly expiresAt: string; readonly device?: string } | null;

type Asked<Questions extends readonly Question<unknown>[]> = {
  [Index in keyof Questions]: Questions[Index] extends Question<infer Row> ? Row[] : never;
};

/** The context of one subgraph for one request. */
export class Asking implements Guarded {
  private readonly loaders = new Map<unknown, DataLoader<string, unknown>>();
  private claims: Promise<Claims> | undefined;
  private flights: Flights<Question<unknown>, unknown[]>;
  private asker: Viewer | null;
  private brought = 0;
  /** What the gateway is to keep from now on, beside the answer; left out, what it has. */
  kept: KeptSession | undefined;

  constructor(
    readonly house: House,
    readonly request: Request,
  ) {
    this.asker = request.viewer;
    this.flights = this.flightsOf(request.viewer);
  }

  get viewer(): Viewer | null {
    return this.asker;
  }

  /** Whether a session has begun: from here on its viewer is asking, and not who the request came from. */
  get begun(): boolean {
    return this.asker !== this.request.viewer;
  }

  /** Whoever has just signed in: what of the answer this subgraph gives tells of them. */
  become(viewer: Viewer): void {
    this.asker = viewer;
    this.claims = undefined;
    this.flights = this.flightsOf(viewer);
    this.forget();
  }

  /**
   * Answers questions as the viewer, in one flight with whatever else is asked beside them. Without a viewer there is nothing
   * to be seen.
   */
  async read<Questions extends readonly Question<unknown>[]>(...questions: Questions): Promise<Asked<Questions>> {
    if (!this.viewer) return questions.map(() => []) as never;
    // What a client's grant opens is asked sooner or later: with the first flight it costs no flight of its own.
    if (this.viewer.kind === "client") this.claimed().catch(() => {});
    return (await this.flights.ask(questions)) as never;
  }

  /** Runs a command as the viewer: all of it or nothing. */
  command<Answer>(work: (transaction: Transaction) => Promise<Answer>): Promise<Answer> {
    if (!this.viewer) throw new Refused("UNAUTHENTICATED");
    return this.house.database.command(this.viewer, work);
  }

  /** Loads by id through one query a request and kind: `batch` answers for many ids, by id. */
  load<Row>(
    batch: (asking: Asking, ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>,
    id: string,
  ): Promise<Row | null> {
    let loader = this.loaders.get(batch) as DataLoader<string, Row | null> | undefined;
    if (!loader) {
      loader = new DataLoader<string, Row | null>(async (ids) => {
        const found = await batch(this, ids);
        return ids.map((id) => found.get(id) ?? null);
      });
      this.loaders.set(batch, loader as DataLoader<string, unknown>);
    }
    return loader.load(id);
  }

  /** Forgets what was loaded: after a command has changed it. */
  forget(): void {
    this.loaders.clear();
  }

  bring(rows: number): void {
    this.brought += rows;
    if (this.brought > largestAnswer) throw new Refused("QUERY_TOO_COMPLEX");
  }

  async opens(category: InformationCategory): Promise<boolean> {
    if (this.viewer?.kind !== "client") return this.viewer !== null;
    return (await this.claimed()).categories?.includes(category) ?? false;
  }

  async submits(): Promise<boolean> {
    return this.viewer?.kind === "client" && (await this.claimed()).submits === true;
  }

  private claimed(): Promise<Claims> {
    this.claims ??= this.flights.ask([claims]).then(([rows]) => (rows?.[0] as Claims | undefined) ?? nothingClaimed);
    return this.claims;
  }

  /** A flight enters as whoever asked, and not as whoever is asking when it leaves. */
  private flightsOf(viewer: Viewer | null): Flights<Question<unknown>, unknown[]> {
    return new Flights(async (questions) =>
      viewer ? this.house.database.read(viewer, ...questions) : questions.map(() => []),
    );
  }
}

/** A reference resolved by its id through a batch; null for what cannot be an id. */
export const referenceBy =
  <Row>(batch: (asking: Asking, ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>) =>
  async (reference: Record<string, unknown>, asking: Asking): Promise<Row | null> => {
    const { id } = reference;
    return typeof id === "string" && isId(id) ? asking.load(batch, id) : null;
  };

interface Claims {
  readonly categories: string[] | null;
  readonly submits: boolean | null;
}
const nothingClaimed: Claims = { categories: null, submits: null };

const claims = questionsOver<unknown>().selectNoFrom([
  sql<string[] | null>`(select access.claim('categories'))::text[]`.as("categories"),
  sql<boolean | null>`(select access.claim('submits')) = 'on'`.as("submits"),
]);

export interface UserErrorRow {
  code: UserErrorCode;
  message: string;
  field: readonly string[] | null;
}

/** A mutation's answer: what the command brought, or the mistakes that undid it. */
export async function payload<Answer extends object>(
  asking: Asking,
  empty: { [Key in keyof Answer]: null },
  command: () => Promise<Answer>,
): Promise<{ [Key in keyof Answer]: Answer[Key] | null } & { userErrors: UserErrorRow[] }> {
  try {
    const answer = await command();
    return { ...answer, userErrors: [] };
  } catch (error) {
    if (!(error instanceof Mistakes)) throw error;
    return { ...empty, userErrors: userErrorsOf(asking, error.mistakes) };
  }
}

/** Mistakes as a payload tells them. */
export const userErrorsOf = (asking: Asking, mistakes: readonly Mistake[]): UserErrorRow[] =>
  mistakes.map(({ code, field, text }) => ({ code, field, message: text[asking.request.language] }));

export interface Walls {
  /** Whether the guards stand. They always do but in the test that proves row-level security alone. */
  readonly guards: boolean;
}

export interface Subgraph {
  readonly name: SubgraphName;
  readonly entities: readonly EntityName[];
  /** The subgraph's own SDL, as it is composed. */
  sdl(): Promise<string>;
  schema(walls?: Walls): Promise<GraphQLSchema>;
}

interface Definition {
  readonly name: SubgraphName;
  readonly entities: readonly EntityName[];
  readonly resolvers: NonEmptyArray<ClassType<object>>;
  /** Types that no field reaches from here: stubs of what other subgraphs own. */
  readonly orphanedTypes?: ClassType<object>[];
  readonly guards: Guards;
  readonly references: References<Asking>;
  /** Which member of a union a row is. */
  readonly unions?: Readonly<Record<string, (row: never) => string>>;
}

const federation =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])\n';

export function defineSubgraph(definition: Definition): Subgraph {
  let built: Promise<{ typeDefs: DocumentNode; resolvers: Record<string, unknown> }> | undefined;
  const build = () => {
    built ??= buildModule(definition);
    return built;
  };
  return {
    name: definition.name,
    entities: definition.entities,
    async sdl() {
      return printSubgraphSchema(buildSubgraphSchema([(await build()) as never]));
    },
    async schema(walls = { guards: true }) {
      const { typeDefs, resolvers } = await build();
      const references = Object.fromEntries(
        Object.entries(definition.references).map(([type, reference]) => [
          type,
          {
            ...(resolvers[type] as object),
            __resolveReference: walls.guards
              ? guardReference(reference)
              : (representation: Record<string, unknown>, asking: Asking): Promise<Judged | null> =>
                  reference.resolve(representation, asking),
          },
        ]),
      );
      const schema = buildSubgraphSchema([{ typeDefs, resolvers: { ...resolvers, ...references } as never }]);
      assertReferences(schema, definition.references);
      return walls.guards ? guard(schema, definition.guards) : schema;
    },
  };
}

async function buildModule(
  definition: Definition,
): Promise<{ typeDefs: DocumentNode; resolvers: Record<string, unknown> }> {
  const schema = await buildSchema({
    resolvers: definition.resolvers,
    orphanedTypes: definition.orphanedTypes ?? [],
    validate: false,
    skipCheck: true,
  });
  const resolvers = createResolversMap(schema) as Record<string, Record<string, unknown>>;
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isUnionType(type)) continue;
    const memberOf = definition.unions?.[type.name];
    if (!memberOf)
      throw new Error(`The subgraph ${definition.name} does not say which member of ${type.name} a row is.`);
    resolvers[type.name] = { __resolveType: memberOf };
    for (const member of type.getTypes()) delete resolvers[member.name]?.["__isTypeOf"];
  }
  return { typeDefs: parse(federation + printSchemaWithDirectives(schema)), resolvers };
}
