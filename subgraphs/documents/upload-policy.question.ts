import { questionsOver, type TableOf, thisFirm } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { type EffectivePolicy, effective, type UploadPolicySchema } from "./upload-policy.ts";

const questions = questionsOver<{ "documents.upload_policy": TableOf<typeof UploadPolicySchema> }>();

/** What holds for the asking person's firm. */
export async function currentPolicy(asking: Asking): Promise<EffectivePolicy> {
  const [rows] = await asking.read(
    questions
      .selectFrom("documents.upload_policy as p")
      .select([
        "p.max_bytes as maxBytes",
        "p.content_types as contentTypes",
        "p.client_files_per_day as clientFilesPerDay",
        "p.client_megabytes_per_day as clientMegabytesPerDay",
      ])
      .where("p.firm_id", "=", thisFirm),
  );
  return effective(rows[0], asking.house);
}
