// The written operations of schema/operations, each as one tab: with the fragments it needs, and the variables it requires to fill in.
import { readdirSync, readFileSync } from "node:fs";
import {
  buildSchema,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  separateOperations,
  typeFromAST,
} from "graphql";

export interface ExampleGroup {
  /** The file's name, without its ending: whose operations these are, or of what. */
  readonly name: string;
  readonly operations: readonly { name: string; kind: string; query: string; variables: string }[];
}

const schemaFolder = new URL("../../schema/", import.meta.url);

export function examples(): ExampleGroup[] {
  const schema = buildSchema(readFileSync(new URL("api.graphql", schemaFolder), "utf8"));
  const operationsFolder = new URL("operations/", schemaFolder);
  const variables = ({ variableDefinitions = [] }: OperationDefinitionNode) =>
    variableDefinitions.flatMap(({ variable, type, defaultValue }) => {
      const wanted = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
      return wanted && isNonNullType(wanted) && !defaultValue ? [[variable.name.value, blank(wanted)]] : [];
    });
  const files = readdirSync(operationsFolder)
    .filter((file) => file.endsWith(".graphql"))
    .sort()
    .map((file) => ({
      name: file.replace(/\.graphql$/, ""),
      definitions: parse(readFileSync(new URL(file, operationsFolder), "utf8")).definitions,
    }));
  // A fragment may stand in another file than what uses it.
  const whole = separateOperations({ kind: Kind.DOCUMENT, definitions: files.flatMap((file) => file.definitions) });
  return files.map(({ name, definitions }) => ({
    name,
    operations: definitions.flatMap((operation) => {
      const document = operation.kind === Kind.OPERATION_DEFINITION && whole[operation.name?.value ?? ""];
      if (!document) return [];
      const required = variables(operation);
      return {
        name: operation.name?.value ?? "",
        kind: operation.operation,
        query: print({
          ...document,
          definitions: [operation, ...document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)],
        }),
        variables: required.length > 0 ? JSON.stringify(Object.fromEntries(required), null, 2) : "",
      };
    }),
  }));
}

/** A value of a type with nothing said in it yet: what is required of it, and no more. */
function blank(type: GraphQLInputType): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [];
  if (isEnumType(bare)) return bare.getValues()[0]?.name;
  if (isInputObjectType(bare))
    return Object.fromEntries(
      Object.values(bare.getFields())
        .filter((field) => isNonNullType(field.type) && field.defaultValue === undefined)
        .map((field) => [field.name, blank(field.type)]),
    );
  return { Int: 0, Float: 0, Boolean: false }[(bare as { name: string }).name] ?? "";
}
