import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { channelsOf } from "../../access/channels.ts";
import { PageArgs, pageRequest } from "../../platform/connection.ts";
import { searched } from "../../platform/input.ts";
import { type Asking, payload } from "../../platform/subgraph.ts";
import { isId } from "../../platform/text.ts";
import { ChannelAvailability } from "./channel.type.ts";
import {
  accessesById,
  type ClientAccessRow,
  invitationsOf,
  linksOfAccesses,
  newsByMailOf,
  pageOfAccesses,
} from "./client-access.question.ts";
import type { AccessStatus } from "./client-access.ts";
import {
  AccessLinkType,
  AccessStatusEnum,
  ClientAccessConnection,
  ClientAccessPayload,
  ClientAccessType,
  GrantClientAccessInput,
  InvitationType,
  NewsByMailType,
  UpdateClientAccessInput,
} from "./client-access.type.ts";
import { type ContactRow, contactsById } from "./contact.question.ts";
import { ContactType } from "./contact.type.ts";
import { endClientSessions } from "./end-client-sessions.ts";
import { type FirmRow, firmsById } from "./firm.question.ts";
import { FirmType } from "./firm.type.ts";
import { grantClientAccess } from "./grant-client-access.ts";
import { resendInvitation } from "./resend-invitation.ts";
import { revokeClientAccess } from "./revoke-client-access.ts";
import { rotateAccessLink } from "./rotate-access-link.ts";
import { updateClientAccess } from "./update-client-access.ts";

@Resolver(() => ClientAccessType)
export class ClientAccessResolver {
  @Query(() => ClientAccessType, {
    nullable: true,
    description: "One client access; null for none, or another firm's. Admins only.",
  })
  clientAccess(
    @Arg("id", () => ID, { description: "The access's id." }) id: string,
    @Ctx() asking: Asking,
  ): Promise<ClientAccessRow | null> | null {
    return isId(id) ? asking.load(accessesById, id) : null;
  }

  @Query(() => ClientAccessConnection, {
    nullable: true,
    description: "The firm's client accesses by name. Admins only.",
  })
  clientAccesses(
    @Arg("search", () => String, {
      nullable: true,
      description: "Part of the name or the e-mail, without regard to accents and case.",
    })
    search: string | undefined,
    @Arg("status", () => AccessStatusEnum, { nullable: true, description: "Of one status only." }) status:
      | AccessStatus
      | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() asking: Asking,
  ) {
    return pageOfAccesses(asking, { search: searched(search), status }, pageRequest(page, "NAME"));
  }

  @FieldResolver(() => FirmType, { description: "The firm that granted it." })
  firm(@Root() access: ClientAccessRow, @Ctx() asking: Asking): Promise<FirmRow | null> {
    return asking.load(firmsById, access.firmId);
  }

  @FieldResolver(() => ContactType, { description: "The contact who has it." })
  contact(@Root() access: ClientAccessRow, @Ctx() asking: Asking): Promise<ContactRow | null> {
    return asking.load(contactsById, access.contactId);
  }

  @FieldResolver(() => [ChannelAvailability], { description: "What it opens: one entry per channel." })
  async channels(@Root() access: ClientAccessRow, @Ctx() asking: Asking) {
    const firm = await asking.load(firmsById, access.firmId);
    return firm ? channelsOf(access.type, firm.plan) : [];
  }

  @FieldResolver(() => InvitationType, { nullable: true, description: "The newest invitation. Staff only." })
  invitation(@Root() access: ClientAccessRow, @Ctx() asking: Asking) {
    return asking.load(invitationsOf, access.id);
  }

  @FieldResolver(() => AccessLinkType, {
    nullable: true,
    description: "The link that opens it without login, as last mailed; null when it has none. Admins only.",
  })
  link(@Root() access: ClientAccessRow, @Ctx() asking: Asking) {
    return asking.load(linksOfAccesses, access.id);
  }

  @FieldResolver(() => NewsByMailType, {
    nullable: true,
    description: "What has become of the daily letters about news. For admins and the client itself.",
  })
  newsByMail(@Root() access: ClientAccessRow, @Ctx() asking: Asking) {
    return asking.load(newsByMailOf, access.id);
  }

  @Mutation(() => ClientAccessPayload, {
    nullable: true,
    description: "Grants a client its access and sends the invitation. Admins.",
  })
  grantClientAccess(
    @Arg("input", () => GrantClientAccessInput, { description: "Whom, and what." }) input: GrantClientAccessInput,
    @Ctx() asking: Asking,
  ) {
    return this.changed(asking, () => grantClientAccess(asking, input));
  }

  @Mutation(() => ClientAccessPayload, {
    nullable: true,
    description:
      "Changes an access: at once, also for its open sessions. Admins; NOT_FOUND for another firm's, CONFLICT for one that was removed.",
  })
  updateClientAccess(
    @Arg("input", () => UpdateClientAccessInput, { description: "Which, and what changes." })
    input: UpdateClientAccessInput,
    @Ctx() asking: Asking,
  ) {
    return this.changed(asking, () => updateClientAccess(asking, input));
  }

  @Mutation(() => ClientAccessPayload, {
    nullable: true,
    description:
      "Sends the invitation anew, with new links: those of earlier mails are void. Open sessions and a password go on. Admins; CONFLICT for one that was removed.",
  })
  resendInvitation(
    @Arg("accessId", () => ID, { description: "The access's id." }) accessId: string,
    @Ctx() asking: Asking,
  ) {
    return this.changed(asking, () => resendInvitation(asking, accessId));
  }

  @Mutation(() => ClientAccessPayload, {
    nullable: true,
    description:
      "Mails a STANDARD access a new link. The old one is void and the sessions it opened end; the password and its sessions go on. Admins; CONFLICT for one without a link or that was removed.",
  })
  rotateAccessLink(
    @Arg("accessId", () => ID, { description: "The access's id." }) accessId: string,
    @Ctx() asking: Asking,
  ) {
    return this.changed(asking, () => rotateAccessLink(asking, accessId));
  }

  @Mutation(() => ClientAccessPayload, {
    nullable: true,
    description:
      "Ends all sessions of an access, here and wherever they are; its link, its password and what was mailed stay: see `rotateAccessLink` for a link in other hands. Admins; NOT_FOUND for another firm's, CONFLICT for one that was removed.",
  })
  endClientSessions(
    @Arg("accessId", () => ID, { description: "The access's id." }) accessId: string,
    @Ctx() asking: Asking,
  ) {
    return this.changed(asking, () => endClientSessions(asking, accessId));
  }

  @Mutation(() => ClientAccessPayload, {
    nullable: true,
    description:
      "Removes an access, at once and everywhere. It stays on record as REVOKED. Admins; NOT_FOUND for another firm's.",
  })
  revokeClientAccess(
    @Arg("accessId", () => ID, { description: "The access's id." }) accessId: string,
    @Ctx() asking: Asking,
  ) {
    return this.changed(asking, () => revokeClientAccess(asking, accessId));
  }

  private changed(asking: Asking, command: () => Promise<string>) {
    return payload<{ clientAccess: ClientAccessRow | null }>(asking, { clientAccess: null }, async () => {
      const id = await command();
      asking.forget();
      return { clientAccess: await asking.load(accessesById, id) };
    });
  }
}
