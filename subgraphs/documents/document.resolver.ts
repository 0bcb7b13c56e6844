import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { pageRequest } from "../../platform/connection.ts";
import type { Asking } from "../../platform/subgraph.ts";
import { isId } from "../../platform/text.ts";
import { type DocumentRow, documentsById, documentsOf } from "./document.question.ts";
import { DocumentConnection, DocumentType } from "./document.type.ts";
import { Process } from "./process.stub.ts";

const isMoment = (value: string) =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/.test(value) && !Number.isNaN(Date.parse(value));

@Resolver(() => DocumentType)
export class DocumentResolver {
  @Query(() => DocumentType, {
    nullable: true,
    description: "One document; null when there is none, or none the viewer may see.",
  })
  document(
    @Arg("id", () => ID, { description: "The document's id." }) id: string,
    @Ctx() asking: Asking,
  ): Promise<DocumentRow | null> | null {
    return isId(id) ? asking.load(documentsById, id) : null;
  }

  @FieldResolver(() => Process, { nullable: true, description: "The process it belongs to." })
  process(@Root() document: DocumentRow): Process | null {
    return document.processVerdict ? ({ id: document.processId, verdict: true } as Process) : null;
  }
}

@Resolver(() => Process)
export class ProcessDocumentsResolver {
  @FieldResolver(() => DocumentConnection, {
    nullable: true,
    description:
      "The documents of the process's record, the newest first. CATEGORY_NOT_ENABLED when the firm has not switched documents on for this client.",
  })
  documents(
    @Root() process: Process,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: "How many, 0 to 100." }) first:
      | number
      | undefined,
    @Arg("after", () => String, { nullable: true, description: "The cursor to go on behind." }) after:
      | string
      | undefined,
    @Ctx() asking: Asking,
  ) {
    return documentsOf(asking, process.id, pageRequest({ first: first ?? 20, after }, "CREATED", isMoment));
  }
}
