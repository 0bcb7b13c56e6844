// Load on one form: sixteen connections, each asking as one viewer after the other, for as long as it is told to.
import autocannon, { type Options, type Result } from "autocannon";
import { cpuOf } from "./cost.ts";
import type { Viewer } from "./data.ts";
import { type Form, headersOf } from "./forms.ts";
import type { Question } from "./questions.ts";

export interface Window {
  readonly requests: number;
  /** CPU milliseconds a request, of the servers and of PostgreSQL. */
  readonly servers: number;
  readonly postgres: number;
  readonly perSecond: number;
  /** Milliseconds each request took, in order of size. */
  readonly times: readonly number[];
}

export async function load(
  form: Form,
  question: Question,
  options: { viewers: readonly Viewer[]; connections: number; seconds: number; postgres: number },
): Promise<Window> {
  const requests = options.viewers.flatMap((viewer) =>
    question.asked(viewer).map((variables) => ({
      method: "POST" as const,
      headers: headersOf(viewer),
      body: form.ask(question, variables),
    })),
  );
  let next = 0;
  const times: number[] = [];
  const before = { servers: cpuOf(form.pids), postgres: cpuOf([options.postgres]), at: performance.now() };
  const { non2xx, errors, mismatches } = await run(times, {
    url: form.url,
    connections: options.connections,
    duration: options.seconds,
    requests,
    // Every connection begins with another viewer, or all would ask for the same rows at the same time.
    setupClient(client) {
      const from = (next++ * 7) % requests.length;
      client.setRequests([...requests.slice(from), ...requests.slice(0, from)]);
    },
    verifyBody: (body) => !String(body).includes('"errors":'),
  });
  const seconds = (performance.now() - before.at) / 1000;
  const after = { servers: cpuOf(form.pids), postgres: cpuOf([options.postgres]) };
  if (non2xx + errors + mismatches > 0)
    throw new Error(
      `${form.name} did not answer ${question.name}: ${non2xx} refused, ${errors} broken, ${mismatches} wrong.`,
    );
  if (times.length === 0) throw new Error(`${form.name} answered nothing in ${options.seconds} s.`);
  return {
    requests: times.length,
    servers: (after.servers - before.servers) / times.length,
    postgres: (after.postgres - before.postgres) / times.length,
    perSecond: times.length / seconds,
    times: times.sort((a, b) => a - b),
  };
}

const run = (times: number[], options: Options): Promise<Result> =>
  new Promise((resolve, reject) => {
    const instance = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)));
    instance.on("response", (_client, _status, _bytes, time) => times.push(time));
  });
