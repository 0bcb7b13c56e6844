import { sql } from "kysely";
import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import { questionsOver } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { ClientAccessRow } from "./client-access.question.ts";
import { ClientAccessType } from "./client-access.type.ts";

@ObjectType({
  description: "An access of the same client at another firm, as much of it as a switch needs.",
  simpleResolvers: true,
})
export class OtherAccess {
  @Field(() => ID, { description: "What to give `switchAccess`." })
  accessId!: string;

  @Field(() => String, { description: "The other firm's name." })
  firmName!: string;

  @Field(() => Boolean, { description: "Whether it comes in by this session's channel." })
  available!: boolean;
}

const others = questionsOver<unknown>()
  .selectFrom(
    sql<{ access_id: string; firm_name: string; available: boolean }>`access.other_accesses()`.as<"o">(sql`o`),
  )
  .select(["o.access_id as accessId", "o.firm_name as firmName", "o.available"]);

@Resolver(() => ClientAccessType)
export class OtherAccessesResolver {
  @FieldResolver(() => [OtherAccess], {
    nullable: true,
    description:
      "One's accesses at other firms, by the same e-mail. Told to the client itself, in a password session; null to everybody else.",
  })
  async otherAccesses(@Root() access: ClientAccessRow, @Ctx() asking: Asking): Promise<OtherAccess[] | null> {
    const { viewer } = asking;
    const itself = viewer?.access === access.id && viewer.credential === "PASSWORD" && !viewer.preview;
    return itself ? (await asking.read(others))[0] : null;
  }
}
