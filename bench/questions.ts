// The three questions that stand for the product, as a portal asks them.
import type { Viewer } from "./data.ts";

export interface Question {
  readonly name: "Q1" | "Q2" | "Q3";
  readonly what: string;
  readonly query: string;
  /** What a viewer asks: one set of variables, or several in turn. */
  asked(viewer: Viewer): Record<string, unknown>[];
}

export const questions: readonly Question[] = [
  {
    name: "Q1",
    what: "the home: 20 processes by latest movement, 3 movements each, total count",
    query: `query Home($after: String) {
      processes(first: 20, after: $after) {
        totalCount
        nodes {
          id kind number title status lastMovementAt
          court { tribunal division venue degree }
          movements(first: 3) { nodes { id occurredAt title } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }`,
    asked: () => [{ after: null }],
  },
  {
    name: "Q2",
    what: "a process page: court, parties, 50 movements with comments, tasks, publications, documents",
    query: `query ProcessPage($id: ID!) {
      process(id: $id) {
        id number title status
        court { tribunal division venue degree className subjects }
        parties { name role side }
        movements(first: 50) { nodes { id occurredAt title comments { id text author } } }
        tasks { nodes { id title assignee { name } } }
        publications { nodes { id content } }
        documents { nodes { id name byteSize } }
      }
    }`,
    asked: (viewer) => viewer.busy.map((id) => ({ id })),
  },
  {
    name: "Q3",
    what: "a page of 50 movements behind the first 5,000 of a process",
    query: `query ProcessMovements($id: ID!, $after: String) {
      process(id: $id) {
        id
        movements(first: 50, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes { id origin occurredAt degree title text code author comments { id text author createdAt } }
        }
      }
    }`,
    asked: ({ long }) => [{ id: long.id, after: long.cursor }],
  },
];
