// graphql-shield's ESM build imports `util.isUndefined`, which Node 23 removed, and it must share one copy of GraphQL with
// graphql-middleware: both are loaded here, from CommonJS, and imported from here only.
import { createRequire } from "node:module";
import util from "node:util";

export type { IRule, IRules } from "graphql-shield";

(util as { isUndefined?: (value: unknown) => boolean }).isUndefined ??= (value) => value === undefined;

const require = createRequire(import.meta.url);
export const { shield, rule, allow, deny } = require("graphql-shield") as typeof import("graphql-shield");
export const { applyMiddleware } = require("graphql-middleware") as typeof import("graphql-middleware");
