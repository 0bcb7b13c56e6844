import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { type AccessType, channelsOf } from "../../access/channels.ts";
import { pageRequest } from "../../platform/connection.ts";
import { type Asking, payload } from "../../platform/subgraph.ts";
import { isId } from "../../platform/text.ts";
import type { AccessStatus } from "./client-access.ts";
import type { ContactProfile } from "./contact.ts";
import { grantClientAccess } from "./grant-client-access.ts";
import {
  ContactInput,
  GrantClientAccessInput,
  SetPasswordInput,
  SignInInput,
  UpdateContactInput,
} from "./identity.input.ts";
import {
  accessesById,
  accessesOf,
  type ClientAccessRow,
  type ContactRow,
  contactsById,
  currentSession,
  type FirmRow,
  firmsById,
  invitationsOf,
  pageOfAccesses,
  pageOfContacts,
  type SessionRow,
  type StaffMemberRow,
  staffById,
  staffOfFirm,
} from "./identity.question.ts";
import {
  AccessStatusEnum,
  AccessTypeEnum,
  ChannelAvailability,
  ClientAccessConnection,
  ClientAccessPayload,
  ClientAccessType,
  ContactConnection,
  ContactPayload,
  ContactProfileEnum,
  ContactType,
  FirmType,
  InvitationType,
  SessionType,
  SetPasswordPayload,
  SignInPayload,
  SignOutPayload,
  StaffMemberType,
  TokenInfo,
  Viewer,
} from "./identity.type.ts";
import { revokeClientAccess } from "./revoke-client-access.ts";
import { createContact, updateContact } from "./save-contact.ts";
import { checkToken, openAccessLink, type SignedIn, setPassword, signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";

async function viewerOf(asking: Asking): Promise<ClientAccessRow | StaffMemberRow | null> {
  const { viewer } = asking;
  if (viewer?.access) return asking.load(accessesById, viewer.access);
  if (viewer?.staff) return asking.load(staffById, viewer.staff);
  return null;
}

@Resolver(() => SessionType)
export class SessionViewerResolver {
  @FieldResolver(() => Viewer, { description: "Who it is signed in as." })
  viewer(@Ctx() asking: Asking) {
    return viewerOf(asking);
  }
}

@Resolver()
export class SessionResolver {
  @Query(() => Viewer, { nullable: true, description: "Who is signed in; null when nobody is." })
  viewer(@Ctx() asking: Asking) {
    return viewerOf(asking);
  }

  @Query(() => SessionType, {
    nullable: true,
    description: "The session this request came with; null when nobody is signed in.",
  })
  session(@Ctx() asking: Asking): Promise<SessionRow | null> {
    return currentSession(asking);
  }

  @Query(() => TokenInfo, {
    nullable: true,
    description: "What a mailed token would open; null when it is not valid. Does not use it up.",
  })
  checkToken(
    @Arg("token", () => String, { description: "The token of the mail." }) token: string,
    @Ctx() asking: Asking,
  ) {
    return checkToken(asking, token);
  }

  @Mutation(() => SignInPayload, {
    nullable: true,
    description:
      "Signs in with e-mail and password: staff without a channel, a client with one. Known e-mail or not, a refusal reads the same.",
  })
  signIn(
    @Arg("input", () => SignInInput, { description: "E-mail and password." }) input: SignInInput,
    @Ctx() asking: Asking,
  ) {
    return this.started(asking, () => signIn(asking, input));
  }

  @Mutation(() => SignInPayload, {
    nullable: true,
    description: "Opens the link of a STANDARD access: on the web, read only, without login.",
  })
  openAccessLink(
    @Arg("token", () => String, { description: "The token of the mail." }) token: string,
    @Ctx() asking: Asking,
  ) {
    return this.started(asking, () => openAccessLink(asking, token));
  }

  @Mutation(() => SetPasswordPayload, {
    nullable: true,
    description: "Sets a password with the single-use token of the mail. Signing in follows.",
  })
  setPassword(
    @Arg("input", () => SetPasswordInput, { description: "Token and password." }) input: SetPasswordInput,
    @Ctx() asking: Asking,
  ) {
    return payload(asking, {}, async () => {
      await setPassword(asking, input);
      return {};
    });
  }

  @Mutation(() => SignOutPayload, { nullable: true, description: "Ends this session, or all of one's own." })
  signOut(
    @Arg("everywhere", () => Boolean, { nullable: true, defaultValue: false, description: "All of one's own." })
    everywhere: boolean | undefined,
    @Ctx() asking: Asking,
  ) {
    return payload(asking, {}, async () => {
      await signOut(asking, everywhere ?? false);
      return {};
    });
  }

  /** The answer that starts a session tells of it as the new viewer would see it. */
  private started(asking: Asking, start: () => Promise<SignedIn>) {
    return payload<{ session: SessionRow | null }>(asking, { session: null }, async () => {
      const { token, viewer } = await start();
      asking.become(viewer);
      const session = await currentSession(asking);
      return { session: session && { ...session, token } };
    });
  }
}

@Resolver(() => FirmType)
export class FirmResolver {
  @FieldResolver(() => [ChannelAvailability], {
    nullable: true,
    description: "What a grant of a type would open here. Staff only.",
  })
  channels(
    @Root() firm: FirmRow,
    @Arg("type", () => AccessTypeEnum, { description: "The access type." }) type: AccessType,
  ) {
    return channelsOf(type, firm.plan);
  }
}

@Resolver(() => StaffMemberType)
export class StaffMemberResolver {
  @Query(() => [StaffMemberType], { nullable: true, description: "Everybody at the firm, by name. Staff only." })
  staffMembers(@Ctx() asking: Asking): Promise<StaffMemberRow[]> {
    return staffOfFirm(asking);
  }

  @FieldResolver(() => FirmType, { description: "The firm." })
  firm(@Root() member: StaffMemberRow, @Ctx() asking: Asking): Promise<FirmRow | null> {
    return asking.load(firmsById, member.firmId);
  }
}

@Resolver(() => ContactType)
export class ContactResolver {
  @Query(() => ContactType, {
    nullable: true,
    description: "One contact: for staff, and for a client its own; null for any other.",
  })
  contact(
    @Arg("id", () => ID, { description: "The contact's id." }) id: string,
    @Ctx() asking: Asking,
  ): Promise<ContactRow | null> | null {
    return isId(id) ? asking.load(contactsById, id) : null;
  }

  @Query(() => ContactConnection, { nullable: true, description: "The firm's contacts by name. Staff only." })
  contacts(
    @Arg("search", () => String, {
      nullable: true,
      description: "Part of the name or an e-mail, without regard to accents and case.",
    })
    search: string | undefined,
    @Arg("profile", () => ContactProfileEnum, { nullable: true, description: "Of one profile only." }) profile:
      | ContactProfile
      | undefined,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: "How many, 0 to 100." }) first:
      | number
      | undefined,
    @Arg("after", () => String, { nullable: true, description: "The cursor to go on behind." }) after:
      | string
      | undefined,
    @Ctx() asking: Asking,
  ) {
    return pageOfContacts(
      asking,
      { search: searched(search), profile },
      pageRequest({ first: first ?? 20, after }, "NAME"),
    );
  }

  @FieldResolver(() => [ClientAccessType], {
    nullable: true,
    description: "Its accesses, revoked ones too, the newest first. Staff only.",
  })
  async accesses(@Root() contact: ContactRow, @Ctx() asking: Asking): Promise<ClientAccessRow[]> {
    return (await asking.load(accessesOf, contact.id)) ?? [];
  }

  @Mutation(() => ContactPayload, { nullable: true, description: "Registers a contact. Staff." })
  createContact(
    @Arg("input", () => ContactInput, { description: "The contact." }) input: ContactInput,
    @Ctx() asking: Asking,
  ) {
    return this.saved(asking, () => createContact(asking, input));
  }

  @Mutation(() => ContactPayload, {
    nullable: true,
    description: "Changes a contact. Staff; NOT_FOUND for another firm's.",
  })
  updateContact(
    @Arg("id", () => ID, { description: "The contact's id." }) id: string,
    @Arg("input", () => UpdateContactInput, { description: "What changes." }) input: UpdateContactInput,
    @Ctx() asking: Asking,
  ) {
    return this.saved(asking, () => updateContact(asking, id, input));
  }

  private saved(asking: Asking, command: () => Promise<string>) {
    return payload<{ contact: ContactRow | null }>(asking, { contact: null }, async () => {
      const id = await command();
      asking.forget();
      return { contact: await asking.load(contactsById, id) };
    });
  }
}

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
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: "How many, 0 to 100." }) first:
      | number
      | undefined,
    @Arg("after", () => String, { nullable: true, description: "The cursor to go on behind." }) after:
      | string
      | undefined,
    @Ctx() asking: Asking,
  ) {
    return pageOfAccesses(
      asking,
      { search: searched(search), status },
      pageRequest({ first: first ?? 20, after }, "NAME"),
    );
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

/** What is looked for: nothing, when it cannot be in any name. */
const searched = (typed: string | null | undefined): string | null =>
  typed?.replaceAll("\u0000", "").slice(0, 200).trim() || null;
