// What every process of the house does at its beginning and its end.
import { Refusal } from "./config.ts";
import { log } from "./log.ts";

/** Runs a process's main part. What keeps it from starting is told in a sentence, and ends it with code 1. */
export async function run(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Refusal)) log.fatal({ err: error }, "the process does not start");
    console.error(error instanceof Refusal ? error.message : reasonOf(error));
    process.exit(1);
  }
}

/** Ctrl-C and SIGTERM end the process once: what is under way ends first. A second one does not wait. */
export function closeOnSignal(close: () => Promise<void>): void {
  let closing = false;
  const end = async () => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), 20_000).unref();
    await close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void end());
  // Whoever started this process as a part of the house has gone.
  process.on("disconnect", () => void end());
}

/** Tells whoever started this process as a part of the house, if somebody did and is still there. */
export function tell(message: object): void {
  if (process.connected) process.send?.(message, () => {});
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code === "EADDRINUSE") return "The port is taken: choose another with PORT.";
  if (code === "EACCES") return "The port or the data folder may not be used.";
  if (code === "ECONNREFUSED") return "The database server is not there: see DATABASE_URL.";
  return `Andamento does not start: ${String(message ?? error).split("\n")[0]}`;
}
