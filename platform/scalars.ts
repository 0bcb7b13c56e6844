import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { GraphQLDateTime, GraphQLEmailAddress, GraphQLLocalDate, GraphQLURL } from "graphql-scalars";

/** The database gives a moment as a Date or as its text in UTC. */
function moment(value: unknown): string {
  const date = value instanceof Date ? value : new Date(String(value).replace(" ", "T").replace(/\+00$/, "Z"));
  return date.toISOString();
}

/** The first moment of the year 1: the calendar of the database has none before it. */
const earliest = -62_135_596_800_000;
/** The last one of the year 9999: no year after it has four digits. */
const latest = 253_402_300_799_999;

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
    return date.getTime() < earliest || date.getTime() > latest ? new Date(Number.NaN) : date;
  } catch {
    return new Date(Number.NaN);
  }
}

const textOf = (node: ValueNode): unknown => (node.kind === Kind.STRING ? node.value : null);

/** A scalar whose wrong texts are passed on as they are, for the same reason. */
function passedOn(what: string) {
  const parseValue = (value: unknown): string => {
    if (typeof value !== "string") throw new GraphQLError(`Value is not ${what}.`);
    return value;
  };
  return { parseValue, parseLiteral: (node: ValueNode) => parseValue(textOf(node)) };
}

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
  ...passedOn("a day"),
  name: "Date",
  description: "A day of the calendar, YYYY-MM-DD.",
  serialize: day,
});

export const EmailAddress = new GraphQLScalarType({
  ...GraphQLEmailAddress.toConfig(),
  ...passedOn("an e-mail address"),
  name: "EmailAddress",
  description: "An e-mail address. Upper and lower case are the same; it is kept and told in lower case.",
  serialize: String,
});

export const Url = new GraphQLScalarType({
  ...GraphQLURL.toConfig(),
  ...passedOn("an address on the web"),
  name: "URL",
  description: "An address on the web, absolute.",
  serialize: String,
});
