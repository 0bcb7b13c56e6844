// Asks the gateway at an address, as anybody does who has one.
import type { TypedDocumentString } from "../schema/operations.ts";

export interface Answer<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data | null;
  readonly errors: readonly {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; requestId?: string; category?: string };
  }[];
  readonly text: string;
}

export interface Asking {
  /** Sends an operation as the bearer of a token. */
  ask<Data, Variables>(
    token: string | null,
    operation: TypedDocumentString<Data, Variables>,
    variables: Variables,
    headers?: Record<string, string>,
  ): Promise<Answer<Data>>;
  /** Sends any text. */
  send(token: string | null, query: string, variables?: object, headers?: Record<string, string>): Promise<Answer<any>>;
}

/** Sends to the gateway at an address. */
export function askingAt(url: string): Asking {
  const send: Asking["send"] = async (token, query, variables = {}, headers = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    const { data = null, errors = [] } = JSON.parse(text);
    return { status: response.status, headers: response.headers, data, errors, text };
  };
  return {
    send,
    ask: (token, operation, variables, headers) => send(token, operation.toString(), variables as object, headers),
  };
}
