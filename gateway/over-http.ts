// The subgraphs as processes of their own: each call sealed, cut off in time, and not made while the other side is known
// to be away. What they answer is taken; that they are away costs their part of an answer and nothing else.
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { GraphQLDataSource } from "@apollo/gateway";
import { type DocumentNode, type FieldNode, parse, type SelectionSetNode } from "graphql";
import CircuitBreaker from "opossum";
import { type Dispatcher, Pool } from "undici";
import { Refused } from "../access/refusal.ts";
import type { Viewer } from "../access/viewer.ts";
import { bySubgraph, type SubgraphName } from "../platform/config.ts";
import { textOf } from "../platform/errors.ts";
import type { Keys } from "../platform/keys.ts";
import { log } from "../platform/log.ts";
import { begunHeader, keptHeader, seal, sealHeader } from "../platform/seal.ts";
import { type ByteRange, StorageUnavailable } from "../platform/storage.ts";
import type { Request } from "../platform/subgraph.ts";
import { type Beside, type GatewayContext, type Guide, heed, type Transport } from "./transport.ts";

/** Where the subgraphs are, by name. */
type Addresses = Readonly<Record<SubgraphName, string>>;

/** How long a subgraph may take for an answer; and for each whole megabyte of an import, more. */
const patience = 5_000;
const patienceOf = (body: string): number => patience + Math.floor(body.length / 2 ** 20) * 2_500;
/** How long a file may take until it is checked, once its last byte has come. */
const filePatience = 60_000;
/** As large as the largest answer that a question within the limits can have. */
const largestAnswer = 64 * 2 ** 20;

const ofNobody: Request = { id: "", viewer: null, language: "pt" };

export function overHttp(addresses: Addresses, keys: Keys): Transport {
  const subgraphs = bySubgraph((name) => new DistantSubgraph(name, addresses[name], keys));
  return {
    whoIs: (token, asked) => subgraphs.identity.ask<Viewer | null>("/who-is", token, { ...asked, viewer: null }),
    source(name) {
      if (!Object.hasOwn(subgraphs, name)) throw new Error(`There is no subgraph ${name}.`);
      return subgraphs[name as SubgraphName].source;
    },
    receive: (grant, file) => subgraphs.documents.receive(grant, file),
    async send(grant) {
      const file = await subgraphs.documents.ask<SentFile | null>("/file", grant, ofNobody);
      return file && { ...file, bytes: (range) => subgraphs.documents.bytes(grant, range) };
    },
    guide: (firm, type) => subgraphs.identity.ask<Guide | null>("/guide", JSON.stringify({ firm, type }), ofNobody),
    wantNews: (token, wanted) =>
      subgraphs.identity.ask<boolean>("/want-news", JSON.stringify({ token, wanted }), ofNobody),
    async isReady() {
      const ready = await Promise.all(Object.values(subgraphs).map((one) => one.isReady()));
      return ready.every(Boolean);
    },
    async close() {
      await Promise.all(Object.values(subgraphs).map((one) => one.close()));
    },
  };
}

interface SentFile {
  readonly name: string;
  readonly contentType: string;
  readonly byteSize: number;
}

type Heeding = (beside: Beside) => void;

class DistantSubgraph {
  private readonly questions: Pool;
  private readonly files: Pool;
  private readonly breaker: CircuitBreaker<[string, string, Request, Heeding?], unknown>;

  constructor(
    private readonly name: string,
    address: string,
    private readonly keys: Keys,
  ) {
    this.questions = new Pool(address, { connections: 64, pipelining: 1, connect: { timeout: 2_000 } });
    // As many as there are files on their way: nobody waits for those who take their time.
    this.files = new Pool(address, {
      connections: null,
      pipelining: 1,
      headersTimeout: 0,
      connect: { timeout: 2_000 },
    });
    // After a few failures nobody waits: one question every other second finds out whether it is back.
    this.breaker = new CircuitBreaker(
      (path: string, body: string, asked: Request, heeding?: Heeding) => this.call(path, body, asked, heeding),
      {
        timeout: false,
        errorThresholdPercentage: 50,
        volumeThreshold: 5,
        rollingCountTimeout: 10_000,
        resetTimeout: 2_000,
        // A storage that fails is no fault of the subgraph's, which goes on answering.
        errorFilter: (error) => error instanceof StorageUnavailable,
      },
    );
  }

  /** An answer of the subgraph's. Throws a refusal that may be told when there is none in time. */
  async ask<Answer>(path: string, body: string, asked: Request, heeding?: Heeding): Promise<Answer> {
    try {
      return (await this.breaker.fire(path, body, asked, heeding)) as Answer;
    } catch (error) {
      const late = (error as Error).name === "TimeoutError";
      log.error({ request: asked.id, subgraph: this.name, err: error }, "a subgraph did not answer");
      throw new Refused(late ? "UPSTREAM_TIMEOUT" : "UNAVAILABLE");
    }
  }

