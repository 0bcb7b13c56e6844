import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { PageArgs, pageRequest } from "../../platform/connection.ts";
import { searched } from "../../platform/input.ts";
import { type Asking, payload } from "../../platform/subgraph.ts";
import { isId } from "../../platform/text.ts";
import { DeletePayload } from "../../platform/user-error.ts";
import { accessesOf, type ClientAccessRow } from "./client-access.question.ts";
import { ClientAccessType } from "./client-access.type.ts";
import { type ContactRow, contactsById, pageOfContacts } from "./contact.question.ts";
import type { ContactProfile } from "./contact.ts";
import {
  ContactConnection,
  ContactInput,
  ContactPayload,
  ContactProfileEnum,
  ContactType,
  UpdateContactInput,
} from "./contact.type.ts";
import { deleteContact } from "./delete-contact.ts";
import { createContact, updateContact } from "./save-contact.ts";

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
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() asking: Asking,
  ) {
    return pageOfContacts(asking, { search: searched(search), profile }, pageRequest(page, "NAME"));
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

  @Mutation(() => DeletePayload, {
    nullable: true,
    description:
      "Deletes a contact. Admins; NOT_FOUND for another firm's, CONFLICT while it is a party or has, or once had, an access.",
  })
  deleteContact(@Arg("id", () => ID, { description: "The contact's id." }) id: string, @Ctx() asking: Asking) {
    return payload<{ deletedId: string }>(asking, { deletedId: null }, async () => ({
      deletedId: await deleteContact(asking, id),
    }));
  }

  private saved(asking: Asking, command: () => Promise<string>) {
    return payload<{ contact: ContactRow | null }>(asking, { contact: null }, async () => {
      const id = await command();
      asking.forget();
      return { contact: await asking.load(contactsById, id) };
    });
  }
}
