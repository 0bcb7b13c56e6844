// How much of a request is read. Imports are the one thing that is larger than a question, and the firm's people alone make
// them: who is asking is looked up before a larger body is read, and what it turns out to ask for before it is answered.
import express, { type Request, type RequestHandler } from "express";
import { Kind, parse } from "graphql";
import { contextOf, type Door } from "./authentication.ts";
import { bodyLimit, importLimit, tokenLimit } from "./limits.ts";

const imports: readonly string[] = ["importCourtMovements", "importPublications"];

/** Reads a body as JSON: 100 kB of anybody's, 8 MiB of an import by somebody of a firm. */
export function body(door: Door): RequestHandler {
  const question = express.json({ limit: bodyLimit });
  const import_ = express.json({
    limit: importLimit,
    verify: (request, _response, bytes) => void sizes.set(request as Request, bytes.length),
  });
  return async (request, response, next) => {
    if (!isLarger(request)) return question(request, response, next);
    // Who cannot be known, or may not ask, is told so where the question is answered.
    const context = await contextOf(door, request, response).catch(() => null);
    if (context?.request.viewer?.kind !== "staff") return question(request, response, next);
    import_(request, response, (error?: unknown) => {
      if (error) return next(error);
      const fits = (sizes.get(request) ?? 0) <= bodyLimit || isImport(request.body);
      next(fits ? undefined : Object.assign(new Error("the body is too large"), tooLarge));
    });
  };
}

const sizes = new WeakMap<Request, number>();
const tooLarge = { status: 413, type: "entity.too.large" };

/** Whether a body may turn out larger than a question's: by what is announced, or because its size is not. */
const isLarger = ({ headers }: Request): boolean =>
  Number(headers["content-length"] ?? Number.POSITIVE_INFINITY) > bodyLimit ||
  headers["content-encoding"] !== undefined;

/** Whether a body asks for one import and nothing else, and is large in its variables alone. */
function isImport(body: unknown): boolean {
  const { query, operationName, variables: _, ...more } = (body ?? {}) as Record<string, unknown>;
  if (typeof query !== "string" || JSON.stringify({ query, operationName, more }).length > bodyLimit) return false;
  try {
    const { definitions } = parse(query, { noLocation: true, maxTokens: tokenLimit });
    const asked = definitions
      .filter((one) => one.kind === Kind.OPERATION_DEFINITION)
      .filter(({ name }) => !operationName || name?.value === operationName);
    const [field, ...others] = asked[0]?.selectionSet.selections ?? [];
    return (
      asked.length === 1 && others.length === 0 && field?.kind === Kind.FIELD && imports.includes(field.name.value)
    );
  } catch {
    return false;
  }
}