  readonly source: GraphQLDataSource<never> = {
    process: async ({ request, context }) => {
      const { query = "", variables, operationName } = request;
      const gateway = context as unknown as GatewayContext;
      const { request: asked } = gateway;
      try {
        return await this.ask("/graphql", JSON.stringify({ query, variables, operationName }), asked, (beside) =>
          heed(gateway, beside),
        );
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { data: null, errors: lost(query, variables ?? {}, error.code, asked) } as never;
      }
    },
  };

  private async call(path: string, body: string, asked: Request, heeding?: Heeding): Promise<unknown> {
    const response = await this.questions.request({
      ...this.sealed("POST", path, body, asked),
      body,
      signal: AbortSignal.timeout(patienceOf(body)),
    });
    if (response.statusCode !== 200) throw await refused(response);
    const kept = response.headers[keptHeader];
    const begun = response.headers[begunHeader] === "yes";
    heeding?.({ kept: typeof kept === "string" ? JSON.parse(kept) : undefined, begun });
    return JSON.parse(await textIn(response.body));
  }

  async isReady(): Promise<boolean> {
    try {
      return (await this.call("/ready", "", ofNobody)) === true;
    } catch {
      return false;
    }
  }

  async receive(
    grant: string,
    file: { byteSize: number; contentType: string; bytes: AsyncIterable<Uint8Array> },
  ): Promise<boolean> {
    const path = `/file?grant=${encodeURIComponent(grant)}`;
    const { headers, ...rest } = this.sealed("PUT", path, null, ofNobody);
    const late = new AbortController();
    let watch: NodeJS.Timeout | undefined;
    // The clock runs from the last byte on; while they come, the door outside watches that they do.
    const arriving = new Transform({
      transform: (chunk, _encoding, done) => done(null, chunk),
      flush: (done) => {
        watch = setTimeout(() => late.abort(new Error("the file was not checked in time")), filePatience);
        done();
      },
    });
    const sent = pipeline(file.bytes, arriving);
    // Told by the request below, which its body then fails.
    sent.catch(() => {});
    try {
      const response = await this.files.request({
        ...rest,
        headers: { ...headers, "content-type": file.contentType, "content-length": String(file.byteSize) },
        body: arriving,
        signal: late.signal,
      });
      if (response.statusCode !== 200) throw await refused(response);
      return JSON.parse(await textIn(response.body)) === true;
    } catch (error) {
      if (error instanceof StorageUnavailable) throw error;
      throw new StorageUnavailable(error);
    } finally {
      clearTimeout(watch);
    }
  }

  async bytes(grant: string, range?: ByteRange): Promise<Readable | null> {
    const body = JSON.stringify({ grant, range });
    const response = await this.files.request({
      ...this.sealed("POST", "/bytes", body, ofNobody),
      body,
      headersTimeout: patience,
      bodyTimeout: 30_000,
    });
    if (response.statusCode !== 200) throw await refused(response);
    if (response.headers["content-type"] === "application/octet-stream") return response.body;
    await response.body.dump();
    return null;
  }

  async close(): Promise<void> {
    this.breaker.shutdown();
    await Promise.all([this.questions.destroy(), this.files.destroy()]);
  }

  private sealed(method: "POST" | "PUT", path: string, body: string | null, asked: Request) {
    const mark = seal(this.keys, { to: this.name, method, path, body }, asked);
    return {
      method,
      path,
      headers: { [sealHeader]: mark, ...(body === null ? {} : { "content-type": "application/json" }) },
    };
  }
}

async function refused(response: Dispatcher.ResponseData): Promise<Error> {
  await response.body.dump();
  if (response.statusCode === 507) return new StorageUnavailable("documents could not reach it");
  return new Error(`the subgraph answered ${response.statusCode}`);
}

async function textIn(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestAnswer) throw new Error("the subgraph answered too much");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** One error for each field of a fetch that is lost, so that each null has its reason. */
function lost(query: string, variables: Record<string, unknown>, code: string, { id, language }: Request) {
  return placesOf(parse(query, { noLocation: true }), variables).map((path) => ({
    message: textOf(code, language),
    path,
    extensions: { code, requestId: id },
  }));
}

function placesOf(document: DocumentNode, variables: Record<string, unknown>): (string | number)[][] {
  const operation = document.definitions.find((one) => one.kind === "OperationDefinition");
  const fields = operation ? fieldsIn(operation.selectionSet) : [];
  if (fields[0]?.name.value !== "_entities") return fields.map((field) => [nameIn(field)]);
  const { representations } = variables;
  const asked = fields.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  const lostOf = asked.flatMap((one) => (one.kind === "InlineFragment" ? fieldsIn(one.selectionSet) : []));
  const names = [...new Set(lostOf.map(nameIn))].filter((name) => name !== "__typename");
  return (Array.isArray(representations) ? representations : []).flatMap((_, at) =>
    names.map((name) => ["_entities", at, name]),
  );
}

const fieldsIn = ({ selections }: SelectionSetNode): FieldNode[] => selections.filter((one) => one.kind === "Field");
const nameIn = ({ name, alias }: FieldNode): string => (alias ?? name).value;
