// How large a question may be, before it is planned. Pages are limited where they are read (platform/connection.ts).
import { ApolloArmor } from "@escape.tech/graphql-armor";

export const bodyLimit = "100kb";
export const tokenLimit = 1500;

const refused = { propagateOnRejection: true } as const;

const armor = new ApolloArmor({
  maxDepth: { enabled: true, n: 14, ...refused },
  maxAliases: { enabled: true, n: 30, allowList: [], ...refused },
  maxDirectives: { enabled: true, n: 50, ...refused },
  maxTokens: { enabled: false },
  costLimit: { enabled: false },
  blockFieldSuggestion: { enabled: false },
});

export const limits = armor.protect();
