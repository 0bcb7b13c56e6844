import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver } from "type-graphql";
import type { Channel } from "../../access/channels.ts";
import { ChannelEnum } from "../../platform/channel.ts";
import { EmailAddress } from "../../platform/scalars.ts";
import { type Asking, payload } from "../../platform/subgraph.ts";
import { accessesById, type ClientAccessRow } from "./client-access.question.ts";
import { endSession } from "./end-session.ts";
import { previewAccess } from "./preview-access.ts";
import { requestPasswordReset } from "./request-password-reset.ts";
import { currentSession, ownSessions, type SessionRow } from "./session.question.ts";
import {
  RequestPasswordResetPayload,
  SessionInfoType,
  SessionType,
  SetPasswordInput,
  SetPasswordPayload,
  SignInInput,
  SignInPayload,
  SignOutPayload,
  TokenInfo,
  Viewer,
} from "./session.type.ts";
import { checkToken, openAccessLink, type SignedIn, setPassword, signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";
import { type StaffMemberRow, staffById } from "./staff-member.question.ts";
import { switchAccess } from "./switch-access.ts";

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

  @Query(() => [SessionInfoType], { nullable: true, description: "One's own open sessions, the last used first." })
  sessions(@Ctx() asking: Asking) {
    return ownSessions(asking);
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
      "Signs in with e-mail and password: staff without a channel, a client with one. Known e-mail or not, a refusal reads the same. A device that the password was not used on before is told to its owner by mail, but for the first of all.",
  })
  signIn(
    @Arg("input", () => SignInInput, { description: "E-mail and password." }) input: SignInInput,
    @Ctx() asking: Asking,
  ) {
    return this.started(asking, () => signIn(asking, input), true);
  }

  @Mutation(() => SignInPayload, {
    nullable: true,
    description:
      "Opens the link of a STANDARD access: on the web, read only, without login. A device that it was not opened on before is told to its owner by mail, but for the first of all.",
  })
  openAccessLink(
    @Arg("token", () => String, { description: "The token of the mail." }) token: string,
    @Ctx() asking: Asking,
  ) {
    return this.started(asking, () => openAccessLink(asking, token), true);
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

  @Mutation(() => RequestPasswordResetPayload, {
    nullable: true,
    description:
      "Mails a link to set a new password with, for half an hour and once (`setPassword`); an earlier one is void. The same is answered whoever's the e-mail is, and whether it is anybody's. Three an hour go to one e-mail at most.",
  })
  requestPasswordReset(
    @Arg("email", () => EmailAddress, { description: "The e-mail that one signs in with." }) email: string,
    @Ctx() asking: Asking,
  ) {
    return payload(asking, {}, async () => {
      await requestPasswordReset(asking, email);
      return {};
    });
  }

  @Mutation(() => SignOutPayload, { nullable: true, description: "Ends this session, or all of one's own." })
  signOut(
    @Arg("everywhere", () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: "All of one's own; by a link session, the link sessions.",
    })
    everywhere: boolean | undefined,
    @Ctx() asking: Asking,
  ) {
    return payload(asking, {}, async () => {
      await signOut(asking, everywhere ?? false);
      asking.kept = null;
      return {};
    });
  }

  @Mutation(() => SignOutPayload, {
    nullable: true,
    description:
      "Ends one of one's own sessions; NOT_FOUND for any other. FORBIDDEN for who came by a link or looks through a client's eyes.",
  })
  endSession(@Arg("id", () => ID, { description: "The session's id." }) id: string, @Ctx() asking: Asking) {
    return payload(asking, {}, async () => {
      await endSession(asking, id);
      if (id === asking.request.viewer?.session) asking.kept = null;
      return {};
    });
  }

  @Mutation(() => SignInPayload, {
    nullable: true,
    description:
      "Goes on to another of one's own accesses: see `ClientAccess.otherAccesses`. A new session begins, on the same channel, and this one is over. NOT_FOUND for none of one's own; FORBIDDEN for all but a client's password session.",
  })
  switchAccess(
    @Arg("accessId", () => ID, { description: "The other access's id." }) accessId: string,
    @Ctx() asking: Asking,
  ) {
    return this.started(asking, () => switchAccess(asking, accessId));
  }

  @Mutation(() => SignInPayload, {
    nullable: true,
    description:
      "Begins a session that sees exactly what the client sees on a channel: it reads only, lives 15 minutes and stands in the access's log. With `X-Session: cookie` it takes the place of one's own, which is over. Admins; CHANNEL_NOT_ALLOWED or PLAN_NOT_ENTITLED when the client has no such channel, CONFLICT for an access that was removed.",
  })
  previewAccess(
    @Arg("accessId", () => ID, { description: "The access's id." }) accessId: string,
    @Arg("channel", () => ChannelEnum, {
      nullable: true,
      defaultValue: "WEB",
      description: "Where the client would be.",
    })
    channel: Channel | undefined,
    @Ctx() asking: Asking,
  ) {
    return this.started(asking, () => previewAccess(asking, accessId, channel ?? "WEB"), true);
  }

  /**
   * The answer that starts a session tells of it as the new viewer would see it. Where the gateway keeps it for a browser, the
   * one it kept before is over: nobody holds its token any more. It `replaces` none where the command has ended it.
   */
  private started(asking: Asking, start: () => Promise<SignedIn>, replaces = false) {
    return payload<{ session: SessionRow | null }>(asking, { session: null }, async () => {
      const { token, viewer, device } = await start();
      if (replaces && asking.request.keepsSession && asking.viewer) await signOut(asking, false);
      asking.become(viewer);
      const session = await currentSession(asking);
      if (!session || !asking.request.keepsSession) return { session: session && { ...session, token } };
      asking.kept = {
        token,
        expiresAt: new Date(session.expiresAt).toISOString(),
        ...(device ? { device } : {}),
      };
      return { session };
    });
  }
}
