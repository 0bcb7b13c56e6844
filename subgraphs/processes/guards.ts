import {
  anyone,
  type Guards,
  nobody,
  type References,
  seen,
  seenByStaff,
  signedIn,
  staff,
} from "../../access/guards.ts";
import { type Asking, referenceBy } from "../../platform/subgraph.ts";
import { contactsById, processesById } from "./process.question.ts";

export const guards: Guards = {
  Query: { process: signedIn, processByNumber: signedIn, processes: signedIn },
  Mutation: { createProcess: staff, updateProcess: staff, setProcessParties: staff },
  Process: {
    id: seen,
    version: seen,
    kind: seen,
    number: seen,
    title: seen,
    status: seen,
    court: seen,
    filedOn: seen,
    claimValue: seen,
    responsible: seen,
    team: seenByStaff,
    parties: seen,
    visibility: seenByStaff,
    secret: seen,
    createdAt: seen,
    updatedAt: seen,
  },
  ProcessParty: seen,
  Contact: { id: seen, processes: seen },
  StaffMember: seen,
  Court: signedIn,
  ProcessConnection: signedIn,
  ProcessEdge: signedIn,
  PageInfo: signedIn,
  ProcessPayload: anyone,
  UserError: anyone,
};

export const references: References<Asking> = {
  Process: {
    rule: signedIn,
    resolve: referenceBy(processesById),
  },
  Contact: {
    rule: signedIn,
    resolve: referenceBy(contactsById),
  },
  StaffMember: { rule: nobody, resolve: async () => null },
};
