// The kinds of information a firm switches on one by one (product.md R4), and which type of the API holds which.

export const informationCategories = [
  "AUTOMATIC_MOVEMENTS",
  "MANUAL_MOVEMENTS",
  "TASKS",
  "PUBLICATIONS",
  "DOCUMENTS",
] as const;
export type InformationCategory = (typeof informationCategories)[number];

/**
 * Every object type that tells something of a process, and the category that must be switched on for a client to read
 * it; MOVEMENTS is either of the two, by a movement's origin; null is process data (R18), which every client reads. A type that is neither here nor in `firmData`
 * does not start.
 */
export const processData: Readonly<Record<string, InformationCategory | "MOVEMENTS" | null>> = {
  Process: null,
  Court: null,
  ProcessParty: null,
  ProcessConnection: null,
  ProcessEdge: null,
  ProcessPayload: null,
  ProcessLink: null,
  VisibilityExplanation: null,
  VisibilityCheck: null,
  Movement: "MOVEMENTS",
  MovementComment: "MOVEMENTS",
  MovementExplanation: "MOVEMENTS",
  MovementConnection: "MOVEMENTS",
  MovementEdge: "MOVEMENTS",
  MovementPayload: "MOVEMENTS",
  Task: "TASKS",
  TaskConnection: "TASKS",
  TaskEdge: "TASKS",
  TaskPayload: "TASKS",
  Publication: "PUBLICATIONS",
  PublicationConnection: "PUBLICATIONS",
  PublicationEdge: "PUBLICATIONS",
  PublicationPayload: "PUBLICATIONS",
  Document: "DOCUMENTS",
  DocumentConnection: "DOCUMENTS",
  DocumentEdge: "DOCUMENTS",
  DocumentPayload: "DOCUMENTS",
};

/** Every object type that tells of the firm, its people and the signing in, and nothing of any process. */
export const firmData: readonly string[] = [
  "ChannelAvailability",
  "ClientAccess",
  "ClientAccessConnection",
  "ClientAccessEdge",
  "ClientAccessPayload",
  "Contact",
  "ContactConnection",
  "ContactEdge",
  "ContactPayload",
  "DeletePayload",
  "Firm",
  "ImportPayload",
  "Invitation",
  "MovementWording",
  "MovementWordingPayload",
  "Mutation",
  "PageInfo",
  "Query",
  "RequestHeader",
  "Session",
  "SetPasswordPayload",
  "SignInPayload",
  "SignOutPayload",
  "SignedRequest",
  "StaffMember",
  "TokenInfo",
  "UploadPayload",
  "UploadPolicy",
  "UserError",
];
