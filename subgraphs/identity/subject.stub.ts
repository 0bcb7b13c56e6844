// What an event of the log may be about: kept by the other subgraphs, and known here by its id.
import { createUnionType, Directive, Field, ID, ObjectType } from "type-graphql";

@ObjectType({
  description: "A lawsuit or a case of the firm. A client sees the ones it is a party to as the firm's client.",
  simpleResolvers: true,
})
@Directive('@key(fields: "id", resolvable: false)')
export class Process {
  @Field(() => ID, { description: "The process's id." })
  id!: string;
}

@ObjectType({ description: "A file of a process's record.", simpleResolvers: true })
@Directive('@key(fields: "id", resolvable: false)')
export class Document {
  @Field(() => ID, { description: "The document's id." })
  id!: string;
}

@ObjectType({ description: "What a client sent to the firm, and what became of it.", simpleResolvers: true })
@Directive('@key(fields: "id", resolvable: false)')
export class Submission {
  @Field(() => ID, { description: "The submission's id." })
  id!: string;
}

export const AccessSubjectUnion = createUnionType({
  name: "AccessSubject",
  description: "What an event of the log is about.",
  types: () => [Process, Document, Submission] as const,
});
