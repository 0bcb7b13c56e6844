import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Refusal } from "./config.ts";

/**
 * Holds a data folder for this process: two openers of the embedded database lose rows. The lock is the operating
 * system's, taken through SQLite, so it ends with the process however that ends. Gives the release.
 */
export function holdFolder(folder: string): () => void {
  const file = new DatabaseSync(join(folder, "lock"));
  try {
    file.exec("pragma busy_timeout = 0; begin exclusive");
  } catch {
    file.close();
    throw new Refusal(
      `Another process is running on ${folder}. End it first, or choose another folder with DATA_FOLDER.`,
    );
  }
  return () => file.close();
}
