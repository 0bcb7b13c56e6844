import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { type Asking, payload } from "../../platform/subgraph.ts";
import type { MovementRow } from "./movement.question.ts";
import { MovementType } from "./movement.type.ts";
import { dependsOnSide, toldTo, wordsFor } from "./movement-explanation.ts";
import { everyWording, ownWords, sidesOf, type Wording, wordingOf } from "./movement-wording.question.ts";
import {
  MovementExplanation,
  MovementWordingInput,
  MovementWordingPayload,
  MovementWordingType,
} from "./movement-wording.type.ts";
import { setMovementWording, versionOfWords } from "./set-movement-wording.ts";

@Resolver(() => MovementType)
export class MovementExplanationResolver {
  @FieldResolver(() => MovementExplanation, {
    nullable: true,
    description:
      "What it means in plain language, by its TPU code, in the language of Accept-Language; from the client's side where that decides who won. Null for what has no code, or one that nobody has words for.",
  })
  async explanation(@Root() movement: MovementRow, @Ctx() asking: Asking): Promise<MovementExplanation | null> {
    if (movement.code === null) return null;
    const said = wordsFor(movement.code, (await asking.load(ownWords, "firm")) ?? new Map());
    if (!said) return null;
    const side = dependsOnSide(said) ? await asking.load(sidesOf, movement.processId) : null;
    return toldTo(side, asking.request.language, said);
  }
}

@Resolver(() => MovementWordingType)
export class MovementWordingResolver {
  @Query(() => [MovementWordingType], {
    nullable: true,
    description: "How court movements are explained to the firm's clients, code by code. Admins.",
  })
  movementWordings(@Ctx() asking: Asking): Promise<Wording[]> {
    return everyWording(asking);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Where the code stands in the TPU, from its root; null for one the house does not know.",
  })
  path(@Root() { standard }: Wording): string | null {
    return standard?.path ?? null;
  }

  @FieldResolver(() => MovementExplanation, {
    nullable: true,
    description: "The house's words, as they read when the client's side does not matter; null where it has none.",
  })
  standard(@Root() { standard }: Wording, @Ctx() asking: Asking): MovementExplanation | null {
    return standard && toldTo(null, asking.request.language, standard);
  }

  @FieldResolver(() => MovementExplanation, {
    nullable: true,
    description: "The firm's own words, which stand in place of the house's; null where it has none.",
  })
  own(@Root() { own }: Wording, @Ctx() asking: Asking): MovementExplanation | null {
    return own && toldTo(null, asking.request.language, own);
  }

  @FieldResolver(() => Int, {
    description: "Changes whenever the firm's words do: give it as `expectedVersion` to not overwrite somebody else's.",
  })
  version(@Root() { own }: Wording): number {
    return versionOfWords(own);
  }

  @FieldResolver(() => Boolean, { description: "Whether the firm wants clients to be told nothing of this code." })
  silenced(@Root() { own }: Wording): boolean {
    return own !== null && own.headline === null;
  }

  @Mutation(() => MovementWordingPayload, {
    nullable: true,
    description:
      "Words a kind of court movement in the firm's own way, silences it, or takes the house's words again. Clients read it from their next request on. Admins.",
  })
  setMovementWording(
    @Arg("input", () => MovementWordingInput, { description: "The code and its words." }) input: MovementWordingInput,
    @Ctx() asking: Asking,
  ) {
    return payload<{ movementWording: Wording }>(asking, { movementWording: null }, async () => {
      const code = await setMovementWording(asking, input);
      asking.forget();
      return { movementWording: await wordingOf(asking, code) };
    });
  }
}
