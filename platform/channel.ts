import "reflect-metadata";
import { registerEnumType } from "type-graphql";
import { channels } from "../access/channels.ts";
import { enumOf } from "./user-error.ts";

export const ChannelEnum = enumOf(channels);
registerEnumType(ChannelEnum, {
  name: "Channel",
  description: "Where a client comes in.",
  valuesConfig: {
    WEB: { description: "Acesso do Cliente: the browser." },
    APP: { description: "Portal do Cliente: the app." },
  },
});
