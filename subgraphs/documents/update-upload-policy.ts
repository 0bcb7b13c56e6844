import { z } from "zod";
import { checked, listOf } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { kindOf } from "../../platform/upload-policy.ts";
import type { UploadPolicyInput } from "./upload.type.ts";
import { UploadPolicy } from "./upload-policy.ts";

const invalid = (pt: string, en: string) => ({ params: { code: "INVALID", text: { pt, en } } });

const upTo = (most: number) =>
  z
    .number()
    .refine((n) => n >= 0 && n <= most, invalid(`Use de 0 a ${most}.`, `Use 0 to ${most}.`))
    .nullish();

const type = z
  .string()
  .refine((t) => kindOf(t) !== null, invalid("Este tipo não é aceito aqui.", "This type is not taken here."))
  .transform((t) => kindOf(t)?.contentType as string);

/** Changes what files the asking admin's firm takes; what is left out stays, null is as the installation has it. */
export async function updateUploadPolicy(asking: Asking, input: UploadPolicyInput): Promise<void> {
  const { firm } = asking.viewer as { firm: string };
  const most = asking.house.maxUploadBytes;
  const schema = z.object({
    maxBytes: z
      .number()
      .refine((n) => n >= 1 && n <= most, invalid(`Use de 1 a ${most} bytes.`, `Use 1 to ${most} bytes.`))
      .nullish(),
    contentTypes: listOf(type, 50).nullish(),
    clientFilesPerDay: upTo(10_000),
    clientMegabytesPerDay: upTo(1_000_000),
  });
  const said = checked(schema, input);
  const change = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  await asking.command(async (transaction) => {
    // Two who change it for the first time at once: the second waits, and changes what the first has made.
    await transaction.execute("insert into documents.upload_policy (firm_id) values (?) on conflict do nothing", [
      firm,
    ]);
    const policy = await transaction.findOneOrFail(UploadPolicy, { firmId: firm });
    policy.change(change);
    await transaction.flush();
  });
}
