import { readFileSync } from "node:fs";
import {
  buildSchema,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";
import { expect, test } from "vitest";
import { generated } from "./generate.ts";

const committed = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

test("the committed schema files and typed operations are what the subgraphs make today", async () => {
  for (const [name, content] of await generated())
    expect(content === committed(name), `${name} is not current: run npm run generate`).toBe(true);
});

test("whatever a frontend developer meets in the API is described", () => {
  const api = buildSchema(committed("api.graphql"));
  const types = Object.values(api.getTypeMap()).filter(
    (type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type) && !["Query", "Mutation"].includes(type.name),
  );
  const silent = [
    ...types.filter((type) => !type.description).map((type) => type.name),
    ...Object.values(api.getTypeMap()).flatMap(undescribed),
  ];
  expect(silent).toEqual([]);
});

function undescribed(type: GraphQLNamedType): string[] {
  if (type.name.startsWith("__")) return [];
  if (isEnumType(type))
    return type
      .getValues()
      .filter((value) => !value.description)
      .map((value) => `${type.name}.${value.name}`);
  if (isInputObjectType(type))
    return Object.values(type.getFields())
      .filter((field) => !field.description)
      .map((field) => `${type.name}.${field.name}`);
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    ...(field.description ? [] : [`${type.name}.${field.name}`]),
    ...field.args.filter((arg) => !arg.description).map((arg) => `${type.name}.${field.name}(${arg.name})`),
  ]);
}
