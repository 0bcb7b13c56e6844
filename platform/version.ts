import { createHash } from "node:crypto";

/** Tells one content from others, for what keeps no count of its changes: the same for the same. From 1 to 2,147,483,646. */
export const versionOf = (content: unknown): number =>
  1 + (createHash("sha256").update(JSON.stringify(content)).digest().readUInt32BE() % 2_147_483_646);
