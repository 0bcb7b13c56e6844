import type { TypedDocumentString } from "../schema/operations.ts";

/** Sends an operation as somebody, and gives its data. */
export type Asker = <Answer, Variables>(
  operation: TypedDocumentString<Answer, Variables>,
  variables: Variables,
) => Promise<Answer>;

/** An asker of an API, as the bearer of a token. Throws what the API refuses. */
export function asker(api: string, token: string | null): Asker {
  return async (operation, variables) => {
    const response = await fetch(api, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query: operation.toString(), variables }),
    });
    const { data, errors } = (await response.json()) as { data: never; errors?: { message: string }[] };
    if (errors) throw new Error(`The demo was refused: ${errors.map((error) => error.message).join(" ")}`);
    return data;
  };
}

/** A payload that was not refused. */
export function done<Payload extends { userErrors: { code: string; message: string }[] }>(
  payload: Payload | null | undefined,
): Payload {
  if (!payload || payload.userErrors.length > 0)
    throw new Error(
      `The demo was refused: ${payload?.userErrors.map(({ code, message }) => `${code} ${message}`).join(" ")}`,
    );
  return payload;
}
