// The operations that the portal's screens send, as their frontends wrote them (tests/screens/*.graphql).
import { readdirSync, readFileSync } from "node:fs";
import {
  buildSchema,
  type DocumentNode,
  Kind,
  parse,
  print,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

export interface Screen {
  readonly file: string;
  readonly name: string;
  /** The operation's text; of one that is ahead of the schema, what the schema has of it. */
  readonly text: string;
  /** What of it the schema does not have. */
  readonly missing: readonly string[];
}

const schema = buildSchema(readFileSync(new URL("../schema/api.graphql", import.meta.url), "utf8"));
const folder = new URL("screens/", import.meta.url);

export const screens: readonly Screen[] = readdirSync(folder).flatMap((file) =>
  Object.entries(separateOperations(parse(readFileSync(new URL(file, folder), "utf8")))).map(([name, document]) => ({
    file,
    name,
    ...held(document),
  })),
);

/** Takes out of an operation what the schema does not have. */
function held(document: DocumentNode): { text: string; missing: string[] } {
  const missing: string[] = [];
  const fragments = new Set<string>();
  const types = new TypeInfo(schema);
  const gone = (name: string) => {
    missing.push(name);
    return null;
  };
  let kept = visit(
    document,
    visitWithTypeInfo(types, {
      Field(field) {
        const parent = types.getParentType();
        return parent && !types.getFieldDef() ? gone(`${parent.name}.${field.name.value}`) : undefined;
      },
      InlineFragment({ typeCondition }) {
        const name = typeCondition?.name.value;
        return name && !schema.getType(name) ? gone(name) : undefined;
      },
      FragmentDefinition({ name, typeCondition }) {
        if (schema.getType(typeCondition.name.value)) return undefined;
        fragments.add(name.value);
        return gone(typeCondition.name.value);
      },
    }),
  );
  if (missing.length === 0) return { text: print(document), missing };
  kept = visit(kept, {
    FragmentSpread: ({ name }) => (fragments.has(name.value) ? null : undefined),
    Field: { leave: (field) => (field.selectionSet?.selections.length === 0 ? null : undefined) },
  });
  const used = new Set<string>();
  visit(kept, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  kept = visit(kept, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
  const operation = kept.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  return { text: operation?.selectionSet.selections.length ? print(kept) : "", missing };
}
