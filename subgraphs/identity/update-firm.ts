import { LockMode } from "@mikro-orm/core";
import { z } from "zod";
import { type LinkLife, longestLinkLife } from "../../platform/config.ts";
import { checked, line, listOf, optionalLine, requiredWebAddress, webAddress } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { appPlatforms, Firm } from "./firm.ts";
import type { FirmInput } from "./firm.type.ts";

const store = z.object({
  platform: z.enum(appPlatforms),
  name: line(100),
  url: requiredWebAddress,
});

const days = (most: number) => z.number().int().min(1).max(most).nullish();

/** A link lives as long as the installation has it at most: a firm may say less. */
const firmWhere = (most: LinkLife) =>
  z.object({
    name: line(200).optional(),
    privacyContact: optionalLine(200),
    supportContact: optionalLine(200),
    simplifiedMaySubmit: z.boolean().nullish(),
    linkDays: days(most.days),
    linkUnusedDays: days(most.unusedDays),
    mailsInEnglish: z.boolean().nullish(),
    portal: z
      .object({
        name: optionalLine(100),
        iconUrl: webAddress,
        webUrl: webAddress,
        stores: listOf(store, 10).nullish(),
      })
      .nullish(),
  });

/** Changes what was said of the asking admin's firm and leaves the rest. Gives its id; throws the mistakes in the input. */
export async function updateFirm(asking: Asking, input: FirmInput): Promise<string> {
  const said = checked(firmWhere(asking.house.linkLife ?? longestLinkLife), input);
  return asking.command(async (transaction) => {
    const id = asking.viewer?.firm as string;
    const firm = await transaction.findOneOrFail(Firm, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (said.name !== undefined) firm.name = said.name;
    if (input.privacyContact !== undefined) firm.privacyContact = said.privacyContact;
    if (input.supportContact !== undefined) firm.supportContact = said.supportContact;
    if (said.simplifiedMaySubmit !== undefined) firm.simplifiedMaySubmit = said.simplifiedMaySubmit ?? false;
    if (said.mailsInEnglish !== undefined) firm.mailsInEnglish = said.mailsInEnglish ?? true;
    if (said.linkDays !== undefined) firm.linkDays = said.linkDays;
    if (said.linkUnusedDays !== undefined) firm.linkUnusedDays = said.linkUnusedDays;
    const cleared = input.portal === null;
    if (cleared || input.portal?.name !== undefined) firm.portalName = said.portal?.name ?? null;
    if (cleared || input.portal?.iconUrl !== undefined) firm.portalIconUrl = said.portal?.iconUrl ?? null;
    if (cleared || input.portal?.webUrl !== undefined) firm.portalWebUrl = said.portal?.webUrl ?? null;
    if (cleared || input.portal?.stores !== undefined) firm.portalStores = said.portal?.stores ?? [];
    await transaction.flush();
    return firm.id;
  });
}
