import { GraphQLError, GraphQLScalarType } from "graphql";
import { GraphQLDateTime, GraphQLEmailAddress, GraphQLLocalDate, GraphQLURL } from "graphql-scalars";

/** The database gives a moment as a Date or as its text in UTC. */
function moment(value: unknown): string {
  const date = value instanceof Date ? value : new Date(String(value).replace(" ", "T").replace(/\+00$/, "Z"));
  return date.toISOString();
}

/** The first moment of the year 1: the calendar of the database has none before it. */
const earliest = -62_135_596_800_000;

function inCalendar(date: Date): Date {
  if (date.getTime() < earliest) throw new GraphQLError("Value is not a moment of the calendar.");
  return date;
}

const rfc3339 = GraphQLDateTime.toConfig();

export const DateTime = new GraphQLScalarType({
  ...rfc3339,
  parseValue: (value) => inCalendar(rfc3339.parseValue(value) as Date),
  parseLiteral: (node, variables) => inCalendar(rfc3339.parseLiteral(node, variables) as Date),
  name: "DateTime",
  description: "A moment, RFC 3339, always told in UTC: 2026-03-01T12:00:00.000Z.",
  serialize: moment,
});

/** The database gives a day as its text, or as the midnight in UTC that begins it. */
const day = (value: unknown): string => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value));

export const DateOnly = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
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
