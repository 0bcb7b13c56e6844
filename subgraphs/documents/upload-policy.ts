import { defineEntity, p } from "@mikro-orm/core";
import { rows } from "../../access/rows.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Asking, House } from "../../platform/subgraph.ts";
import { defaultPolicy, fileKinds } from "../../platform/upload-policy.ts";

export const UploadPolicySchema = defineEntity({
  name: "UploadPolicy",
  schema: "documents",
  tableName: "upload_policy",
  properties: {
    firmId: p.uuid().primary(),
    /** Null, here and below: as the installation has it. */
    maxBytes: p.integer().nullable(),
    contentTypes: p.array().nullable(),
    clientFilesPerDay: p.integer().nullable(),
    clientMegabytesPerDay: p.integer().nullable(),
  },
  ...rows.uploadPolicy,
});

/** What files a firm takes, where that is not what the installation takes: less, never more. */
export class UploadPolicy extends UploadPolicySchema.class {
  change(fields: Partial<Chosen>): void {
    Object.assign(this, fields);
  }
}
UploadPolicySchema.setClass(UploadPolicy);

interface Chosen {
  maxBytes: number | null;
  contentTypes: string[] | null;
  clientFilesPerDay: number | null;
  clientMegabytesPerDay: number | null;
}

/** What is taken of a firm's people and clients. */
export interface EffectivePolicy {
  readonly maxBytes: number;
  readonly contentTypes: string[];
  readonly clientFilesPerDay: number;
  readonly clientMegabytesPerDay: number;
}

export function effective(chosen: Partial<Chosen> | null | undefined, house: House): EffectivePolicy {
  const { maxBytes, contentTypes, clientFilesPerDay, clientMegabytesPerDay } = chosen ?? {};
  return {
    maxBytes: Math.min(maxBytes ?? house.maxUploadBytes, house.maxUploadBytes),
    contentTypes: fileKinds
      .map((kind) => kind.contentType)
      .filter((type) => !contentTypes || contentTypes.includes(type)),
    clientFilesPerDay: clientFilesPerDay ?? defaultPolicy.clientFilesPerDay,
    clientMegabytesPerDay: clientMegabytesPerDay ?? defaultPolicy.clientMegabytesPerDay,
  };
}

/** What holds for the asking person's firm, in a command. */
export async function policyIn(transaction: Transaction, { house, viewer }: Asking): Promise<EffectivePolicy> {
  return effective(await transaction.findOne(UploadPolicy, { firmId: viewer?.firm as string }), house);
}
