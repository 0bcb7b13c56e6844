import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import type { Channel } from "../../access/channels.ts";
import { type AccessEventKind, accessEventKinds } from "../../platform/access-log.ts";
import { ChannelEnum } from "../../platform/channel.ts";
import { connectionOf } from "../../platform/connection.ts";
import { DateTime } from "../../platform/scalars.ts";
import { enumOf } from "../../platform/user-error.ts";

export const AccessEventKindEnum = enumOf(accessEventKinds);
registerEnumType(AccessEventKindEnum, {
  name: "AccessEventKind",
  description: "What was done with an access.",
  valuesConfig: {
    GRANTED: { description: "It was granted." },
    UPDATED: { description: "Something of it was changed: see `detail`." },
    EMAIL_CHANGED: { description: "Its e-mail was changed." },
    INVITED: { description: "An invitation was sent, the first or a new one." },
    LINK_ROTATED: { description: "It got a new link, and the old one was void." },
    LINK_OPENED: {
      description: "Its link was opened; `detail` says when on a device that it was not opened on before.",
    },
    SIGNED_IN: { description: "The client signed in with e-mail and password." },
    SIGN_IN_FAILED: { description: "Somebody tried to come in and was refused: see `detail`." },
    PASSWORD_RESET_REQUESTED: { description: "A new password was asked for." },
    PASSWORD_SET: { description: "A password was set." },
    SIGNED_OUT: { description: "The client signed out, or ended one of its sessions; or the firm ended them all." },
    ACCESS_SWITCHED: {
      description:
        "The client came from its access at another firm. Told to the client only, in a password session; to all others it is SIGNED_IN.",
    },
    REVOKED: { description: "It was removed." },
    PROCESS_VIEWED: { description: "A process was looked at: once a session in 30 minutes." },
    DOCUMENT_DOWNLOADED: { description: "A document was downloaded." },
    DOCUMENT_SUBMITTED: { description: "A document was sent to the firm." },
    PREVIEWED: { description: "An admin looked through the client's eyes." },
  },
});

@ObjectType("AccessEvent", { description: "One thing that was done with an access. The log is only ever appended to." })
export class AccessEventType {
  @Field(() => ID, { description: "The event's id." })
  id!: string;

  @Field(() => AccessEventKindEnum, { description: "What was done." })
  kind!: AccessEventKind;

  @Field(() => DateTime, { description: "When." })
  at!: string;

  @Field(() => ChannelEnum, { nullable: true, description: "Where the client came in; null for what the firm did." })
  channel!: Channel | null;

  @Field(() => String, {
    description:
      "Who did it: the name as it was then. To the client the firm's people are the firm; of a sign-in that failed, the e-mail or access that was tried.",
  })
  actor!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The id of what it is about. It stays when that has gone or is no longer seen.",
  })
  subjectId!: string | null;
}

export const AccessEventConnection = connectionOf(() => AccessEventType, "AccessEvent");
