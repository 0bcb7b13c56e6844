import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { GraphQLDateTime, GraphQLEmailAddress, GraphQLLocalDate, GraphQLURL } from "graphql-scalars";

/** The database gives a moment as a Date or as its text in UTC. */
function moment(value: unknown): string {
  const date = value instanceof Date ? value : new Date(String(value).replace(" ", "T").replace(/\+00$/, "Z"));
  return date.toISOString();
}

/** The first moment of the year 1: the calendar of the database has none before it. */
const earliest = -62_135_596_800_000;

const rfc3339 = GraphQLDateTime.toConfig();
const localDate = GraphQLLocalDate.toConfig();

/**
 * A text that is no moment is an invalid Date: whoever takes it in refuses it with its place (platform/input.ts), so that
 * one wrong line of many does not spoil the others. What is no text at all is no DateTime.
 */
function momentIn(value: unknown): Date {
  if (typeof value !== "string") throw new GraphQLError("Value is not a moment.");
  try {
    const date = rfc3339.parseValue(value) as Date;
    return date.getTime() < earliest ? new Date(Number.NaN) : date;
  } catch {
    return new Date(Number.NaN);
  }
}

/** A text that is no day is passed on as it is, for the same reason. */
function dayIn(value: unknown): string {
  if (typeof value !== "string") throw new GraphQLError("Value is not a day.");
  return value;
}

const textOf = (node: ValueNode): unknown => (node.kind === Kind.STRING ? node.value : null);

export const DateTime = new GraphQLScalarType({
  ...rfc3339,
  parseValue: momentIn,
  parseLiteral: (node) => momentIn(textOf(node)),
  name: "DateTime",
  description: "A moment, RFC 3339, always told in UTC: 2026-03-01T12:00:00.000Z.",
  serialize: moment,
});

/** The database gives a day as its text, or as the midnight in UTC that begins it. */
const day = (value: unknown): string => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value));

export const DateOnly = new GraphQLScalarType({
  ...localDate,
  parseValue: dayIn,
  parseLiteral: (node) => dayIn(textOf(node)),
  name: "Date",
  description: "A day of the calendar, YYYY-MM-DD.",
  serialize: day,
});

export const EmailAddress = new GraphQLScalarType({
  ...GraphQLEmailAddress.toConfig(),
  name: "EmailAddress",
  description: "An e-mail address. Upper and lower case are the same; it is kept and told in lower case.",
  serialize: String,
});

export const Url = new GraphQLScalarType({
  ...GraphQLURL.toConfig(),
  name: "URL",
  description: "An address on the web, absolute.",
  serialize: String,
});
