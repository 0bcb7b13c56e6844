// Pages by keyset: a cursor is the position of a row in an order, and nothing more. Forging one moves the reader within
// what it may see anyway.
import "reflect-metadata";
import { ArgsType, type ClassType, Directive, Field, Int, ObjectType } from "type-graphql";
import type { Judged, JudgedPage } from "../access/guards.ts";
import { badInput } from "./errors.ts";
import { isId } from "./text.ts";

export const largestPage = 100;
/** Where nobody says how many. */
const usualPage = 20;
/** Rows that one question may bring, all its lists together. */
export const largestAnswer = 10_000;

@ObjectType({ description: "Where a page stands in its list.", simpleResolvers: true })
@Directive("@shareable")
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there is more after this page." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Whether this page was asked for after a cursor." })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "The cursor of the first row; null on an empty page." })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The cursor of the last row: pass it as `after` for the next page.",
  })
  endCursor!: string | null;
}

/** A position: the order it is of, the row's value in it, the row's id. */
export interface Position {
  readonly value: string;
  readonly id: string;
}

/** Which page is asked for: what each list takes. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: usualPage, description: "How many, 0 to 100." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The cursor to go on behind." })
  after?: string | null;
}

export interface PageRequest {
  readonly first: number;
  readonly after: Position | null;
}

/**
 * Reads `first` and `after`. BAD_USER_INPUT when first is not between 0 and 100, or the cursor is not one of this order's.
 * @param isValue whether a text can be a value of this order
 */
export function pageRequest(
  args: PageArgs,
  order: string,
  isValue: (value: string) => boolean = () => true,
): PageRequest {
  const first = args.first ?? usualPage;
  if (first < 0 || first > largestPage)
    throw badInput(`first vai de 0 a ${largestPage}.`, `first goes from 0 to ${largestPage}.`);
  if (args.after === null || args.after === undefined) return { first, after: null };
  const position = readCursor(args.after, order);
  if (!position || !isValue(position.value))
    throw badInput("O cursor não é desta lista.", "The cursor is not of this list.");
  return { first, after: position };
}

/** Whether a text can be a moment in a cursor: to the microsecond, in UTC. */
export const isMoment = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/.test(value) && isOfCalendar(`${value.slice(0, 23)}Z`);

/** Whether a text can be a day in a cursor. */
export const isDay = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && isOfCalendar(`${value}T00:00:00.000Z`);

/** JavaScript reads 31 February as 3 March and has a year 0000; the database has neither. */
function isOfCalendar(moment: string): boolean {
  const read = new Date(moment);
  return !Number.isNaN(read.getTime()) && read.toISOString() === moment && !moment.startsWith("0000");
}

const writeCursor = (order: string, { value, id }: Position): string =>
  Buffer.from(JSON.stringify([order, value, id])).toString("base64url");

function readCursor(cursor: string, order: string): Position | null {
  if (cursor.length > 2000 || !/^[A-Za-z0-9_-]+$/.test(cursor)) return null;
  try {
    const read: unknown = JSON.parse(
      new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(cursor, "base64url")),
    );
    if (!Array.isArray(read) || read.length !== 3 || read[0] !== order) return null;
    const [, value, id] = read as unknown[];
    if (typeof value !== "string" || typeof id !== "string" || !isId(id) || value.includes("\u0000")) return null;
    return { value, id };
  } catch {
    return null;
  }
}

export type PageRow = Judged & { readonly id: string; readonly cursorValue: string };

/** One page. Give it one row more than was asked for, if there is one: that is how it knows there is more. */
export class Page<Row extends PageRow> implements JudgedPage {
  readonly rows: readonly Row[];
  private readonly more: boolean;
  private total: Promise<{ total: number; verdict: boolean | null }> | undefined;

  constructor(
    rows: readonly Row[],
    private readonly request: PageRequest,
    private readonly order: string,
    private readonly count: () => Promise<{ total: number; verdict: boolean | null }>,
  ) {
    this.more = rows.length > request.first;
    this.rows = rows.slice(0, request.first);
  }

  counted(): Promise<{ total: number; verdict: boolean | null }> {
    this.total ??= this.count();
    return this.total;
  }

  get nodes(): readonly Row[] {
    return this.rows;
  }

  get edges(): { cursor: string; node: Row }[] {
    return this.rows.map((node) => ({ cursor: this.cursorOf(node), node }));
  }

  /** Asked for only when selected. */
  get totalCount(): Promise<number> {
    return this.counted().then(({ total }) => total);
  }

  get pageInfo(): PageInfo {
    const [first, last] = [this.rows[0], this.rows[this.rows.length - 1]];
    return {
      hasNextPage: this.more,
      hasPreviousPage: this.request.after !== null,
      startCursor: first ? this.cursorOf(first) : null,
      endCursor: last ? this.cursorOf(last) : null,
    };
  }

  private cursorOf(row: Row): string {
    return writeCursor(this.order, { value: row.cursorValue, id: row.id });
  }
}

/** The connection and edge types over a node type. */
export function connectionOf(node: () => ClassType<object>, name: string): ClassType<object> {
  @ObjectType(`${name}Edge`, { description: `A ${name} in a list, with its cursor.`, simpleResolvers: true })
  class Edge {
    @Field(() => String, { description: "The row's position: pass it as `after` to go on behind it." })
    cursor!: string;

    @Field(node, { description: `The ${name}.` })
    node!: object;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.`, simpleResolvers: true })
  class Connection {
    @Field(() => [Edge], { description: "The rows with their cursors." })
    edges!: Edge[];

    @Field(() => [node()], { description: "The rows themselves." })
    nodes!: object[];

    @Field(() => PageInfo, { description: "Where the page stands in its list." })
    pageInfo!: PageInfo;

    @Field(() => Int, {
      description: "How many rows the whole list has for this viewer. Costs a count: ask when it is shown.",
    })
    totalCount!: number;
  }
  return Connection;
}
