import { Field, ID, ObjectType } from "type-graphql";
import type { Plan } from "../../access/channels.ts";
import { PlanEnum } from "./channel.type.ts";

@ObjectType("Firm", { description: "A law firm." })
export class FirmType {
  @Field(() => ID, { description: "The firm's id." })
  id!: string;

  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => String, { nullable: true, description: "Whom to write to about personal data (LGPD)." })
  privacyContact!: string | null;

  @Field(() => String, { nullable: true, description: "Whom to ask for help." })
  supportContact!: string | null;

  @Field(() => PlanEnum, { nullable: true, description: "What it subscribes to. Staff only." })
  plan!: Plan | null;
}
