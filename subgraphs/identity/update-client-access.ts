import { z } from "zod";
import { informationCategories } from "../../access/categories.ts";
import { accessTypes } from "../../access/channels.ts";
import { logAccess } from "../../platform/access-log.ts";
import { mistake, telling } from "../../platform/errors.ts";
import { checked, email, listOf, optionalLine } from "../../platform/input.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { accessToChange, mustBeLive } from "./access-to-change.ts";
import { oneAccessPerEmail, putOnRecord } from "./address-on-record.ts";
import type { AccessFields } from "./client-access.ts";
import type { UpdateClientAccessInput } from "./client-access.type.ts";
import { Contact } from "./contact.ts";
import { contactToChange } from "./contact-to-change.ts";
import { invite } from "./invite.ts";
import { mailQueue } from "./mail-queue.ts";
import { Session } from "./session.ts";

const schema = z.object({
  accessId: z.string(),
  expectedVersion: z.number().int().nullish(),
  name: optionalLine(200),
  email: email.optional(),
  type: z.enum(accessTypes).optional(),
  categories: listOf(z.enum(informationCategories), 50).nullish(),
  includesTeamProcesses: z.boolean().nullish(),
  includesPrivateProcesses: z.boolean().nullish(),
  addEmailToContact: z.boolean().nullish(),
});

/**
 * Changes what was said of an access and leaves the rest (product.md R7). With another type or e-mail all its sessions and
 * tokens end and it is invited anew; anything else holds from the next request of its open sessions. Gives its id.
 */
export async function updateClientAccess(asking: Asking, input: UpdateClientAccessInput): Promise<string> {
  const said = checked(schema, input);
  const id = await telling(oneAccessPerEmail, () =>
    asking.command(async (transaction) => {
      const access = await accessToChange(transaction, said.accessId, ["input", "accessId"]);
      mustBeLive(access, ["input", "accessId"]);
      if (typeof said.expectedVersion === "number" && said.expectedVersion !== access.version)
        throw mistake(
          "CONFLICT",
          ["input", "expectedVersion"],
          "Alguém alterou este acesso enquanto isso. Confira e salve de novo.",
          "Somebody changed this access meanwhile. Check it and save again.",
        );
      const previousEmail = access.email;
      const changes: Partial<AccessFields> = {};
      if (said.email !== undefined && said.email !== access.email) {
        const contact = await contactToChange(transaction, access.contactId);
        if (contact) putOnRecord(contact, said.email, said.addEmailToContact ?? false);
        changes.email = said.email;
      }
      if (input.name !== undefined)
        changes.name = said.name ?? (await transaction.findOneOrFail(Contact, { id: access.contactId })).name;
      if (said.type !== undefined) changes.type = said.type;
      if (said.categories !== undefined)
        changes.categories = informationCategories.filter((category) => said.categories?.includes(category));
      if (said.includesTeamProcesses !== undefined) changes.includesTeamProcesses = said.includesTeamProcesses ?? false;
      if (said.includesPrivateProcesses !== undefined)
        changes.includesPrivateProcesses = said.includesPrivateProcesses ?? false;
      const before = { ...access };
      const { invitedAnew } = access.change(changes);
      const { email: moved, ...others } = changes;
      const accessId = access.id;
      const changed = Object.keys(others).filter(
        (field) => String(before[field as keyof AccessFields]) !== String(access[field as keyof AccessFields]),
      );
      if (changed.length > 0) await logAccess(transaction, "UPDATED", { accessId, details: changed });
      if (moved) await logAccess(transaction, "EMAIL_CHANGED", { accessId, details: [previousEmail, moved] });
      if (invitedAnew) {
        for (const session of await transaction.find(Session, { accessId: access.id, endedAt: null })) session.end();
        await transaction.flush();
        await invite(asking, transaction, access, access.email === previousEmail ? {} : { previousEmail });
        await logAccess(transaction, "INVITED", { accessId });
      }
      await transaction.flush();
      return access.id;
    }),
  );
  asking.house.jobs.nudge(mailQueue);
  return id;
}
